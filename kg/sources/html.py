"""A page of HTML -> its article: title, text, day, outlet and who wrote it, without what is around.

What is article and what is not is told by trafilatura. A moment of publication is looked for first,
since its day depends on the zone; trafilatura knows days only.
"""

import logging
import re
from collections.abc import Iterator
from typing import Any

import trafilatura

from kg.errors import RecordError
from kg.sources.articles import Item, article
from kg.sources.entry import Entry
from kg.sources.paragraphs import plain_paragraphs

for _name in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

_META = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date.published",
    "publish-date",
    "publishdate",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "date",
)
_IN_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]{4,64})"')
#: Bytes that a page may have; reading one takes a second for a few hundred thousand.
_LARGEST = 8 * 2**20
_MAIN = ("//article", "//main", "//body")


def read(entry: Entry) -> Iterator[Item]:
    """Yield the one article of a page, or the error that says that it has none."""
    text = entry.document(declares=True, largest=_LARGEST)
    if not text.strip():
        return
    tree = trafilatura.load_html(text)
    if tree is None:
        yield RecordError(f"{entry.name}: no HTML that can be read; look at it in a browser")
        return
    published, rest = _moment(tree), _main(tree)
    record = _extracted(text, entry)
    record["paragraphs"] = record.get("paragraphs") or rest
    record["published"] = published or record.get("published")
    if not record["paragraphs"]:
        yield RecordError(f"{entry.name}: a page without an article; give those that have one")
        return
    yield article(record, entry, entry.name)


def _extracted(text: str, entry: Entry) -> dict[str, Any]:
    found: Any = trafilatura.bare_extraction(
        text,
        url=entry.url or None,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None:
        return {}
    return {
        "paragraphs": _lines(found),
        "title": found.title,
        "byline": (found.author or "").replace(";", ","),
        "outlet": found.sitename or found.hostname,
        "url": found.url or entry.url,
        "published": found.date,
    }


def _lines(found: Any) -> list[str]:
    """Return the paragraphs of an article, without its title and the dashes of lists.

    A dash before a paragraph opens speech.
    """
    listed = {" ".join("".join(item.itertext()).split()) for item in found.body.iter("item")}
    lines = [line.strip() for line in (found.text or "").split("\n") if line.strip()]
    lines = [line[2:] if line.startswith("- ") and line[2:] in listed else line for line in lines]
    return lines[1:] if lines[:1] == [found.title] else lines


def _moment(tree: Any) -> str | None:
    """Return when a page says that it was published, as it says it."""
    told = {
        (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(): value
        for meta in tree.iter("meta")
        if (value := (meta.get("content") or "").strip())
    }
    data = (
        match[1]
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "")
        for match in _IN_DATA.finditer(script.text or "")
    )
    times = (time.get("datetime") for time in tree.iter("time"))
    named = (told[name] for name in _META if name in told)
    found = next(data, None) or next(named, None) or next(filter(None, times), None)
    return str(found) if found else None


def _main(tree: Any) -> tuple[str, ...]:
    """Return all paragraphs of the part of a page that holds the article, menus among them."""
    for path in _MAIN:
        for part in tree.xpath(path)[:1]:
            if found := plain_paragraphs(_markup_of(part)):
                return found
    return ()


def _markup_of(part: Any) -> str:
    from lxml.etree import tostring  # noqa: PLC0415 - for pages of which nothing was extracted

    return str(tostring(part, encoding="unicode", method="html", with_tail=False))
