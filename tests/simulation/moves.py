"""The transitions of spec 1.3, 1.5, 3.1 and 3.6 (I17)."""

from mailticket.ticket import effects as fx
from mailticket.ticket.model import Status

MOVES = {
    (Status.OPEN, Status.IN_PROGRESS): {fx.Claimed, fx.Assigned},
    (Status.IN_PROGRESS, Status.WAITING): {fx.Answered},
    (Status.RESOLVED, Status.WAITING): {fx.Answered},
    (Status.WAITING, Status.IN_PROGRESS): {fx.CustomerReplied, fx.Progressed, fx.Bounced},
    (Status.RESOLVED, Status.IN_PROGRESS): {fx.CustomerReplied, fx.Reopened},
    (Status.CLOSED, Status.IN_PROGRESS): {fx.Reopened},
    (Status.CLOSED, Status.OPEN): {fx.Reopened},
    **{(Status.ON_HOLD, to): {fx.Resumed} for to in (Status.IN_PROGRESS, Status.WAITING)},
    **{(of, Status.ON_HOLD): {fx.Held} for of in (Status.IN_PROGRESS, Status.WAITING, Status.RESOLVED)},
    **{
        (of, to): {fact}
        for of in (Status.OPEN, Status.IN_PROGRESS, Status.WAITING, Status.ON_HOLD, Status.RESOLVED)
        for to, fact in ((Status.RESOLVED, fx.Resolved), (Status.CLOSED, fx.Closed), (Status.OPEN, fx.Released))
        if of is not to
    },
    (Status.ON_HOLD, Status.RESOLVED): {fx.Resumed, fx.Resolved},
}
"""I17: which facts may take a ticket from one status to another."""
