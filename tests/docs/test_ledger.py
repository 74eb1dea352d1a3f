"""The ledger: its rows are in order, and its reader counts what tests really show."""

import tomllib

import pytest

from docs import ledger

SAMPLE = """
import pytest

PAGE = "the page"

@pytest.mark.row("DOC-01")
def test_whole(): ...

@pytest.mark.row("DOC-02", part=PAGE)
def test_part(): ...

@pytest.mark.row("DOC-03")
@pytest.mark.skip(reason="later")
def test_idle(): ...
"""


@pytest.fixture
def tests(tmp_path):
    (tmp_path / "test_sample.py").write_text(SAMPLE, encoding="utf-8")
    return tmp_path


def test_each_row_has_an_id_of_its_own_and_both_sentences():
    table = tomllib.loads(ledger.LEDGER.read_text(encoding="utf-8"))["row"]

    assert len({row["id"] for row in table}) == len(table) == 104
    assert all(row["says"].strip() and row["shows"].strip() and row["part"] for row in table)


@pytest.mark.parametrize(
    ("row", "how"),
    [("DOC-01", "whole"), ("DOC-02", "part (the page)"), ("DOC-03", "not shown"), ("DOC-04", "not shown")],
)
def test_a_row_stands_as_its_tests_show_it(tests, row, how):
    assert ledger.standing(row, ledger.marks(tests)) == how


def test_one_whole_test_makes_a_row_whole():
    found = [ledger.Mark("a", "b", "DOC-01", "the page"), ledger.Mark("a", "c", "DOC-01", None)]

    assert ledger.standing("DOC-01", found) == "whole"


def test_an_unknown_row_is_a_fault(tests):
    assert ledger.faults(["DOC-02"], tests) == [
        "test_sample.py: test_whole names DOC-01, which is no row of docs/ledger.toml"
    ]


def test_a_file_without_a_mark_is_a_fault(tmp_path):
    (tmp_path / "test_bare.py").write_text("def test_x(): ...\n", encoding="utf-8")

    assert ledger.faults(["DOC-01"], tmp_path) == ["test_bare.py: no test carries a mark; add @pytest.mark.row(...)"]


def test_all_marks_of_this_project_are_right():
    assert ledger.main(["--check"]) == 0


def test_the_list_names_every_row_and_ends_with_the_count(capsys):
    ledger.main([])

    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines[:-1]] == ledger.rows()
    assert lines[-1].endswith("104 rows")
