"""The explorer: every page of a graph, asked over HTTP as a browser does."""

import csv
import html
import io
import re
import socket
import threading

import anyio
import fixture
import httpx
import pytest

from kg.cli import main
from kg.find import texts
from kg.find.kept import Kept
from kg.model import Annotated, Article, Entity, Mention
from kg.web import Access, make_app, pages
from kg.web.app import PAGES
from kg.web.guard import POLICY
from kg.words import LANGUAGES, words

HOLM, IRAN, ISRAEL = "person:karen-holm", "country:IR", "country:IL"
TOKEN = "a-token-of-some-length"  # noqa: S105 - of this test
EVIL = "<script>alert(1)</script>"


def ask(store, path, *, access=None, method="GET", address=None, fails=True, **options):
    """Ask the explorer of a store for a page."""

    async def asking():
        app = make_app(store, address or store.url, access or Access())
        transport = httpx.ASGITransport(app, raise_app_exceptions=fails)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path, **options)

    return anyio.run(asking)


def some_statement(store):
    return store.read("MATCH (s:Statement {predicate: 'WARNED'}) RETURN s.id AS id").rows[0][0]


def test_every_page_is_there_in_every_format(loaded):
    paths = {
        "/": "",
        "/search": "?q=vinter",
        "/entity": f"?id={HOLM}",
        "/pair": f"?a={IRAN}&b={ISRAEL}",
        "/article": "?id=article:every",
        "/statement": f"?id={some_statement(loaded)}",
        "/statements": "?predicate=THREATENED",
        "/entities": "?kind=person",
        "/articles": "",
        "/questions": "?question=threats",
        "/cypher": "",
    }
    assert set(paths) == set(PAGES) - {"/network"}
    for path, query in paths.items():
        page = ask(loaded, path + query)
        assert page.status_code == 200, (path, page.text)
        assert "<h1" in page.text
        assert "CSV table" not in page.text  # each table has a word
        joined = "&" if query else "?"
        assert "title" in ask(loaded, f"{path}{query}{joined}format=json").json()
        table = ask(loaded, f"{path}{query}{joined}format=csv")
        assert table.headers["content-type"].startswith("text/csv")


def test_a_name_is_found_and_leads_to_its_page(loaded):
    page = ask(loaded, "/search?q=karen holm").text
    assert 'href="/entity?id=person%3Akaren-holm"' in page
    found = ask(loaded, "/search?q=vinteren&format=json").json()
    assert [s["text"] for s in found["statements"]] == ["at vinteren bliver lang"]
    assert [a["id"] for a in found["articles"]] == ["article:every"]
    near = ask(loaded, "/search?q=karren holms&format=json").json()
    assert [n["name"] for n in near["names"]][:1] == ["Karen Holm"]
    stems = ask(loaded, "/search?q=vintrene vinter&format=json").json()
    assert "at vinteren bliver lang" in [s["text"] for s in stems["statements"]]
    none = ask(loaded, "/search?q=xyzzy&format=json").json()
    assert none["names"] == none["statements"] == none["articles"] == []


def test_names_are_found_while_texts_are_made_ready(loaded, monkeypatch):
    gate = threading.Event()
    slow = Kept(lambda store: gate.wait(10) and texts.Texts(store))
    monkeypatch.setattr(texts, "_KEPT", slow)
    monkeypatch.setattr(pages, "PATIENCE", 0.05)
    page = ask(loaded, "/search?q=karen").text
    assert "Karen Holm" in page
    assert "data-again" in page
    assert "<blockquote" not in page
    gate.set()
    assert ask(loaded, "/search?q=karen&format=json").json()["statements"]
    page = ask(loaded, "/search?q=karen").text
    assert "data-again" not in page
    assert "<blockquote" in page


