"""Many articles about the same few, and whether a store holds all of them, once."""

from collections import Counter
from dataclasses import replace

import fixture

from kg.store.rows import graph_rows


def variants(count):
    """Return as many articles, each with three statements of its own.

    The same few countries and persons are named in all.
    """
    made = []
    for number in range(count):
        old = fixture.threat("02")
        identity = f"article:{number:05d}"
        statements = tuple(
            replace(s, id=f"statement:{number}-{n}", article=identity)
            for n, s in enumerate(old.statements)
        )
        mentions = tuple(replace(m, article=identity) for m in old.mentions)
        made.append(
            replace(
                old,
                article=replace(old.article, id=identity),
                mentions=mentions,
                statements=statements,
            )
        )
    return made


def assert_whole(store, articles):
    """Assert that the graph is what the articles make: nothing lost, nothing twice."""
    rows = graph_rows(articles)
    counts = store.counts()
    assert counts.nodes == {label: len(found) for label, found in rows.nodes.items()}
    sent = Counter()
    for (kind, _, _), found in rows.edges.items():
        sent[kind] += len(found)
    assert counts.edges == sent
    typed = store.read(
        "MATCH (a)-[r]->(b) WHERE r.statement_id IS NOT NULL "
        "RETURN a.id AS a, r.statement_id AS s, b.id AS b, type(r) AS t"
    ).rows
    assert sorted(typed) == sorted(
        (r["source"], r["statement_id"], r["target"], key[0])
        for key, found in rows.edges.items()
        for r in found
        if "statement_id" in r
    )
