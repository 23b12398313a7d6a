"""A story as Ritzau sends it (RBNews) -> a record under our own names."""

from typing import Any
from xml.etree.ElementTree import Element

from kg.sources.elements import raw_at, text_at
from kg.sources.paragraphs import plain_paragraphs


def from_ritzau(story: Element) -> dict[str, Any] | str:
    """Return a record, or why the story is none: it is withdrawn."""
    identity = text_at(story, "newsid")
    if text_at(story, "annuleret").lower() == "true":
        return f"item {identity} is withdrawn by Ritzau: not read; kg remove takes it out"
    origin = text_at(story, "origin").strip("/ ")
    lead = plain_paragraphs(raw_at(story, "subtitle"))
    content = plain_paragraphs(raw_at(story, "content"))
    return {
        "id": identity or None,
        "title": text_at(story, "headline") or text_at(story, "contentshort"),
        "paragraphs": [*lead, *content],
        "outlet": "Ritzau" if "ritzau" in origin.lower() or not origin else origin,
        "language": text_at(story, "language") or None,
        "published": text_at(story, "publishdate"),
        "byline": text_at(story, "byline"),
        "credit": origin,
    }
