"""The reference's decisions: keep the rules, then the cheapest of the plan's first step, a question or handing off."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.doctor import causes as book
from bench.doctor.facts import FACTS, VALUES
from bench.doctor.repairs import ATTEMPTS, COADMIN_DELAY, REPAIRS, SYNC_AFTER
from bench.doctor.truemodel.belief import LOOKS, MEMORY, Belief
from bench.doctor.truemodel.outlook import LONG, Way, expected, frame

if TYPE_CHECKING:
    from bench.doctor.session import Session

Message = dict[str, Any]
WORTH = 1.0  # minutes a question must save beside its own
QUESTIONS = 8
HALF_HOUR, HOUR = 30.0, 60.0


class Planner:
    """A policy that knows the true model."""

    def answer(self, message: Message, session: Session) -> Message:
        del session  # messages only, like any doctor
        if message["type"] == "start":
            self._begin(message)
        else:
            self._take_in(message)
        step = self._finish(message) if message.get("closed") else self._decide()
        self.last = step
        return {"session": message["session"], **step}

    def end(self) -> None:
        """Nothing is held."""

    # --- remembering --------------------------------------------------------------------------------------------

    def _begin(self, message: Message) -> None:
        self.belief = Belief.at_start(message["given"])
        self.goal, self.method = message["given"]["goal"], message["given"]["method"]
        self.clock, self.inside = 0.0, self.goal != "login"
        self.asked: set[str] = set()
        self.done: dict[str, int] = {}
        self.failed_at: list[float] = []
        self.failed_before: int | None = None  # at most, as far as known
        self.tried_at: list[float] = []
        self.sms_at = self.backup_at = self.updated_at = self.outage_at = -1000.0
        self.api_free_at = 0.0
        self.api_failed, self.api_before = 0, 2  # at most, as far as known
        self.reset_asked: float | None = None
        self.reset_through = False
        self.codes_gone = False

    def _take_in(self, message: Message) -> None:
        was, self.clock = self.clock, message["clock"]
        step = self.last
        if step["do"] == "observe" and message["status"] == "ok":
            self._answered(step["id"], message["value"])
        elif step["do"] == "act" and step["id"] in ATTEMPTS:
            self.belief.moves_to(self.clock)
            self._tried(step["id"], was, message)
        elif step["do"] == "act":
            self._repaired(step["id"], message["status"])
        self.belief.moves_to(self.clock)
        self.belief.prune()
        self.inside = message["logged_in"]
        self.reset_through |= "coadmin_done" in message.get("notices", ())

    def _answered(self, name: str, value: str) -> None:
        self.asked.add(name)
        if name in ("failed_last_hour", "login_history"):
            if value != "unknown":
                self.failed_before = min(4, int(value[0]) + (name == "failed_last_hour"))
                self.failed_before -= len(self._recent()) if name == "login_history" else 0
                self.failed_before = max(0, self.failed_before)
            return
        if name == "account_status" and not self.inside and value == "unknown":
            return
        if name == "api_fail_count" and value != "unknown":
            self.api_before = {"0": 1, "1-2": 2, "3+": 3}[value]
        if name in LOOKS:
            self.belief.told(name, self.belief.answer_vector(name, value))
        if name == "meta_status" and value.endswith("outage"):
            self.outage_at = self.clock

    def _repaired(self, name: str, status: str) -> None:
        self.done[name] = self.done.get(name, 0) + 1
        repair, belief = REPAIRS[name], self.belief
        if status == "ok":
            self._carried_out(name)
        elif status == "no_change":
            facts = dict.fromkeys(fact for fact, _ in repair.idle_when)
            for fact in facts:
                idle = {value for other, value in repair.idle_when if other == fact}
                idle |= {"old_not_upgradable"} if name == "update_os" else set()
                belief.told(fact, np.array([float(value in idle) for value in VALUES[fact]]))
        else:
            for fact, value in repair.needs:
                if fact != "inside":
                    belief.told(fact, np.array([float(known != value) for known in VALUES[fact]]))

    def _carried_out(self, name: str) -> None:
        repair, belief = REPAIRS[name], self.belief
        belief.moves_to(self.clock)
        if name == "use_other_device":
            belief.other_device = True
        elif name == "ask_coadmin":
            self.reset_asked = self.clock
        elif name == "free_storage":
            belief.fixed["storage"] = "ok"
        for fact in dict.fromkeys(fact for fact, _ in repair.idle_when):
            idle = {value for other, value in repair.idle_when if other == fact}
            belief.told(fact, np.array([float(value not in idle) for value in VALUES[fact]]))
        odds = dict(repair.cures)
        if name == "clock_auto_on":
            odds["clock_skew"] *= 1 - 0.6 * belief.mean(belief.value_posterior("vpn_on", {"yes"}))
        belief.repaired(name, odds)
        if name in ("update_app", "update_os"):
            self.updated_at = self.clock
        for cause, chance in repair.may_start:
            belief.comes(cause, chance, ("even", *SYNC_AFTER[cause]))

    def _tried(self, name: str, began: float, message: Message) -> None:
        if message["status"] == "not_possible":
            self._not_there(name)
            return
        if name.startswith(("login_", "setup_")):
            self.tried_at.append(began)
        if name in ("login_sms", "setup_sms") or (name == "api_reconnect" and self.method == "sms"):
            self.sms_at = began
        if name == "login_backup":
            self.backup_at = began
        if message["status"] == "success":
            route = self._route(name)
            for cause in book.WAYS[route]:
                if self.belief.blocks(cause, route):
                    self.belief.weigh(~self.belief.there(cause))
            return
        self._failed(name, message["error"])

    def _failed(self, name: str, error: str) -> None:
        belief, route = self.belief, self._route(name)
        right = belief.message_chance(route, error)
        belief.weigh(0.97 * right + 0.03 / 15 * (1 - belief.nothing(route)))
        if name == "api_reconnect":
            self.api_failed += 1
            if self.api_failed + self.api_before >= 3:
                self.api_free_at = self.clock + HALF_HOUR
                belief.comes("api_ban", 0.3 if self.api_failed + self.api_before < 4 else 0.95, ("even", 29.9, 30))
        elif error not in (
            "sms_missing",
            "reload_loop",
            "white_screen",
            "locked",
            "blocked",
            "no_code_source",
            "app_wont_open",
            "old_version",
        ):
            self.failed_at.append(self.clock)
            if len(self._recent()) + (self.failed_before or 0) >= 5:
                belief.comes("security_lock", 0.8, ("even", 1439, 1440))

    def _not_there(self, name: str) -> None:
        if name == "login_backup":
            self.belief.told("backup_codes", np.array([float(value == "none") for value in VALUES["backup_codes"]]))
            self.codes_gone = True
        elif name == "setup_app_elsewhere":
            self.belief.told("logged_in_elsewhere", np.array([1.0, 0.0]))

    def _route(self, name: str) -> str:
        return f"api_reconnect/{self.method}" if name == "api_reconnect" else name

    def _recent(self) -> list[float]:
        return [at for at in self.failed_at if self.clock - at < HOUR]

    # --- deciding -----------------------------------------------------------------------------------------------

    def _decide(self) -> Message:
        ways = self._ways()
        plan = frame(self.belief, ways, inside=self.inside, done=self.done)
        value, prepare, way = expected(plan)
        question = self._best_question(value)
        if question:
            return {"do": "observe", "id": question}
        if not way:
            return self._hand_off()
        return self._concrete(prepare, next(found for found in ways if found.name == way))

    def _ways(self) -> list[Way]:
        if self.goal == "api":
            return [Way("main", "api_reconnect", (f"api_reconnect/{self.method}",), 4, 1.0)]
        setups = [
            Way("setup_app", "setup_app", ("setup_app",), 5, 1.0),
            Way("setup_sms", "setup_sms", ("setup_sms",), 4, 1.0),
        ]
        if self.inside:
            return setups
        main = f"login_{self.method}"
        ways = [Way("main", main, (main,), ATTEMPTS[main], 1.0)]
        codes = self._true("backup_codes", {"1-3", "4+"})
        if codes > 0.01 and not self.codes_gone:
            ways.append(Way("backup", "login_backup", ("login_backup", "setup_app"), 7, codes))
        elsewhere = self._true("logged_in_elsewhere", {"yes"})
        if elsewhere > 0.01:
            ways.append(Way("elsewhere", "setup_app_elsewhere", ("setup_app_elsewhere",), 6, elsewhere))
        coadmin = 1.0 if self.reset_asked is not None else self._true("coadmin", {"yes"})
        if coadmin > 0.01:
            ways.append(
                Way("reset", "login_after_reset", ("login_after_reset", "setup_app"), 6.5, coadmin, self._until_reset())
            )
        return ways

    def _until_reset(self) -> float:
        if self.reset_through:
            return 0.0
        mean = sum(COADMIN_DELAY) / 3
        return 2 + mean if self.reset_asked is None else max(12.0, mean - (self.clock - self.reset_asked))

    def _true(self, name: str, values: set[str]) -> float:
        return self.belief.mean(self.belief.value_posterior(name, values))

    def _best_question(self, value: float) -> str | None:
        if value < 3:
            return None
        best, chosen = WORTH, None
        for name in self._candidates():
            gain = value - self._after(name) - FACTS[name].minutes
            if gain > best:
                best, chosen = gain, name
        return chosen

    def _after(self, name: str) -> float:
        """Minutes to be expected once this question is answered."""
        total = 0.0
        for answer in VALUES[name]:
            chance = self.belief.mean(self.belief.answer_chance(name, answer))
            if chance < 0.004:
                continue
            total += chance * self._value_if(name, answer)
        unknown = FACTS[name].unknown
        return total + unknown * self._value_if(name, "unknown")

    def _value_if(self, name: str, answer: str) -> float:
        real = self.belief
        self.belief = copy(real)
        self.belief.said = dict(real.said)
        try:
            self.belief.told(name, self.belief.answer_vector(name, answer))
            plan = frame(self.belief, self._ways(), inside=self.inside, done=self.done)
            return expected(plan)[0]
        finally:
            self.belief = real

    def _candidates(self) -> list[str]:
        """The questions whose answers move the belief most, cheap ones first among equals."""
        scored = []
        weight = self.belief.weight
        for name in LOOKS:
            if (
                name in self.asked
                or (name in MEMORY and self.tried_at)
                or (name == "account_status" and not self._page_there())
            ):
                continue
            base = 0.0
            for answer in VALUES[name]:
                chance = self.belief.answer_chance(name, answer)
                mean = float((chance * weight).sum())
                base += float((np.abs(chance - mean) * weight).sum())
            access = name in (
                "backup_codes",
                "coadmin",
                "logged_in_elsewhere",
                "second_device",
                "second_number",
                "email_reachable",
            )
            spread = 0.25 if access and self._uncertain(name) else 0.0
            scored.append(((base + spread) / (FACTS[name].minutes + 1), name))
        scored.sort(reverse=True)
        return [name for _, name in scored[:QUESTIONS]]

    def _uncertain(self, name: str) -> bool:
        if self.goal != "login" and name in ("backup_codes", "coadmin"):
            return False
        chances = [self._true(name, {value}) for value in VALUES[name]]
        return max(chances) < 0.97

    def _page_there(self) -> bool:
        return self.inside or self._true("logged_in_elsewhere", {"yes"}) > 0.7

    def _concrete(self, prepare: str, way: Way) -> Message:
        if prepare.startswith("wait"):
            return {"do": "wait", "minutes": float(prepare.split()[1])}
        if prepare != "nothing":
            if prepare in ("update_app", "update_os", "reinstall_app") and self._true("storage", {"low"}) > 0.6:
                prepare = "free_storage"
            return {"do": "act", "id": prepare}
        if way.first == "login_after_reset" and not self.reset_through:
            if self.reset_asked is None:
                return {"do": "act", "id": "ask_coadmin"}
            return {"do": "wait", "minutes": 5}
        return self._guarded(way.first)

    def _hand_off(self) -> Message:
        for name in ("meta_status", "backup_codes", "coadmin", "logged_in_elsewhere"):
            wanted = name == "meta_status" or (self.goal == "login" and not self.inside)
            if wanted and name not in self.asked:
                return {"do": "observe", "id": name}
        causes = sorted(LONG, key=lambda cause: -self.belief.marginal(cause))
        return {"do": "finish", "outcome": "hand_off", "causes": causes[:3]}

    def _finish(self, message: Message) -> Message:
        outset = self.belief.at_outset()
        causes = sorted(outset, key=lambda cause: -outset[cause])[:3]
        return {"do": "finish", "outcome": "recovered" if message["recovered"] else "gave_up", "causes": causes}

    # --- the rules ----------------------------------------------------------------------------------------------

    def _guarded(self, attempt: str) -> Message:
        """The attempt, or what must come before it."""
        wait = 0.0
        if attempt in ("login_sms", "setup_sms") or (attempt == "api_reconnect" and self.method == "sms"):
            wait = max(wait, self.sms_at + 3 - self.clock)
        if attempt == "login_backup":
            wait = max(wait, self.backup_at + HOUR - self.clock)
        elif self.outage_at > -1000:
            wait = max(wait, self.outage_at + HALF_HOUR - self.clock)
        if len([at for at in self.tried_at if at >= self.updated_at]) >= 2:
            wait = max(wait, self.updated_at + HALF_HOUR - self.clock)
        if attempt == "api_reconnect" and self.api_failed and self.belief.marginal("api_ban") > 0.02:
            wait = max(wait, 5.0)
        if attempt == "api_reconnect":
            wait = max(wait, self.api_free_at - self.clock)
        if wait > 0.05:
            return {"do": "wait", "minutes": max(0.1, wait + 0.01)}
        return self._counted(attempt)

    def _counted(self, attempt: str) -> Message:
        if attempt == "api_reconnect":
            return {"do": "act", "id": attempt}
        before = 4 if self.failed_before is None else self.failed_before
        before = before if self.clock < HOUR else 0
        if before + len(self._recent()) < 4:
            return {"do": "act", "id": attempt}
        for question in ("failed_last_hour", "login_history"):
            if question not in self.asked and self.clock < HOUR:
                return {"do": "observe", "id": question}
        recent = self._recent()
        until = HOUR if before else recent[0] + HOUR
        return {"do": "wait", "minutes": min(240.0, max(0.1, until - self.clock + 0.1))}
