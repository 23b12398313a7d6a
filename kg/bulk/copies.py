"""Copies among the articles of an import, found as a store finds them."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from kg.bulk.work import Work
from kg.identity.copies import Bearer, Known, Text, settle, text_of
from kg.store.copies import COMMON

#: Texts that are remembered, with their wordings.
_REMEMBERED = 200
_NEAR = """SELECT b.article, a.published, l.origin, o.published,
(SELECT count(*) FROM bears WHERE article = b.article) FROM bears b
JOIN article a ON a.id = b.article LEFT JOIN link l ON l.copy = b.article
LEFT JOIN article o ON o.id = l.origin WHERE b.sign = ? LIMIT ?"""


def link(kept: "Kept", texts: list[Text]) -> None:
    """Find out which of some articles, of which nothing is kept yet, are copies, and keep it."""
    work, done = kept.work, settle([text for text in texts if text.signs], kept)
    before = (done.links.keys() | done.originals.keys()).difference(text.id for text in texts)
    touched = [(i,) for i in before]
    work.tables.executemany("DELETE FROM link WHERE copy = ?", touched)
    work.tables.executemany("DELETE FROM bears WHERE article = ?", touched)
    work.tables.executemany(
        "INSERT INTO bears VALUES (?, ?)", [(sign, article) for article, sign in done.signs()]
    )
    work.tables.executemany(
        "INSERT INTO link VALUES (?, ?)", [(i, origin.id) for i, (_, origin) in done.links.items()]
    )


class Kept(Known):
    """What is kept of originals and copies; the texts that were asked for last are remembered."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self._text = lru_cache(_REMEMBERED)(work.text)

    def near(self, signs: Collection[str]) -> Iterator[Bearer]:
        """Yield those that bear one of some signs, unless it is common."""
        for sign in sorted(signs):
            rows = self.work.tables.execute(_NEAR, (sign, COMMON + 1)).fetchall()
            for article, published, origin, before, borne in rows if len(rows) <= COMMON else ():
                first = text_of(origin, before, "") if origin else None
                yield Bearer(sign, text_of(article, published, ""), first, borne)

    def texts(self, ids: Collection[str]) -> list[Text]:
        """Return the texts of articles."""
        return [self._text(i) for i in sorted(ids)]

    def copies(self, originals: Collection[str]) -> list[Text]:
        """Return the texts of the copies of originals."""
        found = (
            self.work.tables.execute("SELECT copy FROM link WHERE origin = ?", (i,)).fetchall()
            for i in originals
        )
        return self.texts([copy for rows in found for (copy,) in rows])
