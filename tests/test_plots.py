"""Figures over time: what is counted, and what the SVG shows of it, read back."""

import re
import sys
from collections import Counter

import fixture
import networkx as nx
import pytest
from click.testing import CliRunner
from defusedxml import ElementTree

from kg import figure
from kg.cli import main
from kg.errors import UsageError
from kg.plots import balance, between, draw, volume
from kg.store import open_store
from kg.words import LANGUAGES, words

SVG = "{http://www.w3.org/2000/svg}"


def part(*statements):
    """Make a graph of statements: source, target, quad, outlet, day, and more properties."""
    made = nx.MultiDiGraph(left_out=Counter(), days={})
    for number, (source, target, quad, outlet, day, more) in enumerate(statements):
        key = f"s{number}"
        edge = {"statement_id": key, "quad": quad, "outlet": outlet, "target_role": "target"}
        made.add_edge(source, target, key, type="X", **edge | more)
        made.graph["days"][key] = day
    return made


@pytest.fixture
def graph():
    return part(
        ("a", "b", "verbal conflict", "Avisen", "2024-01-31", {}),
        ("b", "a", "material conflict", "Bladet", "2024-01-02", {}),
        ("a", "b", "verbal cooperation", "Avisen", "2024-03-05/2024-04-09", {}),
        ("a", "c", "verbal cooperation", "Avisen", "2024-03-06", {}),
        ("a", "b", "verbal conflict", "Avisen", "2024-03-07", {"negated": True}),
        ("a", "b", "verbal conflict", "", "2024-03-07", {"target_role": "topic"}),
        ("a", "b", "", "Avisen", "", {}),
    )


def drawn(counts, tmp_path, **more):
    path = tmp_path / "p.svg"
    figure.save(draw(counts, **more), str(path), "svg")
    svg = ElementTree.parse(path).getroot()
    heights = {}
    for group in svg.iter(f"{SVG}g"):
        if (name := group.get("id", "")).startswith("bar-"):
            ys = [float(y) for _, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", group[0].get("d"))]
            heights[name] = max(ys) - min(ys)
    return ["".join(t.itertext()) for t in svg.iter(f"{SVG}text")], heights


def test_cooperation_and_conflict_are_counted_in_each_span_also_where_there_is_none(graph):
    counts = balance(graph, "month")
    assert counts.spans == ("2024-01", "2024-02", "2024-03")
    assert counts.series == {"cooperation": (0, 0, 2), "conflict": (2, 0, 0)}
    gone = {why: n for why, n in graph.graph["left_out"].items() if n}
    assert sorted(gone.values()) == [1, 1, 1], "what is denied, only named, without a day"


def test_between_two_are_both_ways_and_nobody_else(graph):
    counts = balance(between(graph, "b", "a"), "quarter")
    assert counts.series == {"cooperation": (1,), "conflict": (2,)}
    assert graph.graph["left_out"]["edges to somebody else"] == 1


def test_volume_counts_the_statements_of_each_outlet_the_largest_first(graph):
    graph.add_edge("a", "d", "twice", statement_id="s0", outlet="Avisen")
    counts = volume(graph, "year")
    assert list(counts.series.items()) == [("Avisen", (4,)), ("Bladet", (1,)), ("no outlet", (1,))]
    assert graph.graph["left_out"]["statements without a day"] == 1


def test_beyond_eight_outlets_the_smaller_are_taken_together():
    many = part(
        *(("a", "b", "", f"Avis {n}", "2024-01-01", {}) for n in range(10) for _ in range(n + 1))
    )
    series = volume(many, "day").series
    assert len(series) == 8
    assert list(series)[:2] == ["Avis 9", "Avis 8"]
    assert series["others"] == (1 + 2 + 3,)


def test_bars_are_as_high_as_the_numbers_and_texts_are_danish(graph, tmp_path):
    texts, heights = drawn(balance(graph, "month"), tmp_path, about="Ida $ & Per $")
    assert {"Samarbejde og konflikt: Ida $ & Per $", "udsagn pr. måned", "konflikt"} <= set(texts)
    assert {"2024-01", "2024-02", "2024-03"} <= set(texts)
    assert not any("\N{MINUS SIGN}" in text for text in texts), "conflict has no negative numbers"
    one = heights["bar-0-2024-03"] / 2
    expected = {"bar-1-2024-01": 2, "bar-0-2024-01": 0, "bar-1-2024-02": 0, "bar-1-2024-03": 0}
    assert {name: round(heights[name] / one) for name in expected} == expected


def test_volume_is_stacked_in_english_too(graph, tmp_path):
    texts, heights = drawn(volume(graph, "year"), tmp_path, language="en")
    assert {"Statements by outlet", "Avisen", "Bladet", "no outlet"} <= set(texts)
    assert heights["bar-0-2024"] == pytest.approx(4 * heights["bar-1-2024"], rel=0.01)


def test_of_many_spans_some_are_named(tmp_path):
    long = part(*(("a", "b", "", "A", day, {}) for day in ("2000-01-01", "2024-01-01")))
    texts, heights = drawn(volume(long, "year"), tmp_path)
    assert len(heights) == 25
    assert len([t for t in texts if re.fullmatch(r"20\d\d", t)]) <= 12


def test_what_cannot_be_plotted_is_told():
    with pytest.raises(UsageError, match="no statement that has a day"):
        balance(part(), "month")
    far = part(*(("a", "b", "", "A", day, {}) for day in ("1990-01-01", "2024-01-01")))
    with pytest.raises(UsageError, match="longer one with --every"):
        volume(far, "week")


def test_every_word_is_there_in_both_languages():
    assert all(row[language] for row in words("kg.plots").values() for language in LANGUAGES)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("plots") / "news.graph")
    with open_store(path) as graph:
        graph.apply_schema()
        graph.write(fixture.articles())
    return path


def kg(store, *args):
    return CliRunner().invoke(main, ["plot", *args, "--store", store])


def test_the_command_draws_and_tells(store, tmp_path):
    out = tmp_path / "p.svg"
    result = kg(store, "balance", "-o", str(out), "--between", "iran", "Israel", "--every", "day")
    assert result.exit_code == 0, result.stderr
    assert "Iran – Israel" in out.read_text("utf-8")
    assert re.search(r"wrote .*p\.svg: \d+ spans of a day; 0 cooperation, [1-9]", result.stderr)
    result = kg(store, "balance", "-o", str(out), "--every", "year")
    assert ": 1 span of a year; " in result.stderr
    result = kg(store, "volume", "-o", str(tmp_path / "v.pdf"))
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "v.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("balance", "-o", "p.gif"), "unknown kind of figure 'gif'"),
        (("balance", "-o", "p.svg", "--entity", "Ingen Her"), "Ingen Her"),
        (("volume", "-o", "p.svg", "--between", "Iran", "Israel"), "--between NAME NAME is for"),
        (("balance", "-o", "p.svg", "--since", "2090"), "no statement that has a day"),
        (("balance", "-o", "p.svg", "--predicate", "SAID"), "is cooperation or conflict"),
    ],
)
def test_a_plot_that_cannot_be_is_one_line(options, said, store, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = kg(store, *options)
    assert result.exit_code == 2
    assert said in result.stderr.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


def test_without_matplotlib_it_is_told_what_to_install(store, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    result = kg(store, "volume", "-o", str(tmp_path / "p.svg"))
    assert result.exit_code == 2
    assert "pip install 'kg-news[plots]'" in result.stderr
