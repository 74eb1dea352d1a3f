"""What can be done: minutes, what it cures and how surely, what it needs, what it leaves behind."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair or a bypass.  `idle_when` makes it `no_change`; `needs` (any of) else makes it `not_possible`."""

    minutes: float
    cures: dict[str, float] = field(default_factory=dict)
    sets: dict[str, str] = field(default_factory=dict)
    idle_when: tuple[tuple[str, str], ...] = ()
    needs: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0
    may_start: tuple[tuple[str, float], ...] = ()


_ROOM = (("storage", "ok"),)
_INSIDE = (("inside", "yes"), ("logged_in_elsewhere", "yes"))

REPAIRS: dict[str, Repair] = {
    "retype_username": Repair(0.7, {"username_typo": 0.93}, {"username_matches": "match"}),
    "retype_password": Repair(0.7, {"password_case": 0.92, "paste_space": 0.9}, {"password_case": "match", "pasted": "no"}),
    "trim_paste": Repair(0.3, {"paste_space": 0.95}, {}, (("pasted", "no"),)),
    "reset_password": Repair(
        5, {"password_forgotten": 0.97, "password_case": 0.95, "paste_space": 0.9},
        {"password_changed": "under_15min", "password_sure": "sure"}, needs=(("email_reachable", "yes"),),
        may_start=(("password_sync", 0.6),),
    ),
    "enter_promptly": Repair(0.3, {"code_late": 0.9}, {"code_timing": "in_time"}),
    "update_app": Repair(
        4, {"app_outdated": 1, "library_mismatch": 0.25, "app_corrupt": 0.3}, {"app_state": "current", "updated_recently": "under_30min"},
        (("app_state", "current"),), _ROOM, may_start=(("version_sync", 0.35),),
    ),
    "update_os": Repair(
        25, {"os_old": 1, "library_mismatch": 0.4}, {"os_state": "current", "updated_recently": "under_30min"},
        (("os_state", "current"),), _ROOM, may_start=(("version_sync", 0.35),),
    ),
    "free_storage": Repair(4, {}, {"storage": "ok"}, (("storage", "ok"),)),
    "remove_beta": Repair(20, {"beta_profile": 0.97}, {"beta_profile_on": "no"}, (("beta_profile_on", "no"),)),
    "clear_cache": Repair(1.5, {"cache_bloat": 0.9}, {"cache_size": "under_0.5GB"}, (("cache_size", "under_0.5GB"),)),
    "restart_phone": Repair(3, {"library_mismatch": 0.55, "app_corrupt": 0.08, "cache_bloat": 0.05}),
    "reinstall_app": Repair(
        6, {"app_corrupt": 0.93, "library_mismatch": 0.9, "cache_bloat": 0.97, "app_outdated": 1},
        {"cache_size": "under_0.5GB", "app_state": "current", "app_opens": "yes"}, (), _ROOM, may_start=(("version_sync", 0.1),),
    ),
    "vpn_off": Repair(0.4, {"vpn": 1}, {"vpn_on": "no"}, (("vpn_on", "no"),)),
    "clock_auto_on": Repair(1, {"clock_skew": 0.95}, {"clock_auto": "auto"}, (("clock_auto", "auto"),)),
    "authenticator_sync": Repair(1.5, {"clock_skew": 0.45, "auth_unsynced": 0.85}, {}),
    "reregister_secret": Repair(
        3, {"stale_secret": 0.96, "auth_unsynced": 0.9, "auth_lost": 0.95},
        {"authenticator_entries": "one", "authenticator_here": "yes"}, needs=_INSIDE,
    ),
    "airplane_off": Repair(0.4, {"airplane": 0.95}, {"signal": "ok"}, (("signal", "ok"),)),
    "filter_weak": Repair(2.5, {"sms_filter": 0.92}, {"filter_level": "weak"}, (("filter_level", "off"), ("filter_level", "weak")), delay=5),
    "allow_intl_sms": Repair(
        4, {"intl_sms_block": 0.92}, {"intl_sms": "allowed"}, (("intl_sms", "allowed"),),
        (("carrier_type", "major"), ("carrier_type", "mvno_voice")), 10,
    ),
    "voice_sim": Repair(90, {"intl_sms_block": 0.95, "sms_filter": 0.5}, {"carrier_type": "major"}, (("carrier_type", "major"),)),
    "wifi_calling_off": Repair(0.6, {"wifi_calling": 0.93}, {"wifi_calling_on": "no"}, (("wifi_calling_on", "no"),)),
    "router_restart": Repair(4, {"router_dns": 0.9}),
    "update_number": Repair(5, {"number_changed": 0.97}, {"number_current": "same"}, (("number_current", "same"),), _INSIDE),
    "free_number_slot": Repair(7, {"number_limit": 0.94}, {"accounts_on_number": "4-5"}, (("accounts_on_number", "1-3"),)),
    "use_second_number": Repair(
        2, {"number_limit": 0.97, "number_changed": 1, "intl_sms_block": 0.6, "sms_filter": 0.6, "wifi_calling": 0.5},
        {"number_current": "same"}, (), (("second_number", "yes"),),
    ),
    "read_guidelines": Repair(4),
    "appeal": Repair(8),
    "report_problem": Repair(2),
    "api_fix_permission": Repair(3, {"api_permission": 0.93}, {"api_permissions": "full"}, (("api_permissions", "full"),)),
    "use_other_device": Repair(3, needs=(("second_device", "yes"),)),
    "ask_coadmin": Repair(2, needs=(("coadmin", "yes"),)),
}  # fmt: skip
ATTEMPTS: dict[str, float] = {
    "login_sms": 2, "login_app": 1.5, "login_backup": 2, "login_after_reset": 1.5, "setup_sms": 4, "setup_app": 5,
    "setup_app_elsewhere": 6, "api_reconnect": 4,
}  # fmt: skip
COADMIN_DELAY = (5.0, 90.0, 20.0)  # least, most, likeliest: minutes until the reset comes through
CLOCK_UNDER_VPN = 0.4  # share of clock syncs that take although a VPN is on
SYNC_AFTER = {"password_sync": (2.0, 15.0), "version_sync": (3.0, 30.0)}
FLAKE = 0.01  # an open way that fails all the same, with "try again later"
