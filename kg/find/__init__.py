"""What a person types -> what the graph holds: names as people write them, words in full text.

matches(store, "Joe Bidn", limit=10)      every entity that may be meant, best first
resolve(store, "lars løkkes")             the one id that is meant, else UsageError
named(store, "Bak")                       all that carry the name, else UsageError
search(store, "trusler mod Israel")       entities, statements and articles with these words
"""

from kg.find.names import How, Match, matches, named, resolve
from kg.find.texts import Hit, search

__all__ = ["Hit", "How", "Match", "matches", "named", "resolve", "search"]
