"""Addresses -> pages: politely, within limits, and never from where a stranger sends us inside.

A host's address is looked up once, refused when it is private, and then connected to as it was
looked up, so that no name can mean another address a moment later. Redirects are held to the same.
"""

import ipaddress
import socket
import time
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3

from kg import __version__
from kg.errors import RecordError
from kg.settings import user_agent
from kg.sources.web import Validators, Web

_REDIRECTS = 5
_CHUNK = 64 * 2**10
_ACCEPTED = (
    "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/html;q=0.9, "
    "application/json;q=0.9, */*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched, and the address that it came from at last."""

    url: str
    content: bytes


def fetch(url: str, web: Web) -> Page | RecordError | None:
    """Return a page, None when it has not changed since it was fetched, or why there is none."""
    deadline = time.monotonic() + web.seconds
    try:
        return _followed(url, web, deadline)
    except urllib3.exceptions.HTTPError as error:
        return RecordError(f"{url}: no answer that can be read ({_short(error)}); try again later")
    except (OSError, ValueError) as error:
        return RecordError(f"{url}: cannot be fetched ({_short(error)}); check the address")


def _short(error: Exception) -> str:
    return str(getattr(error, "reason", None) or error)[:200]


def _followed(url: str, web: Web, deadline: float) -> Page | RecordError | None:
    at = url
    for _ in range(_REDIRECTS + 1):
        answer = _asked(at, web, web.seen.get(url, {}), deadline)
        with closing(answer):
            if place := answer.get_redirect_location():
                at = urljoin(at, place)
                continue
            if answer.status == HTTPStatus.NOT_MODIFIED:
                return None
            if answer.status != HTTPStatus.OK:
                said = f"the server says {answer.status} {answer.reason or ''}".strip()
                return RecordError(f"{url}: {said}; check the address")
            content = _content(answer, web, deadline)
        web.fetched[url] = _validators(answer)
        return Page(at, content)
    return RecordError(f"{url}: more than {_REDIRECTS} redirects; give the address they end at")


def _asked(url: str, web: Web, validators: Validators, deadline: float) -> urllib3.BaseHTTPResponse:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"{url[:200]} is no address of a page")
    address = _address(parts, web)
    left = max(0.1, min(web.pause, deadline - time.monotonic()))
    pool = _pool(parts.scheme, address, parts.port, parts.hostname)
    path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    headers = {
        "Host": parts.netloc.rpartition("@")[2],
        "User-Agent": user_agent(__version__),
        "Accept": _ACCEPTED,
        "Accept-Encoding": "gzip",
        **_conditions(validators),
    }
    return pool.urlopen(
        "GET",
        path,
        headers=headers,
        retries=False,
        redirect=False,
        preload_content=False,
        timeout=urllib3.Timeout(connect=left, read=left),
    )


@lru_cache(16)
def _pool(scheme: str, address: str, port: int | None, host: str) -> urllib3.HTTPConnectionPool:
    """Return connections to an address; what they are told must prove to be the host's."""
    if scheme == "http":
        return urllib3.HTTPConnectionPool(address, port)
    return urllib3.HTTPSConnectionPool(
        address, port, server_hostname=host, assert_hostname=host, cert_reqs="CERT_REQUIRED"
    )


def _address(parts: SplitResult, web: Web) -> str:
    """Return the address of a host; raises ValueError when it is one of ours and not allowed."""
    host = parts.hostname or ""
    port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    address = str(found[0][4][0])
    number = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(number, "ipv4_mapped", None) or number
    if not inner.is_global and host not in web.private:
        raise ValueError(
            f"{host} is {address}, a private address; --allow-private {host} fetches from it"
        )
    return address


def _conditions(validators: Validators) -> dict[str, str]:
    names = {"etag": "If-None-Match", "modified": "If-Modified-Since"}
    return {names[key]: value for key, value in validators.items() if key in names}


def _validators(answer: urllib3.BaseHTTPResponse) -> Validators:
    told = {
        "etag": answer.headers.get("ETag"),
        "modified": answer.headers.get("Last-Modified"),
    }
    return {key: value for key, value in told.items() if value}


def _content(answer: urllib3.BaseHTTPResponse, web: Web, deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := answer.read1(_CHUNK, decode_content=True):
        size += len(part)
        if size > web.largest:
            raise ValueError(f"larger than {web.largest:,} bytes")
        if time.monotonic() > deadline:
            raise ValueError(f"not whole after {web.seconds:g} seconds")
        parts.append(part)
    return b"".join(parts)
