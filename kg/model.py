"""The records that all parts of kg share, how each id is made, what the graph looks like.

Start here.

An article is read (`Article`), annotated (`Annotated`: the article with its entities, mentions,
roles and statements) and written to a graph. What a text says (`Mention`) and what we think it
means (`Entity`) are kept apart.

Every offset is in Unicode code points, zero-based, end exclusive. Offsets of an article count into
`Article.text`. Every id is made from content, so the same input always makes the same graph.
"""

import re
import unicodedata
from collections.abc import Sequence, Sized
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Literal, Protocol, get_args
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from kg.characters import tidy

Kind = Literal["PERSON", "COUNTRY", "ORGANISATION", "PLACE"]
Form = Literal["direct", "indirect", "reported", "action"]
Modality = Literal["asserted", "possible", "required", "planned"]

KINDS: tuple[Kind, ...] = get_args(Kind)
FORMS: tuple[Form, ...] = get_args(Form)
MODALITIES: tuple[Modality, ...] = get_args(Modality)

#: Node label of each kind of entity; such nodes also carry `ENTITY_LABEL`.
LABELS: dict[Kind, str] = {
    "PERSON": "Person",
    "COUNTRY": "Country",
    "ORGANISATION": "Organisation",
    "PLACE": "Place",
}
ENTITY_LABEL = "Entity"
NODE_LABELS = (*LABELS.values(), "Article", "Statement")

#: Each predicate with its PLOVER event type and its quad class, verbal or material, cooperation or
#: conflict; "" where PLOVER has none, and for mere speaking, which is neither.
PREDICATES: dict[str, tuple[str, str]] = {
    "SAID": ("CONSULT", ""),
    "ANNOUNCED": ("", ""),
    "CONFIRMED": ("", ""),
    "DENIED": ("", "verbal conflict"),
    "CLAIMED": ("", ""),
    "WARNED": ("THREATEN", "verbal conflict"),
    "THREATENED": ("THREATEN", "verbal conflict"),
    "DEMANDED": ("REQUEST", "verbal conflict"),
    "URGED": ("REQUEST", "verbal cooperation"),
    "PROMISED": ("AGREE", "verbal cooperation"),
    "PROPOSED": ("REQUEST", "verbal cooperation"),
    "AGREED": ("AGREE", "verbal cooperation"),
    "REJECTED": ("REJECT", "verbal conflict"),
    "PRAISED": ("SUPPORT", "verbal cooperation"),
    "CRITICISED": ("ACCUSE", "verbal conflict"),
    "ACCUSED": ("ACCUSE", "verbal conflict"),
    "SUPPORTED": ("SUPPORT", "verbal cooperation"),
    "OPPOSED": ("REJECT", "verbal conflict"),
    "PLANNED": ("", ""),
    "MET": ("CONSULT", "verbal cooperation"),
    "NEGOTIATED": ("CONSULT", "verbal cooperation"),
    "COOPERATED": ("COOPERATE", "material cooperation"),
    "AIDED": ("AID", "material cooperation"),
    "WITHHELD": ("REDUCE", "material conflict"),
    "SANCTIONED": ("SANCTION", "material conflict"),
    "PROTESTED": ("PROTEST", "material conflict"),
    "ATTACKED": ("ASSAULT", "material conflict"),
    "KILLED": ("ASSAULT", "material conflict"),
    "SEIZED": ("ASSAULT", "material conflict"),
    "ARRESTED": ("COERCE", "material conflict"),
    "APPOINTED": ("", "material cooperation"),
    "DISMISSED": ("", "material conflict"),
    "ACQUIRED": ("", "material cooperation"),
    "DEFEATED": ("", "material conflict"),
}
#: Edges that are no statement, with the labels they join.
STRUCTURE = (
    "MADE",
    "TOWARD",
    "ABOUT",
    "IN",
    "REPORTED_BY",
    "MENTIONS",
    "HOLDS",
    "LOCATED_IN",
    "IMPLIES",
    "COPY_OF",
)

#: Parameters that tell where a reader came from, never which page it is.
_TRACKING = re.compile(
    r"(utm_\w+|mc_[ce]id|fbclid|[dgy]clid|msclkid|igshid|cmpid|_g[al]|xtor|echobox)(=|$)",
    re.IGNORECASE,
)
#: Fragments that name a place in a page: words without a digit, and the numbered parts of any page.
_ANCHOR = re.compile(
    r"[^\W\d_]+([-_][^\W\d_]+)*"
    r"|(comments?|kommentar|section|afsnit|note|fn|fnref|cite_note|cite_ref|toc|t)[-_=]?\d+"
    r"|:~:text=.*",
    re.IGNORECASE,
)
_WEB = {"http", "https"}
_WEB_PORTS = {None, 80, 443}


