"""A small graph made by hand, for tests: six articles of our own invention, annotated.

Every predicate is there at least once. Israel is a hub; two threats join the same pair on different
days; there are statements with a target, with topics only and with neither, one inside another, a
negated one, roles with and without an affiliation, a person nothing resolves, and places with their
country.
"""

from kg.model import (
    Annotated,
    Article,
    Entity,
    Mention,
    Modality,
    Name,
    Role,
    Statement,
    entity_id,
    statement_id,
)

ENTITIES = {
    key: Entity(
        entity_id(kind, local.rstrip("?"), article="a" if local.endswith("?") else ""),
        kind,
        name,
        names,
        code=code,
        country=country,
        latitude=latitude,
        longitude=longitude,
    )
    for key, kind, local, name, names, code, country, latitude, longitude in (
        (
            "israel",
            "COUNTRY",
            "IL",
            "Israel",
            (Name("Israel", "da"), Name("Israel", "en")),
            "IL",
            None,
            None,
            None,
        ),
        (
            "usa",
            "COUNTRY",
            "US",
            "USA",
            (Name("De Forenede Stater", "da"),),
            "US",
            None,
            None,
            None,
        ),
        ("iran", "COUNTRY", "IR", "Iran", (), "IR", None, None, None),
        ("danmark", "COUNTRY", "DK", "Danmark", (), "DK", None, None, None),
        ("ægypten", "COUNTRY", "EG", "Egypten", (), "EG", None, None, None),
        (
            "kairo",
            "PLACE",
            "360630",
            "Kairo",
            (Name("Cairo", "en"),),
            None,
            "EG",
            30.06263,
            31.24967,
        ),
        (
            "aarhus",
            "PLACE",
            "2624652",
            "Aarhus",
            (Name("Århus", "da"),),
            None,
            "DK",
            56.15674,
            10.21076,
        ),
        ("hamas", "ORGANISATION", "Hamas", "Hamas", (), None, None, None, None),
        (
            "fn",
            "ORGANISATION",
            "FN",
            "FN",
            (Name("De Forenede Nationer", "da"),),
            None,
            None,
            None,
            None,
        ),
        ("folketinget", "ORGANISATION", "Folketinget", "Folketinget", (), None, None, None, None),
        ("holm", "PERSON", "Karen Holm", "Karen Holm", (), None, None, None, None),
        ("levi", "PERSON", "Dan Levi", "Dan Levi", (), None, None, None, None),
        ("omar", "PERSON", "Sami Omar", "Sami Omar", (), None, None, None, None),
        ("bak", "PERSON", "Bak?", "Bak", (), None, None, None, None),
    )
}
ENTITIES["bak"] = Entity(entity_id("PERSON", "Bak", article="a"), "PERSON", "Bak")

