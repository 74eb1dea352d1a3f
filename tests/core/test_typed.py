"""What is odd about pasted text, in Python and in the browser's twin, by one file of cases."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kagimori.console.look
from kagimori.core.typed import FINDINGS, inspect

VECTORS = Path(__file__).parents[1] / "vectors" / "typed.json"
CASES = json.loads(VECTORS.read_text(encoding="utf-8"))["cases"]
TWIN = Path(kagimori.console.look.__file__).parent / "static" / "look" / "typed.js"
RUN_TWIN = """
import { readFileSync } from "node:fs";
import { inspect } from TWIN;
const cases = JSON.parse(readFileSync(0, "utf-8"));
const told = cases.map(({ kind, text, length }) => inspect(kind, text, length));
process.stdout.write(JSON.stringify(told));
"""
kinds = st.sampled_from(["name", "password", "code"])


@pytest.fixture(scope="module")
def node():
    """A JavaScript engine: the system's, or the one that comes with the browser tests."""
    found = shutil.which("node")
    if not found:
        driver = pytest.importorskip("playwright._impl._driver")
        found = driver.compute_driver_executable()[0]
    return found


def twin(node, cases):
    program = RUN_TWIN.replace("TWIN", json.dumps(TWIN.as_uri()))
    command = [node, "--input-type=module", "-e", program]
    done = subprocess.run(command, input=json.dumps(cases), capture_output=True, text=True, check=True, timeout=60)
    return json.loads(done.stdout)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}:{case['text']!a}")
def test_every_case_is_found_and_cleaned(case):
    told = inspect(case["kind"], case["text"], case["length"])

    assert {finding.id: list(finding.at) for finding in told.findings} == case["findings"]
    assert told.clean == case["clean"]


def test_the_browsers_twin_tells_the_same(node):
    told = twin(node, CASES)

    for case, answer in zip(CASES, told, strict=True):
        assert {finding["id"]: finding["at"] for finding in answer["findings"]} == case["findings"], case
        assert answer["clean"] == case["clean"], case


def test_both_agree_on_every_sign_of_the_basic_plane(node):
    signs = [chr(code) for code in range(0x3400) if not 0xD800 <= code < 0xE000]
    cases = [{"kind": kind, "text": f"a{sign}b", "length": None} for sign in signs for kind in ("name", "code")]

    told = twin(node, cases)

    ours = [inspect(case["kind"], case["text"]) for case in cases]
    for case, mine, theirs in zip(cases, ours, told, strict=True):
        assert mine.clean == theirs["clean"], case
        assert [finding.id for finding in mine.findings] == [finding["id"] for finding in theirs["findings"]], case


@given(kinds, st.text(max_size=30))
def test_a_clean_form_is_clean(kind, text):
    again = inspect(kind, inspect(kind, text).clean)

    assert not {"invisible", "leading_blank", "trailing_blank"} & {finding.id for finding in again.findings}


@given(kinds, st.text(max_size=30))
def test_findings_come_in_their_order_and_stand_in_the_text(kind, text):
    told = inspect(kind, text, (1, 8)).findings

    assert [finding.id for finding in told] == [name for name in FINDINGS if name in {finding.id for finding in told}]
    assert all(0 <= place < len(text) for finding in told for place in finding.at)


def test_an_inspection_hides_what_was_typed():
    assert "hunter" not in repr(inspect("password", " hunter22"))
