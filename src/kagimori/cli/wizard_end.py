"""What the wizard asks and says once a case is over: backup codes, the next look, how the case reaches the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.cli.language import say
from kagimori.cli.terminal import Choice, Terminal

if TYPE_CHECKING:
    from kagimori.core.policy import Policy

NEXT_CHECK = "web.next_check"


def ask_aftercare(terminal: Terminal, policy: Policy) -> dict[str, str]:
    """Return whether backup codes are at hand, and the day of the next look."""
    terminal.tell(say("新しいバックアップコードは手元に控えましたか?", "Have you put new backup codes away?"))
    codes = terminal.choose(
        [
            Choice("yes", say("はい", "Yes")),
            Choice("no", say("まだ", "Not yet")),
            Choice("unknown", say("わからない", "Not sure")),
        ]
    )
    day = (terminal.now() + policy[NEXT_CHECK].span).date().isoformat()
    terminal.tell(say(f"次の点検日: {day}", f"Next check: {day}"))
    return {"backup_codes": codes, "next_check": day}


def how_to_send(name: str) -> str:
    """Return how the case called `name` is handed to a console."""
    handing = f"kagimori doctor send {name}"
    return say(f"チームのコンソールに残すには: {handing}", f"To keep it in the team's console: {handing}")
