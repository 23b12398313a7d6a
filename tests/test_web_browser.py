"""The explorer in a real browser: layout, keys, no error, and the rules of accessibility.

Skipped where no Chromium or no axe-core is to be had, but for a build server (CI): there that
fails. axe-core comes from npm, once, and is kept with the user's caches.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import fixture
import pytest
from browser import missing

from kg.store import open_store

AXE = "axe-core@4.10.3"
PAGES = (
    "/",
    "/search?q=israel",
    "/entity?id=country:IR",
    "/entity?id=person:karen-holm&side=about",
    "/pair?a=country:IR&b=country:IL",
    "/article?id=article:every",
    "/statements?predicate=THREATENED",
    "/entities",
    "/articles",
    "/questions",
    "/questions?question=threats",
    "/cypher",
    "/cypher?q=CREATE (n)",
)
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def axe():
    """Return the script of axe-core, fetched from npm when it is not kept yet."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = caches / "kg-tests" / AXE
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        npm = shutil.which("npm") or missing("npm, which fetches axe-core")
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts"]
        done = subprocess.run(
            [*command, "--prefix", str(folder), AXE], capture_output=True, text=True, check=False
        )
        if not script.exists():
            missing(f"axe-core ({done.stderr.strip()[-200:]})")
    return script.read_text("utf-8")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Run `kg serve` over the fixture graph, and return its address."""
    path = str(tmp_path_factory.mktemp("web") / "news.graph")
    with open_store(path) as store:
        store.write(fixture.articles())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve"]
    server = subprocess.Popen([*command, "--store", path, "--port", str(port)])
    deadline = time.monotonic() + 30
    while socket.socket().connect_ex(("127.0.0.1", port)):
        assert server.poll() is None, "kg serve ended"
        assert time.monotonic() < deadline, "kg serve does not answer"
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    server.send_signal(signal.SIGTERM)
    assert server.wait(10) in {0, 143, -signal.SIGTERM}


@pytest.fixture
def visit(chromium, address):
    """Return a function that opens a page; what goes wrong on any is an error at the end."""
    contexts, wrong = [], []

    def opened(path, size=DESK, colours="light", *, script=True):
        context = chromium.new_context(
            viewport=size,
            color_scheme=colours,
            locale="da-DK",
            java_script_enabled=script,
            bypass_csp=False,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: wrong.append(str(e)))
        answer = page.goto(address + path)
        assert answer.ok, path
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_pages_are_accessible_and_fit(visit, axe, size, colours):
    page = visit("/", size, colours)
    origin = page.url.rstrip("/")
    for path in PAGES:
        page.goto(origin + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        page.evaluate(axe)
        found = page.evaluate("axe.run().then(r => r.violations)")
        told = [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found]
        assert told == [], path


def test_dark_and_light_differ(visit):
    def paper(colours):
        return visit("/", colours=colours).evaluate(
            "getComputedStyle(document.documentElement).backgroundColor"
        )

    assert paper("dark") != paper("light")


def test_a_slash_leads_to_a_name(visit):
    page = visit("/")
    page.keyboard.press("/")
    page.keyboard.type("karen holm")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=karen*")
    page.get_by_role("link", name="Karen Holm").first.click()
    page.wait_for_url("**/entity?id=person*")
    assert page.locator("h1").inner_text() == "Karen Holm"
    page.keyboard.press("j")
    first = page.locator(".statement .predicate").first
    assert first.evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/statement?id=*")


def test_keys_turn_pages(visit):
    page = visit("/statements")
    page.keyboard.press("p")  # there is none before
    page.keyboard.press("n")
    page.wait_for_url("**/statements?page=2")
    page.keyboard.press("p")
    page.wait_for_url("**/statements?page=1")


def test_a_statement_is_shown_at_its_place_in_the_article(visit):
    page = visit("/statements?predicate=WARNED")
    page.locator(".statement .predicate").first.click()
    page.locator("main a", has_text="Læs artiklen").click()
    page.wait_for_url("**/article?id=*#statement:*")
    mark = page.evaluate("getComputedStyle(document.querySelector(':target'), '::before').content")
    assert "▸" in mark


def test_two_are_set_beside_each_other(visit):
    page = visit("/entity?id=iran")
    page.get_by_label("Stil ved siden af").fill("israel")
    page.get_by_role("button", name="Vis").click()
    page.wait_for_url("**/pair?*")
    assert page.locator("figure").count() == 2
    page.locator("summary").first.click()
    assert page.locator("details[open] td").first.is_visible()


def test_pages_work_without_a_script(visit):
    page = visit("/", script=False)
    page.locator("#q").fill("vinteren")
    page.locator("form[role=search] button").click()
    page.get_by_role("link", name="siger").first.click()
    assert "verb/subject" in page.locator("main").inner_text()
    page.get_by_role("link", name="In English").click()
    assert page.locator("h2").first.inner_text() == "Evidence"


def test_the_picture_draws_under_its_policy(visit):
    page = visit("/network?id=country:IL")
    page.wait_for_function("document.querySelector('#counts').textContent.length > 0")
    assert re.search(r"\d", page.locator("#counts").inner_text())


def test_the_picture_leads_back_to_the_pages(visit):
    page = visit("/network?id=country:IL#country%3AIR")
    page.get_by_role("link", name="belæg").first.wait_for()
    assert "/statement?id=statement%3A" in page.locator("#details a").last.get_attribute("href")
    page.get_by_role("link", name="alt om navnet").click()
    assert page.locator("h1").inner_text() == "Iran"


def test_on_a_phone_a_row_of_a_wide_answer_is_read_from_top_to_bottom(visit):
    page = visit("/questions?question=threats", PHONE)
    cell = page.locator("tbody td").nth(1)
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == '"kilde"'
    assert page.locator(".scroll").evaluate("e => e.scrollWidth <= e.clientWidth")
    desk = visit("/questions?question=threats").locator("tbody tr").first
    assert desk.locator("td").first.evaluate("e => getComputedStyle(e).display") == "table-cell"
