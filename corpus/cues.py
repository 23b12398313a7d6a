"""How many of the gold cues kg knows: `python -m corpus.cues ARTICLES GOLD`, and which it does not.

A gold cue is known when one that kg finds in its paragraph shares a word with it, whoever its
source is; known with its predicate when that one has it too.
"""

import re
from collections import Counter

import click

from kg.evaluate.gold import read_gold
from kg.language import build
from kg.language.pipeline import readings
from kg.language.reading import Reading
from kg.language.statements.constructions.attributions import attributions
from kg.language.statements.cues import find_cues
from kg.model import Article
from kg.settings import pipeline as default_pipeline
from kg.sources import read

#: Cue words by paragraph, each with its predicate.
Found = dict[int, list[tuple[set[str], str]]]


def found_cues(reading: Reading) -> Found:
    """Return the words of the cues found, by paragraph (from 0)."""
    cues: Found = {}
    found = [*find_cues(reading), *(found for _, found, _ in attributions(reading))]
    for cue in found:
        text = reading.surface(cue.start, cue.end)
        entry = (_words(text), cue.cue.predicate)
        cues.setdefault(reading.paragraph(cue.verb.i), []).append(entry)
    return cues


def _words(cue: str) -> set[str]:
    return set(re.findall(r"\w+|:", cue.casefold()))


@click.command()
@click.argument("articles")
@click.argument("gold")
@click.option("--missing", is_flag=True, help="List the cues that are not known.")
def main(*, articles: str, gold: str, missing: bool) -> None:
    """Count the gold cues that kg knows."""
    annotated = read_gold(gold)
    texts = [a for a in read(articles) if isinstance(a, Article)]
    known, typed, total = 0, 0, 0
    unknown: Counter[tuple[str, str]] = Counter()
    for article, reading in zip(texts, readings(build(default_pipeline()), texts), strict=True):
        cues = found_cues(reading)
        for statement in annotated[article.id]["statements"]:
            words, total = _words(statement["cue"]), total + 1
            alike = [p for w, p in cues.get(statement["paragraph"], []) if w & words]
            known += bool(alike)
            typed += statement["predicate"] in alike
            if not alike:
                unknown[statement["cue"], statement["predicate"]] += 1
    click.echo(f"{total} gold cues: known {known / total:.3f}, with predicate {typed / total:.3f}")
    if missing:
        for (cue, predicate), times in unknown.most_common():
            click.echo(f"{times}\t{predicate}\t{cue}")


if __name__ == "__main__":
    main()
