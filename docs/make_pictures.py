"""Makes the pictures of the how-to guides from what the browser tests see: `.venv/bin/python docs/make_pictures.py`.

Needs Chromium.  The pictures lie in docs/pictures; each is what a test has just looked at with axe.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

PICTURES = Path(__file__).with_name("pictures")
TESTS = ("tests/e2e/test_first_ten_minutes.py", "tests/e2e/test_every_page.py")
COLOURS = 128
# The test's name of the page, and the picture's.
FROM_THE_JOURNEY = ("first-owner", "second-step", "first-two-minutes", "first-account", "invitation")
FROM_THE_DEMO = {
    "desk-team-ja-390": "desk-ja-390-light",
    "desk-team-en-1280": "desk-en-1280-dark",
    "accounts-account-ja-390": "account-ja-390-light",
    "accounts-account-en-1280": "account-en-1280-dark",
    "accounts-matrix-ja-1280": "matrix-ja-1280-light",
    "accounts-list-ja-390": "accounts-ja-390-light",
    "vault-codes-ja-390": "codes-ja-390-light",
    "vault-codes-en-1280": "codes-en-1280-dark",
    "vault-authenticator-ja-390": "authenticator-ja-390-light",
    "vault-authenticator-en-1280": "authenticator-en-1280-dark",
}


def main() -> None:
    with tempfile.TemporaryDirectory() as shots:
        found = os.environ | {"KAGIMORI_SHOTS": shots}
        subprocess.run([sys.executable, "-m", "pytest", "-q", *TESTS], env=found, check=False)  # noqa: S603  # our tests
        names = {f"{name}-{lang}": f"{name}-{lang}-390-light" for name in FROM_THE_JOURNEY for lang in ("ja", "en")}
        for shot, picture in (names | FROM_THE_DEMO).items():
            keep(Path(shots) / f"{shot}.png", PICTURES / f"{picture}.png")


def keep(shot: Path, picture: Path) -> None:
    """Store the shot as a small file; one that was not taken is said aloud."""
    if not shot.exists():
        print(f"not taken: {shot.name}", file=sys.stderr)
        return
    Image.open(shot).convert("RGB").quantize(COLOURS).save(picture, optimize=True)
    print(picture)


if __name__ == "__main__":
    main()
