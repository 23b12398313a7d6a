"""A Danish page is Danish, whatever goes wrong; what an engine says in English is marked so."""

import ast
import csv
import re
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path

import fixture
import pytest
from test_web import HOLM, IRAN, ISRAEL, TOKEN, ask, some_statement

from kg import catalogue
from kg.store import open_store
from kg.web import Access
from kg.web.app import PAGES
from kg.web.danish import error, number
from kg.words import words

ROOT = Path(__file__).parents[1] / "kg"
EXAMPLE = "MATCH (p:Person)-[r:SAID]->() RETURN p.name, r.text LIMIT 10"
NAMES = "MATCH (n:Entity) RETURN n.name"
#: Modules whose errors are shown in the explorer.
SHOWN = (
    "bounds.py",
    *("web/*.py", "view/*.py", "find/*.py"),
    *("store/reading.py", "store/apart.py", "store/embedded/read.py", "store/embedded/format.py"),
    *("store/embedded/faults.py", "store/neo4j/read.py", "explain/account.py"),
)
#: Elements whose text is no prose.
BARE = {"code", "style", "script", "time", "textarea"}
EMPTY = {"meta", "link", "input", "br", "line", "rect"}
WRONG = {
    "/nowhere": 404,
    "/entity": 400,
    "/entity?id=Karn Holm": 404,
    "/entity?id=xyzzyx": 404,
    f"/entity?id={HOLM}&page=x": 400,
    f"/entity?id={HOLM}&period=2024-5": 400,
    "/pair?a=xyzzyx&b=y": 404,
    "/article?id=x": 404,
    "/article?id=article:evry": 404,
    "/statement?id=x": 404,
    "/statements?sure=x": 400,
    "/?format=xml": 400,
    "/?format=csv&table=x": 400,
    "/network?id=xyzzyx": 404,
    "/questions?question=threts": 404,
    "/questions?question=xyzzyx": 404,
    "/questions?question=threats&limit=x": 400,
    "/questions?question=threats&min_confidence=x": 400,
    "/questions?question=threats&since=31. februar": 400,
    "/questions?question=said&ask=1": 400,
    "/questions?question=said&ask=1&name=Karn Holm": 400,
    "/questions?question=threats&nme=x": 400,
}
REFUSED = (
    "CREATE (n)",
    "MATCH (n) DETACH DELETE n",
    "RETURN 1; RETURN 2",
    "FOREACH",
    "x",
    "MATCH (n RETURN n",
    "RETURN 1)",
    "RETURN foo(1)",
    "CALL dbms.x()",
    "RETURN " + "(" * 300,
)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """Open a graph that holds the fixture: what a page says in Danish no store decides."""
    with open_store(str(tmp_path_factory.mktemp("danish") / "news.graph")) as store:
        store.write(fixture.articles())
        yield store


class Prose(HTMLParser):
    """The words of a page that a person reads, but those marked as of another language."""

    def __init__(self, language):
        super().__init__()
        self.language, self.found, self.marked = language, [], []
        self._open = []

    def handle_starttag(self, tag, given):
        """Take what is read out or shown of an element."""
        given = dict(given)
        self.found += [given[a] for a in ("title", "placeholder", "aria-label") if given.get(a)]
        if tag not in EMPTY:
            self._open.append((tag, given.get("lang", self.language)))

    def handle_endtag(self, tag):
        """Leave an element, which must be the one that was begun last."""
        if tag not in EMPTY:
            assert self._open.pop()[0] == tag

    def handle_data(self, text):
        """Take words."""
        text = " ".join(text.split())
        if not text or BARE & {tag for tag, _ in self._open}:
            return
        other = any(language != self.language for _, language in self._open)
        (self.marked if other else self.found).append(text)


def prose(page, language):
    reader = Prose(language)
    reader.feed(page.text)
    return reader


def data(value):
    """Yield every text in an answer as JSON, but words of the graph's own, which are told."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from data(one)
    elif isinstance(value, str) and value not in words("kg.web"):
        yield " ".join(value.split())


def same():
    """Return the words that are the same in both languages."""
    kept = {EXAMPLE, "name", "kg", "JSON", "Cypher", "CSV"}
    for row in words("kg.web").values():
        kept |= {row["da"]} if row["da"] == row["en"] else set()
    rows = csv.DictReader((resources.files("kg.web") / "catalogue.tsv").open(), delimiter="\t")
    return kept | {row["da"] for row in rows if row["da"] == row["key"]}


def left_in_english(loaded, path):
    """Return what a Danish page shows as the English one does, though it is nobody's name."""
    joined = "&" if "?" in path else "?"
    danish, english, told = (
        ask(loaded, f"{path}{joined}{last}") for last in ("lang=da", "lang=en", "format=json")
    )
    if told.headers["content-type"] != "application/json":  # the format itself is what is wrong
        told = ask(loaded, "/?format=json")
    shared = set(prose(danish, "da").found) & set(prose(english, "en").found)
    names = {part for text in data(told.json()) for part in (text, text[:10], f"→ {text}")}
    letters = {text for text in shared if re.search(r"[a-zæøå]{2}", text)}
    known = names | same() | {name for (name,) in loaded.read(NAMES).rows}
    return {text for text in letters if not _made_of(text, known)}


def _made_of(text, known):
    """Tell whether words are but names and what joins them."""
    for name in sorted(known, key=len, reverse=True):
        text = text.replace(name, "") if len(name) > 1 else text
    return not re.search(r"[a-zæøå]{2}", re.sub(r"\b(?:kg|person|country|place):[\w-]+", "", text))


