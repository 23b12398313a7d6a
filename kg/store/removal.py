"""Taking articles back: what goes with them, and what they shared is settled anew; for every store.

`Run` runs a query of cypher/load/removal by its name, in the caller's transaction, and returns its
rows. A store unties the articles that change (`untie`), writes what replaces them, and then settles
what they were tied to (`settle`): so that what the new version says, too, never goes and comes
back. Articles that go are taken away by `take_back`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from kg.catalogue import statements
from kg.store.base import UNLIMITED, Removed, Store
from kg.store.variants import Row, countries_of, entity_row, variant_key

T = TypeVar("T")
Run = Callable[..., list[Row]]

#: Articles or entities that `preview` asks about at once.
PAGE = 1000


class TypedEdge(NamedTuple):
    """The edge of a statement from its source to an end, which is an article when `to_article`."""

    source: str
    end: str
    predicate: str
    statement: str
    to_article: bool


DeleteTyped = Callable[[list[TypedEdge]], None]


def query(name: str) -> str:
    """Return a query of cypher/load/removal."""
    (text,) = statements(f"load/removal/{name}.cypher")
    return text


def take_back(run: Run, delete_typed: DeleteTyped, articles: Iterable[str]) -> Removed:
    """Delete articles with all that only they say; ids that are not there count for nothing."""
    there = run("count_statements", ids=sorted(set(articles)))
    ids = [row["id"] for row in there]
    ties = untie(run, delete_typed, ids)
    run("delete_articles", ids=ids)
    return Removed(len(ids), sum(row["statements"] for row in there), settle(run, ties))


def untie(run: Run, delete_typed: DeleteTyped, articles: Sequence[str]) -> list[Row]:
    """Delete the statements of articles and all that ties these to entities; return the ties."""
    ids = sorted(articles)
    delete_typed(sorted(edge for s in run("read_statements", ids=ids) for edge in _typed(s)))
    run("delete_statements", ids=ids)
    ties = run("read_ties", ids=ids)
    run("delete_ties", ids=ids)
    return ties


def _typed(statement: Row) -> list[TypedEdge]:
    source, predicate, identity = statement["source"], statement["predicate"], statement["id"]
    ends = [statement["target"]] if statement["target"] else statement["topics"]
    if not ends:
        return [TypedEdge(source, statement["article"], predicate, identity, to_article=True)]
    return [TypedEdge(source, end, predicate, identity, to_article=False) for end in ends]


def settle(run: Run, ties: Sequence[Row]) -> int:
    """Make entities and roles what the articles that are there say, after these ties are gone.

    Entities that no article lists any more go; their number is returned. Of a hub only the
    existence of other ties is looked at, but for the dates of roles that were those of an article
    that is gone.
    """
    unlisted = run("find_unlisted", ids=sorted({t["entity"] for t in ties}))
    gone = {row["id"] for row in unlisted}
    if gone:
        run("delete_entities", ids=sorted(gone))
    _settle_variants(run, [t for t in ties if t["entity"] not in gone])
    _settle_roles(run, [t for t in ties if t["titles"] and t["entity"] not in gone])
    return len(gone)


def _settle_variants(run: Run, ties: Iterable[Row]) -> None:
    """Merge entities anew from the variants that are still told."""
    told = sorted({(t["entity"], t["variant"]) for t in ties})
    untold: dict[str, set[str]] = defaultdict(set)
    variants: dict[str, list[str]] = {}
    for row in run("find_untold", rows=[{"entity": e, "variant": v} for e, v in told]):
        untold[row["id"]].add(row["variant"])
        variants[row["id"]] = row["variants"]
    rows = [
        entity_row(identity, (v for v in known if variant_key(v) not in untold[identity]))
        for identity, known in sorted(variants.items())
    ]
    if rows:
        run("set_entities", rows=rows)
        run("delete_places", rows=[{"id": r["id"], "countries": countries_of(r)} for r in rows])


def _settle_roles(run: Run, ties: Iterable[Row]) -> None:
    """Narrow the dates of roles, and delete those that no article gives any more."""
    given: dict[tuple[str, str, str], list[str | None]] = defaultdict(list)
    for tie in ties:
        for title, of in zip(tie["titles"], tie["titles_of"], strict=True):
            if of:
                given[tie["entity"], of, title].append(tie["published"])
    names = ("source", "target", "title")
    there = run("read_roles", rows=[dict(zip(names, key, strict=True)) for key in sorted(given)])
    doubtful = [r for r in there if not _rests_on_others(r, given[tuple(r[n] for n in names)])]
    traced = run("trace_roles", rows=doubtful) if doubtful else []
    for name, rows in (
        ("delete_roles", [r for r in traced if not r["articles"]]),
        ("set_roles", [r for r in traced if r["articles"]]),
    ):
        if rows:
            run(name, rows=rows)


def _rests_on_others(role: Row, dates: Iterable[str | None]) -> bool:
    """Tell whether both dates of a role must come from other articles than those of these dates."""
    first, last = role["first_seen"], role["last_seen"]
    return first is not None and all(date is None or first < date < last for date in dates)


def preview(store: Store, articles: Iterable[str]) -> Removed:
    """Return what `Store.remove` would take away if all these articles went, and change nothing.

    Ids that are not there count for nothing.
    """
    found = statements_ = 0
    lost = Counter[str]()
    for ids in pages(dict.fromkeys(articles), PAGE):
        there = store.read(query("count_statements"), {"ids": ids}, UNLIMITED).records()
        found, statements_ = found + len(there), statements_ + sum(r["statements"] for r in there)
        ties = store.read(query("read_ties"), {"ids": ids}, UNLIMITED).records()
        lost.update(tie["entity"] for tie in ties)
    entities = 0
    for ids in pages(lost, PAGE):
        listed = store.read(query("count_ties"), {"ids": ids}, UNLIMITED).records()
        entities += sum(row["ties"] == lost[row["id"]] for row in listed)
    return Removed(found, statements_, entities)


def pages(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of at most `size` items, in order."""
    rest = iter(items)
    while page := list(islice(rest, size)):
        yield page
