"""What there is to see of texts: an article, a statement and the words that it rests on."""

from dataclasses import dataclass

from kg.errors import UsageError
from kg.explain import Account, of_store, reasons
from kg.model import Article, Statement
from kg.view.asked import Asked, NotFoundError, Record


@dataclass(frozen=True)
class Read:
    """An article with what was found in it, or with one statement, and tables of that."""

    account: Account
    tables: dict[str, list[Record]]


def article(asked: Asked, identity: str) -> Read:
    """Return an article with its statements, numbered in order, and names. Raises NotFoundError."""
    account = _account(asked, identity)
    if account.article.id != identity:
        raise NotFoundError(f"no article has the id {identity!r}")
    numbers = {s.id: number for number, s in enumerate(account.statements, 1)}
    rows: list[Record] = [
        {"number": numbers[r["id"]]} | r for r in asked.rows("of_article", id=identity)
    ]
    tables: dict[str, list[Record]] = {
        "statements": sorted(rows, key=lambda row: row["number"]),
        "names": [{"id": i, "name": name} for i, name in account.names.items()],
        "text": [_head(account.article) | {"text": account.article.text}],
    }
    return Read(account, tables)


def statement(asked: Asked, identity: str, language: str = "en") -> Read:
    """Return a statement, what it rests on, and how it was found, told in a language.

    Raises NotFoundError.
    """
    found = asked.rows("statement", id=identity)
    if not found:
        raise NotFoundError(f"no statement has the id {identity!r}")
    account = _account(asked, identity)
    (told,) = account.statements
    why = [
        {"part": r.part, "found": r.found, "because": r.because}
        for r in reasons(account, told, language)
    ]
    evidence = _head(account.article) | _place(told, account.article.text)
    return Read(account, {"statement": found, "evidence": [evidence], "reasons": why})


def _head(article: Article) -> Record:
    names = ("title", "outlet", "published", "byline", "credit", "url")
    return {"article": article.id} | {name: getattr(article, name) for name in names}


def _place(told: Statement, text: str) -> Record:
    """Return the words that a statement rests on, with their offsets in the text of its article."""
    sentence = text[told.sentence_start : told.sentence_end]
    offsets = ("sentence_start", "sentence_end", "cue_start", "cue_end", "start", "end")
    words = {"sentence": sentence, "cue": told.cue, "text": told.text}
    return words | {name: getattr(told, name) for name in offsets}


def _account(asked: Asked, identity: str) -> Account:
    try:
        return of_store(asked.store, identity)
    except UsageError as error:
        raise NotFoundError(str(error)) from error
