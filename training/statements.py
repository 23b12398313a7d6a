"""Train the scorer of statements, and write `kg/language/da/scorer/`.

    python -m training.statements ARTICLES GOLD ... --dev ARTICLES GOLD ...

Two models are trained: one of sources (is this the source of this cue?), one of statements (are its
predicate and its target right too?), which is told the chances of the first. So that none is
trusted on what it has learned by heart, those come from models that have not seen the article: each
of `FOLDS` is trained on the other articles. What a word is worth is counted in the same way. The
dev texts decide from which chance on a source stands, and what share of a confidence is right.
Seeds are fixed: the same texts and rules make the same tables.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import click
import numpy as np

from kg.evaluate.gold import read_gold
from kg.evaluate.score import match_entities
from kg.language import build
from kg.language.parsing import parse
from kg.language.pipeline import STEPS, annotated_of, begin
from kg.language.reading import Reading
from kg.language.statements.cued import Cued, find_cued
from kg.language.statements.happened import LIBEL
from kg.language.statements.scoring.choose import Asked, pick, proposed
from kg.language.statements.scoring.scorer import Described, Told
from kg.language.statements.scoring.sureness import describe_draft
from kg.language.statements.speech import find_speech
from kg.language.statements.statements import Made, find_statements, make
from kg.model import Article
from kg.sources import read
from kg.stream import annotated_to_json
from tests.examples import all_examples
from tests.examples import parse as parse_examples
from training.aligned import aligned
from training.boosting import UNKNOWN, Learned, learn, write_model

FOLDER = Path(__file__).parents[1] / "kg/language/da/scorer"
FOLDS = 5
#: Chances that are tried as the least.
BARS = np.arange(0.3, 0.8, 0.02)
#: An example of the rules counts as so many other texts.
WEIGHT_OF_EXAMPLES = 8
#: Of a hundred sources so many must be right, and of a hundred deeds and words against somebody.
PRECISION, PRECISION_OF_HARM = 0.82, 0.9
#: A chance that nothing has.
NEVER = 1.1
Json = dict[str, Any]


@dataclass(frozen=True)
class Bars:
    """The least chance of a source: of a cue that the model knows, and of one hardly seen."""

    words: set[str]
    known: float
    seldom: float

    def of(self, told: Told) -> float:
        """Return that of the cue that something is told of."""
        return self.known if told.cue[1][0] in self.words else self.seldom


@dataclass
class Text:
    """An article with its cues that may have a source, and what is right of each of them."""

    reading: Reading
    asked: list[Asked]
    gold: list[list[Json]]
    matches: dict[str, str]
    statements: int
    made: list[tuple[Made, Described, int]] = field(default_factory=list)
    weight: int = 1

    @property
    def fold(self) -> int:
        """Return which fold the article is of, from 0."""
        hashed = blake2b(self.reading.article.id.encode(), digest_size=4)
        return int.from_bytes(hashed.digest(), "big") % FOLDS

    def pairs(self) -> list[tuple[str, Described, bool]]:
        """Return the article's id, what is told of each proposal, and whether it is right."""
        return [
            (
                self.reading.article.id,
                told,
                any(self.matches.get(p.entity) == g["source"] for g in gold),
            )
            for asked, gold in zip(self.asked, self.gold, strict=True)
            for p, told in zip(asked.proposals, asked.told.rows(), strict=True)
        ]

    def by_cue(self, chances: Sequence[float]) -> list[list[float]]:
        """Return the chances of all pairs as those of each cue."""
        rest = iter(chances)
        return [[*islice(rest, len(asked.proposals))] for asked in self.asked]

    def weighed(self) -> list[tuple[Made, Described, int]]:
        """Return what is made of it, as often as it counts."""
        return self.made * self.weight


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True))
@click.option("--dev", multiple=True, nargs=2, required=True, type=click.Path(exists=True))
def main(files: tuple[str, ...], dev: tuple[tuple[str, str], ...]) -> None:
    """Learn from FILES, articles and gold in turn, and write the tables."""
    seen = [t for i in range(0, len(files), 2) for t in texts(files[i], files[i + 1])]
    own = examples()
    unseen = [t for pair in dev for t in texts(*pair)]
    final = learn_sources([*seen, *own])
    chances = {id(t): final.scores([d for _, d, _ in t.pairs()]) for t in unseen}
    for fold in range(FOLDS):
        model = learn_sources([t for t in (*seen, *own) if t.fold != fold])
        mine = [t for t in (*seen, *own) if t.fold == fold]
        chances |= {id(t): model.scores([d for _, d, _ in t.pairs()]) for t in mine}
    known = set(final.worth[0])
    bars = best_bars([*seen, *unseen], chances, known)
    for text in (*seen, *own, *unseen):
        text.made = made(text, chances[id(text)], bars)
    sure = learn(
        [(t.reading.article.id, d, r == EDGE) for t in (*seen, *own) for _, d, r in t.weighed()]
    )
    shares = calibrate(unseen, sure)
    judged = [*confidences(unseen, sure, shares)]
    for fold in range(FOLDS):
        others = [t for t in (*seen, *own) if t.fold != fold]
        model = learn(
            [(t.reading.article.id, d, r == EDGE) for t in others for _, d, r in t.weighed()]
        )
        judged += confidences([t for t in seen if t.fold == fold], model, shares)
    harm = least_of_harm(judged)
    FOLDER.mkdir(exist_ok=True)
    write_model(FOLDER, "sources", final)
    write_model(FOLDER, "statements", sure)
    choice = {
        "source": bars.known,
        "seldom": bars.seldom,
        "sure": 0.0,
        "harm": harm,
        "calibration": shares,
        "unknown": UNKNOWN,
    }
    (FOLDER / "choice.json").write_text(json.dumps(choice, indent=1) + "\n", encoding="utf-8")
    click.echo(
        f"{len(seen)} articles, a source from {bars.known:.2f}, of a cue hardly seen from "
        f"{bars.seldom:.2f}, harm from {harm:.2f}"
    )
    for name, group in (("train, unseen by its model", seen), ("dev", unseen)):
        click.echo(f"{name}: {figures(group)}")
    click.echo(reliability(judged))


