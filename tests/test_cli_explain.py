"""`kg explain`: texts with what was found in them, and what decided."""

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import fixture
import pytest
from command import kg, one_line
from lxml import html

from kg.characters import visible
from kg.explain import Account, Naming, how_sure, marks, of_annotated, of_store, pieces, reasons
from kg.explain.html import page
from kg.model import FORMS, MODALITIES, Article
from kg.store import open_store
from kg.stream import annotated_line
from kg.words import words

ROOT = Path(__file__).parents[1]
SCORER = ROOT / "kg/language/da/scorer/statements.words.tsv"
CLAIM = fixture.reported().statements[1]
#: In the title, in the text and in the address of an article.
EVIL = "\x1b[31m<script>alert(1)</script>\u202e"


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("store") / "news.graph")
    with open_store(path) as made:
        made.apply_schema()
        made.write(fixture.articles())
    return path


@pytest.fixture(autouse=True)
def _explain_the_fixture(monkeypatch, graph):
    monkeypatch.setenv("KG_STORE", graph)


def write(path, *annotated):
    """Write articles as `kg annotate` would, and return the path."""
    lines = (annotated_line(a) for a in annotated)
    path.write_text("".join(lines), "utf-8")
    return path


def evil():
    """Return an article that would like to be obeyed."""
    clean = fixture.reported()
    end = len(clean.article.text)
    article = replace(
        clean.article,
        paragraphs=(*clean.article.paragraphs, EVIL),
        title=EVIL,
        url="javascript:alert(1)",
    )
    assert article.text[end + 1 :] == EVIL
    return replace(clean, article=article)


def parts(statement):
    """Return the reasons of a statement of the JSON form by its parts."""
    return {r["part"]: (r["found"], r["because"]) for r in statement["reasons"]}


def test_article_is_shown_with_names_cues_and_contents():
    shown = kg("explain", "article:reported").stdout
    assert "\nMelding\nPrøvebureauet · article:reported\n" in shown
    assert (
        "[ORGANISATION Hamas] {1 oplyser}, <1 at [COUNTRY Israel] {2 angreb} "
        "<2 [PLACE Kairo] 2> 1>." in shown
    )
    assert "[PERSON Karen Holm] besøgte [PLACE Aarhus]." in shown


def test_each_part_of_a_statement_tells_what_decided_it():
    (article,) = json.loads(kg("explain", "article:reported", "--format", "json").stdout)
    said, claim = article["statements"]
    assert parts(claim) == {
        "source": (
            "Israel (country:IL)",
            'rule verb/subject (a verb: its subject); named as "Israel"',
        ),
        "predicate": (
            "ATTACKED (ASSAULT, material conflict)",
            'the cue "angreb", a form of "angreb"',
        ),
        "target": ("Kairo (place:360630)", 'named as "Kairo"'),
        "content": ("Kairo", "characters 32 to 37"),
        "form": ("indirect", "a clause that tells what was said"),
        "negated": ("no", ""),
        "modality": ("asserted", "told as fact"),
        "reported by": ("Hamas (organisation:hamas)", "a claim, not a fact"),
        "confidence": ("0.75", "rather sure: about 75 in 100 such statements are right"),
    }
    assert parts(said)["target"] == ("none", "")
    assert parts(said)["topic"] == ("Kairo (place:360630)", 'named as "Kairo"')


def test_days_tell_the_words_they_came_from():
    threat = fixture.threat("02")
    told = replace(
        threat.statements[0],
        said_on="2024-04-01/2024-04-30",
        said_from="i april",
        event_on="2024-05-01",
        event_from="published",
    )
    found = {r.part: (r.found, r.because) for r in reasons(of_annotated(threat), told)}
    assert found["said on"] == ("2024-04-01 to 2024-04-30", 'the words "i april"')
    assert found["event on"] == ("2024-05-01", "the day of publication: no word tells another")


def test_negated_statement_is_told_as_such():
    shown = kg("explain", "article:threat-02").stdout
    assert re.search(r"^3 Hamas not THREATENED Israel \(statement:", shown, re.MULTILINE)
    assert re.search(r"^  negated +yes$", shown, re.MULTILINE)
    assert re.search(r"^  modality +planned  <- is to be", shown, re.MULTILINE)


