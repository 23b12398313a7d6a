"""What there is to see of names: found by words, one of them, two of them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from kg import find
from kg.view.asked import Asked, Record, page_of, window

#: Statements that an entity makes, or those to and about it.
Side = Literal["made", "about"]


@dataclass(frozen=True)
class Seen:
    """Entities with tables of what there is to see of them.

    `sides` are the statements of each side of a pair, `more` whether a next page has some.
    """

    entities: tuple[Record, ...]
    tables: dict[str, list[Record]]
    sides: tuple[list[Record], ...] = ()
    more: bool = False


def search(
    asked: Asked, text: str, limit: int, patience: float | None = None
) -> dict[str, list[Record]]:
    """Return names as people write them, and what has the words in any of their Danish forms.

    Of each, names, statements and articles, at most `limit`, the best first. With `patience` (in
    seconds) StoreBusy is raised where it takes longer to make the texts ready.
    """
    if not text:
        return {"names": [], "statements": [], "articles": []}

    def hits(kind: Literal["statement", "article"]) -> list[str]:
        found = find.search(asked.store, text, kind, limit=limit, patience=patience)
        return [hit.id for hit in found]

    return {
        "names": names(asked, text, limit),
        "statements": asked.by_ids("statements_by_id", hits("statement")),
        "articles": asked.by_ids("articles_by_id", hits("article")),
    }


def names(asked: Asked, text: str, limit: int) -> list[Record]:
    """Return the entities that a text may mean, at most `limit`, the surest first."""
    return [asdict(match) for match in find.matches(asked.store, text, limit=limit)]


def entity(asked: Asked, name: str, side: Side = "made", page: int = 1, period: str = "") -> Seen:
    """Return an entity's roles, whom it deals with, statements of a side, when, and with whom.

    It is told by its id, or a name as people write it; of the statements only those of a period (a
    year, or a month as 2024-05) are taken. Raises UnclearError.
    """
    found = asked.entity(name)
    who = {"id": found["id"]}
    listed, more = statements_of(asked, found["id"], side, page, period)
    others = ("held", "holders", "dealt_with", "dealt_by", "together")
    tables = {"statements": listed} | {name: asked.rows(name, **who) for name in others}
    tables["timeline"] = asked.rows("timeline" if side == "made" else "timeline_about", **who)
    return Seen((found,), tables, more=more)


def statements_of(
    asked: Asked, identity: str, side: Side, page: int = 1, period: str = ""
) -> tuple[list[Record], bool]:
    """Return a page of an entity's statements of a side, and whether there are more."""
    return page_of(asked.rows(side, id=identity, period=period, **window(page)))


def pair(asked: Asked, a: str, b: str, page: int = 1, period: str = "") -> Seen:
    """Return both sides of what two entities say and do to each other, and articles with both.

    They are told by their ids, or names as people write them; of the statements only those of a
    period are taken. Raises UnclearError.
    """
    one, other = asked.entity(a), asked.entity(b)
    ends = ((one["id"], other["id"]), (other["id"], one["id"]))
    sides = [
        page_of(asked.rows("between", a=x, b=y, period=period, **window(page))) for x, y in ends
    ]
    times = [asked.rows("timeline_between", a=x, b=y) for x, y in ends]
    tables = {
        "statements": [row for rows, _ in sides for row in rows],
        "timeline": times[0],
        "timeline_back": times[1],
        "articles": asked.rows("articles_with", a=one["id"], b=other["id"]),
    }
    shown: Sequence[list[Record]] = [rows for rows, _ in sides]
    return Seen((one, other), tables, tuple(shown), any(more for _, more in sides))