def texts(articles: str, gold: str) -> list[Text]:
    """Return the articles of a file with what is right of them."""
    expected, nlp = read_gold(gold), build("kg_da")
    known = [a for a in read(articles) if isinstance(a, Article)]
    return [
        _text(begin(nlp, *parsed), expected)  # type: ignore[misc]
        for parsed in parse(nlp, known)
    ]


def _text(reading: Reading, expected: dict[str, Json]) -> Text:
    for _, step, _ in STEPS:
        if step is not find_statements:
            step(reading)
    find_speech(reading)
    gold = expected[reading.article.id]
    matches = match_entities(gold["entities"], annotated_to_json(annotated_of(reading))["entities"])
    cued = find_cued(reading)
    by_cue = aligned(reading, cued, gold["statements"])
    right = {id(each): by_cue.get(n, []) for n, each in enumerate(cued)}
    asked = proposed(reading, cued)
    of_asked = [right[id(a.cued)] for a in asked]
    return Text(reading, asked, of_asked, matches, len(gold["statements"]))


def examples() -> list[Text]:
    """Return the examples of the rules as texts, which count for more than others."""
    rows = [e for e in all_examples() if e.kind == "statements"]
    found = []
    for number, (example, docs) in enumerate(
        zip(rows, parse_examples(build("kg_da"), rows), strict=True)
    ):
        article = replace(example.article, id=f"example {number}")
        reading = begin(build("kg_da"), article, example.clean, docs)
        text = _text(reading, {article.id: {"entities": [], "statements": []}})
        named = {e.name: e.id for e in reading.entities.values()}
        text.matches = {e: e for e in reading.entities}
        text.gold = [_rows_of(a.cued, example.rows, named) for a in text.asked]
        text.weight = WEIGHT_OF_EXAMPLES
        found.append(text)
    return found


def _rows_of(cued: Cued, rows: Sequence[tuple[str, ...]], named: dict[str, str]) -> list[Json]:
    """Return the rows of an example that a cue may make, as gold statements."""
    return [
        {"source": named.get(who), "predicate": predicate, "target": named.get(target)}
        for who, predicate, target, *_ in rows
        if predicate == cued.found.cue.predicate
    ]


def learn_sources(seen: list[Text]) -> Learned:
    """Return a model of sources, learned from articles."""
    return learn([pair for text in seen for pair in text.pairs() * text.weight])


#: How right a statement is: not at all, its source, its predicate too, its target too.
WRONG, SOURCE, PREDICATE, EDGE = range(4)


def made(text: Text, chances: Sequence[float], bars: Bars) -> list[tuple[Made, Described, int]]:
    """Return the statements of an article, what is told of each, and how right it is."""
    found = make(text.reading, pick(text.asked, text.by_cue(chances), bars.of))
    gold = {id(a.cued): g for a, g in zip(text.asked, text.gold, strict=True)}
    return [
        (
            m,
            describe_draft(text.reading, m.draft, m.scored),
            how_right(m, gold[id(m.scored.proposal.cued)], text.matches),
        )
        for m in found
    ]


