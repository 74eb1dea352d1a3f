"""What every test may use."""

import os

from hypothesis import settings

from kagimori.cli import ONE_THREAD

# As the command line does it; the console's tests start without it.
os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
# Nothing here is a timed assertion: how long an example takes says more of the machine than of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
