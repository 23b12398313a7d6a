"""What an article was read to say, and why: from a store or from what was annotated just now.

account = of_store(store, "article:3f0c2b914f0c2b91")
for reason in reasons(account, account.statements[0]):
    ...
"""

from kg.explain.account import Account, Naming, near, of_annotated, of_store
from kg.explain.marks import Mark, Piece, marks, pieces, places
from kg.explain.reasons import Reason, how_sure, in_short, reasons

__all__ = [
    "Account",
    "Mark",
    "Naming",
    "Piece",
    "Reason",
    "how_sure",
    "in_short",
    "marks",
    "near",
    "of_annotated",
    "of_store",
    "pieces",
    "places",
    "reasons",
]