def paths(loaded):
    """Return an address of every page, and every question with its answer."""
    ids = {"name": "Iran", "a": "Iran", "b": "Israel", "statement_id": some_statement(loaded)}
    yield from (
        "/",
        "/search?q=vinter",
        "/search?q=xyzzyx",
        f"/entity?id={HOLM}",
        f"/entity?id={IRAN}&side=about&period=2024-05",
        f"/pair?a={IRAN}&b={ISRAEL}",
        "/article?id=article:every",
        f"/statement?id={ids['statement_id']}",
        "/statements?predicate=THREATENED&sure=5",
        "/entities?kind=person",
        "/articles?year=2024",
        "/questions",
        "/cypher?q=MATCH (p:Person) RETURN p.name AS name LIMIT 1",
    )
    for query in catalogue.shipped().values():
        needed = "".join(f"&{p.name}={ids[p.name]}" for p in query.parameters if p.default is None)
        yield f"/questions?question={query.name}&ask=1{needed}"


def test_nothing_on_a_danish_page_is_left_in_english(loaded):
    asked = list(paths(loaded))
    assert {path.partition("?")[0] for path in asked} == set(PAGES) - {"/network"}
    left = {path: found for path in asked if (found := left_in_english(loaded, path))}
    assert left == {}


def test_no_error_on_a_danish_page_is_left_in_english(loaded):
    for path, status in WRONG.items():
        page = ask(loaded, path)
        assert page.status_code == status, path
        assert prose(page, "da").marked == ["In English"], path
        assert left_in_english(loaded, path) == set(), path


def test_what_is_refused_in_cypher_is_told_in_danish(loaded):
    for text in REFUSED:
        page = ask(loaded, "/cypher", params={"q": text})
        assert 'role="alert"' in page.text, text
        assert prose(page, "da").marked == ["In English"], text
    page = ask(loaded, "/cypher", params={"q": "MATCH (n) RETURN n +"})
    assert "Lageret siger" in page.text
    assert len(prose(page, "da").marked) == 2, "what the engine says is marked as English"
    english = ask(loaded, "/cypher", params={"q": "CREATE (n)", "lang": "en"}).text
    assert "this query is refused: CREATE is no part" in english


def raised(path):
    """Yield what a module may raise that is said to people, each value as `{}`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        called = node.exc if isinstance(node, ast.Raise) else None
        if called and re.match(r"(?!Value)\w+Error\(.", ast.unparse(called)):
            yield from _texts(called.args[0])
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "_refuse":
            by = "by the server's plan " if path.parent.name == "neo4j" else ""
            for text in _texts(node.args[0]):
                yield f"kg only reads here, and this query is refused: {by}{text}"
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "self._broken":
            for text in _texts(node.args[1]):
                yield f"the query does not parse: 7 (line 7, character 7) {text}"


def _texts(node):
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr():
            yield "".join(
                part.value if isinstance(part, ast.Constant) else "7" for part in node.values
            )


def test_every_error_of_the_explorer_has_danish():
    found = [
        (path.name, text)
        for pattern in SHOWN
        for path in sorted(ROOT.glob(pattern))
        for text in raised(path)
        if not re.fullmatch(r"[7: ]+|.*( refused: (.* plan )?|7\) )7", text)  # others tell those
    ]
    assert len(found) > 30
    english = re.compile("[a-z]")
    assert [
        (name, text)
        for name, text in found
        if any(p.language == "en" and english.search(p.text) for p in error(text, "da"))
    ] == []


def test_an_error_without_danish_is_told_to_be_english():
    first, second = error("something nobody has heard of", "da")
    assert (first.language, second) == ("da", ("something nobody has heard of", "en"))


def test_numbers_are_written_as_people_do():
    assert (number(12345, "da"), number(12345, "en")) == ("12.345", "12,345")
    assert (number(0.75, "da"), number(2.0, "da"), number(1 / 3, "en")) == ("0,75", "2", "0.333")


def test_who_is_refused_is_told_in_danish(loaded):
    assert "læses" in ask(loaded, "/", method="POST").text
    assert "only reading" in ask(loaded, "/", method="POST", headers={"Cookie": "kg_lang=en"}).text
    assert "navn" in ask(loaded, "/", headers={"Host": "evil.example"}).text
    assert "for lang" in ask(loaded, "/search?q=" + "x" * 20_000).text
    asked = ask(loaded, "/", access=Access(token=TOKEN)).text
    assert '<html lang="da">' in asked
    assert "Adgangsord" in asked


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_server_at_fault_says_so(loaded, monkeypatch, language):
    from kg.web import pages

    monkeypatch.setattr(pages.view, "article", lambda *_: 1 / 0)
    page = ask(loaded, f"/article?id=x&lang={language}", fails=False)
    assert page.status_code == 500
    assert ("Serveren fejlede" if language == "da" else "broke the server") in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_one_is_no_several(loaded):
    page = ask(loaded, "/questions?question=threats&limit=1").text
    assert "1 række<" in page
    assert "1 row<" in ask(loaded, "/questions?question=threats&limit=1&lang=en").text
    assert "2 rækker<" in ask(loaded, "/questions?question=threats&limit=2").text


def test_an_answer_without_rows_says_so_and_what_is_wrong_stands_before_the_form(loaded):
    address = "/questions?question=threats&since=1990&until=1991"
    page = ask(loaded, address).text
    assert "Intet fundet" in page
    assert "<table>" not in page
    wrong = ask(loaded, "/questions?question=threats&since=31. februar").text
    assert wrong.index('role="alert"') < wrong.index('class="fields')


def test_what_nobody_is_called_leads_to_the_search(loaded):
    page = ask(loaded, "/entity?id=vintervej").text
    assert 'href="/search?q=vintervej"' in page
    assert "Intet i grafen har navnet eller id" in page
