"""The planner for a change of phones."""

import json

import pytest
from click.testing import CliRunner

from kagimori.cli.doctor_new_phone import new_phone

PHASES = ["today", "move", "prove", "after"]


def moves(*arguments):
    return json.loads(CliRunner().invoke(new_phone, [*arguments, "--json"]).stdout)


def test_nothing_is_given_up_before_it_is_proven():
    phases = [PHASES.index(move["phase"]) for move in moves()]

    assert phases == sorted(phases)
    assert {"today", "prove"} <= {move["phase"] for move in moves()}


@pytest.mark.parametrize(("answer", "absent"), [("stays", "number_changes"), ("changes", "number_stays")])
def test_steps_for_the_other_answer_are_left_out(answer, absent):
    assert absent not in {move["only_if"] for move in moves("--number", answer)}


def test_a_company_phone_adds_steps():
    assert len(moves("--company")) > len(moves())


def test_people_get_boxes_to_tick():
    printed = CliRunner().invoke(new_phone, []).stdout

    assert printed.count("- [ ]") == len(moves())
