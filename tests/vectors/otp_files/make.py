"""Makes the export files beside it from the formats' definitions; `python tests/vectors/otp_files/make.py [FOLDER]`.

None of our readers or writers is imported: the formats are written down here a second time, out of their own
documents.  Salts, nonces and keys are fixed, so the same files come out each time, and `expected.json` says what is in
them.  Names and keys belong to nobody.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import json
import struct
import sys
import zipfile
import zlib
from pathlib import Path
from urllib.parse import quote

import segno
from cryptography.hazmat.primitives import hashes, padding, poly1305
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

HERE = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
PASSWORD = "correct horse 電池"
EXPECTED: dict[str, dict] = {}


def fixed(name: str, length: int) -> bytes:
    """Bytes that look random and are always the same."""
    return hashlib.shake_256(f"kagimori fixture {name}".encode()).digest(length)


def entry(number, issuer, name, **other):
    usual = {"type": "totp", "algorithm": "SHA1", "digits": 6, "period": 30, "counter": None}
    key = base64.b32encode(fixed(f"key {number}", 20)).decode().rstrip("=")
    return {"issuer": issuer, "name": name, **usual, **other, "secret": key}


AI = entry(1, "Instagram", "ai")
PR = entry(2, "株式会社サンプル", "広報", algorithm="SHA256", digits=8, period=60)
BEN = entry(3, "Shop", "ben@example.com", algorithm="SHA512", digits=7, period=15)
CHIKA = entry(4, "Mail", "chika", type="hotp", period=None, counter=42)
DAI = entry(5, "Steam", "dai", type="steam", digits=5)
ERI = entry(6, "Long", "eri", digits=10)
FUMI = entry(7, "Five", "fumi", digits=5)
ALL = [AI, PR, BEN, CHIKA, DAI, ERI, FUMI]
PLAIN = [AI, PR, BEN]


def key_of(one):
    return base64.b32decode(one["secret"] + "=" * (-len(one["secret"]) % 8))


def keep(file, format_, content, entries, password=None):
    (HERE / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    EXPECTED[file] = {"format": format_, "password": password, "entries": entries}


def to_json(value):
    return json.dumps(value, ensure_ascii=False, indent=1)


def b64(raw):
    return base64.b64encode(raw).decode()


def gcm(key, nonce, plain, bound=None):
    return AESGCM(key).encrypt(nonce, plain.encode() if isinstance(plain, str) else plain, bound)


def cbc(key, start, plain):
    padder = padding.PKCS7(128).padder()
    padded = padder.update(plain) + padder.finalize()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(start)).encryptor()
    return encryptor.update(padded) + encryptor.finalize()


def argon(password, salt, *, kib, passes, lanes):
    return Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=kib).derive(password.encode())


def uri(one):
    """Key-Uri-Format of the Google Authenticator wiki; Steam as Aegis and ente write it."""
    said = [f"secret={one['secret']}", f"issuer={quote(one['issuer'])}"]
    said += [f"algorithm={one['algorithm']}", f"digits={one['digits']}"]
    said.append(f"counter={one['counter']}" if one["type"] == "hotp" else f"period={one['period']}")
    return f"otpauth://{one['type']}/{quote(one['issuer'])}:{quote(one['name'])}?{'&'.join(said)}"


def uris():
    keep("uris.txt", "uris", "# by hand\n\n" + "\n".join(uri(one) for one in ALL) + "\n", ALL)
    bare = uri({**AI}).split("?")[0] + f"?secret={AI['secret'].lower()}"
    keep("uris_bare.txt", "uris", "\ufeff" + bare + "\r\n", [AI])
    lines = [f"ai {AI['secret']}", f"ben: {' '.join(AI['secret'][i : i + 4] for i in range(0, 32, 4)).lower()}"]
    named = [{**AI, "issuer": "", "name": name} for name in ("ai", "ben")]
    keep("name_and_key.txt", "uris", "\n".join(lines), named)


def picture(text):
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=4, border=4)
    return out.getvalue()


def varint(number):
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def field(number, value):
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def migration_uri(entries, *, size, index, batch):
    """protobuf as apps agree on it; algorithm, digits and type are numbers of their own.

    The batch is a signed number by chance: one below zero is written as 64 bits.
    """
    message = b""
    for one in entries:
        algorithm = {"SHA1": 1, "SHA256": 2, "SHA512": 3}[one["algorithm"]]
        inner = field(1, key_of(one)) + field(2, f"{one['issuer']}:{one['name']}".encode())
        inner += field(3, one["issuer"].encode()) + field(4, algorithm) + field(5, {6: 1, 8: 2}[one["digits"]])
        inner += field(6, 1 if one["type"] == "hotp" else 2) + (field(7, one["counter"]) if one["counter"] else b"")
        message += field(1, inner)
    message += field(2, 1) + field(3, size) + field(4, index) + field(5, batch)
    return f"otpauth-migration://offline?data={quote(b64(message), safe='')}"


def google():
    long = {**PR, "period": 30}
    keep("google_one.txt", "google", migration_uri([AI, long, CHIKA], size=1, index=0, batch=77), [AI, long, CHIKA])
    parts = [
        migration_uri([one], size=3, index=number, batch=-7 % 2**64) for number, one in enumerate([AI, long, CHIKA])
    ]
    lines = "\n".join(f"# of {number + 1}\n{parts[number]}" for number in (2, 0, 1))
    keep("google_three.txt", "google", lines, [AI, long, CHIKA])
    for number, part in enumerate(parts):
        (HERE / f"google_part_{number + 1}.png").write_bytes(picture(part))
    keep("qr.png", "uris", picture(uri(PR)), [PR])


def aegis_db(entries):
    def info(one):
        moving = {"counter": one["counter"]} if one["type"] == "hotp" else {"period": one["period"]}
        return {"secret": one["secret"], "algo": one["algorithm"], "digits": one["digits"], **moving}

    return {
        "version": 3,
        "entries": [
            {
                "type": one["type"],
                "uuid": f"01234567-89ab-cdef-0123-{number:012x}",
                "name": one["name"],
                "issuer": one["issuer"],
                "note": "",
                "favorite": False,
                "icon": None,
                "info": info(one),
                "groups": [],
            }
            for number, one in enumerate(entries)
        ],
        "groups": [],
    }


def aegis_slot(master, password, name):
    salt, nonce = fixed(f"aegis salt {name}", 32), fixed(f"aegis nonce {name}", 12)
    wrapping = hashlib.scrypt(password.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=2**26, dklen=32)
    sealed = gcm(wrapping, nonce, master)
    return {
        "type": 1,
        "uuid": "01234567-89ab-cdef-0123-456789abcdef",
        "key": sealed[:-16].hex(),
        "key_params": {"nonce": nonce.hex(), "tag": sealed[-16:].hex()},
        "n": 2**15,
        "r": 8,
        "p": 1,
        "salt": salt.hex(),
        "repaired": True,
    }


def aegis():
    vault = {"version": 1, "header": {"slots": None, "params": None}, "db": aegis_db(ALL)}
    keep("aegis_plain.json", "aegis", to_json(vault), ALL)
    master, nonce = fixed("aegis master", 32), fixed("aegis db", 12)
    sealed = gcm(master, nonce, to_json(aegis_db(ALL)))
    slots = [
        {"type": 2, "uuid": "0", "key": "00" * 32, "key_params": {"nonce": "00" * 12, "tag": "00" * 16}},
        aegis_slot(master, "another password", "other"),
        aegis_slot(master, PASSWORD, "ours"),
    ]
    header = {"slots": slots, "params": {"nonce": nonce.hex(), "tag": sealed[-16:].hex()}}
    vault = {"version": 1, "header": header, "db": b64(sealed[:-16])}
    for version in (1, 2):
        db = {
            "version": version,
            "entries": [
                {k: v for k, v in one.items() if k not in ("favorite", "groups")} for one in aegis_db(ALL)["entries"]
            ],
        }
        old = {"version": 1, "header": {"slots": None, "params": None}, "db": db}
        keep(f"aegis_db_v{version}.json", "aegis", to_json(old), ALL)
    keep("aegis_sealed.json", "aegis", to_json(vault), ALL, PASSWORD)


def twofas():
    def service(one, version):
        otp = {
            "label": f"{one['issuer']}:{one['name']}",
            "account": one["name"],
            "issuer": one["issuer"],
            "digits": one["digits"],
            "period": one["period"],
            "algorithm": one["algorithm"],
            "counter": one["counter"],
            "source": "Link",
        }
        if version > 1:
            otp["tokenType"] = one["type"].upper()
        return {"name": one["issuer"], "secret": one["secret"], "updatedAt": 0, "type": "Manual", "otp": otp}

    for version in (1, 2, 3, 4):
        entries = PLAIN if version == 1 else ALL
        backup = {
            "services": [service(one, version) for one in entries],
            "groups": [],
            "schemaVersion": version,
            "appVersionCode": 5000000,
        }
        keep(f"2fas_v{version}.2fas", "2fas", to_json(backup), entries)
    short = {"services": [{"name": "Instagram", "secret": AI["secret"], "otp": {"account": "ai"}}], "schemaVersion": 3}
    keep("2fas_short.2fas", "2fas", to_json(short), [AI])
    named = service({**AI, "issuer": "instagram.com"}, 4) | {"name": "Instagram", "icon": {"selected": "Label"}}
    named["otp"] |= {"link": uri(AI), "label": "ai"}
    del named["otp"]["counter"]
    renamed = {"services": [named], "groups": [], "schemaVersion": 4, "appOrigin": "ios"}
    keep("2fas_renamed.2fas", "2fas", to_json(renamed), [AI])
    salt, nonce = fixed("2fas salt", 256), fixed("2fas nonce", 12)
    key = hashlib.pbkdf2_hmac("sha256", PASSWORD.encode(), salt, 10_000, 32)
    sealed = gcm(key, nonce, to_json([service(one, 4) for one in ALL]))
    backup = {
        "services": [],
        "groups": [],
        "schemaVersion": 4,
        "servicesEncrypted": ":".join(map(b64, (sealed, salt, nonce))),
        "reference": ":".join(
            map(
                b64,
                (
                    gcm(key, fixed("2fas reference", 12), "tRViSsLKzd86Hprh4ceC2OP7xazn4rrt"),
                    salt,
                    fixed("2fas reference", 12),
                ),
            )
        ),
    }
    keep("2fas_sealed.2fas", "2fas", to_json(backup), ALL, PASSWORD)


def bitwarden_items(entries):
    def totp(one):
        if one["type"] == "steam":
            return f"steam://{one['secret']}"
        return one["secret"] if one is AI else uri(one)

    logins = [
        {
            "id": f"00000000-0000-4000-8000-{number:012x}",
            "type": 1,
            "name": one["issuer"],
            "login": {"username": one["name"], "password": "x", "totp": totp(one)},
        }
        for number, one in enumerate(entries)
    ]
    others = [
        {"type": 2, "name": "a note", "secureNote": {"type": 0}},
        {"type": 1, "name": "no key", "login": {"username": "x", "totp": None}},
    ]
    return {"encrypted": False, "folders": [], "items": others + logins}


def bitwarden():
    entries = [AI, PR, BEN, DAI]
    plain = to_json(bitwarden_items(entries))
    keep("bitwarden.json", "bitwarden", plain, entries)
    rows = ["folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp"]
    rows += [
        f',,login,{item["name"]},"two\nlines",,0,,{item["login"]["username"]},x,{item["login"]["totp"] or ""}'
        for item in json.loads(plain)["items"][1:]
    ]
    keep("bitwarden.csv", "bitwarden", "\r\n".join(rows), entries)
    salt = b64(fixed("bitwarden salt", 16))
    key = hashlib.pbkdf2_hmac("sha256", PASSWORD.encode(), salt.encode(), 600_000, 32)
    costs = {"kdfType": 0, "kdfIterations": 600_000, "kdfMemory": None, "kdfParallelism": None}
    keep("bitwarden_pbkdf2.json", "bitwarden", bitwarden_sealed(key, salt, costs, plain), entries, PASSWORD)
    key = argon(PASSWORD, hashlib.sha256(salt.encode()).digest(), kib=16 * 1024, passes=3, lanes=4)
    costs = {"kdfType": 1, "kdfIterations": 3, "kdfMemory": 16, "kdfParallelism": 4}
    keep("bitwarden_argon2id.json", "bitwarden", bitwarden_sealed(key, salt, costs, plain), entries, PASSWORD)


def bitwarden_more():
    entries = [AI, PR, BEN, DAI]
    attached = {"data.json": to_json(bitwarden_items(entries)), "attachments/x/photo.jpg": "x" * 50}
    keep("bitwarden.zip", "bitwarden", zipped(attached), entries)
    rows = ["folder,favorite,type,name,login_uri,login_totp"]
    rows += [f",,1,{one['issuer']},,{uri(one)}" for one in (AI, PR)]
    keep("bitwarden_authenticator.csv", "bitwarden", "\n".join(rows), [AI, PR])


def bitwarden_sealed(key, salt, costs, plain):
    def stretched(purpose):
        return HKDFExpand(algorithm=hashes.SHA256(), length=32, info=purpose).derive(key)

    def sealed(text, name):
        start = fixed(f"bitwarden {name}", 16)
        inner = cbc(stretched(b"enc"), start, text.encode())
        mac = hmac.digest(stretched(b"mac"), start + inner, "sha256")
        return "2." + "|".join(map(b64, (start, inner, mac)))

    export = {"encrypted": True, "passwordProtected": True, "salt": salt, **costs}
    export |= {"encKeyValidation_DO_NOT_EDIT": sealed("00000000", "check"), "data": sealed(plain, "data")}
    return to_json(export)


def andotp():
    def told(one):
        record = {
            "secret": one["secret"],
            "issuer": one["issuer"],
            "label": one["name"],
            "digits": one["digits"],
            "type": one["type"].upper(),
            "algorithm": one["algorithm"],
            "thumbnail": "Default",
            "last_used": 0,
            "used_frequency": 0,
            "tags": [],
        }
        return record | ({"counter": one["counter"]} if one["type"] == "hotp" else {"period": one["period"]})

    plain = to_json([told(one) for one in ALL])
    keep("andotp.json", "andotp", plain, ALL)
    nonce, salt, rounds = fixed("andotp nonce", 12), fixed("andotp salt", 12), 140_123
    key = hashlib.pbkdf2_hmac("sha1", PASSWORD.encode(), salt, rounds, 32)
    sealed = struct.pack(">I", rounds) + salt + nonce + gcm(key, nonce, plain)
    keep("andotp_new.json.aes", "andotp", sealed, ALL, PASSWORD)
    key = hashlib.sha256(PASSWORD.encode()).digest()
    keep("andotp_old.json.aes", "andotp", nonce + gcm(key, nonce, plain), ALL, PASSWORD)
    old = [
        {
            "secret": AI["secret"],
            "label": "Instagram - ai",
            "type": "TOTP",
            "algorithm": "SHA1",
            "digits": 6,
            "period": 30,
        }
    ]
    keep("andotp_label.json", "andotp", to_json(old), [AI])


def onepassword():
    entries = [AI, PR, BEN]

    def item(one, number):
        totp = one["secret"] if one is AI else uri(one)
        code = {"title": "one-time password", "id": f"TOTP_{number}", "value": {"totp": totp}}
        other = {"title": "note", "id": "x", "value": {"string": "x"}}
        return {
            "uuid": str(number),
            "favIndex": 0,
            "state": "active",
            "categoryUuid": "001",
            "details": {
                "loginFields": [
                    {"value": one["name"], "id": "", "name": "user", "fieldType": "T", "designation": "username"},
                    {"value": "x", "id": "", "name": "pass", "fieldType": "P", "designation": "password"},
                ],
                "sections": [{"title": "", "name": "s", "fields": [other, code]}, {"title": "empty", "name": "t"}],
            },
            "overview": {"title": one["issuer"], "url": "https://example.com"},
        }

    vaults = [
        {"attrs": {"uuid": "v"}, "items": [item(one, number) for number, one in enumerate(entries[:2])]},
        {"attrs": {"uuid": "w"}, "items": [{"item": item(entries[2], 9)}]},
    ]
    data = {"accounts": [{"attrs": {"accountName": "x"}, "vaults": vaults}]}
    attributes = {"version": 3, "description": "1Password Unencrypted Export", "createdAt": 1585333569}
    members = {"export.attributes": to_json(attributes), "export.data": to_json(data), "files/a": "x" * 100}
    keep("1password.1pux", "1password", zipped(members), entries)
    rows = ["Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes"]
    rows += [f'{one["issuer"]},https://example.com,{one["name"]},x,{uri(one)},false,false,,"a, b"' for one in entries]
    keep("1password.csv", "1password", "\n".join([*rows, "no key,,x,x,,,,,"]), entries)


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def words(raw):
    return list(struct.unpack(f"<{len(raw) // 4}I", raw))


def hchacha20(key, nonce):
    """draft-irtf-cfrg-xchacha-03 section 2.2: the twenty rounds of ChaCha without the addition at the end."""

    def turn(value, by):
        return (value << by | value >> (32 - by)) & 0xFFFFFFFF

    def quarter(a, b, c, d):
        for first, second, third, by in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            state[first] = (state[first] + state[second]) & 0xFFFFFFFF
            state[third] = turn(state[third] ^ state[first], by)

    state = words(b"expand 32-byte k") + words(key) + words(nonce)
    for _ in range(10):
        for column in range(4):
            quarter(column, column + 4, column + 8, column + 12)
        quarter(0, 5, 10, 15)
        quarter(1, 6, 11, 12)
        quarter(2, 7, 8, 13)
        quarter(3, 4, 9, 14)
    return struct.pack("<8I", *state[:4], *state[12:])


def secretstream(key, header, message):
    """libsodium's secretstream, one message with the final tag: documentation and source of its XChaCha20-Poly1305."""

    def chacha(counter, raw):
        nonce = struct.pack("<I", counter) + struct.pack("<I", 1) + header[16:]
        return Cipher(algorithms.ChaCha20(inner, nonce), None).encryptor().update(raw)

    inner = hchacha20(key, header[:16])
    block = chacha(1, bytes([3]) + bytes(63))
    body = chacha(2, message)
    mac = poly1305.Poly1305(chacha(0, bytes(64))[:32])
    mac.update(block + body + bytes((16 - 64 + len(body)) & 15) + struct.pack("<QQ", 0, 64 + len(body)))
    return block[:1] + body + mac.finalize()


