"""Copies that are edited as papers edit are found, and two stories about one event stay two."""

from pathlib import Path

from test_copies import right

from bench.editing import accuracy, printed, read, two_stories

TRAIN = Path(__file__).parents[1] / "corpus/train.articles.jsonl"


def test_prints_of_forty_stories_are_brought_together():
    prints = printed(read(TRAIN)[:30], seed=7)
    assert len({p.story for p in prints}) == 40
    precision, recall, f1 = accuracy(prints, right([p.article for p in prints])[0])
    assert f1 >= 0.95, (precision, recall)


def test_accuracy_falls_with_what_is_missed_and_with_what_is_wrong():
    prints = printed(read(TRAIN)[:2], seed=7, prints=2)
    ids = {
        story: [p.article.id for p in prints if p.story == story]
        for story in {p.story for p in prints}
    }
    (a, b), (c, d) = ids.values()
    assert accuracy(prints, {b: a, d: c}) == (1, 1, 1)
    assert accuracy(prints, {b: a}) == (1, 0.5, 2 / 3)
    assert accuracy(prints, {b: a, c: a, d: a}) == (1 / 3, 1, 0.5)


def test_the_same_seed_prints_the_same():
    articles = read(TRAIN)[:3]
    assert printed(articles, seed=1) == printed(articles, seed=1) != printed(articles, seed=2)


def test_two_stories_about_one_event_share_one_paragraph():
    one, other = two_stories(read(TRAIN)[2])
    assert len(set(one.paragraphs) & set(other.paragraphs)) == 1
