"""What kg reaches on the dev part of its corpus may not fall."""

import pytest

from corpus.floors import NOISE, TASKS, fallen, fingerprint, measure, pinned


@pytest.mark.model
def test_no_figure_on_the_dev_part_falls_below_its_floor():
    assert fallen(measure(), pinned()["f1"]) == []


def test_the_questions_are_those_that_the_floors_were_pinned_for():
    assert pinned()["dev"] == fingerprint()


def test_a_fall_beyond_the_noise_is_named_with_both_figures():
    floors = dict.fromkeys(TASKS, 0.5)
    assert fallen(floors | {"edge": 0.5 - NOISE}, floors) == []
    assert fallen(floors | {"edge": 0.49}, floors) == ["edge 0.4900 is below its floor 0.5000"]
