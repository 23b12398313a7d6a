"""One Cypher query that reads, asked of a graph in memory."""

import re
from collections.abc import Mapping
from typing import Any

import kglite

from kg.errors import StoreError
from kg.store.base import Table
from kg.store.embedded.values import plain

_QUIET = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.DOTALL)
_OUTSIDE = re.compile(r"\b(?:LOAD|FORMAT)\s+CSV\b", re.IGNORECASE)
_EDGE = re.compile(r"\[\s*([^\W\d]\w*)\s*[:{*\]]")
# Of `(s:Statement {id: r.statement_id, ...})`, the braces; and in these, the properties of others.
_BRACES = re.compile(r"[(\[]\s*\w*\s*(?::[\w\s:|&]*)?(\{[^{}()]*\})")
_PROPERTY = re.compile(r"(?<=:)\s*(([^\W\d]\w*)\s*\.\s*\w+)(?=\s*[,}])")


def read(graph: kglite.KnowledgeGraph, text: str, parameters: Mapping[str, Any]) -> Table:
    """Run one query on what the graph holds now; nodes and edges come as their properties."""
    code = _quiet(text).strip().rstrip(";")
    if ";" in code:
        raise StoreError("one query at a time: found a semicolon inside the text")
    if match := _OUTSIDE.search(code):
        raise StoreError(f"this only reads the graph, and {match[0]} does more: leave it out")
    with graph.begin_read() as transaction:
        found = transaction.cypher(healed(text), params=dict(parameters))
    return Table(tuple(found.columns), [tuple(map(plain, row.values())) for row in found])


def healed(text: str) -> str:
    """Return a query with `{id: coalesce(r.x)}` for `{id: r.x}` in its patterns, where r is an edge.

    They mean the same; but kglite finds nothing for the latter, without a word. Nor does it for
    either in the MATCH that finds r: that raises StoreError.
    """
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


def _quiet(text: str) -> str:
    """Return the text with what is quoted and commented blanked out, each character in its place."""
    return _QUIET.sub(lambda match: " " * len(match[0]), text)
