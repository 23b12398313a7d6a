"""Find the titles that an article gives its persons: before the name, after it, and as predicates.

"USA's præsident, Joe Biden" and "den amerikanske præsident Joe Biden"; "Hanne Madsen, formand for
foreningen" and "Ali Kaya, som er tidligere dommer"; "SF-formanden"; "økonomidirektør Ole Bech fra
Novo"; "Bo Holm er formand for Dansk Handel".
"""

from collections import Counter
from dataclasses import replace

from kg.language.reading import Reading, Title
from kg.language.roles.after import titles_after
from kg.language.roles.before import shared_titles, titles_before
from kg.language.roles.predicates import predicates
from kg.model import entity_id

#: A country is what an article is about when it is named so many times as often as the next.
DOMINANT = 2


def find_roles(reading: Reading) -> None:
    """Fill `reading.titles`, in order of appearance."""
    found: list[Title] = []
    for name in reading.names:
        if name.kind == "PERSON" and not name.part:
            found += [
                Title(name.entity, phrase.title, phrase.of, phrase.at)
                for phrase in (*titles_before(reading, name), *titles_after(reading, name))
            ]
            found += shared_titles(reading, name)
    found += predicates(reading)
    unique: dict[tuple[str, str], Title] = {}
    for title in sorted(found, key=lambda t: t.at):
        key = (title.person, title.title)
        if key not in unique or (unique[key].of is None and title.of is not None):
            unique[key] = title
    reading.titles = [of_state(reading, title) for title in unique.values()]


def of_state(reading: Reading, title: Title) -> Title:
    """Return a title of state with the country that the article is about, if it is about one.

    "præsident Joko Widodo" in an article on Indonesia. Not with the country of the language, which
    every article may name.
    """
    if title.of or not title.title.endswith(reading.profile.titles.state_offices):
        return title
    home = {entity_id("COUNTRY", code) for code in reading.profile.spelling.home}
    named = Counter(n.entity for n in reading.names if n.kind == "COUNTRY" and n.entity not in home)
    (first, times), (_, next_times) = (*named.most_common(2), ("", 0), ("", 0))[:2]
    return replace(title, of=first) if times >= max(1, DOMINANT * next_times) else title
