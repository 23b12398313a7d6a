"""The picture in a real browser: what it shows, and what it does when it is used."""

import networkx as nx
import pytest
from defusedxml import ElementTree

from kg.export.picture import picture, policy
from kg.export.sketch import sketch
from kg.model import FORMS, LABELS, MODALITIES, PREDICATES
from kg.words import LANGUAGES, words

HELPERS = """
const press = key => dispatchEvent(new KeyboardEvent("keydown", { key }));
const point = (kind, [clientX, clientY]) =>
  canvas.dispatchEvent(
    new PointerEvent(kind, { clientX, clientY, pointerId: 1, bubbles: true }));
const lineOf = (source, target) =>
  shownLines.find(l => l.source.shown === source && l.target.shown === target);
const node = name => nodes.find(n => n.shown === name);
canvas.setPointerCapture = () => {};
"""


@pytest.fixture
def graph():
    made = nx.MultiDiGraph()
    for identity, label, name in (
        ("person:ida-lund", "Person", "Ida Lund"),
        ("country:NO", "Country", "Norge"),
        ("organisation:havnen", "Organisation", "Havnen"),
        ("place:1", "Place", "Skagen"),
    ):
        made.add_node(identity, label=label, name=name)
    made.add_node(
        "a1",
        label="Article",
        title="Strid om <b>broen</b>",
        outlet="Avisen",
        published="2024-05-09",
        url="https://example.org/bro",
    )
    shared = {
        "article_id": "a1",
        "outlet": "Avisen",
        "said_on": "2024-05-08",
        "form": "direct",
        "modality": "asserted",
        "negated": False,
    }
    for number, (source, kind, quad, target, more) in enumerate(
        (
            (
                "person:ida-lund",
                "THREATENED",
                "verbal conflict",
                "country:NO",
                {"text": "Vi lukker <i>broen</i>"},
            ),
            (
                "country:NO",
                "ATTACKED",
                "material conflict",
                "organisation:havnen",
                {"text": "havnen", "reported_by": "person:ida-lund"},
            ),
            (
                "person:ida-lund",
                "SAID",
                "verbal cooperation",
                "a1",
                {"text": "Det blæser", "target_role": "article"},
            ),
            (
                "organisation:havnen",
                "AIDED",
                "material cooperation",
                "place:1",
                {"text": "med kul", "form": "action"},
            ),
        )
    ):
        made.add_edge(
            source,
            target,
            key=f"s{number}",
            **shared
            | {"type": kind, "quad": quad, "statement_id": f"s{number}", "target_role": "target"}
            | more,
        )
    made.add_edge("person:ida-lund", "organisation:havnen", type="HOLDS", title="direktør")
    return made


@pytest.fixture
def visit(chromium, tmp_path):
    """Return a function that opens a page in a window of a size; its errors are returned, too."""
    contexts = []

    def opened(text, size=(1400, 900)):
        path = tmp_path / "picture.html"
        path.write_text(text, "utf-8")
        contexts.append(
            chromium.new_context(viewport=dict(zip(("width", "height"), size, strict=True)))
        )
        page, wrong = contexts[-1].new_page(), []
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.goto(path.as_uri())
        return page, wrong

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def look(graph, visit):
    """Return a function that runs JavaScript in the page and returns what it returns.

    It has made sure that nothing failed.
    """

    def run(script, size=(1400, 900)):
        page, wrong = visit(picture(graph), size)
        seen = page.evaluate(f"() => {{ {HELPERS} {script} }}")
        assert wrong == []
        return seen

    return run


def test_every_entity_is_drawn_in_the_colour_of_its_label(look):
    script = """const rgb = n =>
          [...pen.getImageData(...at(n).map(Math.round), 1, 1).data].slice(0, 3);
        const hex = n => [1, 3, 5].map(i => parseInt(colours[n.label].slice(i, i + 2), 16)); draw();
        return shownNodes.map(n => [n.shown, rgb(n), hex(n)]);"""
    seen = look(script)
    assert sorted(name for name, *_ in seen) == ["Havnen", "Ida Lund", "Norge", "Skagen"]
    assert all(drawn == wanted for _, drawn, wanted in seen)


