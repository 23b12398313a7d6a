"""Names as people write them -> the entities that may be meant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kg.characters import tidy
from kg.errors import UsageError
from kg.find.folding import folded, without_genitive
from kg.find.index import Names, names_of
from kg.find.kept import Kept
from kg.model import Kind, kind_of
from kg.store.base import Store

#: How a text means an entity, the surest first: it is one of its names or its id, but for case;
#: spelled otherwise; in the genitive; almost, or in part.
How = Literal["exact", "folded", "genitive", "near"]
_SURE: tuple[How, ...] = ("exact", "folded", "genitive")
#: Of so many names that are begun the one with most statements and articles comes first.
_COUNTED = 200
#: So many entities are named in an error or a note.
TOLD = 5

_STATEMENTS = """UNWIND $ids AS id MATCH (n:Entity {id: id})-[:MADE]->(s:Statement)
RETURN n.id AS id, count(s) AS n"""
_ARTICLES = """UNWIND $ids AS id MATCH (n:Entity {id: id})<-[:MENTIONS]-(a:Article)
RETURN n.id AS id, count(a) AS n"""

_KEPT = Kept(names_of)


class UnclearError(UsageError):
    """A name (`text`) that several entities carry, or none.

    `candidates` may be meant, the likest first.
    """

    def __init__(self, text: str, problem: str, hint: str, candidates: Sequence["Match"]) -> None:
        super().__init__(f"{problem}: {hint}")
        self.text, self.problem, self.candidates = text, problem, candidates


@dataclass(frozen=True, slots=True)
class Match:
    """An entity that a text may mean.

    `score` is from 0 to 1, 1 but for near ones; `statements` are those that it made, `articles`
    those that mention it.
    """

    id: str
    kind: Kind
    name: str
    how: How
    score: float
    statements: int = 0
    articles: int = 0

    def __str__(self) -> str:
        return f"{self.name} ({self.id})"


def matches(store: Store, text: str, *, limit: int = 10) -> list[Match]:
    """Return the entities that a text may mean, at most `limit`.

    The surest come first, of these the likest, of these those with most statements and articles.
    """
    names = _KEPT.of(store)
    found = [match for how in _SURE for match in _carrying(names, tidy(text), how)]
    found += _near(names, tidy(text), 4 * limit)
    first: dict[str, Match] = {}
    for match in found:
        first.setdefault(match.id, match)
    return _counted(store, first.values())[:limit]


def named(store: Store, text: str) -> list[Match]:
    """Return all entities that carry this name or id, in the surest way in which any does.

    Those with most statements and articles come first. Raises UnclearError with what may be meant
    when none carries it; one that is only near carries it not.
    """
    names, asked = _KEPT.of(store), tidy(text)
    for how in _SURE:
        if found := _carrying(names, asked, how):
            return _counted(store, found) if len(found) > 1 else found
    near = _counted(store, _near(names, asked, 4 * TOLD))[:TOLD]
    hint = (
        f"did you mean {told(near, ' or ')}?"
        if near
        else "`kg query in-the-news` lists what there is"
    )
    problem = f"nothing in {store.url} has the name or id {text!r}"
    raise UnclearError(text, problem, hint, near)


def resolve(store: Store, text: str) -> str:
    """Return the id of the one entity that carries this name or id.

    Raises UnclearError with those that may be meant when several carry it, or none.
    """
    found = named(store, text)
    if len(found) > 1:
        problem = f"{len(found)} entities in {store.url} are called {text!r}"
        raise UnclearError(text, problem, f"give the id of one, {told(found, ' or ')}", found)
    return found[0].id


def begun(store: Store, text: str, limit: int = 20) -> list[tuple[str, Match]]:
    """Return what a name that is begun may go on as, at most `limit`, and who is then meant.

    It is the entity's name, or its id where others carry that name, too. Those whose names begin so
    come first, then those with a word that does; of these those with most statements and articles.
    """
    names = _KEPT.of(store)
    near = names.begun(folded(tidy(text)), _COUNTED)
    found = _counted(store, [_match(names, number, "near", score) for number, score in near])
    return [(m.id if len(names.exact(m.name)) > 1 else m.name, m) for m in found[:limit]]


def told(found: Sequence[Match], last: str = " and ") -> str:
    """Return the first few matches as words, with their ids: "A (a), B (b) and 3 more"."""
    shown = [str(match) for match in found[:TOLD]]
    if more := len(found) - len(shown):
        return f"{', '.join(shown)}, and {more:,} more"
    return last.join((", ".join(shown[:-1]), shown[-1])) if len(shown) > 1 else "".join(shown)


def _carrying(names: Names, text: str, how: How) -> list[Match]:
    bare = without_genitive(text) if how == "genitive" else text
    if not bare:
        return []
    numbers = names.exact(bare) if how == "exact" else names.spelled(folded(bare))
    return [_match(names, number, how, 1.0) for number in numbers]


def _near(names: Names, text: str, limit: int) -> list[Match]:
    return [_match(names, n, "near", score) for n, score in names.near(folded(text), limit)]


def _match(names: Names, number: int, how: How, score: float) -> Match:
    identity, name = names.entities[number]
    return Match(identity, kind_of(identity), name, how, round(score, 3))


def _counted(store: Store, found: Iterable[Match]) -> list[Match]:
    """Return matches with their counts, the surest first."""
    found = list(found)
    ids = {"ids": [match.id for match in found]}
    statements = dict(store.read(_STATEMENTS, ids).rows) if found else {}
    articles = dict(store.read(_ARTICLES, ids).rows) if found else {}
    counted = [
        replace(m, statements=statements.get(m.id, 0), articles=articles.get(m.id, 0))
        for m in found
    ]
    return sorted(counted, key=_surest)


def _surest(match: Match) -> tuple[int, float, int, str]:
    order = (*_SURE, "near").index(match.how)
    return order, -match.score, -match.statements - match.articles, match.id
