"""Setting up an account's authenticator in several apps, and keeping it."""
