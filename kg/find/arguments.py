"""What a question of the catalogue is given -> what the store is asked with."""

from collections.abc import Callable, Mapping
from typing import Any

from kg.catalogue import Query
from kg.find.names import resolve
from kg.store.base import Store


def arguments(
    store: Store,
    query: Query,
    given: Mapping[str, Any],
    meant: Callable[[Store, str], str] = resolve,
) -> dict[str, Any]:
    """Return a value for every parameter of a query; of each entity that is named, the id.

    `meant` tells which one a name means. Raises UsageError where a value is none of its type, and
    where a name means nothing or several.
    """
    values = query.arguments(given)
    for parameter in query.parameters:
        if parameter.type == "entity" and values[parameter.name]:
            values[parameter.name] = meant(store, values[parameter.name])
    return values