def test_an_entity_has_roles_dealings_and_statements(loaded):
    data = ask(loaded, f"/entity?id={HOLM}&format=json").json()
    assert [(r["title"], r["of_name"]) for r in data["held"]] == [("udenrigsminister", "Danmark")]
    assert {r["name"] for r in data["dealt_with"]} == {"FN", "Dan Levi"}
    assert {r["name"] for r in data["dealt_by"]} == {"Danmark"}
    assert {s["predicate"] for s in data["statements"]} >= {"SAID", "PRAISED", "MET"}
    about = ask(loaded, f"/entity?id={HOLM}&side=about&format=json").json()
    assert [s["predicate"] for s in about["statements"]] == ["APPOINTED"]
    holders = ask(loaded, "/entity?id=country:DK&format=json").json()["holders"]
    assert [r["person_name"] for r in holders] == ["Karen Holm"]
    assert "<svg" in ask(loaded, f"/entity?id={HOLM}").text


def test_a_pair_shows_both_sides(loaded):
    data = ask(loaded, f"/pair?a={IRAN}&b={ISRAEL}&format=json").json()
    assert {(s["source"], s["predicate"]) for s in data["statements"]} == {
        (IRAN, "THREATENED"),
        (ISRAEL, "ACCUSED"),
    }
    assert sum(row["conflict"] for row in data["timeline"]) == len(
        [s for s in data["statements"] if s["source"] == IRAN]
    )


def test_a_pair_without_statements_has_the_articles_that_name_both(loaded):
    address = f"/pair?a={HOLM}&b=place:2624652"
    data = ask(loaded, f"{address}&format=json").json()
    assert data["statements"] == []
    assert [a["published"] for a in data["articles"]] == ["2024-03-01", None]
    assert 'href="/article?id=article%3Aevery"' in ask(loaded, address).text


def test_a_chart_is_of_what_the_page_shows(loaded):
    def months(**given):
        return ask(loaded, "/entity", params=given | {"format": "json"}).json()["timeline"]

    assert sum(m["statements"] for m in months(id=HOLM)) == 4
    assert sum(m["statements"] for m in months(id=HOLM, side="about")) == 1
    page = ask(loaded, f"/pair?a={IRAN}&b={ISRAEL}").text
    assert page.count("<svg") == 2
    assert "2024-05: 3 (0 samarbejde, 3 konflikt)" in page
    assert "<summary>Som tal</summary>" in page


def test_what_is_neither_cooperation_nor_conflict_has_no_chart(loaded):
    page = ask(loaded, f"/pair?a=person:dan-levi&b={IRAN}&period=2024").text
    assert "at Iran lyver" in page
    assert "<svg" not in page
    assert "Kun 2024" in page


def test_a_bar_leads_to_its_statements(loaded):
    address = f"/pair?a={IRAN}&b={ISRAEL}"
    assert 'period=2024-05" tabindex="-1"' in ask(loaded, address).text
    for path in (address, f"/entity?id={IRAN}", f"/entity?id={ISRAEL}&side=about"):
        whole = ask(loaded, f"{path}&format=json").json()
        some = ask(loaded, f"{path}&period=2024-05&format=json").json()
        assert some["statements"] == [
            s for s in whole["statements"] if s["day"].startswith("2024-05")
        ]
        assert 0 < len(some["statements"]) < len(whole["statements"])
        assert some["timeline"] == whole["timeline"]
    assert "Kun 2024-05" in ask(loaded, f"{address}&period=2024-05").text
    assert ask(loaded, f"{address}&period=2024-5").status_code == 400


def test_names_stand_for_ids_in_addresses(loaded):
    assert ask(loaded, "/entity?id=karen holms&format=json").json()["entity"][0]["id"] == HOLM
    assert ask(loaded, "/pair?a=iran&b=Israel&format=json").json()["statements"]
    near = ask(loaded, "/entity?id=Karn Holm")
    assert near.status_code == 404
    assert f'href="/entity?id={HOLM.replace(":", "%3A")}"' in near.text
    told = ask(loaded, "/entity?id=Karn Holm&format=json").json()
    assert [match["id"] for match in told["meant"]][:1] == [HOLM]


