"""Labels, types and properties in a query that no graph of kg has: so it finds nothing.

A server says so by itself; kglite does not.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.errors import did_you_mean
from kg.model import ENTITY_LABEL, NODE_LABELS, PREDICATES, STRUCTURE
from kg.store.evidence import MENTIONS_PROPERTIES
from kg.store.rows import ARTICLE_PROPERTIES, STATEMENT_PROPERTIES, TYPED_PROPERTIES
from kg.store.variants import ENTITY_PROPERTIES

_NOTES = ("LoadRun", "LoadEntry", "Sign")
_LABELS = (*NODE_LABELS, ENTITY_LABEL, *_NOTES)
_TYPES = (*PREDICATES, *STRUCTURE, "BEARS")
_PROPERTIES = frozenset(
    (
        *(*ENTITY_PROPERTIES, *ARTICLE_PROPERTIES, *STATEMENT_PROPERTIES, *TYPED_PROPERTIES),
        *(*MENTIONS_PROPERTIES, "title", "first_seen", "last_seen"),
    )
)
#: How the properties begin that `kg analyse --write` adds.
_ADDED = "analysis_"
_NAME = re.compile(r"[^\W\d]\w*")
#: Of `(p:Person|Country` and `[r:SAID|DENIED` the variable and the names.
_NODE = re.compile(r"(?<!\w)\(\s*(\w*)\s*(?=[:){])(:[\s\w:|&!]*)?")
_EDGE = re.compile(r"-\[\s*(\w*)\s*(?=[]:{*])(:[\s\w:|&!]*)?")
_USED = re.compile(r"(?<![\w.])([^\W\d]\w*)\.([^\W\d]\w*)(?!\s*\()")


@lru_cache
def unknown(code: str) -> tuple[str, ...]:
    """Return what is said of such names in a query, whose texts are blanked out, in order."""
    return tuple(dict.fromkeys(_told(code)))


def _told(code: str) -> Iterator[str]:
    known = {"label": _LABELS, "type": _TYPES}
    variables = set()
    for kind, pattern in (("label", _NODE), ("type", _EDGE)):
        for match in pattern.finditer(code):
            variables.add(match[1])
            for name in _NAME.findall(match[2] or ""):
                if name not in known[kind]:
                    yield _note(kind, name, known[kind])
    if any(name in code for name in _NOTES):
        return
    for variable, name in _USED.findall(code):
        if variable in variables and name not in _PROPERTIES and not name.startswith(_ADDED):
            yield _note("property", name, tuple(_PROPERTIES))


def _note(kind: str, name: str, known: tuple[str, ...]) -> str:
    hint = did_you_mean(name, known, 2)
    return f"nothing in the graph has the {kind} {name}" + (f": {hint}" if hint else "")