def ente():
    shown = quote('{"pinned":false,"trashed":false,"lastUsedAt":0,"tapCount":0,"tags":[]}', safe="")
    plain = "\n".join(f"{uri(one)}&codeDisplay={shown}" for one in ALL)
    keep("ente_plain.txt", "uris", plain + "\n", ALL)
    salt, header = fixed("ente salt", 16), fixed("ente header", 24)
    key = argon(PASSWORD, salt, kib=16 * 1024, passes=3, lanes=1)
    export = {
        "version": 1,
        "kdfParams": {"memLimit": 16 * 1024 * 1024, "opsLimit": 3, "salt": b64(salt)},
        "encryptedData": b64(secretstream(key, header, plain.encode())),
        "encryptionNonce": b64(header),
    }
    keep("ente.txt", "ente", to_json(export), ALL, PASSWORD)


def proton():
    def content(one):
        kind = "Steam" if one["type"] == "steam" else "Totp"
        text = f"steam://{one['secret']}" if kind == "Steam" else uri(one)
        return {"id": one["name"], "content": {"uri": text, "entry_type": kind, "name": one["name"]}, "note": None}

    entries = [AI, PR, BEN, DAI]
    plain = to_json({"version": 1, "entries": [content(one) for one in entries]})
    keep("proton.json", "proton", plain, entries)
    salt, nonce = fixed("proton salt", 16), fixed("proton nonce", 12)
    key = argon(PASSWORD, salt, kib=19 * 1024, passes=2, lanes=1)
    sealed = nonce + gcm(key, nonce, plain, b"proton.authenticator.export.v1")
    keep(
        "proton_sealed.json",
        "proton",
        to_json({"version": 1, "salt": b64(salt), "content": b64(sealed)}),
        entries,
        PASSWORD,
    )


