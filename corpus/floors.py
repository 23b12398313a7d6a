"""Hold what is reached on the dev part: `python -m corpus.floors` compares it with floors.json.

`--update` pins what is better now; a floor is only lowered by `--lower` beside it, for a change of
the corpus or a bargain that the commit explains. The file also pins a fingerprint of articles and
gold, so that nobody changes the questions unnoticed.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import click

from kg.evaluate.gold import read_gold
from kg.evaluate.score import score
from kg.language import annotate
from kg.model import Article
from kg.sources import read
from kg.stream import annotated_to_json

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
PARTS = (HERE / "dev.articles.jsonl", HERE / "dev.gold.jsonl")
TASKS = ("entities", "roles", "attribution", "typed", "edge")
#: One statement of the 318 moves a figure by .003: a fall within that is no loss.
NOISE = 0.003


def measure() -> dict[str, float]:
    """Return F1 per task on the dev part, of the pipeline that ships with kg."""
    articles, gold = (str(path) for path in PARTS)
    texts = (item for item in read(articles) if isinstance(item, Article))
    found = {a.article.id: annotated_to_json(a) for a in annotate(texts)}
    figures = score(read_gold(gold), found)
    return {task: figures[task]["f1"] for task in TASKS}


def fingerprint() -> str:
    """Return a hash of the dev part's articles and gold."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in PARTS)).hexdigest()[:16]


def fallen(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Return what fell below its floor by more than the noise, each with both figures."""
    return [
        f"{task} {figures[task]:.4f} is below its floor {floor:.4f}"
        for task, floor in floors.items()
        if figures[task] < floor - NOISE
    ]


def pinned() -> dict[str, Any]:
    """Return floors.json: the fingerprint and the floors."""
    found: dict[str, Any] = json.loads(FLOORS.read_text("utf-8"))
    return found


@click.command()
@click.option("--update", is_flag=True, help="Pin the figures that are above their floors.")
@click.option("--lower", is_flag=True, help="With --update: pin all figures, lower ones too.")
def main(*, update: bool, lower: bool) -> None:
    """Compare the figures on the dev part with their floors."""
    figures = measure()
    floors = pinned()["f1"] if FLOORS.exists() else dict.fromkeys(TASKS, 0.0)
    for task in TASKS:
        click.echo(f"{task:12} {figures[task]:.4f}   floor {floors[task]:.4f}")
    problems = fallen(figures, floors)
    if problems and not lower:
        raise click.ClickException("; ".join(problems))
    if update:
        best = figures if lower else {t: max(figures[t], floors[t]) for t in TASKS}
        record = {"dev": fingerprint(), "f1": best}
        FLOORS.write_text(json.dumps(record, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
