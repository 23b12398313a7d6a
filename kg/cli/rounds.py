"""Loads that go on: again after some time, or whenever something in a folder changes."""

import random
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from kg.cli.stopping import Stop
from kg.errors import UsageError

#: A pause is so much longer or shorter, at random: those who share an hour do not all come at once.
JITTER = 0.1
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
#: Milliseconds between two looks whether the load is to end.
_LOOK = 500


class Duration(click.ParamType[float]):
    """A time such as 90s, 15m, 1h or 1d, in seconds."""

    name = "duration"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the seconds."""
        found = re.fullmatch(r"(\d+)([smhd])", str(value))
        if found is None or not int(found[1]):
            self.fail(f"{value!r}: expected a time such as 90s, 15m, 1h or 1d", param, ctx)
        return float(int(found[1]) * _UNITS[found[2]])


def rounds(
    files: Sequence[str], every: float | None, watch: str | None, stop: Stop
) -> Iterator[Sequence[str]]:
    """Yield what to load: once, or again and again until the load is told to end.

    `every` is in seconds. A folder to `watch` is loaded, then what changes in it, which is told by
    the operating system.
    """
    if every and watch:
        raise UsageError("--every and --watch: one of them; a folder is watched all the time")
    if watch and not Path(watch).is_dir():
        raise UsageError(f"--watch {watch}: no such folder")
    yield [*files, *([watch] if watch else [])]
    if watch:
        yield from _changes(watch, stop)
    while every and not stop.asked:
        pause = every * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311
        stop.wait_for(lambda: time.sleep(pause), None)  # noqa: B023 - called at once
        if not stop.asked:
            yield files


def _changes(folder: str, stop: Stop) -> Iterator[Sequence[str]]:
    from watchfiles import Change, watch

    for changes in watch(folder, yield_on_timeout=True, rust_timeout=_LOOK, raise_interrupt=False):
        if stop.asked:
            return
        there = {path for kind, path in changes if kind != Change.deleted and Path(path).is_file()}
        if found := sorted(path for path in there if not Path(path).name.startswith(".")):
            yield found
