"""The hand-written pages: in both languages, without dead links, with one word per thing."""

import re
import tomllib
from pathlib import Path

import pytest
from docs.makers import commands

from kagimori.project.table import TABLE

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    file
    for file in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "tests" / "vectors").rglob("*.md")]
    if "reference" not in file.parts or file.name == "formats.md"
)
HAND_WRITTEN = [page for page in PAGES if "CHANGELOG" not in page.name]
TYPED = re.compile(r"kagimori((?: [a-z][a-z-]*)+)((?: (?:--[a-z-]+|[A-Z]+|jsonl|ja|en|[\w.:/-]+))*)")
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_to_files_lead_somewhere(page):
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "how-to").glob("*.md")), ids=lambda page: page.name)
def test_each_guide_has_its_sister_in_the_other_language(page):
    sister = page.with_name(
        page.name.replace(".ja.md", ".md") if page.name.endswith(".ja.md") else f"{page.stem}.ja.md"
    )

    assert sister.exists()
    assert len(re.findall("^## ", page.read_text(encoding="utf-8"), re.MULTILINE)) == len(
        re.findall("^## ", sister.read_text(encoding="utf-8"), re.MULTILINE)
    )


def test_the_files_that_contributors_are_sent_to_exist():
    words = re.findall(
        r"`((?:src|tests|docs|changelog\.d)/[\w./-]+|[a-z_]+\.toml)`",
        (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"),
    )
    places = (ROOT, ROOT / "src" / "kagimori" / "knowledge" / "data")

    assert words
    assert [word for word in words if not any((place / word).exists() for place in places)] == []


def test_every_page_is_in_the_menu_of_the_site():
    menu = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    pages = [page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs").rglob("*.md")]

    assert [page for page in pages if f'"{page}"' not in menu] == []


def test_the_site_asks_no_other_host_for_fonts():
    assert tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]["theme"]["font"] is False


def test_the_glossary_gives_each_thing_one_word_in_each_language():
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line.startswith("| ")][2:]

    assert all(len(row) == 4 for row in rows)
    for column in (0, 1):
        words = [row[column] for row in rows]
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("fragment", sorted((ROOT / "changelog.d").glob("*.*.md")), ids=lambda path: path.name)
def test_a_fragment_of_the_changelog_has_a_known_kind_and_both_languages(fragment):
    text = fragment.read_text(encoding="utf-8")

    assert fragment.name.split(".")[-2] in {"added", "changed", "fixed", "removed", "security"}
    assert re.search("[ぁ-ん]", text)
    assert re.match("[A-Z`]", text)


def test_every_setting_that_a_page_names_exists():
    named = {name for page in HAND_WRITTEN for name in re.findall("KAGIMORI_[A-Z_]+", page.read_text(encoding="utf-8"))}

    assert named - {setting.name for setting in TABLE} - {"KAGIMORI_LANG"} == set()


def test_every_command_and_option_that_a_page_tells_to_type_exists():
    known = {command.path: " ".join(param.words for param in command.params) for command in commands.commands()}
    typed = {match for page in HAND_WRITTEN for match in TYPED.findall(page.read_text(encoding="utf-8"))}

    assert typed
    for words, rest in typed:
        path = f"kagimori{words}"
        while path not in known and " " in path:
            path = path.rpartition(" ")[0]
        assert path != "kagimori", words
        for option in re.findall("--[a-z-]+", rest):
            assert option in f"{known[path]} --lang", (path, option)
