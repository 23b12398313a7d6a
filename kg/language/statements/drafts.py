"""Make drafts of statements from cues whose sources are known: whom they are directed at."""

from dataclasses import dataclass, replace

from kg.language.reading import Reading
from kg.language.statements.content import Content, clause_of
from kg.language.statements.cued import Cued
from kg.language.statements.cues import Found
from kg.language.statements.parties import MUTUAL
from kg.language.statements.targets import find_targets, noun_targets


@dataclass(slots=True)
class Draft:
    """A statement before its record is made."""

    found: Found
    source: str
    targets: list[str]
    content: Content
    speaker: str | None = None
    rule: str = ""
    sure: float = 1.0


def drafts_of(reading: Reading, cued: Cued, named: list[str]) -> list[Draft]:
    """Return the statements that a cue makes of these sources."""
    found, drafts = cued.found, []
    content = cued.content or clause_of(reading, found.verb)
    if cued.content is None and found.cue.kind != "action":
        content = replace(content, form="reported")
    for source in named:
        targets = _targets(reading, cued, source)
        if found.cue.predicate in MUTUAL:
            targets = targets or [other for other in named if other != source]
        else:
            targets = [t for t in targets if t not in named]
        if targets or found.cue.kind != "action":
            drafts.append(Draft(found, source, targets, content, cued.speaker))
    return drafts


def _targets(reading: Reading, cued: Cued, source: str) -> list[str]:
    match cued.rule:
        case "noun":
            return noun_targets(reading, cued.found, source)
        case "verb" | "refusal" | "intention":
            return find_targets(reading, cued.found, source, cued.speaker)
    return []
