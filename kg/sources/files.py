"""Paths -> decoded lines: standard input, .gz, encodings, and what is no text at all."""

import gzip
import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, cast

from kg.errors import RecordError

STDIN = "-"
_HEAD = 4096
# What no text encoding with one byte per character, nor UTF-8, has in a text: control characters
# other than white space and escape.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@contextmanager
def open_text(path: str, name: str, encoding: str) -> Iterator[TextIO]:
    r"""Open a file for reading text, every line ending in "\n", a byte order mark left out.

    A byte that the encoding does not know becomes a lone surrogate, which `undecoded` finds, so
    that one bad line costs only itself. Raises RecordError when the file is empty or binary,
    OSError when it cannot be opened.
    """
    raw = _open_binary(path)
    try:
        _refuse_binary(raw, name, encoding)
        codec = "utf-8-sig" if encoding.lower().replace("_", "-") in {"utf-8", "utf8"} else encoding
        text = io.TextIOWrapper(raw, encoding=codec, errors="surrogateescape")
        yield text
        if path == STDIN:
            text.detach()  # else standard input would be closed with the wrapper
    finally:
        if path != STDIN:
            raw.close()


def looks_like_json(lines: TextIO) -> bool:
    """Tell whether a file just opened begins with a JSON object."""
    head = _head(cast("io.BufferedReader", cast("io.TextIOWrapper", lines).buffer))
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def undecoded(text: str, name: str, first_line: int = 1) -> RecordError | None:
    """Return the error that names the first character that could not be decoded.

    `first_line` is the number of the text's first line.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        line = first_line + text.count("\n", 0, error.start)
        column = error.start - text.rfind("\n", 0, error.start)
        byte = ord(text[error.start]) - 0xDC00
        what = f"byte 0x{byte:02x}" if 0x80 <= byte <= 0xFF else "half a character"
        return RecordError(
            f"{name}:{line}: {what} at column {column} is not in the expected encoding; name the "
            "file's own with --encoding (such as cp1252)"
        )
    return None


def _open_binary(path: str) -> io.BufferedReader:
    if path == STDIN:
        raw = sys.stdin.buffer
        return (
            raw
            if isinstance(raw, io.BufferedReader)
            else io.BufferedReader(cast("io.RawIOBase", raw))
        )
    if path.lower().endswith(".gz"):
        return io.BufferedReader(cast("io.RawIOBase", gzip.open(path, "rb")))
    return Path(path).open("rb")


def _refuse_binary(raw: io.BufferedReader, name: str, encoding: str) -> None:
    head = _head(raw)
    if not head:
        raise RecordError(f"{name}: empty; expected at least one article")
    wide = encoding.lower().replace("_", "-").startswith(("utf-16", "utf-32", "utf16", "utf32"))
    if wide:
        return
    if head.startswith(_UTF16):
        raise RecordError(
            f"{name}: text in UTF-16, expected {encoding}; read it with --encoding utf-16"
        )
    if control := _CONTROL.search(head):
        raise RecordError(
            f"{name}: binary content (byte 0x{control.group()[0]:02x} at {control.start()}); "
            "expected text or JSON lines"
        )


def _head(raw: io.BufferedReader) -> bytes:
    """Return the first bytes of a stream without consuming them; empty only when the stream is."""
    return raw.peek(_HEAD)[:_HEAD]
