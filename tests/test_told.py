"""What the scorer of statements and the ranking of references are told of a text."""

from dataclasses import replace

import pytest

from kg.language import build
from kg.language.coreference import refer
from kg.language.coreference.asked import Asked
from kg.language.coreference.features import _step, candidates, features, nobody
from kg.language.coreference.phrases import phrase_of
from kg.language.coreference.places import places_before
from kg.language.coreference.ranking import rank
from kg.language.coreference.weighing import weighing, weights
from kg.language.parsing import parse
from kg.language.pipeline import STEPS, begin
from kg.language.statements.cued import find_cued
from kg.language.statements.scoring.choose import proposed
from kg.language.statements.scoring.features import NUMBERS, WORDS
from kg.language.statements.statements import find_statements
from kg.model import Article

PERSONS = (
    "Læge Karen Lind leder Arla. Hun kritiserede Venstre.",
    "Karen Lind siger, at Arla og hun støtter planen i Norge.",
)
BODIES = (
    "Lægeforeningen Sol holdt møde. Selskabet Arla og avisen Politiken var der.",
    "Foreningen kritiserer Venstre. Avisen skriver, at direktøren for Arla rejser.",
)


def reading_of(paragraphs):
    article = Article("a", paragraphs, title="Arla rejser", published="2024-05-10")
    nlp = build("kg_da")
    reading = begin(nlp, *next(iter(parse(nlp, [article]))))
    for _, step, _ in STEPS:
        if step is not find_statements:
            step(reading)
    return reading


@pytest.mark.model
@pytest.mark.parametrize(
    ("cue", "entity", "told"),
    [
        (
            "kritiserede",
            "person:karen-lind",
            {
                "finders": "rule+subject",
                "subject word": "hun",
                "cue form": "Fin Past",
                "word after cue": "ORGANISATION",
            }
            | {"tree path": "|nsubj", "mention in tree": "PRON nsubj", "distance before": 1}
            | {"sentences back": 1, "tokens back": 5, "named often": 2, "subject there": 1}
            | {"has title": 1, "owns": 0, "mentions": 0, "word before cue": "hun"},
        ),
        (
            "kritiserede",
            "organisation:venstre",
            {"tree path": "|obj", "distance after": 1, "first here": 1, "within content": 1},
        ),
        (
            "støtter",
            "person:karen-lind",
            {"tree path": "obj|nsubj", "names between": 1, "is last": 1, "subject word": "PROPN "},
        ),
    ],
)
def test_the_scorer_is_told_how_who_may_be_a_source_stands_to_its_cue(cue, entity, told):
    reading = reading_of(PERSONS)
    cued = find_cued(reading)
    found = {
        (asked.cued.found.verb.text, proposal.entity): dict(zip(NUMBERS, numbers, strict=True))
        | dict(zip(WORDS, words, strict=True))
        for asked in proposed(reading, cued)
        for proposal, (numbers, words) in zip(asked.proposals, asked.told.rows(), strict=True)
    }[cue, entity]
    assert {name: found[name] for name in told} == told


@pytest.mark.model
def test_who_was_named_shortly_before_may_be_a_source_but_no_man_is_who_she_is():
    texts = (
        "Karen Lind kom i går. Planen er død, lyder det.",
        "Ole Bech er her. Det er slut, siger hun.",
    )
    found = [
        [p.entity for a in proposed(r, find_cued(r)) for p in a.proposals]
        for r in (reading_of((text,)) for text in texts)
    ]
    assert found == [["person:karen-lind"], []]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ('"Det passer ikke," smågriner Karen Lind.', True),
        ("Karen Lind smågriner ad Venstre.", False),
    ],
)
def test_what_is_a_cue_beside_speech_alone_is_allowed_there_alone(text, allowed):
    assert [cued.allowed for cued in find_cued(reading_of((text,)))] == [allowed]


@pytest.mark.model
def test_cues_come_in_the_order_of_the_text_inside_a_quote_and_outside():
    reading = reading_of(('"Vi støtter planen," siger Karen Lind.', "Hun kritiserer Venstre."))
    found = [cued.found.verb.text for cued in find_cued(reading)]
    assert found == ["støtter", "siger", "kritiserer"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("word", "entity", "told"),
    [
        ("Foreningen", "lægeforeningen", {"name ends", "first", "sort same", "spoke", "back 2"}),
        ("Foreningen", "lægeforeningen", {"last name", "quoted False False True", "named 1"}),
        ("Foreningen", "lægeforeningen", {"subject 2", "last subject 2"}),
        (
            "Foreningen",
            "arla",
            {"in title", "most", "share 1", "last subject rank 1", "sort other"},
        ),
        ("Avisen", "politiken", {"described", "definite described", "paragraphs 1", "rank 1"}),
        ("direktøren", "arla", {"owner True ORGANISATION", "misfits in title"}),
        ("direktøren", "avisen", {"governs True", "back 0", "owner False ORGANISATION"}),
        ("direktøren", "avisen", {"=direktøren ORGANISATION"}),
    ],
)
def test_the_ranking_is_told_what_speaks_for_whom_a_noun_may_mean(word, entity, told):
    reading = reading_of(BODIES)
    token = next(t for t in reading.doc if t.text == word)
    phrase = phrase_of(reading, token)
    among = candidates(reading, phrase)
    candidate = next(c for c in among if c.entity == f"organisation:{entity}")
    assert told - set(features(Asked(reading, phrase, among), candidate)) == set()


