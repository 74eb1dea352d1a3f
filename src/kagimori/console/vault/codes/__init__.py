"""Flows and queries of backup codes: keeping a sheet, handing a code out, counting."""
