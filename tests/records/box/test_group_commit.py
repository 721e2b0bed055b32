"""Many callers at once: each gets its own answer or its own fault, and all who waited are written together."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from pingyi.records.box.group_commit import GroupCommit

SECONDS, FULL = 30, -2


class Store:
    """Doubles what passes; refuses odd numbers; the first check waits until somebody opens the gate."""

    def __init__(self) -> None:
        self.groups: list[list[int]] = []
        self.checking, self.gate = threading.Event(), threading.Event()

    def check(self, number: int) -> int:
        self.checking.set()
        assert self.gate.wait(SECONDS)
        if number % 2:
            raise ValueError(number)
        return number

    def write(self, numbers: Sequence[int]) -> list[int]:
        self.groups.append(list(numbers))
        if FULL in numbers:
            raise OSError("the disk is full")
        return [2 * number for number in numbers]


def wait_until(holds: Callable[[], bool]) -> None:
    """Raises when it takes too long."""
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def together(store: Store, numbers: Sequence[int]) -> list[Callable[[], int]]:
    """What came of asking for the first number, and for all others while that one was being checked."""
    group = GroupCommit(store.check, store.write)
    with ThreadPoolExecutor(len(numbers)) as pool:
        first = pool.submit(group.put, numbers[0])
        assert store.checking.wait(SECONDS)
        others = [pool.submit(group.put, number) for number in numbers[1:]]
        wait_until(lambda: len(group._queue) == len(others))
        store.gate.set()
    return [asked.result for asked in (first, *others)]


def test_whoever_comes_while_one_is_checked_is_written_in_one_group() -> None:
    store = Store()
    results = together(store, [2, 4, 6, 8])
    assert [result() for result in results] == [4, 8, 12, 16]
    assert [sorted(group) for group in store.groups] == [[2], [4, 6, 8]]


def test_a_fault_of_a_check_is_its_callers_alone() -> None:
    store = Store()
    first, odd, last = together(store, [1, 3, 4])
    with pytest.raises(ValueError, match="1"):
        first()
    with pytest.raises(ValueError, match="3"):
        odd()
    assert last() == 8
    assert store.groups == [[4]]


def test_a_fault_of_writing_is_told_to_everybody_in_the_group_and_to_nobody_else() -> None:
    store = Store()
    first, *others = together(store, [2, FULL, 4])
    assert first() == 4
    for other in others:
        with pytest.raises(OSError, match="the disk is full"):
            other()


def test_hundreds_of_callers_all_get_their_own_answer_and_none_waits_for_ever() -> None:
    store = Store()
    store.gate.set()
    group = GroupCommit(store.check, store.write)
    numbers = list(range(0, 2000, 2))
    answers: dict[int, int] = {}

    def ask(own: list[int]) -> None:
        answers.update({number: group.put(number) for number in own})

    callers = [threading.Thread(target=ask, args=[numbers[start::16]], daemon=True) for start in range(16)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(SECONDS)
    assert answers == {number: 2 * number for number in numbers}
    assert sorted(number for written in store.groups for number in written) == list(range(0, 2000, 2))
    assert group.put(2) == 4, "and the next one does not wait for somebody to lead"
