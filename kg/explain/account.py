"""An article with what was found in it, alike whether it was annotated just now or is stored."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from kg.errors import UsageError, did_you_mean
from kg.model import Annotated, Article, Role, Statement
from kg.store.base import Store

#: So many ids are compared with one that is not there.
_COMPARED = 5_000

_ARTICLE = """MATCH (a:Article {id: $id})
RETURN a.text AS text, a.title AS title, a.outlet AS outlet, a.published AS published,
  a.url AS url, a.byline AS byline, a.credit AS credit, a.language AS language"""
_NAMES = """MATCH (:Article {id: $id})-[r:MENTIONS]->(e)
RETURN e.id AS id, e.name AS name, r.spans AS spans, r.titles AS titles, r.titles_of AS titles_of
ORDER BY id"""
_IMPLIED = "MATCH (:Article {id: $id})-[:IMPLIES]->(e) RETURN e.id AS id, e.name AS name"
_STATEMENTS = "MATCH (:Article {id: $id})<-[:`IN`]-(s:Statement) RETURN s AS statement"
_STATED_IN = "MATCH (s:Statement {id: $id}) RETURN s.article AS article"
_LIKE = """MATCH (n) WHERE (n:Article OR n:Statement) AND left(n.id, size($start)) = $start
RETURN n.id AS id ORDER BY id LIMIT $most"""


@dataclass(frozen=True, slots=True)
class Naming:
    """A stretch of an article, by its offsets, that names an entity."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True)
class Account:
    """An article with the names of its entities by id, where they stand, roles and statements.

    All are in order of appearance.
    """

    article: Article
    names: dict[str, str]
    namings: tuple[Naming, ...]
    roles: tuple[Role, ...]
    statements: tuple[Statement, ...]

    def only(self, statement: str) -> "Account":
        """Return the account with that one of its statements which has this id."""
        return replace(self, statements=tuple(s for s in self.statements if s.id == statement))

    def name(self, entity: str) -> str:
        """Return the name of an entity."""
        return self.names.get(entity) or entity


def of_annotated(annotated: Annotated) -> Account:
    """Return the account of an annotated article."""
    return Account(
        annotated.article,
        {e.id: e.name for e in (*annotated.context, *annotated.entities)},
        _ordered(Naming(m.start, m.end, m.entity) for m in annotated.mentions),
        annotated.roles,
        tuple(sorted(annotated.statements, key=_place)),
    )


def of_store(store: Store, identity: str) -> Account:
    """Return the account of the stored article with this id, or of the statement with this id.

    Raises UsageError with the ids that come close when neither is there.
    """
    if (account := _article(store, identity)) is not None:
        return account
    for (article,) in store.read(_STATED_IN, {"id": identity}).rows:
        if (account := _article(store, article)) is not None:
            return account.only(identity)
    hint = (
        _near(store, identity) or "ids are in what `kg query articles` and `kg query threats` say"
    )
    raise UsageError(f"no article and no statement in {store.url} has the id {identity!r}: {hint}")


def near(identity: str, ids: Iterable[str]) -> str:
    """Return a question that names the ids most like one that is not there; "" if none is."""
    return did_you_mean(identity, ids, alike=0.8)


def _near(store: Store, identity: str) -> str:
    """Return what `near` says of the ids that begin as one that is not there."""
    for start in (identity[: identity.find(":") + 2], identity[:1]):
        ids = [i for (i,) in store.read(_LIKE, {"start": start, "most": _COMPARED}).rows]
        if hint := near(identity, ids):
            return hint
    return ""


def _article(store: Store, identity: str) -> Account | None:
    found = store.read(_ARTICLE, {"id": identity}).records()
    if not found:
        return None
    row = {name: value for name, value in found[0].items() if value is not None}
    article = Article(identity, tuple(row.pop("text").split("\n")), **row)
    named = store.read(_NAMES, {"id": identity}).records()
    implied = store.read(_IMPLIED, {"id": identity}).records()
    statements = [_statement(row) for (row,) in store.read(_STATEMENTS, {"id": identity}).rows]
    return Account(
        article,
        {row["id"]: row["name"] for row in (*implied, *named)},
        _ordered(_naming(row["id"], span) for row in named for span in row["spans"] or ()),
        tuple(
            Role(row["id"], title, of or None)
            for row in named
            for title, of in zip(row["titles"] or (), row["titles_of"] or (), strict=True)
        ),
        tuple(sorted(statements, key=_place)),
    )


def _naming(entity: str, span: str) -> Naming:
    start, _, end = span.partition("-")
    return Naming(int(start), int(end), entity)


def _statement(row: dict[str, Any]) -> Statement:
    known = {f.name: row[f.name] for f in fields(Statement) if row.get(f.name) is not None}
    return Statement(**{"target": None, **known, "topics": tuple(row.get("topics") or ())})


def _ordered(namings: Iterable[Naming]) -> tuple[Naming, ...]:
    return tuple(sorted(namings, key=lambda n: (n.start, n.end, n.entity)))


def _place(statement: Statement) -> tuple[int, int, str]:
    return statement.cue_start, statement.cue_end, statement.id
