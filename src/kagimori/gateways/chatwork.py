"""Chatwork's API: one message into one room.

Source: developer.chatwork.com, API v2, day checked 2026-11-25.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kagimori.gateways.post import post

if TYPE_CHECKING:
    import httpx2

    from kagimori.core.notices.message import Message, Outcome

BASE = "https://api.chatwork.com/v2"
ADDRESS = re.compile(r"chatwork://([0-9a-zA-Z]{16,64})@(\d{1,20})")
# Chatwork reads [To:1], [toall], [info] and the like as orders; a full-width bracket is none.
BRACKET = str.maketrans("[]", "［］")


def is_address(address: str) -> bool:
    """Return whether the address is one of ours for Chatwork: `chatwork://token@room`."""
    return ADDRESS.fullmatch(address) is not None


def send(address: str, message: Message, *, loopback_allowed: bool, base: str = BASE) -> Outcome:
    """Return what became of the message.  Raises ValueError for an address that is not Chatwork's."""
    found = ADDRESS.fullmatch(address)
    if found is None:
        raise ValueError("chatwork://token@room is wanted")
    token, room = found.groups()
    return post(
        f"{base}/rooms/{room}/messages",
        arrived=_arrived,
        loopback_allowed=loopback_allowed,
        headers={"x-chatworktoken": token},
        form={"body": text(message), "self_unread": "1"},
    )


def text(message: Message) -> str:
    """Return the message in Chatwork's own frame; nothing in it can call people or make frames."""
    body = message.body.translate(BRACKET)
    return f"[info][title]{message.title.translate(BRACKET)}[/title]{body}[/info]"


def _arrived(answer: httpx2.Response) -> bool:
    return answer.is_success and b"message_id" in answer.content