def test_pointing_at_a_line_tells_who_where_and_when(look):
    tip = look(
        "point('pointermove', along(curve(lineOf('Ida Lund', 'Norge')), 0.5)); "
        "return byId('tip').innerText;"
    )
    for part in (
        "Ida Lund → truer → Norge",
        "Vi lukker <i>broen</i>",
        "2024-05-08 · Avisen · Strid om <b>broen</b>",
    ):
        assert part in tip


def test_claim_is_dashed_and_names_who_told_it(look):
    script = """const line = lineOf('Norge', 'Havnen');
        const place = along(curve(line), 0.5);
        point('pointerdown', place); point('pointerup', place);
        return [line.claim, lineOf('Ida Lund', 'Norge').claim,
          byId('details').innerText, byId('details').querySelector('a').href];"""
    dashed, plain, details, link = look(script)
    assert (dashed, plain, link) == (True, False, "https://example.org/bro")
    assert "ifølge Ida Lund" in details


def test_keyboard_alone_reads_every_name(look):
    script = """const told = [];
        for (const n of nodes) { press('n'); told.push(byId('details').innerText); }
        press('Escape'); return [told, byId('details').hidden];"""
    told, closed = look(script)
    assert closed
    assert sorted(
        text.split("\n")[0].removeprefix("×").strip() or text.split("\n")[1] for text in told
    ) == ["Havnen", "Ida Lund", "Norge", "Skagen"]
    assert any("Det blæser" in text for text in told), (
        "what is said to nobody is read at its source"
    )


def test_filters_and_search(look):
    script = """const state = () => [shownNodes.map(n => n.shown).sort(), shownLines.length];
        const states = [state()];
        const tick = (box, name) => [...byId(box).querySelectorAll('label')]
          .find(l => l.textContent.startsWith(name)).querySelector('input').click();
        tick('labels', 'Sted'); states.push(state()); tick('labels', 'Sted');
        tick('quads', 'poster'); states.push(state());
        byId('none').click(); states.push(state()); byId('all').click();
        tick('predicates', 'truer'); states.push(state());
        search.value = 'nor'; search.oninput();
        search.onkeydown(new KeyboardEvent('keydown', { key: 'Enter' }));
        return [states, chosen.shown];"""
    everything = ["Havnen", "Ida Lund", "Norge", "Skagen"]
    states, chosen = look(script)
    assert states == [
        [everything, 3],
        [everything[:3], 2],
        [everything, 4],
        [["Havnen", "Ida Lund"], 1],
        [everything, 3],
    ]
    assert chosen == "Norge"


def test_everything_fits_in_the_window(look):
    for size in ((1400, 900), (480, 800)):
        script = """const [left, right] = clearing(); return shownNodes.map(at).every(
            ([x, y]) => x > left && x < right && y > 0 && y < innerHeight);"""
        assert look(script, size)


def test_a_name_without_lines_is_listed_beside_and_not_drawn(graph, look):
    graph.add_node("person:per-holm", label="Person", name="Per Holm")
    drawn, beside, told = look("""return [shownNodes.map(n => n.shown),
        [...byId('loose').children].map(b => b.textContent), byId('besidetold').textContent];""")
    assert "Per Holm" not in drawn
    assert (beside, told) == (["Per Holm"], "1 navn uden linjer")


def test_a_topic_is_a_thin_line_without_a_head(graph, look):
    about = {"type": "CRITICISED", "quad": "verbal conflict", "target_role": "topic"}
    graph.add_edge("person:ida-lund", "place:1", key="s9", statement_id="s9", **about)
    topic, other = look("""const heads = name => { const line = lineOf('Ida Lund', name);
        shownLines = [line]; pen = new SvgPen(); drawLines(null);
        return [line.quad, widthOf(line), pen.parts.length]; };
        const topic = lineOf('Ida Lund', 'Skagen') && heads('Skagen'); sift();
        return [topic, heads('Norge')];""")
    assert topic[0] == "topic"
    assert topic[1] < other[1]
    assert (topic[2], other[2]) == (1, 2), "a stroke, and for all but topics a head"