def test_source_that_the_sentence_does_not_name_is_told_as_such():
    threat = fixture.threat("02")
    account = of_annotated(replace(threat, mentions=()))
    assert reasons(account, threat.statements[0])[0].because.endswith("; not named there")


def test_statement_is_shown_in_its_sentence_alone():
    shown = kg("explain", CLAIM.id).stdout
    assert "Melding\nPrøvebureauet · article:reported\n" in shown
    assert "[ORGANISATION Hamas] oplyser, at [COUNTRY Israel] {1 angreb} <1 [PLACE Kairo] 1>." in (
        shown
    )
    assert "Karen Holm" not in shown
    assert shown.count("(statement:") == 1
    (article,) = json.loads(kg("explain", CLAIM.id, "--format", "json").stdout)
    assert [s["id"] for s in article["statements"]] == [CLAIM.id]


def test_article_without_statements_says_so():
    assert kg("explain", "article:bare").stdout.endswith("\nno statement was found in it\n")


def test_unknown_id_is_told_with_those_that_come_close():
    for asked, meant in (("article:reportd", "article:reported"), (CLAIM.id[:-1], CLAIM.id)):
        result = kg("explain", asked)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"has the id '{asked}': did you mean {meant}" in one_line(result)
    assert "did you mean article:bare?" in one_line(kg("explain", "aticle:bare"))
    said = one_line(kg("explain", "zzz.txt"))
    assert said.startswith("kg: there is no file 'zzz.txt', and no article and no statement in ")
    assert "`kg query articles`" in said


def test_neither_file_nor_store_is_one_line(tmp_path):
    result = kg("explain", "nws.jsonl", "--store", tmp_path / "none.graph")
    assert result.exit_code == 2
    assert one_line(result).startswith("kg: there is no file 'nws.jsonl', and no store at ")


def test_article_is_chosen_from_a_file_only():
    result = kg("explain", "article:reported", "--article", "a")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--article chooses among the articles of a file" in one_line(result)


def test_every_article_of_a_file_is_shown_or_the_chosen_one(tmp_path):
    path = write(tmp_path / "news.jsonl", fixture.reported(), fixture.threat("02"))
    ids = [a["article"]["id"] for a in json.loads(kg("explain", path, "--format", "json").stdout)]
    assert ids == ["article:reported", "article:threat-02"]
    shown = kg("explain", path, "--article", "article:threat-02").stdout
    assert "article:threat-02" in shown
    assert "Melding" not in shown
    result = kg("explain", path, "--article", "article:threat-2")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean article:threat-02?" in one_line(result)


def test_what_cannot_be_read_is_told_and_the_rest_is_shown(tmp_path):
    path = write(tmp_path / "news.jsonl", fixture.reported())
    path.write_text(f"{{broken\n{path.read_text('utf-8')}", "utf-8")
    result = kg("explain", path)
    assert result.exit_code == 3
    assert f"{path}:1: " in one_line(result)
    assert "{1 oplyser}" in result.stdout


@pytest.mark.model
def test_text_is_read_on_the_spot():
    text = "Norge truede onsdag Sverige med en ny told, oplyser Danmark."
    (article,) = json.loads(kg("explain", "-", "--format", "json", given=text).stdout)
    assert article["article"]["text"] == text
    threat = next(s for s in article["statements"] if s["predicate"] == "THREATENED")
    assert (threat["source"], threat["target"]) == ("country:NO", "country:SE")
    assert parts(threat)["source"][1].startswith(f"rule {threat['rule']} (")
    cue = next(m for m in article["marks"] if m["label"] == "THREATENED")
    assert (text[cue["start"] : cue["end"]], cue["what"]) == ("truede", "cue")


@pytest.mark.model
def test_transcripts_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE")
    ran = 0
    for document in ("README.md", "docs/explain.md"):
        text = (ROOT / document).read_text("utf-8")
        blocks = "\n".join(re.findall(r"```console\n(\$ .*?)```", text, re.DOTALL))
        for step in re.split(r"^\$ ", blocks, flags=re.MULTILINE)[1:]:
            line, _, shown = step.partition("\n")
            command, *arguments = line.split()
            if command == "cat":
                Path(arguments[0]).write_text(shown, "utf-8")
            elif arguments[0] == "load":
                kg(*arguments, "--quiet")
            elif arguments[0] == "explain":
                assert unmeasured(kg(*arguments).stdout) == unmeasured(shown)
                ran += 1
    assert ran == 2


