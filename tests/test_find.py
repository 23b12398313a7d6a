"""What people type is found, however they spell it, and nothing is merged in silence."""

from dataclasses import replace

import pytest

from kg import catalogue
from kg.errors import UsageError
from kg.find import UnclearError, arguments, matches, named, resolve, search
from kg.model import Annotated, Article, Entity, Name, entity_id
from tests.fixture import ENTITIES, threat


def person(name, *names):
    found = tuple(Name(n, "da") for n in names)
    return Entity(entity_id("PERSON", name), "PERSON", name, found)


@pytest.fixture
def people(loaded):
    """Add a few persons to the fixture graph, two of them of one name."""
    entities = (
        person("Lars Løkke Holgersen"),
        person("Åse Brønd", "Aase Brønd"),
        person("Volodymyr Zelenskyj"),
        replace(person("Jo Bidstrup"), id="person:jo-bidstrup"),
        replace(person("Jo Bidstrup"), id="person:jo-bidstrup-2"),
        person("José Nuñez"),
    )
    loaded.write([Annotated(Article("article:people", ("Navne.",)), entities)])
    return loaded


@pytest.mark.parametrize(
    ("text", "identity", "how"),
    [
        ("Iran", "country:IR", "exact"),
        ("  IRAN ", "country:IR", "exact"),
        ("COUNTRY:ir", "country:IR", "exact"),
        ("Cairo", "place:360630", "exact"),
        ("lars loekke holgersen", "person:lars-løkke-holgersen", "folded"),
        ("Lars Lokke-Holgersen", "person:lars-løkke-holgersen", "folded"),
        ("Jose Nunez", "person:jose-nunez", "folded"),
        ("Irans", "country:IR", "genitive"),
        ("Hamas'", ENTITIES["hamas"].id, "folded"),
        ("USA's", "country:US", "genitive"),
        ("Aase Broends", "person:åse-brønd", "genitive"),
        ("Zelensky", "person:volodymyr-zelenskyj", "near"),
        ("Karen Hlm", "person:karen-holm", "near"),
        ("Levi", "person:dan-levi", "near"),
        ("Holger", "person:lars-løkke-holgersen", "near"),
    ],
)
def test_a_name_is_found_as_people_write_it(people, text, identity, how):
    first = matches(people, text, limit=5)[0]
    assert (first.id, first.how) == (identity, how)


def test_a_match_tells_kind_name_and_counts(people):
    [found] = [m for m in matches(people, "iran") if m.how == "exact"]
    assert (found.kind, found.name, found.score) == ("COUNTRY", "Iran", 1.0)
    [(made,)] = people.read(
        "MATCH (:Entity {id: 'country:IR'})-[:MADE]->(s:Statement) RETURN count(s)"
    ).rows
    [(articles,)] = people.read(
        "MATCH (:Entity {id: 'country:IR'})<-[:MENTIONS]-(a:Article) RETURN count(a)"
    ).rows
    assert (found.statements, found.articles) == (made, articles)
    assert made
    assert articles


def test_one_that_is_meant_is_resolved_and_a_near_one_is_proposed(people):
    assert resolve(people, "lars løkke holgersens") == "person:lars-løkke-holgersen"
    with pytest.raises(UsageError, match=r"did you mean Karen Holm \(person:karen-holm\)\?"):
        resolve(people, "Karen Hlm")
    with pytest.raises(UsageError, match="in-the-news"):
        resolve(people, "Xyzzy Qwrt")


def test_a_short_word_of_a_name_is_no_guess(loaded):
    bridge = Entity("place:den-blå-bro", "PLACE", "Den Blå Bro")
    loaded.write([Annotated(Article("article:bridge", ("En bro.",)), (bridge,))])
    assert matches(loaded, "biden") == []  # though den is like it
    assert [m.id for m in matches(loaded, "den bla brro")][:1] == [bridge.id]


def test_two_of_one_name_are_listed_not_merged(people):
    ids = ["person:jo-bidstrup", "person:jo-bidstrup-2"]
    assert [m.id for m in named(people, "jo bidstrup")] == ids
    with pytest.raises(UsageError, match=r"2 entities .*jo-bidstrup\) or .*jo-bidstrup-2\)"):
        resolve(people, "Jo Bidstrup")
    assert resolve(people, ids[1]) == ids[1]


def test_a_question_is_asked_with_the_id_of_whom_is_named(people):
    said, between = catalogue.get("said"), catalogue.get("between")
    given = arguments(people, said, {"name": "lars loekke-holgersens", "limit": "3"})
    assert (given["name"], given["limit"]) == ("person:lars-løkke-holgersen", 3)
    assert arguments(people, between, {"a": "IRANS", "b": "usa's"})["b"] == "country:US"
    assert arguments(people, catalogue.get("accusations"), {})["name"] == ""
    for query, given in ((said, {"name": "Jo Bidstrup"}), (between, {"a": "Iran", "b": "Irna"})):
        with pytest.raises(UnclearError) as raised:
            arguments(people, query, given)
        assert raised.value.candidates
    with pytest.raises(UsageError, match="takes no parameter"):
        arguments(people, said, {"nam": "Iran"})


def test_what_is_written_later_is_found_and_what_is_removed_is_not(loaded):
    assert not matches(loaded, "Bodil Kvist")
    new = person("Bodil Kvist")
    loaded.write([Annotated(Article("article:new", ("Bodil Kvist skovler sne.",)), (new,))])
    assert resolve(loaded, "Bodil Kvist") == new.id
    assert [h.id for h in search(loaded, "skovle")] == ["article:new"]
    loaded.remove(["article:new"])
    assert not matches(loaded, "Bodil Kvist")
    assert not search(loaded, "skovle")


def test_words_are_found_in_any_of_their_forms(loaded):
    found = {h.kind for h in search(loaded, "trusler")}
    assert found == {"statement", "article"}  # "Ny trussel" is another stem, "trusler" stands there
    assert {h.id for h in search(loaded, "forslagene", "statement")} >= {
        s.id for s in loaded_statements(loaded) if "forslaget" in s.sentence
    }
    with_all = search(loaded, "håndbolden Egypten", "statement")
    assert len(with_all) == 1
    assert with_all[0].text == "Danmark besejrer Egypten i håndbold."


def loaded_statements(store):
    from types import SimpleNamespace

    rows = store.read("MATCH (s:Statement) RETURN s.id AS id, s.sentence AS sentence").records()
    return [SimpleNamespace(**row) for row in rows]


def test_what_has_any_of_the_words_is_better_than_nothing(loaded):
    assert search(loaded, "håndbold rumvæsen", "statement")[0].text.endswith("håndbold.")
    assert search(loaded, "rumvæsen") == []
    assert search(loaded, ' " * ( ') == []


def test_a_name_comes_before_the_texts_it_stands_in(loaded):
    first, *rest = search(loaded, "aarhus")
    assert (first.kind, first.title) == ("entity", "Aarhus")
    assert {h.kind for h in rest} == {"statement", "article"}
    assert first.score >= max(h.score for h in rest)
    assert [h.id for h in search(loaded, "Århus", "entity")] == [first.id]


def test_an_excerpt_of_an_article_has_the_word(loaded):
    [found] = search(loaded, "korn", "article")
    assert "USA hjælper Egypten med korn." in found.text
    assert len(found.text) < 300


def test_limit_and_kind_are_kept(loaded):
    loaded.write([threat("11")])
    assert len(search(loaded, "Iran", limit=3)) == 3
    assert {h.kind for h in search(loaded, "Iran", "article")} == {"article"}
