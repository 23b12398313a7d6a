"""What is known of the articles so far, on disk rather than in memory.

Lines lie one article after another in files that are only added to and read through once; what has
to be found or sorted (which lines of an article are its last, what articles tell of an entity, who
holds a role, who bears a sign) is in SQLite, which comes with Python and sorts on disk.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import count, groupby
from pathlib import Path
from typing import Any

from kg.bulk.lines import Brought, Lines, unpacked
from kg.bulk.shelf import Shelf
from kg.identity.copies import Text
from kg.moments import at_home
from kg.store.base import Limits, Notes, Table
from kg.store.evidence import merge_roles
from kg.store.variants import Row, entity_row, variant_key

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -4096;
CREATE TABLE article (id TEXT PRIMARY KEY, digest TEXT, published TEXT, number INTEGER,
  process INTEGER, at INTEGER, size INTEGER) WITHOUT ROWID;
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
_REMEMBERED = 5_000
_IN_ORDER = "SELECT process, at, size FROM article ORDER BY number"
_OF_ONE = "SELECT process, at, size FROM article WHERE id = ?"


class Work:
    """The files that lie in a folder while an import is made; the folder is the caller's."""

    def __init__(self, folder: Path) -> None:
        self.tables = sqlite3.connect(folder / "work.db", isolation_level=None)
        self.tables.executescript(_SCHEMA)
        self.tables.execute("BEGIN")
        self.shelf, self._number = Shelf(folder), count()
        self._tell = lru_cache(_REMEMBERED)(self._told)

    def digest(self, article: str) -> str | None:
        """Return the digest of an article as it came last; None when it has not come."""
        found = self.tables.execute("SELECT digest FROM article WHERE id = ?", (article,))
        return next((row[0] for row in found), None)

    def keep(self, brought: Brought) -> None:
        """Keep an article, in the place of what it was before."""
        identity = brought.article.id
        known = (brought.digest, at_home(brought.article.published))
        self.tables.execute(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?)",
            (identity, *known, next(self._number), *brought.place),
        )
        self.tables.execute("DELETE FROM owner WHERE article = ?", (identity,))
        mine = [(statement, identity) for statement in sorted(brought.foreign)]
        self.tables.executemany("INSERT OR REPLACE INTO owner VALUES (?, ?)", mine)

    def owners(self, statements: AbstractSet[str]) -> dict[str, str]:
        """Return the article of each of those statements that are there, if kg did not name it."""
        rows = (
            self.tables.execute("SELECT * FROM owner WHERE statement = ?", (s,)).fetchone()
            for s in statements
        )
        return dict(row for row in rows if row)

    def kept(self) -> Iterator[Lines]:
        """Yield every article as it came last, in the order of coming."""
        return (unpacked(self.shelf.get(place)) for place in self.tables.execute(_IN_ORDER))

    def text(self, article: str) -> Text:
        """Return the text of an article."""
        found = self.tables.execute(_OF_ONE, (article,))
        return unpacked(self.shelf.get(found.fetchone())).told()

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
        self.shelf.close()

    def _told(self, entity: str, text: str) -> None:
        self.tables.execute(
            "INSERT OR IGNORE INTO told VALUES (?, ?, ?)", (entity, variant_key(text), text)
        )
