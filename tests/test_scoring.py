"""The scorer runs its tables as they were trained, and chooses by what it is told."""

import shutil
from types import SimpleNamespace

import numpy as np
import pytest

from kg.errors import RunError
from kg.language.reading import Quote
from kg.language.statements.content import Content
from kg.language.statements.cued import Cued
from kg.language.statements.scoring import features, scorer, sureness
from kg.language.statements.scoring.choose import (
    Scored,
    likeliest,
    may_have_source,
    one_speaker,
)
from kg.language.statements.scoring.proposals import Proposal
from kg.language.statements.scoring.scorer import Choice, Model, Told, load_scorer, read_trees

TREES = """tree\tfeature\tlimit\tlow\thigh\tvalue\tdepth
0\t0\t2.5\t1\t2\t0\t0
0\t-1\t0\t1\t1\t-1\t1
0\t1\t0.5\t3\t4\t0\t1
0\t-1\t0\t3\t3\t1\t2
0\t-1\t0\t4\t4\t2\t2
1\t-1\t0\t5\t5\t0.5\t0
"""


@pytest.fixture
def trees(tmp_path):
    (tmp_path / "a.trees.tsv").write_text(TREES, "utf-8")
    return read_trees(tmp_path / "a.trees.tsv")


def test_trees_go_low_up_to_the_limit_and_add_up(trees):
    rows = np.array([[2.5, 9.0], [2.6, 0.5], [2.6, 0.6]])
    assert trees.sums(rows).tolist() == [-0.5, 1.5, 2.5]


def test_a_word_is_worth_what_was_counted_and_an_unknown_one_the_average(trees):
    model = Model(trees, [{"siger": 0.9}], 0.2)
    known, unknown = model.scores([([3.0], ["siger"]), ([3.0], ["hoster"])])
    assert known == pytest.approx(1 / (1 + np.exp(-2.5)))
    assert unknown == pytest.approx(1 / (1 + np.exp(-1.5)))
    assert model.scores([]) == []


def test_who_may_be_the_source_of_a_cue_is_scored_with_what_is_told_of_the_cue(trees):
    model = Model(trees, [{"siger": 2.6}, {"subject": 0.9}], 0.2)
    cues = [
        Told(([2.6], ["siger"]), [([0.5], ["subject"]), ([0.6], ["before"])]),
        Told(([2.5], ["hoster"]), [([9.0], ["subject"])]),
    ]
    rows = [row for told in cues for row in told.rows()]
    assert rows[1] == ([2.6, 0.6], ["siger", "before"])
    chances = model.chances(cues)
    assert [len(each) for each in chances] == [2, 1]
    assert [chance for each in chances for chance in each] == pytest.approx(model.scores(rows))
    assert len({chance for each in chances for chance in each}) == 3
    assert model.knows(cues[0])
    assert not model.knows(cues[1])
    assert model.chances([]) == []


def test_a_confidence_lies_in_proportion_between_those_that_were_measured():
    choice = Choice(0.3, 0.3, 0.0, 0.5, [(0.2, 0.4), (0.6, 0.8)])
    assert [choice.confidence(c) for c in (0.1, 0.2, 0.4, 0.6, 0.9)] == [0.4, 0.4, 0.6, 0.8, 0.8]


def test_the_tables_that_ship_fit_the_features_of_the_code():
    shipped = load_scorer("da")
    for model, described in ((shipped.sources, features), (shipped.statements, sureness)):
        assert len(model.worth) == len(described.WORDS)
        width = len(described.NUMBERS) + len(described.WORDS)
        assert 0 <= model.trees.feature.max() < width
    shares = [share for _, share in shipped.choice.calibration]
    assert shares == sorted(shares)


@pytest.mark.parametrize("broken", ["choice.json", "sources.trees.tsv", "statements.words.tsv"])
def test_a_scorer_that_is_not_whole_says_which_it_is(tmp_path, monkeypatch, broken):
    shutil.copytree(scorer.ROOT / "da/scorer", tmp_path / "da/scorer")
    (tmp_path / "da/scorer" / broken).write_text("x\n1\n", "utf-8")
    monkeypatch.setattr(scorer, "ROOT", tmp_path)
    load_scorer.cache_clear()
    with pytest.raises(RunError, match="the scorer of statements cannot be read"):
        load_scorer("da")
    load_scorer.cache_clear()


QUOTE = Quote(1, 5, 0, 6)


def cue(*named, content=None):
    return Cued(None, "verb", content, list(named))


def scored(cued, entity, chance):
    return Scored(Proposal(cued, entity, ("rule", "subject")), chance)


def test_the_likeliest_source_is_chosen_with_those_that_the_rules_name_beside_it():
    both = cue("a", "b")
    proposed = [Proposal(both, entity, ("rule", "subject")) for entity in "bac"]
    chosen = likeliest(proposed, [0.5, 0.8, 0.7], 0.4)
    assert [s.proposal.entity for s in chosen] == ["a", "b"]
    assert [s.other for s in chosen] == [0.7, 0.7]
    assert chosen[0].rule == "verb/subject"


def test_a_source_that_is_not_likely_enough_is_none():
    assert likeliest([Proposal(cue("a"), "a", ("rule",))], [0.3], 0.4) == []


def test_a_quote_has_one_speaker_whatever_stands_beside_it():
    first, second, same = (cue(content=Content(1, 5, "direct", QUOTE)) for _ in range(3))
    kept = one_speaker(
        [[scored(first, "a", 0.9)], [scored(second, "b", 0.6)], [scored(same, "a", 0.5)]]
    )
    assert [s[0].proposal.entity for s in kept] == ["a", "a"]


SAYS = Content(3, 9, "indirect")


@pytest.mark.parametrize(
    ("label", "content", "changes", "asked"),
    [
        ("ROOT", SAYS, {}, True),
        ("conj", SAYS, {}, True),
        ("acl:relcl", SAYS, {}, False),
        ("ROOT", Content(3, 9, "reported"), {}, False),
        ("ROOT", None, {}, False),
        ("ROOT", SAYS, {"speaker": "a"}, False),
        ("ROOT", SAYS, {"barred": True}, False),
        ("acl:relcl", None, {"named": ["a"]}, True),
        ("ROOT", SAYS, {"named": ["a"], "barred": True}, False),
    ],
)
def test_a_source_that_the_rules_do_not_see_is_sought_of_what_a_main_clause_says(
    label, content, changes, asked
):
    found = SimpleNamespace(verb=SimpleNamespace(dep_=label))
    told = Cued(found, "verb", content, **{"named": [], **changes})
    assert may_have_source(told) is asked
