"""How `kagimori otp import` tells what it found: a line an entry, a line a refusal, in JSON or for people.

Keys are in it under `--reveal` only.  A refusal names the file, the place in it and what to do next.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.language import current, say
from kagimori.core.otp.seed import encode_key
from kagimori.core.text import Text
from kagimori.knowledge.errors import explain

if TYPE_CHECKING:
    from kagimori.core.errors import KagimoriError
    from kagimori.core.otp.files.entry import Entry
    from kagimori.core.otp.files.importing import Outcome


def tell(outcome: Outcome, *, as_json: bool, reveal: bool) -> None:
    """Print an outcome; a refusal goes to standard error where people read."""
    file = shown_name(outcome.file)
    if outcome.refusal is not None:
        message = explain(with_file(outcome.refusal, file), current())
        error = {"code": outcome.refusal.code, "message": message}
        click.echo(json.dumps({"file": file, "error": error}) if as_json else message, err=not as_json)
    for entry in outcome.entries:
        record = {"file": file, "format": outcome.format, **as_record(entry, reveal=reveal)}
        click.echo(json.dumps(record) if as_json else _in_words(record))


def with_file(refusal: KagimoriError, file: str) -> KagimoriError:
    """Return the refusal with the file's name, and its place in the reader's language."""
    place = refusal.fields.get("place")
    if isinstance(place, str):
        refusal.fields["place"] = Text(re.sub(r"^line (\d+)", r"\1行目", place), place)
    refusal.fields["file"] = file
    return refusal


def as_record(entry: Entry, *, reveal: bool) -> dict[str, Any]:
    """Return an entry in the published form; period and counter are null where its kind has none."""
    record = {
        "issuer": entry.issuer,
        "name": entry.name,
        "type": entry.kind,
        "algorithm": entry.algorithm,
        "digits": entry.digits,
        "period": entry.period_s,
        "counter": entry.counter,
    }
    return {**record, "secret": encode_key(entry.key).reveal().decode()} if reveal else record


def _in_words(record: dict[str, Any]) -> str:
    digits, period, counter = record["digits"], record["period"], record["counter"]
    moving = (
        say(f"{period}秒ごと", f"every {period} s") if counter is None else say(f"{counter}回目", f"count {counter}")
    )
    name = " / ".join(filter(None, (record["issuer"], record["name"]))) or say("(名前なし)", "(no name)")
    secret = f" {record['secret']}" if "secret" in record else ""
    return say(f"{name}({digits}桁、{moving})", f"{name} ({digits} digits, {moving})") + secret


def shown_name(file: str) -> str:
    """Return the name for people; of a URI given as an argument only that it was one."""
    return "otpauth…" if file.lower().startswith("otpauth") else click.format_filename(file)
