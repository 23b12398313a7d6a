"""`sources.toml`: what a load reads, each with how it is to be read.

[[source]]
from = "https://www.example.dk/rss"        # a path or address, or a list of some
zone = "Europe/Copenhagen"                 # and any other option of reading by its name
map = {text = "body.content"}
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from kg.errors import UsageError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

#: What a source may say beside where it is: the keys, what each is for `ToldArticles`, its type.
_KEYS: dict[str, tuple[str, type]] = {
    "format": ("format_in", str),
    "encoding": ("encoding", str),
    "map": ("mapping", dict),
    "zone": ("zone", str),
    "lang": ("lang", str),
    "allow_private": ("private", list),
    "since": ("since", str),
    "limit": ("limit", int),
}


@dataclass(frozen=True, slots=True)
class Source:
    """Files or addresses, and the options that differ from those of the command."""

    files: Sequence[str]
    options: dict[str, Any] = field(default_factory=dict)


def read_sources(path: str) -> list[Source]:
    """Return the sources of a file. Raises UsageError that names what is wrong with it."""
    try:
        content = tomllib.loads(Path(path).read_text("utf-8"))
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        _refuse(path, str(getattr(error, "strerror", None) or error))
    listed = content.pop("source", None)
    if content or not isinstance(listed, list) or not listed:
        _refuse(path, "expected tables [[source]], each with `from`, and nothing else")
    return [_source(path, number, table) for number, table in enumerate(listed, 1)]


def _source(path: str, number: int, table: Any) -> Source:
    given = dict(table) if isinstance(table, dict) else {}
    files = given.pop("from", None)
    files = [files] if isinstance(files, str) else files
    if not isinstance(files, list) or not files or not all(isinstance(f, str) for f in files):
        _refuse(path, f"source {number}: `from` is a path or an address, or a list of some")
    options = {}
    for key, value in given.items():
        if key not in _KEYS:
            _refuse(path, f"source {number}: unknown key {key!r}; expected {', '.join(_KEYS)}")
        name, kind = _KEYS[key]
        if not isinstance(value, kind):
            _refuse(path, f"source {number}: {key} = {value!r}, expected a {kind.__name__}")
        options[name] = value
    return Source(files, options)


def _refuse(path: str, what: str) -> NoReturn:
    raise UsageError(f"{path}: {what}")
