"""Questions of the pages to a store: Cypher by the name of its file in `cypher/web`."""

import time
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import Any

from kg import catalogue
from kg.errors import UsageError
from kg.store.base import Limits, Store

Record = dict[str, Any]
#: What a question of a page may take; an answer that is kept is asked for again after so long.
LIMITS = Limits(seconds=10, rows=5000)
KEPT_SECONDS = 60.0
#: Rows on a page, and the last page that can be turned to.
PER_PAGE, LAST_PAGE = 25, 2000


class NotFoundError(UsageError):
    """There is nothing with such an id."""


@cache
def question(name: str) -> catalogue.Query:
    """Return the query `cypher/web/NAME.cypher`."""
    return catalogue.parse(catalogue.folder() / "web" / f"{name}.cypher")


@dataclass
class Asked:
    """A store that pages ask; `address` is where it is, for a process of its own."""

    store: Store
    address: str
    _kept: dict[str, tuple[float, list[Record]]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def rows(self, name: str, **given: Any) -> list[Record]:
        """Return the answer to a question, at most `LIMITS.rows` of it. Raises StoreError."""
        found = question(name)
        return self.store.read(found.text, found.arguments(given), LIMITS).records()

    def kept(self, name: str) -> list[Record]:
        """Return the whole answer to a question about the whole graph, at most a minute old."""
        with self._lock:
            at, rows = self._kept.get(name, (0.0, []))
            if not at or time.monotonic() - at > KEPT_SECONDS:
                rows = self.store.read(question(name).text, {}, Limits(60)).records()
                self._kept[name] = (time.monotonic(), rows)
            return rows

    def entity(self, identity: str) -> Record:
        """Return an entity. Raises NotFoundError."""
        if found := self.rows("entity", id=identity):
            return found[0]
        raise NotFoundError(f"no entity has the id {identity!r}")
