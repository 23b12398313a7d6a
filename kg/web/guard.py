"""Who may ask, and what a browser may do with the answer."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web.danish import language_of
from kg.words import word

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
COOKIE = "kg_token"
#: The longest address that is read, and form that is taken, in bytes.
LONGEST = 16_000
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_LOGIN = """<!doctype html><html lang="{language}"><head><meta charset="utf-8">
<title>kg: {token}</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/static/style.css">
</head><body><main id="main"><h1>kg</h1><form method="post" action="/login">
<label for="token">{token}</label> <input id="token" name="token" type="password" required>
<button>OK</button></form></main></body></html>"""


@dataclass(frozen=True)
class Access:
    """Names that the server answers to, without ports; () for any. The token, None for none."""

    hosts: tuple[str, ...] = LOOPBACK
    token: str | None = None

    @property
    def pass_(self) -> str:
        """What the browser of one who gave the token shows."""
        return hmac.new((self.token or "").encode(), b"kg serve", sha256).hexdigest()


class Guard:
    """Lets through who asks by a known name, only reads, and has the token where there is one."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app, self._access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", POLICY)
            await send(message)

        answer = await self._refused(Request(scope, receive))
        return await (answer or self._app)(scope, receive, safe)

    async def _refused(self, request: Request) -> Response | None:
        if not self._known(request.headers):
            return _plain(request, "foreign", 421)
        if len(request.scope["path"]) + len(request.scope["query_string"]) > LONGEST:
            return _plain(request, "long_address", 414)
        if request.url.path == "/login" and self._access.token is not None:
            return await self._login(request)
        if request.method not in {"GET", "HEAD"}:
            return _plain(request, "reads", 405, {"Allow": "GET, HEAD"})
        if request.url.path.startswith("/static/") or self._may(request):
            return None
        return _asking(request)

    def _known(self, headers: Headers) -> bool:
        host = headers.get("host", "").lower()
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        return not self._access.hosts or name in self._access.hosts

    def _may(self, request: Request) -> bool:
        if self._access.token is None:
            return True
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        return _same(bearer, self._access.token) or _same(
            request.cookies.get(COOKIE, ""), self._access.pass_
        )

    async def _login(self, request: Request) -> Response:
        body = b""
        async for piece in request.stream():
            body += piece
            if len(body) > LONGEST:
                return _plain(request, "long_form", 413)
        given = parse_qs(body.decode("utf-8", "replace")).get("token", [""])[0]
        if not _same(given, str(self._access.token)):
            return _asking(request)
        answer = RedirectResponse("/", 303)
        secure = request.url.scheme == "https"
        answer.set_cookie(
            COOKIE, self._access.pass_, httponly=True, samesite="strict", secure=secure
        )
        return answer


def _plain(
    request: Request, key: str, status: int, headers: Mapping[str, str] | None = None
) -> Response:
    """Say why something is refused."""
    said = word(key, language_of(request), "kg.web")
    return PlainTextResponse(f"{said}\n", status, headers)


def _asking(request: Request) -> Response:
    """Ask for the token."""
    language = language_of(request)
    form = _LOGIN.format(language=language, token=word("token", language, "kg.web"))
    return HTMLResponse(form, 401, {"WWW-Authenticate": "Bearer"})


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())