#: Sentences that say what each predicate says: predicate, source, target, topics, cue, sentence.
SENTENCES = (
    ("SAID", "holm", None, (), "siger", "Karen Holm siger, at vinteren bliver lang."),
    (
        "SAID",
        "holm",
        None,
        ("iran", "usa"),
        "mener",
        "Karen Holm mener, at Iran og USA står langt fra hinanden.",
    ),
    ("ANNOUNCED", "fn", None, ("kairo",), "meddeler", "FN meddeler, at mødet flyttes til Kairo."),
    ("CONFIRMED", "usa", None, ("israel",), "bekræfter", "USA bekræfter, at Israel deltager."),
    ("DENIED", "iran", None, (), "benægter", "Iran benægter at have brudt aftalen."),
    ("CLAIMED", "levi", None, ("iran",), "hævder", "Dan Levi hævder, at Iran lyver."),
    ("WARNED", "omar", "danmark", (), "advarer", "Sami Omar advarer Danmark om følgerne."),
    ("THREATENED", "iran", "israel", (), "truer", "Iran truer Israel med et svar."),
    ("DEMANDED", "israel", "fn", (), "kræver", "Israel kræver et svar af FN."),
    (
        "URGED",
        "danmark",
        "iran",
        ("israel",),
        "opfordrer",
        "Danmark opfordrer Iran til at tale med Israel.",
    ),
    ("PROMISED", "usa", "israel", (), "lover", "USA lover Israel mere tid."),
    ("PROPOSED", "ægypten", "hamas", (), "foreslår", "Egypten foreslår Hamas en pause."),
    ("AGREED", "hamas", "ægypten", (), "accepterer", "Hamas accepterer forslaget fra Egypten."),
    ("REJECTED", "israel", "ægypten", (), "afviser", "Israel afviser forslaget fra Egypten."),
    ("PRAISED", "holm", "fn", (), "roser", "Karen Holm roser FN for indsatsen."),
    ("CRITICISED", "levi", "fn", (), "kritiserer", "Dan Levi kritiserer FN for at tøve."),
    ("ACCUSED", "israel", "iran", (), "anklager", "Israel anklager Iran for angrebet."),
    ("SUPPORTED", "usa", "israel", (), "støtter", "USA støtter Israel i striden."),
    (
        "OPPOSED",
        "folketinget",
        None,
        ("aarhus",),
        "modsætter",
        "Folketinget modsætter sig en kaserne i Aarhus.",
    ),
    ("PLANNED", "danmark", None, (), "planlægger", "Danmark planlægger en ny rejse."),
    ("MET", "holm", "levi", (), "mødte", "Karen Holm mødte Dan Levi i går."),
    ("NEGOTIATED", "hamas", "israel", (), "forhandler", "Hamas forhandler med Israel."),
    ("COOPERATED", "danmark", "fn", (), "samarbejder", "Danmark samarbejder med FN."),
    ("AIDED", "usa", "ægypten", (), "hjælper", "USA hjælper Egypten med korn."),
    ("WITHHELD", "usa", "iran", (), "tilbageholder", "USA tilbageholder penge fra Iran."),
    ("SANCTIONED", "usa", "iran", (), "straffer", "USA straffer Iran med told."),
    ("PROTESTED", "bak", "israel", (), "protesterer", "Bak protesterer mod Israel."),
    ("ATTACKED", "hamas", "israel", (), "angriber", "Hamas angriber Israel ved grænsen."),
    ("ATTACKED", "israel", "hamas", (), "bomber", "Israel bomber Hamas i bjergene."),
    ("KILLED", "israel", "omar", (), "dræber", "Israel dræber Sami Omar, siger en kilde."),
    ("SEIZED", "iran", "kairo", (), "besætter", "Iran besætter Kairo i et krigsspil."),
    ("ARRESTED", "ægypten", "bak", (), "anholder", "Egypten anholder Bak."),
    ("APPOINTED", "danmark", "holm", (), "udnævner", "Danmark udnævner Karen Holm."),
    ("DISMISSED", "israel", "levi", (), "fyrer", "Israel fyrer Dan Levi."),
    ("ACQUIRED", "fn", "kairo", (), "overtager", "FN overtager havnen i Kairo."),
    ("DEFEATED", "danmark", "ægypten", (), "besejrer", "Danmark besejrer Egypten i håndbold."),
)


def _mentions(article: Article, keys: dict[str, str]) -> tuple[Mention, ...]:
    """Find every place where one of the surfaces stands; the sentence is the paragraph."""
    found = []
    for start, paragraph in zip(article.paragraph_starts(), article.paragraphs, strict=True):
        for surface, key in keys.items():
            at = paragraph.find(surface)
            while at >= 0:
                begin = start + at
                found.append(
                    Mention(
                        article.id,
                        begin,
                        begin + len(surface),
                        surface,
                        start,
                        start + len(paragraph),
                        ENTITIES[key].id,
                        "fixture",
                        0.9,
                    )
                )
                at = paragraph.find(surface, at + 1)
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))


def statement(  # noqa: PLR0913, PLR0917 - a statement is made of this much
    article: Article,
    paragraph: int,
    predicate: str,
    source: str,
    target: str | None,
    topics: tuple[str, ...],
    cue: str,
    *,
    negated: bool = False,
    modality: Modality = "asserted",
    reported_by: str | None = None,
) -> Statement:
    """Make a statement whose cue stands in a paragraph, and whose text is what follows it."""
    begin, words = article.paragraph_starts()[paragraph], article.paragraphs[paragraph]
    at = begin + words.index(cue)
    after, end = at + len(cue), begin + len(words)
    ids = (ENTITIES[source].id, ENTITIES[target].id if target else None)
    text = article.text[after:end].strip(" ,.")
    start = article.text.index(text, after)
    day = article.published[:10] if article.published else None
    return Statement(
        id=statement_id(article.id, at, after, ids[0], predicate, ids[1]),
        article=article.id,
        paragraph=paragraph,
        predicate=predicate,
        cue=cue,
        cue_start=at,
        cue_end=after,
        lemma=cue.removesuffix("r"),
        source=ids[0],
        target=ids[1],
        topics=tuple(ENTITIES[t].id for t in topics),
        form="direct" if words.startswith("-") else "indirect",
        negated=negated,
        modality=modality,
        text=text,
        start=start,
        end=start + len(text),
        sentence_start=begin,
        sentence_end=end,
        said_on=day,
        said_from="published" if day else None,
        reported_by=ENTITIES[reported_by].id if reported_by else None,
        confidence=0.75,
        rule="verb/subject",
    )


