"""Counts -> a figure: bars for each span of time, with a title, a legend and axes in words."""

from typing import Any

from kg import figure
from kg.export.looks import LIGHT
from kg.plots.counts import CONFLICT, COOPERATION, Counts
from kg.words import word

_WIDTH, _HEIGHT = 900, 420
#: Names of spans that stand below the bars at most.
_MOST_NAMES = 12
#: Told apart by those who see no red or green, too (Okabe and Ito 2008), and grey for the others.
_OUTLETS = (
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#999999",
)  # fmt: skip


def draw(counts: Counts, about: str = "", language: str = "da") -> Any:
    """Return a figure of counts, for `kg.figure.save`; `about` says what the counts are of.

    Raises UsageError without matplotlib.
    """

    def say(key: str) -> str:
        return word(key, language, "kg.plots")

    made = figure.blank(_WIDTH, _HEIGHT)
    axes = made.add_subplot()
    title = f"{say(counts.what)}: {about}" if about else say(counts.what)
    axes.set_title(title, loc="left", fontweight="bold", parse_math=False)
    axes.set_ylabel(say(f"per {counts.every}"))
    (_opposed if counts.what == "balance" else _stacked)(axes, counts)
    _axes(axes, counts)
    labels = [say(name) if name in _SAID else name for name in counts.series]
    handles = [bars[0] for bars in axes.containers]
    legend = made.legend(handles, labels, loc="outside lower left", ncols=4, frameon=False)
    for text in legend.get_texts():
        text.set_parse_math(False)
    made.set_layout_engine("constrained")
    return made


_SAID = {COOPERATION, CONFLICT, "others", "no outlet"}


def _opposed(axes: Any, counts: Counts) -> None:
    """Draw cooperation upwards and conflict downwards, on one scale."""
    for name, sign in ((COOPERATION, 1), (CONFLICT, -1)):
        heights = [sign * number for number in counts.series[name]]
        _bars(axes, counts, name, heights, [0] * len(heights), LIGHT[f"material {name}"])
    axes.axhline(0, color=LIGHT["ink"], linewidth=0.8)
    axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")


def _stacked(axes: Any, counts: Counts) -> None:
    """Draw one on top of the other."""
    below = [0] * len(counts.spans)
    for (name, numbers), colour in zip(counts.series.items(), _OUTLETS, strict=False):
        _bars(axes, counts, name, list(numbers), below, colour)
        below = [low + number for low, number in zip(below, numbers, strict=True)]


def _bars(
    axes: Any, counts: Counts, name: str, heights: list[int], below: list[int], colour: str
) -> None:
    places = range(len(counts.spans))
    bars = axes.bar(places, heights, bottom=below, width=0.8, color=colour)
    number = list(counts.series).index(name)
    for bar, span in zip(bars, counts.spans, strict=True):
        bar.set_gid(f"bar-{number}-{span}")


def _axes(axes: Any, counts: Counts) -> None:
    step = -(-len(counts.spans) // _MOST_NAMES)
    places = range(0, len(counts.spans), step)
    axes.set_xticks(places, [counts.spans[place] for place in places], rotation=30, ha="right")
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.margins(x=0.01)
    axes.spines[["top", "right"]].set_visible(False)
