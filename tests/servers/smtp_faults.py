"""Faults of a mail server, by script: `post_office.fault = Script(refuse("rcpt", "451 4.7.1 Greylisted", to=ANI))`."""

from collections.abc import Sequence
from dataclasses import dataclass

from mailticket.demo.post_office import Fault, Stage


@dataclass(slots=True, kw_only=True)
class Step:
    """One fault at one stage, `times` times. `to`: only when this recipient is asked or among the recipients."""

    stage: Stage
    fault: Fault
    times: int
    to: str | None


class Script:
    """The steps in order of precedence; a step that is used up is over. `left` is empty when all of it has happened."""

    def __init__(self, *steps: Step) -> None:
        self.left = list(steps)

    def __call__(self, stage: Stage, sender: str, recipients: Sequence[str]) -> Fault | None:
        for step in self.left:
            if step.stage == stage and (step.to is None or step.to in recipients):
                step.times -= 1
                if not step.times:
                    self.left.remove(step)
                return step.fault
        return None


ALWAYS = -1


def refuse(stage: Stage, reply: str, *, to: str | None = None, times: int = 1) -> Step:
    """A 4xx or 5xx reply; 421 ends the connection as well (RFC 5321 section 4.2.1)."""
    return Step(stage=stage, fault=Fault(reply=reply), times=times, to=to)


def drop(stage: Stage, *, to: str | None = None, times: int = 1) -> Step:
    """The connection ends without a reply, and nothing was taken."""
    return Step(stage=stage, fault=Fault(reply=None), times=times, to=to)


def take_and_drop(*, to: str | None = None, times: int = 1) -> Step:
    """After the final dot the mail is delivered, but the connection ends before the 250."""
    return Step(stage="dot", fault=Fault(reply=None, accept=True), times=times, to=to)


def slow(stage: Stage, seconds: float, *, to: str | None = None, times: int = 1) -> Step:
    """A good reply that comes late. What is taken at the dot is delivered before the delay."""
    return Step(stage=stage, fault=Fault(reply="250 2.0.0 Ok", delay=seconds, accept=True), times=times, to=to)
