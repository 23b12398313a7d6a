"""Say which statement stands in the content of which, and what that makes of it.

A statement inside the content of another one is reported by that one's source.
"""

from bisect import bisect_right
from heapq import heappop, heappush
from itertools import accumulate

from kg.language.reading import Reading
from kg.language.statements.drafts import Draft
from kg.language.statements.happened import is_undone_by


class Spans:
    """Finds the drafts whose content holds a token; it answers in the order they were given."""

    def __init__(self, drafts: list[Draft]) -> None:
        spans = sorted((d.content.start, n, d) for n, d in enumerate(drafts))
        self._starts = [start for start, _, _ in spans]
        self._drafts = [(n, d) for _, n, d in spans]
        #: The last end of the spans so far: none of them reaches further.
        self._reach = list(accumulate((d.content.end for _, _, d in spans), max))

    def around(self, token: int) -> list[Draft]:
        """Return the drafts whose content holds a token."""
        found, i = [], bisect_right(self._starts, token) - 1
        while i >= 0 and self._reach[i] > token:
            if self._drafts[i][1].content.end > token:
                found.append(self._drafts[i])
            i -= 1
        return [draft for _, draft in sorted(found, key=lambda f: f[0])]


def stands(reading: Reading, draft: Draft, governing: Spans) -> bool:
    """Tell whether the statements whose content a statement stands in let it stand.

    What is threatened, denied, feared or not believed is no deed. "Lund siger, at hun tror" says no
    more than that she says it.
    """
    verb = draft.found.verb
    for outer in governing.around(verb.i):
        if outer.found.verb.i == verb.i or outer.content.end <= outer.found.verb.i:
            continue
        if is_undone_by(reading, outer.found, draft.found, outer.content.start):
            return False
        if outer.source == draft.source and draft.found.cue.lemma in reading.profile.speech.beliefs:
            return False
    return True


def reporters(drafts: list[Draft]) -> list[str | None]:
    """Return for each draft the source of the innermost one whose content holds its cue.

    Where there is none, it is who says the direct speech around it. The drafts are gone through by
    where their cues stand, with the contents that have begun there in a heap, shortest first.
    """
    waiting = sorted(
        (d.content.start, d.content.end - d.content.start, n)
        for n, d in enumerate(drafts)
        if d.content.form in {"direct", "indirect"}
    )[::-1]
    begun: list[tuple[int, int]] = []
    found: dict[int, str | None] = {}
    for number in sorted(range(len(drafts)), key=lambda n: drafts[n].found.verb.i):
        at = drafts[number].found.verb.i
        while waiting and waiting[-1][0] <= at:
            heappush(begun, waiting.pop()[1:])
        aside = []
        while begun and (_is_over(drafts, begun[0], at) or _own(drafts, begun[0], number)):
            item = heappop(begun)
            if not _is_over(drafts, item, at):
                aside.append(item)
        found[number] = drafts[begun[0][1]].source if begun else drafts[number].speaker
        for item in aside:
            heappush(begun, item)
    return [found[n] for n in range(len(drafts))]


def _is_over(drafts: list[Draft], item: tuple[int, int], at: int) -> bool:
    return drafts[item[1]].content.end <= at


def _own(drafts: list[Draft], item: tuple[int, int], number: int) -> bool:
    """Tell whether a content is that of the cue itself, or of one at the same verb."""
    return drafts[item[1]].found.verb.i == drafts[number].found.verb.i
