"""Measure how many sources are found that the sentence of their cue does not name.

`python -m training.coreference_share ARTICLES GOLD [ARTICLES GOLD ...]` is told the cues of the
gold and prints, by what stands there instead of a name, how many sources there are, how many were
answered, and how many rightly.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

import click

from kg.evaluate.gold import read_gold
from kg.evaluate.score import match_entities
from kg.language.coreference.speakers import carry_on
from kg.language.parsing import load_pipeline
from kg.language.pipeline import readings
from kg.language.reading import Quote, Reading
from kg.language.statements.attributions import attributions
from kg.language.statements.cued import find_cued, note_speaker
from kg.language.statements.sources import sources
from kg.language.statements.targets import noun_source
from kg.language.syntax.clauses import subjects
from kg.language.tokens import Token
from kg.model import Article
from kg.sources import read
from training.coreference_gold import Json, cue_of, entities_of

#: What is counted, what it is found for, what is answered, what is right.
Outcome = tuple[str, bool, bool]


def outcomes(reading: Reading, gold: Json) -> Iterator[Outcome]:
    """Yield for each source that is not named in the sentence of its cue what is said of it.

    What stands there, whether there is an answer, and whether it is right.
    """
    known = {g: k for k, g in match_entities(gold["entities"], entities_of(reading)).items()}
    speakers = _speakers(reading)
    attributed = {found.verb.i: named for _, found, named in attributions(reading)}
    for statement in gold["statements"]:
        cue, source = cue_of(reading, statement), known.get(statement["source"])
        if cue is None or _is_named(reading, cue, source):
            continue
        quote = reading.quote_at(cue.i)
        speaker = speakers.get(quote) if quote else None
        found = attributed.get(cue.i) or _found(reading, cue, speaker)
        yield _stands(reading, cue), bool(found), source in found


def _speakers(reading: Reading) -> dict[Quote, str]:
    found: dict[Quote, str] = {}
    for cued in find_cued(reading):
        if reading.quote_at(cued.found.verb.i) is None:
            note_speaker(found, cued)
    carry_on(reading, found)
    return found


def _is_named(reading: Reading, cue: Token, source: str | None) -> bool:
    names = reading.names_within(cue.sent.start, cue.sent.end)
    return any(name.entity == source for name in names)


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


@click.command()
@click.option("--pipeline", default="kg_da", show_default=True, help="Name or folder.")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True))
def main(pipeline: str, files: tuple[str, ...]) -> None:
    """Print the figures of FILES, articles and gold in turn."""
    nlp = load_pipeline(pipeline)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for articles, marked in zip(files[::2], files[1::2], strict=True):
        listed, expected = [a for a in read(articles) if isinstance(a, Article)], read_gold(marked)
        for reading in readings(nlp, listed):
            for stands, answered, right in outcomes(reading, expected[reading.article.id]):
                for row in (stands, "all"):
                    counts[row].update(sources=1, answered=answered, right=right)
    for row, count in sorted(counts.items()):
        share, precision = (
            count["right"] / count["sources"],
            count["right"] / max(count["answered"], 1),
        )
        click.echo(
            f"{row:14} {count['sources']:5} sources  {count['answered']:5} answered  "
            f"{count['right']:5} right  {share:.3f} found  {precision:.3f} precision"
        )


if __name__ == "__main__":
    main()
