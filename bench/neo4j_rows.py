"""Annotated articles made by rule, for the benchmarks.

A few of the entities are hubs, and there are about four statements in an article.
"""

from collections.abc import Iterator
from random import Random

from kg.model import (
    PREDICATES,
    Annotated,
    Article,
    Entity,
    Kind,
    Mention,
    Role,
    Statement,
    entity_id,
    statement_id,
)
from kg.store.rows import GraphRows

#: Statements an article has, entities it names.
STATEMENTS, NAMED = 4, 5
#: Edges that rows have none of when they are `bare`.
LEFT_OUT = ("ABOUT", "MENTIONS", "IMPLIES", "HOLDS", "LOCATED_IN")
TEXT = (
    "Ordfører nummer {0} siger, at sagen om {1} bliver taget op igen, og at der kommer et svar "
    "inden sommer."
)


#: Kinds of the entities, in turn; whoever belongs to somebody belongs to the third one.
KINDS: tuple[Kind, ...] = ("PERSON", "PERSON", "ORGANISATION", "PLACE")


def articles(
    statements: int, entities: int = 2000, *, seed: int = 1, kinds: tuple[Kind, ...] = KINDS
) -> Iterator[Annotated]:
    """Yield articles that hold so many statements, among so many entities, always the same ones.

    An entity's share falls with its rank, as in the news, and so does a predicate's: the first
    entity is named twelve times in a hundred, the second six times; SAID is a quarter of all
    statements.
    """
    random = Random(seed)
    known = _entities(entities, kinds)
    places = {e.id: n for n, e in enumerate(known)}
    weights = [1 / (rank + 1) for rank in range(entities)]
    predicates = list(PREDICATES)
    shares = [1 / (rank + 1) for rank in range(len(predicates))]
    for number in range(-(-statements // STATEMENTS)):
        named = list(dict.fromkeys(random.choices(known, weights, k=NAMED)))
        # Two of four entities are persons, and the third is the organisation that both belong to.
        owners = [(e, known[places[e.id] // 4 * 4 + 2]) for e in named if e.kind == "PERSON"]
        named = list(dict.fromkeys((*named, *(owner for _, owner in owners))))
        yield _article(
            number,
            named,
            owners,
            random.choices(predicates, shares, k=min(STATEMENTS, statements - number * STATEMENTS)),
            random,
        )


#: What a row keeps of its properties when it is `bare`.
KEPT = frozenset(
    (
        "id",
        "name",
        "digest",
        "article",
        "predicate",
        "source",
        "target",
        "text",
        "statement_id",
        "target_role",
    )
)


def bare(rows: GraphRows) -> GraphRows:
    """Return statements with their four edges and the nodes these join, with few properties.

    There are no mentions, topics and roles.
    """
    nodes = {
        label: [{k: v for k, v in r.items() if k in KEPT} for r in found]
        for label, found in rows.nodes.items()
    }
    for article in nodes["Article"]:
        del article["text"]
    edges = {
        key: [{k: v for k, v in r.items() if k in KEPT} for r in found]
        for key, found in rows.edges.items()
        if key[0] not in LEFT_OUT
    }
    return GraphRows(nodes, edges)


def _entities(count: int, kinds: tuple[Kind, ...]) -> list[Entity]:
    return [
        Entity(entity_id(kinds[n % 4], f"Navn Nummer {n}"), kinds[n % 4], f"Navn Nummer {n}")
        for n in range(count)
    ]


def _article(
    number: int,
    named: list[Entity],
    owners: list[tuple[Entity, Entity]],
    predicates: list[str],
    random: Random,
) -> Annotated:
    sentences = [TEXT.format(number, n) for n in range(len(predicates))]
    text = " ".join(sentences)
    article = Article(
        f"article:{number:08d}",
        (text,),
        f"Sag {number}",
        "Prøvebladet",
        "da",
        f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
    )
    statements = []
    for n, predicate in enumerate(predicates):
        start = text.index(sentences[n])
        source, target, topic = (random.choice(named).id for _ in range(3))
        cue = text.index("siger", start)
        bounds = (cue, cue + 5)
        statements.append(
            Statement(
                statement_id(article.id, *bounds, source, predicate, target),
                *(
                    article.id,
                    0,
                    predicate,
                    "siger",
                    *bounds,
                    "sige",
                    source,
                    target,
                    (topic,) if n % 4 == 0 else (),
                    "indirect",
                ),
                *(
                    False,
                    "asserted",
                    text[cue + 7 : start + len(sentences[n]) - 1],
                    cue + 7,
                    start + len(sentences[n]) - 1,
                    start,
                    start + len(sentences[n]),
                ),
                said_on=article.published,
                said_from="published",
                confidence=0.9,
            )
        )
    mentions = tuple(
        Mention(article.id, n, n + 8, text[n : n + 8], 0, len(sentences[0]), e.id, "exact", 1.0)
        for n, e in enumerate(named)
    )
    roles = tuple(Role(e.id, "formand", owner.id) for e, owner in owners)
    return Annotated(article, tuple(named), mentions, roles, tuple(statements))
