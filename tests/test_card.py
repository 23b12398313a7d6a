"""The card of statements: its kinds, what is taken away, and how it counts."""

from random import Random

import pytest

from corpus.blocks import with_block
from corpus.card.__main__ import CARD, by, libel, missed
from corpus.card.ablation import ALTERNATIVES, ablated
from corpus.card.constructions import CONSTRUCTIONS, NAMED, PRONOUN, construction, place, words_of
from corpus.card.measured import EDGE, PREDICATE, SOURCE, WRONG, Judged, parsed_part, readings
from corpus.card.reliability import bins, plot
from corpus.card.renamed import Names, exchange, persons, renamed
from kg.model import Article

TEXT = (
    "Karen Juhl sagde, at vejen er lukket. ¶ Ole Bech kritiserede Norge, og han truede Sverige. ¶ "
    "Ifølge Norge er aftalen klar. ¶ Tysklands kansler, Eva Lind, afviste planen. ¶ "
    "Norge, der støtter Ukraine, har inviteret Karen Juhl. Hun roste Norge."
)


def article(text):
    return Article("one", tuple(text.split(" ¶ ")), published="2024-05-10")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "cue", "kind"),
    [
        ("Karen Juhl: Vi giver ikke op.", ":", "a colon"),
        ("Ifølge Norge er aftalen klar.", "Ifølge", "*ifølge*"),
        ("Norges støtte til Ukraine vokser.", "støtte", "a noun"),
        ("Norge kritiseres af Sverige.", "kritiseres", "a passive"),
        ("Norge er utilfreds med planen.", "utilfreds", "an adjective"),
        ("Norge, der støtter Ukraine, er klar.", "støtter", "in a relative clause"),
        ("Norge vil støtte Ukraine.", "støtte", "an infinitive"),
        ("Norge roser Ukraine og kritiserer Rusland.", "kritiserer", "joined to another verb"),
        ("Aftalen er klar, siger Karen Juhl.", "siger", "before its subject"),
        ("Norge siger nej til planen.", "siger nej til", "of several words"),
        ("Norge roser Ukraine.", "roser", "a verb after its subject"),
    ],
)
def test_a_cue_has_a_construction(text, cue, kind):
    (reading,) = readings(parsed_part([article(text)], {}))
    start = text.index(cue)
    assert construction(reading, words_of(reading, start, start + len(cue))) == kind
    assert kind in CONSTRUCTIONS


@pytest.mark.model
def test_a_source_is_named_in_the_sentence_or_a_pronoun_of_it():
    text = "Karen Juhl sagde nej. Hun roste Norge."
    (reading,) = readings(parsed_part([article(text)], {}))
    source = {"spans": [{"start": 0, "end": 10}, {"start": 22, "end": 25}]}
    said, praised = (words_of(reading, at, at + 1) for at in (text.index("sagde"), 26))
    assert place(reading, said, source) == NAMED
    assert place(reading, praised, source) == PRONOUN


@pytest.mark.model
def test_whatever_is_taken_away_is_missed():
    part = parsed_part([article(TEXT)], {})
    gold = {
        "entities": [
            {"id": f"e{n}", "type": kind, "name": name, "mentions": [name]} | code
            for n, (kind, name, code) in enumerate(
                [
                    ("PERSON", "Karen Juhl", {}),
                    ("PERSON", "Ole Bech", {}),
                    ("COUNTRY", "Norge", {"code": "NO"}),
                    ("PERSON", "Eva Lind", {}),
                ]
            )
        ],
        "roles": [],
        "statements": [
            {"paragraph": p, "source": s, "predicate": k, "cue": c, "target": None, "text": ""}
            for p, s, k, c in [
                (0, "e0", "SAID", "sagde"),
                (1, "e1", "CRITICISED", "kritiserede"),
                (1, "e1", "THREATENED", "truede"),
                (2, "e2", "SAID", "Ifølge"),
                (3, "e3", "REJECTED", "afviste"),
                (4, "e2", "SUPPORTED", "støtter"),
                (4, "e0", "PRAISED", "roste"),
            ]
        ],
    }
    part.gold["one"] = gold
    found = {name: figures["attribution"]["tp"] for name, figures in ablated(part)}
    assert [*found] == [name for name, *_ in ALTERNATIVES]
    assert found["everything on"] == 7
    assert found["without coreference"] < 7
    assert found["without the lexicon"] == 1
    assert found["without the rules for sources"] < 7


