"""The text of an article with its marks as brackets: for plain text, which has no colours."""

from collections.abc import Iterator

from kg.explain.account import Account
from kg.explain.marks import Mark, Piece, marks, pieces, places

#: What brackets mean.
LEGEND = "[KIND name]  {1 cue of statement 1}  <1 content of statement 1 1>"


def bracketed(account: Account, *, whole: bool) -> Iterator[str]:
    """Yield each line of a text; if not `whole`, those that its statements rest on."""
    found = marks(account)
    for start, end in places(account, whole=whole):
        cut = pieces(account.article.text, found, start, end)
        yield "".join(in_brackets(piece, piece.text) for piece in cut)


def in_brackets(piece: Piece, text: str) -> str:
    """Return the text of a piece within the brackets of the marks that begin and end with it."""
    opening, closing = map(_opening, piece.opening), map(_closing, piece.closing)
    return "".join((*opening, text, *closing))


def _opening(mark: Mark) -> str:
    return {"name": f"[{mark.label} ", "cue": f"{{{mark.number} ", "content": f"<{mark.number} "}[
        mark.what
    ]


def _closing(mark: Mark) -> str:
    return {"name": "]", "cue": "}", "content": f" {mark.number}>"}[mark.what]
