"""What an assistant can ask of the graph: each public method is a tool, its docstring what it does.

The catalogue is one tool that takes the name of a question, and one that tells of them all, not a
tool for each: 39 of these would take 26,000 characters of every conversation, the two take 1,600.
"""

import inspect
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from kg import catalogue, view
from kg.catalogue import Query
from kg.explain.brackets import LEGEND, bracketed
from kg.mcp.answers import of_table, written
from kg.mcp.schema import PATTERNS
from kg.store.base import Limits
from kg.view.asked import LAST_PAGE, PER_PAGE, Asked
from kg.view.names import Seen, Side

#: Seconds and rows that a question of the catalogue may take, and rows that one in Cypher shows.
CATALOGUE = Limits(seconds=10, rows=200)
ROWS, MOST_ROWS = 100, 500
#: Characters of an article that are shown at a time.
PART = 12_000

Who = Annotated[str, Field(description="a name as people write it, or an id", max_length=500)]
Page = Annotated[int, Field(ge=1, le=LAST_PAGE, description=f"{PER_PAGE} statements a page")]
Value = str | int | float | bool


class Tools:
    """The tools over a store."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked

    def search(
        self,
        text: Annotated[str, Field(description="names or words, in Danish", max_length=500)],
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
    ) -> str:
        """Find people, countries, organisations, places, statements and articles.

        Names are found as people write them (case, accents, genitive, misspelled: `how` tells how
        near each is), statements and articles by all words in any Danish form, else by any.
        """
        return written({}, view.search(self._asked, text.strip(), limit))

    def entity(self, name: Who, side: Side = "made", page: Page = 1) -> str:
        """Tell about one person, country, organisation or place.

        Its names, roles and since when, whom it deals with (statements of cooperation and
        conflict), whom it is named together with, and the statements it made, month by month and
        newest first, or those to and about it (side: about).
        """
        seen = view.entity(self._asked, name, side, page)
        return written({"entity": seen.entities[0]}, _last(seen), _turned(seen, page))

    def pair(self, a: Who, b: Who, page: Page = 1) -> str:
        """Tell what two of them say and do to each other: both sides, month by month, and articles.

        `timeline` counts what a says and does to b, `timeline_back` what b does; `articles` are
        the newest that name both.
        """
        seen = view.pair(self._asked, a, b, page)
        one, other = ({"id": e["id"], "name": e["name"]} for e in seen.entities)
        return written({"a": one, "b": other}, _last(seen), _turned(seen, page))

    def statement(self, id: str) -> str:  # noqa: A002 - what it is called everywhere
        """Show what a statement rests on: quote and cite from here.

        Its sentence word for word with the article's title, outlet, day and address, at which
        characters of the text it stands, and what decided each part (`reasons`).
        """
        tables = view.statement(self._asked, id).tables
        told = {"statement": tables["statement"][0], "evidence": tables["evidence"][0]}
        return written(told, {"reasons": tables["reasons"]})

    def article(self, id: str, part: Annotated[int, Field(ge=1)] = 1) -> str:  # noqa: A002
        """Read an article, its text marked with names, cues and what is said, by statement."""
        read = view.article(self._asked, id)
        parts = _parts(list(bracketed(read.account, whole=True)))
        number = min(part, len(parts))
        head = {k: v for k, v in read.tables["text"][0].items() if k != "text"}
        told = {"article": head, "marks": LEGEND, "part": f"{number} of {len(parts)}"}
        tables: dict[str, Sequence[Any]] = {
            "text": parts[number - 1],
            "names": read.tables["names"],
            "statements": read.tables["statements"],
        }
        return written(told, tables)

    def ask(self, question: str, parameters: Mapping[str, Value] | None = None) -> str:
        """Ask one of the questions of the catalogue, with its parameters."""
        query = catalogue.get(question)
        return of_table(view.asked_by_name(self._asked, query, parameters or {}, CATALOGUE))

    def questions(self, question: str = "") -> str:
        """List the questions that `ask` takes, or tell all of one: parameters, columns, Cypher."""
        if not question:
            listed = [{q.name: q.summary, "takes": _taken(q)} for q in catalogue.load().values()]
            return written({}, {"questions": listed})
        query = catalogue.get(question)
        told = {"question": query.name, "finds": query.summary, "takes": _taken(query)}
        meant = [f"{p.name}: {p.type}; {p.doc}" for p in query.parameters]
        return written(told | {"columns": list(query.columns), "cypher": query.text}, {"of": meant})

    def cypher(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        rows: Annotated[int, Field(ge=1, le=MOST_ROWS)] = ROWS,
    ) -> str:
        """Ask in Cypher what no other tool answers."""
        return of_table(view.in_cypher(self._asked, query, parameters or {}, rows))


def descriptions() -> dict[str, str]:
    """Return what is said of the tools whose docstring does not say it all.

    Each has less than 2,000 characters, so that no client need cut it.
    """
    groups = defaultdict[str, list[str]](list)
    for query in catalogue.load().values():
        needed = [p.name for p in query.parameters if p.default is None]
        groups[" and ".join(needed)].append(query.name)
    listed = "\n".join(
        f"- {f'with {needed}' if needed else 'without more'}: {', '.join(names)}"
        for needed, names in sorted(groups.items())
    )
    return {
        "ask": f"""{inspect.getdoc(Tools.ask)}

{listed}

`name`, `a` and `b` are names or ids. Most take since and until (2024-05-31, 2024-05 or 2024),
min_confidence (0 to 1) and limit (50 rows by default), and many of the first group a name.
`questions` tells what each finds and takes.""",
        "cypher": f"""{inspect.getdoc(Tools.cypher)}

Only reading is let through, within {view.own.SECONDS:.0f} seconds; give values as parameters.
Statements are newest by coalesce(said_on, published). kg://schema has all properties.

{PATTERNS}""",
    }


def _taken(query: Query) -> str:
    told = (f"{p.name}{f'={p.written}' if p.written else ''}" for p in query.parameters)
    return ", ".join(told)


def _last(seen: Seen) -> dict[str, list[dict[str, Any]]]:
    """Return tables with the statements at the end, which are left out first."""
    return {k: v for k, v in seen.tables.items() if k != "statements"} | {
        "statements": seen.tables["statements"]
    }


def _turned(seen: Seen, page: int) -> dict[str, str]:
    return {"statements": f"there are more: page {page + 1}"} if seen.more else {}


def _parts(lines: list[str]) -> list[list[str]]:
    """Return the lines of a text in parts that are not longer than `PART`, but for long lines."""
    parts: list[list[str]] = [[]]
    room = PART
    for line in lines:
        if parts[-1] and len(line) > room:
            parts.append([])
            room = PART
        parts[-1].append(line)
        room -= len(line)
    return parts
