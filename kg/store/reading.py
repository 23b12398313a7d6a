"""Cypher that is known to read: everything else is refused, whatever it may be.

The text is cut into tokens and read as expressions are: where an operand is expected a word is a
name or begins one; after an operand only an operator, a bracket or a word that continues a reading
query may follow. So no clause that this module does not know can begin anywhere, and no function or
procedure that it does not know is called. What is left goes to the engine without its comments and
with plain spaces, so that both see the same tokens; the engine then says by its own parser what the
query does, and runs it where nothing can be written.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from kg.errors import StoreError
from kg.store.known import (
    AFTER,
    BEFORE,
    ENDING,
    FIRST,
    FUNCTION_FAMILIES,
    FUNCTIONS,
    HARMFUL,
    NO_NAMES,
    PROCEDURES,
    QUANTIFIERS,
)

#: Characters of a query, and brackets inside each other.
LONGEST, DEEPEST = 100_000, 200

_TOKENS = re.compile(
    r"""(?P<space>\s+ | //[^\r\n]* | /\*.*?\*/)
    | (?P<string>'(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*")
    | (?P<quoted>`[^`\\]+`)
    | (?P<parameter>\$(?:\w+|`[^`\\]+`))
    | (?P<number>(?:0[xo][0-9a-f_]+ | [0-9][0-9_]*(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?)(?!\w))
    | (?P<word>[^\W\d]\w*)
    | (?P<sign>\.\. | :: | /(?!\*) | [][(){},.:;|+*%^=<>!&~$-])""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE | re.UNICODE,
)
_UNICODE_ESCAPE = re.compile(r"\\u", re.IGNORECASE)
_CLOSING = {")": "(", "]": "[", "}": "{"}
#: Signs after which a word is the name of a label, type or property, or begins an expression.
_NAMING = {".", ":", "::", "|", "&", "!"}
#: Words after which an asterisk stands for all there is.
_STARRED = {"return", "with", "distinct", "yield"}


class Token(NamedTuple):
    """A piece of a query: its kind (a group of the pattern above), its text, where it begins."""

    kind: str
    text: str
    at: int

    @property
    def word(self) -> str:
        """The text of a word, in lower case; nothing for anything else."""
        return self.text.lower() if self.kind == "word" else ""

    @property
    def name(self) -> str:
        """What a word or a quoted name names; nothing for anything else."""
        return self.text.strip("`") if self.kind in {"word", "quoted"} else ""


_NOTHING = Token("end", "", 0)


def reading(text: str) -> str:
    """Return a query without comments, safe for an engine that runs it where it can only read.

    Raises StoreError with what was refused, and why, for anything that is not known to read.
    """
    if len(text) > LONGEST:
        _refuse(f"it has {len(text):,} characters, and {LONGEST:,} are allowed: use parameters")
    tokens = list(_tokens(text))
    while tokens and tokens[-1].text == ";":
        tokens.pop()
    _Reader(tokens, text).check()
    return _plain(text, tokens)


class _Reader:
    """Goes through the tokens once, knowing whether an operand stands before the next one."""

    def __init__(self, tokens: list[Token], text: str) -> None:
        self._tokens, self._text = tokens, text
        self._open: list[Token] = []
        self._operand = False

    def check(self) -> None:
        first = self._token(0)
        if first is _NOTHING:
            _refuse("it is empty")
        if first.word not in FIRST:
            self._refuse_word(first) if first.word else _refuse(_EXPECTED.format(first.text))
        index = 0
        while index < len(self._tokens):
            token = self._tokens[index]
            if token.kind == "sign":
                self._sign(index, token)
            elif token.kind == "word":
                index = self._word(index, token)
            else:
                self._name(token)
            index += 1
        if self._open:
            self._broken(self._open[-1], "is never closed")

    def _token(self, index: int) -> Token:
        return self._tokens[index] if 0 <= index < len(self._tokens) else _NOTHING

    def _sign(self, index: int, token: Token) -> None:
        if token.text == ";":
            _refuse("one query at a time: there is a semicolon inside the text")
        if token.text in "([{":
            self._opening(index, token)
        closing = _CLOSING.get(token.text)
        if closing and (not self._open or self._open.pop().text != closing):
            self._broken(token, "closes nothing")
        if token.text == "." and self._token(index - 1).kind == "number":
            self._broken(token, "stands after a number")
        before = self._token(index - 1)
        everything = token.text == "*" and (before.text in {"(", ","} or before.word in _STARRED)
        self._operand = token.text in _CLOSING or everything

    def _opening(self, index: int, token: Token) -> None:
        self._open.append(token)
        if len(self._open) > DEEPEST:
            _refuse(f"more than {DEEPEST} brackets stand inside each other")
        if token.text == "(" and self._operand and self._token(index - 1).name:
            self._function(index - 1)

    def _function(self, index: int) -> None:
        """Refuse the call of a function that is not known, whose name ends at a token."""
        name = self._token(index).name
        while self._token(index - 1).text == ".":
            index -= 2
            name = f"{self._token(index).name}.{name}"
        if name.lower() not in FUNCTIONS and not name.lower().startswith(FUNCTION_FAMILIES):
            _refuse(f"the function {name}() is not among those known only to compute")

    def _word(self, index: int, token: Token) -> int:
        """Take a word; return the index of the last token that belongs to it."""
        before, after = self._token(index - 1), self._token(index + 1)
        keyed = after.text == ":" and before.text in {"{", ",", "(", "["}
        if before.text == "." or before.word == "as" or keyed:
            self._name(token)
        elif self._operand and token.word in ENDING:
            pass
        elif token.word == "call" and before.text not in _NAMING:
            return self._call(index)
        elif self._operand and token.word in AFTER:
            self._operand = False
        elif self._operand:
            self._refuse_word(token)
        elif before.text in _NAMING:
            self._operand = token.word not in {"not", "case"} and not self._quantifies(index)
        elif token.word in NO_NAMES:
            self._refuse_word(token)
        else:
            self._operand = token.word not in BEFORE and not self._quantifies(index)
        return index

    def _quantifies(self, index: int) -> bool:
        after = self._token(index + 1)
        return self._token(index).word in QUANTIFIERS and (
            after.text in {"(", "{"} or after.word == "shortest"
        )

    def _call(self, index: int) -> int:
        """Take CALL and the name of its procedure; return the index of the name's last token."""
        self._operand = False
        if self._token(index + 1).text in {"(", "{"}:
            return index
        index += 1
        name = self._token(index).name
        while self._token(index + 1).text == ".":
            index += 2
            name = f"{name}.{self._token(index).name}"
        if name.lower() not in PROCEDURES:
            _refuse(f"the procedure {name or 'after CALL'} is not among those known only to read")
        if self._token(index + 1).text != "(":
            self._operand = True
        return index

    def _name(self, token: Token) -> None:
        if self._operand:
            self._broken(token, "follows an expression without an operator between them")
        self._operand = True

    def _refuse_word(self, token: Token) -> NoReturn:
        if token.word in HARMFUL:
            _refuse(f"{token.text.upper()} is no part of a query that only reads")
        self._broken(token, "has no place there in a query that only reads")

    def _broken(self, token: Token, what: str) -> NoReturn:
        line = self._text.count("\n", 0, token.at) + 1
        column = token.at - self._text.rfind("\n", 0, token.at)
        shown = token.text if len(token.text) <= 40 else f"{token.text[:40]}..."
        raise StoreError(
            f"the query does not parse: {shown} (line {line}, character {column}) {what}"
        )


_EXPECTED = (
    "it begins with {!r}, and a query that reads begins with MATCH, WITH, UNWIND, RETURN or CALL"
)


def _refuse(why: str) -> NoReturn:
    raise StoreError(f"kg only reads here, and this query is refused: {why}")


def _tokens(text: str) -> Iterator[Token]:
    if _UNICODE_ESCAPE.search(text):
        _refuse(r"\u hides characters: write them as they are, or give them with a parameter")
    at = 0
    while at < len(text):
        found = _TOKENS.match(text, at)
        if found is None:
            _refuse(f"{text[at]!r} (character {at + 1}) begins nothing that a query holds")
        if found.lastgroup == "word" and any(map(_disguised, found[0])):
            _refuse(f"{found[0]!r} has letters that may be read as others: put it in `...`")
        if found.lastgroup != "space":
            yield Token(str(found.lastgroup), found[0], at)
        at = found.end()


def _plain(text: str, tokens: list[Token]) -> str:
    """Return the tokens where they were, with nothing but spaces and line ends between them."""
    parts: list[str] = []
    at = 0
    for token in tokens:
        parts += (re.sub(r"[^\n]", " ", text[at : token.at]), token.text)
        at = token.at + len(token.text)
    return "".join(parts)


def _disguised(letter: str) -> bool:
    """Tell whether an engine that compares without case may take a letter for one of ASCII."""
    return not letter.isascii() and any(c.isascii() for c in letter.upper() + letter.lower())
