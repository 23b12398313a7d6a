"""What a language says with which words: its cues of statements and its profile, from data.

`cues.tsv` has a row for each reading of a cue: the lemma, with "+" before words that must stand in
the same clause ("stemme+imod", "gå+med_til"), what must follow for this reading, the kind of cue,
its predicate, where its target stands, and an example that runs as a test.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, get_args

from kg.errors import RunError
from kg.language.profile import Profile, load_profile

ROOT = Path(__file__).parent
#: speech: with or without content. clause: only with a clause or a quote. inquit: only beside a
#: quote. attitude: towards an object or a clause. action: only towards an entity.
CueKind = Literal["speech", "clause", "inquit", "attitude", "action"]
#: What follows a cue and decides what it means: a clause, one that is an infinitive, an object that
#: is a thing, one that has a name; any: whatever follows.
Follows = Literal["any", "clause", "infinitive", "object", "person"]
#: The predicate of words that say nothing, and keep those that are among them from doing so: "lægge
#: mærke til" beside "lægge til".
NOTHING = "-"
#: Where the target of a cue stands that says what is done to its subject: "tabe til".
SUBJECT = "subject"
#: The shortest noun that is looked for as the last part of a compound, in letters.
SHORTEST_HEAD = 5
#: The kinds that nouns have in the table, and what kind of cue each is.
NOUN_KINDS: dict[str, CueKind] = {"noun": "attitude", "noun-action": "action"}
_KINDS: dict[str, CueKind] = NOUN_KINDS | {kind: kind for kind in get_args(CueKind)}
_FOLLOWS: dict[str, Follows] = {follows: follows for follows in get_args(Follows)}


@dataclass(frozen=True, slots=True)
class Cue:
    """One reading of a verb, an adjective or a noun that makes a statement.

    `particles` are the words that must follow it, `targets` where its target stands, `follows` what
    must follow for this reading.
    """

    predicate: str
    kind: CueKind
    lemma: str
    particles: tuple[str, ...]
    targets: tuple[str, ...]
    follows: Follows = "any"


class Cues(list[Cue]):
    """The readings of a lemma."""

    __hash__ = object.__hash__  # type: ignore[assignment]  # a lexicon's are what they are

    @cached_property
    def bare(self) -> tuple[Cue, ...]:
        """Return the readings without particles."""
        return tuple(cue for cue in self if not cue.particles)

    @cached_property
    def opened(self) -> dict[str, list[int]]:
        """Return the places of the other readings by their first particle."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, cue in enumerate(self):
            if cue.particles:
                found[cue.particles[0]].append(place)
        return dict(found)


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What a language says with which words.

    The cues by lemma, those with most particles first; lemmas by inflected form; the forms of verbs
    that may speak; cues that are nouns; the profile.
    """

    cues: dict[str, Cues]
    forms: dict[str, tuple[str, ...]]
    speaking: frozenset[str]
    nouns: dict[str, Cues]
    language: str
    profile: Profile

    def cues_of(self, form: str) -> list[Cue]:
        """Return the readings of the verbs that a form, in small letters, may be of."""
        return [cue for lemma in self.forms.get(form, ()) for cue in self.cues.get(lemma, ())]

    def is_cue(self, form: str) -> bool:
        """Tell whether a form of a verb is a cue by itself, without particles."""
        return any(not cue.particles for cue in self.cues_of(form))


@lru_cache(maxsize=4)
def load_lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language (ISO 639-1), read once.

    Raises RunError for a language without one.
    """
    folder = ROOT / language
    if not folder.is_dir():
        known = ", ".join(sorted(p.parent.name for p in ROOT.glob("*/cues.tsv")))
        raise RunError(
            f"no lexicon for the language {language!r}: kg reads {known}; "
            "choose a pipeline of one of these languages"
        )
    cues: dict[str, Cues] = defaultdict(Cues)
    nouns: dict[str, Cues] = defaultdict(Cues)
    for row in cue_rows(folder):
        cue = _cue(row)
        (nouns if row["kind"] in NOUN_KINDS else cues)[cue.lemma].append(cue)
    for entries in (*cues.values(), *nouns.values()):
        entries.sort(key=lambda cue: -len(cue.particles))
    forms: dict[str, list[str]] = defaultdict(list)
    with (folder / "cue_forms.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            forms[row["form"]].append(row["lemma"])
    return Lexicon(
        dict(cues),
        {form: tuple(lemmas) for form, lemmas in forms.items()},
        frozenset(form for form, lemmas in forms.items() if any(_speaks(cues[v]) for v in lemmas)),
        dict(nouns),
        language,
        load_profile(folder / "profile"),
    )


def _speaks(cues: list[Cue]) -> bool:
    return any(cue.kind == "speech" for cue in cues)


def cue_rows(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a language's table of cues, in the order of the file."""
    with (folder / "cues.tsv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _cue(row: dict[str, str]) -> Cue:
    lemma, _, particles = row["cue"].partition("+")
    return Cue(
        row["predicate"],
        _KINDS[row["kind"]],
        lemma,
        tuple(filter(None, particles.split("_"))),
        tuple(row["target"].split()),
        _FOLLOWS[row["follows"]],
    )