def proton_pass():
    entries = [AI, PR, BEN]

    def item(one, number):
        said = {"itemEmail": "", "itemUsername": one["name"], "password": "x", "urls": [], "passkeys": []}
        said["totpUri"] = one["secret"] if one is AI else uri(one)
        data = {"metadata": {"name": one["issuer"], "note": ""}, "type": "login", "extraFields": [], "content": said}
        return {"itemId": str(number), "shareId": "s", "data": data, "state": 1, "aliasEmail": None}

    note = {"metadata": {"name": "note"}, "type": "note", "content": {}, "extraFields": []}
    items = [{"itemId": "n", "data": note, "state": 1}, *(item(one, number) for number, one in enumerate(entries))]
    gone = item(FUMI, 9) | {"state": 2}
    plain = {"encrypted": False, "userId": "u", "version": "1.31.5"}
    plain["vaults"] = {
        "v==": {"name": "Personal", "items": [*items[:2], gone]},
        "w==": {"name": "b", "items": items[2:]},
    }
    keep("proton_pass.zip", "proton-pass", zipped({"Proton Pass/data.json": to_json(plain)}), entries)
    rows = ["type,name,url,email,username,password,note,totp,createTime,modifyTime,vault"]
    rows += [f"login,{one['issuer']},,,{one['name']},x,,{uri(one)},1,2,Personal" for one in entries]
    keep("proton_pass.csv", "proton-pass", "\r\n".join([*rows, 'note,n,,,,,"a, b",,1,2,Personal']), entries)


