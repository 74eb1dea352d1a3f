"""The console's own settings with a throw-away data folder, made before anything reads where the data lies."""

import atexit
import os
import shutil
import tempfile

os.environ["KAGIMORI_DATA"] = tempfile.mkdtemp(prefix="kagimori-test-")

from kagimori.core.vault import Keyring
from kagimori.gateways.keys import KeyFile
from kagimori.project.labels import compile_labels
from kagimori.project.settings import *  # noqa: F403  # Django takes every name of this module as a setting
from kagimori.project.settings import DATA, DATABASES, KEYS

atexit.register(shutil.rmtree, DATA, ignore_errors=True)
compile_labels(DATA)
_keys = KeyFile(KEYS)
_keys.make(Keyring.fresh(), _keys.in_clear())
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed; nothing here is worth guarding
WHITENOISE_AUTOREFRESH = True  # the scan of all files at each new client is for a server that stays up
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A real file: connections to one in memory share locks that no installation has.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