def annotated(
    article: Article,
    surfaces: dict[str, str],
    statements: tuple[Statement, ...],
    roles: tuple[tuple[str, str, str | None], ...] = (),
) -> Annotated:
    """Put an article together with the entities that its parts name, in order of appearance.

    The countries of its places are there, too.
    """
    mentions = _mentions(article, surfaces)
    by_id = {e.id: e for e in ENTITIES.values()}
    named = [m.entity for m in mentions]
    for s in statements:
        named += [i for i in (s.source, s.target, *s.topics, s.reported_by) if i]
    named += [ENTITIES[k].id for person, _, of in roles for k in (person, of) if k]
    named += [entity_id("COUNTRY", c) for i in named if (c := by_id[i].country)]
    made = tuple(
        Role(
            ENTITIES[p].id,
            title,
            ENTITIES[of].id if of else None,
        )
        for p, title, of in roles
    )
    return Annotated(
        article, tuple(by_id[i] for i in dict.fromkeys(named)), mentions, made, statements
    )


def every_predicate() -> Annotated:
    """Make an article with one sentence, and one statement, for each line of `SENTENCES`."""
    article = Article(
        "article:every",
        tuple(s[5] for s in SENTENCES),
        "Verden på én side",
        "Dagens Prøve",
        "da",
        "2024-03-01",
        "https://example.org/every",
    )
    made = tuple(
        statement(article, n, s[0], s[1], s[2], s[3], s[4]) for n, s in enumerate(SENTENCES)
    )
    surfaces = {e.name: key for key, e in ENTITIES.items()}
    roles = (
        ("holm", "udenrigsminister", "danmark"),
        ("levi", "forfatter", None),
        ("omar", "talsmand", "hamas"),
    )
    return annotated(article, surfaces, made, roles)


def threat(day: str) -> Annotated:
    """Make an article in which Iran threatens Israel again, on a day of May 2024."""
    article = Article(
        f"article:threat-{day}",
        (
            f"Iran truer Israel med hævn den {day}.",
            "- Vi hører ikke på trusler, siger Dan Levi.",
            "Hamas vil ikke true Israel i Kairo.",
        ),
        f"Ny trussel den {day}",
        "Aftenposten Prøve",
        "da",
        f"2024-05-{day}T08:30:00+02:00",
        f"https://example.org/threat/{day}",
    )
    made = (
        statement(article, 0, "THREATENED", "iran", "israel", (), "truer"),
        statement(article, 1, "SAID", "levi", None, (), "siger"),
        statement(
            article,
            2,
            "THREATENED",
            "hamas",
            "israel",
            ("kairo",),
            "vil ikke true",
            negated=True,
            modality="planned",
        ),
    )
    surfaces = {
        "Iran": "iran",
        "Israel": "israel",
        "Dan Levi": "levi",
        "Levi": "levi",
        "Hamas": "hamas",
        "Kairo": "kairo",
    }
    return annotated(
        article,
        surfaces,
        made,
        (("levi", "forsvarsminister", "israel"), ("levi", "rådgiver", "holm")),
    )


def reported() -> Annotated:
    """Make an article without a date in which Hamas says that Israel attacked Cairo."""
    article = Article(
        "article:reported",
        ("Hamas oplyser, at Israel angreb Kairo.", "Karen Holm besøgte Aarhus."),
        "Melding",
        "Prøvebureauet",
    )
    made = (
        statement(article, 0, "SAID", "hamas", None, ("israel", "kairo"), "oplyser"),
        statement(article, 0, "ATTACKED", "israel", "kairo", (), "angreb", reported_by="hamas"),
    )
    surfaces = {
        "Hamas": "hamas",
        "Israel": "israel",
        "Kairo": "kairo",
        "Karen Holm": "holm",
        "Aarhus": "aarhus",
    }
    return annotated(article, surfaces, made, (("holm", "udenrigsminister", "danmark"),))


def bare() -> Annotated:
    """Make an article in which nothing was found."""
    return Annotated(Article("article:bare", ("Det regner.",), published="2024-06-01"))


def articles() -> list[Annotated]:
    """Make every article of the fixture graph."""
    return [every_predicate(), threat("02"), threat("09"), threat("30"), reported(), bare()]
