"""What a question of the catalogue is given -> what the store is asked with, and its answer."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from kg.catalogue import Query
from kg.errors import StoreError
from kg.find.names import resolve
from kg.store.base import Limits, Store, Table


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


def ask(
    store: Store,
    query: Query,
    given: Mapping[str, Any],
    limits: Limits = Limits(),  # noqa: B008 - frozen
    meant: Callable[[Store, str], str] = resolve,
) -> Table:
    """Return the answer to a query; see `arguments`.

    Raises StoreError, which for a query of one's own names the file, and the line if it is known.
    """
    values = arguments(store, query, given, meant)
    try:
        return store.read(query.text, values, limits)
    except StoreError as error:
        if not query.is_own:
            raise
        raise type(error)(_in_file(query, str(error))) from error


def _in_file(query: Query, problem: str) -> str:
    """Return what is wrong with a query, the line being that of its file."""
    place = re.search(r"\(line (\d+), character (\d+)\)", problem)
    if place is None:
        return f"{query.path}: {problem}"
    line = int(place[1]) + query.line - 1
    told = problem.replace(place[0], f"(line {line}, character {place[2]})")
    return f"{query.path}:{line}: {told}"
