"""The vault's operations for programs."""
