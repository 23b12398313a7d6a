"""What the Neo4j driver raises -> one clear line that says what to do.

Told is also which of it may pass on another try.

Codes of the server: https://neo4j.com/docs/status-codes/current/errors/all-errors/
"""

import re

from neo4j.exceptions import (
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from kg.errors import KgError, StoreError, UsageError
from kg.store.base import TOO_SLOW

#: What is put before a query that is planned before it is run.
PLANNING = "EXPLAIN "
#: Characters of what the server said that are shown.
LONGEST = 200
#: How the server's code ends, and what to tell. {said} is the first line of what the server said.
_ADVICE: dict[str, str] = {
    "Security.Unauthorized": "refuses the user name or password: check NEO4J_USERNAME and "
    "NEO4J_PASSWORD (or NEO4J_PASSWORD_FILE)",
    "Security.TokenExpired": "says that the login has expired: sign in again",
    "Security.CredentialsExpired": "wants a new password first: run `ALTER CURRENT USER SET "
    "PASSWORD FROM 'old' TO 'new'` in its shell",
    "Security.AuthenticationRateLimit": "has had too many wrong passwords: check NEO4J_PASSWORD, "
    "and try again in some seconds",
    "Security.Forbidden": "does not let this user do that: give the user the rights (`GRANT ROLE "
    "publisher TO ...`), or use another one ({said})",
    "Database.DatabaseNotFound": "has no such database: check NEO4J_DATABASE; `SHOW DATABASES` "
    "lists what there is ({said})",
    "General.ForbiddenOnReadOnlyDatabase": "has made this database read-only: ask for "
    "server.databases.read_only to be changed, or write to another",
    "General.WriteOnReadOnlyAccessDatabase": "has made this database read-only: ask for "
    "server.databases.read_only to be changed, or write to another",
    "Cluster.NotALeader": "is not the one that writes in its cluster: use neo4j:// in place of bolt://",
    "Statement.AccessMode": "was asked to write by a query that may only read; `kg load` writes",
    "General.MemoryPoolOutOfMemoryError": "has too little memory for this transaction: ask for "
    "less, use a smaller --batch-size, or raise dbms.memory.transaction.total.max",
    "General.OutOfMemoryError": "is out of memory: raise server.memory.heap.max_size, or use a "
    "smaller --batch-size",
    "Database.DatabaseUnavailable": "cannot use the database now: is its disk full, or is it "
    "starting? See its debug.log ({said})",
    "General.DatabaseUnavailable": "cannot use the database now: is its disk full, or is it "
    "starting? See its debug.log ({said})",
    "Transaction.TransactionStartFailed": "cannot start a transaction: make room if its disk is "
    "full, and restart it; its debug.log tells why ({said})",
    "Transaction.TransactionCommitFailed": "could not commit: make room if its disk is full, "
    "restart it, and run the load again ({said})",
    "Transaction.TransactionLogError": "cannot write its transaction log: make room if its disk "
    "is full, restart it, and run the load again ({said})",
    "Schema.ConstraintValidationFailed": "holds a node that is in the way: {said}",
    "Schema.ConstraintCreationFailed": "cannot make an id unique, for it is there twice: {said}",
    "Transaction.DeadlockDetected": "was busy with other writers for too long: use fewer --writers",
}
_SLOW = ("Transaction.TransactionTimedOut", "Transaction.TransactionTimedOutClientConfiguration")
_MEMORY = ("General.MemoryPoolOutOfMemoryError", "General.TransactionOutOfMemoryError")
#: A server that goes down or comes up answers so for a moment, though the driver does not call it
#: retryable.
_PASSING = (
    "Transaction.TransactionTerminated",
    "Transaction.Terminated",
    "Transaction.LockClientStopped",
    "Transaction.TransactionNotFound",
)


def passes(error: Exception) -> bool:
    """Tell whether the same work may succeed on another try.

    Writing is idempotent, so a commit without an answer counts.
    """
    if too_large(error):
        return False
    if isinstance(error, IncompleteCommit):
        return True
    if isinstance(error, Neo4jError):
        return error.is_retryable() or (error.code or "").endswith(_PASSING)
    return isinstance(error, DriverError) and error.is_retryable()


def too_large(error: BaseException | None) -> bool:
    """Tell whether the transaction needed more memory than the server allows."""
    return isinstance(error, Neo4jError) and (error.code or "").endswith(_MEMORY)


def clear(error: Exception, url: str) -> KgError:
    """Return what to raise in place of an error of the driver: one line, without credentials.

    Never StoreBusy: what may pass has been tried for long enough before it comes here.
    """
    said = _first_line(error)
    if isinstance(error, Neo4jError):
        return StoreError(_of_server(error.code or "", said, url))
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return StoreError(
            f"no Neo4j server answers at {url}: start it, check the address, or wait for it with "
            f"--wait SECONDS ({said})"
        )
    if isinstance(error, ConfigurationError):
        return UsageError(f"cannot use {url} for a store: {said}")
    return StoreError(f"Neo4j at {url}: {said}")


def _of_server(code: str, said: str, url: str) -> str:
    if code.endswith("Security.Unauthorized") and "missing" in said:
        return (
            f"Neo4j at {url} asks for credentials: set NEO4J_USERNAME and NEO4J_PASSWORD "
            "(or NEO4J_PASSWORD_FILE)"
        )
    if code.endswith(_SLOW):
        return TOO_SLOW
    advice = next((text for end, text in _ADVICE.items() if code.endswith(end)), None)
    if advice is None:
        return (
            f"the query does not run: {_PLACE.sub(_place, said)}"
            if ".Statement." in code
            else f"Neo4j at {url}: {said} ({code})"
        )
    return f"Neo4j at {url} {advice.format(said=said)}"


_PLACE = re.compile(r"\(line (\d+), column (\d+) \(offset: \d+\)\)")


def _place(found: re.Match[str]) -> str:
    """Return where in a query the server found something, as if it had been given alone."""
    line, column = int(found[1]), int(found[2])
    return f"(line {line}, character {column - len(PLANNING) if line == 1 else column})"


def _first_line(error: Exception) -> str:
    text = (error.message if isinstance(error, Neo4jError) else str(error)) or type(error).__name__
    line = text.strip().split("\n", 1)[0].strip().rstrip(":.")
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}..."
