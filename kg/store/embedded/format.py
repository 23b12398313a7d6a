r"""How the file of an embedded store is written: a picture of the graph, then what was changed.

    8   magic                      KGGRAPH\n
    4   version                    1; all numbers are little-endian
    8   end                        how many bytes of the file count
    4   CRC-32 of the 20 bytes before it
    40  process that writes        text, for people; no part of the CRC
    ... records up to `end`        length (8), CRC-32 (4), kind (1: P a picture, C a change), bytes

A change is written behind the last record and flushed before `end` moves over it, so what a kill
or a full disk leaves behind lies past the end and counts for nothing. Bytes before the end are
never written again: whoever has opened the file reads on undisturbed.
"""

import os
import struct
import zlib
from io import FileIO
from pathlib import Path
from typing import IO

from kg.errors import StoreError

MAGIC = b"KGGRAPH\n"
VERSION = 1
PICTURE, CHANGE = b"P", b"C"

_HEAD = struct.Struct("<8sIQ")
_CRC = struct.Struct("<I")
_RECORD = struct.Struct("<QIc")
_HOLDER_AT = _HEAD.size + _CRC.size
_FIRST = 64
#: Device and number of a file, and its end: another one whenever the file holds something else.
Mark = tuple[int, int, int]


def contents(file: IO[bytes]) -> tuple[bytes | None, list[bytes], Mark]:
    """Return the picture, None before there is one, the changes since, and the mark of these."""
    end = end_of(file)
    records = _records(file, _FIRST, end)
    picture = records.pop(0)[1] if records and records[0][0] == PICTURE else None
    return picture, [body for _, body in records], mark_of(file, end)


def changes(file: IO[bytes], start: int, end: int) -> list[bytes]:
    """Return the changes from a byte that was the end once to one that is it now."""
    return [body for _, body in _records(file, start, end)]


def _records(file: IO[bytes], start: int, end: int) -> list[tuple[bytes, bytes]]:
    file.seek(start)
    records = []
    while file.tell() < end:
        records.append(_read_record(file, end))
    return records


def end_of(file: IO[bytes] | FileIO) -> int:
    """Return how many bytes of the file count."""
    for _ in range(3):  # a writer may be in the middle of moving the end
        head = os.pread(file.fileno(), _HOLDER_AT, 0)
        if len(head) == _HOLDER_AT and _CRC.pack(zlib.crc32(head[: _HEAD.size])) == head[-4:]:
            break
    else:
        raise StoreError(_what_is_wrong(head))
    _, version, end = _HEAD.unpack_from(head)
    if version > VERSION:
        raise StoreError(f"a newer kg has written it (format {version}): install a newer kg")
    if os.fstat(file.fileno()).st_size < end:
        raise StoreError("it is cut off: take a whole copy of it, or load the articles anew")
    return int(end)


def _what_is_wrong(head: bytes) -> str:
    if head.startswith(b"LBUG"):
        return (
            "it is a LadybugDB graph, which kg 0.1 made and this kg does not read: load the "
            "articles into a new store"
        )
    if head.startswith(MAGIC):
        return _DAMAGED
    return "it is no graph of kg" if head else "it is empty: remove it, then load the articles"


_DAMAGED = "it is damaged: take a copy of it that is not, or load the articles anew"


def _read_record(file: IO[bytes], end: int) -> tuple[bytes, bytes]:
    head = file.read(_RECORD.size)
    if len(head) < _RECORD.size:
        raise StoreError(_DAMAGED)
    length, crc, kind = _RECORD.unpack(head)
    if length > end - file.tell() or kind not in {PICTURE, CHANGE}:
        raise StoreError(_DAMAGED)
    body = file.read(length)
    if len(body) < length or zlib.crc32(body, zlib.crc32(kind)) != crc:
        raise StoreError(_DAMAGED)
    return kind, body


def written(path: Path, picture: bytes | None) -> FileIO:
    """Write a whole file, to be closed by the caller."""
    file = path.open("w+b", buffering=0)
    try:
        record = b"" if picture is None else _record(PICTURE, picture)
        _write(file, bytes(_FIRST) + record)
        move_end(file, file.tell())
    except BaseException:
        file.close()
        raise
    return file


def write_change(file: FileIO, change: bytes) -> None:
    """Write a change where the file stands, and flush it; it counts once the end is behind it."""
    _write(file, _record(CHANGE, change))
    os.fsync(file)


def _record(kind: bytes, body: bytes) -> bytes:
    return _RECORD.pack(len(body), zlib.crc32(body, zlib.crc32(kind)), kind) + body


def _write(file: FileIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def move_end(file: FileIO, end: int) -> None:
    """Let that many bytes of the file count, for good once this returns."""
    head = _HEAD.pack(MAGIC, VERSION, end)
    os.pwrite(file.fileno(), head + _CRC.pack(zlib.crc32(head)), 0)
    os.fsync(file)


def mark_of(file: IO[bytes] | FileIO, end: int) -> Mark:
    """Return the mark of a file that ends there."""
    status = os.fstat(file.fileno())
    return status.st_dev, status.st_ino, end


def sign(file: FileIO) -> None:
    """Write into the file which process holds it."""
    os.pwrite(file.fileno(), f"process {os.getpid()}".encode().ljust(40, b"\0"), _HOLDER_AT)


def holder(file: FileIO) -> str:
    """Return which process has last held the file."""
    name = os.pread(file.fileno(), 40, _HOLDER_AT).rstrip(b"\0")
    return name.decode("ascii", "replace") or "another process"
