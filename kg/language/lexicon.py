"""What a language says with which words: its cues of statements and its profile, from data.

`cues.csv` has a row per predicate, kind of cue and places of the target; its cues are lemmas, with
"+" before words that must stand in the same clause ("stemme+imod", "gå+med_til").
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from kg.errors import RunError
from kg.language.profile import Profile, load_profile

ROOT = Path(__file__).parent
#: speech: with or without content. clause: only with a clause or a quote. inquit: only beside a
#: quote. attitude: towards an object or a clause. action: only towards an entity.
CueKind = Literal["speech", "clause", "inquit", "attitude", "action"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that makes a statement.

    `particles` are the words that must follow it, `targets` where its target stands.
    """

    predicate: str
    kind: CueKind
    lemma: str
    particles: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a language says with which words.

    The cues by lemma, those with most particles first; lemmas by inflected form; cues that are
    nouns; the profile.
    """

    cues: dict[str, list[Cue]]
    forms: dict[str, tuple[str, ...]]
    nouns: dict[str, Cue]
    language: str
    profile: Profile


@lru_cache(maxsize=4)
def load_lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language (ISO 639-1), read once.

    Raises RunError for a language without one.
    """
    folder = ROOT / language
    if not folder.is_dir():
        known = ", ".join(sorted(p.parent.name for p in ROOT.glob("*/cues.csv")))
        raise RunError(
            f"no lexicon for the language {language!r}: kg reads {known}; "
            "choose a pipeline of one of these languages"
        )
    cues: dict[str, list[Cue]] = defaultdict(list)
    with (folder / "cues.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            for entry in row["cues"].split():
                lemma, _, particles = entry.partition("+")
                cues[lemma].append(_cue(row, lemma, tuple(filter(None, particles.split("_")))))
    for entries in cues.values():
        entries.sort(key=lambda cue: -len(cue.particles))
    nouns: dict[str, Cue] = {}
    with (folder / "noun_cues.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            for noun in row["nouns"].split():
                nouns[noun] = _cue(row, noun, ())
    forms: dict[str, list[str]] = defaultdict(list)
    with (folder / "cue_forms.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            forms[row["form"]].append(row["lemma"])
    return Lexicon(
        dict(cues),
        {form: tuple(lemmas) for form, lemmas in forms.items()},
        nouns,
        language,
        load_profile(folder / "profile"),
    )


def _cue(row: dict[str, str], lemma: str, particles: tuple[str, ...]) -> Cue:
    kind = next(k for k in get_args(CueKind) if k == row["kind"])
    return Cue(row["predicate"], kind, lemma, particles, tuple(row["target"].split()))
