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

import click

if __name__ != "__main__":
    from docs.makers.table import code, page, table

if TYPE_CHECKING:
    from collections.abc import Iterator

INTRO = """Answers go to standard output, talk to standard error. Exit: 0 done, 1 refused or "no", 2 misuse.
`--help` and `--lang` exist everywhere. The language comes from `--lang`, then `KAGIMORI_LANG`, `LC_ALL`, `LANG`.

答えは標準出力に、説明は標準エラー出力に出ます。終了コードは 0 完了、1 拒否または「いいえ」、2 使い方の誤り。
`--help` と `--lang` はどこでも使えます。言語は `--lang`、`KAGIMORI_LANG`、`LC_ALL`、`LANG` の順に決まります。"""


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
    environment = {**os.environ, "KAGIMORI_LANG": lang}
    done = subprocess.run([sys.executable, str(Path(__file__))], env=environment, capture_output=True, check=True)  # noqa: S603  # this very file
    tree: dict[str, Any] = json.loads(done.stdout)
    return tree


def _pair(path: str, ja: dict[str, Any], en: dict[str, Any]) -> Iterator[Command]:
    params = zip(ja["params"], en["params"], strict=True)
    both = tuple(Param(e["words"], e["is_option"], j["help"], e["help"]) for j, e in params)
    yield Command(path, ja["help"], en["help"], both)
    for name in en["commands"]:
        yield from _pair(f"{path} {name}", ja["commands"][name], en["commands"][name])


def make() -> str:
    """Return the page."""
    return page("Commands", INTRO, *(_section(command) for command in commands()))


def _section(command: Command) -> str:
    parts = [f"## {command.path}", command.en, command.ja]
    if command.params:
        rows = [(code(param.words), param.en, param.ja) for param in command.params]
        parts.append(table(("", "English", "日本語"), rows))
    return "\n\n".join(parts)


def tree(command: click.Command, context: click.Context) -> dict[str, Any]:
    """Return a command with all below it, in the language of this process; `--help` and `--lang` are everywhere."""
    params = [param for param in command.get_params(context) if not {"--help", "--lang"} & set(param.opts)]
    below: dict[str, Any] = {}
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None, name
            below[name] = tree(child, click.Context(child, info_name=name, parent=context))
    return {"help": command.help or "", "params": [_param(param, context) for param in params], "commands": below}


def _param(param: click.Parameter, context: click.Context) -> dict[str, Any]:
    if not isinstance(param, click.Option):
        return {"words": param.make_metavar(context).replace("|", "/"), "is_option": False, "help": ""}
    choices = param.type.choices if isinstance(param.type, click.Choice) else ()
    value = "" if param.is_flag else " " + ("/".join(map(str, choices)) or param.make_metavar(context))
    return {"words": ", ".join(param.opts) + value, "is_option": True, "help": param.help or ""}


def print_tree() -> None:
    """Print the tree of commands in the language of this process."""
    from kagimori.cli.root import kagimori

    with click.Context(kagimori, info_name="kagimori") as context:
        print(json.dumps(tree(kagimori, context)))


if __name__ == "__main__":
    print_tree()
