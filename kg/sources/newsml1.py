"""An item of NewsML 1 (IPTC, before G2; AFP and others still send it) -> a record of ours."""

from typing import Any
from xml.etree.ElementTree import Element

from kg.sources.elements import all_of, attribute, first, paragraphs, text_at
from kg.sources.paragraphs import plain_paragraphs

_WITHDRAWN = ("canceled", "withheld")


def from_newsml1(item: Element) -> dict[str, Any] | str:
    """Return a record, or why the item is no article: it has no text, or is withdrawn."""
    identity = _identity(item)
    status = attribute(item, "FormalName", "newsmanagement", "status").lower()
    if status in _WITHDRAWN:
        return f"item {identity} is {status} by its provider: not read; kg remove takes it out"
    body = _body(item)
    if not body:
        return "an item without text, passed over"
    title = text_at(item, "**", "newslines", "headline")
    provider = attribute(item, "FormalName", "**", "provider", "party")
    language = attribute(item, "FormalName", "**", "descriptivemetadata", "language")
    return {
        "id": identity or None,
        "title": title,
        "paragraphs": body[1:] if body[:1] == [title] else body,
        "outlet": provider or text_at(item, "**", "providerid"),
        "language": language or attribute(item, "lang"),
        "published": _moment(item),
        "byline": text_at(item, "**", "newslines", "byline"),
        "credit": text_at(item, "**", "newslines", "creditline") or provider,
    }


def _identity(item: Element) -> str:
    """Return an item's id without its revision, so that a new one replaces it."""
    parts = [text_at(item, "**", part) for part in ("providerid", "dateid", "newsitemid")]
    return ":".join(("urn:newsml", *parts)) if all(parts) else text_at(item, "**", "newsitemid")


def _moment(item: Element) -> str:
    created = ("thisrevisioncreated", "firstcreated")
    return next(filter(None, (text_at(item, "newsmanagement", c) for c in created)), "")


def _body(item: Element) -> list[str]:
    """Return the paragraphs of the first content of an item that has any."""
    for content in all_of(item, "**", "datacontent"):
        nitf = first(content, "nitf", "body", "body.content")
        marked_up = len(content) > 0
        text = "".join(content.itertext())
        found = paragraphs(content if nitf is None else nitf) if marked_up else []
        if found := found or list(plain_paragraphs(text)):
            return found
    return []
