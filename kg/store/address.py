"""The address of a Neo4j server: a scheme, a host and perhaps a port, and nothing else.

What is no such address is refused before anything is sent anywhere, and not repeated: there may be
a password in it, wherever its parts seem to begin and end.
"""

import re
from pathlib import Path

from kg.errors import UsageError

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")

_ADDRESS = re.compile(
    r"(?P<scheme>[a-z0-9+]+)://(?P<host>[\w.-]+|\[[0-9a-f:.]+\])(?::(?P<port>.*?))?/?"
)
_NO_PATH = re.compile(r":.*@|//.*@|^\s*(?:bolt|neo4j)(?:\+ssc|\+s)?:?//", re.IGNORECASE | re.DOTALL)
_ELSEWHERE = (
    "set NEO4J_USERNAME and NEO4J_PASSWORD (or NEO4J_PASSWORD_FILE) in their place, where a "
    "password may hold any characters"
)
_FORM = "expected bolt://HOST:PORT or neo4j://HOST:PORT, without anything before or behind"


def is_server(url: str) -> bool:
    """Tell whether a text is meant as the address of a Neo4j server."""
    return ":" in url and url.strip().partition(":")[0].lower() in SCHEMES


def server_address(url: str) -> str:
    """Return the address of a server.

    Raises UsageError, which does not repeat it, if it is none.
    """
    scheme, _, rest = url.strip().partition(":")
    address = f"{scheme.lower()}:{rest}"
    if "@" in address:
        raise UsageError(
            f"an address was given with a user or password in it, and is not shown: {_ELSEWHERE}"
        )
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise UsageError(f"an address that begins with {scheme.lower()}: is malformed: {_FORM}")
    port = found["port"]
    if port is not None and not (re.fullmatch("[0-9]{1,5}", port) and 0 < int(port) < 2**16):
        raise UsageError(
            f"the port in an address {scheme.lower()}://... is no number from 1 to 65535: {_FORM}"
        )
    return address.rstrip("/")


def file_path(url: str) -> str:
    """Return the path of an embedded store. Raises UsageError when it looks like an address."""
    scheme = re.match(r"([a-z][a-z0-9+.-]*)://[^@]*$", url, re.IGNORECASE)
    if scheme:
        raise UsageError(
            f"what begins with {scheme[1]}:// is no store: expected a path, or an address that "
            f"begins with one of {', '.join(SCHEMES)}"
        )
    if _NO_PATH.search(url) and not Path(url).exists():
        raise UsageError(
            "the store looks like an address with a user or password in it, or one that is "
            f"malformed, and is not shown: {_FORM}; {_ELSEWHERE}"
        )
    return url
