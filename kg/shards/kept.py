"""Shards that are done, kept in a folder until all of them are."""

import gzip
import os
import zlib
from contextlib import suppress
from pathlib import Path

_ENDING = ".jsonl.gz"


class Kept:
    """A folder with a file for each shard that is done, under what the shard is known by."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, which is made for the first shard."""
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """Return the lines of a shard; None when it is not here, or not whole."""
        try:
            return gzip.decompress(self._file(key).read_bytes())
        except (FileNotFoundError, EOFError, gzip.BadGzipFile, zlib.error):
            return None

    def put(self, key: str, lines: bytes) -> None:
        """Keep the lines of a shard, which are there whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        part = self._folder / f".{key}.{os.getpid()}.part"
        try:
            part.write_bytes(gzip.compress(lines, 1, mtime=0))
            part.replace(self._file(key))
        finally:
            part.unlink(missing_ok=True)

    def clear(self) -> None:
        """Delete all that is kept, and the folder unless something else is in it."""
        for file in (*self._folder.glob(f"*{_ENDING}"), *self._folder.glob(".*.part")):
            file.unlink(missing_ok=True)
        with suppress(OSError):
            self._folder.rmdir()

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}{_ENDING}"
