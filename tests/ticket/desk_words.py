"""Words to tell the procedure in: the people, a desk without closing hours, tickets in each state, and what happens."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from mailticket.ids import Address, TicketNumber
from mailticket.ticket import effects as fx
from mailticket.ticket import events as ev
from mailticket.ticket.audience import audience
from mailticket.ticket.calendar import BusinessCalendar
from mailticket.ticket.commands import Command, Order
from mailticket.ticket.decide import decide
from mailticket.ticket.effects import Filed, Kind, Mail, Send
from mailticket.ticket.events import Content, Parent
from mailticket.ticket.evolve import begin, evolve
from mailticket.ticket.model import Deadline, Reason, Ticket
from mailticket.ticket.policy import Policy
from mailticket.ticket.roster import Addresses, Operator, Roster
from mailticket.ticket.span import parse_span

BUDI = Address("budi@example.org", "Budi")
SARI = Address("sari@example.org", "Sari")
DEWI = Address("dewi@example.org", "Dewi")
"""Operator and supervisor in one."""
CHIEF = Address("chief@example.org", "The chief")
"""A supervisor who isn't on the roster."""
ANI = Address("ani@example.net", "Ani")
FRIEND = Address("friend@example.com", "A friend of Ani's")
STRANGER = Address("stranger@example.com")
LIST = Address("operators@example.org")
HELPDESK = Address("help@example.org", "iDuHelp!")

DESK = Addresses(
    helpdesk=HELPDESK,
    list=LIST,
    roster=Roster(
        operators=tuple(Operator(name=who.name, addresses=(who,)) for who in (BUDI, SARI, DEWI)),
        supervisors=(DEWI, CHIEF),
    ),
)

START = datetime(2026, 11, 23, 2, tzinfo=UTC)
"""Monday, 09:00 in Jakarta."""
ALWAYS = Policy(calendar=BusinessCalendar(tz=UTC, always_open=True))
OFFICE = Policy(calendar=BusinessCalendar(tz=ZoneInfo("Asia/Jakarta"), hours=(((480, 960),),) * 5 + ((), ())))
"""The defaults, open from 8 to 16 on weekdays."""
CONFIRMED = replace(ALWAYS, close="supervisor")
RELAY = replace(ALWAYS, conversation="relay")
SECONDS = Policy(
    calendar=ALWAYS.calendar,
    **{
        name: parse_span(span)
        for name, span in {
            "claim_within": "4s", "first_response": "24s", "next_response": "24s", "reminder_after": "10s",
            "reminder_every": "10s", "close_after": "10s", "update_within": "20s", "on_hold_update": "20s",
            "confirm_within": "10s", "reopen_within": "300s", "survey_within": "300s",
        }.items()
    },
)  # fmt: skip
"""A desk in a hurry, as the tests against real servers have it."""


def after(hours: float) -> datetime:
    """An instant so many hours after the question."""
    return START + timedelta(hours=hours)


# --- what happens ----------------------------------------------------------------------------------------------------


def wrote(who: Address, content: Content = Content.TEXT, hours: float = 1, **how: object) -> ev.StaffWrote:
    """A mail by somebody of the desk, to the customer and the list, that answers the customer's own mail."""
    given = {
        "operator": who in (BUDI, SARI, DEWI),
        "supervisor": who in (DEWI, CHIEF),
        "reaches_customer": True,
        "on_list": True,
        "knows_of": after(hours),
        **how,
    }
    return ev.StaffWrote(at=after(hours), author=who, content=content, **given)


def empty_reply(who: Address, hours: float = 1, **how: object) -> ev.StaffWrote:
    """An empty reply to all."""
    return wrote(who, Content.EMPTY, hours, **how)


def answer(who: Address, hours: float = 1, **how: object) -> ev.StaffWrote:
    """An answer to all."""
    return wrote(who, Content.TEXT, hours, **how)


def note(who: Address, hours: float = 1, **how: object) -> ev.StaffWrote:
    """Text to the list alone."""
    return wrote(who, Content.TEXT, hours, **{"reaches_customer": False, **how})


def ordered(who: Address, *orders: Order, content: Content = Content.EMPTY, hours: float = 1, **how: object):
    """A mail with commands; without text unless `content` says so."""
    return wrote(who, content, hours, **{"reaches_customer": False, "orders": orders, **how})


def order(word: str, argument: str = "", **how: object) -> Order:
    """A command line."""
    return Order(command=Command(word), argument=argument, line=f"#{word} {argument}".strip(), **how)


def customer_writes(content: Content = Content.TEXT, hours: float = 1, **how: object) -> ev.CustomerWrote:
    """A mail by Ani to the helpdesk and the list."""
    given = {"author": ANI, "participant": False, "on_list": True, **how}
    return ev.CustomerWrote(at=after(hours), content=content, **given)


def time_passes(hours: float) -> ev.TimePassed:
    """The sweep looks."""
    return ev.TimePassed(at=after(hours))


