"""What the questions of the catalogue answer on the fixture graph, worked out by hand."""

import fixture
import pytest
from test_catalogue import answer

#: A query, what it is given, columns of its answer, and these of every row.
EXAMPLES = (
    (
        "threats",
        {"name": "Hamas", "limit": 1},
        "source target topics text claimed_by negated modality confidence",
        [("Hamas", "Israel", ["Kairo"], "Israel i Kairo", None, True, "planned", 0.75)],
    ),
    (
        "claims",
        {},
        "claimed_by source predicate target topics negated modality confidence",
        [("Hamas", "Israel", "ATTACKED", "Kairo", [], False, "asserted", 0.75)],
    ),
    (
        "about",
        {"name": "Kairo", "until": "2024-03"},
        "source predicate target topics directed negated modality confidence",
        [
            ("FN", "ANNOUNCED", None, ["Kairo"], False, False, "asserted", 0.75),
            ("Iran", "SEIZED", "Kairo", [], True, False, "asserted", 0.75),
            ("FN", "ACQUIRED", "Kairo", [], True, False, "asserted", 0.75),
        ],
    ),
    (
        "said",
        {"name": "Hamas", "since": "2024-05-30"},
        "target topics form claimed_by negated modality confidence",
        [("Israel", ["Kairo"], "indirect", None, True, "planned", 0.75)],
    ),
    (
        "between",
        {"a": "Hamas", "b": "Israel", "since": "2024-05-30"},
        "source target topics claimed_by negated modality confidence",
        [("Hamas", "Israel", ["Kairo"], None, True, "planned", 0.75)],
    ),
    (
        "timeline",
        {"name": "Kairo"},
        "day source predicate target topics claimed_by negated modality confidence",
        [
            ("", "Israel", "ATTACKED", "Kairo", [], "Hamas", False, "asserted", 0.75),
            ("2024-03-01", "Iran", "SEIZED", "Kairo", [], None, False, "asserted", 0.75),
            ("2024-03-01", "FN", "ACQUIRED", "Kairo", [], None, False, "asserted", 0.75),
        ],
    ),
    (
        "evidence",
        {"statement_id": fixture.reported().statements[1].id},
        "source target topics claimed_by negated modality confidence cue",
        [("Israel", "Kairo", [], "Hamas", False, "asserted", 0.75, "angreb")],
    ),
    ("accusations", {}, "source target", [("Dan Levi", "FN"), ("Israel", "Iran")]),
    ("accusations", {"name": "fn"}, "source negated", [("Dan Levi", False)]),
    ("promises", {}, "source target", [("USA", "Israel"), ("Hamas", "Egypten")]),
    ("meetings", {}, "source target", [("Karen Holm", "Dan Levi"), ("Hamas", "Israel")]),
    (
        "denied",
        {},
        "source target topics modality",
        [("Hamas", "Israel", ["Kairo"], "planned")] * 3
        + [("Iran", None, [], "asserted"), ("Israel", "Egypten", [], "asserted")],
    ),
    (
        "claims-about",
        {"name": "Israel"},
        "claimed_by source predicate target confidence",
        [("Hamas", "Israel", "ATTACKED", "Kairo", 0.75)],
    ),
    (
        "said-about",
        {"a": "Karen Holm", "b": "IRAN"},
        "predicate target topics",
        [("SAID", None, ["Iran", "USA"])],
    ),
    (
        "source-audit",
        {"until": "2024-03"},
        "kind sources quotes direct",
        [("country", 5, 22, 0), ("person", 4, 8, 0), ("organisation", 3, 6, 0)],
    ),
    (
        "source-audit",
        {},
        "kind sources quotes direct",
        [("country", 5, 26, 0), ("person", 4, 11, 3), ("organisation", 3, 10, 0)],
    ),
    (
        "quotes-by-outlet",
        {},
        "outlet quotes direct direct_share sources articles",
        [
            ("Dagens Prøve", 36, 0, 0.0, 12, 1),
            ("Aftenposten Prøve", 9, 3, 1 / 3, 3, 3),
            ("Prøvebureauet", 2, 0, 0.0, 2, 1),
        ],
    ),
    (
        "quoted-about",
        {"name": "Iran"},
        "source quotes outlets",
        [
            ("USA", 2, ["Dagens Prøve"]),
            ("Danmark", 1, ["Dagens Prøve"]),
            ("Israel", 1, ["Dagens Prøve"]),
            ("Dan Levi", 1, ["Dagens Prøve"]),
            ("Karen Holm", 1, ["Dagens Prøve"]),
        ],
    ),
    (
        "statement-types",
        {"since": "2024-05"},
        "outlet predicate statements negated",
        [("Aftenposten Prøve", "THREATENED", 6, 3), ("Aftenposten Prøve", "SAID", 3, 0)],
    ),
    (
        "freshness",
        {"today": "2024-06-11"},
        "outlet newest days articles undated",
        [
            ("Prøvebureauet", None, None, 1, 1),
            ("Dagens Prøve", "2024-03-01", 102, 1, 0),
            ("Aftenposten Prøve", "2024-05-30T08:30:00+02:00", 12, 3, 0),
            ("", "2024-06-01", 10, 1, 0),
        ],
    ),
    ("silent", {}, "name kind articles", [("Kairo", "place", 5), ("Aarhus", "place", 2)]),
    ("places", {}, "place country articles", [("Kairo", "Egypten", 5), ("Aarhus", "Danmark", 2)]),
    (
        "first-mention",
        {"name": "Hamas"},
        "outlet article_id",
        [
            ("Dagens Prøve", "article:every"),
            ("Aftenposten Prøve", "article:threat-02"),
            ("Prøvebureauet", "article:reported"),
        ],
    ),
    ("alliances", {}, "a b a_to_b b_to_a", [("Egypten", "Hamas", 1, 1)]),
    ("new-pairs", {"since": "2024-04"}, "source target", []),
    ("new-pairs", {"limit": 1}, "source target first", [("Danmark", "Egypten", "2024-03-01")]),
    (
        "ego",
        {"name": "Bak"},
        "other outgoing incoming",
        [("Egypten", 0, 1), ("Israel", 1, 0)],
    ),
    (
        "escalation",
        {"name": "Israel", "since": "2024-05"},
        "period verbal_conflict material_conflict independent",
        [("2024-05", 3, 0, 3)],
    ),
    (
        "escalation",
        {"name": "Israel", "since": "2024-05", "by": "week"},
        "period verbal_conflict independent",
        [("2024-W18", 1, 1), ("2024-W19", 1, 1), ("2024-W22", 1, 1)],
    ),
    ("escalation", {"by": "day", "limit": 1}, "period", [("2024-03-01",)]),
    ("escalation", {"by": "year"}, "period", [("2024",)]),
    ("escalation", {"by": "fortnight"}, "period", []),
    (
        "source-audit",
        {"by": "title"},
        "kind sources quotes direct_share",
        [
            ("", 9, 37, 0.0),
            ("forsvarsminister", 1, 5, 0.6),
            ("rådgiver", 1, 5, 0.6),
            ("udenrigsminister", 1, 4, 0.0),
            ("talsmand", 1, 1, 0.0),
        ],
    ),
    (
        "source-audit",
        {"by": "of", "limit": 4},
        "kind quotes share",
        [
            ("", 37, 37 / 47),
            ("Israel", 5, 5 / 47),
            ("Karen Holm", 5, 5 / 47),
            ("Danmark", 4, 4 / 47),
        ],
    ),
    (
        "source-audit",
        {"by": "gender"},
        "kind sources quotes",
        [("no person", 8, 36), ("male", 2, 6), ("female", 1, 4), ("unknown", 1, 1)],
    ),
    ("source-audit", {"by": "colour"}, "kind", []),
    (
        "speaks-for",
        {"name": "Israel"},
        "person titles quotes direct independent last",
        [("Dan Levi", ["forsvarsminister"], 5, 3, 4, "2024-05-30")],
    ),
    ("speaks-for", {"name": "Israel", "until": "2024-03"}, "person quotes", [("Dan Levi", 2)]),
    (
        "office-holders",
        {"title": "MINISTER"},
        "of title person first_seen",
        [
            ("Danmark", "udenrigsminister", "Karen Holm", "2024-03-01"),
            ("Israel", "forsvarsminister", "Dan Levi", "2024-05-02T08:30:00+02:00"),
        ],
    ),
    ("office-holders", {"name": "Hamas"}, "title person", [("talsmand", "Sami Omar")]),
)


@pytest.mark.parametrize(
    ("query", "given", "columns", "rows"),
    EXAMPLES,
    ids=[f"{n}-{e[0]}" for n, e in enumerate(EXAMPLES)],
)
def test_question_is_answered(loaded, query, given, columns, rows):
    table = answer(loaded, query, **given)
    told = [tuple(record[c] for c in columns.split()) for record in table.records()]
    assert told == rows