def signed(raw):
    return [byte - 256 if byte > 127 else byte for byte in raw]


def freeotp_token(one):
    return {
        "algo": one["algorithm"],
        "counter": one["counter"] or 0,
        "digits": one["digits"],
        "issuerExt": one["issuer"],
        "issuerInt": one["issuer"],
        "label": one["name"],
        "period": one["period"] or 30,
        "type": one["type"].upper(),
    }


def java_text(text):
    raw = text.encode()
    return b"\x74" + struct.pack(">H", len(raw)) + raw


def freeotp():
    entries = [AI, PR, BEN, CHIKA, ERI]
    plus = [{**freeotp_token(one), "secret": signed(key_of(one))} for one in entries]
    export = {"tokenOrder": [f"{one['issuer']}:{one['name']}" for one in entries], "tokens": plus}
    keep("freeotp_plus.json", "freeotp-plus", to_json(export), entries)

    lines = [f"{one['issuer']}:{one['name']}" for one in entries]
    strings = "".join(
        f'<string name="{name}">{json.dumps(token).replace(chr(34), "&quot;")}</string>'
        for name, token in zip(lines, plus, strict=True)
    )
    order = json.dumps(lines).replace('"', "&quot;")
    xml_head = "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>"
    xml = f'{xml_head}\n<map>{strings}<string name="tokenOrder">{order}</string></map>'
    keep("freeotp_tokens.xml", "freeotp", xml, entries)

    def sealed(key, raw, token):
        nonce = fixed(f"freeotp {token} {raw.hex()}", 12)
        # The backup of an old Android has the nonce alone, later ones a sequence with the tag's length.
        parameters = bytes([4, 12]) + nonce if token == "AES" else bytes([0x30, 17, 4, 12]) + nonce + bytes([2, 1, 16])
        return {
            "mCipher": "AES/GCM/NoPadding",
            "mCipherText": signed(gcm(key, nonce, raw, token.encode())),
            "mParameters": signed(parameters),
            "mToken": token,
        }

    master, salt = fixed("freeotp master", 32), fixed("freeotp salt", 32)
    wrapping = hashlib.pbkdf2_hmac("sha512", PASSWORD.encode(), salt, 100_000, 32)
    known = {}
    for number, one in enumerate(entries):
        inner = json.dumps(sealed(master, key_of(one), f"Hmac{one['algorithm']}"))
        known[f"{number}-uuid"] = json.dumps({"key": inner})
        known[f"{number}-uuid-token"] = json.dumps(freeotp_token(one))
    known["masterKey"] = json.dumps(
        {
            "mAlgorithm": "PBKDF2withHmacSHA512",
            "mEncryptedKey": sealed(wrapping, master, "AES"),
            "mIterations": 100_000,
            "mSalt": signed(salt),
        }
    )
    strings = "".join(
        f'<string name="{name}">{text.replace(chr(34), "&quot;")}</string>' for name, text in known.items()
    )
    keep("freeotp_sealed.xml", "freeotp", f"{xml_head}\n<map>{strings}</map>", entries, PASSWORD)
    # Java Object Serialization Stream Protocol: java.util.HashMap with its two figures, then pairs of strings.
    head = b"\xac\xed\x00\x05\x73\x72\x00\x11java.util.HashMap\x05\x07\xda\xc1\xc3\x16\x60\xd1\x03\x00\x02"
    head += b"F\x00\x0aloadFactorI\x00\x09thresholdxp\x3f\x40\x00\x00" + struct.pack(">I", 12)
    head += b"\x77\x08" + struct.pack(">II", 16, len(known))
    pairs = b"".join(java_text(name) + java_text(text) for name, text in known.items())
    keep("freeotp_backup.xml", "freeotp", head + pairs + b"\x78", entries, PASSWORD)


