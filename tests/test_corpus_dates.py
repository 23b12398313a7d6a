"""Dates are read right far more often than wrong."""

from collections import Counter

import pytest

from corpus.dates import verdicts


@pytest.mark.model
def test_most_dates_are_right_and_hardly_any_wrong():
    counts = Counter(verdict for _, verdict, _ in verdicts())
    total = sum(counts.values())
    assert total == 200
    assert counts["right"] >= 0.9 * total
    assert counts["wrong"] <= 0.03 * total
