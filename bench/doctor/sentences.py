"""The person's own words for a message, a goal and a method, in Japanese and English."""

from __future__ import annotations

# Said first, by goal and method.
FRAMES: dict[str, dict[str, tuple[str, ...]]] = {
    "login/sms": {
        "ja": ("ログインの2段階認証で詰まってます。SMSでコードを受け取る設定です。", "会社のインスタに入れません、認証はSMSです。", "ログインしようとすると携帯にコードが来るやつで止まります。"),
        "en": ("Can't get past 2FA when logging in, I use text messages.", "Locked out of our Instagram at the code step (SMS).", "Logging in asks me for a texted code and that's where it stops."),
    },
    "login/app": {
        "ja": ("認証アプリの6桁でログインできません。", "ログイン時の2FA(Google Authenticator)が通らないです。", "インスタにログインしたいのに認証アプリのところで先に進めない。"),
        "en": ("I can't log in with my authenticator app.", "Stuck on the authenticator step while signing in.", "Trying to log in, we use Google Authenticator for the second step."),
    },
    "setup/sms": {
        "ja": ("二段階認証をSMSでオンにしたいのにできません。", "ログインはできてるんですが、SMSの2FA設定ができない。", "電話番号で2段階認証を設定しようとしています。"),
        "en": ("I'm logged in but can't switch on SMS two-factor.", "Trying to turn on 2FA by text message and it won't.", "Setting up two-step verification with my phone number fails."),
    },
    "setup/app": {
        "ja": ("認証アプリで二段階認証を有効にできません(ログイン中)。", "2FAを認証アプリ方式で設定したいのですが駄目です。", "QRコードを読んで認証アプリを登録する設定が終わりません。"),
        "en": ("I'm logged in but can't enable 2FA with an authenticator app.", "Setting up the authenticator (QR code) doesn't work.", "Trying to turn on two-factor with Google Authenticator."),
    },
    "api/sms": {
        "ja": ("Zapierの再接続ができません。認証はSMSです。", "連携ツールの再認証をSMSコードでやろうとしてます。", "Manychatがインスタに再接続できない、コードはSMSで来る設定。"),
        "en": ("Reconnecting Zapier to Instagram fails, codes come by SMS.", "Our scheduling tool must be re-authorised and uses text codes.", "Manychat won't reconnect; 2FA is by text message."),
    },
    "api/app": {
        "ja": ("Zapierの再認証(Reconnect)が通りません。2FAは認証アプリです。", "連携ツールの再接続で止まってます、認証アプリのコードを使います。", "Metricoolをつなぎ直したいのに駄目です。認証アプリ利用。"),
        "en": ("Re-authorising Zapier fails, we use an authenticator app.", "The connected tool can't reconnect; second factor is an authenticator.", "Metricool needs reconnecting, codes from Google Authenticator."),
    },
}  # fmt: skip
# Said next, by message.
MESSAGES: dict[str, dict[str, tuple[str, ...]]] = {
    "invalid_credentials": {
        "ja": ("「無効な資格情報」と出ます。", "資格情報が無効って言われる…", "ユーザー名かパスワードが違うみたいなエラー。"),
        "en": ("It says invalid credentials.", "Says my user name or password is wrong.", "'Invalid credentials' every time."),
    },
    "button_grey": {
        "ja": ("設定ボタンがグレーで押せません。", "ボタンが灰色のまま反応しない。", "オンにするボタンが薄くなってて押せないんです。"),
        "en": ("The button is greyed out.", "I can't tap the set-up button, it's grey.", "The switch is disabled, just grey."),
    },
    "reload_loop": {
        "ja": ("ずっと読み込み中で終わりません。", "リロードを繰り返してばかり。", "くるくる回ったまま進まない。"),
        "en": ("It keeps loading forever.", "The page reloads over and over.", "Just a spinner that never ends."),
    },
    "white_screen": {
        "ja": ("画面が真っ白になります。", "白い画面のまま何も出ない。", "途中で真っ白です。"),
        "en": ("The screen goes white.", "All I get is a blank white page.", "It turns completely blank."),
    },
    "old_version": {
        "ja": ("「古いバージョンです」と出ます。", "バージョンが古いって表示される。", "お使いのバージョンは古いので使えませんみたいな。"),
        "en": ("It says this version is too old.", "'You are using an old version' comes up.", "Tells me the version is outdated."),
    },
    "unsupported": {
        "ja": ("「機能が対応していません」と表示。", "この機能には対応していないと言われます。", "お使いの端末は非対応みたいな表示。"),
        "en": ("It says the feature is not supported.", "'Feature not supported' appears.", "Says this isn't supported on my device."),
    },
    "app_wont_open": {
        "ja": ("「アプリを開けません」と出る。", "そもそもアプリが開かないです。", "起動してもすぐ落ちます。"),
        "en": ("It says the app cannot be opened.", "The app won't even open.", "The app crashes right at the start."),
    },
    "sms_missing": {
        "ja": ("SMSのコードが届きません。", "待ってもショートメッセージが来ない。", "コードが全然来ないんですけど。"),
        "en": ("The code never arrives.", "No text message comes.", "I'm not getting the SMS code at all."),
    },
    "code_invalid": {
        "ja": ("「コードが無効です」と出ます。", "入れたコードが正しくないと言われる。", "6桁を入れても無効って…"),
        "en": ("It says the code is invalid.", "The code gets rejected as wrong.", "'Code isn't valid', every single time."),
    },
    "use_other_number": {
        "ja": ("「別の番号を使用してください」と出ました。", "違う電話番号を使えと言われます。", "この番号は使えないので別の番号を、と表示。"),
        "en": ("It says please use another number.", "Tells me to use a different phone number.", "'Use another number' is all it says."),
    },
    "locked": {
        "ja": ("アカウントがロックされたと出てます。", "ロックされましたという表示。", "失敗しすぎてロックと言われた。"),
        "en": ("It says the account is locked.", "A notice that my account got locked.", "Locked, apparently too many tries."),
    },
    "blocked": {
        "ja": ("「アクションがブロックされました」と出る。", "操作が制限されてますと言われました。", "ブロックされたので後で、みたいな警告。"),
        "en": ("It says action blocked.", "'This action was blocked / restricted'.", "Apparently my actions are restricted."),
    },
    "try_later": {
        "ja": ("「問題が発生しました。後でもう一度」と出ます。", "しばらくしてからやり直してと言われるだけ。", "エラーが発生しました、時間をおいて、と。"),
        "en": ("It says something went wrong, try again later.", "'Please try again later' is all I get.", "Sorry, there was a problem - later, it says."),
    },
    "no_code_source": {
        "ja": ("機種変したら認証アプリにコードが出ません。", "このスマホの認証アプリにインスタの項目がない。", "コードを出すアプリが前の端末にしか入ってない。"),
        "en": ("My authenticator has no Instagram entry on this phone.", "New phone, and the codes are gone from the app.", "There is no code to type, the authenticator was on the old phone."),
    },
    "api_refused": {
        "ja": ("ツール側で「認証に失敗」と出ます。", "認証に失敗しましたと言われて接続できない。", "連携先に認証エラーが出ています。"),
        "en": ("The tool says authentication failed.", "'Authentication failed' in the tool.", "It reports an authentication error."),
    },
    "api_permission": {
        "ja": ("「権限が不足しています」と出る。", "権限が足りないと言われます。", "必要な権限がないというエラー。"),
        "en": ("It says a permission is missing.", "'Missing permission' in the tool.", "Complains about insufficient permissions."),
    },
}  # fmt: skip
NOTHING_SAID = {
    "ja": ("とにかく先に進めません。", "表示は覚えてないです。", "何回やってもだめです、助けて。"),
    "en": ("It just doesn't work.", "I don't remember what it said.", "Tried everything, please help."),
}
TAILS = {
    "ja": ("", "", "急いでます。", "広告が止まって困ってます。", "どうしたらいいですか?"),
    "en": ("", "", "It's urgent.", "Our ads are on hold.", "What do I do?"),
}


def sentence(rng, goal: str, method: str, error: str | None, lang: str) -> str:
    """The complaint: frame, message and sometimes a sigh, in a person's order."""
    frame = rng.choice(FRAMES[f"{goal}/{method}"][lang])
    said = rng.choice(MESSAGES[error][lang] if error else NOTHING_SAID[lang])
    parts = [frame, said] if rng.random() < 0.7 else [said, frame]
    glue = "" if lang == "ja" else " "
    return glue.join([*parts, rng.choice(TAILS[lang])]).strip()
