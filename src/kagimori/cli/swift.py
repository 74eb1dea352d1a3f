"""What scripts call by the thousand, answered before click is loaded: `--version` and the plain `otp code`.

Importing click costs three starts of Python.  Whatever is not exactly one of these forms goes on to click; tests hold
both to the same answers.
"""

from __future__ import annotations

import sys

from kagimori import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# Every instant up to the year 9999 has so many digits at the most; click says what is wrong with longer ones.
LONGEST_INSTANT = 12


def answered(arguments: Sequence[str]) -> bool:
    """Answer if this is one of the forms; False leaves everything, standard input too, as it was."""
    if arguments in (["--version"], ["-V"]):
        sys.stdout.write(f"kagimori {__version__}\n")
        return True
    rest = list(arguments[2:])
    if list(arguments[:2]) != ["otp", "code"] or "--uri-stdin" not in rest or "--json" not in rest:
        return False
    rest.remove("--uri-stdin")
    rest.remove("--json")
    if not rest:
        _print_code(None)
    elif rest[0] == "--at" and _is_instant(rest[1:]):
        _print_code(int(rest[1]))
    else:
        return False
    return True


def _is_instant(words: Sequence[str]) -> bool:
    return len(words) == 1 and words[0].isascii() and words[0].isdigit() and len(words[0]) <= LONGEST_INSTANT


def _print_code(at: int | None) -> None:
    """Print the code of the entry on standard input at a moment, or now."""
    import json
    import time

    from kagimori.cli.standard_input import read_text
    from kagimori.core.errors import KagimoriError
    from kagimori.core.otp.totp import code_at
    from kagimori.core.otp.uri import read_entry

    try:
        seed = read_entry(read_text())
        made = code_at(seed, int(time.time()) if at is None else at)
    except KagimoriError:
        from kagimori.cli.refusal import refusals

        with refusals(as_json=True):
            raise
    told = {"code": made.text, "valid_from": made.valid_from, "valid_to": made.valid_to}
    sys.stdout.write(json.dumps(told) + "\n")
