"""What is made of a whole store once, and made anew when the store has changed."""

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from kg.store.base import UNLIMITED, Store

T = TypeVar("T")

_STATE = (
    "MATCH (n:Entity) RETURN count(n) AS n",
    "MATCH (n:Article) RETURN count(n) AS n",
    "MATCH (n:Statement) RETURN count(n) AS n",
    "MATCH (r:LoadRun) RETURN count(r), max(r.ended), sum(r.new), sum(r.replaced)",
)


class Kept(Generic[T]):
    """What `make` makes of a store, kept as long as the store is open and in the same state."""

    def __init__(self, make: Callable[[Store], T]) -> None:
        self._make, self._lock = make, threading.Lock()
        self._made: WeakKeyDictionary[Store, tuple[Any, T]] = WeakKeyDictionary()

    def of(self, store: Store) -> T:
        """Return what was made of this store; one thread makes it, others wait."""
        state = state_of(store)
        with self._lock:
            made = self._made.get(store)
            if made is None or made[0] != state:
                made = self._made[store] = (state, self._make(store))
            return made[1]


def state_of(store: Store) -> tuple[Any, ...]:
    """Return what differs when a load or a removal has changed the store; quick to ask.

    It is how many entities, articles and statements there are, and what the loads' notes say. An
    article that a program replaces without a load, by one with as many of each, does not show.
    """
    return tuple(value for text in _STATE for value in store.read(text, {}, UNLIMITED).rows[0])
