"""An article -> its lines in the files of an import, and what it has in common with others."""

import marshal
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from kg.bulk.shelf import Place, Shelf
from kg.bulk.tables import OF_TYPE, TABLES
from kg.cells import BETWEEN
from kg.errors import StoreError
from kg.identity.copies import Text, text_of
from kg.identity.wording import wording
from kg.loader.clashes import foreign_ids
from kg.model import PREDICATES, Annotated, Article
from kg.store.evidence import roles_of
from kg.store.rows import EdgeKey, Parts, add_statement_edges, digest
from kg.store.variants import Row


@dataclass(frozen=True, slots=True)
class Brought:
    """What an article brings to an import; of the article itself, the text is left out.

    `statements` are counted alone, `foreign` are ids of those that kg did not name, and all that is
    written is on a shelf, at its `place`.
    """

    article: Article
    statements: range
    digest: str
    foreign: frozenset[str]
    place: Place


@dataclass(frozen=True, slots=True)
class Lines:
    """What is written of an article: `files`, its lines by the name of the file.

    `variants` is what it tells of each entity, `roles` are HOLDS rows, `signs` those of its text.
    """

    article: str
    published: str | None
    text: str
    signs: tuple[str, ...]
    files: dict[str, bytes]
    variants: dict[str, str]
    roles: list[Row]

    def told(self) -> Text:
        """Return the text, of which copies are found."""
        return text_of(self.article, self.published, self.text, self.signs)


def brought(annotated: Annotated, shelf: Shelf) -> Brought:
    """Return what an article brings, its lines put on a shelf.

    Raises StoreError when it names an entity that it does not list, or holds a character that the
    files cannot.
    """
    article, known_as = annotated.article, digest(annotated)
    return Brought(
        replace(article, paragraphs=()).read_at(article.where),
        range(len(annotated.statements)),
        known_as,
        frozenset(foreign_ids([annotated])),
        shelf.put(marshal.dumps(_packed(annotated, known_as))),
    )


def unpacked(packed: bytes) -> Lines:
    """Return what is written of an article."""
    return Lines(*marshal.loads(packed))  # noqa: S302 - packed here


def _packed(annotated: Annotated, known_as: str) -> Any:
    """Return the fields of `Lines`."""
    parts = Parts()
    variants = parts.take(annotated, known_as)
    _refuse_separators(annotated, parts)
    (article,) = parts.articles
    identity, published, text = article["id"], article["published"], article["text"]
    files = {name: "".join(lines).encode() for name, lines in _lines(parts).items()}
    roles = roles_of(parts.mentions, {identity: published})
    return identity, published, text, wording(text).signs, files, variants, roles


def _lines(parts: Parts) -> dict[str, list[str]]:
    lines: dict[str, list[str]] = defaultdict(list)
    edges: dict[EdgeKey, list[Row]] = defaultdict(list)
    for row in parts.statements:
        add_statement_edges(edges, row)
    for name, rows in (
        ("articles", parts.articles),
        ("statements", parts.statements),
        ("mentions", parts.mentions),
        ("implies", parts.implied),
    ):
        lines[name] = [TABLES[name].line(row) for row in rows]
    for (kind, _, end), rows in edges.items():
        name = _file(kind, end)
        lines[name] += [TABLES[name].line(row, kind) for row in rows]
    return lines


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
