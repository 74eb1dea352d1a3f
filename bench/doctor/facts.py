"""What can be asked and looked at: the truth behind each answer, and how answers err.

Per observation: how common each value is when nothing explains it, what a present cause makes of it, minutes, the share
of wrong answers and the share of "unknown".  The first cause of the list that is present decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Shares = dict[str, float]


@dataclass(frozen=True, slots=True)
class Fact:
    """One observation: values with their shares, shares under a cause, cost and noise."""

    minutes: float
    usual: Shares
    under: dict[str, Shares] = field(default_factory=dict)
    wrong: float = 0.1
    unknown: float = 0.04


def _ask(minutes: float, usual: Shares, under: dict[str, Shares] | None = None, wrong: float = 0.09) -> Fact:
    return Fact(minutes, usual, under or {}, wrong, 0.04)


def _probe(minutes: float, usual: Shares, under: dict[str, Shares] | None = None) -> Fact:
    return Fact(minutes, usual, under or {}, 0.015, 0.02)


def _page(minutes: float, usual: Shares, under: dict[str, Shares] | None = None, unknown: float = 0.04) -> Fact:
    return Fact(minutes, usual, under or {}, 0.02, unknown)


FACTS: dict[str, Fact] = {
    "error_text": _page(0.7, {}),
    "password_changed": _ask(
        0.5, {"no": 0.9, "earlier_today": 0.08, "under_15min": 0.02},
        {"password_sync": {"under_15min": 0.95, "earlier_today": 0.05}, "password_forgotten": {"no": 0.7, "earlier_today": 0.3}},
    ),
    "username_matches": _ask(0.7, {"match": 0.98, "differs": 0.02}, {"username_typo": {"differs": 1}}),
    "password_case": _ask(0.7, {"match": 0.97, "differs": 0.03}, {"password_case": {"differs": 1}}),
    "pasted": _ask(0.5, {"no": 0.75, "yes": 0.25}, {"paste_space": {"yes": 1}}, 0.06),
    "password_sure": _ask(
        0.5, {"sure": 0.8, "unsure": 0.2},
        {"password_forgotten": {"unsure": 0.8, "sure": 0.2}, "password_sync": {"unsure": 0.5, "sure": 0.5}}, 0.14,
    ),
    "failed_last_hour": _ask(0.5, {}, {}, 0.2),
    "attempts_today": _ask(0.5, {}, {}, 0.12),
    "login_history": _page(3.2, {}, unknown=0.01),
    "logged_in_elsewhere": _ask(0.6, {"no": 0.66, "yes": 0.34}, {}, 0.06),
    "os_state": _probe(
        0.7, {"current": 0.85, "old_upgradable": 0.1, "old_not_upgradable": 0.05},
        {"os_old": {"old_upgradable": 1}, "os_unsupported": {"old_not_upgradable": 1}},
    ),
    "app_state": _probe(0.9, {"current": 0.82, "outdated": 0.18}, {"app_outdated": {"outdated": 1}, "version_sync": {"current": 1}}),
    "storage": _probe(
        0.6, {"ok": 0.87, "low": 0.13},
        {"app_outdated": {"ok": 0.65, "low": 0.35}, "os_old": {"ok": 0.65, "low": 0.35}, "cache_bloat": {"ok": 0.6, "low": 0.4}},
    ),
    "cache_size": _probe(
        0.7, {"under_0.5GB": 0.5, "0.5-2GB": 0.4, "over_2GB": 0.1},
        {"cache_bloat": {"over_2GB": 0.8, "0.5-2GB": 0.2}},
    ),
    "clock_auto": _probe(0.6, {"auto": 0.92, "manual": 0.08}, {"clock_skew": {"manual": 0.88, "auto": 0.12}}),
    "clock_offset": _probe(
        1, {"under_5s": 0.9, "5-30s": 0.09, "over_30s": 0.01},
        {"clock_skew": {"over_30s": 0.9, "5-30s": 0.1}},
    ),
    "vpn_on": _probe(0.5, {"no": 0.87, "yes": 0.13}, {"vpn": {"yes": 1}}),
    "signal": _probe(0.4, {"ok": 0.98, "airplane_or_none": 0.02}, {"airplane": {"airplane_or_none": 1}}),
    "wifi_calling_on": _probe(0.7, {"no": 0.7, "yes": 0.3}, {"wifi_calling": {"yes": 1}}),
    "beta_profile_on": _probe(0.7, {"no": 0.97, "yes": 0.03}, {"beta_profile": {"yes": 1}}),
    "updated_recently": _ask(
        0.5, {"no": 0.94, "under_30min": 0.06}, {"version_sync": {"under_30min": 1}, "app_outdated": {"no": 1}},
    ),
    "dns_check": _probe(1.7, {"ok": 0.98, "failing": 0.02}, {"router_dns": {"failing": 0.9, "ok": 0.1}}),
    "app_opens": _probe(
        0.5, {"yes": 0.99, "no": 0.01},
        {"app_corrupt": {"no": 0.9, "yes": 0.1}, "library_mismatch": {"yes": 0.85, "no": 0.15},
         "beta_profile": {"yes": 0.8, "no": 0.2}},
    ),
    "carrier_type": _ask(
        0.5, {"major": 0.66, "mvno_voice": 0.27, "mvno_data": 0.07},
        {"intl_sms_block": {"mvno_voice": 0.6, "mvno_data": 0.25, "major": 0.15}, "sms_filter": {"major": 0.85, "mvno_voice": 0.15}},
        0.05,
    ),
    "filter_level": _ask(1.7, {"off": 0.45, "weak": 0.4, "strong": 0.15}, {"sms_filter": {"strong": 1}}, 0.1),
    "intl_sms": _ask(1.7, {"allowed": 0.9, "barred": 0.1}, {"intl_sms_block": {"barred": 1}}, 0.1),
    "other_sms": _ask(
        1.2, {"arrive": 0.97, "do_not_arrive": 0.03},
        {"airplane": {"do_not_arrive": 1}, "carrier_delay": {"do_not_arrive": 0.8, "arrive": 0.2},
         "wifi_calling": {"do_not_arrive": 0.6, "arrive": 0.4}, "sms_filter": {"arrive": 0.9, "do_not_arrive": 0.1}},
    ),
    "number_current": _ask(0.6, {"same": 0.98, "old_number": 0.02}, {"number_changed": {"old_number": 1}}, 0.05),
    "resend_presses": _ask(0.5, {}, {}, 0.12),
    "carrier_status": _page(1.7, {"normal": 0.97, "delay": 0.03}, {"carrier_delay": {"delay": 0.75, "normal": 0.25}}),
    "authenticator_here": _ask(
        0.6, {"yes": 0.97, "no": 0.03}, {"auth_lost": {"no": 1}}, 0.05,
    ),
    "authenticator_entries": _ask(
        0.7, {"one": 0.85, "two_or_more": 0.12, "none": 0.03},
        {"auth_lost": {"none": 0.95, "one": 0.05}, "stale_secret": {"two_or_more": 0.75, "one": 0.25}},
    ),
    "multi_device_codes": _ask(
        0.9, {"single_device": 0.8, "same": 0.18, "differ": 0.02},
        {"auth_unsynced": {"differ": 1}, "clock_skew": {"single_device": 0.7, "differ": 0.3},
         "auth_lost": {"single_device": 1}},
    ),
    "code_timing": _ask(0.6, {"in_time": 0.93, "late": 0.07}, {"code_late": {"late": 1}}, 0.1),
    "accounts_on_number": _ask(1.7, {"1-3": 0.82, "4-5": 0.15, "over_5": 0.03}, {"number_limit": {"over_5": 0.75, "4-5": 0.25}}),
    "account_status": _page(
        1.7, {"clean": 0.93, "warning": 0.06, "restricted": 0.01},
        {"restriction": {"restricted": 0.95, "warning": 0.05}, "shadowban": {"warning": 0.75, "restricted": 0.15, "clean": 0.1},
         "action_block": {"warning": 0.75, "restricted": 0.15, "clean": 0.1}},
    ),
    "spammy_activity": _ask(
        0.7, {"no": 0.9, "yes": 0.1},
        {"shadowban": {"yes": 0.85, "no": 0.15}, "action_block": {"yes": 0.55, "no": 0.45}, "restriction": {"yes": 0.45, "no": 0.55}},
        0.12,
    ),
    "meta_status": _page(
        1.2, {"operational": 0.985, "partial_outage": 0.015},
        {"outage": {"partial_outage": 0.62, "major_outage": 0.3, "operational": 0.08}},
    ),
    "x_reports": _page(1.7, {"few": 0.95, "many": 0.05}, {"outage": {"many": 0.88, "few": 0.12}}),
    "lock_notice": _ask(0.6, {"no": 0.96, "yes": 0.04}, {"security_lock": {"yes": 0.9, "no": 0.1}}),
    "appeals_rejected": _ask(0.7, {"0": 0.9, "1": 0.06, "2": 0.02, "3+": 0.02}, {"restriction": {"0": 0.7, "1": 0.15, "2": 0.08, "3+": 0.07}}),
    "backup_codes": _ask(1.2, {"none": 0.68, "1-3": 0.12, "4+": 0.2}, {}, 0.08),
    "coadmin": _ask(0.6, {"no": 0.68, "yes": 0.32}, {}, 0.05),
    "second_device": _ask(0.5, {"no": 0.48, "yes": 0.52}, {}, 0.05),
    "second_number": _ask(0.5, {"no": 0.7, "yes": 0.3}, {}, 0.05),
    "device_changed": _ask(
        0.5, {"no": 0.88, "yes": 0.12},
        {"auth_lost": {"yes": 0.85, "no": 0.15}, "number_changed": {"yes": 0.5, "no": 0.5}, "stale_secret": {"yes": 0.4, "no": 0.6},
         "auth_unsynced": {"yes": 0.4, "no": 0.6}}, 0.04,
    ),
    "email_reachable": _ask(0.5, {"yes": 0.88, "no": 0.12}, {}, 0.06),
    "api_fail_count": _ask(0.6, {}, {}, 0.12),
    "api_permissions": _page(2.2, {"full": 0.92, "missing": 0.08}, {"api_permission": {"missing": 1}}),
}  # fmt: skip

# Counted from the session itself, not drawn.
COUNTED = ("error_text", "failed_last_hour", "attempts_today", "login_history", "resend_presses", "api_fail_count")
# Circumstances: they made a cause likelier but do not change when it goes.
BACKGROUND = (
    "storage", "device_changed", "carrier_type", "spammy_activity", "appeals_rejected", "coadmin", "backup_codes",
    "second_device", "second_number", "email_reachable", "logged_in_elsewhere", "accounts_on_number",
)  # fmt: skip
VALUES: dict[str, tuple[str, ...]] = {
    **{
        name: tuple(dict.fromkeys((*fact.usual, *(v for s in fact.under.values() for v in s))))
        for name, fact in FACTS.items()
    },
    "failed_last_hour": ("0", "1", "2", "3", "4+"),
    "login_history": ("0", "1", "2", "3", "4+"),
    "attempts_today": ("0-4", "5-9", "10-15", "16+"),
    "resend_presses": ("0", "1-2", "3+"),
    "api_fail_count": ("0", "1-2", "3+"),
}


def shares(observation: str, causes: frozenset[str]) -> Shares:
    """How likely each true value is while exactly these causes are present."""
    fact = FACTS[observation]
    for cause, under in fact.under.items():
        if cause in causes:
            return under
    return fact.usual
