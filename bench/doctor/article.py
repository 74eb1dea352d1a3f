"""The article's fixed order, walked by a careful reader; with its symptom tables first if wanted.

The reader leaves three minutes between SMS, counts the failures seen here, waits half an hour after an update and hands
off when the list is through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench.doctor.patient import way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.doctor.session import Session

Message = dict[str, Any]
# OS, app, cache, clock, official status (the article's ring), then its chapters from the top.  "try": test it.
FIRST = (
    "os_state",
    "update_os",
    "app_state",
    "update_app",
    "restart_phone",
    "clear_cache",
    "vpn_off",
    "clock_auto_on",
    "try",
    "meta_status",
)
INPUT = ("retype_username", "retype_password", "trim_paste", "try", "wait15", "try")
SMS = (
    "airplane_off",
    "filter_weak",
    "wait5",
    "try",
    "wifi_calling_off",
    "try",
    "allow_intl_sms",
    "router_restart",
    "try",
)
APP = ("authenticator_sync", "enter_promptly", "try", "reregister_secret", "try")
ACCOUNT = ("account_status", "number_current", "free_number_slot", "try", "other_way")
LAST = ("reinstall_app", "try", "backup_codes", "coadmin", "appeals_rejected", "report_problem", "wait30", "try")
TABLES: dict[str, tuple[str, ...]] = {
    "invalid_credentials": ("retype_password", "trim_paste", "try", "wait15", "try"),
    "button_grey": ("wait15", "try"),
    "reload_loop": ("clear_cache", "try", "restart_phone", "reinstall_app", "try"),
    "white_screen": ("vpn_off", "try"),
    "old_version": ("update_app", "try"),
    "unsupported": ("os_state", "update_os", "try"),
    "app_wont_open": ("reinstall_app", "try"),
    "sms_missing": ("filter_weak", "wait5", "try"),
    "code_invalid": ("clock_auto_on", "authenticator_sync", "try"),
    "use_other_number": ("free_number_slot", "try"),
    "try_later": ("meta_status",),
    "api_refused": ("wait30", "try"),
    "api_permission": ("api_fix_permission", "try"),
}
TOP_CAUSE = {
    "invalid_credentials": "password_case", "button_grey": "password_sync", "reload_loop": "library_mismatch",
    "white_screen": "vpn", "old_version": "app_outdated", "unsupported": "os_old", "app_wont_open": "app_corrupt",
    "sms_missing": "sms_filter", "code_invalid": "clock_skew", "use_other_number": "number_limit",
    "locked": "security_lock", "blocked": "action_block", "try_later": "outage", "no_code_source": "auth_lost",
    "api_refused": "api_ban", "api_permission": "api_permission",
}  # fmt: skip
OBSERVED = (
    "api_permissions",
    "os_state",
    "app_state",
    "meta_status",
    "account_status",
    "number_current",
    "backup_codes",
    "coadmin",
    "appeals_rejected",
)
SAFE_FAILURES, SAFE_TRIES = 4, 18


class Article:
    """The careful reader as a policy."""

    def __init__(self, *, tables: bool = False) -> None:
        self.tables = tables
        self.walk: Iterator[Message] = iter(())
        self.seen: Message = {}

    def answer(self, message: Message, session: Session) -> Message:
        del session
        self.seen = message
        if message["type"] == "start":
            self.walk = self._walk(message)
        step = self._finish() if message.get("closed") else next(self.walk)
        return {"session": message["session"], **step}

    def end(self) -> None:
        """Nothing is held."""

    def _walk(self, start: Message) -> Iterator[Message]:
        given = start["given"]
        self.goal, self.method, self.error = given["goal"], given["method"], given["error"]
        self.failed_at: list[float] = []
        self.tries, self.sms_at, self.hold, self.inside = 0, -9.0, 0.0, self.goal != "login"
        for item in self._list():
            yield from self._do(item)
            if self.seen["closed"]:
                break
        yield self._finish()

    def _finish(self) -> Message:
        outcome = "recovered" if self.seen.get("recovered") else "hand_off"
        return {"do": "finish", "outcome": outcome, "causes": [TOP_CAUSE.get(self.error or "", "outage")]}

    def _list(self) -> tuple[str, ...]:
        own = SMS if self.method == "sms" else APP
        chapters = (*FIRST, *INPUT, *own, *ACCOUNT, *LAST)
        if self.goal == "api":
            chapters = ("api_permissions", "api_fix_permission", "try", "wait30", "try", *chapters)
        return (*(TABLES.get(self.error or "", ()) if self.tables else ()), *chapters)

    def _do(self, item: str) -> Iterator[Message]:
        if item == "try":
            yield from self._try(self._own_try())
        elif item == "other_way":
            if self.inside and self.goal != "api":
                yield from self._try("setup_app")
        elif item.startswith("wait"):
            yield {"do": "wait", "minutes": float(item[4:])}
        elif item in OBSERVED:
            yield {"do": "observe", "id": item}
            yield from self._follow(item)
        else:
            yield {"do": "act", "id": item}
            if item.startswith("update_") and self.seen["status"] == "not_possible":
                yield {"do": "act", "id": "free_storage"}
                yield {"do": "act", "id": item}
            if item.startswith("update_") and self.seen["status"] == "ok":
                self.hold = self.seen["clock"] + 30

    def _follow(self, item: str) -> Iterator[Message]:
        value = self.seen.get("value")
        if item == "meta_status" and value in ("partial_outage", "major_outage"):
            yield {"do": "finish", "outcome": "hand_off", "causes": ["outage"]}
        elif item == "backup_codes" and value not in ("none", "unknown") and self.goal == "login":
            yield from self._try("login_backup")
            if self.inside:
                yield from self._try("setup_app")
        elif item == "coadmin" and value == "yes" and self.goal == "login" and not self.inside:
            yield {"do": "act", "id": "ask_coadmin"}
            while self.seen["status"] == "ok" and not self.seen.get("notices") and not self.seen["closed"]:
                yield {"do": "wait", "minutes": 15}
            yield from self._try("login_after_reset")
            if self.inside:
                yield from self._try("setup_app")

    def _own_try(self) -> str:
        if self.goal == "login" and self.inside:
            return f"setup_{self.method}"
        return way(self.goal, self.method).split("/")[0]

    def _try(self, name: str) -> Iterator[Message]:
        clock = self.seen["clock"]
        if self.seen["closed"] or self.tries >= SAFE_TRIES:
            return
        wait = max(self.hold - clock, self.sms_at + 3 - clock if "sms" in (name[-3:], self.method) else 0)
        if self.goal == "api" and len(self.failed_at) >= 3:
            wait = max(wait, self.failed_at[-1] + 30 - clock)
        recent = [at for at in self.failed_at if clock - at < 60]
        if len(recent) >= SAFE_FAILURES:
            wait = max(wait, recent[0] + 60 - clock)
        if wait > 0.1:
            yield {"do": "wait", "minutes": wait}
        self.sms_at, self.tries = self.seen["clock"], self.tries + 1
        yield {"do": "act", "id": name}
        self.inside = self.seen["logged_in"]
        if self.seen["status"] == "failed":
            self.error = self.seen["error"]
            if self.goal == "api" or self.error != "sms_missing":
                self.failed_at.append(self.seen["clock"])
