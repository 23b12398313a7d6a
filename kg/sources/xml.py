"""XML of the news standards -> articles: NewsML-G2, NewsML 1, NITF, and what Ritzau sends.

Which one it is tells the name of the root, not of the file. Items are read as each ends, so that
those before a break are kept.
"""

import re
from collections.abc import Callable, Iterator
from html.entities import html5
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from kg.errors import RecordError
from kg.sources.articles import Item, article
from kg.sources.elements import name
from kg.sources.entry import Entry
from kg.sources.newsml1 import from_newsml1
from kg.sources.newsml_g2 import from_newsml_g2
from kg.sources.nitf import from_nitf
from kg.sources.ritzau import from_ritzau

#: What an item is under our own names, or in words why it is none for us.
Record = dict[str, Any] | str
#: Who reads an item, by the name of its element. Those of NewsML-G2 and NewsML 1 differ in nothing
#: but capitals, which the namespace of the former tells.
_READERS: dict[str, Callable[[Element], Record]] = {
    "nitf": from_nitf,
    "rbnews": from_ritzau,
    "newsItem": from_newsml_g2,
    "NewsItem": from_newsml1,
}
_OTHERS = {"packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"}
_DEEPEST = 200
#: Characters that are parsed before the items among them are read.
_CHUNK = 64 * 2**10
#: Entities of HTML, which a DTD that is not fetched defines; those of XML itself stay.
_ENTITY = re.compile(r"&([a-zA-Z][a-zA-Z0-9]*;)")
_OWN = {"amp;", "lt;", "gt;", "quot;", "apos;"}
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read(entry: Entry) -> Iterator[Item]:
    """Yield the article of each item of a file, and what is wrong where it breaks off."""
    items = _Items()
    for number, element in enumerate(_ended(_plain(entry.document(declares=True)), items), 1):
        where = f"{entry.name}, item {number}"
        record = _READERS[_kind(element)](element)
        if isinstance(record, str):
            entry.note(record, f"{where}: {record}", bare=True)
            entry.may_be_empty = True
        else:
            yield article(record, entry, where)
    if items.problem or not items.any:
        yield RecordError(f"{entry.name}{items.problem or _unknown(items)}")


def _unknown(items: "_Items") -> str:
    expected = "expected NewsML-G2, NewsML 1, NITF, RBNews, RSS or Atom"
    if items.root in _OTHERS:
        return f": no article but a {items.root}; {expected} with text"
    return f": XML of another kind (<{items.root[:80]}>); {expected}"


def _plain(text: str) -> str:
    """Return XML without entities of HTML, and characters that XML may not have."""
    text = _ENTITY.sub(
        lambda match: match[0] if match[1] in _OWN else html5.get(match[1], match[0]), text
    )
    return _NEVER.sub("", text.lstrip())


def _ended(text: str, items: "_Items") -> Iterator[Element]:
    """Yield each item of XML as it ends; note what is wrong with it, and where."""
    parser = DefusedXMLParser(target=items)
    try:
        for start in range(0, len(text), _CHUNK):
            parser.feed(text[start : start + _CHUNK])
            yield from items.taken()
        parser.close()
    except DefusedXmlException:
        items.problem = ": XML that defines entities of its own; write their text in their place"
    except _TooDeep as error:
        items.problem = f": XML nested deeper than {error}, which no article is; mend it"
    except ParseError as error:
        line, column = error.position
        said = str(error).partition(":")[0][:120]
        items.problem = f":{line}: not whole XML ({said} at column {column}); ask for it anew"
    yield from items.taken()


def _kind(element: Element) -> str:
    """Return the name by which `_READERS` knows an element."""
    given = str(element.tag).rpartition("}")[2]
    return given if given in _READERS else name(element)


class _TooDeep(Exception):  # noqa: N818 - a state, told in `_ended`
    """Elements lie in each other deeper than `_DEEPEST`."""


class _Items:
    """A target of the parser that keeps each item that has ended, and nothing around them."""

    def __init__(self) -> None:
        self.root = ""
        self.problem = ""
        self.any = False
        self._found: list[Element] = []
        self._open: list[Element] = []
        self._last: Element | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        element = Element(tag, attributes)
        self.root = self.root or tag.rpartition("}")[2]
        if self._open or _kind(element) in _READERS:
            if self._open:
                self._open[-1].append(element)
            self._open.append(element)
            self._last = None
        if len(self._open) > _DEEPEST:
            raise _TooDeep(_DEEPEST)

    def end(self, tag: str) -> None:  # noqa: ARG002 - as parsers call it
        """End the innermost element; when it is an item in no other, keep it."""
        if self._open:
            self._last = self._open.pop()
            if not self._open:
                self._found.append(self._last)
                self.any = True

    def data(self, text: str) -> None:
        """Add text to the innermost element, or after the one that ended in it."""
        if not self._open:
            return
        if self._last is None:
            self._open[-1].text = (self._open[-1].text or "") + text
        else:
            self._last.tail = (self._last.tail or "") + text

    def taken(self) -> list[Element]:
        """Return the items that have ended since this was asked, and forget them."""
        taken, self._found = self._found, []
        return taken

    def close(self) -> None:
        """Do nothing: what was found is kept."""
