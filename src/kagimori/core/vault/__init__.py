"""Sealing: values that only this installation can read, and marks that only it can make.

A `Keyring` holds one keyset for each purpose.  Everything here works on bytes that are handed in; where keys lie and
how they are locked away is the business of `gateways.keys`.  The cryptography is tink's; nothing here imports the
console, and no fast command imports this.
"""

from __future__ import annotations

from kagimori.core.vault.keyring import Keyring
from kagimori.core.vault.purposes import Purpose
from kagimori.core.vault.sealing import AssociatedData, Box, SealBroken

__all__ = ["AssociatedData", "Box", "Keyring", "Purpose", "SealBroken"]
