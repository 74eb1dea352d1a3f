"""What apps leave out, spell in their own way or have besides the usual: one small export each."""

import json

import pytest

from kagimori.core.otp.files import formats, refusals
from kagimori.core.otp.files.content import Content

KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
RAW = b"12345678901234567890"
SIGNED = [49, 50, 51, 52, 53, 54, 55, 56, 57, 48] * 2


def aegis(**entry):
    db = {"version": 2, "entries": [{"type": "totp", "name": "ai", "issuer": "Shop", "info": {"secret": KEY}, **entry}]}
    return {"version": 1, "header": {"slots": None, "params": None}, "db": db}


def twofas(version=4, **service):
    return {"schemaVersion": version, "services": [{"name": "Shop", "secret": KEY, **service}]}


def bitwarden(totp, **item):
    login = {"type": 1, "name": "Shop", "login": {"username": "ai", "totp": totp}, **item}
    return {"encrypted": False, "items": [login]}


def stratum(**entry):
    usual = {"Type": 2, "Issuer": "Shop", "Username": "ai", "Secret": KEY, "Digits": 6, "Period": 30}
    return {"Authenticators": [{**usual, **entry}]}


def twofauth(**entry):
    return {
        "app": "2FAuth_v3.4.1",
        "data": [{"otp_type": "totp", "service": "Shop", "account": "ai", "secret": KEY, **entry}],
    }


def freeotp(**token):
    usual = {"type": "TOTP", "issuerExt": "Shop", "label": "ai", "secret": SIGNED}
    return {"tokenOrder": [], "tokens": [{**usual, **token}]}


USUAL = ("totp", "Shop", "ai", "SHA1", 6, 30, None)


@pytest.mark.parametrize(
    ("export", "expected"),
    [
        (aegis(), USUAL),
        (aegis(type="STEAM"), ("steam", "Shop", "ai", "SHA1", 5, 30, None)),
        (aegis(type="motp", info={"secret": KEY, "pin": "1234"}), ("motp", "Shop", "ai", "MD5", 6, 30, None)),
        (aegis(type="yandex"), ("yandex", "Shop", "ai", "SHA256", 8, 30, None)),
        (aegis(icon="iVBORw0KGgo=", note="x"), USUAL),
        (twofas(otp=None), ("totp", "Shop", "", "SHA1", 6, 30, None)),
        (twofas(otp={"account": "ai", "digits": 0, "period": 0}), USUAL),
        (twofas(version=1, otp={"account": "ai", "issuer": ""}), USUAL),
        (twofas(otp={"account": "ai", "tokenType": "HOTP", "counter": 3}), ("hotp", "Shop", "ai", "SHA1", 6, None, 3)),
        (bitwarden(KEY.lower()), USUAL),
        (bitwarden(f"steam://{KEY}"), ("steam", "Shop", "ai", "SHA1", 5, 30, None)),
        (bitwarden(f"otpauth://totp/b?secret={KEY}&issuer=M&digits=8"), ("totp", "M", "b", "SHA1", 8, 30, None)),
        (bitwarden(f"otpauth://totp/?secret={KEY}"), USUAL),
        (stratum(Algorithm=1, Digits=10), ("totp", "Shop", "ai", "SHA256", 10, 30, None)),
        (stratum(Type=1, Counter=9, Username=None), ("hotp", "Shop", "", "SHA1", 6, None, 9)),
        (stratum(Type=3, Secret=RAW.hex(), Period=10), ("motp", "Shop", "ai", "MD5", 6, 10, None)),
        (stratum(Type=5, Digits=8), ("yandex", "Shop", "ai", "SHA256", 8, 30, None)),
        (twofauth(service=None), ("totp", "", "ai", "SHA1", 6, 30, None)),
        (twofauth(otp_type="steamtotp", digits=5), ("steam", "Shop", "ai", "SHA1", 5, 30, None)),
        ({"app": "2fauth_v5", "data": [f"otpauth://totp/Shop:ai?secret={KEY}"]}, USUAL),
        (freeotp(), USUAL),
        (freeotp(issuerExt=None, issuerInt="Shop"), USUAL),
        (freeotp(issuerExt="Steam", digits=5), ("steam", "Steam", "ai", "SHA1", 5, 30, None)),
        ([{"secret": KEY, "label": "ai", "type": "STEAM"}], ("steam", "", "ai", "SHA1", 5, 30, None)),
    ],
)  # fmt: skip
def test_an_app_says_it_in_its_own_way(plain, export, expected):
    content = Content(json.dumps(export).encode())

    (entry,) = formats.read(formats.find(content), content, plain)

    told = (entry.kind, entry.issuer, entry.name, entry.algorithm, entry.digits, entry.period_s, entry.counter)
    assert (told, entry.key.reveal()) == (expected, RAW)


@pytest.mark.parametrize(
    "heading", ["Title,Url,Username,Password,OTPAuth", '"title","username","One-time password"', "Title,TOTP,Username"]
)
def test_1password_names_its_column_in_several_ways(plain, heading):
    columns = [name.strip('"').lower() for name in heading.split(",")]
    values = {"title": "Shop", "username": "ai"}
    row = ",".join(
        values.get(name, KEY if name in ("otpauth", "one-time password", "totp") else "") for name in columns
    )
    content = Content(f"{heading}\n{row}\n".encode("utf-8-sig"))

    (entry,) = formats.read(formats.find(content), content, plain)

    assert (formats.find(content).ID, entry.issuer, entry.name) == ("1password", "Shop", "ai")


def test_a_table_in_utf_16_is_read(plain):
    content = Content(f"folder,name,login_username,login_totp\r\n,広報,ai,{KEY}\r\n".encode("utf-16"))

    (entry,) = formats.read(formats.find(content), content, plain)

    assert (entry.issuer, entry.name) == ("広報", "ai")


@pytest.mark.parametrize(
    ("export", "place"),
    [
        (aegis(type="webauthn"), "db.entries[0].type"),
        (aegis(info={"secret": 5}), "db.entries[0].secret"),
        (aegis(info=None), "db.entries[0].info"),
        (aegis(name=["ai"]), "db.entries[0].name"),
        (twofas(secret=""), "services[0].secret"),
        (twofas(otp={"digits": 3}), "services[0].digits"),
        (bitwarden("https://example.com/"), "items[0].login.totp.secret"),
        (stratum(Type=9), "Authenticators[0].Type"),
        (stratum(Algorithm=7), "Authenticators[0].Algorithm"),
        (twofauth(period=-1), "data[0].period"),
        (freeotp(secret=[1, 999]), "tokens[0].secret"),
        (freeotp(secret=[]), "tokens[0].secret"),
    ],
)
def test_a_wrong_value_is_named_by_its_place(plain, export, place):
    content = Content(json.dumps(export).encode())

    with pytest.raises(refusals.EntryShape) as told:
        formats.read(formats.find(content), content, plain)

    assert told.value.fields["place"] == place


def test_names_lose_what_nobody_sees(plain):
    content = Content(json.dumps(aegis(name=" a\u0000i\u001b[31m\ud800\n", issuer="広報👩‍👩‍👧")).encode())

    (entry,) = formats.read(formats.find(content), content, plain)

    assert (entry.name, entry.issuer) == ("ai[31m", "広報👩‍👩‍👧")
