"""Each page: what the address gives -> what is on it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Literal

from kg import find
from kg.errors import UsageError
from kg.explain import of_store, reasons
from kg.web import facets
from kg.web.asked import PER_PAGE, Asked, NotFoundError, Record
from kg.web.charts import bars
from kg.web.marked import lines
from kg.web.page import Page, page_number, required, window

Given = Mapping[str, str]
#: How many names, statements and articles a search shows.
FOUND = 20
#: What the front page shows: questions, and what they are told.
FRONT: dict[str, dict[str, int]] = {"statements": {"limit": 8}, "busiest": {}}


def front(asked: Asked, _given: Given) -> Page:
    """Show where to begin: the search, who is busiest, what is newest."""
    return Page("front.html", "kg", {n: asked.kept(n, **given) for n, given in FRONT.items()})


def search(asked: Asked, given: Given) -> Page:
    """Find names as people write them, and what has the words in any of their Danish forms."""
    text = given.get("q", "").strip()
    found: dict[str, list[Record]] = {"names": [], "statements": [], "articles": []}
    if text:
        found = {
            "names": [asdict(match) for match in find.matches(asked.store, text, limit=FOUND)],
            "statements": asked.by_ids("statements_by_id", _hits(asked, text, "statement")),
            "articles": asked.by_ids("articles_by_id", _hits(asked, text, "article")),
        }
    return Page("search.html", text, found, {"q": text})


def _hits(asked: Asked, text: str, kind: Literal["statement", "article"]) -> list[str]:
    return [hit.id for hit in find.search(asked.store, text, kind, limit=FOUND)]


def entity(asked: Asked, given: Given) -> Page:
    """Show an entity: roles, whom it deals with, statements by and about it, when, with whom."""
    found = asked.entity(required(given, "id"))
    side = "about" if given.get("side") == "about" else "made"
    number, who = page_number(given), {"id": found["id"]}
    listed, more = _window(asked.rows(side, **who, **window(number)))
    tables = {
        "statements": listed,
        "held": asked.rows("held", **who),
        "holders": asked.rows("holders", **who),
        "dealt_with": asked.rows("dealt_with", **who),
        "dealt_by": asked.rows("dealt_by", **who),
        "together": asked.rows("together", **who),
        "timeline": asked.rows("timeline", **who),
        "entity": [found],
    }
    beside = {"entity": found, "side": side, "page": number, "more": more}
    return Page("entity.html", found["name"], tables, beside | {"chart": bars(tables["timeline"])})


def pair(asked: Asked, given: Given) -> Page:
    """Show both sides of what two entities say and do to each other."""
    a, b = (asked.entity(required(given, name)) for name in ("a", "b"))
    number = page_number(given)
    ends = ((a, b), (b, a))
    sides = [
        _window(asked.rows("between", a=x["id"], b=y["id"], **window(number))) for x, y in ends
    ]
    times = [asked.rows("timeline_between", a=x["id"], b=y["id"]) for x, y in ends]
    tables = {
        "statements": [*sides[0][0], *sides[1][0]],
        "timeline": times[0],
        "timeline_back": times[1],
    }
    beside = {
        "sides": [
            {"one": x, "other": y, "rows": s[0]} for (x, y), s in zip(ends, sides, strict=True)
        ],
        "chart": bars([*times[0], *times[1]]),
        "page": number,
        "more": sides[0][1] or sides[1][1],
    }
    return Page("pair.html", f"{a['name']} – {b['name']}", tables, beside)


def article(asked: Asked, given: Given) -> Page:
    """Show an article with its names, cues and quotes marked."""
    identity = required(given, "id")
    account = _account(asked, identity)
    if account.article.id != identity:
        raise NotFoundError(f"no article has the id {identity!r}")
    tables = {
        "statements": asked.rows("of_article", id=identity),
        "names": [{"id": i, "name": name} for i, name in account.names.items()],
        "text": [{"text": account.article.text}],
    }
    beside = {
        "article": account.article,
        "lines": lines(account, whole=True),
        "ids": [s.id for s in account.statements],
    }
    return Page("article.html", account.article.title or identity, tables, beside)


def statement(asked: Asked, given: Given) -> Page:
    """Show what a statement rests on, and how it was found."""
    identity = required(given, "id")
    found = asked.rows("statement", id=identity)
    if not found:
        raise NotFoundError(f"no statement has the id {identity!r}")
    account = _account(asked, identity)
    why = [
        {"part": r.part, "found": r.found, "because": r.because}
        for r in reasons(account, account.statements[0])
    ]
    beside = {
        "s": found[0],
        "article": account.article,
        "lines": lines(account, whole=False),
        "ids": [identity],
        "rule": account.statements[0].rule,
    }
    return Page(
        "statement.html", str(found[0]["source_name"]), {"statement": found, "reasons": why}, beside
    )


def statements(asked: Asked, given: Given) -> Page:
    """List statements, with what they can be chosen by."""
    choice, number = facets.chosen(given), page_number(given)
    if not choice.get("sure", "0").isdecimal():
        raise UsageError(f"sure is {choice['sure']!r}: expected a number of tenths, from 0 to 10")
    listed, more = _window(asked.rows("statements", **choice, **window(number)))
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
    choice, number = {n: given[n] for n in names if given.get(n)}, page_number(given)
    listed, more = _window(asked.rows(what, **choice, **window(number)))
    cube = asked.kept("facets")
    shown = [f for f in facets.facets(cube, {}) if f.name in names]
    beside = {"choice": choice, "page": number, "more": more, "facets": shown, "what": what}
    return Page("listed.html", what, {what: listed}, beside)


def _window(rows: list[Record]) -> tuple[list[Record], bool]:
    return rows[:PER_PAGE], len(rows) > PER_PAGE


def _account(asked: Asked, identity: str) -> Any:
    try:
        return of_store(asked.store, identity)
    except UsageError as error:
        raise NotFoundError(str(error)) from error
