"""Each page: what the address gives -> what is on it."""

from collections.abc import Mapping
from typing import Any

from kg import view
from kg.errors import StoreBusy, UsageError
from kg.view.asked import Asked, page_of, window
from kg.view.names import Side
from kg.web import facets
from kg.web.charts import charts
from kg.web.marked import lines
from kg.web.page import Page, page_number, period_of, required

Given = Mapping[str, str]
#: How many names, statements and articles a search shows.
FOUND = 20
#: Seconds that a page of the search waits for texts to be made ready.
PATIENCE = 0.7
#: What the front page shows: questions, and what they are told.
FRONT: dict[str, dict[str, int]] = {"statements": {"limit": 8}, "busiest": {}}


def front(asked: Asked, _given: Given) -> Page:
    """Show where to begin: the search, who is busiest, what is newest."""
    return Page("front.html", "kg", {n: asked.kept(n, **given) for n, given in FRONT.items()})


def search(asked: Asked, given: Given) -> Page:
    """Find names as people write them, and what has the words in any of their Danish forms.

    While the texts are made ready a page shows the names; who asks for data waits.
    """
    text = given.get("q", "").strip()
    ready = True
    try:
        found = view.search(asked, text, FOUND, None if "format" in given else PATIENCE)
    except StoreBusy:
        ready = False
        found = {"names": view.names(asked, text, FOUND), "statements": [], "articles": []}
    cut = max(map(len, found.values())) == FOUND
    return Page("search.html", text, found, {"q": text, "ready": ready, "cut": cut})


def entity(asked: Asked, given: Given) -> Page:
    """Show an entity: roles, whom it deals with, statements by and about it, when, with whom."""
    side: Side = "about" if given.get("side") == "about" else "made"
    number = page_number(given)
    seen = view.entity(asked, required(given, "id"), side, number, period_of(given))
    (found,) = seen.entities
    beside = {
        "entity": found,
        "side": side,
        "page": number,
        "more": seen.more,
        "chart": charts(seen.tables["timeline"])[0],
    }
    return Page("entity.html", found["name"], seen.tables | {"entity": [found]}, beside)


def pair(asked: Asked, given: Given) -> Page:
    """Show both sides of what two entities say and do to each other."""
    number = page_number(given)
    seen = view.pair(asked, required(given, "a"), required(given, "b"), number, period_of(given))
    a, b = seen.entities
    drawn = charts(seen.tables["timeline"], seen.tables["timeline_back"])
    beside = {
        "sides": [
            {"one": x, "other": y, "rows": rows, "chart": chart}
            for (x, y), rows, chart in zip(((a, b), (b, a)), seen.sides, drawn, strict=True)
        ],
        "page": number,
        "more": seen.more,
    }
    return Page("pair.html", f"{a['name']} – {b['name']}", seen.tables, beside)


def article(asked: Asked, given: Given) -> Page:
    """Show an article with its names, cues and quotes marked."""
    read = view.article(asked, required(given, "id"))
    told = read.account.article
    beside = {
        "article": told,
        "lines": lines(read.account, whole=True),
        "ids": [s.id for s in read.account.statements],
    }
    return Page("article.html", told.title or told.id, read.tables, beside)


def statement(asked: Asked, given: Given) -> Page:
    """Show what a statement rests on, and how it was found."""
    read = view.statement(asked, required(given, "id"), given["lang"])
    (found,), (told,) = read.tables["statement"], read.account.statements
    beside = {
        "s": found,
        "article": read.account.article,
        "lines": lines(read.account, whole=False),
        "ids": [told.id],
        "rule": told.rule,
    }
    return Page("statement.html", str(found["source_name"]), read.tables, beside)


def statements(asked: Asked, given: Given) -> Page:
    """List statements, with what they can be chosen by."""
    choice, number = facets.chosen(given), page_number(given)
    if not choice.get("sure", "0").isdecimal():
        raise UsageError(f"sure is {choice['sure']!r}: expected a number of tenths, from 0 to 10")
    listed, more = page_of(asked.rows("statements", **choice, **window(number)))
    cube = asked.kept("facets")
    beside: dict[str, Any] = {
        "facets": facets.facets(cube, choice),
        "choice": choice,
        "total": facets.total(cube, choice),
        "page": number,
        "more": more,
    }
    return Page("statements.html", "statements", {"statements": listed}, beside)


def entities(asked: Asked, given: Given) -> Page:
    """List entities by name."""
    return _listed(asked, given, "entities", ("kind",))


def articles(asked: Asked, given: Given) -> Page:
    """List articles, the newest first."""
    return _listed(asked, given, "articles", ("outlet", "year"))


def _listed(asked: Asked, given: Given, what: str, names: tuple[str, ...]) -> Page:
    choice, number = facets.chosen(given, names), page_number(given)
    listed, more = page_of(asked.rows(what, **choice, **window(number)))
    cube = asked.kept("entity_facets" if what == "entities" else "article_facets")
    beside = {"what": what, "choice": choice, "page": number, "more": more}
    counted = {"facets": facets.facets(cube, choice, names), "total": facets.total(cube, choice)}
    return Page("listed.html", what, {what: listed}, beside | counted)
