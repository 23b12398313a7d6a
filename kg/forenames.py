"""Forenames -> the sex of those who bear them, where nearly all are of one.

`forenames.tsv.gz` says how many women and men had each forename in Denmark on 1 January 2023, for
those that ten people had (Statistics Denmark). A name is no person's gender: it tells what most who
bear it are, in Denmark.
"""

import gzip
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

Sex = Literal["female", "male"]
#: The share of its bearers that must be of one sex for a name to tell it.
SURE = 0.99


def sex_of(name: str) -> Sex | None:
    """Return what a full name's first word tells; of "Anne-Lise" its first part where it must be.

    None for a name of one word, which may be a surname, for an unknown forename, and for one that
    both bear.
    """
    forename, _, rest = name.lower().partition(" ")
    if not rest:
        return None
    known = bearers()
    women, men = known.get(forename) or known.get(forename.partition("-")[0], (0, 0))
    if women + men == 0 or max(women, men) / (women + men) < SURE:
        return None
    return "female" if women > men else "male"


@cache
def bearers() -> Mapping[str, tuple[int, int]]:
    """Return how many women and men bear each forename, which is in lower case."""
    packed = (resources.files("kg") / "forenames.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(packed).decode("utf-8").splitlines()[1:])
    return {name: (int(women), int(men)) for name, women, men in rows}
