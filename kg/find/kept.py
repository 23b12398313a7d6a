"""What is made of a whole store once, and made anew when the store has changed."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from kg.errors import StoreBusy, StoreError
from kg.store.base import UNLIMITED, Store

T = TypeVar("T")

#: What took longer to make than so many seconds is kept so many times as long as it took, whatever
#: has changed: while a load goes on, each question would wait for it again.
LONG, TIMES = 3.0, 10

_STATE = (
    "MATCH (n:Entity) RETURN count(n) AS n",
    "MATCH (n:Article) RETURN count(n) AS n",
    "MATCH (n:Statement) RETURN count(n) AS n",
    "MATCH (r:LoadRun) RETURN count(r), max(r.ended), sum(r.new), sum(r.replaced)",
)


@dataclass(frozen=True, slots=True)
class _Made(Generic[T]):
    """What was made, of which state of the store, and until when it is kept (monotonic seconds)."""

    what: T
    state: tuple[Any, ...]
    until: float


class Kept(Generic[T]):
    """What `make` makes of a store, kept as long as the store is open and in the same state."""

    def __init__(self, make: Callable[[Store], T]) -> None:
        self._make, self._lock = make, threading.Lock()
        self._made: WeakKeyDictionary[Store, _Made[T]] = WeakKeyDictionary()

    def of(self, store: Store, patience: float | None = None) -> T:
        """Return what was made of this store; one thread makes it, others wait.

        With `patience` no longer than so many seconds: then what there is of an earlier state is
        returned, or StoreBusy raised, while a thread goes on.
        """
        if patience is not None:
            maker = threading.Thread(target=self._try, args=(store,), daemon=True)
            maker.start()
            maker.join(patience)
            if maker.is_alive():
                if made := self._made.get(store):
                    return made.what
                raise StoreBusy("what answers this is made ready: ask again in a moment")
        with self._lock:
            made = self._made.get(store)
            if made is None or (time.monotonic() > made.until and made.state != state_of(store)):
                made = self._made[store] = self._new(store)
            return made.what

    def _try(self, store: Store) -> None:
        with suppress(StoreError):  # whoever waits for it meets the same
            self.of(store)

    def _new(self, store: Store) -> _Made[T]:
        state, began = state_of(store), time.monotonic()
        what, ended = self._make(store), time.monotonic()
        took = ended - began
        return _Made(what, state, ended + TIMES * took if took > LONG else began)


def state_of(store: Store) -> tuple[Any, ...]:
    """Return what differs when a load or a removal has changed the store; quick to ask.

    It is how many entities, articles and statements there are, and what the loads' notes say. An
    article that a program replaces without a load, by one with as many of each, does not show.
    """
    return tuple(value for text in _STATE for value in store.read(text, {}, UNLIMITED).rows[0])
