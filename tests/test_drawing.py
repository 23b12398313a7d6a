"""Pictures for reports, read back: every text and place of the SVG, the size of the others."""

import sys
from itertools import combinations

import networkx as nx
import pytest
from defusedxml import ElementTree

from kg.errors import UsageError
from kg.export import write
from kg.export.sketch import sketch

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def graph():
    made = nx.MultiDiGraph()
    made.add_node("person:ida-lund", label="Person", name="Ida $Lund$ <b>")
    made.add_node("country:NO", label="Country", name="Norge")
    made.add_node("person:per-holm", label="Person", name="Per\x07 Holm")
    made.add_node("place:1", label="Place", name="Skagen")
    made.add_node("organisation:x", label="Organisation", name="Uden Linjer")
    for number, (source, kind, target, more) in enumerate(
        (
            ("person:ida-lund", "THREATENED", "country:NO", {}),
            ("person:ida-lund", "WARNED", "country:NO", {"negated": True}),
            ("country:NO", "AIDED", "person:per-holm", {"reported_by": "person:ida-lund"}),
            ("person:per-holm", "SAID", "place:1", {"target_role": "topic"}),
        )
    ):
        edge = {"type": kind, "statement_id": f"s{number}", "article_id": "a1"} | more
        made.add_edge(source, target, key=f"s{number}", **edge)
    made.add_edge("person:ida-lund", "organisation:x", type="HOLDS", title="direktør")
    return made


def drawn(graph, tmp_path):
    told = write(graph, str(tmp_path / "g.svg"))
    return ElementTree.parse(tmp_path / "g.svg").getroot(), told


def texts(svg):
    return ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]


def by_id(svg, start):
    return [g for g in svg.iter(f"{SVG}g") if g.get("id", "").startswith(start)]


def test_names_lines_and_legend_are_texts_in_danish(graph, tmp_path):
    svg, _ = drawn(graph, tmp_path)
    said = texts(svg)
    assert said[:4] == ["Norge", "Ida $Lund$ <b>", "Per Holm", "Skagen"]
    assert "truer, IKKE advarer" in said
    assert "hjælper" in said
    assert "Hvem sagde og gjorde hvad" in said
    assert "4 navne, 4 udsagn, 1 artikel" in said
    assert said[-7:] == [
        "Person",
        "Land",
        "Sted",
        "konflikt i ord",
        "samarbejde i handling",
        "emne (handler om)",
        "fortalt af en anden",
    ]


def test_english_is_a_choice(graph, tmp_path):
    write(graph, str(tmp_path / "g.svg"), language="en")
    said = texts(ElementTree.parse(tmp_path / "g.svg").getroot())
    assert {"aided", "4 names, 4 statements, 1 article", "Country"} <= set(said)


def test_every_dot_stands_where_the_page_has_it(graph, tmp_path):
    svg, _ = drawn(graph, tmp_path)
    seen = sketch(graph)

    def middle(dot):
        numbers = [
            float(part)
            for part in dot.find(f"{SVG}path").get("d").replace("\n", " ").split()
            if part[0].isdigit() or part[0] == "-"
        ]
        xs, ys = numbers[::2], numbers[1::2]
        return (min(xs) + max(xs)) / 2 / 0.72, (min(ys) + max(ys)) / 2 / 0.72

    found = [middle(dot) for dot in by_id(svg, "dot-")]
    wanted = [seen.places[name] for name in seen.opening]
    moved = {(round(x - w), round(y - v)) for (x, y), (w, v) in zip(found, wanted, strict=True)}
    assert len(moved) == 1, "all by the same margin"


def test_a_claim_is_dashed_and_a_topic_thin(graph, tmp_path):
    svg, _ = drawn(graph, tmp_path)
    styles = [g.find(f"{SVG}path").get("style") for g in by_id(svg, "line-")]
    assert ["stroke-dasharray" in style for style in styles] == [False, True, False]
    widths = [
        float(dict(p.strip().split(": ") for p in style.split(";") if p).get("stroke-width", 1))
        for style in styles
    ]
    assert widths[2] < widths[1] < widths[0]


def test_what_is_not_drawn_is_told(graph, tmp_path):
    _, told = drawn(graph, tmp_path)
    assert (told.nodes, told.edges, told.statements) == (4, 4, 4)
    assert told.left_out == {"names without lines": 1, "edges that are no line between these": 1}


