"""Slack's incoming webhooks: a message as Block Kit, in which nothing that people are called can act.

A webhook answers the body `ok`; another body with code 200 is a failure.
Source: docs.slack.dev, formatting and Block Kit, day checked 2026-11-25.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kagimori.gateways.post import post

if TYPE_CHECKING:
    import httpx2

    from kagimori.core.notices.message import Message, Outcome

HOOK = re.compile(r"https://hooks\.slack(?:-gov)?\.com/services/[A-Z0-9]+/[A-Z0-9]+/[A-Za-z0-9]+")
# Slack's own limits for a header, a section and a button.
HEADER, SECTION, BUTTON = 150, 3000, 75
# Looks like nothing, and keeps Slack from pairing the signs of its markup.
NOTHING = "\u200b"
MARKUP = re.compile(r"([*_~`])")


def is_hook(address: str) -> bool:
    """Return whether the address is that of an incoming webhook."""
    return HOOK.fullmatch(address) is not None


def send(hook: str, message: Message, *, loopback_allowed: bool) -> Outcome:
    """Return what became of the message."""
    return post(hook, arrived=_arrived, loopback_allowed=loopback_allowed, json=payload(message))


def payload(message: Message) -> dict[str, Any]:
    """Return the message as Slack takes it; `text` is what a phone's lock screen shows."""
    blocks: list[dict[str, Any]] = [
        # Plain text: nothing in it can be markup.
        {"type": "header", "text": {"type": "plain_text", "text": _cut(message.title, HEADER), "emoji": False}},
        {"type": "section", "text": {"type": "mrkdwn", "text": escaped(message.todo, SECTION), "verbatim": True}},
    ]
    if message.url:
        button = {"type": "plain_text", "text": _cut(message.button, BUTTON), "emoji": False}
        blocks.append(
            {
                "type": "actions",
                "elements": [{"type": "button", "text": button, "url": message.url, "style": "primary"}],
            }
        )
    where = f"{escaped(message.mark, SECTION)} · <{message.url}>" if message.url else escaped(message.mark, SECTION)
    blocks.append({"type": "context", "elements": [{"type": "mrkdwn", "text": where, "verbatim": True}]})
    return {"text": escaped(message.title, SECTION), "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def escaped(text: str, most: int) -> str:
    """Return the text so that Slack shows it as it stands: no mention, no link, no bold; at most so many signs."""
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    shown = MARKUP.sub(rf"{NOTHING}\1{NOTHING}", shown)
    if len(shown) <= most:
        return shown
    return escaped(text[: max(1, len(text) - (len(shown) - most) - 1)] + "…", most) if len(text) > 1 else "…"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _arrived(answer: httpx2.Response) -> bool:
    return answer.is_success and answer.content.strip() == b"ok"