def test_a_question_about_nobody_known_proposes_names(loaded):
    page = ask(loaded, "/questions?question=said&ask=1&name=Karn Holm")
    assert page.status_code == 400
    assert "mente du Karen Holm" in page.text
    again = "/questions?question=said&amp;ask=1&amp;name=person%3Akaren-holm"
    assert f'<a href="{again}">Karen Holm</a>' in page.text
    assert "<td" not in page.text
    assert "<td" in ask(loaded, html.unescape(again)).text


def test_every_table_is_offered_as_csv(loaded):
    page = ask(loaded, f"/entity?id={HOLM}").text
    offered = re.findall(r'href="([^"]+format=csv[^"]*)">CSV ([^<]+)<', page)
    assert len(offered) == 8
    held = next(html.unescape(link) for link, name in offered if name == "roller")
    rows = list(csv.DictReader(io.StringIO(ask(loaded, held).text)))
    assert [row["title"] for row in rows] == ["udenrigsminister"]


def test_an_article_has_its_names_and_cues_marked(loaded):
    page = ask(loaded, "/article?id=article:every").text
    assert re.search(
        r'<a class="person" href="/entity\?id=person%3Akaren-holm">Karen Holm</a>', page
    )
    assert re.search(r'<a class="cue" href="/statement\?id=statement%3A\w+">siger</a>', page)
    assert '<span class="content">at vinteren bliver lang</span>' in page
    numbers = [
        s["number"]
        for s in ask(loaded, "/article?id=article:every&format=json").json()["statements"]
    ]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_statement_leads_to_its_place_in_the_article(loaded):
    identity = some_statement(loaded)
    page = ask(loaded, f"/statement?id={identity}").text
    assert f'href="/article?id=article%3Aevery#{identity}"' in html.unescape(page)
    assert f'id="{identity}"></span><a class="cue"' in ask(loaded, "/article?id=article:every").text


def test_why_is_told_in_the_language_of_the_page(loaded):
    address = f"/statement?id={some_statement(loaded)}"
    assert "et verbum: dets grundled" in ask(loaded, address).text
    english = ask(loaded, f"{address}&lang=en&format=json").json()
    assert [r["part"] for r in english["reasons"]][:2] == ["source", "predicate"]


def test_a_statement_tells_how_it_was_found(loaded):
    page = ask(loaded, f"/statement?id={some_statement(loaded)}").text
    assert "verb/subject" in page
    assert "omkring 75 af 100" in page
    assert "Sami Omar" in page


def test_statements_are_chosen_by_facets(loaded):
    data = ask(loaded, "/statements?predicate=THREATENED&kind=country&format=json").json()
    assert data["statements"]
    assert {(s["predicate"], s["source"]) for s in data["statements"]} == {("THREATENED", IRAN)}
    page = ask(loaded, "/statements?predicate=THREATENED").text
    assert "kind=country" in page
    assert ask(loaded, "/statements?sure=9&format=json").json()["statements"] == []
    assert len(ask(loaded, "/statements?sure=7&format=json").json()["statements"]) == 25
    assert ask(loaded, "/statements?sure=x").status_code == 400


def test_entities_and_articles_are_counted_by_what_they_are_chosen_by(loaded):
    store = loaded.counts().nodes
    page = ask(loaded, "/entities").text
    for kind, label, many in (("place", "Steder", "Place"), ("person", "Personer", "Person")):
        link = rf'href="/entities\?kind={kind}">{label}</a> <span class="count">{store[many]}<'
        assert re.search(link, page)
    assert f">{sum(store[k] for k in ('Person', 'Country', 'Organisation', 'Place'))}<" in page
    articles = ask(loaded, "/articles?year=2024").text
    assert re.search(
        r'year=2024&amp;outlet=[^"]+">Aftenposten Prøve</a> <span class="count">', articles
    )
    assert len(ask(loaded, "/articles?outlet=Dagens Prøve&format=json").json()["articles"]) == 1


