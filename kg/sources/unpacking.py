"""What comes out of a compressed file, as long as it may be news."""

import io
from collections.abc import Callable
from typing import BinaryIO

from kg.errors import RecordError

#: Bytes that anything may unpack to.
_HARMLESS = 64 * 2**20
#: How many times its packed size anything larger may unpack to; text packs to a tenth, at the best
#: a fiftieth.
_LARGEST_RATIO = 200


class Unpacked(io.RawIOBase):
    """A stream of unpacked bytes that ends with a RecordError when they are a bomb."""

    def __init__(self, content: BinaryIO, packed: Callable[[], int], name: str) -> None:
        self._content, self._packed, self._name, self._count = content, packed, name, 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read bytes into a buffer; return how many, 0 at the end."""
        some = self._content.read(len(buffer))
        buffer[: len(some)] = some
        self._count += len(some)
        if self._count > max(_HARMLESS, _LARGEST_RATIO * self._packed()):
            raise RecordError(
                f"{self._name}: unpacks to more than {_LARGEST_RATIO} times its size, which no "
                "text does; nothing more of it is read"
            )
        return len(some)
