"""The picture in a browser, driven by a script put into its page.

Skipped where no Chromium or Chrome is installed, but for a build server (CI): there that fails.
"""

import html
import json
import os
import re
import shutil
import subprocess

import networkx as nx
import pytest

from kg.export import write

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))),
    None,
)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,900",
    "--virtual-time-budget=4000",
    "--dump-dom",
]
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

pytestmark = pytest.mark.skipif(
    BROWSER is None and "CI" not in os.environ, reason="no Chromium or Chrome"
)


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
def look(graph, tmp_path):
    """Return a function that runs JavaScript in the page and returns what it returns.

    It has made sure that nothing failed.
    """

    def run(script, *flags):
        assert BROWSER, "no Chromium or Chrome: a build server needs one"
        page = tmp_path / "picture.html"
        write(graph, str(page))
        listen = (
            "<head><script>const faults = []; "
            "addEventListener('error', e => faults.push(e.message));</script>"
        )
        act = f"""<pre id="seen"></pre><script>{HELPERS}setTimeout(() => {{
            const seen = (() => {{ {script} }})();
            byId("seen").textContent = JSON.stringify({{ seen, faults }});
            }}, 500)</script></body>"""
        page.write_text(
            re.sub('<meta http-equiv="Content-Sec[^>]*>', "", page.read_text("utf-8"))
            .replace("<head>", listen)
            .replace("</body>", act),
            "utf-8",
        )
        command = [
            BROWSER,
            *FLAGS,
            *flags,
            f"--user-data-dir={tmp_path / 'profile'}",
            page.as_uri(),
        ]
        made = subprocess.run(
            command, capture_output=True, text=True, timeout=60, check=True
        ).stdout
        found = json.loads(
            html.unescape(re.search(r'<pre id="seen">(.*?)</pre>', made, re.DOTALL)[1])
        )
        assert found["faults"] == []
        return found["seen"]

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
        "Ida Lund → truede → Norge",
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
        tick('labels', 'Place'); states.push(state()); tick('labels', 'Place');
        tick('quads', 'joins'); states.push(state());
        byId('none').click(); states.push(state()); byId('all').click();
        tick('predicates', 'THREATENED'); states.push(state());
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
    for size in ("1400,900", "480,800"):
        script = """const [left, right] = clearing(); return shownNodes.map(at).every(
            ([x, y]) => x > left && x < right && y > 0 && y < innerHeight);"""
        assert look(script, f"--window-size={size}")
