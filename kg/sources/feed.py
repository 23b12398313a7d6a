"""RSS and Atom -> articles, one for each item: its full text where the feed has it, else its lead.

Feeds are rarely what their standards say; feedparser reads what can be read of them.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from kg.errors import RecordError
from kg.sources.articles import Item, article
from kg.sources.entry import Entry
from kg.sources.languages import code, language_of
from kg.sources.paragraphs import plain_paragraphs

#: What a feed declares of itself: an encoding that it is no longer in, entities that multiply.
_DECLARED = re.compile(
    r"""<\?xml[^>]*>|<!DOCTYPE[^>\[]*(?:\[(?:[^\]"']|"[^"]*"|'[^']*')*\]\s*)?>|<!ENTITY[^>]*>""",
    re.IGNORECASE,
)
_NAMESPACE = re.compile(r"""(?<=xmlns)(:[\w.-]+)?=("[^"<]*"|'[^'<]*')""")
#: Characters by which a text is found in another.
_OPENING = 40


def read(entry: Entry) -> Iterator[Item]:
    """Yield the article of each item of a feed, in its order; a feed may have none."""
    found = _parsed(_plain(entry.document(declares=True)))
    problem = " ".join(str(found.get("bozo_exception", "")).split())[:200]
    if not found.entries and not (found.get("version") and not found.bozo):
        said = f"no feed that can be read ({problem or 'no item in it'})"
        yield RecordError(f"{entry.name}: {said}; look at it in a browser")
        return
    entry.may_be_empty = True
    if found.bozo and "declared as" not in problem:
        entry.note("feed", f"not well-formed ({problem}); what can be read of it is")
    for number, item in enumerate(found.entries, 1):
        yield article(_record(item, found.feed), entry, f"{entry.name}, item {number}")


def _parsed(text: str) -> Any:
    """Return what feedparser finds; what it fails on is not well-formed, as anything else."""
    try:
        return feedparser.parse(
            io.BytesIO(text.encode()), sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # noqa: BLE001 - it raises whatever its parsers do
        return feedparser.FeedParserDict(entries=[], feed={}, bozo=True, bozo_exception=error)


def _plain(text: str) -> str:
    """Return a feed without what it declares, and no space in the names of its namespaces."""
    text = _DECLARED.sub("", text).lstrip()
    return _NAMESPACE.sub(lambda match: re.sub(r"\s", "", match[0]), text)


def _record(item: Any, feed: Any) -> dict[str, Any]:
    link = item.get("link") or ""
    title = " ".join(plain_paragraphs(item.get("title") or ""))
    paragraphs = _paragraphs(item)
    return {
        "id": None if link.startswith(("http://", "https://")) else item.get("id"),
        "url": link,
        "title": title,
        "paragraphs": paragraphs or ([title] if title else []),
        "outlet": (item.get("source") or {}).get("title") or feed.get("title"),
        "language": language_of(paragraphs, code(feed.get("language"))),
        "published": item.get("published") or item.get("updated") or item.get("created"),
        "byline": _authors(item),
    }


def _paragraphs(item: Any) -> list[str]:
    """Return the paragraphs of an item: its lead, unless that is part of its text, and its text."""
    bodies = [plain_paragraphs(part.get("value") or "") for part in item.get("content") or ()]
    body = max(bodies, key=lambda body: sum(map(len, body)), default=())
    lead = plain_paragraphs(item.get("summary") or "")
    opening = lead[0][:_OPENING] if lead else ""
    return [*([] if opening and opening in "\n".join(body) else lead), *body]


def _authors(item: Any) -> str:
    names = (author.get("name") for author in item.get("authors") or () if author)
    return ", ".join(dict.fromkeys(name for name in names if name)) or item.get("author") or ""
