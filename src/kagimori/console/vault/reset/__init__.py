"""After a takeover: sheet and authenticator made void in one deed."""
