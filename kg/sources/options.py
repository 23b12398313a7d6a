"""How sources are read, where they do not tell themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.moments import HOME
from kg.sources.web import Web


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller knows of what is read.

    `format` is one of `FORMATS` (default: what content and name tell), `encoding` of text (default:
    what its bytes tell), `mapping` where in a record each field of an article is, `zone` the time
    zone of the outlet, `web` how pages are fetched.
    """

    format: str | None = None
    encoding: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    zone: str = HOME
    web: Web = field(default_factory=Web)
