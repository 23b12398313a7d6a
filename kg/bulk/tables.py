"""The files of an import: their columns, and how a row of the graph becomes a line.

A list that is empty, or of one empty text, cannot be told from one that is missing: `AFTER` mends
that.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO

from kg.cells import DELIMITER, cell
from kg.loader.ledger import Run
from kg.store.evidence import IMPLIES_PROPERTIES, MENTIONS_PROPERTIES
from kg.store.rows import ARTICLE_PROPERTIES, STATEMENT_PROPERTIES, TYPED_PROPERTIES
from kg.store.variants import ENTITY_PROPERTIES

#: Bytes of a file that are written at once.
_BUFFER = 2**18
_PAGES = "IN TRANSACTIONS OF 10000 ROWS"
#: To be run once after the import, which leaves out every list that is empty or of one empty text.
AFTER = f"""\
MATCH (s:Statement) WHERE s.topics IS NULL
CALL (s) {{ SET s.topics = [] }} {_PAGES};

MATCH (e:Entity) WHERE e.names IS NULL
CALL (e) {{ SET e.names = [] }} {_PAGES};

MATCH (:Article)-[m:MENTIONS]->()
WHERE m.count = 0 OR (m.titles_of IS NULL AND m.titles IS NOT NULL)
CALL (m) {{
  SET m.surfaces = coalesce(m.surfaces, []), m.spans = coalesce(m.spans, [])
  SET m.titles_of = coalesce(m.titles_of, [title IN m.titles | ''])
}} {_PAGES};
"""
_TYPES = (
    dict.fromkeys(("paragraph", "cue_start", "cue_end", "start", "end"), "long")
    | dict.fromkeys(("sentence_start", "sentence_end", "count", "attempts"), "long")
    | dict.fromkeys(("read", "new", "replaced", "unchanged", "skipped", "statements"), "long")
    | dict.fromkeys(("latitude", "longitude", "confidence"), "double")
    | dict.fromkeys(("names", "variants", "topics", "surfaces", "spans"), "string[]")
    | dict.fromkeys(("titles", "titles_of"), "string[]")
    | {"negated": "boolean"}
)
_ENTRY = ("id", "state", "source", "why", "digest", "run", "at", "attempts")


@dataclass(frozen=True)
class Table:
    """A file: of nodes with one `label` or a column of these, or of edges between two groups.

    `names` are the properties that follow what a line begins with. Edges have one type, or a column
    of these.
    """

    names: Sequence[str]
    label: str = ""
    ends: tuple[str, str] | None = None

    def header(self, group: str) -> str:
        """Return the first line; `group` is what ids of these nodes are unique in."""
        columns = [f"{name}:{_TYPES.get(name, 'string')}" for name in self.names]
        if self.ends:
            source, target = self.ends
            columns[:0] = [f":START_ID({source})", f":END_ID({target})"]
            columns += [] if self.label else [":TYPE"]
        else:
            columns[0] = f"id:ID({group})"
            columns += [] if self.label else [":LABEL"]
        return ",".join(columns)

    def line(self, row: Mapping[str, Any], kind: str = "") -> str:
        """Return a row as a line; `kind` is the type or the labels of one where these differ."""
        cells = [
            ""
            if value is None
            else f'"{value}"'
            if value.__class__ is str and '"' not in value
            else cell(value)
            for value in self._of(row)
        ]
        if not self.label:
            cells.append(f'"{kind}"')
        return ",".join(cells) + "\n"

    @cached_property
    def _of(self) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
        names = ("source", "target", *self.names) if self.ends else tuple(self.names)
        return itemgetter(*names) if names[1:] else lambda row: (row[names[0]],)


_TO_ENTITY, _TO_ARTICLE = ("Entity", "Entity"), ("Entity", "Article")
NODES = {
    "articles": Table(ARTICLE_PROPERTIES, "Article"),
    "entities": Table(ENTITY_PROPERTIES),
    "statements": Table(STATEMENT_PROPERTIES, "Statement"),
    "signs": Table(("id",), "Sign"),
    "runs": Table(tuple(f.name for f in fields(Run)), "LoadRun"),
    "entries": Table(_ENTRY, "LoadEntry"),
}
EDGES = {
    "made": Table((), "MADE", ("Entity", "Statement")),
    "in": Table((), "IN", ("Statement", "Article")),
    "links": Table((), "", ("Statement", "Entity")),
    "mentions": Table(MENTIONS_PROPERTIES, "MENTIONS", ("Article", "Entity")),
    "implies": Table(IMPLIES_PROPERTIES, "IMPLIES", ("Article", "Entity")),
    "holds": Table(("title", "first_seen", "last_seen"), "HOLDS", _TO_ENTITY),
    "located_in": Table((), "LOCATED_IN", _TO_ENTITY),
    "copy_of": Table((), "COPY_OF", ("Article", "Article")),
    "bears": Table((), "BEARS", ("Article", "Sign")),
    "said": Table(TYPED_PROPERTIES, "", _TO_ENTITY),
    "said_alone": Table(TYPED_PROPERTIES, "", _TO_ARTICLE),
}
TABLES = NODES | EDGES
_GROUPS = {"articles": "Article", "entities": "Entity", "statements": "Statement", "signs": "Sign"}
#: The table of an edge whose type has one of its own.
OF_TYPE = {table.label: name for name, table in EDGES.items() if table.label}


class Files:
    """The files in a folder, open to be written."""

    def __init__(self, folder: Path) -> None:
        self._stack = ExitStack()
        self._open: dict[str, BinaryIO] = {}
        for name, table in TABLES.items():
            file = (folder / f"{name}.csv").open("wb", buffering=_BUFFER)
            self._open[name] = self._stack.enter_context(file)
            file.write(f"{table.header(_GROUPS.get(name, name))}\n".encode())

    def write(self, name: str, lines: bytes) -> None:
        """Add lines to a file."""
        self._open[name].write(lines)

    def close(self) -> None:
        """Close all files."""
        self._stack.close()


def arguments(folder: Path) -> Iterator[str]:
    """Yield the arguments of `neo4j-admin` that import the files of a folder."""
    yield from ("database", "import", "full")
    for option, tables in (("nodes", NODES), ("relationships", EDGES)):
        for name, table in tables.items():
            kind = f"{table.label}=" if table.label else ""
            yield f"--{option}={kind}{folder / name}.csv"
    yield DELIMITER
    yield from ("--multiline-fields=true", "--read-buffer-size=16m", "--bad-tolerance=0")
