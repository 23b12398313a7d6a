"""The embedded store: one LadybugDB file, Cypher, no server (https://docs.ladybugdb.com).

One process writes at a time, and holds Ladybug's lock on the file for as long as it has the store open; another that would write waits `PATIENCE` seconds for it.
Any number of processes may read, also beside the one that writes: each sees the graph as it was when it opened it. A store opened here only reads until it is first
written to. While a log is folded into the file (see below) nobody can open it to read, so that is waited for in the same way.

What is committed survives a kill at once, in the write-ahead log beside the file (`.wal`). Folding that log into the file ("checkpoint") costs
50 to 100 ms and some 2 MB of disk for each relationship table that it touches, whatever the number of rows, and there are some 700 tables, of which news
fill a few hundred; so the log is left to grow to `LOG_LIMIT` while a load runs, and to `LOG_KEPT` after it. Until then each table that was touched takes 5 to 10 MB of memory.
"""

import contextlib
import re
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any

import ladybug

from kg.catalogue import statements
from kg.errors import StoreBusy, StoreError
from kg.model import NODE_LABELS, PREDICATES, Annotated
from kg.store.base import Counts, Engine, Removed, Table, Written
from kg.store.ladybug_write import totals, write_articles
from kg.store.latest import latest
from kg.store.rows import GraphRows, graph_rows
from kg.store.transfer import of_articles

PATIENCE = 10.0
LOG_LIMIT = 256 * 2**20
LOG_KEPT = 32 * 2**20
MEMORY = ":memory:"

_READS = frozenset(("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL", "EXPLAIN", "PROFILE"))
_QUIET = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.DOTALL)
# What Ladybug names the column of `RETURN type(r)`: it spells out every table.
_LABEL_CALL = re.compile(r"LABEL\((\w+)\._ID,\[[^]]*\]\)")


