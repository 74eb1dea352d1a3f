"""DOC-04: pasted names, passwords and codes are inspected where they are; the finding and the clean form are shown."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KAGIMORI = str(Path(sys.executable).with_name("kagimori"))
PASTES = [
    ("name", "Kagimori.jp ", ["trailing_blank", "auto_capital"], "kagimori.jp"),
    ("name", "kаgimori", ["look_alike"], "kagimori"),
    ("code", "１２３\u200b４５６", ["invisible", "full_width"], "123456"),
    ("password", " Pa55word\u3000", ["leading_blank", "trailing_blank", "auto_capital"], "Pa55word"),
]


def paste(text, *arguments, home):
    environment = {**os.environ, "HOME": str(home), "KAGIMORI_DATA": str(home / "data"), "KAGIMORI_LANG": "ja"}
    command = [KAGIMORI, "doctor", "paste", *arguments]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=False, env=environment)


@pytest.mark.row("DOC-04")
@pytest.mark.parametrize(("kind", "text", "findings", "clean"), PASTES)
def test_a_paste_is_inspected_and_its_clean_form_shown(kind, text, findings, clean, tmp_path):
    told = json.loads(paste(text, "--kind", kind, "--show", "--json", home=tmp_path).stdout)

    assert [finding["id"] for finding in told["findings"]] == findings
    assert told["clean"] == clean


@pytest.mark.row("DOC-04")
def test_a_person_is_told_what_and_where_in_words(tmp_path):
    told = paste("kagimori.jp ", home=tmp_path).stdout.decode()

    assert "末尾に空白" in told
    assert "12文字目" in told
    assert "直した形: kagimori.jp" in told


@pytest.mark.row("DOC-04")
def test_nothing_of_a_password_is_kept_or_shown(tmp_path):
    done = paste("Pa55word２ ", "--kind", "password", home=tmp_path)

    assert b"Pa55" not in done.stdout + done.stderr
    assert not list(tmp_path.rglob("*"))
