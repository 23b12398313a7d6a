"""The ledger: what each run did, and what became of each thing that runs were given.

It lies in the store, beside the graph and joined to nothing in it: a node `LoadRun` for each run
and a node `LoadEntry` for each article (by its id) and for each place that could not be read
(`file:line`). So it is asked in Cypher like all else, and is in every backup of the store.
"""

import json
import secrets
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timezone
from functools import cache
from typing import Any, Literal, Protocol

from kg.errors import RecordError, source_of
from kg.loader.run import Summary
from kg.model import Article, Counted, content_hash
from kg.store.base import UNLIMITED, Limits, Notes, Table
from kg.store.variants import Row

State = Literal["running", "done", "stopped", "failed"]
_ENTRIES = """UNWIND $ids AS id MATCH (e:LoadEntry {id: id})
RETURN e.id AS id, e.digest AS digest, e.state AS state"""
_STORED = "UNWIND $ids AS id MATCH (a:Article {id: id}) RETURN a.id AS id"
_FAILED = "MATCH (e:LoadEntry) WHERE e.state = 'skipped' RETURN e.id AS id"
_FIGURES = {f.name for f in fields(Summary)}
#: Articles that were left out which are noted together, with the next batch or when it is so many.
_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a load: when (UTC), what came of it, and of each source how much of what."""

    id: str
    begun: str
    state: State = "running"
    ended: str | None = None
    read: int = 0
    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    skipped: int = 0
    statements: int = 0
    #: JSON: {source: {"stored": n, "skipped": n}}
    sources: str = "{}"
    why: str = ""


class Notebook(Protocol):
    """Where a ledger lies: a store, or what becomes one."""

    def read(self, text: str, parameters: Mapping[str, Any] | None, limits: Limits) -> Table:
        """Run one Cypher query that reads."""

    def note(self, kind: Notes, rows: Sequence[Row]) -> None:
        """Keep notes of loads."""


class Ledger:
    """Notes what one run does in a store.

    `reader` tells by what raw articles are annotated: those that were stored as they are, annotated
    by the same, are known as done. Nothing is noted by one that is not `writing`.
    """

    def __init__(self, store: Notebook, reader: Callable[[], str], *, writing: bool = True) -> None:
        moment = now()
        self.run = Run(f"{moment}-{secrets.token_hex(3)}", moment)
        self._store, self._reader, self._writing = store, cache(reader), writing
        self._failed = {row[0] for row in store.read(_FAILED, None, UNLIMITED).rows}
        self._waiting: dict[str, Row] = {}
        self._sources: dict[str, Counter[str]] = defaultdict(Counter)
        self._note("runs", [asdict(self.run)])

    def there(self, articles: Sequence[Article]) -> set[str]:
        """Return the ids of those articles that are stored, as they are or otherwise."""
        ids = {"ids": [a.id for a in articles]}
        return {row[0] for row in self._store.read(_STORED, ids, UNLIMITED).rows}

    def done_before(self, articles: Sequence[Article]) -> set[str]:
        """Return the ids of those articles that are stored just as this run would store them."""
        known = self._known([a.id for a in articles])
        return self.there([a for a in articles if known.get(a.id) == ("done", self.digest(a))])

    def done(self, batch: Sequence[Counted], was_raw: Callable[[Article], bool]) -> None:
        """Note that articles are stored; what was wrong at their places before is done with."""
        known = self._known([a.article.id for a in batch])
        rows = list(self._waiting.values())
        for article in (annotated.article for annotated in batch):
            self._sources[source_of(article.where)]["stored"] += 1
            digest = self.digest(article) if was_raw(article) else ""
            if known.get(article.id) != ("done", digest):
                rows.append(self._row(article.id, "done", article.where, digest=digest))
            if article.where in self._failed:
                rows.append(self._row(article.where, "done", article.where))
        self._failed -= {annotated.article.where for annotated in batch}
        self._waiting.clear()
        self._note("entries", rows)

    def skipped(self, error: RecordError) -> None:
        """Note what was left out, and why."""
        self._sources[source_of(error.place)]["skipped"] += 1
        self._failed.add(error.place)
        why = str(error).removeprefix(f"{error.place}: ")
        self._waiting[error.place] = self._row(error.place, "skipped", error.place, why)
        if len(self._waiting) >= _TOGETHER:
            self.done((), lambda _: False)

    def end(self, state: State, did: Summary, why: str = "") -> None:
        """Note how the run ended."""
        self.done((), lambda _: False)
        sources = json.dumps(self._sources, ensure_ascii=False, sort_keys=True)
        figures = {f.name: getattr(did, f.name) for f in fields(Run) if f.name in _FIGURES}
        ended = replace(self.run, state=state, ended=now(), why=why, sources=sources)
        self._note("runs", [asdict(ended) | figures])

    def digest(self, article: Article) -> str:
        """Return what differs when an article does, or who annotates it."""
        return content_hash(*asdict(article).values(), self._reader())

    def _known(self, ids: list[str]) -> dict[str, tuple[str, str]]:
        if not ids:
            return {}
        rows = self._store.read(_ENTRIES, {"ids": ids}, UNLIMITED).rows
        return {identity: (state, digest) for identity, digest, state in rows}

    def _row(self, identity: str, state: str, place: str, why: str = "", digest: str = "") -> Row:
        told = {"state": state, "source": source_of(place), "why": why, "digest": digest}
        return {"id": identity, **told, "run": self.run.id, "at": now()}

    def _note(self, kind: Notes, rows: list[Row]) -> None:
        if rows and self._writing:
            # What is noted twice at once stands as it comes last, and was tried once.
            self._store.note(kind, list({row["id"]: row for row in rows}.values()))


def now() -> str:
    """Return the time, in UTC."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")
