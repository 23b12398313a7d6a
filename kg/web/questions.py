"""The catalogue as forms, and questions in Cypher of one's own."""

from collections.abc import Mapping
from threading import BoundedSemaphore

from kg import catalogue
from kg.errors import StoreError, UsageError
from kg.store.apart import read_apart
from kg.store.base import Limits, Table
from kg.web.asked import LIMITS, Asked, NotFoundError
from kg.web.page import Page

#: What a question of one's own may take: seconds and rows, memory in bytes, and how many at once.
OWN, OWN_MEMORY = Limits(seconds=10, rows=1000), 512 * 2**20
_AT_ONCE = BoundedSemaphore(2)
#: Words of an address that are no parameters of a question.
_OURS = {"format", "lang", "name", "table"}


def questions(asked: Asked, given: Mapping[str, str]) -> Page:
    """List the catalogue; with a name, show that question's form and, when filled in, answer."""
    name = given.get("name", "")
    if not name:
        rows = [{"name": q.name, "summary": q.summary} for q in catalogue.load().values()]
        return Page("questions.html", "questions", {"questions": rows})
    try:
        found = catalogue.get(name)
    except UsageError as error:
        raise NotFoundError(str(error)) from error
    values = {k: v for k, v in given.items() if k not in _OURS and v}
    ready = "ask" in given or not any(p.default is None for p in found.parameters)
    values.pop("ask", None)
    table = Table(found.columns)
    if ready:
        table = asked.store.read(found.text, found.arguments(values), LIMITS)
    beside = {"query": found, "values": values, "table": table, "asked": ready}
    return Page("question.html", name, {"answer": table.records()}, beside, table.columns)


def cypher(asked: Asked, given: Mapping[str, str]) -> Page:
    """Answer a question in Cypher, in a process of its own that only reads."""
    text = given.get("q", "").strip()
    table, error = Table(()), ""
    if text:
        if not _AT_ONCE.acquire(blocking=False):
            raise StoreError("two questions are being answered already: ask again in a moment")
        try:
            table = read_apart(asked.address, text, {}, OWN, OWN_MEMORY)
        except StoreError as refused:
            if "format" in given:
                raise UsageError(str(refused)) from refused
            error = str(refused)
        finally:
            _AT_ONCE.release()
    beside = {"q": text, "table": table, "error": error}
    return Page("cypher.html", "Cypher", {"answer": table.records()}, beside, table.columns)
