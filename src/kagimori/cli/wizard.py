"""`kagimori doctor`: the wizard, one step at a time, in the terminal.

Each answer is stored before the next question is asked (`cases`), so the case can be left with Ctrl-C at any point and
taken up with `--resume`.  What to do next is `core.doctor.advise`'s to say; what a step looks like is `wizard_page`'s.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.cases import CaseFolder
from kagimori.cli.language import current, say
from kagimori.cli.learned import real_book
from kagimori.cli.terminal import Choice, Console, Terminal
from kagimori.cli.wizard_answers import COMMANDS, OSES, outcome_choices, value_choices
from kagimori.cli.wizard_end import ask_aftercare, how_to_send
from kagimori.cli.wizard_page import (
    clock,
    explain_lines,
    finish_lines,
    hold_lines,
    standing_lines,
    step_lines,
    step_words,
)
from kagimori.core.doctor import opening
from kagimori.core.doctor.advise import Advice, Step, advise
from kagimori.core.doctor.case import Case, Event
from kagimori.core.doctor.checklist import Reader, article_checklist, checklist
from kagimori.core.doctor.hear import hear
from kagimori.core.doctor.meanwhile import meanwhile
from kagimori.core.mask import mask
from kagimori.knowledge import load_guides, load_phrases, load_sayings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kagimori.core.doctor.book import Action
    from kagimori.core.doctor.guides import Os
    from kagimori.core.doctor.sayings import Sayings


class Left(Exception):  # not an error: the person goes away for now
    """The person leaves the case for now."""


class Inside(Exception):  # not an error: the person got in, by whatever way
    """The person is in already."""


def run(*, resume: str | None, plan: bool, explain: bool) -> None:
    """Walk a new case, or take one up again; print only the plan where that is asked for."""
    wizard = Wizard(Console(), CaseFolder.of_this_user(), explain=explain)
    try:
        wizard.take_up(resume) if resume else wizard.open()
        if plan:
            wizard.terminal.tell(wizard.plan())
            return
        wizard.walk()
    except (Left, click.Abort, KeyboardInterrupt):
        # Ctrl-C and a closed input arrive as click's Abort from a question, as KeyboardInterrupt from a countdown.
        wizard.say_how_to_resume()


def print_article_order() -> None:
    """Print the article's own order as a checklist, for the system that the person names."""
    wizard = Wizard(Console(), CaseFolder.of_this_user())
    wizard.ask_system()
    wizard.terminal.tell(article_checklist(wizard.reader))


