"""Questions of views to a store: Cypher by the name of its file in `cypher/view`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg import catalogue, find
from kg.errors import UsageError
from kg.find.kept import Kept
from kg.store.base import Limits, Store, Table

Record = dict[str, Any]
#: What a question of a view may take, and seconds for one about the whole graph.
LIMITS, WHOLE_SECONDS = Limits(seconds=10, rows=5000), 60.0
#: Rows on a page, and the last page that can be turned to.
PER_PAGE, LAST_PAGE = 25, 2000


class NotFoundError(UsageError):
    """There is nothing with such an id."""


@cache
def question(name: str) -> catalogue.Query:
    """Return the query `cypher/view/NAME.cypher`."""
    return catalogue.parse(catalogue.folder() / "view" / f"{name}.cypher")


def _of_given(text: str, given: Mapping[str, Any]) -> str:
    """Return a query without the lines that end in `// if NAME` where NAME is not given.

    A store decides quicker by few conditions than by many that are always so.
    """
    parts = (line.partition(" // if ") for line in text.splitlines())
    return "\n".join(line for line, _, name in parts if not name or given.get(name))


@dataclass(frozen=True)
class Asked:
    """A store that views ask; `address` is where it is, for a process of its own."""

    store: Store
    address: str
    _kept: dict[str, Kept[list[Record]]] = field(default_factory=dict)
    _answers: dict[tuple[str, Limits], Kept[Table]] = field(default_factory=dict)

    def rows(self, name: str, **given: Any) -> list[Record]:
        """Return the answer to a question, at most `LIMITS.rows` of it. Raises StoreError."""
        found = question(name)
        text = _of_given(found.text, given)
        return self.store.read(text, found.arguments(given), LIMITS).records()

    def kept(self, name: str, **given: Any) -> list[Record]:
        """Return the whole answer to a question about the whole graph, always of the same values.

        It is asked anew when the graph has changed.
        """
        found = question(name)
        text, values = _of_given(found.text, given), found.arguments(given)

        def whole(store: Store) -> list[Record]:
            return store.read(text, values, Limits(WHOLE_SECONDS)).records()

        return self._kept.setdefault(name, Kept(whole)).of(self.store)

    def answer(self, query: catalogue.Query, given: Mapping[str, Any], limits: Limits) -> Table:
        """Return the answer to a question of the catalogue.

        What asks for nothing but what the question asks for by itself is about the whole graph: its
        answer is kept until the graph changes, unless it tells of today. Raises as `find.ask` does.
        """
        if not _is_whole(query, given):
            return find.ask(self.store, query, given, limits)

        def whole(store: Store) -> Table:
            return find.ask(store, query, {}, limits)

        return self._answers.setdefault((query.name, limits), Kept(whole)).of(self.store)

    def by_ids(self, name: str, ids: list[str]) -> list[Record]:
        """Return the answer to a question about things with these ids, in their order."""
        rows = self.store.read(question(name).text, {"ids": ids}, LIMITS).records() if ids else []
        return sorted(rows, key=lambda row: ids.index(row["id"]))

    def entity(self, name: str) -> Record:
        """Return an entity by its id, or by a name as people write it. Raises UnclearError."""
        found = self.rows("entity", id=name)
        return (found or self.rows("entity", id=find.resolve(self.store, name)))[0]


def _is_whole(query: catalogue.Query, given: Mapping[str, Any]) -> bool:
    if any(p.default is None for p in query.parameters) or "date()" in query.text:
        return False
    return query.arguments(given) == query.arguments({})


def window(page: int) -> dict[str, int]:
    """Return how many rows a page leaves out and takes; one more than it shows tells of more."""
    return {"skip": (page - 1) * PER_PAGE, "limit": PER_PAGE + 1}


def page_of(rows: list[Record]) -> tuple[list[Record], bool]:
    """Return the rows that a page shows of those of its window, and whether there are more."""
    return rows[:PER_PAGE], len(rows) > PER_PAGE
