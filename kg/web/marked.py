"""The text of an article in pieces, each with what it is: a name, a cue, what somebody says."""

from typing import Any

from kg.explain import Account, marks, pieces, places


def lines(account: Account, *, whole: bool) -> list[list[dict[str, Any]]]:
    """Return the lines of a text, or of what its statements rest on: pieces of each, in order.

    A piece has its text, the classes it is shown by, the entity that it names, the number of the
    statement whose cue it is (from 1), else None, and those of all whose cue begins with it.
    """
    text, found = account.article.text, marks(account)
    named = {(n.start, n.end): n.entity for n in account.namings}
    made = []
    for start, end in places(account, whole=whole):
        line = []
        for piece in pieces(text, found, start, end):
            names = [m for m in piece.marks if m.what == "name"]
            cues = [m.number for m in piece.marks if m.what == "cue"]
            entity = named.get((names[-1].start, names[-1].end)) if names else None
            shown = {m.label.lower() if m.what == "name" else m.what for m in piece.marks}
            line.append(
                {
                    "text": piece.text,
                    "classes": " ".join(sorted(shown)),
                    "entity": entity,
                    "cue": cues[0] if cues else None,
                    "begins": [m.number for m in piece.opening if m.what == "cue"],
                }
            )
        made.append(line)
    return made
