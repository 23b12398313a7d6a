"""Figures by matplotlib (`pip install 'kg-news[plots]'`): SVG, PNG, PDF, the same on every run.

Texts stay texts in SVG and PDF: they can be searched, copied and read aloud.
"""

import warnings
from io import BytesIO
from typing import Any

from kg.errors import UsageError
from kg.output import open_output

KINDS = ("svg", "png", "pdf")
#: Pixels to an inch of a figure; a PNG has twice as many.
DPI = 100
_DATED = {"svg": "Date", "pdf": "CreationDate"}


def blank(width: float, height: float) -> Any:
    """Return an empty white figure; width and height are in pixels.

    Raises UsageError without matplotlib.
    """
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415 - 60 MB that few commands need
    except ImportError as error:
        raise UsageError(
            "figures as SVG, PNG or PDF need matplotlib: pip install 'kg-news[plots]', or write "
            "another format"
        ) from error
    return Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor="white")


def points(pixels: float) -> float:
    """Return how many points some pixels are, which matplotlib counts sizes in."""
    return pixels * 72 / DPI


def save(figure: Any, path: str, kind: str) -> str:
    """Write a figure as one of `KINDS` and return the path."""
    from matplotlib import rc_context  # noqa: PLC0415 - see `blank`

    made = BytesIO()
    stable: Any = {"svg.fonttype": "none", "svg.hashsalt": "kg", "pdf.fonttype": 42}
    with rc_context(stable), warnings.catch_warnings():
        # Letters that the font here lacks are drawn by the reader's own.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        dated = {_DATED[kind]: None} if kind in _DATED else {"Software": None}
        figure.savefig(made, format=kind, dpi=2 * DPI if kind == "png" else DPI, metadata=dated)
    with open_output(path) as file:
        file.buffer.write(made.getvalue())
    return path


def kind_of(path: str) -> str:
    """Return the kind of figure that a path ends in. Raises UsageError for another."""
    kind = path.lower().rpartition(".")[2]
    if kind in KINDS:
        return kind
    raise UsageError(
        f"{path}: unknown kind of figure {kind!r}; expected a file that ends in .svg, .png or .pdf"
    )
