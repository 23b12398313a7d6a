"""Ctrl-C and SIGTERM end the reading, not the command, which then has some seconds to end.

What was read so far is still annotated, stored and written, as far as that goes in this time; where
it is begun again anyway, as a load is, nothing is lost by what does not.
"""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar, cast

import click

from kg.cli.telling import say

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")

#: Seconds after a signal in which articles are still annotated, and after which the command ends
#: whatever it is at: `docker stop` kills after ten.
ANNOTATING, ENDING = 4.0, 9.0
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_WORDS = {signal.SIGINT: "interrupted", signal.SIGTERM: "told to end"}


class _Stop(BaseException):
    """Raised while something is waited for, where nothing is lost by it."""


class Stop:
    """Whether a signal has come; the second one interrupts the command at once."""

    def __init__(self) -> None:
        self._signal = 0
        self._came = 0.0
        self._waiting = False

    @property
    def asked(self) -> bool:
        """Whether a signal has come."""
        return bool(self._signal)

    def until(self, items: Iterable[T]) -> Iterator[T]:
        """Pass items on until a signal comes, be it while one is waited for."""
        iterator, end = iter(items), object()
        while (item := self.wait_for(lambda: next(iterator, end), end)) is not end:
            yield cast("T", item)

    def soon(self, items: Iterable[T]) -> Iterator[T]:
        """Pass items on until a signal came some seconds ago."""
        for item in items:
            yield item
            if self._signal and time.monotonic() - self._came > ANNOTATING:
                return

    def wait_for(self, get: Callable[[], A], instead: B) -> A | B:
        """Return what `get` returns; something else once a signal has come, be it meanwhile."""
        try:
            try:
                self._waiting = True
                return instead if self._signal else get()
            finally:
                self._waiting = False
        except _Stop:
            self._waiting = False
            return instead

    def finish(self, said: str, *, codes: dict[int, int] | None = None) -> None:
        """End the command with one line if there was a signal, and the exit code of that."""
        if self._signal:
            say(f"{_WORDS[signal.Signals(self._signal)]}; {said}", "stopped")
            code = (codes or {}).get(self._signal, 128 + self._signal)
            click.get_current_context().exit(code)

    def handle(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """Note a signal."""
        if self._signal:
            raise KeyboardInterrupt
        self._signal, self._came = number, time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, ENDING)
        if self._waiting:
            raise _Stop

    def give_up(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """End at once: it has taken too long since the signal."""
        said = "what is stored stays; what was at work is not: run it again"
        os.write(
            2, f"kg: not done {ENDING:.0f} seconds after it was told to end; {said}\n".encode()
        )
        os._exit(128 + self._signal)


@contextmanager
def stopping() -> Iterator[Stop]:
    """Take Ctrl-C and SIGTERM for the end of the input while this lasts."""
    stop, before = Stop(), {}
    if threading.current_thread() is threading.main_thread():
        before = {number: signal.signal(number, stop.handle) for number in _SIGNALS}
        before[signal.SIGALRM] = signal.signal(signal.SIGALRM, stop.give_up)
    try:
        yield stop
    finally:
        if before:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
