"""A text is known however a paper has edited it; another one on the same event is another."""

from collections import Counter
from dataclasses import replace
from itertools import combinations, permutations

import pytest
from prints import ALL, CUT, OTHER, PAPERS, WIRE

from kg.identity import wording as module
from kg.identity.wording import wording

TOLD = "Broen over Smalsund bliver lukket for al trafik til foråret, siger ministeren i dag."


@pytest.mark.parametrize(
    "pair", list(combinations((WIRE, *PAPERS), 2)), ids=lambda p: f"{p[0].id}-{p[1].id}"
)
def test_prints_of_one_story_are_copies_of_each_other(pair):
    one, other = (wording(article.text) for article in pair)
    assert one.copies(other)


@pytest.mark.parametrize("article", [WIRE, *PAPERS], ids=lambda a: a.id)
def test_two_stories_about_one_event_stay_two(article):
    assert not wording(article.text).copies(wording(OTHER.text))


@pytest.mark.parametrize(
    "paragraph",
    [
        "<p>Broen over <b>Smal&shy;sund</b> bliver lukket for al trafik, siger ministeren.</p>",
        "BROEN  OVER SMALSUND - bliver lukket - for al trafik; siger ministeren",
        "Broen over Smalsund bliver lukket for al trafik, siger ministeren til Ritzau. /AFP/",
    ],
)
def test_case_marks_markup_and_agencies_tell_nothing(paragraph):
    plain = "Broen over Smalsund bliver lukket for al trafik, siger ministeren"
    words = [w for sentence in wording(paragraph).sentences for w in sentence]
    assert [w for w in words if w != "til"] == plain.casefold().replace(",", "").split()


def test_headings_bylines_and_credits_are_no_text():
    lines = ("Af Mogens Thue", "Skarp kritik", TOLD, "/ritzau/Reuters", "Foto: Ib Lund")
    assert wording("\n".join(lines)) == wording(TOLD)


def test_where_paragraphs_end_changes_neither_runs_nor_signs():
    apart, together = wording(WIRE.text), wording(WIRE.text.replace("\n", " "))
    assert apart.runs == together.runs
    assert len(set(apart.signs) & set(together.signs)) >= len(apart.signs) - 1


def test_short_text_has_no_sign_whatever_else_says_the_same():
    assert wording(TOLD).signs == ()
    assert wording(" ".join([TOLD] * 9)).signs == ()
    assert wording(f"{TOLD} Ingen har spurgt hende hvorfor, men det kommer de nok til snart.").signs


def test_long_text_has_no_more_signs_than_there_may_be():
    text = " ".join(
        f"Sætning nummer {n} handler om noget helt andet end de øvrige." for n in range(99)
    )
    assert len(wording(text).signs) <= module.SIGNS


def test_one_sign_in_common_is_enough_for_short_texts_alone():
    assert (module.enough(8, 16), module.enough(16, 8)) == (1, 1)
    assert (module.enough(9, 16), module.enough(9, 9)) == (2, 2)


def test_phrases_that_many_sentences_have_give_no_sign():
    things = ("broen", "skolen", "havnen", "museet", "parken", "torvet", "kirken", "teatret")
    sentences = [
        f"Formanden for {a} vil {does} {b}, hvis det nu og her er til at få råd til."
        for a, b in permutations(things, 2)
        for does in ("udvide", "nedlægge", "sælge", "fejre")
    ]
    bearers = Counter(sign for s in sentences for sign in wording(f"{s} {s[::-1]}").signs)
    assert max(bearers.values()) < len(things)


def test_signs_are_those_that_stores_already_hold():
    assert wording(CUT.text).signs[:3] == SIGNS


SIGNS = ("072c3d829486", "18a4829a93e8", "51135bf99d42")


def test_half_a_character_is_a_letter_like_others():
    assert wording(f"{WIRE.text} \ud800").signs


def test_texts_without_words_are_no_copies_of_each_other():
    assert not wording("").copies(wording("..."))


def test_fixture_texts_are_apart_in_the_order_of_their_ids():
    assert len({a.id for a in ALL}) == len(ALL) == len({replace(a, id="").text for a in ALL})