def test_more_than_150_names_are_the_strongest_and_it_says_so(graph, tmp_path):
    for number in range(200):
        graph.add_node(f"person:p{number}", label="Person", name=f"P {number}")
        edge = {"type": "MET", "statement_id": f"m{number}"}
        graph.add_edge(f"person:p{number}", "country:NO", key=f"m{number}", **edge)
    svg, told = drawn(graph, tmp_path)
    assert "Her er de 150 navne, der er mest om, af 204." in texts(svg)
    assert len(by_id(svg, "dot-")) == told.nodes == 150
    assert told.left_out["names after the strongest"] == 54


def test_of_many_lines_none_is_told_in_words(graph, tmp_path):
    def met(numbers):
        for n in numbers:
            graph.add_node(f"person:p{n}", label="Person", name=f"P {n}")
            edge = {"type": "MET", "statement_id": f"m{n}"}
            graph.add_edge(f"person:p{n}", "country:NO", key=f"m{n}", **edge)
        return [text for text in texts(drawn(graph, tmp_path)[0]) if text == "møder"]

    assert met(range(5))
    assert not met(range(5, 60))


def test_names_and_what_lines_are_never_cover_each_other(graph, tmp_path):
    for n in range(12):
        graph.add_node(f"person:p{n}", label="Person", name=f"En Person Nummer {n}")
        edge = {"type": "MET", "statement_id": f"m{n}"}
        graph.add_edge(f"person:p{n}", f"person:p{(n * 5 + 1) % 12}", key=f"m{n}", **edge)
        graph.add_edge(f"person:p{n}", "country:NO", key=f"n{n}", **edge | {"type": "AIDED"})
    svg, _ = drawn(graph, tmp_path)
    told = {"møder", "hjælper"}
    places = []
    for text in svg.iter(f"{SVG}text"):
        said = "".join(text.itertext())
        if said in told or "Nummer" in said:
            places.append((said, *(float(text.get(axis)) / 0.72 for axis in "xy")))
    close = [
        (one[0], other[0])
        for one, other in combinations(places, 2)
        if abs(one[1] - other[1]) < (len(one[0]) + len(other[0])) * 2.5
        and abs(one[2] - other[2]) < 10
    ]
    assert close == []
    assert sum(said in told for said, *_ in places) > 5


def test_what_somebody_says_of_themselves_is_a_loop(graph, tmp_path):
    edge = {"type": "PRAISED", "statement_id": "s9"}
    graph.add_edge("country:NO", "country:NO", key="s9", **edge)
    svg, told = drawn(graph, tmp_path)
    assert told.edges == 5
    paths = [line.find(f"{SVG}path").get("d") for line in by_id(svg, "line-")]
    assert [path.count("C") for path in paths].count(8) == 1, "a circle"


def test_a_graph_without_lines_says_so(tmp_path):
    svg, _ = drawn(nx.MultiDiGraph(), tmp_path)
    assert "Intet at vise: ingen udsagn er valgt." in texts(svg)


def test_png_and_pdf_are_what_they_are_called(graph, tmp_path):
    svg, _ = drawn(graph, tmp_path)
    write(graph, str(tmp_path / "g.png"))
    png = (tmp_path / "g.png").read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = (int.from_bytes(png[at : at + 4]) for at in (16, 20))
    points = [float(svg.get(name).removesuffix("pt")) for name in ("width", "height")]
    assert (wide, high) == pytest.approx([side / 72 * 200 for side in points], abs=2)
    write(graph, str(tmp_path / "g.pdf"))
    assert (tmp_path / "g.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_the_same_graph_makes_the_same_file(kind, graph, tmp_path):
    for name in ("one", "two"):
        write(graph, str(tmp_path / f"{name}.{kind}"))
    assert (tmp_path / f"one.{kind}").read_bytes() == (tmp_path / f"two.{kind}").read_bytes()


def test_without_matplotlib_it_is_told_what_to_install(graph, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(UsageError, match=r"pip install 'kg-news\[plots\]'"):
        write(graph, str(tmp_path / "g.svg"))
    assert not (tmp_path / "g.svg").exists()
