"""Accounts -> JSON values for programs."""

from dataclasses import asdict
from typing import Any

from kg.explain.account import Account
from kg.explain.marks import marks
from kg.explain.reasons import reasons


def plain(account: Account) -> dict[str, Any]:
    """Return an account as a JSON object.

    It has the article's head and text, the marks with their offsets in the text, the roles, and
    the statements: all their fields, and each part with what was found and why.
    """
    head = asdict(account.article)
    del head["paragraphs"]
    return {
        "article": {**head, "text": account.article.text},
        "entities": account.names,
        "marks": [asdict(mark) for mark in marks(account)],
        "roles": [asdict(role) for role in account.roles],
        "statements": [
            {**asdict(s), "reasons": [asdict(r) for r in reasons(account, s)]}
            for s in account.statements
        ],
    }
