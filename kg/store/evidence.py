"""What ties an article to the entities that it lists, and the edges that follow from these ties.

Each entity that an article lists has one edge from it: MENTIONS where the text names it or gives it
a title, with all titles and what each belongs to (`titles` and `titles_of`, side by side), else
IMPLIES, as for the country that a place lies in. Both carry the `variant` that the article tells.
HOLDS follows from the titles, LOCATED_IN from the variants of places.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.errors import StoreError
from kg.model import Annotated, Entity, Mention
from kg.store.variants import Row, countries_of, country_of, variant, variant_key

MENTIONS_PROPERTIES = ("count", "surfaces", "spans", "titles", "titles_of", "variant")
IMPLIES_PROPERTIES = ("variant",)

#: What to say of a graph without such ties.
TOO_OLD = (
    "was loaded by an earlier kg, which did not keep what each article tells: "
    "load the articles again, into an empty graph"
)


def listed(annotated: Annotated) -> dict[str, str]:
    """Return the variant of each entity that an article lists, by id.

    It lists the countries that its places lie in, too. Raises StoreError when the article names an
    entity that it does not list.
    """
    found: dict[str, list[Entity]] = defaultdict(list)
    for entity in (*annotated.entities, *annotated.context):
        found[entity.id].append(entity)
        if entity.kind == "PLACE" and entity.country:
            country = country_of(entity.country)
            found[country.id].append(country)
    if missing := _named(annotated) - found.keys():
        raise StoreError(
            f"article {annotated.article.id} names {min(missing)}, "
            "which it does not list as an entity"
        )
    return {identity: variant(tuple(records)) for identity, records in found.items()}


def _named(annotated: Annotated) -> set[str]:
    named = {m.entity for m in annotated.mentions}
    for role in annotated.roles:
        named.update((role.person, role.of or role.person))
    for s in annotated.statements:
        named.update((s.source, s.target or s.source, s.reported_by or s.source, *s.topics))
    return named


def ties(annotated: Annotated, variants: Mapping[str, str]) -> tuple[list[Row], list[Row]]:
    """Return the MENTIONS and the IMPLIES rows of an article with the variants that it tells."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in annotated.mentions:
        mentions[mention.entity].append(mention)
    titles: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for role in annotated.roles:
        titles[role.person][role.title, role.of or ""] = None
    named = dict.fromkeys((*mentions, *titles))
    ends = {"source": annotated.article.id}
    return [
        ends
        | {"target": entity}
        | _mentioned(mentions[entity], list(titles[entity]))
        | {"variant": variant_key(variants[entity])}
        for entity in named
    ], [
        ends | {"target": entity, "variant": variant_key(text)}
        for entity, text in variants.items()
        if entity not in named
    ]


def _mentioned(mentions: list[Mention], titles: list[tuple[str, str]]) -> Row:
    spans = sorted(mentions, key=lambda m: (m.start, m.end))
    return {
        "count": len(spans),
        "surfaces": list(dict.fromkeys(m.surface for m in spans)),
        "spans": [f"{m.start}-{m.end}" for m in spans],
        "titles": [title for title, _ in titles] or None,
        "titles_of": [of for _, of in titles] or None,
    }


def roles_of(mentions: Iterable[Row], published: Mapping[str, str | None]) -> list[Row]:
    """Return the HOLDS rows that follow from MENTIONS rows: one per person, title and affiliation.

    `published` is the date of each article by its id; a role was seen from the first of these to
    the last.
    """
    found: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in mentions:
        seen = published[row["source"]]
        for title, of in zip(row["titles"] or (), row["titles_of"] or (), strict=True):
            if of:
                found[row["target"], title, of].append(
                    {
                        "source": row["target"],
                        "target": of,
                        "title": title,
                        "first_seen": seen,
                        "last_seen": seen,
                    }
                )
    return [merge_roles(rows) for rows in found.values()]


def merge_roles(rows: Iterable[Row]) -> Row:
    """Return one HOLDS row for rows of the same role: seen from the first date to the last."""
    rows = list(rows)
    first = min((r["first_seen"] for r in rows if r["first_seen"]), default=None)
    last = max((r["last_seen"] for r in rows if r["last_seen"]), default=None)
    return rows[0] | {"first_seen": first, "last_seen": last}


def places_of(places: Iterable[Row]) -> list[Row]:
    """Return the LOCATED_IN rows that follow from the rows of places."""
    return [
        {"source": row["id"], "target": country} for row in places for country in countries_of(row)
    ]
