"""Shards that several processes of this machine work on."""

import os
import signal
import sys
import threading
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.pool import ExceptionWithTraceback  # type: ignore[attr-defined]
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from kg.errors import RunError

Shard = TypeVar("Shard")
Done = TypeVar("Done")

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


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
        self._group: _Group | None = None

    def done(
        self, shards: Iterable[Shard], send: Callable[[Shard], Any]
    ) -> Iterator[tuple[Shard, Done]]:
        """Yield each shard with what was made of it, in order; `send` tells what they are sent.

        Two shards for each process are under way at most. Raises what the work raises, and RunError
        when a process is killed.
        """
        waiting: deque[tuple[Shard, Future[Done]]] = deque()
        for shard in shards:
            waiting.append((shard, self._begun().give(send(shard))))
            while len(waiting) >= 2 * self._count:
                yield _result(*waiting.popleft())
        while waiting:
            yield _result(*waiting.popleft())

    def close(self) -> None:
        """End the processes; what they are at is given up."""
        if self._group:
            self._group.end()
            self._group = None

    def _begun(self) -> "_Group":
        if self._group is None:
            if sys.platform == "linux":
                self._ready()
            self._group = _Group(self._count, self._work)
        return self._group


class _Group:
    """Processes at work, and as many threads here, of which each waits for one of them.

    Each process has a pipe that nobody else can write to: when it is killed, be it while it sends,
    that breaks, and whoever reads it does not wait for the rest.
    """

    def __init__(self, count: int, work: Callable[[Any], Any]) -> None:
        self._pipes: SimpleQueue[Connection] = SimpleQueue()
        self._processes: list[BaseProcess] = []
        self._kill = weakref.finalize(self, _kill, self._processes)
        # A signal that comes before they ignore it is for the one that began them alone.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            for _ in range(count):
                self._begin(work)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        self._threads = ThreadPoolExecutor(count)

    def give(self, sent: Any) -> "Future[Any]":
        """Have something worked on by the process that is free first."""
        return self._threads.submit(self._made, sent)

    def end(self) -> None:
        """End the processes and the threads."""
        self._kill()
        self._threads.shutdown(cancel_futures=True)

    def _begin(self, work: Callable[[Any], Any]) -> None:
        context: Any = get_context("fork" if sys.platform == "linux" else None)
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(there, work))
        process.start()
        there.close()
        self._processes.append(process)
        self._pipes.put(here)

    def _made(self, sent: Any) -> Any:
        pipe = self._pipes.get()
        try:
            pipe.send(sent)
            made, error = pipe.recv()
        except (EOFError, OSError) as gone:
            raise RunError(
                "one of the processes was killed; is there memory for so many? "
                "Give fewer with --processes"
            ) from gone
        finally:
            self._pipes.put(pipe)
        if error:
            raise error
        return made


def _result(shard: Shard, work: "Future[Done]") -> tuple[Shard, Done]:
    return shard, work.result()


def _kill(processes: Iterable[BaseProcess]) -> None:
    for process in processes:
        process.kill()
    for process in processes:
        process.join()


def _serve(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """Work on what comes through a pipe, and leave signals to the process that began this one."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):  # nobody is there any more
        while True:
            pipe.send(_answer(work, pipe.recv()))


def _answer(work: Callable[[Any], Any], sent: Any) -> tuple[Any, Any]:
    """Return what is made of something, and None; or None, and what was raised."""
    try:
        return work(sent), None
    except Exception as error:  # noqa: BLE001 - raised again where it is awaited
        return None, ExceptionWithTraceback(error, error.__traceback__)


def _end_with_parent() -> None:
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)
