"""Tags and entities of HTML and XML: what of a text is not text.

A tag between words stands for a space when it begins or ends a block ("</p><p>"), else for nothing
("<b>Mette</b>s"). What only resembles one ("5 < 6", "a <b og c> d", "R&D;") is text.
"""

import html
import re
from collections.abc import Iterator
from html.entities import html5
from itertools import islice

from kg.characters import Mapped, edited

_NAME = r"[a-zA-Z][\w:.-]*"
_ATTRIBUTE = r"""\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'<>=]+)"""
_FLAG = r"\s+(?:async|defer|hidden|controls|allowfullscreen|itemscope|nowrap|muted|loop|autoplay)"
_TAG = rf"</?(?P<name>{_NAME})(?:{_ATTRIBUTE}|{_FLAG})*\s*/?>"
_DECLARATION = r"<!\[CDATA\[|\]\]>|<[!?][a-zA-Z][^<>]*>"
_MARKUP = re.compile(rf"(?P<unseen><!--|<script\b|<style\b)|{_TAG}|{_DECLARATION}", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
#: Elements whose content is not for reading, by how they begin, and how they end.
_UNSEEN = {
    "<!--": re.compile("-->"),
    "<script": re.compile(r"</script\s*>", re.IGNORECASE),
    "<style": re.compile(r"</style\s*>", re.IGNORECASE),
}
#: Elements that stand apart from what is around them.
_BLOCK = (
    "address|article|aside|blockquote|body|byline|caption|center|dd|div|dl|dt|figcaption|figure|"
    "footer|form|h[1-6]|head|header|hl[12]|hr|html|li|main|nav|ol|p|pre|section|table|tbody|td|"
    "tfoot|th|thead|title|tr|ul"
)
_APART = re.compile(rf"{_BLOCK}|br|script|style", re.IGNORECASE)
_OWN_PARAGRAPH = re.compile(_BLOCK, re.IGNORECASE)


def without_markup(text: str) -> Mapped:
    """Return a text without tags, comments and scripts, entities as the characters they stand for.

    Takes time linear in the length of the text.
    """
    # Feeds escape their tags ("&lt;b&gt;"): entities come first.
    return edited(text, _entities(text)).then(lambda plain: edited(plain, _tags(plain)))


def first_markup(text: str) -> str:
    """Return the first tag or entity of a text, "" when there is none."""
    found = [edit for edits in (_tags(text), _entities(text)) for edit in islice(edits, 1)]
    return text[slice(*min(found)[:2])] if found else ""


def lined(text: str) -> str:
    """Return a text with a blank line where a block begins or ends, and a new one at a break.

    Tags, comments and scripts stand on one line each.
    """
    return edited(text, _lined(text)).text


def has_blocks(text: str) -> bool:
    """Tell whether tags of a text tell where its paragraphs or lines end."""
    return any(
        _APART.fullmatch(match["name"]) for match, _ in _found(text) if match["name"] is not None
    )


def _lined(text: str) -> Iterator[tuple[int, int, str]]:
    for match, end in _found(text):
        tag, name = text[match.start() : end].replace("\n", " "), match["name"] or ""
        if not _OWN_PARAGRAPH.fullmatch(name):
            new = f"{tag}\n" if name.lower() == "br" else tag
        else:
            new = f"{tag}\n\n" if tag.startswith("</") else f"\n\n{tag}"
        yield match.start(), end, new


def _entities(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _ENTITY.finditer(text):
        if match.group()[1] == "#" or match.group()[1:] in html5:
            yield match.start(), match.end(), html.unescape(match.group())


def _tags(text: str) -> Iterator[tuple[int, int, str]]:
    for match, end in _found(text):
        apart = _APART.fullmatch(match["name"] or (match["unseen"] or "").lstrip("<"))
        yield match.start(), end, " " if apart else ""


def _found(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield each tag and where it ends, or the element that it begins if that is not for reading.

    Once an element of a kind has no end, none after it has one.
    """
    if "<" not in text and "]]>" not in text:
        return
    at, endless = 0, set()
    while match := _MARKUP.search(text, at):
        at, opening = match.end(), (match["unseen"] or "").lower()
        if opening and opening not in endless:
            if end := _UNSEEN[opening].search(text, at):
                at = end.end()
            else:
                endless.add(opening)
        yield match, at
