"""What a person types -> what the graph holds: names as people write them, words in full text.

matches(store, "Joe Bidn", limit=10)      every entity that may be meant, best first
resolve(store, "lars løkkes")             the one id that is meant, else UnclearError
named(store, "Bak")                       all that carry the name, else UnclearError
begun(store, "Joe B")                     names that go on so, the busiest first
arguments(store, query, given)            the values of a question, ids for names
ask(store, query, given)                  its answer
search(store, "trusler mod Israel")       entities, statements and articles with these words
"""

from kg.find.arguments import arguments, ask
from kg.find.names import How, Match, UnclearError, begun, matches, named, resolve
from kg.find.texts import Hit, search

__all__ = [
    "Hit",
    "How",
    "Match",
    "UnclearError",
    "arguments",
    "ask",
    "begun",
    "matches",
    "named",
    "resolve",
    "search",
]
