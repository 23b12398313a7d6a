"""JSON lines -> articles: one object per line, raw or annotated (see `docs/model.md`).

A raw article has `text` (split at blank lines) or `paragraphs`, and may have id, title, outlet,
published, language and url. An annotated one is what `kg annotate` writes; its paragraphs are taken
as they are, since offsets count into them. A `.json` file may also hold one object or an array.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from kg.characters import tidy
from kg.checks import check_article, typed
from kg.errors import RecordError
from kg.lines import AnnotatedLine, RawLine
from kg.model import Annotated, Article, article_id
from kg.sources.files import undecoded
from kg.sources.normalise import normalise
from kg.sources.text import split_paragraphs
from kg.stream import annotated_from_line, is_annotated


def read_jsonl(lines: TextIO, name: str) -> Iterator[Article | Annotated | RecordError]:
    """Yield the article of each line that is not blank, or the error that names the line."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield undecoded(line, name, number) or _item(line, f"{name}:{number}")


def read_json(lines: TextIO, name: str) -> Iterator[Article | Annotated | RecordError]:
    """Yield the articles of a file of one JSON object, an array of them, or JSON lines."""
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
                f"{name}:{getattr(error, 'lineno', 1)}: not whole JSON ({_reason(error)}); "
                "expected an article, an array of them or one per line"
            )
        return
    for number, record in enumerate(content if isinstance(content, list) else [content], 1):
        yield _checked(record, f"{name}, article {number}")


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
        return RecordError(f"{where}: no object; expected one with `text` or `paragraphs`")
    try:
        if not is_annotated(record):
            return _article(typed(record, RawLine)).read_at(where)
        line = typed(record, AnnotatedLine)
        return annotated_from_line(line, _article(line).read_at(where))
    except RecordError as error:
        return RecordError(f"{where}: {error}")


def _article(line: RawLine) -> Article:
    """Return the raw part of a line.

    Raises RecordError when it has no text or its id, address or date is wrong.
    """
    line.id = _identity(line.id)
    check_article(line)
    paragraphs = _paragraphs(line)
    url, outlet, title, language, published = (
        (value or "").strip()
        for value in (line.url, line.outlet, line.title, line.language, line.published)
    )
    if not isinstance(line, AnnotatedLine):
        outlet, title = tidy(outlet), normalise(title).text
    return Article(
        id=line.id or article_id(url, outlet, title, paragraphs),
        paragraphs=paragraphs,
        title=title,
        outlet=outlet,
        language=language or "da",
        published=published or None,
        url=url,
    )


def _identity(given: str | int | None) -> str:
    """Return an id as a string.

    What no file of a graph could hold in it, a control character, is escaped as in a URL.
    """
    return re.sub(
        r"[\x00-\x1f\x7f-\x9f]",
        lambda match: f"%{ord(match[0]):02X}",
        "" if given is None else str(given).strip(),
    )


def _paragraphs(line: RawLine) -> tuple[str, ...]:
    if line.paragraphs is None:
        paragraphs = split_paragraphs(line.text or "")
    elif isinstance(line, AnnotatedLine):
        paragraphs = tuple(line.paragraphs)
    else:
        ends = (p.replace("\r\n", "\n").replace("\r", "\n").strip() for p in line.paragraphs)
        paragraphs = tuple(p for p in ends if normalise(p).text)
    if not paragraphs:
        raise RecordError(
            "$.text: no text; expected `text` (a string) or `paragraphs` (a list of strings)"
        )
    return paragraphs


def _reason(error: Exception) -> str:
    """Return what the parser says, in one short line."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
