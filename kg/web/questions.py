"""The catalogue as forms, and questions in Cypher of one's own."""

from collections.abc import Mapping

from kg import catalogue
from kg.errors import StoreError, UsageError
from kg.store.base import Table
from kg.view import Asked, NotFoundError, asked_by_name, in_cypher
from kg.web.page import Page

#: Words of an address that are no parameters of a question.
_OURS = {"ask", "format", "lang", "question", "table"}


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
    table = Table(found.columns)
    if ready:
        table = asked_by_name(asked, found, values)
    beside = {"query": found, "values": values, "table": table, "asked": ready}
    return Page("question.html", name, {"answer": table.records()}, beside, table.columns)


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
