"""The figures by which typed codes are judged."""

from __future__ import annotations

from kagimori.core.otp.search import Rules
from kagimori.knowledge import load_policy


def rules() -> Rules:
    """Return the policy's figures as the core takes them."""
    policy = load_policy()
    return Rules(
        window_steps=policy["otp.window"].count,
        reach_s=policy["otp.drift_reach"].span.total_seconds(),
        typing_s=policy["otp.typing"].span.total_seconds(),
        ask_again_above=policy["otp.ask_again_above"].value,
        guess_below=policy["otp.guess_below"].value,
        backup_digits=policy["typed.backup_digits"].count,
    )
