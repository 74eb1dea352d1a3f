"""Backup codes on paper, and the encrypted file that opens while the console is down."""
