"""A plain text file -> one article without a title.

A date at the very beginning ("date 2024-05-09", "Dato: 2024-05-09") is no part of the text; a whole
one is when the article was published.
"""

import re
from collections.abc import Iterator

from kg.sources.articles import Item, article
from kg.sources.entry import Entry
from kg.sources.normalise import normalise

_DATE = re.compile(r"\A\s*dat[eo]\b:?\s*(?P<date>\d{4}(?:-\d\d){0,2})(?![\w-])\s*", re.IGNORECASE)


def read(entry: Entry) -> Iterator[Item]:
    """Yield the one article of a text file, if there is anything to read in it."""
    text, published = entry.document(), None
    if match := _DATE.match(text):
        text, published = text[match.end() :], match["date"]
    if normalise(text).text:
        yield article({"text": text, "published": published}, entry, entry.name)