class _Beside:
    """What an article carries beside its fields: not compared, printed, stored or pickled."""

    __slots__ = ("_text", "_where")
    _text: str
    _where: str


@dataclass(frozen=True, slots=True)
class Article(_Beside):
    """A news article. `published` is an ISO 8601 date, or a date and time with zone, or None.

    `byline` names who wrote it, `credit` the agencies that it is from, as "ritzau/Reuters".
    """

    id: str
    paragraphs: tuple[str, ...]
    title: str = ""
    outlet: str = ""
    language: str = "da"
    published: str | None = None
    url: str = ""
    byline: str = ""
    credit: str = ""

    @property
    def text(self) -> str:
        """The paragraphs, joined by a line feed. The title is no part of it."""
        try:
            return self._text
        except AttributeError:
            text = "\n".join(self.paragraphs)
            object.__setattr__(self, "_text", text)
            return text

    def read_at(self, where: str) -> "Article":
        """Note the file and line that the article was read from, and return it."""
        object.__setattr__(self, "_where", where)
        return self

    @property
    def where(self) -> str:
        """The file and line that it was read from; nothing when these are not known."""
        return str(getattr(self, "_where", ""))

    @property
    def known_as(self) -> str:
        """Its id, after the file and line it was read from if these are known: for messages."""
        return f"{self.where}: article {self.id!r}" if self.where else f"article {self.id!r}"

    def paragraph_starts(self) -> tuple[int, ...]:
        """Return the offset in `text` at which each paragraph begins."""
        starts, offset = [], 0
        for paragraph in self.paragraphs:
            starts.append(offset)
            offset += len(paragraph) + 1
        return tuple(starts)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an entity in a language (ISO 639-1; "" where the language is unknown)."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, country, organisation or place.

    `code` is a country's ISO 3166-1 alpha-2 code (3166-3 for states that are gone), `country` the
    code of the country a place lies in, `latitude` and `longitude` are degrees (WGS 84), None where
    unknown.
    """

    id: str
    kind: Kind
    name: str
    names: tuple[Name, ...] = ()
    code: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of an article that names an entity, its sentence, and how it was linked.

    `start`, `end`, `sentence_start` and `sentence_end` are offsets in the article; `method` is the
    name of the rule that linked it, `score` its certainty from 0 to 1.
    """

    article: str
    start: int
    end: int
    surface: str
    sentence_start: int
    sentence_end: int
    entity: str
    method: str
    score: float

    @property
    def id(self) -> str:
        """Article id, start and end."""
        return f"{self.article}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Role:
    """A title that an article gives a person.

    `of` is the id of the entity it belongs to, or None.
    """

    person: str
    title: str
    of: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said or did what to whom, and the characters that say so.

    `source`, `target`, `topics` and `reported_by` are entity ids. `start` and `end` bound `text`,
    `cue_start` and `cue_end` bound `cue`, `sentence_start` and `sentence_end` the sentence of the
    cue: offsets in the article. `text` may miss what stands between two halves of a quote, so it
    need not equal the characters from start to end. `said_on` and `event_on` are ISO dates, or the
    first and last of some ("2024-05-01/2024-05-31"), `said_from` and `event_from` the words (or
    "published") each was worked out from. `confidence` is what share of such statements is right,
    `rule` the construction and the way to its source.
    """

    id: str
    article: str
    paragraph: int
    predicate: str
    cue: str
    cue_start: int
    cue_end: int
    lemma: str
    source: str
    target: str | None
    topics: tuple[str, ...]
    form: Form
    negated: bool
    modality: Modality
    text: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    said_on: str | None = None
    said_from: str | None = None
    event_on: str | None = None
    event_from: str | None = None
    reported_by: str | None = None
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article and everything that was found in it, in order of appearance.

    `context` holds entities that the text does not name but that its entities lie in: the countries
    of places.
    """

    article: Article
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    statements: tuple[Statement, ...] = ()
    context: tuple[Entity, ...] = ()


class Counted(Protocol):
    """An annotated article, or what stands for one."""

    @property
    def article(self) -> Article:
        """The article."""

    @property
    def statements(self) -> Sized:
        """Its statements."""


def content_hash(*parts: object) -> str:
    """Return 16 hexadecimal digits that depend on all parts and their order."""
    encoded = [str(part).encode() for part in parts]
    sized = b"".join([len(part).to_bytes(8, "big") + part for part in encoded])
    return blake2b(sized, digest_size=8).hexdigest()


