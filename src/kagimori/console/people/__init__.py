"""Who may log in: our own user, the first owner, and what each person wishes."""
