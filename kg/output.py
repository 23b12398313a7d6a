"""Where results go.

Standard output for `-`; into a device or a pipe as they come; else a file that is there whole or
not at all, which keeps its mode and is where a symbolic link points; gzip by suffix.
"""

import gzip
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from kg.errors import UsageError

STDOUT = "-"


@contextmanager
def open_output(path: str) -> Iterator[TextIO]:
    """Open a file for writing UTF-8 text.

    Its name stands only once everything is written. Raises UsageError when it cannot be made.
    """
    if path == STDOUT:
        yield sys.stdout
        sys.stdout.flush()
        return
    mode = _mode(path)
    if mode is not None and not stat.S_ISREG(mode):
        with _text(path, Path(path), zipped=path.endswith(".gz")) as text:
            yield text
        return
    final = Path(os.path.realpath(path))
    part = final.with_name(f".{final.name}.{os.getpid()}.part")
    try:
        with _text(path, part, zipped=path.endswith(".gz")) as text:
            yield text
        if mode is not None:
            part.chmod(stat.S_IMODE(mode))
        part.replace(final)
    finally:
        part.unlink(missing_ok=True)


def _mode(path: str) -> int | None:
    """Return the type and mode of what is there, behind links; None where nothing is."""
    try:
        return Path(path).stat().st_mode
    except OSError:
        return None


def _text(path: str, place: Path, *, zipped: bool) -> TextIOWrapper:
    try:
        raw = gzip.open(place, "wb") if zipped else place.open("wb")  # noqa: SIM115 - closed with what wraps it
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be written ({error.strerror}); choose another place with -o"
        ) from error
    return TextIOWrapper(raw, encoding="utf-8", newline="\n")
