"""Copies are found while articles are stored: the links are what the articles there make."""

from dataclasses import replace
from itertools import permutations
from tempfile import TemporaryDirectory
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prints import ALL, CUT, LED, LOCAL, OTHER, PAPERS, WIRE, annotated
from test_store_contract import whole

from kg.identity.copies import Bearer, Known, settle, text_of
from kg.identity.wording import MANY
from kg.store import copies as module
from kg.store import open_store
from kg.store.base import Written
from kg.store.transfer import copy

LINKS = (
    "MATCH (a:Article)-[:COPY_OF]->(b:Article) RETURN a.id AS copy, b.id AS origin ORDER BY copy"
)
BORNE = "MATCH (a:Article)-[:BEARS]->(s:Sign) RETURN a.id, s.id"
EXPECTED = {a.id: WIRE.id for a in PAPERS}


class Nothing(Known):
    """What is known before anything is."""

    near = texts = copies = staticmethod(lambda _: ())


def links(store):
    return dict(store.read(LINKS).rows)


def right(articles):
    """Return links between articles, decided from nothing, and the signs that originals bear."""
    texts = [text_of(a.id, a.published, a.text) for a in articles]
    done = settle([t for t in texts if t.signs], Nothing())
    return {i: origin.id for i, (_, origin) in done.links.items()}, set(done.signs())


def check(store, articles):
    """Assert that a store holds the links and signs of these articles, and no others."""
    wanted, borne = right(articles)
    assert links(store) == wanted
    assert set(store.read(BORNE).rows) == borne
    signs = {row[0] for row in store.read("MATCH (s:Sign) RETURN s.id").rows}
    assert signs == {sign for _, sign in borne}


def test_story_is_linked_to_its_earliest_and_another_stays_alone():
    assert right(ALL)[0] == EXPECTED


def test_order_does_not_matter():
    texts = [text_of(a.id, a.published, a.text) for a in ALL]
    for order in permutations(texts):
        links_ = settle(order, Nothing()).links
        assert {i: origin.id for i, (_, origin) in links_.items()} == EXPECTED


def test_copy_of_two_stories_is_linked_to_the_earlier_whichever_comes_first():
    first, both, last = (
        replace(a, published=day)
        for a, day in ((OTHER, "2024-02-05"), (BOTH, "2024-02-09"), (WIRE, None))
    )
    middle = replace(WIRE, published="2024-02-06")
    with TemporaryDirectory() as folder, open_store(f"{folder}/news.graph") as store:
        for article in (last, both, middle, first):
            store.write(annotated(article))
        check(store, (first, both, middle))
        assert links(store) == {BOTH.id: OTHER.id}


class Asked(Known):
    """Originals that are known, and which of their texts were asked for."""

    def __init__(self, *texts):
        self._texts = {t.id: t for t in texts}
        self.asked = set()

    def near(self, signs):
        """Return those that bear one of some signs."""
        return [
            Bearer(sign, replace(t, text=""), None, len(t.signs))
            for t in self._texts.values()
            for sign in signs
            if sign in t.signs
        ]

    def texts(self, ids):
        """Return texts."""
        self.asked |= set(ids)
        return [self._texts[i] for i in ids]

    def copies(self, _):
        """Return no copies."""
        return ()


def test_text_that_has_one_stock_sentence_in_common_with_another_is_not_even_read():
    stock = "Har du set noget, så ring til avisens redaktion på det nummer, der står nederst."
    people = ("Ib Lund", "Mona Krog", "Vibe Odde", "Tage Rask", "Knud Mose", "Sanne Kjær")
    asked = [f"Det spørgsmål kunne {a} og {a[::-1]} ikke besvare på gaden." for a in people]
    long = replace(WIRE, paragraphs=(*WIRE.paragraphs, *asked[:3], stock))
    other = replace(OTHER, paragraphs=(*OTHER.paragraphs, *asked[3:], stock))
    short = replace(OTHER, id="article:short", paragraphs=(*OTHER.paragraphs[:2], stock))
    one, another, cut = (text_of(a.id, a.published, a.text) for a in (long, other, short))
    assert len(set(one.signs) & set(another.signs)) == len(set(one.signs) & set(cut.signs)) == 1
    assert min(len(one.signs), len(another.signs)) >= MANY > len(cut.signs)
    known = Asked(another, cut)
    settle([one], known)
    assert known.asked == {cut.id}


def test_day_goes_before_its_moments_and_undated_texts_come_last():
    day, moment, undated = (
        text_of(i, when, "")
        for i, when in (("c", "2024-02-06"), ("b", "2024-02-06T01"), ("a", None))
    )
    assert sorted((undated, moment, day)) == [day, moment, undated]
    assert text_of("a", "2024-02-06", "") < day


@pytest.mark.every_line
def test_copies_are_found_in_a_batch_and_counted(store):
    assert store.write(annotated(*ALL)) == Written(new=5, copies=3)
    check(store, ALL)
    assert links(store) == EXPECTED
    assert store.counts().edges == {"COPY_OF": 3}
    assert store.counts().nodes == {"Article": 5}


