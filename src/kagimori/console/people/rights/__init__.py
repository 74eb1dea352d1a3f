"""The table of roles and rights, printed; and when each right was last used."""
