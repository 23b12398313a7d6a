"""One Cypher query that reads, asked of a graph in memory."""

import re
from collections.abc import Mapping
from math import ceil
from typing import Any

import kglite

from kg.errors import StoreError
from kg.model import ENTITY_LABEL, LABELS
from kg.store.base import Limits, Table
from kg.store.embedded.unknown import unknown
from kg.store.embedded.values import plain

_QUIET = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.DOTALL)
#: Steps of a plan that read something else than the graph. (A read-only graph refuses writes.)
_ELSEWHERE = ("LoadCsv", "Show")
#: What kglite does to make a query quick, and makes it forget a LIMIT after shortestPath.
_LOSES_LIMIT = ["push_limit_into_match"]
_EDGE = re.compile(r"\[\s*([^\W\d]\w*)\s*[:{*\]]")
# Of `(s:Statement {id: r.statement_id, ...})`, the braces; and in these, the properties of others.
_BRACES = re.compile(r"[(\[]\s*\w*\s*(?::[\w\s:|&]*)?(\{[^{}()]*\})")
_PROPERTY = re.compile(r"(?<=:)\s*(([^\W\d]\w*)\s*\.\s*\w+)(?=\s*[,}])")
# Of `(e:Entity {id: x})`, the label: x is no parameter, which is quick as it is.
_ANY_ENTITY = re.compile(rf"\(\s*\w*\s*:\s*({ENTITY_LABEL})(?=\s*\{{\s*id\s*:\s*[^\W\d])")
_EACH_LABEL = "|".join(LABELS.values())


def read(graph: Any, text: str, parameters: Mapping[str, Any], limits: Limits) -> Table:
    """Run one query on what the graph holds now; nodes and edges come as their properties.

    It is one that `kg.store.reading` let through. One that does not parse is told of as it was
    asked, so that a place in it is the asker's.
    """
    given = dict(parameters)
    options: dict[str, Any] = {
        "params": given,
        "timeout_ms": ceil(1000 * limits.seconds) if limits.seconds else 0,
        "row_limit": None if limits.rows is None else limits.rows + 1,
    }
    if "shortestpath" in text.lower():
        options["disabled_passes"] = _LOSES_LIMIT
    graph.read_only(enabled=True)
    try:
        code = next((c for c in (healed(text), text) if _parses(graph, c, given)), text)
        found = graph.cypher(code, **options)
    finally:
        graph.read_only(enabled=False)
    rows = [tuple(map(plain, row.values())) for row in found]
    kept = rows[: limits.rows]
    cut = len(kept) < len(rows)
    return Table(tuple(found.columns), kept, cut, unknown(_quiet(text)))


def _parses(graph: Any, code: str, parameters: dict[str, Any]) -> bool:
    """Tell whether the engine parses a query.

    Raises StoreError when by the engine's plan it reads something else than the graph.
    """
    try:
        plan = graph.cypher(f"EXPLAIN {code}", params=parameters)
    except kglite.CypherSyntaxError:
        return False
    for step in plan:
        if step["operation"].startswith(_ELSEWHERE):
            raise StoreError(
                "kg only reads here, and this query is refused: by the engine's plan it does not "
                f"read the graph alone ({step['operation']})"
            )
    return True


def healed(text: str) -> str:
    """Return a query that means the same, and that kglite answers rightly and at once.

    In its patterns `{id: coalesce(r.x)}` stands for `{id: r.x}`, r being an edge: kglite finds
    nothing for the latter, without a word. Nor does it for either in the MATCH that finds r: that
    raises StoreError. An entity by its id is one of any of the four labels: kglite finds it by the
    second label of all, Entity, some twenty times as slowly (of 5,000).
    """
    text = _by_label(text)
    code, pieces, at = _quiet(text), list[str](), 0
    edges = {match[1]: match.end() for match in _EDGE.finditer(code)}
    for braces in _BRACES.finditer(code):
        for found in _PROPERTY.finditer(code, *braces.span(1)):
            start, end = found.span(1)
            if found[2] not in edges:
                continue
            if not re.search(r"\bMATCH\b", code[edges[found[2]] : start], re.IGNORECASE):
                raise StoreError(
                    f"{found[1]} cannot be looked up by in the MATCH that finds {found[2]}: begin "
                    "a MATCH of its own before that pattern"
                )
            pieces += [text[at:start], f"coalesce({found[1]})"]
            at = end
    return "".join((*pieces, text[at:]))


def _by_label(text: str) -> str:
    """Return a query with all labels of entities for Entity where a pattern tells the id."""
    for found in reversed(list(_ANY_ENTITY.finditer(_quiet(text)))):
        start, end = found.span(1)
        text = text[:start] + _EACH_LABEL + text[end:]
    return text


def _quiet(text: str) -> str:
    """Return the text, what is quoted and commented blanked out, each character in its place."""
    return _QUIET.sub(lambda match: " " * len(match[0]), text)
