"""The titles by which a person is described who has no other: "den 31-årige skuespiller"."""

from collections.abc import Collection, Iterator

from kg.language.reading import Reading, Title
from kg.language.roles.phrases import phrase_at
from kg.language.roles.words import is_title

#: So many tokens behind a title nobody is named for whom it may stand.
CLEAR = 3


def described(reading: Reading, titles: Collection[Title]) -> Iterator[Title]:
    """Yield the titles that come with an age, of the person named last if `titles` gives none."""
    profile, doc = reading.profile, reading.doc
    titled = {title.person for title in titles}
    for age in doc[1:-1]:
        at = age.i + 1
        aged = age.lower_.endswith(profile.titles.aged)
        if not (aged and doc[age.i - 1].lower_ in profile.dates.articles):
            continue
        before = [n.entity for n in reading.names_starting(0, at) if n.kind == "PERSON"]
        follow = [n for n in reading.names_starting(at, at + 1 + CLEAR) if n.kind == "PERSON"]
        if is_title(reading, doc[at]) and before and before[-1] not in titled and not follow:
            phrase = phrase_at(reading, at)
            yield Title(before[-1], phrase.title, phrase.of, at)
