"""Waiting for what happens in another thread or process."""

import time


def until(condition, seconds=30.0):
    """Wait for it; return how many seconds that took, or None where it did not come."""
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        if condition():
            # Never 0: whoever asks "did it come?" means yes.
            return max(time.monotonic() - start, 0.001)
        time.sleep(0.02)
    return None
