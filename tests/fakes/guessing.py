"""A process of its own that guesses passwords on the tests' database: `python guessing.py DATABASE EMAIL TIMES`.

Prints how many guesses were judged and how many were held back.
"""

import sys
from pathlib import Path


def main(database: str, email: str, times: int) -> None:
    """Guess."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from tests import settings

    settings.DATABASES["default"]["NAME"] = database
    import django

    django.setup()
    from django.test import Client

    client = Client(headers={"accept-language": "en", "host": "localhost"})
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    pages = [
        client.post("/account/login/", {"login": email, "password": f"guess {number}"}).content
        for number in range(times)
    ]
    held = sum(b"wait five minutes" in page for page in pages)
    sys.stdout.write(f"{times - held} {held}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