def to_our(mail: Mail, *, named_list: bool = True) -> Parent:
    """In reply to a mail of the daemon."""
    return Parent(mail=mail, named_list=named_list)


def to_their(kind: Kind) -> Parent:
    """In reply to somebody's message."""
    return Parent(kind=kind)


# --- tickets ---------------------------------------------------------------------------------------------------------


def told(ticket: Ticket, *facts: fx.Fact, hours: float) -> Ticket:
    """The ticket after facts at that hour."""
    for fact in facts:
        ticket = evolve(ticket, fact, after(hours))
    return ticket


OPEN = begin(fx.Opened(number=TicketNumber(12), customer=ANI, subject="VPN"), START)
NOBODYS = begin(fx.Opened(number=TicketNumber(13), customer=None, subject="A call", by=BUDI), START)
OWNED = told(OPEN, fx.Claimed(by=BUDI), hours=0)
WAITING = told(OWNED, fx.Answered(by=BUDI), hours=0)
CONTENT = told(WAITING, fx.Thanked(by=ANI, content=True), hours=0)
REMINDED = told(WAITING, *(fact for n in (1, 2, 3) for fact in (fx.ReminderQueued(n=n), fx.Reminded(n=n))), hours=0)
HELD = told(OWNED, fx.Held(by=BUDI), hours=0)
RESOLVED = told(WAITING, fx.Resolved(by=BUDI, reason=Reason.SATISFIED), hours=0)
CLOSED = told(WAITING, fx.Closed(reason=Reason.SATISFIED, by=BUDI), hours=0)
SPAM = told(OWNED, fx.Closed(reason=Reason.SPAM, by=BUDI), hours=0)
DUPLICATE = told(OWNED, fx.Merged(into=TicketNumber(11), by=BUDI), hours=0)
PROGRESSED = told(OWNED, fx.Progressed(by=BUDI), hours=0)
LATE = told(
    OWNED,
    fx.Breached(
        deadline=Deadline.FIRST_RESPONSE,
        operator=BUDI,
        started_at=START,
        due_at=after(24),
        held=timedelta(),
        calendar="first_response = 24h, wall clock, UTC",
    ),
    hours=24,
)

EVERY_TICKET = {
    "open": OPEN, "open, nobody's": NOBODYS, "in_progress": OWNED, "progress noted": PROGRESSED, "late": LATE,
    "waiting": WAITING, "content": CONTENT, "reminded": REMINDED, "on_hold": HELD, "resolved": RESOLVED,
    "closed": CLOSED, "closed without owner": replace(CLOSED, owner=None, owned_at=None), "spam": SPAM,
    "duplicate": DUPLICATE,
}  # fmt: skip


# --- what follows ----------------------------------------------------------------------------------------------------


def what_follows(ticket: Ticket, event: ev.Event, policy: Policy = ALWAYS) -> tuple[fx.Effect, ...]:
    """The decision at the moment of the event."""
    return decide(ticket, event, policy, event.at)


def then(ticket: Ticket, event: ev.Event, policy: Policy = ALWAYS) -> Ticket:
    """The ticket after the event."""
    return applied(ticket, what_follows(ticket, event, policy), event.at)


def applied(ticket: Ticket, effects: tuple[fx.Effect, ...], at: datetime) -> Ticket:
    """The ticket after the facts among the effects."""
    for effect in effects:
        if not isinstance(effect, Send | Filed):
            ticket = evolve(ticket, effect, at)
    return ticket


def mails(effects: tuple[fx.Effect, ...]) -> list[Mail]:
    """Which mails go out, in their order."""
    return [effect.mail for effect in effects if isinstance(effect, Send)]


def facts(effects: tuple[fx.Effect, ...]) -> list[type]:
    """Which facts are recorded, in their order."""
    return [type(effect) for effect in effects if not isinstance(effect, Send | Filed)]


def filed(effects: tuple[fx.Effect, ...]) -> tuple[Kind, int]:
    """How the message is filed: its kind and the row of spec 1.3."""
    (one,) = (effect for effect in effects if isinstance(effect, Filed))
    return one.kind, one.row


def on_the_list(effects: tuple[fx.Effect, ...], ticket: Ticket, *, list_has_it: bool) -> list[Mail]:
    """The mails that the list gets, by To and Cc."""
    sent = [
        (one.mail, audience(one, ticket, DESK, thanks_on_list=list_has_it)) for one in effects if isinstance(one, Send)
    ]
    return [mail for mail, whole in sent if whole is not None and LIST in whole.recipients]


def row(kind: str, number: int, why: str = "") -> Filed:
    """How the message is filed."""
    return Filed(kind=Kind(kind), row=number, why=why)


def send(mail: str, to: Address | None = None, **how: object) -> Send:
    """A mail of 1.4."""
    return Send(mail=Mail(mail), to=to, **how)


def notice(to: Address | None, topic: str, **how: object) -> Send:
    """'… is told'."""
    return send("notice", to, topic=topic, **how)
