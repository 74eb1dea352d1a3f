"""What every test may use."""

from hypothesis import settings

# Nothing here is a timed assertion: how long an example takes says more of the machine than of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
