"""The lines of a text, none of them longer than memory allows."""

from collections.abc import Iterator
from typing import TextIO

#: Characters that one line of JSON may have.
LONGEST = 16 * 2**20


def numbered(text: TextIO) -> Iterator[tuple[int, str | None]]:
    """Yield each line with its number from 1, or None for a line that is longer than `LONGEST`."""
    number = 0
    while line := text.readline(LONGEST + 1):
        number += 1
        if len(line) <= LONGEST:
            yield number, line
            continue
        while line and not line.endswith("\n"):
            line = text.readline(LONGEST + 1)
        yield number, None