def test_speaking_is_grey_and_no_cooperation(look):
    line, cooperation = look("""return [edges.find(e => e.type === 'SAID').line,
        edges.filter(e => e.line.includes('cooperation')).map(e => e.type)];""")
    assert line == "speech"
    assert cooperation == ["AIDED"]


def test_a_filter_counts_again_and_settles_again(look):
    before, after, moved, sizes = look("""const tick = name => [...byId('quads').children]
        .find(l => l.textContent.startsWith(name)).querySelector('input').click();
        const norge = node('Norge'), size = norge.r, place = [node('Norge').x, node('Norge').y];
        const told = byId('counts').textContent; tick('tale'); tick('konflikt i ord');
        return [told, byId('counts').textContent,
          place[0] !== node('Norge').x || place[1] !== node('Norge').y, [size, norge.r]];""")
    assert before == "4 navne, 4 udsagn, 1 artikel"
    assert after == "3 navne, 2 udsagn, 1 artikel"
    assert moved
    assert sizes[0] > sizes[1], "a dot is as large as what is shown of it"


def test_a_click_centres(look):
    place, middle = look("""const n = node('Norge'), spot = at(n);
        point('pointerdown', spot); point('pointerup', spot);
        const [left, right] = clearing(); return [at(n), [(left + right) / 2, innerHeight / 2]];""")
    assert place == pytest.approx(middle, abs=1)


def test_the_time_slider_leaves_out_what_is_later(graph, look):
    data = next(d for *_, d in graph.edges(data=True) if d["type"] == "AIDED")
    data["said_on"] = "2024-06-01"
    told, types = look("""byId('to').value = 0; byId('to').oninput();
        return [byId('days').textContent, shownLines.flatMap(l => l.now.map(e => e.type))];""")
    assert told == "2024-05-08 – 2024-05-08"
    assert sorted(types) == ["ATTACKED", "THREATENED"]


