"""What two sides say: contradictions, changed positions, answers, chains and paths between them."""

from itertools import pairwise

import fixture
import pytest
from test_catalogue import answer

from kg.model import Article


def printed(outlet, day, said):
    """Make an article with a paragraph and a statement for each that is said."""
    text = tuple(paragraph for paragraph, *_ in said)
    article = Article(f"article:{outlet}", text, outlet, outlet, "da", f"2024-05-{day}")
    made = tuple(
        fixture.statement(article, n, predicate, source, target, topics, cue, **more)
        for n, (_, cue, predicate, source, target, topics, more) in enumerate(said)
    )
    return fixture.annotated(article, {"Israel": "israel", "Kairo": "kairo"}, made)


#: Topics of one statement, in the order of its text.
TWO = ("hamas", "kairo")
FIRST = (
    ("Iran bekræfter, at Hamas er med.", "bekræfter", "CONFIRMED", "iran", None, ("hamas",), {}),
    ("Danmark støtter Israel i sagen.", "støtter", "SUPPORTED", "danmark", "israel", (), {}),
    ("Israel truer Iran med et angreb.", "truer", "THREATENED", "israel", "iran", (), {}),
    ("USA kan støtte Iran.", "støtte", "SUPPORTED", "usa", "iran", (), {"modality": "possible"}),
)
SECOND = (
    ("Israel benægter, at Hamas er med.", "benægter", "DENIED", "israel", None, ("hamas",), {}),
    ("Danmark kritiserer Israel for det.", "kritiserer", "CRITICISED", "danmark", "israel", (), {}),
    ("Iran truer Israel med et svar.", "truer", "THREATENED", "iran", "israel", (), {}),
    (
        "Hamas siger, at Israel har angrebet Kairo.",
        "angrebet",
        "ATTACKED",
        "israel",
        "kairo",
        (),
        {"reported_by": "hamas"},
    ),
    (
        "Israel har ikke angrebet Kairo, siger FN.",
        "har ikke angrebet",
        "ATTACKED",
        "israel",
        "kairo",
        (),
        {"reported_by": "fn", "negated": True},
    ),
    ("USA kritiserer Iran.", "kritiserer", "CRITICISED", "usa", "iran", (), {}),
)


@pytest.fixture
def sides(store):
    """Open a store in which two papers tell of the same things, one two days after the other."""
    store.write([printed("Fjordposten", "01", FIRST), printed("Kystavisen", "03", SECOND)])
    return store


def rows(store, query, columns, /, **given):
    found = answer(store, query, **given).records()
    return [tuple(row[c] for c in columns.split()) for row in found]


def test_what_is_confirmed_here_and_denied_there_stands_beside_each_other(sides):
    columns = "source predicate about confirmed_by confirmed_in denied_by denied_in"
    heard = (None, "CONFIRMED", "Hamas", "Iran", "Fjordposten", "Israel", "Kystavisen")
    done = ("Israel", "ATTACKED", "Kairo", "Hamas", "Kystavisen", "FN", "Kystavisen")
    assert rows(sides, "contradictions", columns) == [heard, done]
    assert rows(sides, "contradictions", columns, name="FN") == [done]
    assert rows(sides, "contradictions", columns, name="Israel") == [heard, done]
    assert rows(sides, "contradictions", columns, until="2024-05-02") == []
    columns = "confirmed denied confirmations denials"
    assert rows(sides, "contradictions", columns, name="Kairo") == [
        ("Kairo", "Kairo, siger FN", 1, 1)
    ]


def test_contradictions_are_found_by_a_topic(store):
    lines = (
        ("USA lover hjælp til Kairo.", "lover", "PROMISED", "usa", None, ("kairo",), {}),
        (
            "USA lover ikke Kairo noget.",
            "lover",
            "PROMISED",
            "usa",
            None,
            ("kairo",),
            {"negated": True},
        ),
    )
    store.write([printed("Fjordposten", "01", lines)])
    assert rows(store, "contradictions", "source about", name="Kairo") == [("USA", "Kairo")]


def test_who_shares_one_topic_of_several_contradicts_nobody(store):
    lines = (
        ("USA bekræfter, at Hamas er i Kairo.", "bekræfter", "CONFIRMED", "usa", None, TWO, {}),
        ("Iran benægter, at Hamas er med.", "benægter", "DENIED", "iran", None, ("hamas",), {}),
    )
    other = ("I Kairo er Hamas ikke, siger FN.", "siger", "DENIED", "fn", None, TWO[::-1], {})
    store.write([printed("Fjordposten", "01", lines)])
    assert rows(store, "contradictions", "about") == []
    store.write([printed("Kystavisen", "03", (other,))])
    columns = "about confirmed_by denied_by"
    both = [("Hamas, Kairo", "USA", "FN")]
    assert rows(store, "contradictions", columns) == both
    assert rows(store, "contradictions", columns, name="Kairo") == both


def test_who_was_for_it_and_then_against_it_changed_position(sides):
    columns = "source about before before_on after after_on before_negated"
    changed = ("Danmark", "Israel", "SUPPORTED", "2024-05-01", "CRITICISED", "2024-05-03", False)
    # That the USA may support somebody is no position.
    assert rows(sides, "changed-position", columns) == [changed]
    assert rows(sides, "changed-position", columns, name="Iran") == []
    assert rows(sides, "changed-position", columns, since="2024-05-02") == []


