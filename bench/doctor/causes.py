"""What may stand in the way: how often, on which way, what it shows, how long it lasts.

Six columns everywhere: log in by SMS, log in by authenticator, set up SMS, set up authenticator, tool by SMS, tool by
authenticator.  The weights are judgements, to be read as "out of a hundred stuck people".
"""

from __future__ import annotations

COLUMNS = ("login/sms", "login/app", "setup/sms", "setup/app", "api/sms", "api/app")
# How the people divide over the columns (of 2,000).
MIX = dict(zip(COLUMNS, (603, 415, 497, 264, 59, 162), strict=True))
# How many things are in the way at once: 1.7 on average, at most three in 96 of 100.
HOW_MANY = {0: 0.04, 1: 0.44, 2: 0.34, 3: 0.14, 4: 0.04}

WEIGHTS: dict[str, tuple[float, ...]] = {
    "username_typo": (5, 6, 0, 0, 2, 3),
    "password_case": (5, 6, 2, 2, 2, 3),
    "paste_space": (3, 4, 2, 2, 2, 3),
    "password_forgotten": (4, 5, 0, 0, 1, 2),
    "password_sync": (4, 5, 7, 8, 3, 3),
    "code_late": (3, 7, 2, 6, 2, 5),
    "app_outdated": (4, 4, 7, 9, 0, 0),
    "os_old": (1.5, 1.5, 4, 5, 0, 0),
    "os_unsupported": (1, 1, 2, 3, 0, 0),
    "version_sync": (1.5, 2, 3, 4, 0, 0),
    "library_mismatch": (1.5, 2, 3, 4, 0, 0),
    "app_corrupt": (1.5, 1.5, 1.5, 2, 0, 0),
    "beta_profile": (0.7, 0.7, 1, 1.5, 0, 0),
    "vpn": (4, 5, 4, 6, 4, 5),
    "cache_bloat": (4, 4, 6, 9, 0, 0),
    "airplane": (3, 0, 3, 0, 2, 0),
    "sms_filter": (10, 0, 13, 0, 10, 0),
    "intl_sms_block": (5, 0, 6, 0, 4, 0),
    "wifi_calling": (3, 0, 4, 0, 2, 0),
    "number_changed": (6, 0, 3, 0, 4, 0),
    "resend_block": (6, 0, 6, 0, 4, 0),
    "carrier_delay": (4, 0, 4, 0, 3, 0),
    "router_dns": (2, 0, 3, 0, 2, 0),
    "clock_skew": (0, 15, 0, 15, 0, 10),
    "stale_secret": (0, 8, 0, 7, 0, 5),
    "auth_unsynced": (0, 5, 0, 0, 0, 4),
    "auth_lost": (0, 12, 0, 0, 0, 4),
    "number_limit": (0, 0, 9, 0, 0, 0),
    "shadowban": (0, 0, 4, 5, 0, 0),
    "restriction": (1.5, 1.5, 2, 2, 1, 1),
    "action_block": (2.5, 2.5, 2.5, 3, 1.5, 1.5),
    "security_lock": (3.5, 3.5, 0, 0, 2, 2),
    "outage": (4, 4, 4, 5, 3, 3),
    "api_ban": (0, 0, 0, 0, 18, 18),
    "api_permission": (0, 0, 0, 0, 22, 22),
}
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
SHOWS: dict[str, dict[str, float]] = {
    "username_typo": {"invalid_credentials": 0.95, "try_later": 0.05},
    "password_case": {"invalid_credentials": 0.96, "try_later": 0.04},
    "paste_space": {"invalid_credentials": 0.93, "code_invalid": 0.07},
    "password_forgotten": {"invalid_credentials": 0.97, "try_later": 0.03},
    "password_sync": {"invalid_credentials": 0.8, "button_grey": 0.1, "try_later": 0.1},
    "code_late": {"code_invalid": 0.95, "try_later": 0.05},
    "app_outdated": {"old_version": 0.65, "unsupported": 0.12, "white_screen": 0.15, "button_grey": 0.08},
    "os_old": {"unsupported": 0.65, "white_screen": 0.2, "old_version": 0.15},
    "os_unsupported": {"unsupported": 0.7, "white_screen": 0.15, "old_version": 0.15},
    "version_sync": {"old_version": 0.3, "try_later": 0.35, "button_grey": 0.2, "unsupported": 0.15},
    "library_mismatch": {"reload_loop": 0.65, "white_screen": 0.25, "app_wont_open": 0.1},
    "app_corrupt": {"app_wont_open": 0.85, "white_screen": 0.15},
    "beta_profile": {"reload_loop": 0.3, "white_screen": 0.3, "unsupported": 0.25, "app_wont_open": 0.15},
    "vpn": {"white_screen": 0.6, "try_later": 0.25, "reload_loop": 0.15},
    "cache_bloat": {"reload_loop": 0.45, "code_invalid": 0.4, "white_screen": 0.15},
    "airplane": {"sms_missing": 0.95, "try_later": 0.05},
    "sms_filter": {"sms_missing": 1},
    "intl_sms_block": {"sms_missing": 1},
    "wifi_calling": {"sms_missing": 1},
    "number_changed": {"sms_missing": 0.93, "use_other_number": 0.07},
    "resend_block": {"sms_missing": 0.75, "try_later": 0.25},
    "carrier_delay": {"sms_missing": 0.9, "code_invalid": 0.1},
    "router_dns": {"sms_missing": 0.55, "reload_loop": 0.3, "try_later": 0.15},
    "clock_skew": {"code_invalid": 0.97, "try_later": 0.03},
    "stale_secret": {"code_invalid": 1},
    "auth_unsynced": {"code_invalid": 1},
    "auth_lost": {"no_code_source": 0.9, "code_invalid": 0.1},
    "number_limit": {"use_other_number": 0.92, "try_later": 0.08},
    "shadowban": {"button_grey": 0.3, "try_later": 0.4, "blocked": 0.3},
    "restriction": {"blocked": 0.65, "try_later": 0.2, "locked": 0.15},
    "action_block": {"blocked": 0.8, "try_later": 0.2},
    "security_lock": {"locked": 0.8, "invalid_credentials": 0.1, "try_later": 0.1},
    "outage": {"try_later": 0.5, "reload_loop": 0.2, "sms_missing": 0.15, "white_screen": 0.15},
    "api_ban": {"api_refused": 0.85, "try_later": 0.15},
    "api_permission": {"api_permission": 0.85, "api_refused": 0.15},
}
# The same on a set-up or in a tool, where it differs.
SHOWS_IN: dict[tuple[str, str], dict[str, float]] = {
    ("setup", "password_sync"): {"button_grey": 0.5, "invalid_credentials": 0.45, "try_later": 0.05},
    ("setup", "outage"): {"try_later": 0.5, "reload_loop": 0.2, "button_grey": 0.15, "white_screen": 0.15},
    **{("api", cause): {"api_refused": 0.85, "invalid_credentials": 0.15} for cause in INPUT},
    **{("api", cause): {"api_refused": 0.55, "code_invalid": 0.45} for cause in (*AUTHENTICATOR[1:], "code_late")},
    ("api", "security_lock"): {"api_refused": 0.5, "locked": 0.5},
    ("api", "restriction"): {"api_refused": 0.4, "blocked": 0.4, "api_permission": 0.2},
    ("api", "action_block"): {"api_refused": 0.4, "blocked": 0.6},
}
ERRORS = (
    "invalid_credentials", "button_grey", "reload_loop", "white_screen", "old_version", "unsupported", "app_wont_open",
    "sms_missing", "code_invalid", "use_other_number", "locked", "blocked", "try_later", "no_code_source", "api_refused",
    "api_permission",
)  # fmt: skip


def shows(goal: str, cause: str) -> dict[str, float]:
    """How often each message stands for this cause, for somebody with this goal."""
    return SHOWS_IN.get((goal, cause), SHOWS[cause])


# Minutes still to go when the session starts: ("even", least, most) or ("fading", mean).  Absent: until repaired.
LASTS: dict[str, tuple[str, float, float]] = {
    "password_sync": ("even", 1, 14),
    "version_sync": ("even", 2, 28),
    "resend_block": ("even", 4, 30),
    "carrier_delay": ("fading", 35, 0),
    "api_ban": ("even", 3, 30),
    "outage": ("fading", 420, 0),
    "security_lock": ("even", 15, 1440),
    "action_block": ("even", 30, 2880),
    "shadowban": ("fading", 4320, 0),
}