@pytest.mark.model
def test_the_ranking_is_told_what_speaks_for_nobody():
    reading = reading_of(BODIES)
    phrase = phrase_of(reading, next(t for t in reading.doc if t.text == "direktøren"))
    told = nobody(Asked(reading, phrase, candidates(reading, phrase)))
    assert {"nobody =direktøren", "nobody definite with nmod"} <= set(told)


@pytest.mark.model
def test_the_ranking_is_told_who_has_the_title_that_a_noun_says():
    reading = reading_of(
        ("Direktør Karen Lind rejste. Minister Bo Holm blev.", "Direktøren kritiserede Venstre.")
    )
    phrase = phrase_of(reading, next(t for t in reading.doc if t.text == "Direktøren"))
    among = candidates(reading, phrase)
    told = {c.entity: set(features(Asked(reading, phrase, among), c)) for c in among}
    same = {entity for entity, found in told.items() if "title same" in found}
    assert same == {"person:karen-lind"}


@pytest.mark.model
def test_the_scorer_is_told_whether_a_subject_has_a_title():
    reading = reading_of(("Formand Karen Lind kritiserede Venstre. Bo Holm støttede Norge.",))
    cued = find_cued(reading)
    place = NUMBERS.index("title in subject")
    assert [asked.told.cue[0][place] for asked in proposed(reading, cued)] == [True, False]


@pytest.mark.model
def test_the_places_of_entities_come_in_order_by_name_or_not():
    reading = reading_of(PERSONS)
    pronoun = next(t for t in reading.doc if t.text == "Hun")
    reading.references[pronoun.i] = "person:karen-lind"
    found = [(p.at, p.name is None) for p in places_before(reading, len(reading.doc) - 1)]
    assert found == sorted(found)
    assert {unnamed for _, unnamed in found} == {True, False}


AGAIN = (
    "Forbundet for fiskere hedder Havets Folk. Den 31-årige Ida Bo taler for Mejeriet Sol.",
    "Forbundet støtter planen. Den 31-årige rejste. Mejeristerne var der, mejerierne ikke.",
)


@pytest.mark.model
@pytest.mark.parametrize(
    ("at", "entity", "told"),
    [
        ("Forbundet", "organisation:havets-folk", {"word before same", "noun near"}),
        ("Forbundet", "person:ida-bo", {"word before other"}),
        ("31-årige", "person:ida-bo", {"age same"}),
        ("31-årige", "organisation:havets-folk", {"age other"}),
        ("Mejeristerne", "organisation:mejeriet-sol", {"name alike"}),
    ],
)
def test_what_stood_around_a_name_tells_whom_a_noun_means_later(at, entity, told):
    reading = reading_of(AGAIN)
    reading.references.clear()
    first, *_ = [t for t in reading.doc if t.text == "Forbundet"]
    reading.references[first.i] = "organisation:havets-folk"
    token = [t for t in reading.doc if t.text == at][-1]
    phrase = phrase_of(reading, token)
    among = candidates(reading, phrase)
    candidate = next(c for c in among if c.entity == entity)
    assert told - set(features(Asked(reading, phrase, among), candidate)) == set()


@pytest.mark.model
def test_who_wrote_an_article_is_nobody_that_it_tells_of():
    written = Article("w", ("Af Ida Bo, Oslo", "Lone Juhl rejste. Hun støtter Arla."))
    for article, expected in ((replace(written, byline="Ida Bo"), 1), (written, 2)):
        reading = begin(build("kg_da"), *next(iter(parse(build("kg_da"), [article]))))
        for _, step, _ in STEPS:
            step(reading)
        token = next(t for t in reading.doc if t.text == "Hun")
        persons = [c for c in candidates(reading, phrase_of(reading, token)) if c.kind == "PERSON"]
        assert len(persons) == expected


def test_distances_and_numbers_are_told_in_steps():
    assert [_step(number) for number in (0, 1, 4, 8, 20)] == [0, 1, 3, 5, 9]


@pytest.mark.model
@pytest.mark.parametrize(("paragraphs", "word"), [(BODIES, "Foreningen"), (PERSONS, "Hun")])
def test_what_the_ranking_weighs_is_what_it_is_told(paragraphs, word):
    reading, known = reading_of(paragraphs), weighing("da")
    phrase = phrase_of(reading, next(t for t in reading.doc if t.text == word))
    asked = Asked(reading, phrase, candidates(reading, phrase))
    table = weights("da")
    expected = {
        c.entity: sum(table.get(f, 0.0) for f in set(features(asked, c))) for c in asked.among
    }
    assert known.sums(asked, ()) == pytest.approx(expected)
    assert known.of_nobody(asked) == pytest.approx(sum(table.get(f, 0.0) for f in nobody(asked)))
    assert known.sums(asked, expected) == {}


@pytest.mark.model
def test_a_noun_that_is_new_or_of_no_kind_means_nobody_and_is_not_ranked(monkeypatch):
    ranked = set()

    def spy(reading, phrase, *rest):
        ranked.add(phrase.token.text)
        return rank(reading, phrase, *rest)

    monkeypatch.setattr(refer, "rank", spy)
    reading = reading_of(
        ("Karen Lind leder Arla.", "Planen glæder en læge, lægen og den 31-årige vikar.")
    )
    for token in reading.doc:
        refer.actors(reading, token)
    assert ranked == {"lægen", "31-årige", "vikar"}
