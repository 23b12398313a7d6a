"""JSON lines -> articles: one object per line, raw or annotated (see `docs/model.md`).

A raw article has `text` (split at blank lines) or `paragraphs`, and may have id, title, outlet, published, language and url. An annotated one is
what `kg annotate` writes; its paragraphs are taken as they are, since offsets count into them. A `.json` file may also hold one object or an array.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, TextIO

from kg.errors import RecordError
from kg.model import Annotated, Article, article_id
from kg.sources.files import undecoded
from kg.sources.text import split_paragraphs
from kg.stream import annotated_from_json, is_annotated

_ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?")
_TYPES = {
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "a truth value",
    list: "a list",
    dict: "an object",
    type(None): "null",
}


def read_jsonl(lines: TextIO, name: str) -> Iterator[Article | Annotated | RecordError]:
    """Yield the article of each line that is not blank, or the error that names the line."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield undecoded(line, name, number) or _item(line, f"{name}:{number}")


def read_json(lines: TextIO, name: str) -> Iterator[Article | Annotated | RecordError]:
    """Yield the articles of a file that holds one JSON object, an array of objects, or JSON lines."""
    text = lines.read()
    if problem := undecoded(text, name):
        yield problem
        return
    try:
        content = json.loads(text) if text.strip() else []
    except (ValueError, RecursionError) as error:
        rows = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(rows) > 1 and all(line.lstrip().startswith("{") for _, line in rows):
            yield from (_item(line, f"{name}:{number}") for number, line in rows)
        else:
            yield RecordError(
                f"{name}:{getattr(error, 'lineno', 1)}: not whole JSON ({_reason(error)}); expected an article, an array of them or one per line"
            )
        return
    for number, record in enumerate(content if isinstance(content, list) else [content], 1):
        yield _checked(record, f"{name}, article {number}")


def article_from_json(record: dict[str, Any], where: str) -> Article:
    """Return the raw part of a JSON object; `where` begins the message of the RecordError raised when it has no text or a value of another type."""
    paragraphs = _paragraphs(record, where)
    url, outlet, title = (_string(record, key, where) for key in ("url", "outlet", "title"))
    identity = record.get("id")
    given = (
        str(identity)
        if isinstance(identity, int) and not isinstance(identity, bool)
        else _string(record, "id", where)
    )
    return Article(
        id=given or article_id(url, outlet, title, paragraphs),
        paragraphs=paragraphs,
        title=title,
        outlet=outlet,
        language=_string(record, "language", where) or "da",
        published=_published(_string(record, "published", where), where),
        url=url,
    )


def _item(line: str, where: str) -> Article | Annotated | RecordError:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return RecordError(
            f"{where}: not a whole JSON object ({_reason(error)}); expected one article per line"
        )
    return _checked(record, where)


def _checked(record: Any, where: str) -> Article | Annotated | RecordError:
    if not isinstance(record, dict):
        return RecordError(
            f"{where}: {_type(record)}; expected an object with `text` or `paragraphs`"
        )
    try:
        article = article_from_json(record, where)
        return annotated_from_json(record, article, where) if is_annotated(record) else article
    except RecordError as error:
        return error


def _paragraphs(record: dict[str, Any], where: str) -> tuple[str, ...]:
    given = record.get("paragraphs")
    if given is None:
        paragraphs = split_paragraphs(_string(record, "text", where))
    elif isinstance(given, list) and all(isinstance(p, str) for p in given):
        paragraphs = (
            tuple(given)
            if is_annotated(record)
            else tuple(
                s for p in given if (s := p.replace("\r\n", "\n").replace("\r", "\n").strip())
            )
        )
        _refuse_half_characters("\n".join(paragraphs), "paragraphs", where)
    else:
        raise RecordError(f"{where}: `paragraphs` is {_type(given)}; expected a list of strings")
    if not paragraphs:
        raise RecordError(
            f"{where}: no text; expected `text` (a string) or `paragraphs` (a list of strings)"
        )
    return paragraphs


def _string(record: dict[str, Any], key: str, where: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RecordError(f"{where}: `{key}` is {_type(value)}; expected a string")
    _refuse_half_characters(value, key, where)
    return value if key == "text" else value.strip()


def _refuse_half_characters(value: str, key: str, where: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise RecordError(
            f"{where}: `{key}` has half a character (\\u{ord(value[error.start]):04x}); expected valid Unicode"
        ) from error


def _published(value: str, where: str) -> str | None:
    if not value or _is_iso(value):
        return value or None
    raise RecordError(
        f"{where}: `published` is {value!r}; expected a date (2024-05-09) or a date and time (2024-05-09T18:30:00+02:00), as in ISO 8601"
    )


def _is_iso(value: str) -> bool:
    try:
        datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return False
    return _ISO.fullmatch(value) is not None


def _type(value: Any) -> str:
    return _TYPES.get(type(value), type(value).__name__)


def _reason(error: Exception) -> str:
    """Return what the parser says, in one short line."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
