"""Which address is which page, and what is said when there is none."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from importlib import resources
from threading import Thread

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg import catalogue
from kg.errors import KgError, StoreError, UsageError
from kg.find import UnclearError
from kg.store.base import Store
from kg.view import asked_by_name
from kg.view.asked import Asked, NotFoundError, Record
from kg.web import network, pages, questions
from kg.web.answers import answer
from kg.web.danish import language_of
from kg.web.guard import HEADERS, POLICY, Access, Guard
from kg.web.page import Page, Ready

Handler = Callable[[Asked, Mapping[str, str]], Page | Ready]

PAGES: dict[str, Handler] = {
    "/": pages.front,
    "/search": pages.search,
    "/entity": pages.entity,
    "/pair": pages.pair,
    "/article": pages.article,
    "/statement": pages.statement,
    "/statements": pages.statements,
    "/entities": pages.entities,
    "/articles": pages.articles,
    "/questions": questions.questions,
    "/cypher": questions.cypher,
    "/network": network.picture,
}


def make_app(store: Store, address: str, access: Access) -> Starlette:
    """Return the explorer of a store; `address` is its URL, for queries in their own process."""
    asked = Asked(store, address)

    @asynccontextmanager
    async def prepared(_app: Starlette) -> AsyncIterator[None]:
        Thread(target=_prepare, args=(asked,), daemon=True).start()
        yield

    static = StaticFiles(directory=str(resources.files("kg.web") / "static"))
    return Starlette(
        routes=[
            *(Route(path, _endpoint(asked, handler)) for path, handler in PAGES.items()),
            Mount("/static", static),
        ],
        middleware=[Middleware(Guard, access=access)],
        lifespan=prepared,
        exception_handlers={KgError: _failed, HTTPException: _missing, Exception: _broke},
    )


def _prepare(asked: Asked) -> None:
    """Make what every visitor waits for once.

    It is the counts of facets, the indexes of the search, and what the questions answer that ask
    for nobody.
    """
    with suppress(StoreError):  # it is told to who asks
        pages.front(asked, {})
        pages.statements(asked, {})
        pages.search(asked, {"q": "kg"})
        for query in catalogue.shipped().values():
            if not any(parameter.default is None for parameter in query.parameters):
                asked_by_name(asked, query, {})


def _endpoint(asked: Asked, handler: Handler) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(written, request)

    def written(request: Request) -> Response:
        asked.store.catch_up()
        given = dict(request.query_params) | {"lang": language_of(request)}
        return answer(request, handler(asked, given))

    return endpoint


async def _failed(request: Request, error: Exception) -> Response:
    if isinstance(error, UnclearError):
        meant = [asdict(match) for match in error.candidates]
        return _told(request, str(error), 404, meant, error.text)
    if isinstance(error, NotFoundError):
        return _told(request, str(error), 404)
    if isinstance(error, UsageError):
        return _told(request, str(error), 400)
    return _told(request, str(error), 503 if isinstance(error, StoreError) else 500)


async def _missing(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _told(request, "", status)


async def _broke(request: Request, _error: Exception) -> Response:
    """Say that the server is at fault, outside the guard: the error goes on to the log."""
    answer = _told(request, "this page broke the server: its log tells why", 500)
    answer.headers.update(HEADERS | {"Content-Security-Policy": POLICY})
    return answer


def _told(
    request: Request, message: str, status: int, meant: Sequence[Record] = (), text: str = ""
) -> Response:
    """Say what is wrong, whom a name may have meant, and what to search for."""
    page = Page(
        "error.html",
        str(status),
        {"error": [{"status": status, "message": message}], "meant": list(meant)},
        {"status": status, "message": message, "text": text},
        status=status,
    )
    try:
        return answer(request, page)
    except UsageError:
        return answer(request, page, "html")
