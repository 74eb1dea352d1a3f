"""Instagram accounts: how a user name is written, the shared traffic light, whether an account is ready for trouble."""
