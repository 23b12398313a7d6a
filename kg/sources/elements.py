"""Elements of the news standards -> what they say: names without namespaces, texts, paragraphs."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from kg.sources.normalise import normalise

#: Elements within a paragraph, of HTML and of NITF; all others end one.
_INLINE = re.compile(
    "a|abbr|acronym|b|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|"
    "strong|sub|sup|time|tt|u|var|alt-code|chron|city|classifier|copyrite|country|event|frac|"
    "function|lang|location|money|name.family|name.given|num|object.title|org|person|postaddr|"
    "pronounce|region|state|sublocation|virtloc"
)
#: Elements that are about an article or beside it, and no part of its text.
_BESIDE = re.compile(
    "aside|audio|bild|byline|byttl|dat|figcaption|figure|footer|head|header|img|media|"
    "media-caption|nav|nitf-table|rubrik|script|style|table|video"
)
#: Elements whose words are speech, which a dash opens in print.
_SPEECH = {"citat": "- "}


def name(element: Element) -> str:
    """Return an element's name in small letters, without namespace."""
    return str(element.tag).rpartition("}")[2].lower()


def all_of(element: Element, *path: str) -> Iterator[Element]:
    """Yield what lies at a path of names below an element, in order; `**` skips any levels."""
    if not path:
        yield element
    elif path[0] == "**":
        for inner in element.iter():
            if inner is not element and name(inner) == path[1]:
                yield from all_of(inner, *path[2:])
    else:
        for inner in element:
            if name(inner) == path[0]:
                yield from all_of(inner, *path[1:])


def first(element: Element, *path: str) -> Element | None:
    """Return the first of `all_of`, or None."""
    return next(all_of(element, *path), None)


def text_at(element: Element, *path: str) -> str:
    """Return the words of the first element at a path that has any, else nothing."""
    return next(filter(None, map(words, all_of(element, *path))), "")


def raw_at(element: Element, *path: str) -> str:
    """Return the text of the first element at a path as it came, markup that it escapes in it."""
    found = first(element, *path)
    return "" if found is None else "".join(found.itertext())


def attribute(element: Element, key: str, *path: str) -> str:
    """Return an attribute of the first element at a path that has it, else nothing.

    Its namespace, as that of `xml:lang`, is passed over.
    """
    for found in all_of(element, *path):
        for given, value in found.attrib.items():
            if given.rpartition("}")[2] == key and value.strip():
                return value.strip()
    return ""


def words(element: Element) -> str:
    """Return all text within an element, single-spaced, without what is beside it."""
    return " ".join(paragraphs(element))


def paragraphs(element: Element) -> list[str]:
    """Return the text within an element by its paragraphs as they are read."""
    found = (normalise(" ".join(part.split())).text for part in _parts(element))
    return [paragraph for paragraph in found if paragraph]


def _parts(element: Element) -> Iterator[str]:
    """Yield the text between where paragraphs begin and end."""
    parts: list[str] = []
    for piece in _pieces(element, inside=False):
        if piece is not None:
            parts.append(piece)
        elif parts:
            yield "".join(parts)
            parts = []
    yield "".join(parts)


def _pieces(element: Element, *, inside: bool = True) -> Iterator[str | None]:
    """Yield each piece of text, and None where a paragraph begins or ends."""
    kind = name(element)
    if inside and _BESIDE.fullmatch(kind):
        yield element.tail or ""
        return
    block = not _INLINE.fullmatch(kind)
    if block:
        yield None
    yield _SPEECH.get(kind, "") + (element.text or "")
    for inner in element:
        yield from _pieces(inner)
    if block:
        yield None
    if inside:
        yield element.tail or ""
