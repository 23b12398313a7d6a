"""Files -> articles. No language, no database.

`read` yields what it finds, and for what it cannot read the RecordError that says where and why, so
that one bad line or file never stops a batch. To add a format, write a reader beside `text.py` and
add it to `READERS` and `SUFFIXES`.
"""

import codecs
import gzip
import logging
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from kg.errors import RecordError, UsageError
from kg.model import Annotated, Article
from kg.sources.files import STDIN, looks_like_json, open_text
from kg.sources.jsonl import read_json, read_jsonl
from kg.sources.markup import first_markup
from kg.sources.text import read_text

_NOTES = logging.getLogger(__name__)
Item = Article | Annotated | RecordError
Reader = Callable[[TextIO, str], Iterator[Item]]

READERS: dict[str, Reader] = {"text": read_text, "jsonl": read_jsonl, "json": read_json}
#: Format of a file by the end of its name; each may be followed by .gz.
SUFFIXES = {".txt": "text", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json"}


def read(path: str, *, format: str | None = None, encoding: str = "utf-8") -> Iterator[Item]:  # noqa: A002
    """Yield the articles of a file, of a folder or of standard input (`-`).

    A folder is read with those in it, sorted, files with a known suffix only.

    Annotated JSON lines yield Annotated, everything else Article. Problems are yielded as
    RecordError, not raised; an unknown format or encoding raises UsageError.
    """
    if format is not None and format not in READERS:
        raise UsageError(f"unknown format {format!r}: expected one of {', '.join(READERS)}")
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise UsageError(
            f"unknown encoding {encoding!r}: expected a name such as utf-8, latin-1, cp1252 or "
            "utf-16"
        ) from error
    if path != STDIN and Path(path).is_dir():
        yield from _read_folder(Path(path), format, encoding)
    else:
        yield from _read_file(path, format, encoding)


def format_of(path: str) -> str | None:
    """Return the format that a file's name tells, or None."""
    return SUFFIXES.get(Path(path.lower().removesuffix(".gz")).suffix)


def _read_folder(folder: Path, format: str | None, encoding: str) -> Iterator[Item]:  # noqa: A002
    files = sorted(p for p in folder.rglob("*") if p.is_file() and format_of(p.name))
    if not files:
        yield RecordError(
            f"{folder}: no article in this folder; expected files that end in "
            f"{', '.join(SUFFIXES)}, or any of these with .gz"
        )
    for file in files:
        yield from _read_file(str(file), format, encoding)


def _read_file(path: str, format: str | None, encoding: str) -> Iterator[Item]:  # noqa: A002
    name = "standard input" if path == STDIN else path
    kind = format or format_of(path)
    if kind is None and path != STDIN:
        yield RecordError(
            f"{name}: unknown kind of file; expected {', '.join(SUFFIXES)} (or with .gz), or say "
            "what it holds with --from"
        )
        return
    found = False
    try:
        with open_text(path, name, encoding) as lines:
            reader = READERS[kind or ("jsonl" if looks_like_json(lines) else "text")]
            for item in _noting_markup(reader(lines, name), name):
                found = True
                yield item
    except RecordError as error:
        yield error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield RecordError(f"{name}: not a whole gzip file ({error}); make it anew")
    except UnicodeError as error:
        yield RecordError(
            f"{name}: not text in {encoding} ({error}); name its encoding with --encoding"
        )
    except OSError as error:
        yield RecordError(f"{name}: {error.strerror or error}")
    else:
        if not found:
            yield RecordError(f"{name}: empty; expected at least one article")


def _noting_markup(items: Iterator[Item], name: str) -> Iterator[Item]:
    """Yield the items of a file; the first article with tags or entities in its text is told."""
    told = False
    for item in items:
        if not told and isinstance(item, Article) and (found := first_markup(item.text)):
            _NOTES.warning(
                "%s: markup such as %s in article %s is not read; offsets count it",
                name,
                found,
                item.id,
            )
            told = True
        yield item
