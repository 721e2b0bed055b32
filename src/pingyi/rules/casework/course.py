"""The course of a case: its steps so far, and what follows from them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from pingyi.rules.voices import Kind

LIMITS = {
    Kind.CONSULT: "consultation",
    Kind.SUGGESTION: "complaint",
    Kind.REQUEST: "complaint",
    Kind.COMPLAINT: "complaint",
}
"""By which time limit of the plan each kind is answered; praise waits for nothing (R40, domain C4.1)."""

HARM, FOUND_HARM, UNSOLVED = "report_harm", "find_harm", "find_unsolved"
BEGINS = ("accept", "reopen", UNSOLVED, HARM, FOUND_HARM)
"""Steps with which the clock starts anew."""
CALLS = ("call_back", UNSOLVED)
AFTERCARE = ("first-aftercare", "second-aftercare")
"""Time limits after which whoever complained is asked whether anything was done to them for it (R197)."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a raiser answered when they were asked, None where they did not: solved, satisfied, harassed (C4.1)."""

    solved: bool | None = None
    satisfied: bool | None = None
    harassed: bool | None = None


def step_after_call(verb: str, answers: Answers) -> str:
    """What a call leads to: what is not solved, or was paid back to the raiser, is taken up again (R197)."""
    if verb == "call_back" and (answers.solved is False or answers.harassed):
        return UNSOLVED
    return FOUND_HARM if verb == "ask_after" and answers.harassed else verb


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was taken, and on which day in the campaign's zone."""

    verb: str
    on: date
    answers: Answers = Answers()


@dataclass(frozen=True, slots=True)
class Course:
    """The steps of one case, in order."""

    steps: tuple[Done, ...] = ()

    @property
    def extensions(self) -> int:
        """How often the time limit that runs was extended."""
        return [step.verb for step in self._since(BEGINS)].count("extend")

    @property
    def assigned_on(self) -> date | None:
        """When it was given to whoever has it."""
        return self._last("assign")

    @property
    def replied_on(self) -> date | None:
        """When it was answered last."""
        return self._last("reply")

    @property
    def replies(self) -> int:
        """How many answers there were."""
        return [step.verb for step in self.steps].count("reply")

    @property
    def harassed(self) -> bool:
        """Whether anybody says that the raiser was made to suffer for it: then the case is protected (R197)."""
        return any(step.verb == HARM or step.answers.harassed for step in self.steps)

    @property
    def escalated(self) -> bool:
        """Whether it went to the director since the clock started."""
        return "escalate" in [step.verb for step in self._since(BEGINS)]

    @property
    def asked(self) -> int:
        """How often the raiser was asked after, since the day from which that counts."""
        first = next((place for place, step in enumerate(self.steps) if step.verb in ("reply", HARM)), len(self.steps))
        return sum(step.verb in ("ask_after", FOUND_HARM) for step in self.steps[first:])

    @property
    def care_from(self) -> date | None:
        """From which day aftercare counts: the first answer, or the first report of harm before it (R197)."""
        return next((step.on for step in self.steps if step.verb in ("reply", HARM)), None)

    @property
    def is_evaluated(self) -> bool:
        """Whether the raiser has judged how the last answer came about: that is done once."""
        return any(step.verb == "evaluate" for step in self._since(("reply",)))

    def evaluation(self) -> Answers | None:
        """What was answered last, by the raiser or in a call, to what the office replied last."""
        found = [step.answers for step in self._since(("reply",)) if step.verb in ("evaluate", *CALLS)]
        return found[-1] if found else None

    def _since(self, verbs: Collection[str]) -> tuple[Done, ...]:
        places = [place for place, step in enumerate(self.steps) if step.verb in verbs]
        return self.steps[places[-1] :] if places else ()

    def _last(self, verb: str) -> date | None:
        return next((step.on for step in reversed(self.steps) if step.verb == verb), None)
