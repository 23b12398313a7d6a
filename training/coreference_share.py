"""Measure how many sources are found that the sentence of their cue does not name.

`python -m training.coreference_share ARTICLES GOLD [ARTICLES GOLD ...]` prints, by what stands
there instead of a name, how many sources there are, and how many have a statement with that source.
Told the cues of the gold it prints how many were answered, and how many rightly.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import click

from kg.evaluate.gold import read_gold
from kg.evaluate.score import attributed, match_entities
from kg.language.coreference.speakers import carry_on
from kg.language.parsing import load_pipeline
from kg.language.pipeline import annotated_of, readings
from kg.language.reading import Quote, Reading
from kg.language.statements.constructions.attributions import attributions
from kg.language.statements.cued import find_cued, note_speaker
from kg.language.statements.sources import sources
from kg.language.statements.targets import noun_source
from kg.language.syntax.clauses import subjects
from kg.language.tokens import Token
from kg.model import Article
from kg.sources import read
from kg.stream import annotated_to_json
from training.coreference_gold import Json, cue_of, entities_of


class Outcome(NamedTuple):
    """What stands for a source, whether it has its statement, an answer, and the right one."""

    stands: str
    stated: bool
    answered: bool
    right: bool


def outcomes(reading: Reading, gold: Json) -> Iterator[Outcome]:
    """Yield what is said of each source that is not named in the sentence of its cue."""
    known = {g: k for k, g in match_entities(gold["entities"], entities_of(reading)).items()}
    told = {found.verb.i: named for _, found, named in attributions(reading)}
    speakers, entities = _speakers(reading), {e["id"]: e for e in gold["entities"]}
    stated = attributed(gold, annotated_to_json(annotated_of(reading)))
    for number, statement in enumerate(gold["statements"]):
        cue, source = cue_of(reading, statement), known.get(statement["source"])
        if cue is None or _is_named(reading, cue, source, entities[statement["source"]]):
            continue
        quote = reading.quote_at(cue.i)
        found = told.get(cue.i) or _found(reading, cue, speakers.get(quote) if quote else None)
        yield Outcome(_stands(reading, cue), number in stated, bool(found), source in found)


def _speakers(reading: Reading) -> dict[Quote, str]:
    found: dict[Quote, str] = {}
    for cued in find_cued(reading):
        if reading.quote_at(cued.found.verb.i) is None:
            note_speaker(found, cued)
    carry_on(reading, found)
    return found


def _is_named(reading: Reading, cue: Token, source: str | None, gold: Json) -> bool:
    """Tell whether a sentence names a source; one that was not recognised, by its words."""
    start, end = cue.sent.start, cue.sent.end
    if source:
        return any(name.entity == source for name in reading.names_within(start, end))
    words = reading.profile.pronouns
    pronouns = words.he | words.she | words.they | words.that_one | words.i | words.we | words.one
    surfaces = {s.casefold() for s in (gold["name"], *gold["mentions"])} - pronouns
    text = reading.surface(start, end).casefold()
    return any(re.search(rf"(?<!\w){re.escape(surface)}", text) for surface in surfaces)


def _found(reading: Reading, cue: Token, speaker: str | None) -> list[str]:
    if cue.pos_ == "NOUN" and not any(True for _ in subjects(cue)):
        source = noun_source(reading, cue, speaker)
        return [source] if source else []
    return sources(reading, cue, speaker)


def _stands(reading: Reading, cue: Token) -> str:
    """Return what stands for the source of a cue: the sort of its subject."""
    subject = next(subjects(cue), None)
    pronouns = reading.profile.pronouns
    if subject is None:
        return "no subject" if cue.pos_ in {"VERB", "AUX"} else "no verb"
    if subject.lower_ in pronouns.i | pronouns.we:
        return "jeg, vi"
    if subject.lower_ in pronouns.he | pronouns.she:
        return "han, hun"
    return "other pronoun" if subject.pos_ == "PRON" else "noun"


def count(found: Iterable[Outcome]) -> dict[str, Counter[str]]:
    """Return how many sources there are, of each sort and in all, and what became of them."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in found:
        for row in (outcome.stands, "all"):
            told = outcome._asdict()
            del told["stands"]
            counts[row].update(sources=1, **told)
    return counts


@click.command()
@click.option("--pipeline", default="kg_da", show_default=True, help="Name or folder.")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True))
def main(pipeline: str, files: tuple[str, ...]) -> None:
    """Print the figures of FILES, articles and gold in turn."""
    nlp = load_pipeline(pipeline)
    found: list[Outcome] = []
    for articles, marked in zip(files[::2], files[1::2], strict=True):
        listed, expected = [a for a in read(articles) if isinstance(a, Article)], read_gold(marked)
        for reading in readings(nlp, listed):
            found += outcomes(reading, expected[reading.article.id])
    for sort, counted in sorted(count(found).items()):
        of = counted["sources"]
        click.echo(
            f"{sort:14} {of:5} sources  {counted['stated']:5} stated {counted['stated'] / of:.3f}"
            f"  {counted['answered']:5} answered  {counted['right']:5} right "
            f"{counted['right'] / of:.3f}"
        )


if __name__ == "__main__":
    main()