@dataclass
class Wizard:
    """One case at one terminal."""

    terminal: Terminal
    folder: CaseFolder
    explain: bool = False
    case: Case = field(default_factory=lambda: Case(""))

    def __post_init__(self) -> None:
        """Open the books once."""
        self.sayings: Sayings = load_sayings()
        self.reader = Reader(real_book(), load_guides(), "ios", current())

    # ------------------------------------------------------------------ opening, leaving
    def open(self) -> None:
        """Ask what is wrong, in a few problems or in the person's own words, and open a case."""
        self.terminal.tell(say("鍵守ドクター: 何に困っていますか?", "Kagimori doctor: what is wrong?"))
        self.terminal.tell(
            say(
                "途中でやめても失われません。Instagramのパスワードは尋ねません。",
                "Nothing is lost if you stop. You are never asked for an Instagram password.",
            )
        )
        problems = [Choice(problem.id, problem.words.to(self.reader.lang)) for problem in self.sayings.problems]
        chosen = self.terminal.choose(
            [*problems, Choice("type", say("自分の言葉で書く", "Write it in your own words"), "w")]
        )
        system = self.ask_system()
        now = self.terminal.now()
        self.case = Case(self.folder.new_name(now))
        more: dict[str, Any] = {"lang": self.reader.lang, "os": system}
        problem = self.sayings.problem(chosen)
        self.add(opening.by_problem(problem, now, **more) if problem else self._typed(more))

    def _typed(self, more: dict[str, Any]) -> Event:
        text = self.terminal.type_in(say("起きたことを書いてください。", "Please write what happened."))
        heard = hear(load_phrases(), text)
        for evidence in heard.evidence:
            cause = self.reader.book.causes.get(evidence.speaks_for)
            if cause is not None:
                self.terminal.tell(f"  「{evidence.words}」 → {cause.words.to(self.reader.lang)}")
        return opening.by_words(heard, mask(text), self.terminal.now(), **more)

    def ask_system(self) -> Os:
        """Ask what the person holds in the hand, and keep it for the instructions."""
        self.terminal.tell(say("お使いの端末は?", "What are you using?"))
        chosen = self.terminal.choose([Choice(name, words) for name, words in OSES])
        system = next(name for name, _ in OSES if name == chosen)
        self.reader = self.reader._replace(os=system)
        return system

    def take_up(self, name: str) -> None:
        """Load a stored case."""
        self.case = self.folder.load(name)
        told = self.case.opening.more.get("os", "ios") if self.case.opening else "ios"
        self.reader = self.reader._replace(os=next((os for os, _ in OSES if os == told), "ios"))

    def say_how_to_resume(self) -> None:
        """Tell how to come back, where there is something to come back to."""
        if self.case.events:
            again = f"kagimori doctor --resume {self.case.id}"
            self.terminal.tell(say(f"\n続きはいつでも: {again}", f"\nTake it up again with: {again}"))

    # ------------------------------------------------------------------ walking
    def add(self, event: Event) -> None:
        """Store one event and only then go on with it."""
        self.folder.append(self.case.id, event)
        self.case = self.case.with_event(event)

    def advice(self) -> Advice:
        """Return what to do now."""
        return advise(self.reader.book, self.case, self.terminal.now())

    def plan(self) -> str:
        """Return the plan from here as a checklist."""
        return checklist(self.advice(), self.reader)

    def walk(self) -> None:
        """Go step by step until the case is closed."""
        while self.case.closing is None:
            advice = self.advice()
            if advice.step.kind == "finish":
                self.finish(advice)
                return
            self.show(advice)
            try:
                {"observe": self.ask, "act": self.do, "wait": self.wait}[advice.step.kind](advice)
            except Inside:
                self.finish(self._inside(advice))
                return
        self.terminal.tell(say("この相談はすでに終わっています。", "This case is closed already."))

    @staticmethod
    def _inside(advice: Advice) -> Advice:
        named = tuple(cause.id for cause in advice.causes[:1])
        return replace(advice, step=Step("finish", ""), outcome="recovered", named=named)

    def show(self, advice: Advice) -> None:
        """Print the present step and how the case stands."""
        lines = [
            *step_lines(advice, self.reader, self.sayings),
            *standing_lines(advice, self.reader, self.sayings, None),
        ]
        lines += self._holds(advice)
        if self.explain:
            lines += explain_lines(advice, self.reader)
        self.terminal.tell("\n".join(lines))

    def _holds(self, advice: Advice) -> list[str]:
        since = self.case.opening.at if self.case.opening else self.terminal.now()
        return list(hold_lines(advice, since, self.reader, self.sayings, None))

    def choose(self, choices: Sequence[Choice], advice: Advice) -> str:
        """Return the chosen answer; plan and reasons are shown and asked again, leaving leaves."""
        while True:
            chosen = self.terminal.choose([*choices, *COMMANDS])
            if chosen == "leave":
                raise Left
            if chosen == "inside":
                raise Inside
            if chosen == "plan":
                self.terminal.tell(self.plan())
            elif chosen == "explain":
                self.terminal.tell("\n".join(explain_lines(advice, self.reader)))
            else:
                return chosen

    def ask(self, advice: Advice) -> None:
        """Ask a question and store the answer."""
        name = advice.step.id
        if name in self.sayings.openings:
            self.ask_opening(name, advice)
            return
        chosen = self.choose(value_choices(self.reader.book.observations[name], self.reader.lang), advice)
        self.add(self._back() if chosen == "back" else Event(self.terminal.now(), "answered", name, chosen))

    def ask_opening(self, name: str, advice: Advice) -> None:
        """Ask for the goal or the method and open the case anew with it."""
        answers = self.sayings.openings[name]
        chosen = self.choose([Choice(id_, words.to(self.reader.lang)) for id_, words in answers.items()], advice)
        if self.case.opening is not None and chosen != "back":
            self.add(opening.again(self.case.opening, self.terminal.now(), **{name: chosen}))

    def do(self, advice: Advice) -> None:
        """Let a step be done and store what came of it."""
        action = self.reader.book.actions[advice.step.id]
        chosen = self.choose(outcome_choices(action), advice)
        if chosen == "off_screen":
            self.show_otherwise(action)
            chosen = self.choose([choice for choice in outcome_choices(action) if choice.id != "off_screen"], advice)
        if chosen == "back":
            self.add(self._back())
            return
        event = Event(self.terminal.now(), "did", action.id, "worked" if chosen == "unsure" else chosen)
        if chosen == "unsure":
            event = replace(event, more={"unsure": True})
        if chosen == "failed" and action.kind == "attempt":
            event = replace(event, error=self.ask_message())
        self.add(event)

    def wait(self, advice: Advice) -> None:
        """Count a wait down, or let the person do something useful meanwhile."""
        start, end = self.terminal.now(), advice.step.until
        useful = {step.id: step for step in meanwhile(advice, self.reader.book)}
        lead = say("待つあいだに: ", "Meanwhile: ")
        choices = [Choice("wait", say("ここで待つ(Enterで中断)", "Wait here (Enter breaks it off)"))]
        choices += [Choice(name, lead + step_words(step, self.reader)) for name, step in useful.items()]
        chosen = self.choose(choices, advice)
        if chosen == "back":
            self.add(self._back())
            return
        if chosen in useful:
            self._fill(replace(advice, step=useful[chosen]))
            return
        if end is not None:
            self.terminal.tell(say(f"終わり: {clock(end, None)}", f"Ends at {clock(end, None)}"))
            self.terminal.wait_until(end)
        minutes = (self.terminal.now() - start) / timedelta(minutes=1)
        self.add(Event(self.terminal.now(), "waited", value=f"{minutes:.2f}"))

    def _fill(self, advice: Advice) -> None:
        self.show(advice)
        self.ask(advice) if advice.step.kind == "observe" else self.do(advice)

    def finish(self, advice: Advice) -> None:
        """Say how it ended, ask for the codes and book the next look (DOC-39), and close the case."""
        lines = [*finish_lines(advice, self.reader, self.sayings), *self._holds(advice)]
        self.terminal.tell("\n".join(lines))
        more: dict[str, Any] = {"causes": list(advice.named)}
        if advice.outcome == "recovered":
            more |= ask_aftercare(self.terminal, self.reader.book.policy)
        self.add(Event(self.terminal.now(), "closed", value=advice.outcome or "gave_up", more=more))
        self.terminal.tell(how_to_send(self.case.id))

    def show_otherwise(self, action: Action) -> None:
        """Give the other way for somebody who does not find it."""
        guide = self.reader.guides.get(action.id)
        path = guide.path(self.reader.os) if guide else None
        nothing = say(
            "ほかの場所は知られていません。できなければ「できない」を選んでください。",
            "No other place is known. If you cannot find it, say so.",
        )
        self.terminal.tell(path.otherwise.to(self.reader.lang) if path else nothing)

    def ask_message(self) -> str | None:
        """Ask which message the screen shows after a failed try; None where it is none of those known."""
        self.terminal.tell(say("画面には何と出ましたか?", "What does the screen say?"))
        errors = [Choice(name, words.to(self.reader.lang)) for name, words in self.reader.book.errors.items()]
        return (
            self.terminal.choose(
                [*errors, Choice("", say("どれでもない・わからない", "None of these, or not sure"), "n")]
            )
            or None
        )

    def _back(self) -> Event:
        return Event(self.terminal.now(), "undone")
