"""What growth costs is measured: how the figures come about."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
import growth


def test_slope_is_the_power_of_the_number_of_articles():
    sizes = {1000: {"load": 2.0}, 10_000: {"load": 9.0}, 100_000: {"load": 200.0}}
    assert growth.slope(sizes, "load") == pytest.approx(1)


def test_articles_are_loaded_by_turns_with_a_small_store(monkeypatch):
    monkeypatch.setattr(growth, "TURN", 20)
    with growth.embedded() as place:
        spent, clock, times = growth.by_turns(place, 40, 80)
        assert place.store.counts().nodes["Article"] == 40
    assert spent > 0
    assert clock > 0
    assert 0.2 < times < 5


def test_articles_that_are_made_meanwhile_cost_the_load_nothing():
    with growth.embedded() as place:
        before = place.clock()
        made = list(place.apart(growth.generator.articles(300)))
        assert len(made) == 300
        assert place.made > 0.05
        assert place.clock() - before < place.made / 2
