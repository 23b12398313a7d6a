"""The articles that benchmarks are made of."""

import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from pkgutil import resolve_name

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
import generator
from test_copies import Nothing
from test_layers import imported

from kg.identity.copies import settle, text_of
from kg.language import annotate


def test_an_article_is_the_same_however_many_are_made():
    many = list(generator.articles(30))
    assert list(generator.articles(5, first=20)) == many[20:25]
    assert list(generator.raw(30)) == [a.article for a in many]
    assert list(generator.articles(5, seed=2)) != many[:5]


def test_usa_is_a_hub_and_persons_keep_coming():
    early, late = list(generator.articles(500)), list(generator.articles(500, first=100_000))
    named = Counter(e.name for a in early for e in a.entities)
    assert named.most_common(1)[0][0] == "USA"
    assert named["USA"] > 5 * named["Indien"]
    new = {e.id for a in late for e in a.entities} - {e.id for a in early for e in a.entities}
    assert len(new) > 100


def test_every_rank_has_an_entity_of_its_own():
    assert len({generator.entity(rank).id for rank in range(5_000)}) == 5_000


def test_a_share_are_prints_and_the_rest_is_as_little_alike_as_the_news():
    texts = [text_of(a.id, a.published, a.text) for a in generator.raw(600)]
    done = settle(texts, Nothing())
    assert 0.6 < len(done.links) / (generator.PRINTED * len(texts)) < 1.4
    runs, words, again, number = set(), set(), 0, 0
    for text in sorted(done.originals.values()):
        told = [word for sentence in text.wording.sentences for word in sentence]
        own = {tuple(told[n : n + 5]) for n in range(len(told) - 4)}
        again, number = again + len(own & runs), number + len(own)
        runs |= own
        words |= set(told)
    assert again < 0.02 * number
    assert len(words) > 10_000


def test_the_pipeline_reads_the_statements_that_an_article_was_made_of():
    made = list(generator.articles(20))
    read = list(annotate(a.article for a in made))
    wanted, found = (
        [
            (a.article.id, s.predicate, s.source, s.target, s.cue_start)
            for a in some
            for s in sorted(a.statements, key=lambda s: s.cue_start)
        ]
        for some in (made, islice(read, 20))
    )
    assert found == wanted


def test_what_the_benchmarks_take_from_kg_is_there():
    for path in sorted(Path(generator.__file__).parent.glob("*.py")):
        for name in imported(path):
            if name.startswith("kg."):
                resolve_name(name)
