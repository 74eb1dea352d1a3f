"""The vault: backup codes and authenticators of Instagram accounts, sealed, handed out one at a time, and counted."""