def test_copies_are_found_across_loads_in_any_order(store):
    for number, order in enumerate(((LOCAL, CUT, WIRE, OTHER, LED), tuple(reversed(ALL)))):
        for article in order:
            store.write(annotated(article))
            held = order[: order.index(article) + 1]
            check(store, held)
        store.remove([a.id for a in ALL])
        assert store.read("MATCH (s:Sign) RETURN count(s)").rows == [(0,)], number


def test_copy_that_comes_later_is_counted_and_what_was_there_is_not(store):
    assert store.write(annotated(WIRE, OTHER)).copies == 0
    assert store.write(annotated(WIRE, CUT)) == Written(new=1, unchanged=1, copies=1)
    before = whole(store)
    assert store.write(annotated(CUT, WIRE)) == Written(unchanged=2)
    assert whole(store) == before


@pytest.mark.every_line
def test_links_move_to_an_earlier_one_that_comes_in_later(store):
    store.write(annotated(CUT, LED))
    assert links(store) == {LED.id: CUT.id}
    assert store.write(annotated(WIRE)).copies == 0
    assert links(store) == {CUT.id: WIRE.id, LED.id: WIRE.id}
    check(store, (WIRE, CUT, LED))


@pytest.mark.every_line
def test_the_rest_is_linked_anew_when_the_original_goes(store):
    store.write(annotated(*ALL))
    store.remove([WIRE.id])
    assert links(store) == {LED.id: CUT.id, LOCAL.id: CUT.id}
    check(store, (*PAPERS, OTHER))
    store.remove([CUT.id, LOCAL.id])
    check(store, (LED, OTHER))


def test_corrected_text_and_date_move_links(store):
    store.write(annotated(*ALL))
    rewritten = replace(WIRE, paragraphs=OTHER.paragraphs)
    assert store.write(annotated(rewritten)) == Written(replaced=1, copies=1)
    check(store, (rewritten, *PAPERS, OTHER))
    assert links(store)[WIRE.id] == OTHER.id
    later = replace(WIRE, published="2024-03-01")
    assert store.write(annotated(later)) == Written(replaced=1, copies=1)
    check(store, (later, *PAPERS, OTHER))
    assert links(store)[WIRE.id] == CUT.id


def test_copied_graph_has_the_same_links(store, tmp_path):
    store.write(annotated(*ALL))
    with open_store(str(tmp_path / "copy.graph")) as target:
        assert copy(store, target).copies == 3
        assert whole(target) == whole(store)


def test_writers_beside_each_other_miss_no_copy(new_store):
    store = new_store()
    store.apply_schema()
    batches = [
        annotated(*(replace(a, id=f"{a.id}-{n}-{m}") for m, a in enumerate(ALL))) for n in range(12)
    ]
    threads = [
        Thread(target=lambda mine: list(map(store.write, mine)), args=(batches[n::4],))
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(store, [a.article for batch in batches for a in batch])


def test_sign_that_very_many_bear_tells_nothing(store, monkeypatch):
    monkeypatch.setattr(module, "COMMON", 1)
    shared = "Har du set noget, så ring til avisens redaktion på det nummer, der står nederst."
    ends = [replace(a, paragraphs=(*a.paragraphs, shared)) for a in (WIRE, OTHER)]
    own = "Avisen søger en ny budbringer til ruten ved havnen, og lønnen er bedre end før."
    advertisement = replace(OTHER, id="article:own", published="2024-03", paragraphs=(own, shared))
    store.write(annotated(*ends, CUT))
    store.write(annotated(advertisement))
    assert links(store) == {CUT.id: WIRE.id}
    monkeypatch.undo()
    store.remove([advertisement.id])
    store.write(annotated(advertisement))
    assert links(store).keys() == {CUT.id, advertisement.id}


#: What a paper made of two stories.
BOTH = replace(WIRE, id="article:both", paragraphs=(*WIRE.paragraphs[2:6], *OTHER.paragraphs[:3]))
POOL = st.sampled_from(
    [
        replace(a, id=f"{a.id}-{n}", published=day)
        for a in (*ALL, BOTH)
        for n, day in enumerate((a.published, "2024-02-01", None))
    ]
)
STEPS = st.lists(
    st.lists(POOL, min_size=1, max_size=4)
    | st.sets(POOL.map(lambda a: a.id), min_size=1, max_size=5),
    min_size=2,
    max_size=8,
)


def follow(store, steps, *, each):
    """Take steps; check after the last, or each, the links between what is there then."""
    left = {}
    for step in steps:
        if isinstance(step, set):
            store.remove(step)
            left = {i: a for i, a in left.items() if i not in step}
        else:
            store.write(annotated(*step))
            left |= {a.id: a for a in step}
        if each:
            check(store, left.values())
    check(store, left.values())
    store.remove(list(left))


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_links_are_what_the_articles_that_are_left_make(store, steps):
    follow(store, steps, each=False)


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_however_often(steps):
    with TemporaryDirectory() as folder, open_store(f"{folder}/news.graph") as store:
        follow(store, steps, each=True)
