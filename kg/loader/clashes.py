"""Articles that bring ids for their statements which a statement of another article has."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from kg.errors import RecordError
from kg.model import Annotated
from kg.store.base import UNLIMITED, Store
from kg.stream import annotated_line, is_foreign

#: Returns, by id, the article of each of some statements that are there.
Owners = Callable[[AbstractSet[str]], dict[str, str]]

_OWNERS = "MATCH (s:Statement) WHERE s.id IN $ids RETURN s.id AS id, s.article AS article"


def foreign_ids(batch: Sequence[Annotated]) -> set[str]:
    """Return the ids of statements that kg did not make: no others can clash."""
    return {s.id for annotated in batch for s in annotated.statements if is_foreign(s.id)}


def stored_owners(store: Store) -> Owners:
    """Return what tells whose the statements in a store are."""
    return lambda ids: dict(store.read(_OWNERS, {"ids": sorted(ids)}, UNLIMITED).rows)


def without_clashes(
    owners_of: Owners, batch: Sequence[Annotated]
) -> tuple[list[Annotated], list[RecordError]]:
    """Return the articles of a batch that can be stored, and an error that names each other one.

    One clashes with what is there and with the articles before it.
    """
    ids = foreign_ids(batch)
    owners = owners_of(ids) if ids else {}
    kept, errors = [], []
    for annotated in batch:
        article = annotated.article
        mine = [s.id for s in annotated.statements if s.id in ids]
        taken = [i for i in mine if owners.get(i, article.id) != article.id]
        if taken:
            what = f"{taken[0]!r} is the id of a statement of article {owners[taken[0]]!r}"
            error = RecordError(f"{article.known_as}: {what}; give each its own")
            error.given = annotated_line(annotated).rstrip()
            errors.append(error)
        else:
            owners |= dict.fromkeys(mine, article.id)
            kept.append(annotated)
    return kept, errors