def test_pages_are_turned(loaded):
    first, second = (
        ask(loaded, f"/statements?page={n}&format=json").json()["statements"] for n in (1, 2)
    )
    assert len(first) == 25
    assert second
    assert not {s["id"] for s in first} & {s["id"] for s in second}
    assert "page=2" in ask(loaded, "/statements").text
    for wrong in ("0", "x", "99999", "²"):
        assert ask(loaded, f"/statements?page={wrong}").status_code == 400


def test_a_question_has_a_form_and_an_answer(loaded):
    assert 'name="name"' in ask(loaded, "/questions?question=said").text
    rows = ask(loaded, "/questions", params={"question": "threats", "format": "json"}).json()[
        "answer"
    ]
    assert {r["source"] for r in rows} >= {"Iran", "Hamas"}
    wrong = ask(loaded, "/questions?question=threats&limit=x")
    assert wrong.status_code == 400
    assert "limit er &#39;x&#39;" in wrong.text
    assert ask(loaded, "/questions?question=nonsense").status_code == 404


def test_what_is_either_so_or_not_is_chosen_from_two(loaded):
    form = ask(loaded, "/questions?question=answers").text
    assert '<select id="p-claims" name="claims"><option value="false" selected>nej' in form
    form = ask(loaded, "/questions?question=answers&ask=1&claims=true").text
    assert '<option value="true" selected>ja' in form


def test_a_question_about_somebody_takes_the_name_as_people_write_it(loaded):
    asked = {"question": "said", "ask": "1", "format": "json", "limit": "1"}
    for name in ("karen holm", "Karen Holms"):
        [row] = ask(loaded, "/questions", params=asked | {"name": name}).json()["answer"]
        assert row["source"] == "Karen Holm"
    unclear = ask(loaded, "/questions", params=asked | {"name": "Karen Hlm"})
    assert unclear.status_code == 404
    assert "did you mean Karen Holm (person:karen-holm)?" in unclear.text


def test_cypher_of_ones_own_reads_only(loaded, neo4j_url):
    def asked(text, **more):
        return ask(loaded, "/cypher", params={"q": text} | more, address=neo4j_url)

    answer = asked("MATCH (p:Person) RETURN p.name AS name", format="json").json()["answer"]
    assert {"name": "Dan Levi"} in answer
    nodes = asked("MATCH (p:Person {name: 'Dan Levi'}) RETURN p, [1, 'a'] AS list").text
    assert "&#34;id&#34;: &#34;person:dan-levi&#34;" in nodes
    assert "<td>1, a</td>" in nodes
    assert "læser kun" in asked("MATCH (n) DETACH DELETE n").text
    assert asked("CREATE (n)", format="json").status_code == 400
    assert loaded.counts().nodes["Person"]


def test_the_picture_runs_its_own_scripts_only(loaded):
    page = ask(loaded, f"/network?id={IRAN}")
    policy = page.headers["content-security-policy"]
    assert "script-src 'sha256-" in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]
    assert "frame-ancestors 'none'" in policy
    assert "Israel" in page.text
    assert "Verden på én side" in page.text, "the titles of the articles"


def test_the_picture_speaks_the_language_of_its_reader(loaded):
    for language in LANGUAGES:
        page = ask(loaded, f"/network?id={IRAN}&lang={language}")
        assert f'"language":"{language}"' in page.text


@pytest.mark.parametrize("path", ["/nowhere", "/entity?id=x", "/article?id=x", "/statement?id=x"])
def test_what_is_not_there_is_told(loaded, path):
    answer = ask(loaded, path)
    assert answer.status_code == 404
    assert "<h1" in answer.text


def test_an_address_that_lacks_something_is_told(loaded):
    assert ask(loaded, "/entity").status_code == 400
    assert ask(loaded, "/entity?id=x&format=xml").status_code == 404
    assert ask(loaded, "/?format=xml").status_code == 400
    assert ask(loaded, "/?format=csv&table=x").status_code == 400
    assert ask(loaded, "/search?q=" + "x" * 20_000).status_code == 414


