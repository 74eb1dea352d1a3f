"""The table of settings: name, type, unit, default and sentence of each, and how it is read.

The start of the console, `kagimori check` and the reference in the documentation are all made from this table.
Settings come from the environment alone (`kagimori serve --port` and the like write there first), so that no
setting can be changed from two places.  A bad value stops the start and says what to write.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kagimori.cli.folder import data_folder
from kagimori.core.errors import BadInput
from kagimori.core.text import Text
from kagimori.project import readers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class BadSetting(BadInput):
    """A setting cannot be used: `name` and `problem` say which and why, `hint` what to write."""

    code = "setting.unusable"


@dataclass(frozen=True, slots=True)
class Setting:
    """One row: `read` turns the text of the environment into the value, or raises ValueError with a hint.

    A `hidden` one may hold a password and is never repeated in a message.
    """

    name: str
    kind: str
    unit: str
    default: str
    read: Callable[[str], Any]
    words: Text
    hidden: bool = False


TABLE = (
    Setting(
        "KAGIMORI_DATA",
        "folder",
        "",
        "~/.local/share/kagimori",
        readers.folder,
        Text(
            "データを置くフォルダ。鍵もここに入るので、本人だけが読める場所にします。",
            "The folder for all data. The keys lie there too, so keep it readable by its owner only.",
        ),
    ),
    Setting(
        "DATABASE_URL",
        "address",
        "",
        "",
        readers.database,
        Text(
            "PostgreSQLを使うときの接続先 (postgresql://user@host:5432/name)。空ならデータフォルダのSQLite。",
            "Where PostgreSQL is (postgresql://user@host:5432/name). Empty: SQLite in the data folder.",
        ),
        hidden=True,
    ),
    Setting(
        "KAGIMORI_KEYS",
        "folder",
        "",
        "",
        readers.word,
        Text(
            "鍵を置くフォルダ。空ならデータフォルダの中のkeys。データと別の場所に分けると、片方だけでは読めません。",
            "The folder for the keys. Empty: keys in the data folder. Kept elsewhere, neither opens without the other.",
        ),
    ),
    Setting(
        "KAGIMORI_KEY_PASSPHRASE_FILE",
        "file",
        "",
        "",
        readers.word,
        Text(
            "鍵にかけた合言葉を1行目に書いたファイル。空なら、起動したときに画面で聞きます。",
            "A file whose first line is the passphrase of the keys. Empty: it is asked for at the start.",
        ),
    ),
    Setting(
        "KAGIMORI_KMS_URI",
        "address",
        "",
        "",
        readers.word,
        Text(
            "鍵の保管サービス(KMS)にあるマスターキーの場所。例: hcvault://host:8200/transit/keys/kagimori",
            "Where a key service (KMS) keeps the master key, such as hcvault://host:8200/transit/keys/kagimori.",
        ),
    ),
    Setting(
        "KAGIMORI_KMS_TOKEN_FILE",
        "file",
        "",
        "",
        readers.word,
        Text(
            "鍵の保管サービスに見せる許可証を1行目に書いたファイル。",
            "A file whose first line is the token for the key service.",
        ),
    ),
    Setting(
        "KAGIMORI_HOST",
        "address",
        "",
        "127.0.0.1",
        readers.word,
        Text(
            "待ち受けるアドレス。127.0.0.1ならこの機械からだけ開けます。",
            "The address to listen on. With 127.0.0.1 only this machine can open the console.",
        ),
    ),
    Setting(
        "KAGIMORI_PORT",
        "number",
        "port",
        "8000",
        readers.port,
        Text("待ち受けるポート。", "The port to listen on."),
    ),
    Setting(
        "KAGIMORI_PUBLIC_URL",
        "address",
        "",
        "",
        readers.public_url,
        Text(
            "ほかの機械から見たこのコンソールのアドレス。リンクとQRコードはこれで作ります。",
            "The console's address as other machines see it. Links and QR codes are made with it.",
        ),
    ),
    Setting(
        "KAGIMORI_OPEN_DOCTOR",
        "switch",
        "",
        "no",
        readers.switch,
        Text(
            "yesなら、ほかの機械からもログインせずにドクターを使えます。この機械の中だけなら、noでも使えます。",
            "With yes, the doctor opens to other machines without login. On this machine alone it always does.",
        ),
    ),
    Setting(
        "KAGIMORI_ALLOWED_HOSTS",
        "list",
        "",
        "",
        readers.words,
        Text(
            "このコンソールを開くときに使ってよい、ほかのホスト名。コンマで区切ります。",
            "Further host names under which the console may be opened, separated by commas.",
        ),
    ),
    Setting(
        "KAGIMORI_TRUSTED_PROXY",
        "address",
        "",
        "",
        readers.word,
        Text(
            "手前に置いたHTTPSの中継のアドレス。ここから来たX-Forwarded-ForとX-Forwarded-Protoだけを信じます。",
            "The HTTPS proxy in front. X-Forwarded-For and X-Forwarded-Proto are believed from this address only.",
        ),
    ),
    Setting(
        "KAGIMORI_THREADS",
        "number",
        "thread",
        "8",
        readers.positive,
        Text("同時に応える数。", "How many requests are answered at the same time."),
    ),
    Setting(
        "KAGIMORI_WORKER",
        "name",
        "",
        "",
        readers.worker_name,
        Text(
            "PostgreSQLで作業を行うプロセスの名前。ほかと重ならないように付けます。空なら空いている名前を使います。",
            "The name of a process that runs jobs on PostgreSQL, different for each. Empty: the first that is free.",
        ),
    ),
    Setting(
        "KAGIMORI_TIME_ZONE",
        "time zone",
        "",
        "Asia/Tokyo",
        readers.time_zone,
        Text("本人の設定がないときに時刻を示す地域。", "The zone in which times are shown to somebody who set none."),
    ),
    Setting(
        "KAGIMORI_MAIL_URL",
        "address",
        "",
        "",
        readers.mail,
        Text(
            "招待やパスワード再設定のメールを送るサーバー (smtp://user:password@host:587?tls=starttls)。空なら、オーナーがリンクを渡します。",
            "The server that sends invitations and links for new passwords "
            "(smtp://user:password@host:587?tls=starttls). Empty: an owner hands the links over.",
        ),
        hidden=True,
    ),
    Setting(
        "KAGIMORI_MAIL_FROM",
        "mail address",
        "",
        "",
        readers.mail_address,
        Text(
            "メールの差出人。空ならメールサーバーの利用者名。",
            "The sender of mails. Empty: the user name at the mail server.",
        ),
    ),
    Setting(
        "KAGIMORI_OIDC_ISSUER",
        "address",
        "",
        "",
        readers.issuer,
        Text(
            "会社のログイン(OpenID Connect)の発行元。空なら使いません。",
            "The issuer of the company's login (OpenID Connect). Empty: not used.",
        ),
    ),
    Setting(
        "KAGIMORI_OIDC_CLIENT_ID",
        "text",
        "",
        "",
        readers.word,
        Text(
            "会社のログインに登録した、このコンソールのID。", "What the company's login calls this console (client id)."
        ),
    ),
    Setting(
        "KAGIMORI_OIDC_SECRET_FILE",
        "file",
        "",
        "",
        readers.file,
        Text(
            "会社のログインとの合言葉(client secret)を入れたファイル。本人だけが読めるようにします。",
            "The file with the secret that this console shares with the company's login (client secret). "
            "Keep it readable by its owner only.",
        ),
    ),
    Setting(
        "KAGIMORI_OIDC_NAME",
        "text",
        "",
        "SSO",
        readers.word,
        Text("ログインのボタンに出す、会社のログインの名前。", "The name of the company's login on the button."),
    ),
    Setting(
        "KAGIMORI_OIDC_MAIL_DOMAINS",
        "list",
        "",
        "",
        readers.words,
        Text(
            "会社のログインで入れるメールのドメイン。コンマで区切ります。空ならどれでも。",
            "The mail domains with which the company's login lets people in, separated by commas. Empty: any.",
        ),
    ),
    Setting(
        "KAGIMORI_OIDC_MATCH_MAIL",
        "switch",
        "",
        "no",
        readers.switch,
        Text(
            "yesなら、会社のログインが確認済みとするメールアドレスが同じ人を、本人とみなします。noなら、先に本人がログインして結び付けます。",
            "With yes, a mail address that the company's login has verified is enough to be the person with it here. "
            "With no, people tie the two together themselves while they are logged in.",
        ),
    ),
    Setting(
        "KAGIMORI_OIDC_INSIDE",
        "switch",
        "",
        "no",
        readers.switch,
        Text(
            "yesなら、会社のログインが社内ネットワークのアドレスにあることを許します。",
            "With yes, the company's login may have an address inside the company's own network.",
        ),
    ),
    Setting(
        "KAGIMORI_CODES_ALERT_AT",
        "number",
        "code",
        "",
        readers.count_or_usual,
        Text(
            "バックアップコードの残りがこの数になったら、チームに知らせます。空なら3。0なら知らせません。",
            "At how many backup codes left a team is told. Empty: 3. With 0, nobody is.",
        ),
    ),
    Setting(
        "KAGIMORI_CODES_ALERT_GONE",
        "switch",
        "",
        "yes",
        readers.switch,
        Text(
            "yesなら、バックアップコードがなくなったときに、別の急ぎの知らせを出します。",
            "With yes, a team gets an urgent notice of its own when no backup code is left.",
        ),
    ),
    Setting(
        "KAGIMORI_STATUS_URL",
        "address",
        "",
        "https://metastatus.com",
        readers.web_address,
        Text("Metaの障害情報を読みに行く先。", "Where Meta's own report of outages is read."),
    ),
    Setting(
        "KAGIMORI_STANDIN",
        "switch",
        "",
        "no",
        readers.switch,
        Text(
            "yesなら、訓練のために外部サービスの代役(この機械の中)につなぐことを許します。全ページに注意が出ます。",
            "With yes, stand-ins of outside services on this machine may be used for a drill. Every page then says so.",
        ),
    ),
    Setting(
        "KAGIMORI_DEBUG",
        "switch",
        "",
        "no",
        readers.switch,
        Text(
            "yesなら、開発のために誤りの詳細をページに出します。127.0.0.1でだけ使えます。",
            "With yes, pages show the details of errors, for developers. Possible on 127.0.0.1 only.",
        ),
    ),
)


def read(environment: Mapping[str, str]) -> dict[str, Any]:
    """Return every setting's value by name; raises BadSetting for the first that cannot be used."""
    values = {row.name: _value(row, environment.get(row.name) or row.default) for row in TABLE}
    values["KAGIMORI_DATA"] = data_folder(environment)
    return values


def _value(row: Setting, text: str) -> Any:
    try:
        return row.read(text)
    except ValueError as problem:
        raise BadSetting(name=row.name, problem="…" if row.hidden else text, hint=str(problem)) from None
