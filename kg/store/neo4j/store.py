"""`Neo4jStore`: a graph on a Neo4j server. Safe to use from several threads.

What may pass is tried again with growing pauses: a server that is not there yet for `wait` seconds,
one that went away in the middle and a deadlock with other writers for `PATIENCE`. Writing is
idempotent, so a batch whose commit was not answered is simply written again.
"""

import logging
import random
import re
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from kg import __version__, settings
from kg.catalogue import noting
from kg.errors import RunError, StoreError
from kg.model import NODE_LABELS, PREDICATES, STRUCTURE, Annotated
from kg.store.address import server_address
from kg.store.base import UNLIMITED, Counts, Engine, Limits, Notes, Removed, Store, Table, Written
from kg.store.latest import latest
from kg.store.neo4j.faults import clear, passes, too_large
from kg.store.neo4j.read import read
from kg.store.neo4j.schema import applied, apply, problems
from kg.store.neo4j.write import Known, TakesAwayError, close, remove_articles, write_articles
from kg.store.reading import reading
from kg.store.rows import GraphRows, graph_rows
from kg.store.transfer import of_articles
from kg.store.variants import Row

#: Seconds for which work that was interrupted is tried again, the first pause between two tries,
#: and the longest one.
PATIENCE, FIRST_PAUSE, LONGEST_PAUSE = 120.0, 0.05, 2.0
#: Entities, roles and places that are remembered as stored, so that they need not be read again.
KNOWN = 20_000
#: The first version that can create an edge whose type is a value.
OLDEST = (5, 26)

# What the driver has to tell comes as errors, in our words; its log is for those who ask for it.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

T = TypeVar("T")
RowsOf = Callable[[Collection[str]], GraphRows]


