"""DOC-23: the article's order as a plan, and both orders over the same simulated people."""

import json
import subprocess
import sys

import pytest

from kagimori.core.doctor.checklist import ARTICLE_ORDER
from kagimori.knowledge import load_book


@pytest.mark.row("DOC-23")
def test_the_articles_order_can_be_printed_as_a_plan():
    command = [sys.executable, "-m", "kagimori", "doctor", "--article", "--lang", "en"]

    printed = subprocess.run(command, input="2\n", capture_output=True, text=True, check=True, timeout=60).stdout

    book = load_book("real")
    words = [(book.actions.get(name) or book.observations[name]).words.en for name in ARTICLE_ORDER]
    places = [printed.index(f"- [ ] {sentence}") for sentence in words]
    assert places == sorted(places)


@pytest.mark.slow
@pytest.mark.row("DOC-23")
def test_the_doctors_own_plan_is_faster_than_the_articles_order(tmp_path):
    figures = tmp_path / "figures.json"
    command = [sys.executable, "-m", "bench.doctor", "--patients", "15", "--seed", "3", "--policy", "doctor,article"]

    subprocess.run([*command, "--json", str(figures)], capture_output=True, check=True, timeout=300)

    saving = json.loads(figures.read_text(encoding="utf-8"))["saving"]
    assert saving["doctor_minutes"] < saving["article_minutes"]
