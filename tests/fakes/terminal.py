"""A person at a terminal, played by a script."""

from datetime import timedelta


class ScriptedTerminal:
    """Answers each list of choices by the first rule that fits; its clock moves as the person works."""

    def __init__(self, start, rules, typed=()):
        self.moment = start
        self.rules = list(rules)
        self.typed = list(typed)
        self.told = []
        self.offered = []

    def tell(self, text=""):
        self.told.append(text)

    def choose(self, choices):
        self.offered.append([choice.id for choice in choices])
        self.moment += timedelta(seconds=30)
        ids = {choice.id for choice in choices}
        for position, (wanted, once) in enumerate(self.rules):
            if wanted in ids:
                if once:
                    del self.rules[position]
                return wanted
        raise KeyboardInterrupt

    def type_in(self, question):
        self.told.append(question)
        return self.typed.pop(0)

    def wait_until(self, end):
        self.moment = max(self.moment, end)

    def now(self):
        return self.moment

    @property
    def text(self):
        return "\n".join(self.told)
