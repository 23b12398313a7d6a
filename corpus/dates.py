"""How many dates kg reads right: `python -m corpus.dates` counts them over `dates.tsv`.

A row is a day of publication, what the sentence tells ("said" when something was said, "event" when
it was done), the day or the first and last ("2024-04-01/2024-04-30", "-" where the words name
none), the words, and the sentence. Right is the same day or days; wrong another; silent none.
"""

import csv
from collections import Counter
from pathlib import Path

import click

from kg.language import annotate
from kg.model import Annotated, Article

PHRASES = Path(__file__).parent / "dates.tsv"
NOTHING = "-"


def rows() -> list[dict[str, str]]:
    """Return the phrases, each with published, what, days, words and sentence."""
    with PHRASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def verdicts() -> list[tuple[dict[str, str], str, str]]:
    """Return each phrase with "right", "wrong", "silent" or "unread", and the days found.

    Unread is a sentence in which no statement was found.
    """
    texts = rows()
    articles = [
        Article(str(n), (r["sentence"],), published=r["published"]) for n, r in enumerate(texts)
    ]
    found = (a for a in annotate(articles) if isinstance(a, Annotated))
    return [(row, *_verdict(row, a)) for row, a in zip(texts, found, strict=True)]


def _verdict(row: dict[str, str], read: Annotated) -> tuple[str, str]:
    if not read.statements:
        return "unread", NOTHING
    said = row["what"] == "said"
    told = next((s for s in read.statements if (s.form == "action") != said), read.statements[0])
    days, words = told.said_on, told.said_from
    if told.form == "action":
        days, words = told.event_on, told.event_from
    found = NOTHING if words in {None, "published"} else days or NOTHING
    if found == row["days"]:
        return "right", found
    return ("silent" if found == NOTHING else "wrong"), found


@click.command()
def main() -> None:
    """Count the dates that are right, wrong and missed."""
    counts: Counter[str] = Counter()
    for row, verdict, found in verdicts():
        counts[verdict] += 1
        if verdict != "right":
            click.echo(f"{verdict}\t{found}\t{row['days']}\t{row['words']}\t{row['sentence']}")
    total = sum(counts.values())
    click.echo(", ".join(f"{v} {n} ({n / total:.3f})" for v, n in counts.most_common()))


if __name__ == "__main__":
    main()
