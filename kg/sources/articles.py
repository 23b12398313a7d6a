"""Records of any source -> articles: the one place where fields become an `Article`.

A record has `text` or `paragraphs` and what else is known of it, under the names of
`kg.lines.RawLine`. What was annotated stays as it is, since offsets count into it.
"""

import re
from collections.abc import Mapping
from typing import Any

from msgspec import UNSET
from msgspec.json import Decoder

from kg.characters import tidy
from kg.checks import check_article, typed
from kg.errors import RecordError
from kg.lines import AnnotatedLine, RawLine, WrittenLine
from kg.model import Annotated, Article, article_id
from kg.moments import told
from kg.sources.entry import Entry
from kg.sources.languages import code, language_of
from kg.sources.mending import mended
from kg.sources.normalise import normalise
from kg.sources.paragraphs import split_paragraphs
from kg.sources.signatures import signed_by, signed_for, without_word
from kg.stream import annotated_from_line, is_annotated

Item = Article | Annotated | RecordError

_decode = Decoder(WrittenLine).decode


def written(line: str, where: str) -> Annotated | None:
    """Return the article of a line of JSON that `kg annotate` wrote; None of any other line.

    It is the one that `article` returns of the record, in half the time.
    """
    try:
        found = _decode(line)
        if found.uri is UNSET:
            return annotated_from_line(found, _annotated(found).read_at(where))
    except (ValueError, RecursionError, RecordError):
        pass
    return None


def article(record: Any, entry: Entry, where: str) -> Item:
    """Return the article, raw or annotated, that a record of an entry holds.

    `where` names the record in messages. A date that cannot be read is told and left out; what
    else is wrong is the RecordError that is returned.
    """
    if not isinstance(record, Mapping):
        return RecordError(f"{where}: no object; expected one with `text` or `paragraphs`")
    try:
        if is_annotated(record):
            line = typed(record, AnnotatedLine)
            return annotated_from_line(line, _annotated(line).read_at(where))
        record = {**record, "published": _published(record, entry, where)}
        return _raw(typed(record, RawLine), entry, where).read_at(where)
    except RecordError as error:
        return RecordError(f"{where}: {error}")


def _published(record: Mapping[str, Any], entry: Entry, where: str) -> str | None:
    value = record.get("published")
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        return told(value, entry.options.zone)
    except ValueError as error:
        said = f"{where}: $.published: {str(value)[:80]!r} is no date that can be read ({error}); "
        entry.note("no date that can be read", f"{said}expected one such as 2024-05-09", bare=True)
        return None


def _raw(line: RawLine, entry: Entry, where: str) -> Article:
    """Return a raw article.

    Raises RecordError when it has no text or its id or address is wrong.
    """
    line.id = _identity(line.id)
    check_article(line)
    paragraphs = tuple(_mended(p, entry, where) for p in _paragraphs(line))
    url, outlet, title, byline, credit = (
        _mended((value or "").strip(), entry, where)
        for value in (line.url, line.outlet, line.title, line.byline, line.credit)
    )
    outlet, title = tidy(outlet), normalise(title).text
    return Article(
        id=line.id or article_id(url, outlet, title, paragraphs),
        paragraphs=paragraphs,
        title=title,
        outlet=outlet,
        language=code(line.language) or language_of(paragraphs),
        published=line.published,
        url=url,
        byline=without_word(normalise(byline).text) or signed_by(paragraphs),
        credit=_credit(normalise(credit).text, paragraphs),
    )


def _credit(given: str, paragraphs: tuple[str, ...]) -> str:
    """Return the agencies that are named for an article; its text may name more of them."""
    signed = signed_for(paragraphs)
    return signed if given.lower() in signed.lower() else given


def _annotated(line: AnnotatedLine) -> Article:
    """Return the article of an annotated line as it was written."""
    line.id = _identity(line.id)
    check_article(line)
    paragraphs = _paragraphs(line)
    url, outlet, title, language, byline, credit = (
        (value or "").strip()
        for value in (line.url, line.outlet, line.title, line.language, line.byline, line.credit)
    )
    return Article(
        id=line.id or article_id(url, outlet, title, paragraphs),
        paragraphs=paragraphs,
        title=title,
        outlet=outlet,
        language=language or "da",
        published=line.published,
        url=url,
        byline=byline,
        credit=credit,
    )


def _mended(text: str, entry: Entry, where: str) -> str:
    better = mended(text)
    if better != text:
        said = f"{where}: letters that were decoded wrongly are mended"
        entry.note("letters that were decoded wrongly, mended,", said, bare=True)
    return better


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
