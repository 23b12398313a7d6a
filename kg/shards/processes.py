"""Shards annotated by several processes of this machine."""

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait

from kg.errors import RunError
from kg.model import Article
from kg.shards.annotate import SIZE, Found, annotated, annotated_there, back, cut, sent

Shard = list[Article]


class Processes:
    """Annotates in so many processes, each of which reads, links and checks on its own.

    With one, in this one. The others begin with the first article and end with `close`.
    """

    def __init__(self, pipeline: str | None, count: int) -> None:
        """Take the pipeline's name or folder (None: the default) and how many processes."""
        self._pipeline, self._count = pipeline, count
        self._pool: ProcessPoolExecutor | None = None

    def annotated(self, articles: Iterable[Article]) -> Iterator[Found]:
        """Yield each article annotated, or why it cannot be, in order.

        Two shards for each process are under way at most. Raises RunError when the pipeline cannot
        be had, or a process is killed.
        """
        if self._count == 1:
            yield from annotated(articles, self._pipeline)
            return
        waiting: deque[tuple[Shard, Future[list[Found]]]] = deque()
        try:
            for shard in cut(articles, SIZE):
                work = self._workers().submit(annotated_there, sent(shard), self._pipeline)
                waiting.append((shard, work))
                while len(waiting) >= 2 * self._count:
                    yield from _result(*waiting.popleft())
            while waiting:
                yield from _result(*waiting.popleft())
        except BrokenProcessPool as error:
            raise RunError(
                "a process that annotates was killed; is there memory for so many? "
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
                _load(self._pipeline)  # once, for all that are forked
            context = get_context("fork" if sys.platform == "linux" else None)
            told, self._end = context.Pipe(duplex=False)
            self._pool = ProcessPoolExecutor(self._count, context, _begin, (told,))
        return self._pool


def _result(shard: Shard, work: Future[list[Found]]) -> Iterator[Found]:
    return back(shard, work.result())


def _load(pipeline: str | None) -> None:
    from kg.language import load  # noqa: PLC0415 - takes a second

    load(pipeline)


def _begin(told: Connection) -> None:
    """Leave signals to the process that began this one, and end when that says so or is gone."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_when, args=(told,), daemon=True).start()


def _end_when(told: Connection) -> None:
    if parent := parent_process():
        wait([told, parent.sentinel])
        os._exit(1)