def how_right(found: Made, gold: list[Json], matches: dict[str, str]) -> int:
    """Return how right a statement is by the gold statements of its cue."""
    same = [g for g in gold if matches.get(found.draft.source) == g["source"]]
    target = found.draft.targets[0] if found.draft.targets else None
    hit = matches.get(target, "no such entity") if target else None
    typed = [g for g in same if g["predicate"] == found.draft.found.cue.predicate]
    return (
        EDGE
        if any(g["target"] == hit for g in typed)
        else PREDICATE
        if typed
        else SOURCE
        if same
        else WRONG
    )


def best_bars(told: list[Text], chances: dict[int, list[float]], known: set[str]) -> Bars:
    """Return the bars with the best F1 of sources at enough precision."""
    lowest = Bars(known, float(BARS[0]), float(BARS[0]))
    found = [m for t in told for m in made(t, chances[id(t)], lowest)]
    chance = np.array([m.scored.chance for m, _, _ in found])
    seen = np.array([_cue(m) in known for m, _, _ in found])
    right = np.array([r > WRONG for _, _, r in found])
    gold, best = sum(t.statements for t in told), (0.0, NEVER, NEVER)
    for bar in BARS:
        for seldom in BARS[bar <= BARS]:
            kept = chance >= np.where(seen, bar, seldom)
            hits = int(right[kept].sum())
            if hits and hits / kept.sum() >= PRECISION:
                f1 = 2 * hits / (int(kept.sum()) + gold)
                best = max(best, (f1, round(float(bar), 2), round(float(seldom), 2)))
    return Bars(known, *best[1:])


def _cue(found: Made) -> str:
    cue = found.draft.found.cue
    return " ".join((cue.lemma, *cue.particles))


#: How sure a statement is, how right it is, and its predicate.
Judged = tuple[float, int, str]


def confidences(told: list[Text], sure: Learned, shares: list[tuple[float, float]]) -> list[Judged]:
    """Return how sure and how right the statements of articles are."""
    found = [(m, d, r) for t in told for m, d, r in t.made]
    sureness = np.interp(sure.scores([d for _, d, _ in found]), *zip(*shares, strict=True))
    return [
        (share, right, made_.draft.found.cue.predicate)
        for share, (made_, _, right) in zip(sureness.tolist(), found, strict=True)
    ]


def reliability(judged: list[Judged]) -> str:
    """Return a table: how many statements are so sure, and what share of them is right."""
    lines = ["| confidence | statements | right |", "|---|---:|---:|"]
    for low, high in pairwise((0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)):
        part = [right == EDGE for share, right, _ in judged if low <= share < high]
        if part:
            lines.append(f"| {low:.1f} to {min(high, 1):.1f} | {len(part)} | {np.mean(part):.2f} |")
    return "\n".join(lines)


def calibrate(unseen: list[Text], sure: Learned) -> list[tuple[float, float]]:
    """Return chances, and what share of those with it is right: the isotonic regression on dev.

    A chance that few have is put with the next until there are enough.
    """
    found = [(d, r == EDGE) for t in unseen for _, d, r in t.made]
    chances = np.array(sure.scores([d for d, _ in found]))
    right = np.array([r for _, r in found], float)
    order = np.argsort(chances, kind="stable")
    size = max(len(order) // 16, 1)
    blocks = [
        [float(chances[part].mean()), float(right[part].mean()), len(part)]
        for part in np.array_split(order, max(len(order) // size, 1))
    ]
    pooled: list[list[float]] = []
    for block in blocks:
        pooled.append(block)
        while len(pooled) > 1 and pooled[-2][1] >= pooled[-1][1]:
            pooled[-2:] = [_pool(*pooled[-2:])]
    return [(round(chance, 3), round(share, 3)) for chance, share, _ in pooled]


def _pool(one: list[float], other: list[float]) -> list[float]:
    size = one[2] + other[2]
    return [(one[i] * one[2] + other[i] * other[2]) / size for i in range(2)] + [size]


def least_of_harm(judged: list[Judged]) -> float:
    """Return the least confidence from which deeds and words against somebody are right enough."""
    harm = [(share, right >= PREDICATE) for share, right, predicate in judged if predicate in LIBEL]
    for least in np.arange(0, 0.95, 0.02):
        kept = [right for share, right in harm if share >= least]
        if kept and np.mean(kept) >= PRECISION_OF_HARM:
            return round(float(least), 2)
    return 0.95


def figures(group: list[Text]) -> str:
    """Return precision, recall and F1 of sources, predicates and targets."""
    found = [r for t in group for _, _, r in t.made]
    gold = sum(t.statements for t in group)
    lines = []
    for name, least in (("source", SOURCE), ("predicate", PREDICATE), ("target", EDGE)):
        right = sum(r >= least for r in found)
        p, r = right / max(len(found), 1), right / max(gold, 1)
        lines.append(f"{name} P {p:.3f} R {r:.3f} F {2 * p * r / max(p + r, 1e-9):.3f}")
    return "; ".join(lines)


if __name__ == "__main__":
    main()
