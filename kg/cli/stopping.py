"""Ctrl-C and SIGTERM end the reading, not the command.

What was read so far is still annotated, stored and written.
"""

import os
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

import click

T = TypeVar("T")

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class _Stop(BaseException):
    """Raised while input is waited for, where nothing is lost by it."""


class Stop:
    """Whether a signal has come; the second one interrupts the command at once."""

    def __init__(self) -> None:
        self._signal = 0
        self._waiting = False
        self._process = os.getpid()

    def until(self, items: Iterable[T]) -> Iterator[T]:
        """Pass items on until a signal comes, be it while one is waited for."""
        iterator = iter(items)
        try:
            while not self._signal:
                self._waiting = True
                try:
                    item = next(iterator)
                finally:
                    self._waiting = False
                yield item
        except (StopIteration, _Stop):
            return

    def finish(self, said: str) -> None:
        """End the command with one line and the exit code of the signal if there was one."""
        if self._signal:
            word = "interrupted" if self._signal == signal.SIGINT else "told to end"
            click.echo(f"kg: {word}; {said}", err=True)
            click.get_current_context().exit(128 + self._signal)

    def handle(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """Note a signal."""
        if os.getpid() != self._process:
            os._exit(128 + number)  # a process that parses for this one
        if self._signal:
            raise KeyboardInterrupt
        self._signal = number
        if self._waiting:
            raise _Stop


@contextmanager
def stopping() -> Iterator[Stop]:
    """Take Ctrl-C and SIGTERM for the end of the input while this lasts."""
    stop, before = Stop(), {}
    if threading.current_thread() is threading.main_thread():
        before = {number: signal.signal(number, stop.handle) for number in _SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
