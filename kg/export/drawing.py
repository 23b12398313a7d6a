"""Graph -> the picture as SVG, PNG or PDF, for reports: what `picture` opens on, with a legend.

Nothing is drawn by a browser: the places are those of `sketch`, the pen is matplotlib's.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx

from kg import figure
from kg.export.layout import FORCES
from kg.export.looks import PAPER, caption
from kg.export.plain import xml_text
from kg.export.sketch import (
    CLASSES,
    SPEECH,
    TOPIC,
    Line,
    Sketch,
    radius,
    sketch,
    statement_count,
)
from kg.model import LABELS
from kg.words import word

#: Pixels around the dots, above them for the title, and below for a row of the legend.
_SIDE, _TOP, _ROW = 60, 110, 24
#: The least width, so that the title fits.
_LEAST = 640
#: Lines that are told in words at most: more would cover the picture.
_MOST_TOLD = 60
#: From so many lines on they step back behind the names.
_CROWDED = 250
Box = tuple[float, float, float, float]
Point = tuple[float, float]


def draw(graph: nx.MultiDiGraph, path: str, kind: str, language: str = "da") -> Sketch:
    """Write the picture of a graph as "svg", "png" or "pdf", and return what it shows.

    Raises UsageError without matplotlib, and as `sketch` does.
    """
    seen = sketch(graph)
    drawing = _Drawing(seen, seen.lines(), lambda key: word(key, language, "kg.export"))
    figure.save(drawing.drawn(), path, kind)
    return seen


class _Drawing:
    def __init__(self, seen: Sketch, lines: list[Line], say: Callable[[str], str]) -> None:
        self.seen, self.lines, self.say = seen, lines, say
        edges: dict[str, list[dict[str, Any]]] = {name: [] for name in seen.opening}
        for line in lines:
            for end in {line.source, line.target}:
                edges[end].extend(line.edges)
        self.radii = {name: radius(statement_count(same)) for name, same in edges.items()}
        xs, ys = zip(*seen.places.values(), strict=True) if seen.places else ((0,), (0,))
        self.left, self.top = min(xs) - _SIDE, min(ys) - _TOP
        self.legend = list(self._legend())
        self.width = max(max(xs) + _SIDE - self.left, _LEAST)
        self.floor = max(ys) + _SIDE - self.top
        self.height = self.floor + _ROW * (1 + len(self._rows())) + 20
        self.taken: list[Box] = []

    def drawn(self) -> Any:
        """Return the figure."""
        made = figure.blank(self.width, self.height)
        axes = made.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, self.width), ylim=(self.height, 0))
        axes.set_axis_off()
        for number, line in enumerate(self.lines):
            self._line(axes, line, f"line-{number}")
        for number, name in enumerate(self.seen.opening):
            self._dot(axes, name, f"dot-{number}")
        self._kinds(axes)
        self._heading(axes)
        self._key(axes)
        return made

    def _at(self, name: str) -> Point:
        x, y = self.seen.places[name]
        return x - self.left, y - self.top

    def _line(self, axes: Any, line: Line, gid: str) -> None:
        from matplotlib.patches import Circle, FancyArrowPatch  # noqa: PLC0415 - see kg.figure

        look: dict[str, Any] = {
            "color": PAPER[line.kind],
            "linewidth": figure.points(_thickness(line)),
            "linestyle": (0, (4, 3)) if line.is_claim else "-",
            "alpha": 0.55 if len(self.lines) > _CROWDED else 0.9,
            "gid": gid,
        }
        here, there = self._at(line.source), self._at(line.target)
        if line.source == line.target:
            up = self.radii[line.source] + 9
            axes.add_patch(Circle((here[0], here[1] - up), 9, fill=False, **look))
            return
        axes.add_patch(
            FancyArrowPatch(
                here,
                there,
                connectionstyle=f"arc3,rad={line.bend}",
                arrowstyle="-" if line.kind == TOPIC else "-|>",
                mutation_scale=9,
                shrinkA=0,
                shrinkB=figure.points(self.radii[line.target] + 1.5),
                **look,
            )
        )

    def _dot(self, axes: Any, name: str, gid: str) -> None:
        from matplotlib.patches import Circle  # noqa: PLC0415 - see kg.figure

        (x, y), size = self._at(name), self.radii[name]
        colour = PAPER.get(self.seen.graph.nodes[name].get("label", ""), PAPER["soft"])
        axes.add_patch(Circle((x, y), size, facecolor=colour, edgecolor="white", gid=gid, zorder=3))
        brief = _clip(caption(name, self.seen.graph.nodes[name]), FORCES.longest)
        below, half = y + size + 10, len(brief) * FORCES.letter / 2
        self.taken += [(x - size, y - size, x + size, y + size)]
        self.taken += [(x - half, below - 8, x + half, below + 8)]
        _write(axes, (x, below), brief, 12, weight="bold" if size > 8 else "normal")

    def _kinds(self, axes: Any) -> None:
        """Tell in words what lines are, where there is room and not too many of them."""
        told = [line for line in self.lines if line.kind not in {TOPIC, SPEECH}]
        for line in told if len(told) <= _MOST_TOLD else []:
            text = self._kind(line)
            half = len(text) * 5.8 / 2
            for x, y in _along(self._at(line.source), self._at(line.target), line.bend):
                box = (x - half, y - 7, x + half, y + 7)
                if not any(_overlap(box, other) for other in self.taken):
                    self.taken.append(box)
                    _write(axes, (x, y), text, 10, weight="bold")
                    break

    def _kind(self, line: Line) -> str:
        counts = Counter(
            (f"{self.say('not')} " if e.get("negated") else "") + self.say(str(e.get("type")))
            for e in line.edges
        )
        named = [f"{kind} ×{n}" if n > 1 else kind for kind, n in counts.most_common(2)]
        return ", ".join(named) + (" …" if len(counts) > len(named) else "")

    def _heading(self, axes: Any) -> None:
        edges = [edge for line in self.lines for edge in line.edges]
        articles = {e["article_id"] for e in edges if e.get("article_id")}
        counts = (
            (len(self.seen.opening), "name"),
            (statement_count(edges), "statement"),
            (len(articles), "article"),
        )
        told = ", ".join(self._several(many, what) for many, what in counts)
        _write(axes, (20, 26), self.say("title"), 18, weight="bold", align="left")
        _write(axes, (20, 50), told if edges else self.say("nothing"), 12, align="left")
        every = len(self.seen.whole)
        if len(self.seen.opening) < every:
            less = self.say("strongest").format(shown=len(self.seen.opening), all=every)
            _write(axes, (20, 70), less, 12, align="left")

    def _several(self, many: int, what: str) -> str:
        return f"{many} {self.say(f'one {what}' if many == 1 else f'some {what}')}"

    def _legend(self) -> Iterator[tuple[str, str, str]]:
        """Yield what the colours are: a marker, a colour and a word for each that is there."""
        kinds = {self.seen.graph.nodes[name].get("label") for name in self.seen.opening}
        for label in LABELS.values():
            if label in kinds:
                yield "o", PAPER[label], self.say(f"one {label.lower()}")
        for kind in CLASSES:
            if any(line.kind == kind for line in self.lines):
                yield "-", PAPER[kind], self.say(kind)
        if any(line.is_claim for line in self.lines):
            yield "--", PAPER["soft"], self.say("told")

    def _rows(self) -> list[list[tuple[float, tuple[str, str, str]]]]:
        """Return the rows of the legend, each entry with where it begins."""
        rows: list[list[tuple[float, tuple[str, str, str]]]] = [[]]
        x = 20.0
        for entry in self.legend:
            wide = 48 + len(entry[2]) * 7
            if rows[-1] and x + wide > self.width:
                x = 20.0
                rows.append([])
            rows[-1].append((x, entry))
            x += wide
        return rows

    def _key(self, axes: Any) -> None:
        for row, entries in enumerate(self._rows()):
            y = self.floor + _ROW * (row + 1)
            for x, (mark, colour, text) in entries:
                thick = 0.6 if text == self.say(TOPIC) else 2
                style = {"marker": "o"} if mark == "o" else {"linestyle": mark, "linewidth": thick}
                ends = ([x + 10], [y]) if mark == "o" else ([x, x + 20], [y, y])
                axes.plot(*ends, color=colour, **style)
                _write(axes, (x + 26, y), text, 12, align="left")


def _thickness(line: Line) -> float:
    """Return how thick a line is in pixels: thin for a topic, thicker for many statements."""
    if line.kind == TOPIC:
        return 0.6
    return 1.3 + min(3.0, math.sqrt(statement_count(line.edges) or 1) - 1)


def _write(
    axes: Any, at: Point, text: str, pixels: int, *, weight: str = "normal", align: str = "center"
) -> None:
    axes.text(
        *at,
        xml_text(text),
        ha=align,
        va="center",
        color=PAPER["ink"],
        fontsize=figure.points(pixels),
        fontweight=weight,
        parse_math=False,
        zorder=4,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 0.5},
    )


def _along(start: Point, end: Point, bend: float) -> Iterator[Point]:
    """Yield places on a bent line where it may be told what it is, the middle first."""
    (ax, ay), (bx, by) = start, end
    cx, cy = (ax + bx) / 2 - (by - ay) * bend, (ay + by) / 2 + (bx - ax) * bend
    for t in (0.5, 0.6, 0.4, 0.7, 0.3):
        u = 1 - t
        yield (
            u * u * ax + 2 * t * u * cx + t * t * bx,
            u * u * ay + 2 * t * u * cy + t * t * by,
        )


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _clip(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
