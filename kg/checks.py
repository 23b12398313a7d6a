"""The one place where records are checked, from JSON lines or made in Python.

`typed` tells what is of another type or out of bounds, `check_article` and `check_annotation` what
no type can say. Each raises a RecordError whose message begins with the path of the field, as
`$.statements[2].confidence`.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NoReturn, TypeVar

import msgspec

from kg.errors import RecordError
from kg.lines import AnnotatedLine, EntityLine, RawLine, SpanLine, StatementLine
from kg.model import FORMS, KINDS, MODALITIES, PREDICATES, Article, canonical_url
from kg.moments import YEARS

Line = TypeVar("Line", bound=RawLine)
Fault = tuple[str, str]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_CLOSED = {"type": KINDS, "form": FORMS, "modality": MODALITIES}
_TYPES = {
    "str": "a string",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
}


def typed(record: Any, kind: type[Line]) -> Line:
    """Return the record as a line of this kind, its types checked."""
    try:
        line = msgspec.convert(record, kind)
        msgspec.json.encode(line)
    except msgspec.ValidationError as error:
        _refuse(_mistyped(str(error)))
    except UnicodeEncodeError:
        known = {name: record.get(name) for name in kind.__struct_fields__}
        named = ("$", "half a character in the name of a field; expected valid Unicode")
        _refuse(next(_half_characters(known, "$"), named))
    return line


def check_article(line: RawLine) -> None:
    """Check the id, the address and the date of an article."""
    for fault in _of_article(line):
        _refuse(fault)


def check_annotation(line: AnnotatedLine, article: Article) -> None:
    """Check what was found in an article against its text and against each other."""
    for fault in _of_annotation(line, article):
        _refuse(fault)


def real_day(value: str) -> bool:
    """Tell whether a string is a date of the calendar, as 2024-05-09."""
    try:
        return _DAY.fullmatch(value) is not None and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _real_days(value: str) -> bool:
    """Tell whether a string is a day, or the first and last of some, as 2024-05-01/2024-05-31."""
    days = value.split("/")
    return len(days) <= 2 and all(map(real_day, days)) and days == sorted(set(days))


def is_moment(value: str) -> bool:
    """Tell whether a string is a date, or date and time, of ISO 8601 when news can be published."""
    try:
        moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return False
    return _MOMENT.fullmatch(value) is not None and moment.year in YEARS


def _refuse(fault: Fault) -> NoReturn:
    raise RecordError(": ".join(fault))


def _mistyped(said: str) -> Fault:
    """Return what msgspec says as path and message."""
    what, _, path = said.removesuffix("`").partition(" - at `")
    path = path or "$"
    if missing := re.fullmatch(r"Object missing required field `(\w+)`", what):
        return f"{path}.{missing[1]}", "missing; write the article with `kg annotate`"
    what = re.sub(r"`([^`]+)`", lambda m: _type(m[1]), what)
    if closed := _CLOSED.get(path.rpartition(".")[2]):
        what += f"; expected one of {', '.join(closed)}"
    return path, what[0].lower() + what[1:]


def _type(names: str) -> str:
    return " or ".join(_TYPES.get(name, name) for name in names.split(" | "))


def _half_characters(value: Any, path: str) -> Iterator[Fault]:
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            half = f"\\u{ord(value[error.start]):04x}"
            yield path, f"half a character ({half}); expected valid Unicode"
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _half_characters(inner, f"{path}.{key}")
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            yield from _half_characters(inner, f"{path}[{number}]")


def _of_article(line: RawLine) -> Iterator[Fault]:
    if control := _CONTROL.search(str("" if line.id is None else line.id)):
        yield "$.id", _controlled(line.id, control)
    published = (line.published or "").strip()
    if published and not is_moment(published):
        expected = "a date (2024-05-09) or a date and time (2024-05-09T18:30:00+02:00)"
        years = f"from {YEARS[0]} to {YEARS[-1]}"
        yield "$.published", f"{published!r}; expected {expected} as in ISO 8601, {years}"
    try:
        canonical_url(line.url or "")
    except ValueError as error:
        said = f"{(line.url or '')[:200]!r} is malformed ({str(error)[:200]})"
        yield "$.url", f"{said}; mend it or leave it out"


def _controlled(value: object, control: re.Match[str]) -> str:
    return f"{value!r} has a control character at {control.start()}; leave it out"


def _of_annotation(line: AnnotatedLine, article: Article) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for number, entity in enumerate(line.entities):
        path = f"$.entities[{number}]"
        yield from _of_entity(entity, path)
        if entity.id in seen:
            yield f"{path}.id", f"{entity.id!r} is that of {seen[entity.id]}; list it once"
        seen[entity.id] = path
        for place, span in enumerate(entity.spans):
            yield from _of_span(span, article.text, f"{path}.spans[{place}]")
    for number, entity in enumerate(line.context):
        yield from _of_entity(entity, f"$.context[{number}]")
    for number, role in enumerate(line.roles):
        yield from _known(role.person, seen, f"$.roles[{number}].person")
        yield from _known(role.of, seen, f"$.roles[{number}].of")
        if not role.person.startswith("person:"):
            yield f"$.roles[{number}].person", f"{role.person!r} is no person"
    yield from _of_statements(line, article, seen)


def _of_entity(entity: EntityLine, path: str) -> Iterator[Fault]:
    prefix = f"{entity.type.lower()}:"
    if not entity.id.startswith(prefix) or not entity.id.removeprefix(prefix).strip():
        expected = f"that of a {entity.type} begins with {prefix!r} and a name follows"
        yield f"{path}.id", f"{entity.id!r}; {expected}"
    if control := _CONTROL.search(entity.id):
        yield f"{path}.id", _controlled(entity.id, control)
    if entity.type == "COUNTRY" and entity.code and entity.code != entity.id.removeprefix(prefix):
        yield f"{path}.code", f"{entity.code!r} is not the code of {entity.id}"


def _of_span(span: SpanLine, text: str, path: str) -> Iterator[Fault]:
    yield from _stands(span.surface, span.start, span.end, text, f"{path}.surface")
    yield from _within(span.sentence, span.start, len(text), f"{path}.sentence")


def _of_statements(
    line: AnnotatedLine, article: Article, entities: dict[str, str]
) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    starts = (*article.paragraph_starts(), len(article.text) + 1)
    for number, statement in enumerate(line.statements):
        path = f"$.statements[{number}]"
        if statement.id in seen:
            yield (
                f"{path}.id",
                f"{statement.id!r} is that of {seen[statement.id]}; each has its own",
            )
        seen[statement.id] = path
        yield from _of_statement(statement, article.text, path)
        for key in ("source", "target", "reported_by"):
            yield from _known(getattr(statement, key), entities, f"{path}.{key}")
        for place, topic in enumerate(statement.topics):
            yield from _known(topic, entities, f"{path}.topics[{place}]")
        at = statement.paragraph
        if at >= len(starts) - 1 or not starts[at] <= statement.cue_start < starts[at + 1]:
            yield f"{path}.paragraph", f"{at} is not the paragraph (from 0) in which the cue stands"


def _of_statement(statement: StatementLine, text: str, path: str) -> Iterator[Fault]:
    if control := _CONTROL.search(statement.id):
        yield f"{path}.id", _controlled(statement.id, control)
    if statement.predicate not in PREDICATES:
        expected = f"expected one of {', '.join(PREDICATES)}"
        yield f"{path}.predicate", f"{statement.predicate!r} is none; {expected}"
    yield from _stands(statement.cue, statement.cue_start, statement.cue_end, text, f"{path}.cue")
    yield from _within(statement.sentence, statement.cue_start, len(text), f"{path}.sentence")
    if not statement.start <= statement.end <= len(text):
        span = f"{statement.start} to {statement.end}"
        yield f"{path}.end", f"{span} is no stretch of a text of {len(text)} characters"
    for key in ("said_on", "event_on"):
        day = getattr(statement, key)
        if day is not None and not _real_days(day):
            expected = "one as 2024-05-09, or the first and last as 2024-05-01/2024-05-31"
            yield f"{path}.{key}", f"{day!r} is no date; expected {expected}"


def _known(entity: str | None, entities: dict[str, str], path: str) -> Iterator[Fault]:
    if entity is not None and entity not in entities:
        yield path, f"{entity!r} is not listed in $.entities"


def _stands(words: str, start: int, end: int, text: str, path: str) -> Iterator[Fault]:
    if not text.startswith(words, start) or end - start != len(words):
        yield path, f"{words!r} is not what stands from {start} to {end}: {text[start:end][:80]!r}"


def _within(sentence: tuple[int, int], at: int, size: int, path: str) -> Iterator[Fault]:
    start, end = sentence
    if not start <= at < end <= size:
        yield path, f"{start} to {end} is no sentence around {at} in a text of {size} characters"
