"""Which part of the graph is meant, and its words in Cypher."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.bounds import bound
from kg.errors import UsageError, did_you_mean
from kg.model import FORMS, LABELS, PREDICATES

QUADS = tuple(sorted({quad for _, quad in PREDICATES.values() if quad}))
_DAY = "coalesce(s.said_on, s.published, '')"
_KINDS = {kind.lower() for kind in LABELS}


@dataclass(frozen=True)
class Selection:
    """What a part of the graph holds; every condition narrows it, an empty one does not.

    `entities` are names as people write them, or ids: the statements up to `hops` steps around them
    are taken. `ids` are of statements and entities, as `ids_in` finds them in an answer: those
    statements alone, or where there are none, those that join these entities. `quads` are classes
    ("verbal conflict") or halves of some ("conflict", "material"). `outlets` are names in any case.
    `since` and `until` are dates as `kg.bounds` reads them, `min_confidence` is how sure a
    statement must be, from 0 to 1. `limit` is in edges: the newest are kept, the nearest to the
    entities first. With `structure`, Statement and Article nodes are there too.

    Raises UsageError for a predicate, class, form or date that does not exist.
    """

    entities: Sequence[str] = ()
    predicates: Sequence[str] = ()
    outlets: Sequence[str] = ()
    quads: Sequence[str] = ()
    forms: Sequence[str] = ()
    since: str = ""
    until: str = ""
    min_confidence: float = 0.0
    hops: int = 1
    limit: int | None = None
    structure: bool = False
    ids: frozenset[str] | None = None

    def __post_init__(self) -> None:
        _check("predicate", self.predicates, PREDICATES)
        _check("form", self.forms, FORMS)
        _check("quad", self.quads, (*QUADS, *_HALVES))
        _ = self.parameters

    @property
    def types(self) -> str:
        """The types of edges, as a pattern names them."""
        return "|".join(self.predicates or PREDICATES)

    @cached_property
    def parameters(self) -> dict[str, Any]:
        """The values that `condition` compares with."""
        return {
            "since": bound(self.since),
            "until": bound(self.until, last=True),
            "least": self.min_confidence,
            "outlets": [outlet.lower() for outlet in self.outlets],
            "quads": [q for q in QUADS if any(half in (q, *q.split()) for half in self.quads)],
            "forms": list(self.forms),
        }

    @property
    def condition(self) -> str:
        """Cypher that says of a statement `s` whether it is meant."""
        parts = ["s.confidence >= $least"]
        parts += [f"{_DAY} >= $since"] if self.parameters["since"] else []
        if self.parameters["until"]:
            parts.append(f"{_DAY} <> '' AND left({_DAY}, size($until)) <= $until")
        parts += ["toLower(s.outlet) IN $outlets"] if self.outlets else []
        parts += ["s.quad IN $quads"] if self.quads else []
        parts += ["s.form IN $forms"] if self.forms else []
        return " AND ".join(parts)

    @property
    def chosen_statements(self) -> set[str]:
        """The statements among the ids."""
        return {i for i in self.ids or () if i.startswith("statement:")}

    @property
    def chosen_entities(self) -> list[str]:
        """The entities among the ids, in order."""
        return sorted(i for i in self.ids or () if i.partition(":")[0] in _KINDS)

    @property
    def is_small(self) -> bool:
        """Whether it is told by what it holds rather than by conditions, or limited."""
        return bool(self.entities) or self.ids is not None or self.limit is not None

    def edges(self, pattern: str, most: int | None = None) -> str:
        """Return a query for the typed edges `r` from `a` to `b` of a pattern, newest first.

        With `most` it is for no more than so many, of those that a part shows as lines.
        """
        shown = most is None or self.structure
        return f"""{self._meant(pattern)} {"" if shown else "AND r.target_role <> 'article'"}
        RETURN a.id AS source, type(r) AS kind, b.id AS target, r AS properties, {_DAY} AS day
        ORDER BY day DESC, r.statement_id, target {"" if most is None else f"LIMIT {most}"}"""

    def keys(self, pattern: str) -> str:
        """Return a query for the keys of all these edges, by the role of their target."""
        return f"""{self._meant(pattern)}
        RETURN r.target_role AS role, collect(r.statement_id + ' ' + b.id) AS keys"""

    def _meant(self, pattern: str) -> str:
        return f"""{pattern} WITH a, r, b MATCH (s:Statement {{id: r.statement_id}})
        WHERE {self.condition}"""


_HALVES = sorted({half for quad in QUADS for half in quad.split()})


def _check(what: str, given: Iterable[str], known: Iterable[str]) -> None:
    known = list(known)
    for one in given:
        if one not in known:
            hint = did_you_mean(one.upper() if what == "predicate" else one, known, 2)
            raise UsageError(f"no {what} {one!r}: {hint or 'expected one of ' + ', '.join(known)}")


def ids_in(rows: Iterable[Any]) -> frozenset[str]:
    """Return the ids of statements and entities in an answer: in cells, lists, nodes and edges."""
    found: set[str] = set()
    rest = list(rows)
    while rest:
        value = rest.pop()
        if isinstance(value, dict):
            rest.extend(value.values())
        elif isinstance(value, list | tuple | set):
            rest.extend(value)
        elif isinstance(value, str):
            kind, colon, key = value.partition(":")
            if colon and key and " " not in key and kind in {"statement", *_KINDS}:
                found.add(value)
    return frozenset(found)