def raivo():
    entries = [AI, PR, BEN, CHIKA]
    plain = to_json(
        [
            {
                "issuer": one["issuer"],
                "account": one["name"],
                "secret": one["secret"],
                "algorithm": one["algorithm"],
                "digits": str(one["digits"]),
                "kind": one["type"].upper(),
                "timer": str(one["period"] or 0),
                "counter": str(one["counter"] or 0),
                "pinned": "false",
                "iconType": "",
                "iconValue": "",
            }
            for one in entries
        ]
    )
    keep("raivo.json", "raivo", plain, entries)
    keep("raivo.zip", "raivo", aes_zip("raivo-otp-export.json", plain.encode()), entries, PASSWORD)


def aes_zip(name, plain):
    """A zip with one member sealed as WinZip describes it: AE-2, AES-256, counter from 1, lowest byte first."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    squeezed = deflater.compress(plain) + deflater.flush()
    salt = fixed("raivo salt", 16)
    keys = hashlib.pbkdf2_hmac("sha1", PASSWORD.encode(), salt, 1000, 66)
    blocks = Cipher(algorithms.AES(keys[:32]), modes.ECB()).encryptor()
    count = -(-len(squeezed) // 16)
    stream = blocks.update(b"".join(struct.pack("<QQ", number + 1, 0) for number in range(count)))
    sealed = bytes(a ^ b for a, b in zip(squeezed, stream, strict=False))
    body = salt + keys[64:] + sealed + hmac.digest(keys[32:64], sealed, "sha1")[:10]
    extra = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, 8)
    common = struct.pack("<HHHHHIII", 51, 1, 99, 0, 33, 0, len(body), len(plain)) + struct.pack(
        "<HH", len(name), len(extra)
    )
    local = b"PK\x03\x04" + common + name.encode() + extra + body
    central = (
        b"PK\x01\x02" + struct.pack("<H", 51) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name.encode() + extra
    )
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def stratum():
    kinds = {"hotp": 1, "totp": 2, "steam": 4}
    algorithms_ = ["SHA1", "SHA256", "SHA512"]
    plain = to_json(
        {
            "Authenticators": [
                {
                    "Type": kinds[one["type"]],
                    "Icon": None,
                    "Issuer": one["issuer"],
                    "Username": one["name"],
                    "Secret": one["secret"],
                    "Pin": None,
                    "Algorithm": algorithms_.index(one["algorithm"]),
                    "Digits": one["digits"],
                    "Period": one["period"] or 30,
                    "Counter": one["counter"] or 0,
                    "CopyCount": 0,
                    "Ranking": number,
                }
                for number, one in enumerate(ALL)
            ],
            "Categories": [],
            "AuthenticatorCategories": [],
            "CustomIcons": [],
            "IconPacks": [],
        }
    )
    keep("stratum.json", "stratum", plain, ALL)
    salt, nonce = fixed("stratum salt", 16), fixed("stratum nonce", 12)
    key = argon(PASSWORD, salt, kib=64 * 1024, passes=3, lanes=4)
    keep("stratum.stratum", "stratum", b"AUTHENTICATORPRO" + salt + nonce + gcm(key, nonce, plain), ALL, PASSWORD)
    salt, start = fixed("stratum old salt", 20), fixed("stratum start", 16)
    key = hashlib.pbkdf2_hmac("sha1", PASSWORD.encode(), salt, 64_000, 32)
    keep(
        "stratum_old.authpro",
        "stratum",
        b"AuthenticatorPro" + salt + start + cbc(key, start, plain.encode()),
        ALL,
        PASSWORD,
    )


def twofauth():
    entries = [AI, PR, BEN, CHIKA, DAI]
    data = [
        {
            "otp_type": "steamtotp" if one["type"] == "steam" else one["type"],
            "account": one["name"],
            "service": one["issuer"],
            "icon": None,
            "icon_mime": None,
            "icon_file": None,
            "secret": one["secret"],
            "digits": one["digits"],
            "algorithm": one["algorithm"].lower(),
            "period": one["period"],
            "counter": one["counter"],
            "legacy_uri": uri(one),
        }
        for one in entries
    ]
    export = {"app": "2fauth_v5.4.3", "schema": 1, "datetime": "2026-01-01T00:00:00.000000Z", "data": data}
    keep("2fauth.json", "2fauth", to_json(export), entries)


def main():
    for make in (
        uris,
        google,
        aegis,
        twofas,
        bitwarden,
        bitwarden_more,
        andotp,
        onepassword,
        ente,
        proton,
        proton_pass,
        freeotp,
        raivo,
        stratum,
        twofauth,
    ):
        make()
    (HERE / "expected.json").write_text(to_json(EXPECTED) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
