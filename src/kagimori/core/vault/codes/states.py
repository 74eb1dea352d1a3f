"""What a backup code can be, and what it may become.

unused    nobody has it
reserved  kept for one person for a while, and not shown yet
handed    its value was shown to one person, who has not said what came of it
used      Instagram took it; or somebody said so
spoiled   Instagram refused it, or somebody saw it who should not have
retired   a newer sheet has made it void
"""

from __future__ import annotations

from typing import Literal

State = Literal["unused", "reserved", "handed", "used", "spoiled", "retired"]
STATES: tuple[State, ...] = ("unused", "reserved", "handed", "used", "spoiled", "retired")
# Those that still get somebody in.
LEFT: tuple[State, ...] = ("unused", "reserved")
# What each may become by somebody's deed; taking back the last change is beside this.
BECOMES: dict[State, tuple[State, ...]] = {
    "unused": ("reserved", "handed", "used", "spoiled", "retired"),
    "reserved": ("unused", "handed", "used", "spoiled", "retired"),
    "handed": ("used", "spoiled", "unused", "retired"),
    "used": (),
    "spoiled": (),
    "retired": (),
}
# What a code is taken for; "drill" is on purpose, to see that the sheet is real.
Purpose = Literal["login", "phone_lost", "new_device", "drill", "other"]
PURPOSES: tuple[Purpose, ...] = ("login", "phone_lost", "new_device", "drill", "other")
