"""How pages are fetched: from where, how long, how much. No fetching here: see `fetch.py`."""

from collections.abc import MutableMapping
from dataclasses import dataclass, field

#: What a page told of its state when it was fetched: `etag` and `modified`.
Validators = dict[str, str]


@dataclass(frozen=True, slots=True)
class Web:
    """Limits of fetching, and what is remembered of pages.

    `private` are hosts that may be fetched from though their addresses are private or this
    machine's own. `seen` holds what each page told when it was last fetched, so that one that has
    not changed is not sent again; `fetched` gets what it tells now. `seconds` is the time that a
    page may take, `pause` that between two bytes, `largest` its size in bytes.
    """

    private: frozenset[str] = frozenset()
    seen: MutableMapping[str, Validators] = field(default_factory=dict)
    fetched: MutableMapping[str, Validators] = field(default_factory=dict)
    seconds: float = 60.0
    pause: float = 20.0
    largest: int = 64 * 2**20
