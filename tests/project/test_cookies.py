"""What an https address means for cookies and for the transport, as the settings of a fresh process have it."""

import json
import os
import subprocess
import sys

ASK = """
import json
from kagimori.project import settings as s
names = [n for n in dir(s) if n.endswith(("_SECURE", "_SAMESITE", "_HTTPONLY", "_NAME")) and "COOKIE" in n]
print(json.dumps({n: getattr(s, n) for n in names} | {"HSTS": s.SECURE_HSTS_SECONDS}))
"""


def cookies_of(public_url, tmp_path):
    """Return every setting of a cookie with this public address."""
    env = os.environ | {"KAGIMORI_PUBLIC_URL": public_url, "KAGIMORI_DATA": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", ASK], env=env, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_with_https_no_cookie_goes_out_without_it(tmp_path):
    told = cookies_of("https://kagimori.example.jp", tmp_path)

    assert {value for name, value in told.items() if name.endswith("_SECURE")} == {True}
    assert {value for name, value in told.items() if name.endswith("_SAMESITE")} == {"Lax"}
    assert told["SESSION_COOKIE_HTTPONLY"] is told["CSRF_COOKIE_HTTPONLY"] is True
    assert told["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert told["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert told["HSTS"] >= 365 * 24 * 3600


def test_without_https_a_browser_on_this_machine_still_keeps_them(tmp_path):
    told = cookies_of("", tmp_path)

    assert told["SESSION_COOKIE_SECURE"] is False
    assert told["HSTS"] == 0