@pytest.fixture
def claimed(store):
    """Open a store in which a third tells of what two others did, and thought of each other."""
    first = (
        ("Iran støtter USA, siger FN.", "støtter", "SUPPORTED", "iran", "usa", (), "fn"),
        (
            "Hamas siger, at Israel angreb Iran.",
            "angreb",
            "ATTACKED",
            "israel",
            "iran",
            (),
            "hamas",
        ),
    )
    second = (
        ("Iran kritiserer USA.", "kritiserer", "CRITICISED", "iran", "usa", (), "iran"),
        ("Iran truer Israel.", "truer", "THREATENED", "iran", "israel", (), None),
    )
    store.write(
        [
            printed(outlet, day, [(*line[:6], {"reported_by": line[6]}) for line in lines])
            for outlet, day, lines in (("Fjordposten", "01", first), ("Kystavisen", "03", second))
        ]
    )
    return store


def test_what_others_claim_counts_where_it_is_asked_for(claimed):
    columns = "source about before before_claimed_by after after_claimed_by"
    assert rows(claimed, "changed-position", columns) == []
    assert rows(claimed, "changed-position", columns, claims=True) == [
        ("Iran", "USA", "SUPPORTED", "FN", "CRITICISED", None)
    ]
    columns = "source predicate claimed_by answered_by answer answer_claimed_by"
    assert rows(claimed, "answers", columns) == []
    assert rows(claimed, "answers", columns, claims=True) == [
        ("Israel", "ATTACKED", "Hamas", "Iran", "THREATENED", None)
    ]


def test_what_comes_back_within_the_days_is_an_answer(sides):
    columns = "source predicate answered_by answer days"
    assert rows(sides, "answers", columns) == [("Israel", "THREATENED", "Iran", "THREATENED", 2)]
    assert rows(sides, "answers", columns, days=1) == []
    assert rows(sides, "answers", columns, name="USA") == []


def test_a_chain_is_as_strong_as_its_weaker_step(sides):
    columns = "a b c a_to_b b_to_c"
    found = [("Danmark", "Israel", "Iran", 2, 1), ("Danmark", "Israel", "Kairo", 2, 1)]
    assert rows(sides, "chains", columns, name="Danmark") == found
    conflict = [("Danmark", "Israel", "Iran", 1, 1), ("Danmark", "Israel", "Kairo", 1, 1)]
    assert rows(sides, "chains", columns, name="Danmark", quad="conflict") == conflict
    assert rows(sides, "chains", columns, name="Danmark", quad="material") == []


def test_the_shortest_ways_go_over_names(sides):
    columns = "steps path ways"
    assert rows(sides, "path", columns, a="Danmark", b="Iran") == [
        (2, ["Danmark", "Israel", "Iran"], 4)
    ]
    assert rows(sides, "path", columns, a="Danmark", b="Kairo") == [
        (2, ["Danmark", "Israel", "Kairo"], 4)
    ]
    assert rows(sides, "path", columns, a="Danmark", b="FN") == []


#: Who acts on whom, how often: from Denmark four steps to the UN, by two ways for the most part.
ACTS = (
    ("danmark", "iran", 8),
    ("iran", "hamas", 8),
    ("usa", "danmark", 1),
    ("usa", "hamas", 2),
    ("hamas", "israel", 8),
    ("fn", "israel", 1),
    ("israel", "israel", 1),
)


@pytest.fixture
def chained(store):
    """Open a store in which names are apart by up to four steps, each told of up to eight times."""
    lines = [
        (f"Nummer {number} af {source} truer {target}.", "truer", "THREATENED", source, target)
        for source, target, times in ACTS
        for number in range(times)
    ]
    store.write([printed("Fjordposten", "01", [(*line, (), {}) for line in lines])])
    return store


def test_every_chain_of_statements_along_the_shortest_ways_is_counted(chained):
    columns = "steps path ways"
    over = (["Danmark", "Iran", "Hamas"], ["Danmark", "USA", "Hamas"])
    for more, times, b in (
        ([], 1, "Hamas"),
        (["Israel"], 8, "Israel"),
        (["Israel", "FN"], 8, "FN"),
    ):
        ways = [(2 + len(more), [*names, *more], n) for names, n in zip(over, (64, 2), strict=True)]
        ways = [(steps, names, n * times) for steps, names, n in ways]
        assert rows(chained, "path", columns, a="Danmark", b=b) == ways
        back = [(steps, names[::-1], n) for steps, names, n in ways]
        assert rows(chained, "path", columns, a=b, b="Danmark") == back
        assert rows(chained, "path", columns, a="Danmark", b=b, limit=1) == ways[:1]
    [one] = rows(chained, "path", columns, a="FN", b="Israel")
    assert one == (1, ["FN", "Israel"], 1)


def test_the_example_of_a_way_is_a_chain_of_statements(chained):
    columns = "path predicates statement_ids path_ids"
    [(path, predicates, ids, names_of), _] = rows(chained, "path", columns, a="FN", b="Danmark")
    assert predicates == ["THREATENED"] * 4
    asked = "MATCH (s:Statement) WHERE s.id IN $ids RETURN s.id, s.source, s.target"
    ends = {i: {source, target} for i, source, target in chained.read(asked, {"ids": ids}).rows}
    names = dict(chained.read("MATCH (e:Entity) RETURN e.id, e.name").rows)
    assert [names[identity] for identity in names_of] == path
    steps = [{names[end] for end in ends[i]} for i in ids]
    assert steps == [set(pair) for pair in pairwise(path)]


def test_what_is_neither_cooperation_nor_conflict_is_no_part_of_a_balance(store):
    lines = (
        ("Iran siger til USA, at det er sent.", "siger", "SAID", "iran", "usa", (), {}),
        ("USA truer Iran.", "truer", "THREATENED", "usa", "iran", (), {}),
    )
    store.write([printed("Fjordposten", "01", lines), printed("Kystavisen", "03", lines[:1])])
    columns = "source target balance independent"
    assert rows(store, "conflict-balance", columns) == [("USA", "Iran", -1, 1)]
    assert rows(store, "escalation", "period independent", by="day") == [("2024-05-01", 1)]
