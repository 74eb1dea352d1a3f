"""Calls `kagimori` as a person or a script would: a process of its own, with a data folder of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

KAGIMORI = str(Path(sys.executable).with_name("kagimori"))


def kagimori(*arguments, home, lang="ja", text=""):
    """Run it; the caller looks at `returncode`, `stdout` and `stderr`."""
    # The settings of these tests, and the database they are run on, are not the command's.
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "DATABASE"))}
    environment = {**kept, "HOME": str(home), "KAGIMORI_DATA": str(Path(home) / "data"), "KAGIMORI_LANG": lang}
    return subprocess.run(
        [KAGIMORI, *arguments], input=text, capture_output=True, text=True, check=False, env=environment
    )


def answer(*arguments, home, lang="ja"):
    """Return what it prints with `--json`."""
    return json.loads(kagimori(*arguments, "--json", home=home, lang=lang).stdout)
