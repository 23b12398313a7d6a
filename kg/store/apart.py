"""A query in a process of its own, which the operating system keeps within its limits.

Once the store is open that process can neither open a file nor make one grow; it gets so much
memory and no more, and it ends a little after the deadline whatever the engine is doing. How it
ends harms nobody else. To a server the connection stays open; its files are the server's to keep
(docs/neo4j.md).
"""

import contextlib
import ctypes
import os
import pickle
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import KgError, StoreError
from kg.store import open_store
from kg.store.base import TOO_SLOW, Limits, Table
from kg.store.reading import reading

#: Seconds after the deadline in which the engine may end the query by itself, which tells more.
GRACE = 2.0
_PR_SET_PDEATHSIG = 1
#: What makes the embedded engine take only the memory it needs, and say at once when it has none.
_ENGINE = {"MIMALLOC_ARENA_RESERVE": "0", "RUST_BACKTRACE": "0"}
_CHILD = "import sys; sys.path[:] = {!r}; from kg.store.apart import main; main()"


def read_apart(
    url: str, text: str, parameters: Mapping[str, Any], limits: Limits, memory: int | None
) -> Table:
    """Open a store in another process and run one query there; like `Store.read`.

    `memory` is how many bytes it may take beside the graph, None for any. Raises StoreError when it
    takes more, or when the engine breaks down.
    """
    reading(text)
    command = [sys.executable, "-c", _CHILD.format(sys.path)]
    task = pickle.dumps((os.getpid(), url, text, dict(parameters), limits, memory))
    done = subprocess.run(  # noqa: S603
        command, input=task, capture_output=True, check=False, env=os.environ | _ENGINE
    )
    if done.returncode == 0:
        answer: Table | KgError = pickle.loads(done.stdout)  # noqa: S301 - of our own process
        if isinstance(answer, KgError):
            raise answer
        return answer
    if done.returncode == -signal.SIGALRM:
        raise StoreError(TOO_SLOW)
    if done.returncode == -signal.SIGKILL or b"memory allocation" in done.stderr:
        raise StoreError(_too_large(memory))
    raise StoreError("the engine broke down at this query; the graph is as it was: ask otherwise")


def main() -> None:
    """Do what `read_apart` asks for on standard input; answer on standard output."""
    task = pickle.load(sys.stdin.buffer)  # noqa: S301 - as above
    asking, url, text, parameters, limits, memory = task
    _end_with(asking)
    answer: Table | KgError
    try:
        with open_store(url, must_exist=True) as store:
            _confine(limits, memory, files=store.engine == "neo4j")
            answer = store.read(text, parameters, limits)
            packed = pickle.dumps(answer)
    except KgError as error:
        packed = pickle.dumps(error)
    except MemoryError:
        packed = pickle.dumps(StoreError(_too_large(memory)))
    sys.stdout.buffer.write(packed)
    sys.stdout.buffer.flush()


def _end_with(process: int) -> None:
    """End this process when the one that started it ends; on Linux, elsewhere at its deadline."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != process:
            sys.exit(1)


def _too_large(memory: int | None) -> str:
    allowed = "there is" if memory is None else f"the {memory // 2**20:,} MB that it may take"
    return f"the query needs more memory than {allowed}: ask for less, or use --max-memory MB"


def _confine(limits: Limits, memory: int | None, *, files: bool) -> None:
    """Set the limits of this process from here on."""
    _lower(resource.RLIMIT_CORE, 0)
    if limits.seconds:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, limits.seconds + GRACE)
    if memory is not None:
        _lower(resource.RLIMIT_DATA, _data() + memory)
    if not files:
        _lower(resource.RLIMIT_FSIZE, 0)
        unused = os.open(os.devnull, os.O_RDONLY)
        os.close(unused)
        _lower(resource.RLIMIT_NOFILE, unused)


def _data() -> int:
    """Return the bytes of this process that the limit on its memory counts; 0 where none tells."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text("ascii").splitlines():
            if line.startswith("VmData:"):
                return 1024 * int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _lower(kind: int, value: int) -> None:
    _, most = resource.getrlimit(kind)
    if most != resource.RLIM_INFINITY:
        value = min(value, most)
    # Where the system does not set such a limit (macOS, some), the others hold.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (value, value))
