"""Bytes that several processes put into one folder, each into a file of its own.

What is put there by another process is not sent: it tells the place alone, and what is there is
read when it is its turn to be written.
"""

import os
from pathlib import Path
from typing import IO

#: The process that put something there, where in its file that begins, and how long it is.
Place = tuple[int, int, int]


class Shelf:
    """The files in a folder, which is the caller's."""

    def __init__(self, folder: Path) -> None:
        """Take a folder; files are made when something is put there."""
        self._folder = folder
        self._open: dict[int, IO[bytes]] = {}
        self._end = 0

    def put(self, content: bytes) -> Place:
        """Put bytes where this process has its own, and return the place."""
        at, mine = self._end, self._file(os.getpid())
        mine.seek(at)
        mine.write(content)
        self._end += len(content)
        return os.getpid(), at, len(content)

    def flush(self) -> None:
        """Let other processes see what this one has put there."""
        self._file(os.getpid()).flush()

    def get(self, place: Place) -> bytes:
        """Return the bytes at a place."""
        process, at, size = place
        file = self._file(process)
        file.seek(at)
        return file.read(size)

    def close(self) -> None:
        """Let go of the files."""
        for file in self._open.values():
            file.close()

    def _file(self, process: int) -> IO[bytes]:
        if process not in self._open:
            path = self._folder / f"lines-{process}"
            self._open[process] = path.open("w+b") if process == os.getpid() else path.open("rb")
        return self._open[process]