def test_svg_and_png_hold_every_name_shown(look):
    svg, size = look("""const made = asCanvas(); return [asSvg(), [made.width, made.height]];""")
    drawn = ElementTree.fromstring(svg)
    texts = [t.text for t in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Ida Lund", "Norge", "Havnen", "Skagen", "truer"} <= set(texts)
    assert min(size) > 200


def test_the_page_opens_where_python_laid_out_and_comes_back_there(graph, look):
    laid = {name: list(place) for name, place in sketch(graph).places.items()}
    opened, moved, back = look("""const places = () =>
          Object.fromEntries(shownNodes.map(n => [n.id, [n.x, n.y]]));
        const opened = places(); byId('none').click(); byId('all').click(); const back = places();
        hidden.quads.delete(JOINS); changed(); return [opened, places(), back];""")
    assert (opened, back) == (laid, laid)
    assert moved != laid


def test_what_is_settled_in_the_page_leaves_every_name_its_room(graph, look):
    for number in range(60):
        graph.add_node(f"person:p{number}", label="Person", name=f"Person Nummer {number}")
        edge = {"type": "MET", "target_role": "target", "statement_id": f"m{number}"}
        graph.add_edge(f"person:p{number}", "country:NO", key=f"m{number}", **edge)
    script = """tick = name => byId('quads').querySelector(`[data-name="${name}"]`).click();
        tick('material conflict'); const wide = n => n.shown.length * forces.letter;
        return shownNodes.flatMap((a, i) => shownNodes.slice(i + 1).filter(b =>
            Math.abs(a.x - b.x) < (wide(a) + wide(b)) / 2 && Math.abs(a.y - b.y) < a.r + b.r + 14)
          .map(b => [a.shown, b.shown]));"""
    assert look(f"let tick; {script}") == []


def test_a_small_window_opens_on_fewer_names(graph, look):
    for number in range(60):
        graph.add_node(f"person:p{number}", label="Person", name=f"P {number}")
        edge = {"type": "MET", "target_role": "target", "statement_id": f"m{number}"}
        graph.add_edge(f"person:p{number}", "country:NO", key=f"m{number}", **edge)
    script = """const shape = axis => Math.max(...shownNodes.map(n => n[axis]))
          - Math.min(...shownNodes.map(n => n[axis]));
        return [shownNodes.length, byId('few').textContent, shape('x') < shape('y')];"""
    assert look(script, (500, 1000)) == [40, "40 / 64 navne", True]
    assert look(script)[:2] == [64, ""]


def test_a_link_opens_on_a_name(look):
    assert look(
        "location.hash = '#country%3ANO'; follow(); return [chosen.shown, byId('details').hidden];"
    ) == ["Norge", False]
    assert look("choose(node('Norge')); return location.hash;") == "#country%3ANO"


def test_english_is_a_choice(look):
    title, labels, back = look("""byId('language').click(); const title = document.title;
        const labels = byId('predicates').textContent; byId('language').click();
        return [title, labels, document.title];""")
    assert (title, back) == ("Who said and did what", "Hvem sagde og gjorde hvad")
    assert "threatened" in labels


def test_a_page_may_open_in_english(graph, visit):
    page, wrong = visit(picture(graph, "en"))
    assert page.locator("h1").first.inner_text() == "Who said and did what"
    page.locator("#language").click()
    assert page.title() == "Hvem sagde og gjorde hvad"
    assert wrong == []


def test_on_paper_are_the_picture_its_legend_and_every_statement(look):
    sheet, pictures, paper, after = (
        look("""setTheme("dark"); dispatchEvent(new Event('beforeprint'));
        const sheet = byId('sheet'), seen = [sheet.textContent,
          sheet.querySelectorAll('svg').length,
          sheet.querySelector('svg rect').getAttribute('fill')];
        dispatchEvent(new Event('afterprint'));
        return [...seen, [sheet.textContent, root.dataset.theme]];""")
    )
    for part in ("Hvem sagde og gjorde hvad", "konflikt i ord", "Vi lukker <i>broen</i>"):
        assert part in sheet
    assert (pictures, paper, after) == (1, "#ffffff", ["", "dark"])


def test_more_than_150_names_open_on_the_strongest_and_say_so(graph, look):
    for number in range(200):
        graph.add_node(f"person:p{number}", label="Person", name=f"P {number}")
        edge = {"type": "MET", "quad": "verbal cooperation", "target_role": "target"}
        key = f"m{number}"
        graph.add_edge(f"person:p{number}", "country:NO", key=key, statement_id=key, **edge)
    first, told, found, everything, counts = look("""const first = shownNodes.length;
        const told = byId('parttold').textContent, counts = byId('counts').textContent;
        const left = linked.find(n => !strongest.has(n));
        goTo(left); const found = shownNodes.includes(left); byId('whole').click();
        return [first, told, found, shownNodes.length, counts];""")
    assert first == 150
    assert told == "Her er de 150 navne, der er mest om, af 204."
    assert counts == "150 navne, 150 udsagn, 1 artikel", "what is left out is not counted"
    assert (found, everything) == (True, 204)


def test_the_page_works_under_its_own_policy(graph, visit):
    text = picture(graph)
    assert f'content="{policy()}"' in text

    def told(text):
        page, wrong = visit(text)
        return page.locator("#counts").inner_text(), bool(wrong)

    assert told(text) == ("4 navne, 4 udsagn, 1 artikel", False)
    assert told(text.replace("const FEW = 40", "const FEW = 41")) == ("", True), "another script"


def test_a_page_carries_no_more_than_it_shows(graph):
    empty, text = picture(nx.MultiDiGraph()), picture(graph)
    there = {data["type"] for *_, data in graph.edges(data=True)}
    for name in PREDICATES:
        assert (f'"{name}"' in text) == (name in there)
        assert f'"{name}"' not in empty
    script = empty.partition("<script>")[2]
    assert not [line for line in script.splitlines() if line[:2] in {"  ", "//"}]


def test_everything_of_the_graph_has_a_word_in_both_languages():
    quads = {quad for _, quad in PREDICATES.values() if quad}
    kinds = {f"one {label.lower()}" for label in LABELS.values()}
    assert {*PREDICATES, *quads, *kinds, *FORMS, *MODALITIES} <= set(words())
    assert all(row[language] for row in words("kg.export").values() for language in LANGUAGES)
