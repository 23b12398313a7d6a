"""What is known of the articles so far, on disk rather than in memory.

Lines lie one article after another in a file that is only added to and read through once; what has
to be found or sorted (which lines of an article are its last, what articles tell of an entity, who
holds a role, who bears a sign) is in SQLite, which comes with Python and sorts on disk.
"""

import json
import marshal
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from kg.bulk.lines import Lines
from kg.model import Annotated
from kg.store.base import Limits, Notes, Table
from kg.store.evidence import merge_roles
from kg.store.variants import Row, entity_row, variant_key

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -65536;
CREATE TABLE article (id TEXT PRIMARY KEY, digest TEXT, at INTEGER, published TEXT) WITHOUT ROWID;
CREATE TABLE owner (statement TEXT PRIMARY KEY, article TEXT) WITHOUT ROWID;
CREATE INDEX owned ON owner (article);
CREATE TABLE told (entity TEXT, key TEXT, text TEXT, PRIMARY KEY (entity, key)) WITHOUT ROWID;
CREATE TABLE role (person TEXT, title TEXT, belongs TEXT, seen TEXT,
  PRIMARY KEY (person, title, belongs, seen)) WITHOUT ROWID;
CREATE TABLE bears (sign TEXT, article TEXT, PRIMARY KEY (sign, article)) WITHOUT ROWID;
CREATE INDEX borne ON bears (article);
CREATE TABLE link (copy TEXT PRIMARY KEY, origin TEXT) WITHOUT ROWID;
CREATE INDEX copied ON link (origin);
CREATE TABLE note (kind TEXT, id TEXT, row TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
"""
#: What articles tell of an entity that is remembered to be there already.
_REMEMBERED = 100_000


class Work:
    """The files that lie in a folder while an import is made; the folder is the caller's."""

    def __init__(self, folder: Path) -> None:
        self.tables = sqlite3.connect(folder / "work.db", isolation_level=None)
        self.tables.executescript(_SCHEMA)
        self.tables.execute("BEGIN")
        self._lines = (folder / "lines").open("w+b")
        self._tell = lru_cache(_REMEMBERED)(self._told)

    def digest(self, article: str) -> str | None:
        """Return the digest of an article as it came last; None when it has not come."""
        found = self.tables.execute("SELECT digest FROM article WHERE id = ?", (article,))
        return next((row[0] for row in found), None)

    def keep(
        self, annotated: Annotated, digest: str, lines: Lines, foreign: AbstractSet[str]
    ) -> None:
        """Keep an article, in the place of what it was before; `foreign` as `foreign_ids`."""
        identity, at = annotated.article.id, self._lines.seek(0, 2)
        marshal.dump(
            (identity, *(getattr(lines, f.name) for f in fields(Lines))),
            self._lines,
        )
        self.tables.execute(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?)",
            (identity, digest, at, lines.published),
        )
        self.tables.execute("DELETE FROM owner WHERE article = ?", (identity,))
        mine = [(s.id, identity) for s in annotated.statements if s.id in foreign]
        self.tables.executemany("INSERT OR REPLACE INTO owner VALUES (?, ?)", mine)

    def owners(self, statements: AbstractSet[str]) -> dict[str, str]:
        """Return the article of each of those statements that are there, if kg did not name it."""
        rows = (
            self.tables.execute("SELECT * FROM owner WHERE statement = ?", (s,)).fetchone()
            for s in statements
        )
        return dict(row for row in rows if row)

    def kept(self) -> Iterator[tuple[str, Lines]]:
        """Yield every article as it came last, by its id, in the order of coming."""
        at, end = 0, self._lines.seek(0, 2)
        while at < end:
            self._lines.seek(at)
            identity, *told = marshal.load(self._lines)  # noqa: S302 - written above
            here, at = at, self._lines.tell()
            last = self.tables.execute("SELECT at FROM article WHERE id = ?", (identity,))
            if last.fetchone()[0] == here:
                yield identity, Lines(*told)

    def text(self, article: str) -> tuple[str | None, str]:
        """Return when an article was published, and its text."""
        ((at,),) = self.tables.execute("SELECT at FROM article WHERE id = ?", (article,))
        self._lines.seek(at)
        _, published, text, *_ = marshal.load(self._lines)  # noqa: S302 - written above
        return published, text

    def share(self, lines: Lines) -> None:
        """Keep what an article tells of entities and of roles."""
        for entity, text in lines.variants.items():
            self._tell(entity, text)
        self.tables.executemany(
            "INSERT OR IGNORE INTO role VALUES (?, ?, ?, ?)",
            [(r["source"], r["title"], r["target"], r["first_seen"] or "") for r in lines.roles],
        )

    def entities(self) -> Iterator[Row]:
        """Yield every entity, as all that is told of it makes it, in the order of ids."""
        rows = self.tables.execute("SELECT entity, text FROM told ORDER BY entity")
        for entity, told in groupby(rows, key=lambda row: row[0]):
            yield entity_row(entity, (text for _, text in told))

    def roles(self) -> Iterator[Row]:
        """Yield every role, in the order of persons, titles and what they belong to."""
        rows = self.tables.execute("SELECT * FROM role ORDER BY person, title, belongs")
        for (person, title, belongs), held in groupby(rows, key=lambda row: row[:3]):
            role = {"source": person, "target": belongs, "title": title}
            yield merge_roles(
                role | {"first_seen": seen or None, "last_seen": seen or None} for *_, seen in held
            )

    def links(self) -> Iterator[Row]:
        """Yield an edge from each copy to its original."""
        for copy, origin in self.tables.execute("SELECT copy, origin FROM link ORDER BY copy"):
            yield {"source": copy, "target": origin}

    def count_copies(self) -> int:
        """Return how many articles are copies."""
        return int(self.tables.execute("SELECT count(*) FROM link").fetchone()[0])

    def bearers(self) -> Iterator[Row]:
        """Yield an edge from each article to each sign that it bears."""
        for sign, article in self.tables.execute("SELECT sign, article FROM bears"):
            yield {"source": article, "target": sign}

    def signs(self) -> Iterator[str]:
        """Yield every sign that is borne, in order."""
        for (sign,) in self.tables.execute("SELECT DISTINCT sign FROM bears ORDER BY sign"):
            yield sign

    def read(
        self,
        text: str,  # noqa: ARG002
        parameters: Mapping[str, Any] | None,  # noqa: ARG002
        limits: Limits,  # noqa: ARG002
    ) -> Table:
        """Return what a graph holds before its first load, whatever is asked: nothing."""
        return Table(())

    def note(self, kind: Notes, rows: Sequence[Row]) -> None:
        """Keep notes of the load; later ones of the same thing stand."""
        self.tables.executemany(
            "INSERT OR REPLACE INTO note VALUES (?, ?, ?)",
            [(kind, row["id"], json.dumps(row)) for row in rows],
        )

    def notes(self, kind: Notes) -> Iterator[Row]:
        """Yield the notes of a kind, in the order of ids."""
        rows: Iterable[tuple[str]] = self.tables.execute(
            "SELECT row FROM note WHERE kind = ? ORDER BY id", (kind,)
        )
        return (json.loads(row) for (row,) in rows)

    def close(self) -> None:
        """Let go of the files."""
        self.tables.close()
        self._lines.close()

    def _told(self, entity: str, text: str) -> None:
        self.tables.execute(
            "INSERT OR IGNORE INTO told VALUES (?, ?, ?)", (entity, variant_key(text), text)
        )
