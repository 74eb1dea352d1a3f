"""The page of commands: every command, argument and option, as click itself knows them, in both languages.

Which language `say` speaks is decided once in a process, so each language is asked in a process of its own:
`python docs/makers/commands.py` prints the tree of commands as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if __name__ != "__main__":
    from docs.makers.table import code, page, table

if TYPE_CHECKING:
    from collections.abc import Iterator

INTRO = """Answers go to standard output, talk to standard error. Exit: 0 done, 1 refused or "no", 2 misuse.
`--help` exists everywhere. The language comes from `--lang`, then `KAGIMORI_LANG`, `LC_ALL`, `LANG`.

答えは標準出力に、説明は標準エラー出力に出ます。終了コードは 0 完了、1 拒否または「いいえ」、2 使い方の誤り。
`--help` はどこでも使えます。言語は `--lang`、`KAGIMORI_LANG`、`LC_ALL`、`LANG` の順に決まります。"""


@dataclass(frozen=True, slots=True)
class Param:
    """One argument or option with its help in both languages (an argument has none)."""

    words: str
    is_option: bool
    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class Command:
    """One command with its help in both languages."""

    path: str
    ja: str
    en: str
    params: tuple[Param, ...]


def commands() -> list[Command]:
    """Return every command below `kagimori`, the group itself first."""
    return list(_pair("kagimori", _tree("ja"), _tree("en")))


def _tree(lang: str) -> dict[str, Any]:
    # A width of its own, for click folds help by the terminal's.
    environment = {**os.environ, "KAGIMORI_LANG": lang}
    done = subprocess.run([sys.executable, str(Path(__file__))], env=environment, capture_output=True, check=True)  # noqa: S603  # this very file
    tree: dict[str, Any] = json.loads(done.stdout)
    return tree


def _pair(path: str, ja: dict[str, Any], en: dict[str, Any]) -> Iterator[Command]:
    params = zip(_own(ja), _own(en), strict=True)
    yield Command(path, ja["help"] or "", en["help"] or "", tuple(_param(*pair) for pair in params))
    for name in en.get("commands", {}):
        yield from _pair(f"{path} {name}", ja["commands"][name], en["commands"][name])


def _own(command: dict[str, Any]) -> list[dict[str, Any]]:
    return [param for param in command["params"] if param["name"] not in ("help", "lang") and not param.get("hidden")]


def _param(ja: dict[str, Any], en: dict[str, Any]) -> Param:
    if en["param_type_name"] == "argument":
        many = "..." if en["nargs"] == -1 else ""
        return Param(f"{en['name'].upper()}{many}", is_option=False, ja="", en="")
    words = ", ".join(en["opts"]) + _value(en)
    return Param(words, is_option=True, ja=ja.get("help") or "", en=en.get("help") or "")


def _value(param: dict[str, Any]) -> str:
    if param.get("is_flag") or param.get("count"):
        return ""
    choices = param["type"].get("choices")
    return f" {'/'.join(choices) if choices else param.get('metavar') or param['type']['name'].upper()}"


def make() -> str:
    """Return the page."""
    return page("Commands", INTRO, *(_section(command) for command in commands()))


def _section(command: Command) -> str:
    parts = [f"## {command.path}", command.en, command.ja]
    if command.params:
        rows = [(code(param.words), param.en, param.ja) for param in command.params]
        parts.append(table(("", "English", "日本語"), rows))
    return "\n\n".join(parts)


def print_tree() -> None:
    """Print the tree of commands in the language of this process."""
    import click

    from kagimori.cli.root import kagimori

    with click.Context(kagimori, info_name="kagimori") as context:
        print(json.dumps(kagimori.to_info_dict(context), default=str))


if __name__ == "__main__":
    print_tree()
