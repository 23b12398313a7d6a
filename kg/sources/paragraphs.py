"""Text -> its paragraphs.

They are separated by blank lines, and by the tags that begin or end a block. A line end
within is a paragraph's end, unless the text was wrapped there: then it becomes a space.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from kg.sources.markup import has_blocks, lined
from kg.sources.normalise import normalise

_LINE_END = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\u2028]")
_PARAGRAPH_END = "\u2029"
#: How a sentence ends, with the marks that may stand after.
_SENTENCE_END = re.compile(r"[.!?…:][)\]\"'»«”“’›‹]*$")
_SPEECH = re.compile(r"[-–—―]\s*\S")
#: Wrapped lines are no longer than this, in characters; headings neither.
WIDEST = 100


def split_paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, without white space at their ends.

    Empty when there is nothing to read. Takes time linear in the length of the text.
    """
    text = lined(_LINE_END.sub("\n", text).replace(_PARAGRAPH_END, "\n\n"))
    lines = [(line, normalise(line.strip()).text) for line in text.split("\n")]
    blocks = groupby(lines, key=lambda line: bool(line[1]))
    return tuple(
        p for seen, block in blocks if seen for p in _paragraphs(*zip(*block, strict=True))
    )


def plain_paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of HTML or plain text as they are read, without any markup.

    Where tags tell the paragraphs, line ends are spaces. What was escaped twice is text, too.
    """
    if has_blocks(text):
        text = " ".join(text.split())
    once = (normalise(p).text for p in split_paragraphs(text))
    return tuple(p for p in (normalise(p).text for p in once) if p)


def _paragraphs(block: Sequence[str], lines: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of lines, as they came and as they are read, none of them blank."""
    if _has_heading(lines):
        yield block[0].strip()
        block, lines = block[1:], lines[1:]
    width = max(map(len, lines))
    inside = [_within_sentence(before, line, width) for before, line in pairwise(lines)]
    wrapped = any(inside) and width <= WIDEST
    first = 0
    for i, (before, line) in enumerate(pairwise(lines), 1):
        if not (inside[i - 1] or (wrapped and _goes_on(before, line, width))):
            yield " ".join(block[first:i]).strip()
            first = i
    yield " ".join(block[first:]).strip()


def _has_heading(lines: Sequence[str]) -> bool:
    """Tell whether a line stands above paragraphs of a line each, which end like sentences."""
    rest = lines[1:]
    return (
        len(rest) > 1
        and len(lines[0]) <= WIDEST
        and not rest[0][0].islower()
        and all(map(_SENTENCE_END.search, rest))
    )


def _within_sentence(before: str, line: str, width: int) -> bool:
    """Tell whether a sentence that a line does not end goes on in the next, which had no room."""
    if _SENTENCE_END.search(before) or _opens_speech(line):
        return False
    return line[0].islower() or _has_no_room(before, line, min(width, WIDEST))


def _goes_on(before: str, line: str, width: int) -> bool:
    """Tell whether the line after a sentence's end is still of its paragraph, in a wrapped text."""
    return not _SPEECH.match(line) and _has_no_room(before, line, width)


def _opens_speech(line: str) -> bool:
    """Tell whether a dash stands before a sentence: "- Vi går", "–»Nej«", not "- og"."""
    speech = _SPEECH.match(line)
    return speech is not None and not speech.group()[-1].islower()


def _has_no_room(before: str, line: str, width: int) -> bool:
    """Tell whether the first word of a line had no room in the line before it."""
    return len(before) + 1 + len(line.split(None, 1)[0]) > width
