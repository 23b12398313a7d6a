"""How sure and how right: the share that is right of what is found with a confidence."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import sqrt
from typing import Any, NamedTuple

from corpus.card.measured import EDGE, Judged
from kg import figure

LIMITS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
#: How many standard errors an interval reaches that holds 95 of a hundred.
REACH = 1.96


class Bin(NamedTuple):
    """How many statements have a confidence from `low`, below `high`, and how many are right.

    `mean` is their mean confidence.
    """

    low: float
    high: float
    mean: float
    right: int
    number: int

    @property
    def interval(self) -> tuple[float, float]:
        """Return between which shares the true one is, 95 times in a hundred (Wilson 1927)."""
        n, share = self.number, self.right / self.number
        middle = share + REACH**2 / (2 * n)
        half = REACH * sqrt(share * (1 - share) / n + REACH**2 / (4 * n * n))
        return tuple(max(0.0, (middle + s * half) / (1 + REACH**2 / n)) for s in (-1, 1))  # type: ignore[return-value]


def bins(found: Iterable[Judged]) -> Iterator[Bin]:
    """Yield the bins that hold a statement, from low confidence to high."""
    judged = [(f.confidence, f.right == EDGE) for f in found if f.confidence is not None]
    for low, high in pairwise(LIMITS):
        part = [(c, r) for c, r in judged if low <= c and (c < high or high == LIMITS[-1])]
        if part:
            sure = sum(c for c, _ in part) / len(part)
            yield Bin(low, high, sure, sum(r for _, r in part), len(part))


def plot(shown: list[Bin], path: str) -> None:
    """Draw what is right of each bin against how sure it is, as an SVG file."""
    made = figure.blank(480, 480)
    axes = made.add_subplot()
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=0.8)
    x, y = [b.mean for b in shown], [b.right / b.number for b in shown]
    ends = [b.interval for b in shown]
    below = [max(0.0, s - e[0]) for s, e in zip(y, ends, strict=True)]
    above = [max(0.0, e[1] - s) for s, e in zip(y, ends, strict=True)]
    axes.errorbar(x, y, [below, above], fmt="o-", color="#0072b2", capsize=3)
    for each, share in zip(shown, y, strict=True):
        axes.annotate(str(each.number), (each.mean, share), (6, -12), textcoords="offset points")
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="share that is right")
    axes.set_title("How sure and how right", loc="left", fontweight="bold")
    made.set_layout_engine("constrained")
    figure.save(made, path, "svg")


def rows(shown: Iterable[Bin]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table: confidence, statements, right, and the interval of that."""
    for each in shown:
        low, high = each.interval
        share = each.right / each.number
        yield (
            f"{each.low:.1f} to {each.high:.1f}",
            each.number,
            f"{share:.2f}",
            f"{low:.2f} to {high:.2f}",
        )
