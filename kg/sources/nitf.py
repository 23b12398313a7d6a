"""A document of NITF (IPTC; NTB, AP, EFE) -> a record under our own names."""

from typing import Any
from xml.etree.ElementTree import Element

from kg.sources.elements import attribute, first, paragraphs, text_at, words

_WITHDRAWN = ("canceled", "withheld")


def from_nitf(document: Element) -> dict[str, Any] | str:
    """Return a record, or why the document is no article: it is withdrawn."""
    identity = attribute(document, "id-string", "head", "docdata", "doc-id")
    status = attribute(document, "management-status", "head", "docdata").lower()
    if status in _WITHDRAWN:
        return f"item {identity} is {status} by its provider: not read; kg remove takes it out"
    source = _source(document)
    title = text_at(document, "body", "body.head", "hedline", "hl1") or text_at(
        document, "head", "title"
    )
    return {
        "id": identity or None,
        "title": title,
        "paragraphs": _body(document, title),
        "outlet": attribute(document, "name", "head", "pubdata") or source,
        "language": attribute(document, "baselang") or attribute(document, "lang"),
        "published": _moment(document),
        "byline": _byline(document),
        "credit": source,
    }


def _body(document: Element, title: str) -> list[str]:
    content = first(document, "body", "body.content")
    abstract = first(document, "body", "body.head", "abstract")
    found = paragraphs(content) if content is not None else []
    found = found or (paragraphs(abstract) if abstract is not None else [])
    return found[1:] if found[:1] == [title] else found


def _source(document: Element) -> str:
    return (
        text_at(document, "body", "body.head", "distributor")
        or attribute(document, "regsrc", "head", "docdata", "doc-id")
        or attribute(document, "holder", "head", "docdata", "doc.copyright")
    )


def _moment(document: Element) -> str:
    return (
        attribute(document, "norm", "head", "docdata", "date.issue")
        or attribute(document, "norm", "head", "docdata", "date.release")
        or attribute(document, "date.publication", "head", "pubdata")
    )


def _byline(document: Element) -> str:
    line = first(document, "body", "body.head", "byline")
    return words(line) if line is not None else ""
