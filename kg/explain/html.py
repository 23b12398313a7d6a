"""Accounts -> one HTML page that needs no network: texts with what was found in them, and why.

The texts are drawn by displaCy; everything that is not ours is escaped.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from importlib import resources
from typing import Any

from spacy import displacy

from kg.characters import visible
from kg.explain.account import Account
from kg.explain.marks import Mark, marks, pieces, places
from kg.explain.reasons import in_short, reasons
from kg.model import FORMS, KINDS, PREDICATES, Article, Statement

_CUE, _CONTENT = "#f0a07c", "#c9ccd4"
_LEGEND = (("cue, with its statement", _CUE), ("what it says or does", _CONTENT))
#: Colours of kinds, of the cues of all predicates, and of contents by form.
COLOURS = {
    "PERSON": "#9cc3f5",
    "COUNTRY": "#f0cf7a",
    "ORGANISATION": "#b5dd95",
    "PLACE": "#d7b8ee",
    **dict.fromkeys(PREDICATES, _CUE),
    **dict.fromkeys((form.upper() for form in FORMS), _CONTENT),
}
_SPAN = (
    '<span class="marked" style="height:{total_height}px">{text}{span_slices}{span_starts}</span>'
)
_SLICE = '<span class="slice" style="background:{bg};top:{top_offset}px"></span>'
_START = (
    '<span class="start" style="background:{bg};top:{top_offset}px" title="{label}">'
    '<span class="label {label}" style="background:{bg}"><i>{label}</i>{kb_link}</span></span>'
)
_OPTIONS = {
    "colors": COLOURS,
    "top_offset": 32,
    "span_label_offset": 14,
    "template": {"span": _SPAN, "slice": _SLICE, "start": _START},
}
#: What is soft on our own page must be read on a dark one, too.
_ON_ANY_GROUND = ".soft, td:last-child { color: inherit; opacity: .8; }"
#: Ends a token after which displaCy is to put no space; no text holds it once it is visible.
_NO_SPACE = "\0"


def page(accounts: Sequence[Account], *, whole: bool = True) -> str:
    """Return the page; if not `whole`, of each text only what its statements rest on."""
    folder = resources.files("kg.explain") / "page"
    articles = (_article(str(n), account, whole=whole) for n, account in enumerate(accounts, 1))
    title = accounts[0].article.title if len(accounts) == 1 else ""
    parts = {
        "/*STYLE*/": (folder / "style.css").read_text("utf-8"),
        "/*TITLE*/": _safe(title or "What was read, and why"),
        "/*BODY*/": "\n".join((_legend(), *articles)),
    }
    frame = (folder / "page.html").read_text("utf-8")
    return re.sub(r"/\*[A-Z]+\*/", lambda found: parts[found[0]], frame)


def fragment(account: Account) -> str:
    """Return what the page shows of an account, as a part of another page, with a style of its own.

    Links lead within it, by the article's id.
    """
    style = (resources.files("kg.explain") / "page" / "style.css").read_text("utf-8")
    key = escape(account.article.id)
    shown = f"{_legend()}{_article(key, account, whole=True)}"
    style = f".kg-account {{ {style} {_ON_ANY_GROUND} }}"
    return f'<div class="kg-account"><style>{style}</style>{shown}</div>'


def _legend() -> str:
    shown = (*((kind.lower(), COLOURS[kind]) for kind in KINDS), *_LEGEND)
    return '<p class="soft">{}</p>'.format(
        " ".join(f'<mark style="background:{colour}">{name}</mark>' for name, colour in shown)
    )


def _article(number: str, account: Account, *, whole: bool) -> str:
    sections = (
        _statement(f"a{number}s{n}", n, account, statement)
        for n, statement in enumerate(account.statements, 1)
    )
    parts = (_head(account.article), _text(number, account, whole=whole), *sections)
    return f"<article>{''.join(parts)}</article>"


def _head(article: Article) -> str:
    about = (article.outlet, article.published, article.byline, article.credit, article.id)
    address = article.url
    if address.startswith(("http://", "https://")):
        address = f'<a href="{escape(address)}" rel="noreferrer">{_safe(address)}</a>'
    else:
        address = _safe(address)
    rest = " · ".join((*(_safe(a) for a in about if a), *([address] if address else [])))
    return f'<h1>{_safe(article.title or article.id)}</h1><p class="soft">{rest}</p>'


def _text(number: str, account: Account, *, whole: bool) -> str:
    found = marks(account)
    lines = [
        _line(number, account.article.text, found, place) for place in places(account, whole=whole)
    ]
    drawn = displacy.render(
        lines, style="span", manual=True, page=False, jupyter=False, options=_OPTIONS
    )
    language = escape(account.article.language)
    return f'<div lang="{language}">{drawn.replace(f"{_NO_SPACE} ", "")}</div>'


def _line(number: str, text: str, found: Sequence[Mark], place: tuple[int, int]) -> dict[str, Any]:
    """Return a line of a text as displaCy takes it: tokens, and spans of these."""
    tokens: list[str] = []
    begun: dict[Mark, int] = {}
    spans = []
    for piece in pieces(text, found, *place):
        begun.update(dict.fromkeys(piece.opening, len(tokens)))
        tokens += _tokens(piece.text, marked=bool(piece.marks))
        spans += [_span(number, mark, begun[mark], len(tokens)) for mark in piece.closing]
    return {"text": text[slice(*place)], "tokens": tokens, "spans": spans}


def _tokens(text: str, *, marked: bool) -> Iterator[str]:
    shown = visible(text)
    yield from re.findall(r"\s+|\S+", shown) if marked else [shown + _NO_SPACE]


def _span(number: str, mark: Mark, start: int, end: int) -> dict[str, Any]:
    link = {"kb_id": str(mark.number), "kb_url": f"#a{number}s{mark.number}"}
    return {
        "start_token": start,
        "end_token": end,
        "label": mark.label,
        **(link if mark.number else {}),
    }


def _statement(anchor: str, number: int, account: Account, statement: Statement) -> str:
    rows = "".join(
        f"<tr><th>{_safe(r.part)}</th><td>{_safe(r.found)}</td><td>{_safe(r.because)}</td></tr>"
        for r in reasons(account, statement)
    )
    short = _safe(in_short(account, statement))
    head = f'<h2>{number} {short} <span class="soft">{_safe(statement.id)}</span></h2>'
    return f'<section id="{anchor}">{head}<table>{rows}</table></section>'


def _safe(text: str) -> str:
    return escape(visible(text))
