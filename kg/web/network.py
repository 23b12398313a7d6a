"""The statements around an entity as a picture of its own."""

import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.export.picture import write_picture
from kg.graph import subgraph
from kg.view.asked import LIMITS, Asked
from kg.web.page import Ready, required

#: Lines that a picture has at most: the nearest, the newest first.
MOST_LINES = 300
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def picture(asked: Asked, given: Mapping[str, str]) -> Ready:
    """Draw what an entity says and does, and what others do to it."""
    entity = asked.entity(required(given, "id"))
    graph = subgraph(asked.store, entities=[entity["id"]], limit=MOST_LINES, seconds=LIMITS.seconds)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "picture.html"
        write_picture(graph, str(path))
        html = path.read_text("utf-8")
    return Ready(html, _policy(html))


def _policy(html: str) -> str:
    """Return a policy that lets these very scripts run, and no others."""
    hashes = (b64encode(sha256(s.encode()).digest()).decode() for s in _SCRIPT.findall(html))
    scripts = " ".join(f"'sha256-{h}'" for h in hashes)
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
