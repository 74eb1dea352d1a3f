"""A calendar entry as an iCalendar file (RFC 5545), so that a wait or the next look reminds people by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

# Bytes of a line before it is folded; the blank and the line's end make it 75.
LINE = 73
# How long an entry with a moment shows in the calendar; only its beginning matters.
SHOWN = timedelta(minutes=15)


def entry(uid: str, starts: datetime | date, summary: str, description: str, now: datetime) -> str:
    """Return the file: a moment with an alarm, or a whole day."""
    if isinstance(starts, datetime):
        times = [f"DTSTART:{_utc(starts)}", f"DTEND:{_utc(starts + SHOWN)}"]
    else:
        times = [f"DTSTART;VALUE=DATE:{starts:%Y%m%d}", f"DTEND;VALUE=DATE:{starts + timedelta(days=1):%Y%m%d}"]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kagimori//Doctor//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}@kagimori",
        f"DTSTAMP:{_utc(now)}",
        *times,
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(description)}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(summary)}",
        "TRIGGER:PT0S",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return the line in pieces of at most 75 bytes, never cutting a letter (section 3.1)."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > LINE:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])
