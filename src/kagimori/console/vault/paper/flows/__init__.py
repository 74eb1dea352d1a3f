"""What is done with paper and with the encrypted file; each deed stands in the timeline before anything leaves."""

from __future__ import annotations

from kagimori.console.vault.paper.flows.exporting import export
from kagimori.console.vault.paper.flows.printing import Printed, print_codes
from kagimori.console.vault.paper.flows.recording import say_gone, say_opened, say_sealed
from kagimori.console.vault.paper.flows.restoring import look_into, read_back

__all__ = [
    "Printed",
    "export",
    "look_into",
    "print_codes",
    "read_back",
    "say_gone",
    "say_opened",
    "say_sealed",
]
