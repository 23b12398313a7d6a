"""An article -> its lines in the files of an import, and what it has in common with others."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain

from kg.bulk.tables import OF_TYPE, TABLES
from kg.cells import BETWEEN
from kg.errors import StoreError
from kg.model import PREDICATES, Annotated
from kg.store.evidence import roles_of
from kg.store.rows import EdgeKey, Parts, add_statement_edges
from kg.store.variants import Row


@dataclass(frozen=True, slots=True)
class Lines:
    """What an article brings: `files`, its lines by the name of the file, and what is shared.

    `variants` is what it tells of each entity, `roles` are HOLDS rows.
    """

    published: str | None
    text: str
    statements: int
    files: dict[str, str]
    variants: dict[str, str]
    roles: list[Row]


def lines_of(annotated: Annotated, digest: str) -> Lines:
    """Return what an article brings to the files.

    Raises StoreError when it names an entity that it does not list, or holds a character that the
    files cannot.
    """
    parts = Parts()
    variants = parts.take(annotated, digest)
    (article,) = parts.articles
    files: dict[str, list[str]] = defaultdict(list)
    edges: dict[EdgeKey, list[Row]] = defaultdict(list)
    for row in parts.statements:
        add_statement_edges(edges, row)
    for name, rows in (
        ("articles", parts.articles),
        ("statements", parts.statements),
        ("mentions", parts.mentions),
        ("implies", parts.implied),
    ):
        files[name] = [TABLES[name].line(row) for row in rows]
    for (kind, _, end), rows in edges.items():
        name = _file(kind, end)
        files[name] += [TABLES[name].line(row, kind) for row in rows]
    _refuse_separators(annotated, parts)
    return Lines(
        article["published"],
        article["text"],
        len(parts.statements),
        {name: "".join(found) for name, found in files.items()},
        variants,
        roles_of(parts.mentions, {article["id"]: article["published"]}),
    )


def _file(kind: str, end: str) -> str:
    if kind in PREDICATES:
        return "said_alone" if end == "Article" else "said"
    return OF_TYPE.get(kind, "links")


def _refuse_separators(annotated: Annotated, parts: Parts) -> None:
    """Raise StoreError when a text in a list holds what stands between two of these."""
    listed = chain.from_iterable(
        chain(row["surfaces"], row["titles"] or (), row["titles_of"] or ())
        for row in parts.mentions
    )
    names = (n.text for e in (*annotated.entities, *annotated.context) for n in e.names)
    if any(BETWEEN in text for text in chain(listed, names)):
        raise StoreError(
            f"article {annotated.article.id} holds the character U+{ord(BETWEEN):04X} in a name, "
            "which parts the values of a list in the files of an import: take it out"
        )
