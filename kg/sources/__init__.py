"""Files, folders, archives, feeds and addresses -> articles. No language, no database.

`read` yields what it finds, and for what it cannot read the RecordError that says where and why, so
that one bad line or file never stops a batch. `formats.py` lists what is read and says how to add
to it.
"""

import codecs
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.moments import HOME, is_zone
from kg.sources.formats import FORMATS, Item
from kg.sources.options import Options
from kg.sources.web import Web

if TYPE_CHECKING:
    from kg.sources.unread import Unread

__all__ = ["FORMATS", "Item", "Web", "read", "read_some"]


def read(path: str, **how: Any) -> Iterator[Item]:
    """Yield the articles of a file, folder, pattern, archive, address or standard input (`-`).

    What else is given is as in `read_some`. Annotated JSON lines yield Annotated, everything else
    Article. Problems are yielded as RecordError, not raised; options that cannot be raise
    UsageError.
    """
    from kg.sources.unread import Unread  # noqa: PLC0415 - the commands start without it

    for item in read_some(path, **how):
        yield item.read() if isinstance(item, Unread) else item


def read_some(
    path: str,
    *,
    format: str | None = None,  # noqa: A002
    encoding: str | None = None,
    mapping: Mapping[str, str] | None = None,
    zone: str = HOME,
    web: Web | None = None,
) -> "Iterator[Item | Unread]":
    """Yield what `read` does, but annotated JSON lines unread.

    `format` and `encoding` are told by content and name unless given, `mapping` says where in a
    record each field is (`{"text": "body.content"}`), `zone` is the time zone of the outlet, and
    `web` how addresses are fetched.
    """
    from kg.sources.reading import items  # noqa: PLC0415 - the commands start without it

    options = Options(format, encoding, mapping or {}, zone, web or Web())
    _check(options)
    yield from items(path, options)


def _check(options: Options) -> None:
    if options.format is not None and options.format not in FORMATS:
        expected = ", ".join(FORMATS)
        raise UsageError(f"unknown format {options.format!r}: expected one of {expected}")
    try:
        codecs.lookup(options.encoding or "utf-8")
    except LookupError as error:
        raise UsageError(
            f"unknown encoding {options.encoding!r}: expected a name such as utf-8, latin-1, "
            "cp1252 or utf-16"
        ) from error
    if not is_zone(options.zone):
        raise UsageError(
            f"unknown time zone {options.zone!r}: expected a name such as Europe/Copenhagen"
        )
