r"""The one file of an embedded store: a picture of the whole graph, then what was changed since.

    8   magic                      KGGRAPH\n
    4   version                    1; all numbers are little-endian
    8   end                        how many bytes of the file count
    4   CRC-32 of the 20 bytes before it
    40  process that writes        text, for people; no part of the CRC
    ... records up to `end`        length (8), CRC-32 (4), kind (1: P a picture, C a change), bytes

A change is written behind the last record and flushed before `end` moves over it, so what a kill
or a full disk leaves behind lies past the end and counts for nothing. Bytes before the end are
never written again: whoever has opened the file reads on undisturbed. A new picture is written to
a file beside it, which then takes its name.

One process writes at a time and holds an advisory lock of the operating system on the file, which
goes with the process.
"""

import contextlib
import fcntl
import glob
import os
import shutil
import struct
import threading
import time
import zlib
from collections.abc import Iterator
from io import FileIO
from pathlib import Path
from typing import IO

from kg.errors import StoreBusy, StoreError

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
#: Seconds between two looks at a file that another process writes to.
_PAUSE = 0.05


class GraphFile:
    """The file of a store at a path; nothing is opened before it is asked for."""

    def __init__(self, path: str) -> None:
        # A link keeps pointing at the file when a new picture takes its place.
        self._path = Path(path).resolve()
        self._held: FileIO | None = None
        self._seen: Mark | None = None
        #: Bytes of the picture and of the changes since, and how many these are, when last read.
        self.pictured = self.added = self.changes = 0

    @property
    def is_held(self) -> bool:
        """Whether this process may write to the file."""
        return self._held is not None

    def exists(self) -> bool:
        """Tell whether there is a file."""
        return self._path.exists()

    def size(self) -> int:
        """Return the bytes of the file on disk, 0 when there is none."""
        return self._path.stat().st_size if self._path.exists() else 0

    def read(self) -> tuple[bytes | None, list[bytes]]:
        """Return the picture, None before there is one, and the changes since; none without a file.

        Raises StoreError when the file is no graph, or not whole.
        """
        picture: bytes | None = None
        changes: list[bytes] = []
        self._seen = None
        if self._path.exists():
            with self._path.open("rb") as file:
                picture, changes, self._seen = _contents(file)
        self.pictured = len(picture or b"")
        self.added, self.changes = sum(map(len, changes)), len(changes)
        return picture, changes

    def has_changed(self) -> bool:
        """Tell whether somebody has written to the file since it was read here."""
        with self._path.open("rb") as file:
            return self._seen != _mark(file, _end(file))

    def hold(self, patience: float) -> None:
        """Make the file if there is none, and be the only one who writes until `release`.

        Another process that writes is waited for as many seconds; then StoreBusy names it.
        """
        deadline = time.monotonic() + patience
        while self._held is None:
            self._make()
            file = self._path.open("r+b", buffering=0)
            if not _locked(file):
                who = _holder(file)
                file.close()
                if time.monotonic() > deadline:
                    raise StoreBusy(
                        f"{self._path} is written to by {who} and was not free within "
                        f"{patience:.0f} s: try again when it is done"
                    )
                time.sleep(_PAUSE)
            elif not _is_at(file, self._path):  # a new picture has taken its place meanwhile
                file.close()
            else:
                self._take(file)

    def _take(self, file: FileIO) -> None:
        """Hold a file that is locked, unless it is no graph; remove what a kill left behind."""
        try:
            end = _end(file)
            _sign(file)
            file.truncate(end)
        except BaseException:
            file.close()
            raise
        self._held = file
        self._sweep()

    def _sweep(self) -> None:
        """Remove what writers that were killed have left beside the file."""
        shutil.rmtree(self._new, ignore_errors=True)
        with contextlib.suppress(OSError):
            for found in self._path.parent.glob(f".{glob.escape(self._path.name)}.*"):
                if found.suffix[1:].isdigit():
                    found.unlink(missing_ok=True)

    def append(self, change: bytes) -> None:
        """Add a change, for good once this returns; after an OSError the file is as it was."""
        file = self._writable()
        end = file.seek(_end(file))
        try:
            _write(file, _record(CHANGE, change))
            os.fsync(file)
        except OSError:
            with contextlib.suppress(OSError):
                file.truncate(end)
            raise
        _write_head(file, file.tell())
        self._seen = _mark(file, file.tell())
        self.added, self.changes = self.added + len(change), self.changes + 1

    @contextlib.contextmanager
    def picture(self) -> Iterator[Path]:
        """Yield a path to write a new picture to, which then stands for all that the file held."""
        old = self._writable()
        folder = self._new
        folder.mkdir(exist_ok=True)
        try:
            yield folder / "picture"
            new = _written(folder / "file", (folder / "picture").read_bytes())
            try:
                shutil.copymode(self._path, folder / "file")
                _locked(new)
                _sign(new)
                (folder / "file").replace(self._path)
            except BaseException:
                new.close()
                raise
            old.close()
            self._held, self._seen = new, _mark(new, _end(new))
            self.pictured, self.added, self.changes = self.size(), 0, 0
            _flush_folder(self._path.parent)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def release(self) -> None:
        """Let others write."""
        if self._held:
            self._held.close()
        self._held = None

    @property
    def _new(self) -> Path:
        """The folder beside the file in which its next picture is made."""
        return self._path.with_name(f".{self._path.name}.new")

    def _make(self) -> None:
        """Make an empty file where there is none."""
        if self._path.exists():
            return
        number = f"{os.getpid()}{threading.get_ident()}"
        beside = self._path.with_name(f".{self._path.name}.{number}")
        try:
            _written(beside, None).close()
            _name(beside, self._path)
        finally:
            beside.unlink(missing_ok=True)

    def _writable(self) -> FileIO:
        if self._held is None:
            raise StoreError("it is not open for writing")
        return self._held


