"""The titles by which a person is described who has no other: "den 31-årige skuespiller"."""

from collections.abc import Collection, Iterator

from kg.language.reading import Named, Reading, Title
from kg.language.roles.phrases import phrase_at
from kg.language.roles.words import title_words

#: So many tokens behind a title nobody is named for whom it may stand.
CLEAR = 3


def described(reading: Reading, titles: Collection[Title]) -> Iterator[Title]:
    """Yield the titles that come with an age, of the person told of last if `titles` gives none."""
    profile, doc = reading.profile, reading.doc
    titled = {title.person for title in titles}
    for title in title_words(reading):
        at, aged = title.i, doc[title.i - 1].lower_.endswith(profile.titles.aged)
        if at < 2 or not (aged and doc[at - 2].lower_ in profile.dates.articles):
            continue
        before = [n for n in reading.names_starting(0, at) if n.kind == "PERSON"]
        follow = [n for n in reading.names_starting(at, at + 1 + CLEAR) if n.kind == "PERSON"]
        if follow or not before:
            continue
        if (person := _told_of(reading, before)) not in titled:
            phrase = phrase_at(reading, at)
            yield Title(person, phrase.title, phrase.of, at)


def _told_of(reading: Reading, persons: list[Named]) -> str:
    """Return who is the subject of the sentence that names the last of persons, else that one."""
    sentence = reading.doc[persons[-1].start].sent
    there = (n for n in persons if n.start >= sentence.start)
    acting = (n.entity for n in there if reading.head(n).dep_.startswith("nsubj"))
    return next(acting, persons[-1].entity)