def statement(right, confidence=None, predicate="SAID"):
    return Judged(predicate, "direct", CONSTRUCTIONS[0], "PERSON", NAMED, confidence, right)


def test_a_row_counts_what_is_right_of_the_gold_and_of_what_is_found():
    gold = [statement(EDGE), statement(PREDICATE), statement(SOURCE), statement(WRONG)]
    rows = by(lambda s: s.predicate, ["SAID", "MET"], gold, [statement(EDGE)] * 2, PREDICATE)
    assert [*rows] == [("SAID", 4, 2, "1.000", "0.500", "0.667", "0.250")]


def test_the_kinds_of_which_most_are_missed_come_first():
    gold = [statement(WRONG)] * 10 + [statement(EDGE, predicate="MET")] * 30
    first, *_ = missed([*gold, *[statement(WRONG, predicate="AIDED")] * 9])
    assert first == ("SAID", 10, "1.00")


def test_what_may_be_libel_is_counted_with_what_is_right_of_it():
    found = [statement(PREDICATE, predicate="KILLED"), statement(SOURCE, predicate="ACCUSED")]
    assert " 2 statements are made on the test part, 1 of them " in libel([*found, statement(EDGE)])


def test_a_bin_says_how_many_are_right_and_between_which_shares(tmp_path):
    found = [statement(EDGE, 0.9), statement(EDGE, 1.0), statement(SOURCE, 0.95)]
    low, high = bins([*found, statement(EDGE, 0.45), statement(EDGE)])
    assert (low.number, low.right, low.mean) == (1, 1, 0.45)
    assert (high.number, high.right, round(high.mean, 2)) == (3, 2, 0.95)
    assert [round(end, 2) for end in high.interval] == [0.21, 0.94]
    plot([low, high], str(tmp_path / "plot.svg"))
    assert "share that is right" in (tmp_path / "plot.svg").read_text("utf-8")


def test_persons_get_other_names_of_their_sex_wherever_they_are_named():
    gold = {
        "entities": [
            {"id": "a", "type": "PERSON", "name": "Karen Juhl", "mentions": ["Karen Juhl", "Juhl"]},
            {"id": "b", "type": "PERSON", "name": "Pele", "mentions": ["Pele"]},
            {"id": "c", "type": "ORGANISATION", "name": "Ole Bechs Fond", "mentions": []},
            {"id": "d", "type": "PERSON", "name": "Ole Bech", "mentions": ["Bech"]},
        ]
    }
    names = Names({"female": ["Amina"], "male": ["Omar"]}, ["Aziz"])
    assert persons(gold) == {"a": "female", "d": "male"}
    new = exchange(gold, names, Random(1))  # noqa: S311
    assert new == {"Karen": "Amina", "Juhl": "Aziz", "Bech": "Aziz"}
    assert renamed("Karen Juhl og Juhls mor. Juhlen.", new) == "Amina Aziz og Aziz' mor. Juhlen."
    assert renamed("Karens bil", new) == "Aminas bil"


def test_the_card_has_a_place_for_each_table_and_they_are_filled():
    text = CARD.read_text("utf-8")
    for name in ("predicates", "forms", "constructions", "places", "sources", "names", "missed"):
        assert "\n\nnew\n\n" in with_block(text, name, "new", CARD)
        assert f"<!-- {name} -->\n\n|" in text
    for name in ("means", "reliability", "libel"):
        assert "\n\nnew\n\n" in with_block(text, name, "new", CARD)
