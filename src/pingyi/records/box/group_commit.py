"""Group commit: what several ask for at the same moment is written in one transaction; each is answered after it.

Checking a ballot takes one core some milliseconds, and committing takes the database and the disk about as long for ten
ballots as for one. So whoever finds nobody at work leads: takes all that wait, checks them one after another, lets the
next one lead, writes, and answers everybody. A caller who is alone waits for nobody.
"""

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic, TypeVar, cast

Asked = TypeVar("Asked")
Checked = TypeVar("Checked")
Answer = TypeVar("Answer")


class _Caller(Generic[Asked, Answer]):
    """Who asked what, and what came of it; waits at most once, to be answered or to lead."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.answer: Answer | None = None
        self.fault: BaseException | None = None
        self.leads = False
        self._gate = Lock()
        self._gate.acquire()

    def wait(self) -> None:
        self._gate.acquire()

    def call(self) -> None:
        self._gate.release()


class GroupCommit(Generic[Asked, Checked, Answer]):
    """`put` returns what `write` answered, or raises what `check` or `write` raised; for any number of threads.

    `check` is given one, and its fault is that caller's alone. `write` is given all that passed and answers them in
    their order; its fault is everybody's.
    """

    def __init__(
        self, check: Callable[[Asked], Checked], write: Callable[[Sequence[Checked]], Sequence[Answer]]
    ) -> None:
        self._check, self._write = check, write
        self._guard = Lock()
        self._queue: list[_Caller[Asked, Answer]] = []
        self._led = False

    def put(self, asked: Asked) -> Answer:
        """Returns after the commit."""
        mine: _Caller[Asked, Answer] = _Caller(asked)
        with self._guard:
            self._queue.append(mine)
            mine.leads, self._led = not self._led, True
        if not mine.leads:
            mine.wait()
        if mine.leads:
            self._lead(mine)
        if mine.fault is not None:
            raise mine.fault
        return cast("Answer", mine.answer)

    def _lead(self, leader: _Caller[Asked, Answer]) -> None:
        with self._guard:
            group, self._queue = self._queue, []
        try:
            passed = self._checked(group)
        finally:
            self._call_next()
        self._commit(passed)
        for each in group:
            if each is not leader:
                each.call()

    def _checked(self, group: Sequence[_Caller[Asked, Answer]]) -> list[tuple[_Caller[Asked, Answer], Checked]]:
        passed = []
        for each in group:
            try:
                passed.append((each, self._check(each.asked)))
            except BaseException as fault:  # whatever it is, it is this caller's to raise
                each.fault = fault
        return passed

    def _call_next(self) -> None:
        with self._guard:
            self._led = bool(self._queue)
            if self._led:
                self._queue[0].leads = True
                self._queue[0].call()

    def _commit(self, passed: Sequence[tuple[_Caller[Asked, Answer], Checked]]) -> None:
        try:
            answers = self._write([checked for _, checked in passed]) if passed else []
            for (each, _), answer in zip(passed, answers, strict=True):
                each.answer = answer
        except BaseException as fault:  # perhaps nothing was written: everybody is to know, and may ask again
            for each, _ in passed:
                each.fault = fault
