"""What a store is: a place that keeps the graph, takes annotated articles and answers Cypher."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Literal, Protocol, TypeVar

from kg.model import Annotated
from kg.settings import DEADLINE
from kg.store.rows import GraphRows
from kg.store.variants import Row

Engine = Literal["embedded", "neo4j"]
#: What is noted of loads (see `kg.loader.ledger`) and of analyses (see `kg.graph.figures`);
#: each has its query in `cypher/load/ledger`.
Notes = Literal["runs", "entries", "figures"]


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a query: column names, and rows of plain Python values in the query's order.

    A node is a `kg.values.Node`, an edge an `Edge`, a path a dictionary of its `nodes` and `edges`.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    #: Whether there were more rows than were asked for.
    cut: bool = False
    #: What is told of the query: names in it that nothing in the graph has.
    notices: tuple[str, ...] = field(default=(), compare=False)

    def records(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take; None sets no limit.

    `seconds` until it has answered: one that takes longer is ended, and StoreError raised. `rows`
    that are handed back: others are left out, and `Table.cut` tells.
    """

    seconds: float | None = DEADLINE
    rows: int | None = None


#: For queries of kg's own, which take as long as the graph is large.
UNLIMITED = Limits(seconds=None)
#: What is said of a query that was ended by its deadline.
TOO_SLOW = "the query took longer than it may and was ended: ask for less, or use --timeout SECONDS"


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did, in articles: `new` ones, `replaced` because they differ, or `unchanged`.

    `statements` counts the statements stored with the first two, `copies` those of these articles
    that were found to be copies of another.
    """

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    statements: int = 0
    copies: int = 0

    def __add__(self, other: "Written") -> "Written":
        return Written(
            self.new + other.new,
            self.replaced + other.replaced,
            self.unchanged + other.unchanged,
            self.statements + other.statements,
            self.copies + other.copies,
        )


@dataclass(frozen=True, slots=True)
class Removed:
    """What a removal took away: articles, their statements, and entities that no other lists."""

    articles: int = 0
    statements: int = 0
    entities: int = 0

    def __add__(self, other: "Removed") -> "Removed":
        return Removed(
            self.articles + other.articles,
            self.statements + other.statements,
            self.entities + other.entities,
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """How many nodes each label and how many edges each type has; those without any left out."""

    nodes: dict[str, int]
    edges: dict[str, int]


S = TypeVar("S", bound="Store")


class Store(Protocol):
    """A graph database that holds the news, and a context manager.

    Everything raises StoreError with one clear line.
    """

    engine: Engine
    #: Where the graph is, without credentials.
    url: str

    def apply_schema(self) -> None:
        """Create what the graph needs where it is missing; safe to call again."""

    def write(self, batch: Sequence[Annotated]) -> Written:
        """Store articles with all that was found in them, all or nothing for each article.

        The order of articles does not matter and writing again changes nothing. An article whose id
        is stored with other content replaces all that it said: the graph is then the same as if it
        had only ever said the new thing. Of an id that is there twice the last article is stored.
        What arrived is counted against what was sent: a difference raises StoreError and nothing of
        the batch stays.
        """

    def write_rows(self, rows: GraphRows) -> Written:
        """Store articles given as the rows that `graph_rows` makes of them; like `write`."""

    def remove(self, articles: Collection[str]) -> Removed:
        """Take articles back, all or nothing: the graph is then as if they had never been stored.

        Their statements go, roles and names that only they gave, and entities that no other article
        lists. Ids that are not there count for nothing.
        """

    def note(self, kind: Notes, rows: Sequence[Row]) -> None:
        """Keep notes, each in place of the one with its id, all or nothing; see `Notes`."""

    def catch_up(self) -> None:
        """See what others have written since the store was opened; a server shows it at once."""

    def read(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        limits: Limits = Limits(),
    ) -> Table:
        """Run one Cypher query that is known to read; see `kg.store.reading`.

        Raises StoreError when it does not parse, when anything in it may write, open a file or
        reach a network, and when it takes longer than the limits allow.
        """

    def counts(self) -> Counts:
        """Count nodes per label and edges per type."""

    def size(self) -> int | None:
        """Return how many bytes the graph takes on disk; None when that is a server's business."""

    def close(self) -> None:
        """Close the database; further calls fail."""

    def __enter__(self: S) -> S:  # noqa: PYI019 - typing.Self is not in Python 3.10
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