class LadybugStore:
    """A graph in one Ladybug file, or in memory for the path `:memory:`."""

    engine: Engine = "ladybug"

    def __init__(self, path: str) -> None:
        self.path = path
        self.url = path
        self._database: Any = None
        self._connection: Any = None
        self._writable = False
        self._lock = threading.RLock()
        if path == MEMORY or not Path(path).exists():
            self._open(writable=True)
        else:
            self._open(writable=False)

    def apply_schema(self) -> None:
        """Create the tables that are missing."""
        wanted = [
            s for text in statements("schema/ladybug.cypher") for s in _for_each_predicate(text)
        ]
        with self._lock, self._clear():
            there = {row[1] for row in self._rows("CALL show_tables() RETURN *")}
            macros = {row[0] for row in self._rows("CALL show_macros() RETURN *")}
            missing = [
                s for s in wanted if _creates(s) not in there and _creates(s).upper() not in macros
            ]
            if missing:
                self._open(writable=True)
                self._in_transaction(lambda: [self._rows(s) for s in missing])

    def write(self, batch: Sequence[Annotated]) -> Written:
        """Store articles, all or nothing for the batch, in one transaction."""
        last, digests, before = latest(batch)
        written = self._write(digests, lambda ids: graph_rows([last[i] for i in ids], digests))
        return written + before

    def write_rows(self, rows: GraphRows) -> Written:
        """Store the rows of articles, and any other entities, roles and places; see `write`."""
        return self._write(
            {r["id"]: r["digest"] for r in rows.nodes.get("Article", ())},
            lambda ids: of_articles(rows, ids),
        )

    def remove(self, articles: Collection[str]) -> Removed:
        """Refuse: taking back is for the other stores."""
        raise StoreError(
            f"{self.path}: {len(articles)} articles cannot be taken back from this kind of store"
        )

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> Table:
        """Run one Cypher query that reads; nodes and edges come as the properties they have."""
        _refuse_writes(text)
        given, code = dict(parameters or {}), _QUIET.sub(" ", text)
        asked = set(re.findall(r"\$(\w+)", code))
        if missing := sorted(asked - set(given)):
            raise StoreError(f"the query asks for the parameter ${missing[0]}, which has no value")
        with self._lock, self._clear():
            self._rows("BEGIN TRANSACTION READ ONLY")
            try:
                result = self._connection.execute(
                    text, {k: v for k, v in given.items() if k in asked}
                )
                return Table(
                    tuple(_LABEL_CALL.sub(r"type(\1)", c) for c in result.get_column_names()),
                    [tuple(_plain(v) for v in row) for row in result.get_all()],
                )
            finally:
                self._rollback()

    def counts(self) -> Counts:
        """Count nodes per label and edges per type."""
        with self._lock, self._clear():
            found = {name: n for name, n in sorted(totals(self._rows).items()) if n}
            nodes = {name: n for name, n in found.items() if name in NODE_LABELS}
            return Counts(nodes, {name: n for name, n in found.items() if name not in nodes})

    def close(self) -> None:
        """Close the file, with the log folded into it when it has grown large."""
        with self._lock:
            if self._database is None:
                return
            log = Path(f"{self.path}.wal")
            try:
                if self._writable and log.exists() and log.stat().st_size > LOG_KEPT:
                    with self._clear():
                        self._rows("CHECKPOINT")
            finally:
                self._release()

    def __enter__(self) -> "LadybugStore":  # noqa: PYI034
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _write(
        self, digests: Mapping[str, str], rows_of: Callable[[Collection[str]], GraphRows]
    ) -> Written:
        with self._lock, self._clear():
            self._open(writable=True)
            written: Written = self._in_transaction(
                lambda: write_articles(self._rows, digests, rows_of)
            )
            return written

    def _open(self, *, writable: bool) -> None:
        """Open the file, or open it again for writing; wait while another process holds it."""
        if self._database is not None and (self._writable or not writable):
            return
        self._release()
        deadline = time.monotonic() + PATIENCE
        while self._database is None:
            try:
                self._database = ladybug.Database(
                    self.path, read_only=not writable, checkpoint_threshold=LOG_LIMIT
                )
            except RuntimeError as error:  # noqa: PERF203 - a try costs nothing beside an opening
                if _is_unfinished(error):
                    self._recover()
                elif not _is_lock(error):
                    raise StoreError(f"cannot open {self.path}: {explain(error)}") from error
                if time.monotonic() > deadline:
                    raise StoreBusy(
                        f"{self.path} is in use by {_holder(error)} and was not free within {PATIENCE:.0f} s: try again when it is done"
                    ) from error
                time.sleep(0.1)
        self._connection = ladybug.Connection(self._database)
        self._writable = writable
        self._rows("CALL force_checkpoint_on_close=false")

    def _recover(self) -> None:
        """Finish what a process that was killed while it folded its log left undone; nothing happens when that process is still at it."""
        try:
            ladybug.Database(self.path).close()
        except RuntimeError as error:
            if not _is_lock(error):
                raise StoreError(f"cannot open {self.path}: {explain(error)}") from error

    def _release(self) -> None:
        if self._database is not None:
            self._connection.close()
            self._database.close()
        self._database = self._connection = None

    def _rows(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[list[Any]]:
        """Run one query and return its rows."""
        if self._connection is None:
            raise StoreError(f"{self.path} is closed")
        rows: list[list[Any]] = self._connection.execute(text, dict(parameters or {})).get_all()
        return rows

    def _in_transaction(self, work: Callable[[], Any]) -> Any:
        self._rows("BEGIN TRANSACTION")
        try:
            result = work()
            self._rows("COMMIT")
        except BaseException:
            self._rollback()
            raise
        return result

    def _rollback(self) -> None:
        with contextlib.suppress(RuntimeError):  # the engine has rolled back by itself
            self._rows("ROLLBACK")

    @contextlib.contextmanager
    def _clear(self) -> Iterator[None]:
        """Turn what Ladybug raises into one clear line."""
        try:
            yield
        except RuntimeError as error:
            raise StoreError(f"{self.path}: {explain(error)}") from error


#: What Ladybug says, and what it means to the caller.
_MEANINGS = (
    ("not a valid Lbug database file", "it is no graph of kg (not a Ladybug database)"),
    ("No space left", "the disk is full: make room and run it again"),
    (
        "File too large",
        "the file cannot grow (a limit on the size of files): make room and run it again",
    ),
    ("Permission denied", "no permission to write there"),
    ("Read-only file system", "no permission to write there"),
    (
        "Buffer manager exception",
        "too little memory: write smaller batches, or use a machine with more (each pair of labels that a predicate joins takes 5 to 10 MB)",
    ),
    (
        "Assertion failed",
        "Ladybug cannot run this query (it fails inside); write it in another way",
    ),
)


def explain(error: Exception) -> str:
    """Return what Ladybug says in one line, in words that help."""
    text = str(error)
    first = text.split("\n", 1)[0].strip()
    if match := re.search(r"Parser exception: (.*) \(line: (\d+), offset: (\d+)\)", first):
        return f"the query does not parse at line {match[2]}, character {int(match[3]) + 1}: {match[1].split(' expecting {')[0]}"
    return next(
        (meaning for sign, meaning in _MEANINGS if sign in text),
        re.sub(r"^(\w+ exception|Error): ", "", first),
    )


def _refuse_writes(text: str) -> None:
    """Raise StoreError unless the text is one query that begins as a reading one; writes further on fail in the read-only transaction."""
    code = _QUIET.sub(" ", text).strip().rstrip(";").strip()
    if ";" in code:
        raise StoreError("one query at a time: found a semicolon inside the text")
    word = (re.match(r"\w+", code) or [""])[0].upper()
    if word not in _READS or re.match(r"CALL\s+\w+\s*=", code, re.IGNORECASE):
        raise StoreError(
            f"this only reads, and a query that reads begins with MATCH, OPTIONAL MATCH, WITH, UNWIND, RETURN or CALL; found {word or 'nothing'!r}"
        )


def _plain(value: Any) -> Any:
    """Return a node or edge as the properties it has, a path as a dictionary of both, anything else as it is."""
    if isinstance(value, Decimal):  # what sum() of integers gives
        return int(value) if value == int(value) else float(value)
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        if "_NODES" in value:
            return {"nodes": _plain(value["_NODES"]), "edges": _plain(value["_RELS"])}
        if "_LABEL" in value:
            return {
                k: v
                for k, v in value.items()
                if v is not None and k not in {"_ID", "_LABEL", "_SRC", "_DST"}
            }
        return {k: _plain(v) for k, v in value.items()}
    return value


def _for_each_predicate(text: str) -> list[str]:
    return [text.replace("PREDICATE", p) for p in PREDICATES] if "PREDICATE" in text else [text]


def _creates(text: str) -> str:
    """Return the name of the table or macro that a statement of the schema makes."""
    match = re.match(r"CREATE (?:(?:NODE|REL) TABLE IF NOT EXISTS|MACRO) `?(\w+)", text)
    return match[1] if match else ""


def _is_lock(error: RuntimeError) -> bool:
    return "Could not set lock" in str(error)


def _is_unfinished(error: RuntimeError) -> bool:
    return "read-only mode while checkpoint" in str(error)


def _holder(error: RuntimeError) -> str:
    match = re.search(r"held by PID (\d+)", str(error))
    return f"process {match[1]}" if match else "another process"
