"""Which articles to take back, and taking them back in batches."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from kg.errors import StoreError, UsageError
from kg.store.base import UNLIMITED, Limits, Removed, Store
from kg.store.removal import pages

#: Articles in a batch.
SIZE = 500
_THERE = "UNWIND $ids AS id MATCH (a:Article {id: id}) RETURN a.id AS id"
_CHOSEN = """MATCH (a:Article)
WHERE ($outlet = '' OR a.outlet = $outlet)
  AND ($before = '' OR (a.published IS NOT NULL AND left(a.published, size($before)) < $before))
RETURN a.id AS id ORDER BY id"""


def chosen(store: Store, *, outlet: str = "", before: str = "") -> list[str]:
    """Return the ids of the articles of an outlet, or before a day, or for which both hold.

    `before` is an ISO date or the beginning of one (2024, 2024-05); articles without a date are not
    before it.
    Raises UsageError when it is none, and when no article is of the outlet.
    """
    if before and not _is_day(before):
        raise UsageError(f"{before!r} is no date: expected one such as 2024-05-31, 2024-05 or 2024")
    wanted = {"outlet": outlet, "before": before}
    ids = [row[0] for row in store.read(_CHOSEN, wanted, UNLIMITED).rows]
    if not ids and outlet and not (before and chosen(store, outlet=outlet)):
        raise UsageError(f"no article in {store.url} is of the outlet {outlet!r}")
    return ids


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def found_by(store: Store, query: str, limits: Limits = UNLIMITED) -> list[str]:
    """Return what is in the first column of a query: ids of articles.

    Raises UsageError when one is none.
    """
    ids = [row[0] for row in store.read(query, None, limits).rows]
    if strange := [i for i in ids if not isinstance(i, str)]:
        raise UsageError(
            f"the first column of the query holds {strange[0]!r}: "
            "expected ids of articles, as in MATCH (a:Article) RETURN a.id"
        )
    return there(store, ids)


def there(store: Store, ids: Sequence[str]) -> list[str]:
    """Return the ids, each once. Raises UsageError that names those that no article has."""
    wanted = list(dict.fromkeys(ids))
    known = {
        row[0]
        for page in pages(wanted, SIZE)
        for row in store.read(_THERE, {"ids": page}, UNLIMITED).rows
    }
    if unknown := [i for i in wanted if i not in known]:
        more = f" and {len(unknown) - 3} others" if len(unknown) > 3 else ""
        raise UsageError(
            f"no article in {store.url} has the id {', '.join(unknown[:3])}{more}; "
            "nothing was removed"
        )
    return wanted


def take_back(store: Store, articles: Collection[str], batch_size: int = SIZE) -> Iterator[Removed]:
    """Remove articles in batches, each all or nothing, and yield what went so far after each.

    Raises StoreError that tells how far it came when a batch cannot be removed.
    """
    total = Removed()
    for batch in pages(articles, batch_size):
        try:
            total += store.remove(batch)
        except StoreError as error:
            raise type(error)(
                f"{error}. {total.articles:,} of {len(articles):,} articles are removed, "
                "and nothing of the others is: run it again for these"
            ) from error
        yield total
