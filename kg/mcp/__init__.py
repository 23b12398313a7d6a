"""The graph for assistants, over the Model Context Protocol: tools that read, and its schema.

    make_server(Asked(store, "kg.graph")).run()

`tools` are what an assistant can call; `answers` writes what they return, never more than fits;
`schema` tells what a query in Cypher may ask for.
"""

from kg.mcp.server import make_server

__all__ = ["make_server"]
