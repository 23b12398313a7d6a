"""Write the figures of the card: `python -m corpus.card` measures kg on the test part.

The tables of `docs/card.md` stand between comments, each written anew; that of names only with
`--lists`, a folder with the lists of names of Statistics Denmark (`names_danmarks_statistik`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from corpus.blocks import with_block
from corpus.card.ablation import ablated
from corpus.card.constructions import CONSTRUCTIONS, PLACES
from corpus.card.measured import EDGE, PREDICATE, SOURCE, Judged, Part, judged, part_of
from corpus.card.reliability import bins, plot, rows
from corpus.card.renamed import measured as measured_names
from kg.language.statements.happened import LIBEL
from kg.model import FORMS, KINDS, PREDICATES

CORPUS = Path(__file__).parents[1]
CARD = CORPUS.parent / "docs/card.md"
#: So many kinds of statements are told of which most are missed.
WORST = 12
#: What a kind of statement needs to be told among these.
ENOUGH = 10
Key = Callable[[Judged], str]
HEAD = ("gold", "found", "precision", "recall", "F1", "with target")


def table(*head: str) -> Callable[[Iterable[Sequence[Any]]], str]:
    """Return what writes a Markdown table with these columns, the first one of words."""
    first = [f"| {' | '.join(head)} |", f"|---{'|---:' * (len(head) - 1)}|"]
    return lambda lines: "\n".join([*first, *(f"| {' | '.join(map(str, r))} |" for r in lines)])


def _share(right: int, number: int) -> str:
    return f"{right / number:.3f}" if number else "-"


def by(
    key: Key, names: Iterable[str], gold: list[Judged], found: list[Judged], least: int
) -> Iterator[tuple[Any, ...]]:
    """Yield a row for each name that a key can have: how many of it are right, at `least`.

    The last column is the recall of what has the right target too.
    """
    for name in names:
        wanted, said = ([s for s in group if key(s) == name] for group in (gold, found))
        if wanted or said:
            hits, right = (sum(s.right >= least for s in group) for group in (wanted, said))
            f1 = f"{(hits + right) / (len(wanted) + len(said)):.3f}"
            edges = _share(sum(s.right == EDGE for s in wanted), len(wanted))
            shares = _share(right, len(said)), _share(hits, len(wanted))
            yield (name, len(wanted), len(said), *shares, f1, edges)


def statements(part: Part) -> Iterator[tuple[str, str]]:
    """Yield the tables of statements, by the names of their blocks, and draw how sure they are."""
    gold, found = judged(part)
    keys: dict[str, tuple[Key, Iterable[str], int]] = {
        "predicates": (lambda s: s.predicate, sorted(PREDICATES), PREDICATE),
        "forms": (lambda s: s.form, FORMS, SOURCE),
        "constructions": (lambda s: s.construction, CONSTRUCTIONS, SOURCE),
        "sources": (lambda s: s.source, KINDS, SOURCE),
    }
    for name, (key, names, least) in keys.items():
        yield name, table(name.removesuffix("s"), *HEAD)(by(key, names, gold, found, least))
    where = [(p, [s.right for s in gold if s.place == p]) for p in PLACES]
    yield (
        "places",
        table("source", "gold", "attributed", "with target")(
            (p, len(r), _share(sum(map(bool, r)), len(r)), _share(r.count(EDGE), len(r)))
            for p, r in where
        ),
    )
    yield "missed", table("kind", "gold", "missed")(missed(gold))
    shown = [*bins(found)]
    plot(shown, str(CARD.with_name("reliability.svg")))
    yield "reliability", table("confidence", "statements", "right", "95 % interval")(rows(shown))
    yield "libel", libel(found)


def missed(gold: list[Judged]) -> Iterator[tuple[Any, ...]]:
    """Yield the kinds of statements of which most are missed, with how many."""
    keys: tuple[Key, ...] = (
        lambda s: s.predicate,
        lambda s: f"form: {s.form}",
        lambda s: f"cue: {s.construction}",
        lambda s: f"source: {s.place}",
    )
    many = Counter(key(s) for key in keys for s in gold)
    gone = Counter(key(s) for key in keys for s in gold if not s.right)
    worst = sorted((n for n in many if many[n] >= ENOUGH), key=lambda n: -gone[n] / many[n])
    return ((n, many[n], f"{gone[n] / many[n]:.2f}") for n in worst[:WORST])


def libel(found: list[Judged]) -> str:
    """Return a sentence on what may be libel."""
    said = [s for s in found if s.predicate in LIBEL]
    right = sum(s.right >= PREDICATE for s in said)
    return (
        f"Of what may be libel ({', '.join(sorted(LIBEL))}) {len(said)} statements are made on "
        f"the test part, {right} of them with the right source and predicate."
    )


def means(part: Part) -> str:
    """Return the table of what each of kg's means gives."""
    lines = [
        (
            name,
            *(f"{figures['attribution'][k]:.3f}" for k in ("precision", "recall", "f1")),
            *(f"{figures[task]['f1']:.3f}" for task in ("typed", "edge")),
        )
        for name, figures in ablated(part)
    ]
    head = ("", "precision", "recall", "F1", "F1 with predicate", "F1 with target")
    return table(*head)(lines)


def names(part: Part, lists: Path) -> str:
    """Return the table of what is found of persons whose names are exchanged."""
    lines = []
    for name, found in measured_names(part, lists):
        for sex, n in found.items():
            shares = _share(n.found, n.persons), _share(n.attributed, n.statements)
            lines.append((name, sex, n.persons, shares[0], n.statements, shares[1]))
    head = ("names", "of", "persons", "found", "statements of theirs", "attributed")
    return table(*head)(lines)


@click.command()
@click.option("--lists", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(lists: Path | None) -> None:
    """Measure the test part and write the figures into docs/card.md."""
    part = part_of(CORPUS / "test.articles.jsonl", CORPUS / "test.gold.jsonl")
    blocks = {**dict(statements(part)), "means": means(part)}
    if lists:
        blocks["names"] = names(part, lists)
    text = CARD.read_text("utf-8")
    for name, found in blocks.items():
        text = with_block(text, name, found, CARD)
    CARD.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