def _contents(file: IO[bytes]) -> tuple[bytes | None, list[bytes], Mark]:
    end = _end(file)
    file.seek(_FIRST)
    records = []
    while file.tell() < end:
        records.append(_read_record(file, end))
    picture = records.pop(0)[1] if records and records[0][0] == PICTURE else None
    return picture, [body for _, body in records], _mark(file, end)


def _end(file: IO[bytes] | FileIO) -> int:
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


def _written(path: Path, picture: bytes | None) -> FileIO:
    """Write a whole file, to be closed by the caller."""
    file = path.open("w+b", buffering=0)
    try:
        record = b"" if picture is None else _record(PICTURE, picture)
        _write(file, bytes(_FIRST) + record)
        _write_head(file, file.tell())
    except BaseException:
        file.close()
        raise
    return file


def _record(kind: bytes, body: bytes) -> bytes:
    return _RECORD.pack(len(body), zlib.crc32(body, zlib.crc32(kind)), kind) + body


def _write(file: FileIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def _write_head(file: FileIO, end: int) -> None:
    head = _HEAD.pack(MAGIC, VERSION, end)
    os.pwrite(file.fileno(), head + _CRC.pack(zlib.crc32(head)), 0)
    os.fsync(file)


def _name(file: Path, path: Path) -> None:
    """Give a whole file its name, unless somebody else was quicker, who may have swept it away."""
    try:
        os.link(file, path)
    except (FileExistsError, FileNotFoundError):
        return
    except OSError:  # where a file can have one name only
        file.replace(path)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _mark(file: IO[bytes] | FileIO, end: int) -> Mark:
    status = os.fstat(file.fileno())
    return status.st_dev, status.st_ino, end


def _locked(file: FileIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_at(file: FileIO, path: Path) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    return False


def _sign(file: FileIO) -> None:
    """Write into the file which process holds it."""
    os.pwrite(file.fileno(), f"process {os.getpid()}".encode().ljust(40, b"\0"), _HOLDER_AT)


def _holder(file: FileIO) -> str:
    name = os.pread(file.fileno(), 40, _HOLDER_AT).rstrip(b"\0")
    return name.decode("ascii", "replace") or "another process"
