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

from kg.errors import RecordError, RunError
from kg.model import Annotated, Article
from kg.shards.annotate import SIZE, annotated, cut

Found = list[Annotated | RecordError]


class Processes:
    """Annotates in so many processes, each of which reads, links and checks on its own.

    With one, in this one. The others begin with the first article and end with `close`.
    """

    def __init__(self, pipeline: str | None, count: int) -> None:
        """Take the pipeline's name or folder (None: the default) and how many processes."""
        self._pipeline, self._count = pipeline, count
        self._pool: ProcessPoolExecutor | None = None

    def annotated(self, articles: Iterable[Article]) -> Iterator[Annotated | RecordError]:
        """Yield each article annotated, or why it cannot be, in order.

        Two shards for each process are under way at most. Raises RunError when the pipeline cannot
        be had, or a process is killed.
        """
        if self._count == 1:
            yield from annotated(articles, self._pipeline)
            return
        waiting: deque[Future[Found]] = deque()
        try:
            for shard in cut(articles, SIZE):
                waiting.append(self._workers().submit(_annotate, shard, self._pipeline))
                while len(waiting) >= 2 * self._count:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise RunError(
                "a process that annotates was killed; is there memory for so many? "
                "Give fewer with --processes"
            ) from error

    def close(self) -> None:
        """End the processes, when each has done its shard; what waits is given up."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _workers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            if sys.platform == "linux":
                _load(self._pipeline)  # once, for all that are forked
            context = get_context("fork" if sys.platform == "linux" else None)
            self._pool = ProcessPoolExecutor(self._count, context, _begin)
        return self._pool


def _load(pipeline: str | None) -> None:
    from kg.language import load  # noqa: PLC0415 - takes a second

    load(pipeline)


def _begin() -> None:
    """Leave signals to the process that began this one, and end when that is gone."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _annotate(shard: list[Article], pipeline: str | None) -> Found:
    return list(annotated(shard, pipeline))
