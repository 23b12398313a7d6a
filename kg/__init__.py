"""kg: a knowledge graph of the news."""

__version__ = "0.1.0"
