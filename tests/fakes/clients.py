"""Many programs that ask an API at the same moment, each over a connection of its own."""

import http.client
import json
import threading
import time
from urllib.parse import urlsplit

PATIENCE_S = 120


class Clients:
    """So many of them, spread over addresses and tokens in turn; their connections stay open from round to round."""

    def __init__(self, addresses, tokens, count):
        self.places = [(addresses[n % len(addresses)], tokens[n % len(tokens)]) for n in range(count)]
        self.open = [None] * count

    def at_once(self, method, path, body):
        """Let all send this at one moment; return (status, answer, seconds) of each."""
        answers, gate = [None] * len(self.places), threading.Barrier(len(self.places))
        # One after the other: what is to come at one moment is the question, not the connection.
        self.open = [line or self._connected(number) for number, line in enumerate(self.open)]

        def ask(number):
            gate.wait()
            answers[number] = self._ask(self.open[number], number, method, path, body)

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(len(self.places))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def one(self, method, path, body=None):
        """Let the first send this; return (status, answer)."""
        line = self._connected(0)
        try:
            return self._ask(line, 0, method, path, body)[:2]
        finally:
            line.close()

    def close(self):
        """Close their connections."""
        for line in self.open:
            if line is not None:
                line.close()

    def _connected(self, number):
        line = http.client.HTTPConnection(urlsplit(self.places[number][0]).netloc, timeout=PATIENCE_S)
        line.connect()
        return line

    def _ask(self, line, number, method, path, body):
        headers = {"Authorization": f"Bearer {self.places[number][1]}", "Content-Type": "application/json"}
        began = time.monotonic()
        line.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = line.getresponse()
        text = answer.read().decode()
        if answer.will_close:
            line.close()
            self.open[number] = None
        return answer.status, json.loads(text) if text else {}, time.monotonic() - began
