"""Files of an import: Neo4j makes of them, for real, the graph that a load makes."""

from collections import Counter
from dataclasses import replace

import fixture
import neo4j
import neo4j_server
import pytest
from test_generator import generator

from kg.bulk.run import bulk
from kg.errors import StoreError, UsageError
from kg.jobs import Articles, run
from kg.model import Annotated, Article, Entity, Mention, Name, Role, entity_id
from kg.store import open_store
from kg.stream import annotated_line

#: What differs from run to run.
PASSING = {"begun", "ended", "at", "run"}


def written(path, articles):
    path.write_text(
        "".join(annotated_line(a) for a in articles),
        "utf-8",
    )
    return str(path)


def odd(identity, text, name="Bo Ask", *, titles=(), published="2024-03-01"):
    """Return an article about a person with titles, each of nobody or of a council."""
    person = Entity(entity_id("PERSON", "Bo Ask"), "PERSON", name, (Name("Bo", "da"),))
    council = Entity(entity_id("ORGANISATION", "Rådet"), "ORGANISATION", "Rådet")
    place = Entity(
        entity_id("PLACE", "2624652"), "PLACE", "Aarhus", country="DK", latitude=56.1, longitude=0.0
    )
    article = Article(identity, (text,), 'En "titel", \\ ;', published=published)
    mention = Mention(identity, 0, 2, text[:2], 0, len(text), person.id, "exact", 1.0)
    roles = tuple(Role(person.id, title, council.id if of else None) for title, of in titles)
    return Annotated(article, (person, council), (mention,), roles, (), (place,))


STORY = (
    "Bo Ask fortæller torsdag til avisen, at den gamle bro ved fjorden skal rives ned i løbet af "
    "sommeren. Det vil koste kommunen omkring tolv millioner kroner, siger han. Flere naboer er "
    "vrede over planen og vil klage til ministeren, før arbejdet går i gang til april."
)


def tricky():
    """Return articles with all that lines of text may get wrong, and some that come again."""
    return [
        odd(
            "a1", 'Bo "citerer", siger; han \\ og \t mere\nnæste linje', titles=[("formand", False)]
        ),
        odd("a2", "Bo er to ting", titles=[("formand", False), ("rådmand", True)]),
        odd("a3", "Bo før rettelsen", "Bo Gammelnavn Ask", titles=[("tidligere", True)]),
        odd("a4", "Bo uden dato", titles=[("rådmand", True)], published=None),
        odd("a3", "Bo efter rettelsen", "BO ASK"),
        odd(
            "a1", 'Bo "citerer", siger; han \\ og \t mere\nnæste linje', titles=[("formand", False)]
        ),
        odd("late", STORY, published="2024-03-05"),
        odd("early", f"{STORY} Det sker nu.", published="2024-03-02"),
    ]


def graph(store):
    """Return every node and edge, without what differs from run to run."""
    with neo4j.GraphDatabase.driver(store.url, auth=store_auth()) as driver:
        nodes, _, _ = driver.execute_query(
            "MATCH (n) WHERE NOT n:SchemaVersion|WriteLock RETURN labels(n), properties(n)"
        )
        edges, _, _ = driver.execute_query(
            "MATCH (a)-[e]->(b) RETURN a.id, type(e), b.id, properties(e)"
        )
    return Counter(_told(sorted(labels), told) for labels, told in nodes), Counter(
        _told((a, kind, b), told) for a, kind, b, told in edges
    )


def _told(what, properties):
    run = "begun" in properties
    passing = PASSING | ({"id"} if run else set())
    told = {k: v for k, v in properties.items() if k not in passing}
    return repr((what, sorted(told.items())))


def store_auth():
    from kg import settings

    return settings.neo4j_auth()


@pytest.mark.neo4j
@pytest.mark.parametrize("line", neo4j_server.own_lines(every=True))
def test_the_imported_graph_is_the_loaded_one(line, tmp_path, monkeypatch):
    made = [*fixture.articles(), *tricky(), *generator.articles(30)]
    files = [written(tmp_path / "articles.jsonl", made)]
    with (tmp_path / "articles.jsonl").open("a", encoding="utf-8") as file:
        file.write("{no json\n")
    neo4j_server.java_for(neo4j_server.LINES[line])
    told = bulk(str(tmp_path / "my import"), Articles(files))
    imported = str(tmp_path / "my import/arguments.txt")
    with neo4j_server.obtain(line, imported=imported) as server:
        neo4j_server.sign_in(server, monkeypatch)
        with open_store(server.url) as store:
            store.apply_schema()
            after(store, tmp_path / "my import/after.cypher")
            nodes, edges = graph(store)
            neo4j_server.empty(server.url)
            loaded = run(store, Articles(files), batch_size=40)
            wanted_nodes, wanted_edges = graph(store)
    assert nodes - wanted_nodes == Counter()
    assert wanted_nodes - nodes == Counter()
    assert edges - wanted_edges == Counter()
    assert wanted_edges - edges == Counter()
    figures = ("read", "new", "replaced", "unchanged", "skipped", "statements")
    assert [getattr(told, f) for f in figures] == [getattr(loaded, f) for f in figures]
    assert told.skipped == told.replaced == told.unchanged == 1
    assert sum("'COPY_OF'" in edge for edge in edges) == told.copies > 0


def after(store, path):
    with (
        neo4j.GraphDatabase.driver(store.url, auth=store_auth()) as driver,
        driver.session() as session,
    ):
        for statement in path.read_text("utf-8").split(";")[:-1]:
            session.run(statement).consume()


def test_a_folder_with_something_in_it_is_refused(tmp_path):
    (tmp_path / "mine.txt").write_text("kept", "utf-8")
    with pytest.raises(UsageError, match=r"has mine\.txt in it"):
        bulk(str(tmp_path), Articles([]))


def test_nothing_but_the_files_is_left(tmp_path):
    files = [written(tmp_path / "articles.jsonl", fixture.articles())]
    bulk(str(tmp_path / "import"), Articles(files))
    left = {p.name for p in (tmp_path / "import").iterdir()}
    assert {p for p in left if not p.endswith(".csv")} == {"after.cypher", "arguments.txt"}


def test_a_separator_in_a_name_is_refused_before_anything_is_lost(tmp_path):
    article = odd("a", "Bo er her")
    bad = replace(article.entities[0], names=(Name("B\x1fo", "da"),))

    class Given(Articles):
        def counted(self, *_):
            yield replace(article, entities=(bad, *article.entities[1:]))

    with pytest.raises(StoreError, match=r"U\+001F"):
        bulk(str(tmp_path / "import"), Given([]))
