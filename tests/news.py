"""Articles for hypothesis: a few ids, and the same few entities, told in different ways."""

from hypothesis import strategies as st

from kg.model import (
    Annotated,
    Article,
    Entity,
    Mention,
    Name,
    Role,
    Statement,
    statement_id,
)

IDS = tuple(f"article:{letter}" for letter in "abcd")
DAYS = (None, "2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04")
TEXT = "Ada Bo mødte Ib Lund i Narvik, siger Norge."


def _records(identity, kind, names, **more):
    """Draw a record of one entity: one of its names, some of the others, and what else is told."""
    return st.builds(
        Entity,
        st.just(identity),
        st.just(kind),
        st.sampled_from(names),
        st.lists(st.builds(Name, st.sampled_from(names)), max_size=2).map(tuple),
        **more,
    )


_CODES = st.sampled_from((None, "NO", "DK"))
_PLACED = {
    "country": _CODES,
    "latitude": st.sampled_from((None, 68.5, 1)),
    "longitude": st.just(17.25),
}
ENTITIES = (
    _records("person:ada-bo", "PERSON", ("Ada Bo", "ADA BO", "Ada")),
    _records("person:ib-lund", "PERSON", ("Ib Lund", "Ib B. Lund")),
    _records("organisation:fn", "ORGANISATION", ("FN", "De Forenede Nationer"), country=_CODES),
    _records("country:NO", "COUNTRY", ("Norge", "NORGE"), code=st.sampled_from((None, "NO"))),
    _records("place:narvik", "PLACE", ("Narvik", "Narvík"), **_PLACED),
    _records("place:oslo", "PLACE", ("Oslo",), **_PLACED),
)


@st.composite
def articles(draw):
    """Draw an annotated article with one of `IDS`."""
    article = Article(draw(st.sampled_from(IDS)), (TEXT,), published=draw(st.sampled_from(DAYS)))
    listed = [draw(records) for records in draw(_some(ENTITIES, 4))]
    ids = sorted({e.id for e in listed})
    if not ids:
        return Annotated(article)
    context = [draw(records) for records in draw(_some(ENTITIES[3:], 1))]
    mentions = [
        Mention(article.id, n, n + 3, TEXT[n : n + 3], 0, len(TEXT), entity, "exact", 1.0)
        for n, entity in enumerate(draw(st.lists(st.sampled_from(ids), max_size=4)))
    ]
    persons = [i for i in ids if i.startswith("person:")]
    roles = st.builds(
        Role,
        st.sampled_from(persons or ids),
        st.sampled_from(("formand", "minister")),
        st.none() | st.sampled_from(ids),
    )
    return Annotated(
        article,
        tuple(listed),
        tuple(mentions),
        tuple(draw(st.lists(roles, max_size=2 if persons else 0))),
        tuple(draw(_statement(article.id, n, ids)) for n in range(draw(st.integers(0, 2)))),
        tuple(context),
    )


def _some(choices, most):
    return st.lists(st.sampled_from(choices), max_size=most)


@st.composite
def _statement(draw, article, number, ids):
    source, predicate = draw(st.sampled_from(ids)), draw(st.sampled_from(("MET", "SAID")))
    target = draw(st.none() | st.sampled_from(ids))
    topics = tuple(draw(st.lists(st.sampled_from(ids), max_size=2)))
    return Statement(
        statement_id(article, number, number + 3, source, predicate, target),
        *(article, 0, predicate, "mødte", number, number + 3, "møde", source, target, topics),
        *("action", False, "asserted", TEXT, 0, len(TEXT), 0, len(TEXT)),
        reported_by=draw(st.none() | st.sampled_from(ids)),
    )


#: What is done to a store: articles written in one batch, or ids of articles that are taken back.
STEPS = st.lists(
    st.lists(articles(), min_size=1, max_size=3) | st.sets(st.sampled_from(IDS), min_size=1),
    min_size=2,
    max_size=6,
)
