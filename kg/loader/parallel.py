"""Several threads that each do a part of a stream, which is never held whole."""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")


def each(
    work: Callable[[In], Out],
    items: Iterable[In],
    workers: int,
    keys: Callable[[In], AbstractSet[Hashable]],
) -> Iterator[Out]:
    """Yield the result of `work` for each item, in the order of the items.

    One item per worker is under way while the next one is got ready.

    Of two items that have one of their `keys` in common the second is not begun before the first is
    done. The first error is raised where its result would have come, after what was under way has
    ended; an interruption by the user at once.
    """
    pool = ThreadPoolExecutor(workers)
    waiting: deque[tuple[AbstractSet[Hashable], Future[Out]]] = deque()
    wait = True
    try:
        for item in items:
            mine = keys(item)
            while len(waiting) >= workers or any(mine & theirs for theirs, _ in waiting):
                yield waiting.popleft()[1].result()
            waiting.append((mine, pool.submit(work, item)))
        while waiting:
            yield waiting.popleft()[1].result()
    except KeyboardInterrupt:
        wait = False
        raise
    finally:
        pool.shutdown(wait, cancel_futures=True)
