"""N beliefs to plan for at once, and their arithmetic: what is left, what gets through, what stopping would cost.

A branch is the present state seen after one outcome of one step.  Everything here works on all branches together, in
single precision: the arrays are small, and the number of calls is what costs time.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kagimori.core.doctor.scene import Scene
    from kagimori.core.doctor.tables import Floats

# A chance that counts as certain, and the least that something is divided by.
SURELY = 0.999
LITTLE = 1e-9


@dataclass(slots=True)
class Branches:
    """The states: weights of the sets, the minute, what is possible; one row for each branch.

    `left` is the chance that a cause is still there at the minute `since`, in the sets that hold it; `due` and
    `due_share` are an effect still to come for each cause.  `chance`, `ready` and `tried` are by way, `possible` by
    step; `tries` counts the failures that are left, `fee` the minutes that steps of this stage cost afterwards.
    """

    weights: Floats
    left: Floats
    since: Floats
    minute: Floats
    chance: Floats
    ready: Floats
    tried: Floats
    possible: Floats
    tries: Floats
    fee: Floats
    due: Floats
    due_share: Floats

    @classmethod
    def at_present(cls, scene: Scene) -> Branches:
        """Return the present state as the only branch."""
        ways, causes = len(scene.ways), len(scene.causes)
        return cls(
            weights=scene.weights[None].copy(),
            left=np.ones((1, causes), dtype=np.float32),
            since=np.full(1, scene.minute, dtype=np.float32),
            minute=np.full(1, scene.minute, dtype=np.float32),
            chance=np.array([[way.chance for way in scene.ways]], dtype=np.float32),
            ready=np.array([[way.ready for way in scene.ways]], dtype=np.float32),
            tried=np.zeros((1, ways), dtype=bool),
            possible=scene.possible[None].copy(),
            tries=np.full(1, scene.tries_left, dtype=np.float32),
            fee=np.zeros(1, dtype=np.float32),
            due=np.full((1, causes), np.inf, dtype=np.float32),
            due_share=np.zeros((1, causes), dtype=np.float32),
        )

    def copy(self) -> Branches:
        """Return a copy that shares nothing."""
        return Branches(*(getattr(self, field.name).copy() for field in fields(self)))

    @classmethod
    def joined(cls, parts: Iterable[Branches]) -> Branches:
        """Return all branches in one, as a copy."""
        parts = tuple(parts)
        return cls(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)))

    def __len__(self) -> int:
        """Return the number of branches."""
        return len(self.minute)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Whether a way could be opened at all, by branch: `stays` by cause, the rest by set.

    `reach` by way is the chance that published steps open it, `reach_later` the same once everything that passes by
    itself has passed, `soon` the chance that it does within the hour.  All ways wait for the same outage.
    """

    stays: Floats
    soon: Floats
    reach: Floats
    reach_later: Floats


