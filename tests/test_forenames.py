"""What a forename tells of a person's gender, and how it comes into the graph."""

import csv
from dataclasses import replace
from pathlib import Path

import fixture
import pytest

from kg.export import write
from kg.forenames import bearers, sex_of
from kg.graph import subgraph
from kg.model import Annotated, Article, Entity, Mention, entity_id
from kg.store import open_store
from kg.store.transfer import copy

GENDER = "MATCH (e:Entity) RETURN e.name AS name, e.name_gender AS told ORDER BY name"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Lars Holm", "male"),
        ("METTE HOLM", "female"),
        ("Anne-Lise Holm", "female"),
        ("Lars-Mette Holm", "male"),  # no such name: its first part tells
        ("Kim Holm", None),  # both
        ("Andrea Holm", None),  # nearly all, not enough
        ("Xqzt Holm", None),  # unknown
        ("Holm", None),
        ("Lars", None),  # may be a surname
        ("L. Holm", None),
        ("", None),
    ],
)
def test_a_forename_tells_what_nearly_all_who_bear_it_are(name, told):
    assert sex_of(name) == told


def test_few_bearers_tell_nothing():
    assert min(women + men for women, men in bearers().values()) == 10


def article(identity, **kinds):
    """Return an article that names one entity of each kind."""
    found = [Entity(entity_id(kind, name), kind, name) for kind, name in kinds.items()]
    text = " ".join(entity.name for entity in found)
    places = [(text.index(entity.name), entity) for entity in found]
    mentions = tuple(
        Mention(identity, at, at + len(e.name), e.name, 0, len(text), e.id, "x", 1.0)
        for at, e in places
    )
    return Annotated(Article(identity, (text,)), tuple(found), mentions)


def test_a_load_says_it_of_persons_only(store):
    store.write([article("a", PERSON="Mette Holm", ORGANISATION="Lars Larsen")])
    assert store.read(GENDER).rows == [("Lars Larsen", None), ("Mette Holm", "female")]


def test_it_follows_the_name_and_goes_along_with_a_copy(store, tmp_path):
    told, other = article("a", PERSON="Mette Holm"), article("b", PERSON="Mette Holm")
    longer = (replace(other.entities[0], name="Xqzt Mette Holm"),)
    store.write([told, replace(other, entities=longer)])
    assert store.read(GENDER).rows == [("Xqzt Mette Holm", None)]
    store.remove(["b"])
    assert store.read(GENDER).rows == [("Mette Holm", "female")]
    with open_store(str(tmp_path / "copy.graph")) as copied:
        copy(store, copied)
        assert copied.read(GENDER).rows == [("Mette Holm", "female")]


def test_it_is_exported(store, tmp_path):
    store.write(fixture.articles())
    nodes, _ = write(subgraph(store), str(tmp_path / "x.csv")).paths
    with Path(nodes).open(encoding="utf-8") as file:
        told = {row["Label"]: row["name_gender"] for row in csv.DictReader(file)}
    assert (told["Karen Holm"], told["Israel"]) == ("female", "")