class Neo4jStore(Store):
    """A graph in one database of a Neo4j server.

    User, password and database come from the environment (see `kg.settings`).
    """

    engine: Engine = "neo4j"

    def __init__(self, url: str, *, wait: float = 0.0, patience: float = PATIENCE) -> None:
        """Connect; `wait` is for how many seconds a server that does not answer is waited for."""
        self.url = server_address(url)
        self._patience = patience
        self._database = settings.neo4j_database()
        self._has_schema = False
        self._known = Known()
        self._approved: set[str] = set()
        try:
            self._driver = neo4j.GraphDatabase.driver(
                self.url,
                auth=settings.neo4j_auth(),
                user_agent=f"kg/{__version__}",
                connection_timeout=10.0,
                notifications_min_severity="OFF",
            )
        except (DriverError, ValueError, OSError) as error:
            raise clear(error, self.url) from error
        try:
            self.version = self._try(self._greet, wait)
        except BaseException:
            self._driver.close()
            raise

    def apply_schema(self) -> None:
        """Run the migrations that the graph has not had, and wait until its indexes are filled."""
        self._try(lambda: apply(self._session), self._patience)
        self._has_schema = True

    def schema_problems(self) -> list[str]:
        """Return what is wrong with constraints and indexes, a line each; none when all is well."""
        return self._try(lambda: problems(self._session), self._patience)

    def write(self, batch: Sequence[Annotated]) -> Written:
        """Store articles in one transaction, or in several when the server lacks the memory.

        Each of several holds whole articles.
        """
        last, digests, before = latest(batch)
        written = self._write(digests, lambda ids: graph_rows([last[i] for i in ids], digests))
        return written + before

    def write_rows(self, rows: GraphRows) -> Written:
        """Store the rows of articles, and any other entities, roles and places; see `write`."""
        digests = {r["id"]: r["digest"] for r in rows.nodes.get("Article", ())}
        return self._write(digests, lambda ids: of_articles(rows, ids))

    def remove(self, articles: Collection[str]) -> Removed:
        """Take articles back in one transaction."""
        self._require_schema()
        failed: list[Removed] = []

        def work() -> Removed:
            with self._session() as session, session.begin_transaction() as tx:
                removed = remove_articles(tx, articles)
                try:
                    tx.commit()
                except (DriverError, Neo4jError):
                    failed.append(removed)
                    raise
            # Nothing is there any more: by a commit of ours that seemed to fail, if there was one.
            return removed if removed.articles else next(iter(failed), removed)

        return self._try(work, self._patience)

    def note(self, kind: Notes, rows: Sequence[Row]) -> None:
        """Keep notes."""
        self._require_schema()
        text = noting(kind)

        def work() -> None:
            with self._session() as session, session.begin_transaction() as tx:
                tx.run(text, rows=list(rows)).consume()
                tx.commit()

        self._try(work, self._patience)

    def catch_up(self) -> None:
        """Do nothing: a server shows what others write as soon as it is there."""

    def read(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
    ) -> Table:
        """Run one Cypher query that reads; nodes and edges come as `Table` says."""
        code = reading(text)

        def run() -> Table:
            with (
                self._session(neo4j.READ_ACCESS) as session,
                session.begin_transaction(timeout=limits.seconds) as tx,
            ):
                return read(tx, code, dict(parameters or {}), limits, self._approved)

        return self._try(run, min(self._patience, limits.seconds or self._patience))

    def counts(self) -> Counts:
        """Count nodes per label and edges per type, reading none: the server keeps the numbers."""
        nodes = {
            label: f"MATCH (n:{label}) RETURN '{label}' AS name, count(n) AS n"
            for label in NODE_LABELS
        }
        edges = {
            kind: f"MATCH ()-[r:{kind}]->() RETURN '{kind}' AS name, count(r) AS n"
            for kind in (*STRUCTURE, *PREDICATES)
        }
        found = dict(
            sorted(
                (name, n)
                for name, n in self.read(
                    " UNION ALL ".join((*nodes.values(), *edges.values())), limits=UNLIMITED
                ).rows
                if n
            )
        )
        return Counts(
            {k: n for k, n in found.items() if k in nodes},
            {k: n for k, n in found.items() if k in edges},
        )

    def size(self) -> None:
        """Return nothing: what the graph takes on disk is the server's business."""

    def close(self) -> None:
        """Close all connections."""
        self._driver.close()

    def _session(self, access: str = neo4j.WRITE_ACCESS) -> neo4j.Session:
        severity = neo4j.NotificationMinimumSeverity
        told = severity.OFF if access == neo4j.WRITE_ACCESS else severity.WARNING
        return self._driver.session(
            database=self._database, default_access_mode=access, notifications_min_severity=told
        )

    def _greet(self) -> str:
        """Return the server's version. Raises StoreError when it is too old, or no Neo4j."""
        with self._session(neo4j.READ_ACCESS) as session, session.begin_transaction() as tx:
            agent = tx.run("RETURN 1").consume().server.agent
        version = re.match(r"Neo4j/v?(\d+)\.(\d+)", agent)
        if version is None or (int(version[1]), int(version[2])) < OLDEST:
            raise StoreError(
                f"{agent} answers at {self.url}, and kg needs Neo4j {OLDEST[0]}.{OLDEST[1]} or "
                "newer: upgrade the server"
            )
        return agent.removeprefix("Neo4j/")

    def _write(self, digests: Mapping[str, str], rows_of: RowsOf) -> Written:
        """Write articles in one transaction, or in two halves when the server lacks the memory."""
        self._require_schema()
        try:
            return self._commit(digests, rows_of)
        except StoreError as error:
            if error.__cause__ is None and self._known.rows:
                self._known = Known()  # somebody may have deleted what we knew to be there
                return self._commit(digests, rows_of)
            if len(digests) < 2 or not too_large(error.__cause__):
                raise
        halves = list(digests)[: len(digests) // 2], list(digests)[len(digests) // 2 :]
        return self._write({i: digests[i] for i in halves[0]}, rows_of) + self._write(
            {i: digests[i] for i in halves[1]}, rows_of
        )

    def _commit(self, digests: Mapping[str, str], rows_of: RowsOf) -> Written:
        try:
            return self._committed(digests, rows_of, closed=False)
        except TakesAwayError:
            return self._committed(digests, rows_of, closed=True)

    def _committed(self, digests: Mapping[str, str], rows_of: RowsOf, *, closed: bool) -> Written:
        failed: list[Written] = []

        def write() -> Written:
            with self._session() as session, session.begin_transaction() as tx:
                if closed:
                    close(tx)
                written, learned = write_articles(tx, digests, rows_of, self._known, closed=closed)
                try:
                    tx.commit()
                except (
                    DriverError,
                    Neo4jError,
                ):  # a server that goes down may commit and say that it could not
                    failed.append(written)
                    raise
            self._known = self._known.with_rows(learned, KNOWN)
            # All is there already: by a commit of ours that seemed to fail, if there was one.
            return (
                next((w for w in failed if w != written), written)
                if written.unchanged == len(digests)
                else written
            )

        return self._try(write, self._patience)

    def _require_schema(self) -> None:
        if not self._has_schema:
            self._has_schema = self._try(lambda: applied(self._session), self._patience)
        if not self._has_schema:
            raise RunError(
                f"the graph at {self.url} lacks constraints or indexes: run `kg schema apply` first"
            )

    def _try(self, work: Callable[[], T], patience: float) -> T:
        """Do work, again and again for as many seconds while it fails in a way that may pass.

        Raises KgError.
        """
        deadline = time.monotonic() + patience
        pauses = _pauses()
        while True:
            try:
                return work()
            except (DriverError, Neo4jError, ValueError, OverflowError) as error:
                pause = next(pauses)
                if not passes(error) or time.monotonic() + pause > deadline:
                    raise clear(error, self.url) from error
            time.sleep(pause)


def _pauses() -> Iterator[float]:
    """Yield how long to wait between two tries, in seconds.

    Doubled each time up to a limit, and never the same for two writers.
    """
    for tries in count():
        yield random.uniform(0.5, 1.0) * min(LONGEST_PAUSE, FIRST_PAUSE * 2**tries)  # noqa: S311
