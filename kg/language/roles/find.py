"""Find the titles that an article gives its persons: before the name, after it, and as predicates.

"USA's præsident, Joe Biden" and "den amerikanske præsident Joe Biden"; "Hanne Madsen, formand for
foreningen" and "Ali Kaya, som er tidligere dommer"; "SF-formanden"; "økonomidirektør Ole Bech fra
Novo"; "Bo Holm er formand for Dansk Handel".
"""

from kg.language.reading import Reading, Title
from kg.language.roles.after import titles_after
from kg.language.roles.before import shared_titles, titles_before
from kg.language.roles.bodies import of_body
from kg.language.roles.predicates import predicates
from kg.language.roles.states import of_state


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
    titles = [of_state(reading, title) for title in unique.values()]
    reading.titles = [of_body(reading, title, titles) for title in titles]
