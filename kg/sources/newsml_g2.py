"""An item of NewsML-G2 (IPTC; dpa, TT, ANSA, Reuters) -> a record under our own names."""

from typing import Any
from xml.etree.ElementTree import Element

from kg.sources.elements import all_of, attribute, first, name, paragraphs, text_at
from kg.sources.nitf import from_nitf
from kg.sources.paragraphs import plain_paragraphs

_WITHDRAWN = ("canceled", "withheld")


def from_newsml_g2(item: Element) -> dict[str, Any] | str:
    """Return a record, or why the item is no article: another medium, or withdrawn."""
    guid = attribute(item, "guid")
    kind = attribute(item, "qcode", "itemmeta", "itemclass").rpartition(":")[2]
    if kind not in {"", "text", "composite"}:
        return f"an item that is a {kind}, passed over"
    status = attribute(item, "qcode", "itemmeta", "pubstatus").rpartition(":")[2]
    if status in _WITHDRAWN:
        return f"item {guid} is {status} by its provider: not read; kg remove takes it out"
    provider = _party(item, "itemmeta", "provider")
    nitf = first(item, "contentset", "inlinexml", "nitf")
    inner = from_nitf(nitf) if nitf is not None else {}
    inner = inner if isinstance(inner, dict) else {}
    title = _headline(item) or inner.get("title") or text_at(item, "itemmeta", "title")
    body = _body(item)
    return {
        "id": guid or None,
        "title": title,
        "paragraphs": body[1:] if body[:1] == [title] else body,
        "outlet": provider,
        "language": attribute(item, "tag", "contentmeta", "language") or attribute(item, "lang"),
        "published": _moment(item),
        "byline": _byline(item) or inner.get("byline"),
        "credit": text_at(item, "contentmeta", "creditline") or _code(item),
    }


def _moment(item: Element) -> str:
    meta = ("versioncreated", "firstcreated")
    return next(filter(None, (text_at(item, "itemmeta", m) for m in meta)), "") or text_at(
        item, "contentmeta", "contentcreated"
    )


def _headline(item: Element) -> str:
    headlines = list(all_of(item, "contentmeta", "headline"))
    plain = [h for h in headlines if "sub" not in attribute(h, "role").lower()]
    return next(filter(None, (text_at(h) for h in (*plain, *headlines))), "")


def _party(item: Element, *path: str) -> str:
    """Return the name of a party, else what stands for it."""
    code = attribute(item, "qcode", *path).rpartition(":")[2]
    return text_at(item, *path, "name") or attribute(item, "literal", *path) or code


def _code(item: Element) -> str:
    literal = attribute(item, "literal", "itemmeta", "provider")
    return literal or attribute(item, "qcode", "itemmeta", "provider").rpartition(":")[2]


def _byline(item: Element) -> str:
    """Return who wrote an item, by name: codes of staff, as `engler.angelika`, are none."""
    if by := text_at(item, "contentmeta", "by"):
        return by
    signed = first(item, "contentset", "**", "byline")
    if signed is not None:
        return " ".join("".join(signed.itertext()).split())
    creators = (text_at(c, "name") for c in all_of(item, "contentmeta", "creator"))
    return ", ".join(creator for creator in creators if " " in creator)


def _body(item: Element) -> list[str]:
    """Return the paragraphs of the first rendition of an item that has any."""
    for content in all_of(item, "contentset"):
        for part in content:
            if name(part) == "inlinexml":
                nitf = first(part, "nitf", "body", "body.content")
                found = paragraphs(part if nitf is None else nitf)
            elif name(part) == "inlinedata":
                found = list(plain_paragraphs("".join(part.itertext())))
            else:
                continue
            if found:
                return found
    return []
