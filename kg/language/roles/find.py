"""Find the titles that an article gives its persons: before the name, after it, and as predicates.

"USA's præsident, Joe Biden" and "den amerikanske præsident Joe Biden"; "Hanne Madsen, formand for
foreningen" and "Ali Kaya, som er tidligere dommer"; "SF-formanden"; "økonomidirektør Ole Bech fra
Novo"; "Bo Holm er formand for Dansk Handel".
"""

from kg.language.reading import Reading, Title
from kg.language.roles.after import titles_after
from kg.language.roles.before import shared_titles, titles_before
from kg.language.roles.bodies import bodies, of_body
from kg.language.roles.described import described
from kg.language.roles.employers import of_employer
from kg.language.roles.predicates import predicates
from kg.language.roles.states import of_state


def find_roles(reading: Reading) -> None:
    """Fill `reading.titles`, in order of appearance."""
    found: list[Title] = []
    for name in reading.names:
        if name.kind == "PERSON" and not name.part:
            found += [
                Title(name.entity, phrase.title, of, phrase.at)
                for phrase in (*titles_before(reading, name), *titles_after(reading, name))
                for of in (phrase.of, *phrase.more)
            ]
            found += shared_titles(reading, name)
    found += predicates(reading)
    found += described(reading, found)
    once = [of_employer(reading, title) for title in _once(found)]
    titles = [of_state(reading, title, once) for title in once]
    mentions = bodies(reading)
    reading.titles = [of_body(reading, title, titles, mentions) for title in titles]


def _once(found: list[Title]) -> list[Title]:
    """Return each title of each person once, from where it is first said with an owner.

    It may have several owners there.
    """
    said: dict[tuple[str, str], list[Title]] = {}
    for title in sorted(found, key=lambda t: t.at):
        same = said.setdefault((title.person, title.title), [])
        if same and same[0].of is None and title.of:
            same.clear()
        if not same or (title.at == same[0].at and title not in same and title.of):
            same.append(title)
    return [title for same in said.values() for title in same]
