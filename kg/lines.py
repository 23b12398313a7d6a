"""What one line of JSON may hold, by type: a raw article or an annotated one.

`docs/model.md` describes both. Keys that are not named here are allowed and passed over. What no
type can say is in `kg.checks`.
"""

from typing import Annotated, Any, TypeVar

from msgspec import UNSET, Meta, Struct, field

from kg.model import Form, Kind, Modality

Item = TypeVar("Item")
Share = Annotated[float, Meta(ge=0, le=1)]
Offset = Annotated[int, Meta(ge=0)]
Words = Annotated[str, Meta(min_length=1)]
#: ISO 3166-1 alpha-2, or 3166-3 for states that are gone.
Code = Annotated[str, Meta(pattern="^([A-Z]{2}|[A-Z]{4})$")]


class RawLine(Struct):
    """An article: `text` or `paragraphs`, and what else is known of it."""

    id: str | int | None = None
    text: str | None = None
    paragraphs: list[str] | None = None
    title: str | None = None
    outlet: str | None = None
    language: str | None = None
    published: str | None = None
    url: str | None = None
    byline: str | None = None
    credit: str | None = None


class NameLine(Struct):
    """Another name of an entity."""

    text: Words
    language: str


class SpanLine(Struct):
    """A mention; `sentence` is where the sentence around it starts and ends."""

    start: Offset
    end: Offset
    surface: Words
    sentence: tuple[Offset, Offset]
    method: str
    score: Share


class EntityLine(Struct):
    """An entity with its mentions."""

    id: str
    type: Kind
    name: Words
    code: Code | None = None
    country: Code | None = None
    latitude: Annotated[float, Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Meta(ge=-180, le=180)] | None = None
    names: list[NameLine] = field(default_factory=list)
    spans: list[SpanLine] = field(default_factory=list)


class RoleLine(Struct):
    """A title."""

    person: str
    title: Words
    of: str | None


class StatementLine(Struct):
    """A statement; `sentence` is where the sentence of its cue starts and ends."""

    id: Words
    paragraph: Offset
    predicate: str
    cue: Words
    cue_start: Offset
    cue_end: Offset
    lemma: str
    source: str
    target: str | None
    topics: list[str]
    form: Form
    negated: bool
    modality: Modality
    text: str
    start: Offset
    end: Offset
    sentence: tuple[Offset, Offset]
    said_on: str | None = None
    said_from: str | None = None
    event_on: str | None = None
    event_from: str | None = None
    reported_by: str | None = None
    confidence: Share = 1.0
    rule: str = ""


class AnnotatedLine(RawLine):
    """An article with what was found in it."""

    entities: list[EntityLine] = field(default_factory=list)
    roles: list[RoleLine] = field(default_factory=list)
    statements: list[StatementLine] = field(default_factory=list)
    context: list[EntityLine] = field(default_factory=list)


class WrittenLine(AnnotatedLine, kw_only=True):
    """An annotated article as `kg annotate` writes it: these lists are there, `uri` is not."""

    entities: list[EntityLine]
    statements: list[StatementLine]
    uri: Any = UNSET
