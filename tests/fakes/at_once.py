"""Doing many things at the same moment, each with a database connection of its own."""

import threading

from django.db import connection


def at_once(deeds):
    """Run all deeds at once; return what each returned or raised, in their order."""
    outcomes = [None] * len(deeds)
    gate = threading.Barrier(len(deeds))

    def run(place, deed):
        try:
            gate.wait()
            outcomes[place] = deed()
        except Exception as problem:  # noqa: BLE001  # whatever it is, the test looks at it
            outcomes[place] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, deed)) for place, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
