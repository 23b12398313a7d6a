"""A page -> HTML, JSON or CSV."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg import tables
from kg.characters import visible
from kg.errors import UsageError
from kg.web.danish import error, language_of, number, told
from kg.web.page import Page, Ready
from kg.words import LANGUAGES, word

#: The longest answer, in bytes.
LONGEST = 8 * 2**20
_YEAR = 365 * 24 * 3600


def _address(path: str, *sets: Mapping[str, Any], **given: Any) -> str:
    """Return an address with what is given; None and "" leave a name out, the last one counts."""
    kept: dict[str, Any] = {}
    for some in (*sets, given):
        kept |= some
    query = urlencode({k: v for k, v in kept.items() if v not in (None, "")})
    return f"{path}?{query}" if query else path


_PAGES = Environment(
    loader=PackageLoader("kg.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_PAGES.globals["to"] = _address
_PAGES.filters["visible"] = lambda text: visible(str(text))
_PAGES.filters["json"] = lambda value: tables.json_of(tables.plain(value))


def answer(request: Request, page: Page | Ready, form: str = "") -> Response:
    """Write a page in a format, else in the one that the address asks for.

    Raises UsageError for a format or table that there is not, and for an answer that is too long.
    """
    if isinstance(page, Ready):
        return HTMLResponse(page.html, 200, {"Content-Security-Policy": page.policy})
    match form or request.query_params.get("format", "html"):
        case "html":
            made: Response = HTMLResponse(_html(request, page), page.status)
        case "json":
            made = Response(_json(page), page.status, media_type="application/json")
        case "csv":
            made = Response(_csv(page, request), page.status, media_type="text/csv")
        case other:
            raise UsageError(f"no format {other!r}: expected html, json or csv")
    if len(made.body) > LONGEST:
        raise UsageError("the answer is larger than 8 MB: ask for less")
    language = request.query_params.get("lang")
    if language in LANGUAGES:
        made.set_cookie("kg_lang", str(language), max_age=_YEAR, samesite="lax", httponly=True)
    return made


def _html(request: Request, page: Page) -> str:
    language = language_of(request)
    given = dict(request.query_params)

    return _PAGES.get_template(page.template).render(
        t=partial(word, language=language, part="kg.web"),
        catalogue=partial(told, language=language),
        error_in=partial(error, language=language),
        number=partial(number, language=language),
        language=language,
        path=request.url.path,
        given={k: v for k, v in given.items() if k not in {"lang", "format"}},
        title=page.title,
        tables=list(page.tables),
        **page.tables | page.beside,
    )


def _json(page: Page) -> str:
    return tables.json_of(tables.plain({"title": page.title, **page.tables}))


def _csv(page: Page, request: Request) -> str:
    name = request.query_params.get("table") or next(iter(page.tables), "")
    if name not in page.tables:
        raise UsageError(f"no table {name!r}: expected one of {', '.join(page.tables)}")
    rows = page.tables[name]
    columns = page.columns or tuple(rows[0] if rows else ())
    return tables.written(columns, [[row[c] for c in columns] for row in rows], "csv")
