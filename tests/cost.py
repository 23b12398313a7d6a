"""What a call costs, so that a busy machine changes nothing: in steps, or at most in computing."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


def steps(call: Callable[[], object]) -> int:
    """Return how many lines of Python a call runs, each turn of a loop on one line anew.

    What runs within one call of C (a search in a list, a regular expression) is one step.
    """
    count = 0

    def trace(_frame: Any, event: str, _argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


@contextmanager
def computing_at_most(seconds: float) -> Iterator[None]:
    """End the block with an AssertionError once this process has computed so long in it.

    For what would take hours if it took the square: waiting for others does not count.
    """

    def too_slow(*_: object) -> None:
        raise AssertionError(f"not done after {seconds} seconds of computing")

    before = signal.signal(signal.SIGPROF, too_slow)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
