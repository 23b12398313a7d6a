"""The formats that are read: by which name each goes, how it is known, and who reads it.

To add one, write a reader beside `text.py` and add it to `FORMATS`.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import RecordError
from kg.model import Annotated, Article
from kg.sources.encodings import decoded, encoding_of
from kg.sources.entry import Entry

if TYPE_CHECKING:
    from kg.sources.unread import Unread

Item = Article | Annotated | RecordError
Reader = Callable[[Entry], "Iterator[Item | Unread]"]


@dataclass(frozen=True, slots=True)
class Format:
    """Endings of names of files, and whether these tell all; else the content tells the rest."""

    endings: tuple[str, ...]
    sure: bool = True


#: Each format; its reader is the function `read` in the module of its name.
FORMATS = {
    "text": Format((".txt",)),
    "jsonl": Format((".jsonl", ".ndjson")),
    "json": Format((".json",)),
    "html": Format((".html", ".htm", ".xhtml")),
    "rejects": Format((".rejects",)),
    "feed": Format((".rss", ".atom")),
    "xml": Format((".xml", ".nitf", ".newsml"), sure=False),
    "csv": Format((".csv", ".tsv")),
    "parquet": Format((".parquet",)),
}
#: Format of a file by the end of its name; each may be followed by .gz.
ENDINGS = {ending: name for name, format_ in FORMATS.items() for ending in format_.endings}
PACKED = ".gz"
ARCHIVE = ".zip"

_PROLOGUE = re.compile(
    r"\s*(?:(?:<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>)\s*)*",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)[\s/>]")
_PAGE = re.compile(r"\s*<!doctype\s+html", re.IGNORECASE)
_FEEDS = {"rss", "feed", "rdf"}
#: Roots of the news standards, in small letters.
_NEWS = {"nitf", "newsml", "newsitem", "newsmessage", "packageitem", "rbnews", "listofrbnews"}
_NEWS |= {"xmlnewsqueuedresponse", "knowledgeitem", "conceptitem", "planningitem"}


def reader(name: str) -> Reader:
    """Return the reader of a format."""
    read: Reader = import_module(f"kg.sources.{name}").read
    return read


def format_of(path: str) -> str | None:
    """Return the format that a file's name tells, or None."""
    return ENDINGS.get(Path(path.lower().removesuffix(PACKED)).suffix)


def known(path: str) -> bool:
    """Tell whether a file of this name is read when it is found in a folder or an archive."""
    return format_of(path) is not None or path.lower().endswith(ARCHIVE)


def format_in(entry: Entry) -> str | None:
    """Return the format of an entry: as the caller says, its name tells or its content looks."""
    named = entry.options.format or format_of(entry.name)
    if named and (FORMATS[named].sure or entry.options.format):
        return named
    return looks_like(entry.head()) or named


def looks_like(head: bytes) -> str | None:
    """Return the format of content that begins with these bytes, None when they look like none."""
    if head.startswith(b"PAR1"):
        return "parquet"
    text = decoded(head, encoding_of(head)).lstrip()
    if text.startswith("<"):
        return _marked_up(text)
    if text.startswith("["):
        return "json" if text[1:].lstrip()[:1] in {"{", "]"} else None
    return _object(text) if text.startswith("{") else None


def _marked_up(text: str) -> str | None:
    if _PAGE.match(text):
        return "html"
    prologue = _PROLOGUE.match(text)
    root = _ROOT.match(text, prologue.end() if prologue else 0)
    name = root[1].lower() if root else ""
    if name == "html" or name in _FEEDS:
        return "html" if name == "html" else "feed"
    return "xml" if name in _NEWS or text.startswith("<?xml") else None


def _object(text: str) -> str:
    """Return whether text that begins with an object is one of a line each, or one over many."""
    line, end, _ = text.partition("\n")
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return "json" if end and line.strip() in {"{", "{}"} else "jsonl"
    return "jsonl"
