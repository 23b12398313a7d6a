"""The graph in a browser: pages that a server makes, which work without a script and only read.

    app = make_app(store, "kg.graph", Access())

A request goes through `guard` (who may ask), `app` (which page), a function of `pages` (what is on
it: `kg.view` knows), and `answers` (as HTML, JSON or CSV).
"""

from kg.web.app import make_app
from kg.web.guard import Access

__all__ = ["Access", "make_app"]
