"""`import kg` and `kg.read`; what docs/ says of Python is run."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import fixture
import pytest
from lxml import html
from test_cli import HEAVY

import kg
from kg.errors import UsageError
from kg.store import open_store

DOCS = Path(__file__).parent.parent / "docs"
TEXT = """Irans præsident, Masoud Pezeshkian, <b>kritiserede</b> mandag Israel.

- Vi svarer igen & igen, sagde han."""


def blocks(document, language):
    text = (DOCS / document).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def test_import_is_light():
    code = f"import sys, kg; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.model
def test_what_is_found_is_at_hand():
    found = kg.read(TEXT, title="Svar", published="9. maj 2024")
    said = {row["predicate"]: row for row in found.rows()}
    assert said["CRITICISED"]["source"] == "Masoud Pezeshkian"
    assert (said["CRITICISED"]["target"], said["CRITICISED"]["said_on"]) == ("Israel", "2024-05-06")
    assert said["SAID"]["text"] == "Vi svarer igen & igen"
    assert str(found).splitlines()[0] == "Masoud Pezeshkian CRITICISED Israel"
    assert found.name(None) == ""
    assert (found.article.title, found.article.published) == ("Svar", "2024-05-09")
    assert {entity.name for entity in found.entities} == {"Masoud Pezeshkian", "Iran", "Israel"}


@pytest.mark.model
def test_a_notebook_shows_names_cues_and_quotes_and_nothing_of_the_text_runs():
    found = kg.read(f"{TEXT}\n\n<script>alert(1)</script> Sagen er slut.", title="<i>Svar</i>")
    shown = html.fromstring(found._repr_html_())
    assert shown.xpath("string(//h1)") == "<i>Svar</i>"
    assert not shown.xpath("//script | //i[text()='Svar']")
    labels = {" ".join(label.text_content().split()) for label in shown.find_class("label")}
    assert {"PERSON", "COUNTRY", "CRITICISED 1", "SAID 2", "direct 2"} <= labels
    [style] = shown.xpath("//style/text()")
    assert style.startswith(".kg-account {")
    for link in shown.xpath("//a/@href"):
        assert shown.get_element_by_id(link.removeprefix("#")) is not None


@pytest.mark.parametrize(
    ("text", "published", "said"),
    [
        ("  ", None, "nothing to read"),
        ("<p></p>", None, "nothing to read"),
        ("Hej.", "i overmorgen ved fjorten tiden", "write it as 2024-05-09"),
    ],
)
def test_what_cannot_be_read_is_refused(text, published, said):
    with pytest.raises(UsageError, match=said):
        kg.read(text, published=published)


@pytest.mark.model
def test_the_guide_to_python_says_what_happens(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    examples = "\n".join(blocks("python.md", "pycon"))
    assert examples.count(">>>") > 20
    test = doctest.DocTestParser().get_doctest(examples, {}, "python.md", None, 0)
    said = []
    doctest.DocTestRunner().run(test, out=said.append)
    assert not said, "".join(said)


@pytest.mark.parametrize("document", ["export.md", "analysis.md"])
def test_examples_in_python_run(document, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("kg.graph", "demo.graph"):
        with open_store(name) as store:
            store.apply_schema()
            store.write(fixture.articles())
    found = blocks(document, "python")
    assert found
    for code in found:
        exec(compile(code, document, "exec"), {})  # noqa: S102 - our own
