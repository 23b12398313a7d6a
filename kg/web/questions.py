"""The catalogue as forms, and questions in Cypher of one's own."""

from collections.abc import Mapping
from typing import Any

from kg import catalogue
from kg.catalogue import Query
from kg.characters import tidy
from kg.errors import StoreError, UsageError
from kg.find import UnclearError
from kg.store.base import Table
from kg.view import Asked, NotFoundError, asked_by_name, in_cypher
from kg.web.page import Page

#: Words of an address that are no parameters of a question.
_OURS = {"ask", "format", "lang", "question", "table"}
#: A name, and what an address says to ask for its entity.
Again = tuple[str, dict[str, str]]


def questions(asked: Asked, given: Mapping[str, str]) -> Page:
    """List the catalogue; with one, show its form and, when filled in, answer."""
    name = given.get("question", "")
    if not name:
        rows = [{"name": q.name, "summary": q.summary} for q in catalogue.load().values()]
        return Page("questions.html", "questions", {"questions": rows})
    try:
        found = catalogue.get(name)
    except UsageError as error:
        raise NotFoundError(str(error)) from error
    values = {k: v for k, v in given.items() if k not in _OURS and v}
    ready = "ask" in given or not any(p.default is None for p in found.parameters)
    beside: dict[str, Any] = {"query": found, "values": values, "error": "", "meant": []}
    table, status = Table(found.columns), 200
    if ready:
        try:
            table = asked_by_name(asked, found, values)
        except UsageError as wrong:
            if "format" in given:
                raise
            beside |= {"error": str(wrong), "meant": _again(found, values, wrong)}
            ready, status = False, 400
    beside |= {"table": table, "asked": ready}
    return Page("question.html", name, {"answer": table.records()}, beside, table.columns, status)


def _again(query: Query, values: Mapping[str, str], wrong: UsageError) -> list[Again]:
    """Return whom a name that is unclear may mean, and the parameter that asks for it by id."""
    if not isinstance(wrong, UnclearError):
        return []
    unclear = [p.name for p in query.parameters if tidy(values.get(p.name, "")) == wrong.text]
    return [(match.name, {n: match.id}) for n in unclear[:1] for match in wrong.candidates]


def cypher(asked: Asked, given: Mapping[str, str]) -> Page:
    """Answer a question in Cypher, in a process of its own that only reads."""
    text = given.get("q", "").strip()
    table, error = Table(()), ""
    if text:
        try:
            table = in_cypher(asked, text, {})
        except StoreError as refused:
            if "format" in given:
                raise UsageError(str(refused)) from refused
            error = str(refused)
    beside = {"q": text, "table": table, "error": error}
    return Page("cypher.html", "Cypher", {"answer": table.records()}, beside, table.columns)
