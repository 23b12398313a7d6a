"""ninjs, the news in JSON of the IPTC -> records, in all its versions from 1.0 to 3.

Versions before 2 have one `headline`, a `body_text` or `body_xhtml` and a `byline`; those after
have lists of `headlines` and `bodies`, each with its kind of content, and `by`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from kg.sources.paragraphs import plain_paragraphs

_SIGNS = ("headlines", "bodies", "body_text", "body_xhtml", "body_html", "versioncreated")
#: Roles of headlines in the order in which one is taken.
_HEADLINES = ("main", "headline", "")
_MARKED_UP = ("html", "xml")


def is_ninjs(record: Mapping[str, Any]) -> bool:
    """Tell whether a JSON object is an item of ninjs."""
    return "uri" in record and "text" not in record and any(sign in record for sign in _SIGNS)


def from_ninjs(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item of ninjs under our own names."""
    uri = str(record.get("uri") or "")
    return {
        "id": uri,
        "url": uri if uri.startswith(("http://", "https://")) else record.get("url"),
        "title": record.get("headline") or _value(record.get("headlines"), _HEADLINES),
        "paragraphs": _paragraphs(record),
        "language": record.get("language"),
        "published": _first(record, "versioncreated", "firstcreated", "contentcreated"),
        "outlet": _outlet(record),
        "byline": _first(record, "byline", "by"),
        "credit": _first(record, "creditline", "copyrightholder"),
    }


def _first(record: Mapping[str, Any], *keys: str) -> Any:
    return next((record[key] for key in keys if isinstance(record.get(key), str)), None)


def _outlet(record: Mapping[str, Any]) -> str | None:
    for source in (record.get("infosource"), record.get("infosources"), record.get("provider")):
        for party in source if isinstance(source, list) else [source]:
            if isinstance(party, Mapping) and isinstance(party.get("name"), str):
                return str(party["name"])
    holder = record.get("copyrightholder")
    return holder if isinstance(holder, str) else None


def _paragraphs(record: Mapping[str, Any]) -> tuple[str, ...]:
    return next(filter(None, map(plain_paragraphs, _bodies(record))), ())


def _bodies(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield the bodies of an item: those that keep their paragraphs first, descriptions last."""
    bodies = [
        (any(sign in str(body.get("contenttype", "")) for sign in _MARKED_UP), body["value"])
        for body in record.get("bodies") or ()
        if isinstance(body, Mapping) and isinstance(body.get("value"), str)
    ]
    keys = ("body_xhtml", "body_html", "body_text")
    bodies += [
        (key != "body_text", record[key]) for key in keys if isinstance(record.get(key), str)
    ]
    yield from (text for _, text in sorted(bodies, key=lambda body: not body[0]))
    descriptions = (record.get(key) for key in ("description_html", "description_text"))
    yield from (text for text in descriptions if isinstance(text, str))
    if description := _value(record.get("descriptions"), ()):
        yield description


def _value(entries: Any, roles: tuple[str, ...]) -> str | None:
    """Return the value of the entry that has the first of the roles, else of the first entry."""
    values = {
        str(entry.get("role", "")): entry["value"]
        for entry in (entries if isinstance(entries, list) else ())
        if isinstance(entry, Mapping) and isinstance(entry.get("value"), str)
    }
    named = (values[role] for role in roles if role in values)
    return next(named, next(iter(values.values()), None))
