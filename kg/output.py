"""Where results go.

Standard output for `-`, else a file that is there whole or not at all; gzip by suffix.
"""

import gzip
import os
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
    final = Path(path)
    part = final.with_name(f".{final.name}.{os.getpid()}.part")
    try:
        raw = gzip.open(part, "wb") if final.suffix == ".gz" else part.open("wb")  # noqa: SIM115 - the wrapper below closes it
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be written ({error.strerror}); choose another place with -o"
        ) from error
    try:
        with TextIOWrapper(raw, encoding="utf-8", newline="\n") as text:
            yield text
        part.replace(final)
    finally:
        part.unlink(missing_ok=True)
