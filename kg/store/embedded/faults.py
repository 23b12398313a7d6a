"""What the engine and the disk raise -> one clear line that says what to do."""

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator

import kglite

from kg.errors import StoreError
from kg.store.base import TOO_SLOW

#: Characters of what the engine said that are shown.
LONGEST = 300
_DISK = {
    errno.ENOSPC: "the disk is full: make room and run it again",
    errno.EDQUOT: "the disk quota is used up: make room and run it again",
    errno.EFBIG: "the file may not grow (a limit on the size of files): raise it and run it again",
    errno.EACCES: "user {user} has no permission to write there: run as the folder's owner",
    errno.EPERM: "user {user} has no permission to write there: run as the folder's owner",
    errno.EROFS: "the file system is read-only: choose another place",
    errno.EISDIR: "it is a directory: give the path of a file",
    errno.ENOENT: "there is no such file, or no such directory to make it in",
    errno.ENOTDIR: "there is no such directory",
}


@contextlib.contextmanager
def clear(path: str) -> Iterator[None]:
    """Turn what goes wrong with the file at a path, or in the engine, into a StoreError."""
    try:
        yield
    except StoreError as error:
        if path in str(error):
            raise
        raise type(error)(f"{path}: {error}") from error.__cause__
    except OSError as error:
        said = _DISK.get(error.errno or 0, "").format(user=os.getuid()) or _line(error)
        raise StoreError(f"cannot open or write {path}: {said}") from error
    except UnicodeError as error:
        raise StoreError(f"{path}: a text holds characters that are no Unicode text") from error
    except MemoryError as error:
        raise StoreError(f"{path}: too little memory for a graph of this size") from error
    except kglite.KgError as error:
        raise StoreError(_of_engine(error, path)) from error
    except (ValueError, TypeError, OverflowError, RuntimeError) as error:
        raise StoreError(f"the query does not run: {_line(error)}") from error


def _of_engine(error: kglite.KgError, path: str) -> str:
    if isinstance(error, kglite.ReadOnlyError):
        return "this only reads, and the query would write; `kg load` writes"
    if isinstance(error, kglite.CypherTimeoutError):
        return TOO_SLOW
    if isinstance(error, kglite.CypherSyntaxError):
        return f"the query does not parse: {_line(error)}"
    if isinstance(error, kglite.CypherError | kglite.SchemaError):
        return f"the query does not run: {_line(error)}"
    if "spill" in str(error):
        return (
            f"no room for temporary files in {_temporary()}, which opening {path} takes: make "
            "room, or set TMPDIR to another folder"
        )
    return f"{path}: {_line(error)}"


def _temporary() -> str:
    return os.environ.get("KGLITE_TMPDIR") or tempfile.gettempdir()


def _line(error: Exception) -> str:
    text = str(error).strip().split("\n", 1)[0].strip().rstrip(":") or type(error).__name__
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