def evil_article():
    entity = Entity("person:evil?x&y=1", "PERSON", EVIL)
    article = Article("a/b?c=1&d#e", (EVIL,), f"=1+1{EVIL}", EVIL, url="javascript:alert(1)")
    mention = Mention(article.id, 0, len(EVIL), EVIL, 0, len(EVIL), entity.id, "x", 1.0)
    return Annotated(article, (entity,), (mention,))


def test_what_a_text_brings_is_escaped(store):
    store.write([evil_article()])
    for path, query in (
        ("/entity", {"id": "person:evil?x&y=1"}),
        ("/article", {"id": "a/b?c=1&d#e"}),
        ("/entities", {}),
        ("/articles", {}),
        ("/search", {"q": EVIL}),
    ):
        page = ask(store, path, params=query)
        assert page.status_code == 200, path
        assert EVIL not in page.text
        assert html.escape(EVIL) in page.text
    assert 'href="javascript' not in ask(store, "/article", params={"id": "a/b?c=1&d#e"}).text


def test_links_lead_to_ids_of_any_form(store):
    store.write([evil_article()])
    for listed, kept in (("/entities", "person:evil?x&y=1"), ("/articles", "a/b?c=1&d#e")):
        (link,) = re.findall(r'<li><a[^>]* href="([^"]+)"', ask(store, listed).text)[:1]
        assert html.escape(kept) in ask(store, html.unescape(link)).text


def test_no_cell_is_a_formula(store):
    store.write([evil_article()])
    rows = list(csv.reader(io.StringIO(ask(store, "/articles?format=csv").text)))
    assert rows[1][1].startswith("'=1+1")


def test_what_is_loaded_meanwhile_is_shown(new_store):
    shown, loading = new_store(), new_store()
    loading.apply_schema()
    for path in ("/", "/statements", "/search?q=karen", "/entities"):
        assert "Karen" not in ask(shown, f"{path}").text.replace("q=karen", "")
    loading.write(fixture.articles())
    for path in ("/", "/statements", "/search?q=karen", "/entities"):
        assert "Karen Holm" in ask(shown, path).text


def test_an_empty_graph_has_its_pages(store):
    for path in ("/", "/statements", "/entities", "/articles", "/search?q=x"):
        assert ask(store, path).status_code == 200


def test_a_foreign_host_is_refused(loaded):
    for host in ("evil.example", "evil.example:8000", "localhost.evil.example", ""):
        assert ask(loaded, "/", headers={"Host": host}).status_code == 421
    for host in ("localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST"):
        assert ask(loaded, "/", headers={"Host": host}).status_code == 200


def test_only_reading_is_let_in(loaded):
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert ask(loaded, "/", method=method).status_code == 405


def test_every_answer_has_its_policy(loaded):
    for path in ("/", "/nowhere", "/static/style.css"):
        headers = ask(loaded, path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"<script>|\son\w+=|style=", ask(loaded, f"/entity?id={IRAN}").text)


def test_a_token_is_asked_for(loaded):
    access = Access(token=TOKEN)
    refused = ask(loaded, "/", access=access)
    assert refused.status_code == 401
    assert "Karen" not in refused.text
    right = {"Authorization": f"Bearer {TOKEN}"}
    assert ask(loaded, "/", access=access, headers=right).status_code == 200
    wrong = {"Authorization": "Bearer nonsense"}
    assert ask(loaded, "/", access=access, headers=wrong).status_code == 401
    form = {"method": "POST", "access": access}
    assert ask(loaded, "/login", data={"token": "nonsense"}, **form).status_code == 401
    let_in = ask(loaded, "/login", data={"token": access.token}, **form)
    assert let_in.status_code == 303
    assert "HttpOnly" in let_in.headers["set-cookie"]
    cookie = {"Cookie": let_in.headers["set-cookie"].partition(";")[0]}
    assert ask(loaded, "/", access=access, headers=cookie).status_code == 200
    assert access.token not in let_in.headers["set-cookie"]


