"""Words -> the entities, statements and articles that have them, by full text with Danish stems.

The index is SQLite's FTS5, in memory, filled from the store once per state: so both engines give
the same answers. It keeps the stems of words and no text; what is found is read from the store.
"""

import re
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args

import snowballstemmer

from kg.characters import tidy
from kg.find.folding import in_full
from kg.find.kept import Kept
from kg.store.base import UNLIMITED, Store

Kind = Literal["entity", "statement", "article"]
KINDS: tuple[Kind, ...] = get_args(Kind)
#: What a word in a name or title is worth over one in a text.
_HEAD = 3.0
#: Characters of an excerpt.
_EXCERPT = 240
_WORD = re.compile(r"[^\W_]+")

#: Of each kind, what is read to find it: id, head, text.
_INDEXED: dict[Kind, str] = {
    "entity": "MATCH (n:Entity) RETURN n.id AS id, n.names AS head, n.name AS text",
    "statement": "MATCH (n:Statement) RETURN n.id AS id, n.text AS head, n.sentence AS text",
    "article": "MATCH (n:Article) RETURN n.id AS id, n.title AS head, n.text AS text",
}
#: And what is shown of it: id, head, text.
_SHOWN: dict[Kind, str] = {
    "entity": "UNWIND $ids AS id MATCH (n:Entity {id: id}) "
    "RETURN n.id AS id, n.name AS head, '' AS text",
    "statement": "UNWIND $ids AS id MATCH (n:Statement {id: id}) "
    "RETURN n.id AS id, n.text AS head, n.sentence AS text",
    "article": "UNWIND $ids AS id MATCH (n:Article {id: id}) "
    "RETURN n.id AS id, n.title AS head, n.text AS text",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that has the words that were asked for; `score` is higher the better it fits.

    `title` is an entity's name, what a statement says, an article's title; `text` a statement's
    sentence, an excerpt of an article with one of the words, "" for an entity.
    """

    kind: Kind
    id: str
    title: str
    text: str
    score: float


def search(
    store: Store,
    text: str,
    kind: Kind | None = None,
    *,
    limit: int = 20,
    patience: float | None = None,
) -> list[Hit]:
    """Return what has all these words in any of their Danish forms, the best first.

    Only of one kind, when one is given. When nothing has all of them, what has any of them. With
    `patience` the index is waited for no longer than so many seconds: then an earlier one answers,
    or StoreBusy is raised.
    """
    terms = list(dict.fromkeys(_terms(tidy(text))))
    if not terms:
        return []
    index = _KEPT.of(store, patience)
    found = index.find(terms, " AND ", kind, limit) or index.find(terms, " OR ", kind, limit)
    shown = {
        (k, row[0]): row[1:]
        for k in KINDS
        if (ids := [i for other, i, _ in found if other == k])
        for row in store.read(_SHOWN[k], {"ids": ids}).rows
    }
    return [
        Hit(k, i, head or i, _excerpt(body or "", set(terms)), round(score, 3))
        for k, i, score in found
        if (k, i) in shown
        for head, body in (shown[k, i],)
    ]


class Texts:
    """The full-text index of a store."""

    def __init__(self, store: Store) -> None:
        self._lock = threading.Lock()
        self._ids: list[tuple[Kind, str]] = []
        self._last: dict[Kind, tuple[int, int]] = {}
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._db.execute(
            "CREATE VIRTUAL TABLE texts USING fts5(head, body, content='', detail='column')"
        )
        for kind in KINDS:
            first = len(self._ids)
            self._db.executemany(
                "INSERT INTO texts(rowid, head, body) VALUES (?, ?, ?)", self._rows(store, kind)
            )
            self._last[kind] = (first, len(self._ids) - 1)

    def find(
        self, terms: list[str], joined: str, kind: Kind | None, limit: int
    ) -> list[tuple[Kind, str, float]]:
        """Return kind, id and score of what has the terms, the best first, then by id."""
        asked = joined.join(f'"{term}"' for term in terms)
        first, last = self._last[kind] if kind else (0, len(self._ids))
        with self._lock:
            rows = self._db.execute(
                "SELECT rowid, bm25(texts, ?, 1.0) AS score FROM texts WHERE texts MATCH ? "
                "AND rowid BETWEEN ? AND ? ORDER BY score, rowid LIMIT ?",
                (_HEAD, asked, first, last, limit),
            ).fetchall()
        return [(*self._ids[number], -score) for number, score in rows]

    def _rows(self, store: Store, kind: Kind) -> Iterator[tuple[int, str, str]]:
        rows = store.read(f"{_INDEXED[kind]} ORDER BY id", {}, UNLIMITED).rows
        for identity, head, body in rows:
            self._ids.append((kind, identity))
            yield len(self._ids) - 1, _stems(head), _stems(body)


_KEPT = Kept(Texts)
_STEMMER = snowballstemmer.stemmer("danish")


@lru_cache(maxsize=2**19)
def _stem(word: str) -> str:
    return in_full(_STEMMER.stemWord(word))


def _stems(text: Any) -> str:
    return " ".join(_terms(" ".join(text) if isinstance(text, list) else text or ""))


def _terms(text: str) -> Iterator[str]:
    return map(_stem, _WORD.findall(text.lower()))


def _excerpt(text: str, terms: set[str]) -> str:
    """Return the text, or about so much of it as an excerpt holds around the first of the terms."""
    if len(text) <= _EXCERPT:
        return text
    at = next((w.start() for w in _WORD.finditer(text) if _stem(w[0].lower()) in terms), 0)
    start = max(0, text.rfind(" ", 0, max(0, at - _EXCERPT // 3)) + 1)
    end = text.rfind(" ", start, start + _EXCERPT)
    cut = text[start : end if end > at else start + _EXCERPT].replace("\n", " ")
    return f"{'… ' if start else ''}{cut} …"