class Odds:
    """The arithmetic for the branches of one scene."""

    def __init__(self, scene: Scene) -> None:
        """Take the scene's clocks and the figures of stopping."""
        self.scene = scene
        policy = scene.mind.book.policy
        self.lost, self.soon = policy["case.lost"].minutes, policy["case.soon"].minutes
        if scene.mind.book.view == "real":
            # A session of the protocol ends; a person may come back next day, and the plan looks on from there.
            self.lost += scene.minute
        self.right, self.blind = policy["case.hand_off"].minutes, policy["case.hand_off_blind"].minutes
        timers = scene.mind.belief.timers
        self.timed = np.flatnonzero(np.isfinite(np.minimum(timers.within, timers.about)[scene.causes]))
        self.within, self.about, self.began = (
            times[scene.causes][self.timed].astype(np.float32) for times in (timers.within, timers.about, timers.began)
        )
        place = {int(cause): i for i, cause in enumerate(scene.causes)}
        self.due = [(due, place[cause], share) for due, cause, share in timers.due if cause in place]

    # ------------------------------------------------------------------ clocks
    def _lasts(self, minute: Floats) -> Floats:
        """Return, for the causes that pass by themselves, the share that is left at `minute` (any shape)."""
        age = np.maximum(minute[..., None] - self.began, 0.0)
        lasts: Floats = np.maximum(1.0 - age / self.within, 0.0) * np.exp(-age / self.about)
        return lasts

    def left(self, branches: Branches, minute: Floats) -> Floats:
        """Return what is left of each cause at `minute`: after repairs, by itself, and after effects that are due.

        `minute` may hold several moments for each branch, in a further axis.
        """
        later = minute if minute.ndim > 1 else minute[:, None]
        left = np.repeat(branches.left[:, None, :], later.shape[1], axis=1)
        left[..., self.timed] *= self._lasts(later) / np.maximum(self._lasts(branches.since), LITTLE)[:, None]
        if branches.due_share.any():
            due = (branches.since[:, None] < branches.due)[:, None] & (branches.due[:, None] <= later[..., None])
            left *= 1.0 - branches.due_share[:, None] * due
        for due_at, place, share in self.due:
            left[..., place] *= 1.0 - share * ((branches.since[:, None] < due_at) & (due_at <= later))
        return left if minute.ndim > 1 else left[:, 0]

    # ------------------------------------------------------------------ chances
    def products(self, clear: Floats) -> Floats:
        """Return, for factors by cause (last axis), their product over each set."""
        padded = np.ones((*clear.shape[:-1], clear.shape[-1] + 1), dtype=np.float32)
        padded[..., :-1] = clear
        first, second, third = self.scene.sets.T
        return padded[..., first] * padded[..., second] * padded[..., third]

    def bars(self, branches: Branches) -> Floats:
        """Return how surely each cause bars each way, by branch: surely where the way has refused before."""
        return np.where(branches.tried[:, :, None], self.scene.bars_again, self.scene.bars)

    # ------------------------------------------------------------------ stopping
    def outlook(self, branches: Branches) -> Outlook:
        """Return what keeps the ways shut, judged with steps that exist and waits of up to an hour."""
        stays = np.ones_like(branches.left)
        for j, cures in enumerate(self.scene.cures):
            could = cures > 0.0
            stays[:, could] *= 1.0 - branches.possible[:, j : j + 1]
        moments = branches.minute[:, None] + np.array([0.0, self.soon], dtype=np.float32)
        now, later = np.swapaxes(self.left(branches, moments), 0, 1)
        lasts = np.minimum(later / np.maximum(now, LITTLE), 1.0)
        passing = lasts < SURELY
        bars = self.scene.bars[None]
        return Outlook(
            stays=stays,
            soon=self.products(np.where(passing, 1.0 - lasts, 1.0)),
            reach=self.products(1.0 - bars * stays[:, None, :]),
            reach_later=self.products(1.0 - bars * np.where(passing, 0.0, stays)[:, None, :]),
        )

    def blame(self, branches: Branches, outlook: Outlook) -> tuple[Floats, Floats]:
        """Return, by branch, the chance that no way is open, and by cause that it is what keeps them shut."""
        shut_now, shut_later = np.ones((2, *branches.weights.shape), dtype=np.float32)
        for w in range(branches.chance.shape[1]):
            chance = branches.chance[:, w : w + 1]
            shut_now *= 1.0 - chance * outlook.reach[:, w]
            shut_later *= 1.0 - chance * outlook.reach_later[:, w]
        closed = branches.weights * (shut_now + outlook.soon * (shut_later - shut_now))
        return closed.sum(axis=1), (closed @ self.scene.has) * outlook.stays

    def hand_off(self, branches: Branches, outlook: Outlook) -> Floats:
        """Return the expected minutes of stopping here."""
        none_open, blame = self.blame(branches, outlook)
        named = np.minimum(blame.max(axis=1, initial=0.0) / np.maximum(none_open, LITTLE), 1.0)
        rest = np.maximum(self.lost - branches.minute, 0.0)
        closed = np.minimum(self.right + (self.blind - self.right) * (1.0 - named), rest)
        minutes: Floats = none_open * closed + (1.0 - none_open) * rest
        return minutes