def canonical_url(url: str) -> str:
    """Return one spelling for all spellings of a page's address, another for another page.

    Left out: tracking parameters, the default port, "www.", slashes at the end, anchors
    (`#kommentarer`). Made alike: http and https, case and alphabet of the host, the order of named
    parameters, escapes. Kept: every other parameter, with a value or without, and a fragment that
    may name a page (`#!/nyhed/1`, `#post-2`). Raises ValueError when the URL is malformed.
    """
    parts = urlsplit(url.strip())
    scheme = "https" if parts.scheme in _WEB else parts.scheme
    path = _escapes(parts.path).rstrip("/")
    return urlunsplit((scheme, _host(parts), path, _query(parts.query), _page(parts.fragment)))


def _host(parts: SplitResult) -> str:
    name = (parts.hostname or "").rstrip(".")
    if name.removeprefix("www.").count("."):
        name = name.removeprefix("www.")
    labels = unicodedata.normalize("NFC", name).split(".")
    name = ".".join(
        label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in labels
    )
    name = f"[{name}]" if ":" in name else name
    user, at, _ = parts.netloc.rpartition("@")
    port = "" if parts.port in _WEB_PORTS else f":{parts.port}"
    return f"{user}{at}{name}{port}"


def _query(query: str) -> str:
    """Return a query without tracking.

    Its parameters are sorted by name when all have one, values of one name stay in order.
    """
    kept = [part for part in _escapes(query).split("&") if part and not _TRACKING.match(part)]
    if all("=" in part for part in kept):
        kept.sort(key=lambda part: part.partition("=")[0])
    return "&".join(part.replace("%20", "+") for part in kept)


def _page(fragment: str) -> str:
    """Return a fragment that may name a page, else nothing."""
    anchor = _ANCHOR.fullmatch(fragment) or all(map(_TRACKING.match, fragment.split("&")))
    return "" if anchor else _escapes(fragment)


def _escapes(part: str) -> str:
    """Return a part of a URL in which only what must be escaped is, byte for byte, in capitals."""
    escaped = quote(part, safe="%/:?#[]@!$&'()*+,;=", errors="surrogatepass")
    return re.sub(r"%[0-9A-Fa-f]{2}", _escape, escaped)


def _escape(match: re.Match[str]) -> str:
    char = chr(int(match[0][1:], 16))
    plain = char.isascii() and (char.isalnum() or char in "-._~")
    return char if plain else match[0].upper()


def article_id(url: str, outlet: str, title: str, paragraphs: Sequence[str]) -> str:
    """Return the id of an article that brings none.

    Made from its URL, else from outlet, title and text.
    """
    key = (canonical_url(url),) if url else (outlet, title, *paragraphs)
    return f"article:{content_hash(*key)}"


@lru_cache(maxsize=20_000)  # news repeats its names
def slug(name: str) -> str:
    """Return the name in lower case, without accents except å, æ, ø, words joined by hyphens.

    "Büşra Şahin" -> "busra-sahin".
    """
    folded = (
        char if char in "åæø" else unicodedata.normalize("NFKD", char)
        for char in tidy(name).casefold()
    )
    plain = "".join(c for c in "".join(folded) if not unicodedata.combining(c))
    return "-".join(re.findall(r"\w+", plain.replace("ı", "i")))


def entity_id(kind: Kind, key: str, *, article: str = "") -> str:
    """Return the id of an entity: a country's code, a place's GeoNames number, else a name.

    "person:joe-biden". `article` is given for a surname that nothing resolves: its id ends in "?"
    and digits made from the article's id, and stays apart from every full name and from the same
    surname in other articles.
    """
    local = key if kind == "COUNTRY" or key.isdigit() else slug(key)
    return f"{kind.lower()}:{local}{f'?{content_hash(article)[:8]}' if article else ''}"


def statement_id(
    article: str, cue_start: int, cue_end: int, source: str, predicate: str, target: str | None
) -> str:
    """Return the id of a statement."""
    return f"statement:{content_hash(article, cue_start, cue_end, source, predicate, target or '')}"


def kind_of(entity: str) -> Kind:
    """Return the kind of the entity with this id. Raises ValueError for an id of another form."""
    kind = entity.partition(":")[0].upper()
    for known in KINDS:
        if kind == known:
            return known
    raise ValueError(
        f"{entity!r} is no entity id: expected one of {', '.join(k.lower() for k in KINDS)}, a "
        "colon and a name"
    )
