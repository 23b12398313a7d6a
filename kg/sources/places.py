"""Where articles are: files, folders, patterns, archives, standard input, addresses -> entries."""

import gzip
import io
import stat
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from glob import glob, has_magic
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import RecordError
from kg.sources.entry import HEAD, Entry
from kg.sources.formats import ARCHIVE, ENDINGS, PACKED, known
from kg.sources.options import Options
from kg.sources.unpacking import Unpacked

STDIN = "-"
_ADDRESS = ("http://", "https://")
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"


def entries(path: str, options: Options) -> Iterator[Entry | RecordError]:
    """Yield all that a path names, each open only while it is the last one yielded.

    A folder is read with those in it, sorted, as far as its files' names end in a known way;
    so is a zip archive. What cannot be opened is yielded as RecordError.
    """
    if path == STDIN:
        raw = sys.stdin.buffer
        stream = raw if isinstance(raw, io.BufferedReader) else _stream(raw.read())
        yield from _opened(stream, "standard input", options)
    elif path.lower().startswith(_ADDRESS):
        yield from _fetched(path, options)
    elif Path(path).is_dir():
        yield from _folder(Path(path), options)
    elif has_magic(path) and not Path(path).exists():
        yield from _pattern(path, options)
    else:
        yield from _file(path, options)


def _pattern(pattern: str, options: Options) -> Iterator[Entry | RecordError]:
    found = sorted(glob(pattern, recursive=True))  # noqa: PTH207 - patterns may be absolute
    if not found:
        yield RecordError(
            f"{pattern}: no file of such a name; a pattern is as in *.xml or **/*.txt"
        )
    for path in found:
        yield from _folder(Path(path), options) if Path(path).is_dir() else _file(path, options)


def _fetched(url: str, options: Options) -> Iterator[Entry | RecordError]:
    from kg.sources.fetch import fetch  # noqa: PLC0415 - only where something is fetched

    page = fetch(url, options.web)
    if isinstance(page, RecordError):
        yield page
    elif page is not None:
        yield from _opened(_stream(page.content), url, options, page.url)


def _folder(folder: Path, options: Options) -> Iterator[Entry | RecordError]:
    found = _Found(str(folder), options)
    for file in _walk(folder):
        if isinstance(file, RecordError):
            found.any = True
            yield file
        elif found.is_known(file):
            yield from _file(str(file), options)
    yield from found.sum_up()


class _Found:
    """What of a folder or an archive is read, and what is not."""

    def __init__(self, name: str, options: Options) -> None:
        self.any = False
        self._name, self._options = name, options
        self._others: Counter[str] = Counter()

    def is_known(self, file: Path) -> bool:
        """Tell whether a file is read, and count it."""
        if known(file.name):
            self.any = True
            return True
        self._others[file.suffix.lower() or "without an ending"] += 1
        return False

    def sum_up(self) -> Iterator[RecordError]:
        """Yield that nothing was found, or tell of what is passed over."""
        if not self.any:
            yield RecordError(
                f"{self._name}: no article in it; expected files that end in "
                f"{', '.join((*ENDINGS, ARCHIVE))}, or any of these with {PACKED}"
            )
        elif self._others:
            kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self._others.items()))
            entry = Entry(self._name, _stream(b""), self._options)
            entry.note("passed over", f"files of other kinds are passed over ({kinds})")


def _stream(content: bytes) -> io.BufferedReader:
    return io.BufferedReader(cast("io.RawIOBase", io.BytesIO(content)), HEAD)


def _walk(folder: Path) -> Iterator[Path | RecordError]:
    """Yield the files of a folder and of those in it, sorted by path, links followed once."""
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            about = path.stat()
            if not stat.S_ISDIR(about.st_mode):
                if stat.S_ISREG(about.st_mode):
                    yield path
                continue
            if (about.st_dev, about.st_ino) not in seen:
                seen.add((about.st_dev, about.st_ino))
                inner = (p for p in path.iterdir() if not p.name.startswith("."))
                waiting += sorted(inner, reverse=True)
        except OSError as error:
            where = "link that leads nowhere" if path.is_symlink() else error.strerror or error
            yield RecordError(f"{path}: {where}")


def _file(path: str, options: Options) -> Iterator[Entry | RecordError]:
    try:
        with Path(path).open("rb", buffering=HEAD) as stream:
            if path.lower().endswith(ARCHIVE) and not options.format:
                yield from _archive(stream, path, options)
            elif path.lower().endswith(PACKED):
                yield from _unpacked(stream, path, options)
            else:
                yield Entry(path, cast("io.BufferedReader", stream), options)
    except OSError as error:
        yield RecordError(f"{path}: {error.strerror or error}")


def _opened(
    stream: io.BufferedReader, name: str, options: Options, url: str = ""
) -> Iterator[Entry | RecordError]:
    """Yield what a stream without a telling name holds: an archive, or one thing."""
    head = stream.peek(HEAD)[:4]
    if head == _ZIP and not options.format:
        yield from _archive(io.BytesIO(stream.read()), name, options)
    elif head[:2] == _GZIP:
        yield from _unpacked(stream, name, options)
    else:
        yield Entry(name, stream, options, url)


def _unpacked(stream: BinaryIO, name: str, options: Options) -> Iterator[Entry]:
    with gzip.GzipFile(fileobj=stream) as content:
        raw = Unpacked(cast("BinaryIO", content), stream.tell, name)
        yield Entry(name, io.BufferedReader(raw, HEAD), options)


def _archive(stream: BinaryIO, name: str, options: Options) -> Iterator[Entry | RecordError]:
    found = _Found(name, options)
    try:
        with zipfile.ZipFile(stream) as archive:
            for info in sorted(archive.infolist(), key=lambda info: info.filename):
                part = Path(info.filename)
                if info.is_dir() or part.name.startswith(".") or part.parts[:1] == ("__MACOSX",):
                    continue
                if found.is_known(part):
                    yield _part(archive, info, name, options)
            yield from found.sum_up()
    except (zipfile.BadZipFile, NotImplementedError, UnicodeError, ValueError) as error:
        yield RecordError(f"{name}: not a whole zip archive ({error}); make it anew")


def _part(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, options: Options
) -> Entry | RecordError:
    inner = f"{name}/{info.filename}"
    if info.flag_bits & 1:
        return RecordError(f"{inner}: encrypted; unpack the archive and give the files")
    if info.filename.lower().endswith(ARCHIVE):
        return RecordError(f"{inner}: an archive within an archive; unpack it and give the files")
    try:
        content = archive.open(info)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        return RecordError(f"{inner}: not whole in its archive ({error}); make it anew")
    raw = Unpacked(cast("BinaryIO", content), lambda: info.compress_size, inner)
    if not info.filename.lower().endswith(PACKED):
        return Entry(inner, io.BufferedReader(raw, HEAD), options)
    twice = gzip.GzipFile(fileobj=io.BufferedReader(raw, HEAD))
    return Entry(
        inner,
        io.BufferedReader(
            Unpacked(cast("BinaryIO", twice), lambda: info.compress_size, inner), HEAD
        ),
        options,
    )
