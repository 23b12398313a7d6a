"""kg: a knowledge graph of the news.

    import kg

    kg.read("USA truer Iran med sanktioner, siger Joe Biden.")

What is heavy is imported when it is needed. See docs/python.md.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.notebook import Found

__all__ = ["__version__", "read"]
__version__ = "0.1.0"


def read(
    text: str, *, title: str = "", outlet: str = "", published: str | None = None, url: str = ""
) -> "Found":
    """Return what a Danish text is read to say; a notebook shows it with all that is marked.

    The text is plain or HTML; blank lines separate its paragraphs. `published` is a date, or a date
    and time, from which words like "tirsdag" are worked out. The first call loads the pipeline,
    which takes seconds. Raises UsageError when there is nothing to read or the date is none, and
    RecordError when the text cannot be read.
    """
    from kg.notebook import read_text  # noqa: PLC0415 - `import kg` stays light

    return read_text(text, title=title, outlet=outlet, published=published, url=url)
