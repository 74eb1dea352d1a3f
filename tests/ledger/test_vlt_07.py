"""VLT-07: after an import no file, no table and no log holds the picture or the key; its deletion must be confirmed."""

import io
import os
import re
import urllib.request
from http.cookiejar import Cookie, CookieJar
from urllib.error import HTTPError

import pytest
from PIL import Image
from tests.fakes.camera import qr_picture
from tests.fakes.consoles import served
from tests.fakes.first_team import first_team
from tests.fakes.planted import forms_of_key, found

pytestmark = pytest.mark.slow
KEY = "MFRGGZDFMZTWQ2LKOVXHK43FMQ2DAMBQ"
URI = f"otpauth://totp/Instagram:minato_coffee?secret={KEY}&issuer=Instagram"
EDGE = "a-boundary-that-stands-in-no-picture"


def large_picture():
    """A picture of a QR code amid noise, larger than what servers hold in memory by habit."""
    noise = Image.frombytes("L", (1600, 1200), os.urandom(1600 * 1200))
    noise.paste(Image.open(io.BytesIO(qr_picture(URI))), (480, 360))
    held = io.BytesIO()
    noise.save(held, "PNG")
    assert len(held.getvalue()) > 1024 * 1024
    return held.getvalue()


class Browser:
    """Somebody's browser, as far as forms need one."""

    def __init__(self, address, known):
        self.team = f"{address}/t/{known['team']}/"
        self.root = f"{self.team}accounts/{known['account']}/"
        jar = CookieJar()
        jar.set_cookie(_session(known["session"]))
        self.way = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.way.addheaders = [("Accept-Language", "ja")]

    def get(self, path):
        return self.way.open(f"{self.root}{path}").read().decode()

    def desk(self):
        return self.way.open(self.team).read().decode()

    def post(self, path, page, **fields):
        """Send the form on `page` with these fields; a picture is bytes."""
        token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        body = b"".join(map(_part, ({"csrfmiddlewaretoken": token} | fields).items())) + f"--{EDGE}--\r\n".encode()
        asked = urllib.request.Request(f"{self.root}{path}", body)
        asked.add_header("Content-Type", f"multipart/form-data; boundary={EDGE}")
        try:
            return self.way.open(asked).read().decode()
        except HTTPError as refused:
            raise AssertionError(f"{refused.code} {refused.read()[:300]!r}") from refused


def _session(value):
    return Cookie(
        version=0,
        name="kagimori_session",
        value=value,
        port=None,
        port_specified=False,
        domain="127.0.0.1",
        domain_specified=False,
        domain_initial_dot=False,
        path="/",
        path_specified=True,
        secure=False,
        expires=None,
        discard=True,
        comment=None,
        comment_url=None,
        rest={},
    )


def _part(field):
    name, value = field
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"'
    if isinstance(value, bytes):
        return f'{head}; filename="qr.png"\r\nContent-Type: image/png\r\n\r\n'.encode() + value + b"\r\n"
    return f"{head}\r\n\r\n{value}\r\n".encode()


def pieces(picture):
    """Parts of the picture long enough to stand nowhere by chance."""
    return {picture[place : place + 48] for place in range(4096, len(picture) - 48, len(picture) // 20)}


@pytest.fixture
def imported(tmp_path):
    """A console of its own into which a picture was sent and whose key is in use; what it left behind, and wrote."""
    data, temporary, picture = tmp_path / "data", tmp_path / "temporary", large_picture()
    temporary.mkdir()
    with served(data, TMPDIR=str(temporary)) as (address, _process):
        known = first_team(data)
        browser = Browser(address, known)
        setup = browser.post("authenticator/new/", browser.get("authenticator/new/"), picture=picture)
        page = browser.post("authenticator/setup/finish", setup, accepted="on")
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        haystacks = {str(path.relative_to(tmp_path)): path.read_bytes() for path in files}
        yield browser, page, picture, haystacks


@pytest.mark.row("VLT-07")
def test_neither_data_folder_nor_temporary_files_hold_the_picture_or_the_key(imported):
    _browser, page, picture, haystacks = imported
    assert "認証アプリを登録しました" in page
    assert sum(map(len, haystacks.values())) > 100_000
    assert any(name.endswith("sqlite3") for name in haystacks)
    assert found(forms_of_key(KEY) | pieces(picture), haystacks) == []
    assert not [name for name in haystacks if name.startswith("temporary")]


@pytest.mark.row("VLT-07")
def test_the_reminder_stays_on_page_account_and_desk_until_it_is_confirmed(imported):
    browser, page, _picture, _haystacks = imported
    account, desk = browser.get(""), browser.desk()
    for shown in (page, account, desk):
        assert "QRコードの写真" in shown
    assert "picture-gone" in page
    browser.post("authenticator/picture-gone", page)
    assert "picture-gone" not in browser.get("authenticator/")
    assert "QRコードの写真" not in browser.desk()
