"""A person with a phone on the other side of the published protocol: fixed facts, plain rules, a clock.

Small on purpose: answers come from `facts`, a try is refused with the message of the first obstacle that is left, a
repair clears what it names.  What costs how long stands in the book.
"""

import json
import subprocess
import sys
from pathlib import Path

from kagimori.knowledge import load_book

KAGIMORI = str(Path(sys.executable).with_name("kagimori"))
HARMLESS = {
    "os_state": "current", "app_state": "current", "storage": "ok", "cache_size": "under_0.5GB", "clock_auto": "auto",
    "clock_offset": "under_5s", "vpn_on": "no", "signal": "ok", "wifi_calling_on": "no", "beta_profile_on": "no",
    "updated_recently": "no", "dns_check": "ok", "app_opens": "yes", "carrier_type": "major", "filter_level": "weak",
    "intl_sms": "allowed", "other_sms": "arrive", "number_current": "same", "resend_presses": "0",
    "carrier_status": "normal", "authenticator_here": "yes", "authenticator_entries": "one",
    "multi_device_codes": "single_device", "code_timing": "in_time", "accounts_on_number": "1-3",
    "account_status": "clean", "spammy_activity": "no", "meta_status": "operational", "x_reports": "few",
    "lock_notice": "no", "appeals_rejected": "0", "backup_codes": "none", "coadmin": "no", "second_device": "no",
    "second_number": "no", "device_changed": "no", "email_reachable": "yes", "api_fail_count": "0",
    "api_permissions": "full", "password_changed": "no", "username_matches": "match", "password_case": "match",
    "pasted": "no", "password_sure": "sure", "failed_last_hour": "0", "attempts_today": "0-4", "login_history": "0",
    "logged_in_elsewhere": "no",
}  # fmt: skip
# Messages that stand in the way of text messages alone.
SMS_ONLY = {"sms_missing", "use_other_number"}


class StuckPhone:
    """`obstacles`: message -> the repairs that clear it; `needs`: repair -> the one before it; `text`: own words."""

    def __init__(self, goal, method, error, obstacles, facts=None, needs=None):
        """Start with nothing tried and the clock at zero."""
        self.start = {"goal": goal, "method": method, "error": error}
        self.obstacles, self.facts = dict(obstacles), {**HARMLESS, **(facts or {})}
        self.needs, self.text = needs or {}, ""
        self.clock, self.steps = 0.0, []

    def session(self):
        """Talk to `kagimori doctor --protocol jsonl`; returns every step asked for, the finish last."""
        with subprocess.Popen(
            [KAGIMORI, "doctor", "--protocol", "jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as doctor:
            self._say(doctor, {"type": "hello", "protocol": 1})
            message = {"type": "start", "session": "s1", "given": self.start, "text": self.text, "lang": "ja"}
            message |= {"clock": 0.0, "cap": 240.0}
            while True:
                self._say(doctor, message)
                step = json.loads(doctor.stdout.readline())
                self.steps.append(step)
                if step["do"] == "finish":
                    self._say(doctor, {"type": "bye"})
                    return self.steps
                message = self._result(step)

    def acts(self):
        """Return the ids of the actions asked for, in order."""
        return [step["id"] for step in self.steps if step["do"] == "act"]

    @staticmethod
    def _say(doctor, message):
        doctor.stdin.write(json.dumps(message) + "\n")
        doctor.stdin.flush()

    def _result(self, step):
        told, minutes = {"status": "ok"}, step.get("minutes", 0.0)
        if step["do"] == "observe":
            thing = load_book("trial").observations[step["id"]]
            told["value"] = self.start["error"] if step["id"] == "error_text" else self.facts[step["id"]]
            minutes = thing.minutes
        elif step["do"] == "act":
            minutes = load_book("trial").actions[step["id"]].minutes
            told = self._act(step["id"])
        self.clock += minutes
        done = told["status"] == "success"
        inside = done or self.start["goal"] != "login"
        closed = done or self.clock >= 240 or len(self.steps) >= 79
        return {
            "type": "result", "session": "s1", "id": step.get("id"), "clock": self.clock, "logged_in": inside,
            "recovered": done, "closed": closed, **told,
        }  # fmt: skip

    def _act(self, name):
        if load_book("trial").actions[name].kind == "attempt":
            return self._attempt(name)
        need = self.needs.get(name)
        if need is not None and need not in self.acts():
            return {"status": "not_possible"}
        if name in ("use_other_device", "ask_coadmin", "use_second_number"):
            return {"status": "not_possible"}
        cleared = [message for message, repairs in self.obstacles.items() if name in repairs]
        for message in cleared:
            del self.obstacles[message]
        return {"status": "ok" if cleared or name in self.needs.values() else "no_change"}

    def _attempt(self, name):
        if not name.startswith(self.start["goal"]) or name in (
            "login_backup",
            "login_after_reset",
            "setup_app_elsewhere",
        ):
            return {"status": "not_possible"}
        if name.startswith("login") and not name.endswith(self.start["method"]):
            return {"status": "not_possible"}
        in_the_way = [message for message in self.obstacles if message not in SMS_ONLY or name.endswith("sms")]
        if in_the_way:
            return {"status": "failed", "error": in_the_way[0]}
        return {"status": "success"}