def test_labels_follow_the_browser_and_the_switch(loaded):
    def greeted(path="/", **headers):
        return re.search('<html lang="(..)">', ask(loaded, path, headers=headers).text)[1]

    assert greeted() == "da"
    assert greeted(**{"Accept-Language": "en-GB,da;q=0.5"}) == "en"
    assert greeted("/?lang=en", **{"Accept-Language": "da"}) == "en"
    assert greeted(Cookie="kg_lang=en") == "en"
    assert "kg_lang=en" in ask(loaded, "/?lang=en").headers["set-cookie"]


def cells(page):
    """Return a page without the attributes of its cells."""
    return re.sub("<td[^>]*>", "<td>", page)


def test_cells_lead_on_and_are_read_by_people(loaded):
    page = cells(ask(loaded, "/questions?question=accusations").text)
    assert re.search(r'<td><a href="/statement\?id=statement%3A\w+">Vis</a></td>', page)
    assert "<td>anklager</td>" in page
    assert "<td>nej</td>" in page
    assert "<td><time>2024-03-01</time></td>" in page
    said = cells(ask(loaded, "/questions?question=said-about&ask=1&a=Danmark&b=Israel").text)
    assert "<td>Israel</td>" in said  # the one topic of a list
    ways = cells(ask(loaded, "/questions?question=path&ask=1&a=Iran&b=Israel").text)
    assert re.search(r'<td><a href="/statement\?id=statement%3A\w+">Vis</a>', ways)
    steps = (
        '<a href="/entity?id=country%3AIR">Iran</a>, <a href="/entity?id=country%3AIL">Israel</a>'
    )
    assert f"<td>{steps}</td>" in ways
    answers = cells(ask(loaded, "/questions?question=answers").text)
    assert answers.count("<td><time>") == 2 * (answers.count("<tr ") - 1) > 0
    pairs = cells(ask(loaded, "/questions?question=in-the-news").text)
    assert '<td><a href="/entity?id=country%3AIL">Israel</a></td>' in pairs
    assert "country:IL" not in pairs
    found = cells(ask(loaded, "/questions?question=articles&ask=1&name=Karen Holm").text)
    assert '<td><a href="/article?id=article%3Aevery">' in found
    assert "<td>article:every" not in found
    answer = ask(loaded, "/questions?question=in-the-news&format=json").json()["answer"]
    assert "country:IL" in {row["id"] for row in answer}


def test_questions_are_told_in_the_language_of_the_page(loaded):
    assert "Hvem der truede hvem" in ask(loaded, "/questions").text
    danish = ask(loaded, "/questions?question=threats").text
    assert "mindste sikkerhed" in danish
    assert '<th scope="col" role="columnheader">påstået af</th>' in danish
    english = ask(loaded, "/questions?question=threats&lang=en").text
    assert "Who threatened whom" in english
    assert '<th scope="col" role="columnheader">claimed_by</th>' in english
    rows = ask(loaded, "/questions?question=threats&format=csv").text
    assert rows.startswith("source,target,")


def test_every_word_is_there_in_both_languages():
    assert all(row[language] for row in words("kg.web").values() for language in LANGUAGES)


def test_others_are_let_in_with_a_token_only(tmp_path):
    from click.testing import CliRunner

    from kg.store import open_store

    path = str(tmp_path / "news.graph")
    with open_store(path) as made:
        made.apply_schema()
    short = tmp_path / "token"
    taken = socket.create_server(("127.0.0.1", 0))
    port = str(taken.getsockname()[1])
    short.write_text("short\n")
    for options, told in (
        (["--host", "::"], "give --auth-token"),
        (["--auth-token", str(short)], "at least 16 characters"),
        (["--auth-token", str(tmp_path / "none")], "cannot be read"),
        (["--port", port], f"cannot listen at 127.0.0.1, port {port}"),
    ):
        done = CliRunner().invoke(main, ["serve", "--store", path, *options])
        assert done.exit_code == 2
        assert told in done.output
    taken.close()
