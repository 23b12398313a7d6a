"""Copies in a store: articles that come are linked, those that go let theirs be linked anew.

An original bears its signs: edges to nodes `Sign`, found by their ids. A copy bears none, so an
article is compared with originals alone, however often each was printed. `Ask` runs a query in the
caller's transaction and returns its rows.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

from kg.catalogue import statements
from kg.identity.copies import Settled, Text, settle, text_of
from kg.store.variants import Row

Ask = Callable[..., list[Row]]

#: Originals that may bear a sign: one that more bear is of a sentence that many texts have.
COMMON = 200


def query(name: str) -> str:
    """Return a query of cypher/load/copies."""
    (text,) = statements(f"load/copies/{name}.cypher")
    return text


def unlink(ask: Ask, articles: Collection[str]) -> list[str]:
    """Take from articles their links and signs; return the ids of others that were their copies."""
    ids = sorted(articles)
    copies = {row["id"] for row in ask(query("find_copies"), ids=ids)}
    ask(query("delete_links"), ids=ids)
    _delete_signs(ask, ids)
    return sorted(copies.difference(ids))


def link(ask: Ask, articles: Collection[str]) -> set[str]:
    """Link articles that are there and have neither links nor signs; return those that are copies.

    Where one of them is earlier than what was the original, the links move to it.
    """
    there = ask(query("read_texts"), ids=sorted(articles))
    undecided = [text for text in _texts(there) if text.signs]
    if not undecided:
        return set()
    done = settle(
        undecided,
        lambda signs: _near(ask, signs),
        lambda original: _texts(ask(query("find_copies"), ids=[original])),
    )
    _store(ask, done)
    return done.links.keys() & set(articles)


def _near(ask: Ask, signs: Collection[str]) -> Iterator[Text]:
    found = ask(query("find_near"), signs=sorted(signs), most=COMMON)
    return _texts(ask(query("read_texts"), ids=sorted(row["id"] for row in found)))


def _texts(rows: Iterable[Row]) -> Iterator[Text]:
    return (text_of(row["id"], row["published"], row["text"]) for row in rows)


def _store(ask: Ask, done: Settled) -> None:
    if done.demoted:
        _delete_signs(ask, sorted(done.demoted))
    ask(query("delete_links"), ids=sorted(done.links))
    rows = [{"id": i, "sign": s} for i, t in sorted(done.originals.items()) for s in t.signs]
    ask(query("create_signs"), rows=rows)
    links = [{"id": copy, "origin": origin} for copy, origin in sorted(done.links.items())]
    ask(query("create_links"), rows=links)


def _delete_signs(ask: Ask, ids: list[str]) -> None:
    signs = [row["id"] for row in ask(query("find_signs"), ids=ids)]
    if signs:
        ask(query("delete_signs"), ids=ids)
        ask(query("delete_unborne"), signs=sorted(signs))
