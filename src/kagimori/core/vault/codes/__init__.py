"""Backup codes: what people paste, what may become of a code, when a sheet needs somebody, where it should lie."""
