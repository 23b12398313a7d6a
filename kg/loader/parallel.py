"""Several threads that each do a part of a stream, which is never held whole."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")


def each(work: Callable[[In], Out], items: Iterable[In], workers: int) -> Iterator[Out]:
    """Yield the result of `work` for each item, in the order of the items; one item per worker is under way, and one waits.

    The first error is raised where its result would have come, after what was under way has ended.
    """
    if workers == 1:
        yield from map(work, items)
        return
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[Out]] = deque()
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
