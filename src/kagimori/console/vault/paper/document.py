"""The PDF of a print: made in memory and handed over, never kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.views.decorators.debug import sensitive_variables

from kagimori.console.people import directory
from kagimori.console.vault.revealing import document_with
from kagimori.console.vault.sheets.pages.showing import halves
from kagimori.core.secret import Secret
from kagimori.gateways import pdf

if TYPE_CHECKING:
    from kagimori.console.vault.models import BackupCode
    from kagimori.console.vault.paper.flows import Printed
    from kagimori.core.text import Lang

STYLE = """
@page { margin: 14mm 16mm 13mm; @bottom-left { content: string(number); font: 8pt "Kagimori"; } }
body { font-size: 9.5pt; line-height: 1.5; }
p { margin: 1mm 0; }
h2 { margin: 3.5mm 0 0.5mm; }
.number { float: right; border: 0.8pt solid #1a2130; padding: 1.5mm 4mm; font-size: 13pt; text-align: center; }
.number span { string-set: number content(); }
.number small { display: block; font-size: 7.5pt; color: #4e5868; }
.warn { border: 0.8pt solid #b3321f; color: #8f2414; padding: 2mm 4mm; margin: 3mm 0; clear: both; }
table { border-collapse: collapse; width: 100%; margin: 2mm 0; }
th, td { text-align: left; vertical-align: middle; padding: 0.6mm 2mm; font-weight: normal; }
.facts th { color: #4e5868; width: 34mm; }
.facts td { font-size: 10.5pt; }
.codes th { color: #4e5868; font-size: 8pt; border-bottom: 0.8pt solid #1a2130; }
.codes td { border-bottom: 0.4pt solid #b9b3a4; height: 7.6mm; }
.codes tr { break-inside: avoid; }
.codes .place { width: 9mm; text-align: right; color: #4e5868; }
.codes .value { width: 50mm; }
.codes td.value { font-size: 15pt; letter-spacing: 0.06em; white-space: nowrap; }
.codes .value span + span { margin-left: 4mm; }
.codes .tick { width: 12mm; }
.codes .date { width: 30mm; }
.square { display: inline-block; width: 4mm; height: 4mm; border: 0.8pt solid #1a2130; }
.lines th { width: 46mm; color: #4e5868; }
.lines td { border-bottom: 0.4pt solid #1a2130; height: 10mm; }
.small { font-size: 8pt; color: #4e5868; }
.next { break-before: page; }
.who { font-size: 11pt; }
"""


@sensitive_variables()
def document(printed: Printed, lang: Lang) -> Secret:
    """Return the PDF, as secret as the codes on it.  Raises Unreachable where this machine can make none."""
    account = printed.sheet.account
    values: dict[str, Secret] = {}
    for row, value in zip(printed.codes, printed.values, strict=True):
        values |= {f"{part}_{row.place}": half for part, half in halves(value).items()}
    context = {
        "paper": printed.paper,
        "sheet": printed.sheet,
        "account": account,
        "rows": [_line(row) for row in printed.codes],
        "by": directory.people([printed.paper.printed_by]).get(printed.paper.printed_by, "–"),
        "owners": [one.name for one in directory.reach(str(account.team_id)) if one.role == "owner"],
    }
    with translation.override(lang):
        page = document_with(f"vault/paper/{printed.paper.kind}_pdf.html", context, values)
    return Secret(pdf.render(page.reveal().decode(), STYLE))


def _line(row: BackupCode) -> tuple[int, str, str, bool]:
    """Return number, the names of both halves, and whether somebody has reserved the code."""
    return row.place, f"head_{row.place}", f"tail_{row.place}", row.state == "reserved"
