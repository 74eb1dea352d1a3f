"""What may stand in the way: how often, on which way, what it shows, how long it lasts.

Six columns everywhere: log in by SMS, log in by authenticator, set up SMS, set up authenticator, tool by SMS, tool by
authenticator.  The weights are judgements, to be read as "out of a hundred stuck people".
"""

from __future__ import annotations

import tomllib
from pathlib import Path

COLUMNS = ("login/sms", "login/app", "setup/sms", "setup/app", "api/sms", "api/app")
# How the people divide over the columns (of 2,000).
MIX = dict(zip(COLUMNS, (603, 415, 497, 264, 59, 162), strict=True))
# How many things are in the way at once: 1.7 on average, at most three in 96 of 100.
HOW_MANY = {0: 0.04, 1: 0.44, 2: 0.34, 3: 0.14, 4: 0.04}

RECORDS = tomllib.loads(Path(__file__).with_name("causes.toml").read_text(encoding="utf-8"))
WEIGHTS: dict[str, tuple[float, ...]] = {name: tuple(record["weight"]) for name, record in RECORDS.items()}
CAUSES = tuple(WEIGHTS)

SMS = (
    "airplane",
    "sms_filter",
    "intl_sms_block",
    "wifi_calling",
    "number_changed",
    "resend_block",
    "carrier_delay",
    "router_dns",
)
INPUT = ("username_typo", "password_case", "paste_space", "password_forgotten", "password_sync")
AUTHENTICATOR = ("auth_lost", "clock_skew", "stale_secret", "auth_unsynced")
DEVICE = ("app_corrupt", "app_outdated", "os_unsupported", "os_old", "beta_profile", "library_mismatch", "version_sync")
AFTER_CODE = ("cache_bloat", "vpn")  # the article: a white page once the code is in; codes refused with a fat cache
ON_THIS_PHONE = frozenset((*DEVICE, *AFTER_CODE))  # left behind by going on on another device

# One thing makes another likelier: weight of the second once the first is there.
TOGETHER: dict[tuple[str, str], float] = {
    **{(cause, "resend_block"): 4 for cause in SMS if cause != "resend_block"},
    **{("resend_block", cause): 3 for cause in ("sms_filter", "intl_sms_block", "number_changed", "carrier_delay")},
    **{(cause, "security_lock"): 3 for cause in INPUT},
    ("password_forgotten", "password_sync"): 2.5,
    ("app_outdated", "os_old"): 3,
    ("os_old", "app_outdated"): 3,
    ("os_unsupported", "app_outdated"): 2.5,
    ("app_outdated", "cache_bloat"): 2,
    ("cache_bloat", "app_outdated"): 2,
    ("app_outdated", "version_sync"): 0.3,
    ("vpn", "clock_skew"): 2.5,
    ("clock_skew", "vpn"): 2.5,
    ("auth_lost", "app_outdated"): 0.3,
    ("auth_lost", "clock_skew"): 0.2,
    ("action_block", "shadowban"): 3,
    ("shadowban", "action_block"): 2,
    ("api_permission", "api_ban"): 2.5,
    ("outage", "action_block"): 1.5,
}
NEVER_TOGETHER = (
    {"os_old", "os_unsupported"},
    {"auth_lost", "auth_unsynced"},
    {"auth_lost", "stale_secret"},
    {"password_case", "password_forgotten"},
    {"number_changed", "number_limit"},
    {"app_corrupt", "library_mismatch"},
)

# What each way passes, in this order: the first one present is what the screen complains about.
_LOGIN = (*DEVICE, "outage", "security_lock", "restriction", "action_block", *INPUT)
_SETUP = (
    *DEVICE, "outage", "security_lock", "restriction", "action_block", "password_case", "paste_space", "password_sync",
    "shadowban",
)  # fmt: skip
_API = ("api_ban", "outage", "security_lock", "restriction", "action_block", *INPUT)
WAYS: dict[str, tuple[str, ...]] = {
    "login_sms": (*_LOGIN, *SMS, "code_late", *AFTER_CODE),
    "login_app": (*_LOGIN, *AUTHENTICATOR, "code_late", *AFTER_CODE),
    "login_backup": tuple(cause for cause in (*_LOGIN, *AFTER_CODE) if cause != "outage"),
    "login_after_reset": (*_LOGIN, *AFTER_CODE),
    "setup_sms": (*_SETUP, "number_limit", *SMS, "code_late", *AFTER_CODE),
    "setup_app": (*_SETUP, "clock_skew", "stale_secret", "code_late", *AFTER_CODE),
    "setup_app_elsewhere": ("outage", "restriction", "action_block", "shadowban", "clock_skew", "code_late"),
    "api_reconnect/sms": (*_API, *SMS, "code_late", "vpn", "api_permission"),
    "api_reconnect/app": (*_API, *AUTHENTICATOR, "code_late", "vpn", "api_permission"),
}
# Refused for what was typed: these count towards the lock, whatever the screen says.
REFUSALS = frozenset(
    (*INPUT, "code_late", "clock_skew", "stale_secret", "auth_unsynced", "cache_bloat"),
)

REFUSED = ("invalid_credentials", "code_invalid", "try_later")
ERRORS = (
    "invalid_credentials", "button_grey", "reload_loop", "white_screen", "old_version", "unsupported", "app_wont_open",
    "sms_missing", "code_invalid", "use_other_number", "locked", "blocked", "try_later", "no_code_source",
    "api_refused", "api_permission",
)  # fmt: skip


def shows(goal: str, cause: str) -> dict[str, float]:
    """How often each message stands for this cause, for somebody with this goal."""
    record = RECORDS[cause]
    found: dict[str, float] = record.get(goal, record["shows"])
    return found


# Minutes still to go when the session starts: ("even", least, most) or ("fading", mean, 0).  Absent: until repaired.
LASTS: dict[str, tuple[str, float, float]] = {
    name: (*record["lasts"], 0.0)[:3] for name, record in RECORDS.items() if "lasts" in record
}
