"""How many of the gold cues kg knows: `python -m corpus.cues ARTICLES GOLD`, and which it does not.

A gold cue is known when one that kg finds in its paragraph shares a word with it, whoever its
source is, of the words apart from its verb those that tell something ("har Ida ikke i sinde");
known with its predicate when that one has it too.
"""

import re
from collections import Counter

import click

from kg.evaluate.gold import read_gold
from kg.language import build
from kg.language.pipeline import readings
from kg.language.reading import Reading
from kg.language.statements.constructions.attributions import attributions
from kg.language.statements.cues import Found, find_cues
from kg.language.statements.particles import PARTICLE_REACH
from kg.model import Article
from kg.settings import pipeline as default_pipeline
from kg.sources import read

#: The parts of speech of the words of a cue that are like no other cue's; with "er", which says
#: nothing by itself, every one: "er ... imod".
TELLING = {"NOUN", "ADJ", "VERB", "INTJ"}
#: Cue words by paragraph, each with its predicate.
Known = dict[int, list[tuple[set[str], str]]]


def found_cues(reading: Reading) -> Known:
    """Return the words of the cues found, by paragraph (from 0)."""
    cues: Known = {}
    found = [*find_cues(reading), *(found for _, found, _ in attributions(reading))]
    for cue in found:
        entry = (_words_of(reading, cue), cue.cue.predicate)
        cues.setdefault(reading.paragraph(cue.verb.i), []).append(entry)
    return cues


def _words_of(reading: Reading, found: Found) -> set[str]:
    """Return the words of a cue, with those of its nouns and the like that stand apart from it."""
    behind = reading.doc[found.end : found.verb.i + PARTICLE_REACH]
    copula = found.verb.pos_ == "AUX"
    telling = [t for t in behind if copula or t.pos_ in TELLING]
    particles = {*found.cue.particles}
    apart = {t.lower_ for t in telling if particles & {t.lower_, t.lemma_.lower()}}
    return _words(reading.surface(found.start, found.end)) | apart


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