def unmeasured(shown):
    """Return the lines of what was shown, without those that change with every training."""
    return [line for line in shown.split("\n") if line and not line.startswith("  confidence ")]


@pytest.mark.model
def test_only_the_chosen_article_is_annotated(tmp_path):
    path = tmp_path / "raw.jsonl"
    long = {"id": "long", "paragraphs": ["Det er en lang dag. " * 60_000]}
    short = {"id": "short", "paragraphs": ["Norge truer Sverige."]}
    path.write_text(f"{json.dumps(long)}\n{json.dumps(short)}\n", "utf-8")
    result = kg("explain", path, "--article", "short")
    assert result.exit_code == 0
    assert "too long" not in result.stderr
    assert "[COUNTRY Norge] {1 truer}" in result.stdout


def test_terminal_escapes_are_shown_and_not_sent(tmp_path):
    path = write(tmp_path / "evil.jsonl", evil())
    for width in ((), ("--width", "80")):
        shown = kg("explain", path, *width).stdout
        assert shown.count("␛[31m") == 2
        assert not re.search("[\x1b\u202e]", shown)
    assert visible("a\x7f\x9b\tb\n") == "a␡‹U+009B›\tb\n"


def test_terminal_has_colours_instead_of_brackets(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = kg("explain", "article:reported", "--width", "80").stdout
    assert "\x1b[7moplyser\x1b[0m\x1b[2m¹\x1b[0m" in shown
    assert "[ORGANISATION" not in shown
    monkeypatch.delenv("FORCE_COLOR")
    shown = kg("explain", "article:reported", "--width", "80").stdout
    assert "[ORGANISATION Hamas] {1 oplyser}" in shown
    assert max(map(len, shown.splitlines())) <= 80


def drawn(tree):
    """Return the paragraphs of a page as they are read, without labels, which are dropped."""
    for label in tree.xpath("//*[@class='start']"):
        label.drop_tree()
    return [" ".join(p.text_content().split()) for p in tree.xpath("//*[@class='spans']")]


def test_page_shows_the_text_as_it_is(tmp_path):
    path = tmp_path / "page.html"
    result = kg("explain", "article:every", "-o", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"wrote {path}\n"
    tree = html.parse(str(path)).getroot()
    assert drawn(tree) == list(fixture.every_predicate().article.paragraphs)
    assert len(tree.xpath("//section")) == len(fixture.every_predicate().statements)
    assert tree.xpath("//h1/text()") == ["Verden på én side"]


def test_page_puts_no_space_before_a_marked_word():
    text = 'Partiet "Hamas" (set fra Israel/Kairo).'
    namings = tuple(
        Naming(at := text.index(name), at + len(name), entity)
        for name, entity in (
            ("Hamas", "organisation:hamas"),
            ("Israel", "country:IL"),
            ("Kairo", "place:360630"),
        )
    )
    account = Account(Article("a", (text,)), {}, namings, (), ())
    assert drawn(html.fromstring(page([account]))) == [text]


def test_page_marks_what_it_says_it_marks():
    tree = html.fromstring(page([of_annotated(fixture.reported())]))
    marked = {
        (token.text, title)
        for token in tree.xpath("//*[@class='marked']")
        for title in token.xpath("./*[@class='start']/@title")
    }
    assert marked >= {
        ("Hamas", "ORGANISATION"),
        ("oplyser", "SAID"),
        ("at", "indirect"),
        ("Kairo", "PLACE"),
        ("angreb", "ATTACKED"),
    }
    links = {a.get("href") for a in tree.xpath("//*[@class='spans']//a")}
    assert links == {f"#{section.get('id')}" for section in tree.xpath("//section")}


def test_page_obeys_no_text_and_needs_no_network():
    made = page([of_annotated(evil()), of_annotated(fixture.every_predicate())])
    tree = html.fromstring(made)
    assert not tree.xpath("//script | //img | //link | //iframe | //*[@src] | //@onclick")
    assert not re.search("[\x00\x1b\u202e]|url\\(|@import", made)
    assert "␛[31m<script>alert(1)</script>‹U+202E›" in unescape(made)
    outside = [a for a in tree.xpath("//@href") if not a.startswith("#")]
    assert outside == ["https://example.org/every"]
    assert tree.xpath("//meta/@content")[0].startswith("default-src 'none'")


def test_page_of_a_statement_shows_its_sentence_alone(tmp_path):
    path = tmp_path / "page.html"
    kg("explain", CLAIM.id, "-o", path)
    made = path.read_text("utf-8")
    assert "oplyser" in made
    assert "besøgte" not in made


def test_pieces_are_the_text_and_every_mark_opens_and_closes_once():
    for annotated in fixture.articles():
        account = of_annotated(annotated)
        text, found = account.article.text, marks(account)
        cut = list(pieces(text, found, 0, len(text)))
        assert "".join(p.text for p in cut) == text
        assert sorted(map(repr, (m for p in cut for m in p.opening))) == sorted(map(repr, found))
        assert sorted(map(repr, (m for p in cut for m in p.closing))) == sorted(map(repr, found))


def test_content_over_two_paragraphs_is_marked_in_both():
    annotated = fixture.reported()
    over = replace(annotated.statements[0], end=len(annotated.article.text))
    account = of_annotated(replace(annotated, statements=(over,)))
    first = len(annotated.article.paragraphs[0])
    after = list(pieces(account.article.text, marks(account), first + 1, over.end))
    assert [m.what for m in after[0].opening] == ["content", "name"]


@pytest.mark.every_line
def test_stores_tell_what_was_annotated(loaded):
    for annotated in fixture.articles():
        stored, told = of_store(loaded, annotated.article.id), of_annotated(annotated)
        assert stored.article == told.article
        assert stored.statements == told.statements
        assert stored.namings == told.namings
        assert set(stored.roles) == set(told.roles)
        assert stored.names.items() >= told.names.items()
        for statement in told.statements:
            alone = of_store(loaded, statement.id)
            assert alone == replace(stored, statements=(statement,))


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "nearly certain: about 100 in 100"),
        (0.9, "very sure: about 90"),
        (0.5, "likelier right than wrong: about 50"),
        (0.0, "likelier wrong than right: about 0"),
    ],
)
def test_confidence_is_told_in_words(confidence, words):
    assert how_sure(confidence).startswith(words)


