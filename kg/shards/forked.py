"""Shards that several processes of this machine work on."""

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from kg.errors import RunError

Shard = TypeVar("Shard")
Done = TypeVar("Done")


class Forked(Generic[Done]):
    """So many processes that work on a shard each.

    They begin with the first shard and end with `close`.
    """

    def __init__(
        self, count: int, work: Callable[[Any], Done], ready: Callable[[], object] = lambda: None
    ) -> None:
        """Take how many, and what they do with what they are sent.

        `ready` is run before they begin, once for all of them where they are forked.
        """
        self._count, self._work, self._ready = count, work, ready
        self._pool: ProcessPoolExecutor | None = None

    def done(
        self, shards: Iterable[Shard], send: Callable[[Shard], Any]
    ) -> Iterator[tuple[Shard, Done]]:
        """Yield each shard with what was made of it, in order; `send` tells what they are sent.

        Two shards for each process are under way at most. Raises what the work raises, and RunError
        when a process is killed.
        """
        waiting: deque[tuple[Shard, Future[Done]]] = deque()
        try:
            for shard in shards:
                waiting.append((shard, self._workers().submit(self._work, send(shard))))
                while len(waiting) >= 2 * self._count:
                    yield _result(*waiting.popleft())
            while waiting:
                yield _result(*waiting.popleft())
        except BrokenProcessPool as error:
            raise RunError(
                "one of the processes was killed; is there memory for so many? "
                "Give fewer with --processes"
            ) from error

    def close(self) -> None:
        """End the processes; what they are at is given up."""
        if self._pool:
            self._end.send_bytes(b"end")  # which none takes, so that each sees it
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _workers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            if sys.platform == "linux":
                self._ready()
            context = get_context("fork" if sys.platform == "linux" else None)
            told, self._end = context.Pipe(duplex=False)
            self._pool = ProcessPoolExecutor(self._count, context, _begin, (told,))
        return self._pool


def _result(shard: Shard, work: Future[Done]) -> tuple[Shard, Done]:
    return shard, work.result()


def _begin(told: Connection) -> None:
    """Leave signals to the process that began this one, and end when that says so or is gone."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_when, args=(told,), daemon=True).start()


def _end_when(told: Connection) -> None:
    if parent := parent_process():
        wait([told, parent.sentinel])
        os._exit(1)
