"""Figures about entities, kept in a store as properties, and taken out of it again."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.settings import DEADLINE
from kg.store.base import Limits, Store

#: What the property of a figure begins with: nothing else in the graph does.
PREFIX = "analysis_"


def keep_figures(
    store: Store,
    names: Sequence[str],
    figures: Mapping[str, Sequence[Any]],
    *,
    seconds: float | None = DEADLINE,
) -> int:
    """Give entities the named figures, by id, and take these away from all others.

    A figure is kept as the property `analysis_<name>`. All or nothing; loading leaves them as they
    are. Returns how many entities have them. Raises StoreError.
    """
    properties = [PREFIX + name for name in names]
    rows = [{"id": i, **dict.fromkeys(properties)} for i in _holders(store, properties, seconds)]
    rows = [row for row in rows if row["id"] not in figures]
    rows += [
        {"id": i, **dict(zip(properties, values, strict=True))} for i, values in figures.items()
    ]
    if rows:
        store.note("figures", rows)
    return len(figures)


def forget_figures(store: Store, names: Sequence[str], *, seconds: float | None = DEADLINE) -> int:
    """Take the named figures away from every entity; return how many had them."""
    properties = [PREFIX + name for name in names]
    holders = list(_holders(store, properties, seconds))
    if holders:
        store.note("figures", [{"id": i, **dict.fromkeys(properties)} for i in holders])
    return len(holders)


def _holders(store: Store, properties: Sequence[str], seconds: float | None) -> Iterable[str]:
    some = " OR ".join(f"n.{name} IS NOT NULL" for name in properties)
    text = f"MATCH (n:Entity) WHERE {some} RETURN n.id AS id ORDER BY id"
    return [row[0] for row in store.read(text, {}, Limits(seconds)).rows]