def test_every_rule_form_and_modality_has_words():
    rules = re.findall(r"\t([a-z ]+)/([a-z]+)\t", SCORER.read_text("utf-8"))
    assert rules
    needed = {
        *(f"construction {construction}" for construction, _ in rules),
        *(f"way {way}" for _, way in rules),
        *(f"form {form}" for form in FORMS),
        *(f"modality {modality}" for modality in MODALITIES),
    }
    assert needed <= words("kg.explain").keys()


def test_words_say_the_same_in_both_languages():
    for key, row in words("kg.explain").items():
        assert row["da"], key
        assert row["en"], key
        assert re.findall(r"{\w+}", row["da"]) == re.findall(r"{\w+}", row["en"]), key


def test_reasons_are_told_in_danish(loaded):
    (identity,) = loaded.read("MATCH (s:Statement {predicate: 'WARNED'}) RETURN s.id").rows[0]
    account = of_store(loaded, identity)
    told = {r.part: (r.found, r.because) for r in reasons(account, *account.statements, "da")}
    assert (
        told["kilde"][1] == 'regel verb/subject (et verbum: dets grundled); nævnt som "Sami Omar"'
    )
    assert told["handling"][0] == "advarer (WARNED, THREATEN, konflikt i ord)"
    assert told["form"] == ("indirekte", "en sætning, der fortæller, hvad der blev sagt")
    assert told["benægtet"] == ("nej", "")
    assert told["sikkerhed"][1] == "ret sikkert: omkring 75 af 100 sådanne udsagn er rigtige"


def test_a_rule_that_is_not_known_is_told_as_it_is(loaded):
    (identity,) = loaded.read("MATCH (s:Statement {predicate: 'WARNED'}) RETURN s.id").rows[0]
    account = of_store(loaded, identity)
    strange = replace(account.statements[0], rule="{x}/new")
    assert "rule {x}/new ({x}: new)" in reasons(account, strange)[0].because
    assert "no rule" in reasons(account, replace(strange, rule=""))[0].because
