"""The console's own settings with a throw-away data folder, made before anything reads where the data lies."""

import os
import tempfile
from pathlib import Path

os.environ["KAGIMORI_DATA"] = tempfile.mkdtemp(prefix="kagimori-test-")

from kagimori.project.labels import compile_labels
from kagimori.project.settings import *  # noqa: F403

compile_labels(Path(os.environ["KAGIMORI_DATA"]))
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed; nothing here is worth guarding
WHITENOISE_AUTOREFRESH = True  # the scan of all files at each new client is for a server that stays up
