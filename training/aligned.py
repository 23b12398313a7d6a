"""Say which cue of an article each statement of its gold annotation is about.

The gold has no offsets: of the cues of its paragraph that share a word with it, the one is taken
whose content and sentence are most like its own.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from kg.language.reading import Reading
from kg.language.statements.cued import Cued

Json = dict[str, Any]


def aligned(reading: Reading, cued: list[Cued], gold: Iterable[Json]) -> dict[int, list[Json]]:
    """Return the gold statements of each cue, by its place in `cued`; some have none."""
    found: dict[int, list[Json]] = defaultdict(list)
    for statement in gold:
        words = _words(statement["cue"])
        alike = [
            (_likeness(reading, each, statement), -number)
            for number, each in enumerate(cued)
            if reading.paragraph(each.found.verb.i) == statement["paragraph"]
            and words & _words(reading.surface(each.found.start, each.found.end))
        ]
        if alike:
            found[-max(alike)[1]].append(statement)
    return found


def _likeness(reading: Reading, cued: Cued, statement: Json) -> float:
    told, said = _words(statement["text"]), set[str]()
    if cued.content:
        end = max(cued.content.end, cued.content.start + 1)
        said = _words(reading.surface(cued.content.start, end))
    sentence = _words(" ".join(t.text for t in cued.found.verb.sent))
    return len(told & said) - 0.3 * len(said - told) + 0.3 * len(told & sentence)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold())) or {text.strip()}
