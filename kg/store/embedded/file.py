"""The one file of an embedded store: who may write to it, and how it gets a new picture.

One process writes at a time and holds an advisory lock of the operating system on the file, which
goes with the process. A new picture is written to a file beside it, which then takes its name; a
reader that has opened the old one reads on in that.
"""

import contextlib
import fcntl
import glob
import os
import shutil
import threading
import time
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

from kg.errors import StoreBusy, StoreError
from kg.store.embedded import format as form

#: Seconds between two looks at a file that another process writes to.
_PAUSE = 0.05


class GraphFile:
    """The file of a store at a path; nothing is opened before it is asked for."""

    def __init__(self, path: str) -> None:
        # A link keeps pointing at the file when a new picture takes its place.
        self._path = Path(path).resolve()
        self._held: FileIO | None = None
        self._seen: form.Mark | None = None
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
                picture, changes, self._seen = form.contents(file)
        self.pictured = len(picture or b"")
        self.added, self.changes = sum(map(len, changes)), len(changes)
        return picture, changes

    def has_changed(self) -> bool:
        """Tell whether somebody has written to the file since it was read here."""
        with self._path.open("rb") as file:
            return self._seen != form.mark_of(file, form.end_of(file))

    def added_since(self) -> list[bytes] | None:
        """Return the changes that others have added since it was read here, and count them as read.

        None when what was read is no part of it any more: it has a new picture. Raises StoreError
        when it is not whole.
        """
        if not self._path.exists():
            return []
        with self._path.open("rb") as file:
            mark = form.mark_of(file, form.end_of(file))
            if self._seen is None or mark[:-1] != self._seen[:-1] or mark[-1] < self._seen[-1]:
                return None
            changes = form.changes(file, self._seen[-1], mark[-1])
        self._seen = mark
        self.added, self.changes = self.added + sum(map(len, changes)), self.changes + len(changes)
        return changes

    def hold(self, patience: float) -> None:
        """Make the file if there is none, and be the only one who writes until `release`.

        Another process that writes is waited for as many seconds; then StoreBusy names it.
        """
        deadline = time.monotonic() + patience
        while self._held is None:
            self._make()
            file = self._path.open("r+b", buffering=0)
            if not _locked(file):
                who = form.holder(file)
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
            end = form.end_of(file)
            form.sign(file)
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
        end = file.seek(form.end_of(file))
        try:
            form.write_change(file, change)
        except OSError:
            with contextlib.suppress(OSError):
                file.truncate(end)
            raise
        form.move_end(file, file.tell())
        self._seen = form.mark_of(file, file.tell())
        self.added, self.changes = self.added + len(change), self.changes + 1

    @contextlib.contextmanager
    def picture(self) -> Iterator[Path]:
        """Yield a path to write a new picture to, which then stands for all that the file held."""
        old = self._writable()
        folder = self._new
        folder.mkdir(exist_ok=True)
        try:
            yield folder / "picture"
            new = form.written(folder / "file", (folder / "picture").read_bytes())
            try:
                shutil.copymode(self._path, folder / "file")
                _locked(new)
                form.sign(new)
                (folder / "file").replace(self._path)
            except BaseException:
                new.close()
                raise
            old.close()
            self._held, self._seen = new, form.mark_of(new, form.end_of(new))
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
            form.written(beside, None).close()
            _name(beside, self._path)
        finally:
            beside.unlink(missing_ok=True)

    def _writable(self) -> FileIO:
        if self._held is None:
            raise StoreError("it is not open for writing")
        return self._held


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
