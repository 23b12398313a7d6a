"""The titles by which a person is described who has no other: "den 31-årige skuespiller"."""

from collections.abc import Collection, Iterator

from kg.language.reading import Reading, Title
from kg.language.roles.phrases import phrase_at
from kg.language.roles.words import is_title

#: So many tokens behind a title nobody is named for whom it may stand.
CLEAR = 3


def described(reading: Reading, titles: Collection[Title]) -> Iterator[Title]:
    """Yield the titles that come with an age, of the person named last if `titles` gives none."""
    profile = reading.profile
    titled = {title.person for title in titles}
    for token in reading.doc:
        article, age = reading.doc[max(token.i - 2, 0)], reading.doc[max(token.i - 1, 0)]
        aged = age.lower_.endswith(profile.titles.aged) and article.lower_ in profile.dates.articles
        if not (aged and is_title(reading, token)):
            continue
        follow = reading.names_starting(token.i, token.i + 1 + CLEAR)
        before = [n for n in reading.names_starting(0, token.i) if n.kind == "PERSON"]
        if before and before[-1].entity not in titled and all(n.kind != "PERSON" for n in follow):
            phrase = phrase_at(reading, token.i)
            yield Title(before[-1].entity, phrase.title, phrase.of, token.i)
