"""A plain text file -> one article without a title.

Paragraphs are separated by blank lines, and by the tags that begin or end a block. A line end within
is a paragraph's end, unless the text was wrapped there: then it becomes a space. A date at the very
beginning ("date 2024-05-09", "Dato: 2024-05-09") is no part of the text; a whole one is when the
article was published.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import TextIO

from kg.errors import RecordError
from kg.model import Article, article_id
from kg.sources.files import undecoded
from kg.sources.markup import lined
from kg.sources.normalise import normalise

_DATE = re.compile(r"\A\s*dat[eo]\b:?\s*(?P<date>\d{4}(?:-\d\d){0,2})(?![\w-])\s*", re.IGNORECASE)
_LINE_END = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\u2028]")
_PARAGRAPH_END = "\u2029"
#: How a sentence ends, with the marks that may stand after.
_SENTENCE_END = re.compile(r"[.!?…:][)\]\"'»«”“’›‹]*$")
_SPEECH = re.compile(r"[-–—―]\s*\S")
#: So many lines that all end like sentences, but a heading at the start, are paragraphs.
_ENOUGH_LINES = 3


def read_text(lines: TextIO, name: str) -> Iterator[Article | RecordError]:
    """Yield the one article of a text file, or why it has none."""
    text = lines.read()
    if error := undecoded(text, name):
        yield error
        return
    body, published = _without_date(text)
    if paragraphs := split_paragraphs(body):
        identity = article_id("", "", "", paragraphs)
        yield Article(identity, paragraphs, published=published).read_at(name)


def split_paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, without white space at their ends.

    Empty when there is nothing to read. Takes time linear in the length of the text.
    """
    text = lined(_LINE_END.sub("\n", text).replace(_PARAGRAPH_END, "\n\n"))
    lines = [(line, normalise(line).text) for line in text.split("\n")]
    blocks = groupby(lines, key=lambda line: bool(line[1]))
    return tuple(
        p for seen, block in blocks if seen for p in _paragraphs(*zip(*block, strict=True))
    )


def _paragraphs(block: Sequence[str], lines: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of lines, as they came and as they are read, none of them blank."""
    width = max(map(len, lines))
    wrapped = _wrapped(lines, width)
    first = 0
    for i, (before, line) in enumerate(pairwise(lines), 1):
        if not (wrapped and _goes_on(before, line, width)):
            yield " ".join(block[first:i]).strip()
            first = i
    yield " ".join(block[first:]).strip()


def _wrapped(lines: Sequence[str], width: int) -> bool:
    """Tell whether lines end where there was no more room, not where a paragraph ends.

    A sentence that goes on in the next line says so; one that seems to may be a heading, if all
    lines after it end like sentences.
    """
    if any(_within_sentence(before, line) for before, line in pairwise(lines)):
        return True
    if len(lines) >= _ENOUGH_LINES and all(map(_SENTENCE_END.search, lines[1:])):
        return False
    return any(
        not _SENTENCE_END.search(before) and _has_no_room(before, line, width)
        for before, line in pairwise(lines)
    )


def _goes_on(before: str, line: str, width: int) -> bool:
    """Tell whether a line of a wrapped text goes on with the paragraph of the line before it."""
    if _within_sentence(before, line):
        return True
    speech = _SENTENCE_END.search(before) and _SPEECH.match(line)
    return not speech and _has_no_room(before, line, width)


def _within_sentence(before: str, line: str) -> bool:
    return line[0].islower() and not _SENTENCE_END.search(before)


def _has_no_room(before: str, line: str, width: int) -> bool:
    """Tell whether the first word of a line had no room in the line before it."""
    return len(before) + 1 + len(line.split(None, 1)[0]) > width


def _without_date(text: str) -> tuple[str, str | None]:
    """Return a text without the date it begins with, and that date when it is a whole one."""
    if not (match := _DATE.match(text)):
        return text, None
    try:
        return text[match.end() :], date.fromisoformat(match["date"]).isoformat()
    except ValueError:
        return text[match.end() :], None
