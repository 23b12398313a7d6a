"""Every environment variable that kg reads, with its default."""

import os
from pathlib import Path

from kg.errors import UsageError

#: Where the graph is when neither --store nor `KG_STORE`, which the commands read, says: a file in
#: the working folder.
DEFAULT_STORE = "kg.graph"

#: Seconds that a query may take, where --timeout does not say otherwise.
DEADLINE = 30.0


def pipeline() -> str:
    """`KG_PIPELINE`: name or path of the spaCy pipeline; default: kg_da, which ships with kg."""
    return os.environ.get("KG_PIPELINE") or "kg_da"


def store_must_be_mounted() -> bool:
    """`KG_STORE_MOUNTED`: set in our container image, whose own files go when it ends.

    A graph in a file must then lie in a mounted volume or folder.
    """
    return bool(os.environ.get("KG_STORE_MOUNTED"))


def neo4j_auth() -> tuple[str, str] | None:
    """`NEO4J_USERNAME` (default neo4j) and the password; None without one.

    It is `NEO4J_PASSWORD` or the first line of the file `NEO4J_PASSWORD_FILE`.
    """
    password = os.environ.get("NEO4J_PASSWORD")
    if password is None and (path := os.environ.get("NEO4J_PASSWORD_FILE")):
        lines = _secret(path).splitlines()
        if not lines:
            raise UsageError(f"NEO4J_PASSWORD_FILE names {path}, which is empty: put a password in")
        password = lines[0]
    return None if password is None else (os.environ.get("NEO4J_USERNAME") or "neo4j", password)


def neo4j_database() -> str | None:
    """`NEO4J_DATABASE`: the database to use; None for the user's home database."""
    return os.environ.get("NEO4J_DATABASE") or None


def user_agent(version: str) -> str:
    """`KG_USER_AGENT`: as what kg asks for pages; put in whom an outlet may write to."""
    return os.environ.get("KG_USER_AGENT") or f"kg/{version} (reads news feeds into a graph)"


def own_queries() -> str:
    """`KG_QUERIES`: a folder of questions of one's own, `NAME.cypher`; default: none."""
    return os.environ.get("KG_QUERIES", "")


def history() -> Path:
    """`KG_HISTORY`: the file in which `kg shell` keeps what was typed.

    Its default is `kg/history` in `$XDG_STATE_HOME`, else in `~/.local/state`.
    """
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(os.environ.get("KG_HISTORY") or Path(state) / "kg" / "history")


def _secret(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except OSError as error:
        mine = "run as its owner (docker: --user, or KG_USER in .env), or let this user read it"
        advice = mine if isinstance(error, PermissionError) else "is the secret mounted?"
        raise UsageError(
            f"NEO4J_PASSWORD_FILE names {path}, which user {os.getuid()} cannot read "
            f"({error.strerror}): {advice}"
        ) from error
