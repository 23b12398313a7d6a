"""How the time of reading grows with the length of an article.

`python bench/length.py [--words N] [--shape NAME]`.

Each shape is made with N and with twice as many words and annotated in a process of its own;
printed are CPU seconds, their ratio (2 is what length alone costs), and the peak of memory. Marks
count as words.
"""

import json
import resource
import subprocess
import sys
import time
from itertools import cycle, islice

import click

from kg.language import annotate
from kg.model import Annotated, Article

SENTENCES = (
    "Statsminister Karen Holm siger, at regeringen vil støtte Ukraine i vinter.",
    "- Vi kan ikke vente længere, siger Bo Lind til avisen.",
    "Det kritiserer formanden for Enhedslisten, Per Skov, der kalder planen urealistisk.",
    "Hun mødte tirsdag Tysklands kansler i Berlin, hvor de talte om handel.",
    "Ifølge politiet blev to mænd anholdt i Aarhus natten til lørdag.",
    '"Det er en trussel mod os alle," sagde han, mens Rusland afviste det.',
)
GIVEN = ("Anna", "Bo", "Carl", "Dorte", "Erik", "Freja", "Gorm", "Hanne", "Ib", "Jytte")
PARTS = ("Skov", "Lind", "Bak", "Holm", "Krog", "Dal", "Vang", "Toft", "Rud", "Friis")


def prose(words: int) -> list[str]:
    """Return sentences of news with at least so many words."""
    found = []
    for sentence in cycle(SENTENCES):
        found.append(sentence)
        words -= len(sentence.split())
        if words <= 0:
            return found
    return found


def paragraphs(words: int) -> list[str]:
    """Return paragraphs of three sentences."""
    sentences = prose(words)
    return [" ".join(sentences[n : n + 3]) for n in range(0, len(sentences), 3)]


def one_paragraph(words: int) -> list[str]:
    """Return the same in one paragraph."""
    return [" ".join(prose(words))]


def one_sentence(words: int) -> list[str]:
    """Return words without any mark, in one paragraph."""
    return [" ".join(islice(cycle(" ".join(SENTENCES).translate({44: "", 46: ""}).split()), words))]


def names(words: int) -> list[str]:
    """Return paragraphs that each name somebody new, who speaks."""
    found = []
    for n in range(words // 9):
        digits = [int(d) for d in f"{n:05d}"]
        surname = f"{PARTS[digits[0]]}{PARTS[digits[1]].lower()}{PARTS[digits[2]].lower()}"
        person = f"{GIVEN[digits[4]]} {PARTS[digits[3]]} {surname}"
        found.append(f"- Det er vi glade for, siger {person}.")
    return found


def run(mark: str, *, apart: bool = False) -> list[str]:
    """Return a paragraph of news with a long run of one mark in its middle."""
    return [SENTENCES[0], f"{SENTENCES[1]} {(' ' if apart else '').join(mark)} {SENTENCES[2]}"]


SHAPES = {
    "paragraphs": paragraphs,
    "one paragraph": one_paragraph,
    "one sentence": one_sentence,
    "names": names,
    "quotes": lambda n: run('"' * n),
    "quotes apart": lambda n: run('"' * n, apart=True),
    "guillemets": lambda n: run("»" * n, apart=True),
    "dashes": lambda n: run("-" * n),
    "dashes apart": lambda n: run("-" * n, apart=True),
    "speakers' dashes": lambda n: ["- Ja, siger Bo Lind."] * (n // 6),
    "dots": lambda n: run("." * n),
    "dots apart": lambda n: run("." * n, apart=True),
    "capitals": lambda n: run("A" * n),
    "capitals apart": lambda n: run("A" * n, apart=True),
    "capital words": lambda n: [" ".join(prose(n)).upper()],
    "title case": lambda n: [" ".join(prose(n)).title()],
    "lines": lambda n: ["Ja"] * n,
}


def measured(shape: str, words: int) -> dict[str, float]:
    """Annotate one article in a process of its own; return CPU seconds and MB."""
    done = subprocess.run(
        [sys.executable, __file__, "--shape", shape, "--words", str(words), "--once"],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def once(shape: str, words: int) -> dict[str, float]:
    """Annotate one article here, after a short one that loads everything."""
    list(annotate([Article("warm", tuple(paragraphs(300)))]))
    before = time.process_time()
    (found,) = annotate([Article("a", tuple(SHAPES[shape](words)))])
    seconds = time.process_time() - before
    if not isinstance(found, Annotated):
        raise SystemExit(str(found))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "mb": peak, "statements": len(found.statements)}


@click.command()
@click.option("--words", default=20_000, show_default=True)
@click.option("--shape", "only", type=click.Choice(tuple(SHAPES)), multiple=True)
@click.option("--once", "here", is_flag=True, help="Measure one shape here, as JSON")
def main(words: int, only: tuple[str, ...], *, here: bool) -> None:
    """Print the table."""
    if here:
        print(json.dumps(once(only[0], words)))
        return
    print(f"{'shape':18}{f'{words:,} words':>16}{f'{2 * words:,} words':>16}{'ratio':>8}{'MB':>8}")
    for shape in only or SHAPES:
        short, long = measured(shape, words), measured(shape, 2 * words)
        ratio = long["seconds"] / short["seconds"]
        times = f"{short['seconds']:14.2f} s{long['seconds']:14.2f} s"
        print(f"{shape:18}{times}{ratio:8.2f}{long['mb']:8.0f}", flush=True)


if __name__ == "__main__":
    main()
