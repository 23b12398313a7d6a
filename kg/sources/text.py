"""A plain text file -> one article without a title.

Paragraphs are separated by blank lines; line ends inside a paragraph become spaces. A text without any blank line has one paragraph per line,
unless its lines are short enough to have been wrapped. A date at the very beginning ("date 2024-05-09", "Dato: 2024-05-09")
is no part of the text; a whole one is when the article was published.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import TextIO

from kg.errors import RecordError
from kg.model import Article, article_id
from kg.sources.files import undecoded

_BLANK_LINE = re.compile(r"\n\s*\n")
_DATE = re.compile(r"\A\s*dat[eo]\b:?\s*(?P<date>\d{4}(?:-\d\d){0,2})(?![\w-])\s*", re.IGNORECASE)
#: A text whose longest line is shorter (in characters) may have been wrapped.
WRAPPED = 100


def read_text(lines: TextIO, name: str) -> Iterator[Article | RecordError]:
    """Yield the one article of a text file, or why it has none."""
    text = lines.read()
    if error := undecoded(text, name):
        yield error
        return
    body, published = _without_date(text)
    if paragraphs := split_paragraphs(body):
        yield Article(article_id("", "", "", paragraphs), paragraphs, published=published)


def split_paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, without white space at their ends; empty when there is nothing but white space."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    blocks = _BLANK_LINE.split(text)
    if len(blocks) == 1 and max(map(len, text.split("\n"))) > WRAPPED:
        blocks = text.split("\n")
    return tuple(stripped for block in blocks if (stripped := block.replace("\n", " ").strip()))


def _without_date(text: str) -> tuple[str, str | None]:
    """Return a text without the date it begins with, and that date when it is a whole one."""
    if not (match := _DATE.match(text)):
        return text, None
    try:
        return text[match.end() :], date.fromisoformat(match["date"]).isoformat()
    except ValueError:
        return text[match.end() :], None
