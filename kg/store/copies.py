"""Copies in a store: articles that come are linked, those that go let theirs be linked anew.

An original bears its signs: edges to nodes `Sign`, found by their ids. A copy bears only those that
its original lacks, and an article is compared with originals alone, however often each was printed.
`Ask` runs a query in the caller's transaction and returns its rows.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

from kg.catalogue import statements
from kg.identity.copies import Bearer, Known, Settled, Text, settle, text_of
from kg.store.removal import pages
from kg.store.variants import Row

Ask = Callable[..., list[Row]]

#: Articles that may bear a sign: one that more bear is of a sentence that many texts have.
COMMON = 50
#: Signs that are asked about at once: of thousands Neo4j compares each with every one there is.
PAGE = 250


def query(name: str) -> str:
    """Return a query of cypher/load/copies."""
    (text,) = statements(f"load/copies/{name}.cypher")
    return text


def unlink(ask: Ask, articles: Collection[str]) -> list[str]:
    """Take from articles, and from their copies, links and signs; return the ids of the copies."""
    ids = sorted(articles)
    if not ids:
        return []
    copies = {row["id"] for row in ask(query("find_copies"), ids=ids)}.difference(ids)
    ask(query("delete_links"), ids=ids)
    _delete_signs(ask, sorted({*ids, *copies}))
    return sorted(copies)


def link(ask: Ask, written: Collection[Row], alone: Collection[str] = ()) -> set[str]:
    """Link articles that are there and have neither links nor signs; return those that are copies.

    Of those that are `written`, whose rows are given, nothing is read again; returned are copies
    among these. Those that are left `alone` lost what they were copies of. Where one of them is
    earlier than what was the original, the links move to it.
    """
    stored = _Stored(ask)
    texts = [*_texts(written), *(stored.texts(alone) if alone else ())]
    undecided = [text for text in texts if text.signs]
    if not undecided:
        return set()
    done = settle(undecided, stored)
    _store(ask, done, {text.id for text in undecided})
    return done.links.keys() & {row["id"] for row in written}


class _Stored(Known):
    """What a store knows of originals and copies."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def near(self, signs: Collection[str]) -> Iterator[Bearer]:
        for page in pages(sorted(signs), PAGE):
            for row in self._ask(query("find_near"), signs=page, most=COMMON):
                origin = row["origin"] and text_of(row["origin"], row["origin_published"], "")
                article = text_of(row["id"], row["published"], "")
                yield Bearer(row["sign"], article, origin, row["signs"])

    def texts(self, ids: Collection[str]) -> list[Text]:
        return _texts(self._ask(query("read_texts"), ids=sorted(ids)))

    def copies(self, originals: Collection[str]) -> list[Text]:
        return _texts(self._ask(query("find_copies"), ids=sorted(originals)))


def _texts(rows: Iterable[Row]) -> list[Text]:
    return [text_of(row["id"], row["published"], row["text"]) for row in rows]


def _store(ask: Ask, done: Settled, bare: Collection[str]) -> None:
    """Store what was settled; those that are `bare` have neither links nor signs to be deleted."""
    touched = sorted((done.links.keys() | done.originals.keys()).difference(bare))
    if touched:
        ask(query("delete_links"), ids=touched)
        _delete_signs(ask, touched)
    ask(query("create_signs"), rows=[{"id": i, "sign": sign} for i, sign in sorted(done.signs())])
    links = [{"id": i, "origin": origin.id} for i, (_, origin) in sorted(done.links.items())]
    if links:
        ask(query("create_links"), rows=links)


def _delete_signs(ask: Ask, ids: list[str]) -> None:
    signs = [row["id"] for row in ask(query("find_signs"), ids=ids)]
    if signs:
        ask(query("delete_signs"), ids=ids)
        ask(query("delete_unborne"), signs=sorted(signs))
