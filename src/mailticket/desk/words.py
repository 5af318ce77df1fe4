"""The values of a canned response, gathered for one mail (spec 3.2; the table of variables is `docs/canned.md`)."""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from mailticket.canned import values as cv
from mailticket.desk.cause import Cause
from mailticket.desk.desk import EVER, Desk
from mailticket.mail.token import survey_token
from mailticket.store import threads, tickets
from mailticket.store.engine import Transaction
from mailticket.ticket import deadlines
from mailticket.ticket.audience import Audience
from mailticket.ticket.commands import WORDS
from mailticket.ticket.effects import Mail, Send
from mailticket.ticket.model import Status, Ticket

_WITH_QUESTION = frozenset({Mail.ANNOUNCEMENT, Mail.ASSIGNED, Mail.REOPENED, Mail.DEADLINE_WARNING, Mail.BREACH})
_OWN_TICKETS = 50
"""Tickets in one `my_tickets`, the newest."""
_WITH_SURVEY = frozenset({Mail.CLOSED, Mail.CLOSED_NO_REPLY})


def values(
    tx: Transaction, desk: Desk, send: Send, ticket: Ticket | None, audience: Audience, cause: Cause
) -> cv.Values:
    """Return what the canned response of this mail may speak of; only what it uses is looked up."""
    opening = send.mail is Mail.ANNOUNCEMENT and cause.opens
    acted = cause.letter.person if cause.letter and cause.letter.staff and not opening else None
    passed = None if opening or send.mail is Mail.ASSIGNED else cause.passed
    message = (
        cv.Passed(
            author=cv.Person.of(passed.author),
            text=passed.text,
            at=passed.at,
            attachments=tuple(one.name for one in passed.attachments),
        )
        if passed
        else cv.Passed()
    )
    shared = cv.Values(
        desk=desk_facts(desk),
        operator=cv.Person.of(acted),
        recipient=cv.Person.of(audience.to[0]),
        message=message,
        topic="" if send.mail is Mail.COMMAND_RESULT and send.topic != "taken_over" else send.topic,
        text=send.text,
        troubles=tuple(cv.TroubleRow(line=line, why=why) for line, why in send.troubles),
        done=send.done,
        commands=_commands(desk.locale) if send.mail is Mail.COMMAND_RESULT and send.topic != "taken_over" else (),
        score=send.n if send.topic == "survey_comment" else 0,
    )
    if send.mail is Mail.MY_TICKETS:
        own = tickets.recent_of_customer(tx, audience.to[0], EVER, limit=_OWN_TICKETS)
        return replace(shared, tickets=tuple(row(one.ticket) for one in own))
    return shared if ticket is None else _of_ticket(tx, desk, send, ticket, shared)


def for_example(tx: Transaction, desk: Desk, ticket: Ticket, now: datetime) -> cv.Values:
    """Return everything that any canned response may say of the ticket now, for `canned render --ticket`."""
    person = ticket.customer or desk.sender
    cause = Cause(at=now, now=now, why="an example")
    said = values(tx, desk, Send(mail=Mail.ASSIGNED), ticket, Audience(to=(person,)), cause)
    return replace(said, survey=survey_links(desk, ticket), reminder=_reminder(desk, ticket, 1))


def row(ticket: Ticket, words: str = "") -> cv.Row:
    """A ticket as a line of a table."""
    return cv.Row(
        number=ticket.number,
        subject=ticket.subject,
        status=ticket.status.value,
        customer=cv.Person.of(ticket.customer),
        owner=cv.Person.of(ticket.owner),
        at=ticket.queued_at if ticket.status is Status.OPEN else ticket.opened_at,
        words=words,
    )


@lru_cache(maxsize=8)
def desk_facts(desk: Desk) -> cv.Desk:
    """The desk and its promises."""
    policy = desk.policy
    return cv.Desk(
        name=desk.name,
        address=desk.addresses.helpdesk.address,
        list=desk.addresses.list.address,
        rules_url=desk.rules_url,
        conversation=policy.conversation,
        locale=desk.locale,
        tz=policy.tz,
        claim_within=policy.claim_within,
        first_response=policy.first_response,
        next_response=policy.next_response,
        close_after=policy.close_after,
        reopen_within=policy.reopen_within,
    )


def _of_ticket(tx: Transaction, desk: Desk, send: Send, ticket: Ticket, shared: cv.Values) -> cv.Values:
    policy = desk.policy
    question, files = _question(tx, ticket) if send.mail in _WITH_QUESTION else ("", ())
    running = deadlines.breach_at(ticket, policy)
    breach = ticket.breaches[-1] if ticket.breaches and send.mail is Mail.BREACH else None
    changes: dict[str, Any] = {
        "ticket": cv.TicketFacts(
            number=ticket.number,
            subject=ticket.subject,
            status=ticket.status.value,
            opened_at=ticket.opened_at,
            question=question,
            attachments=files,
            reason=(ticket.closed_reason or ticket.pending_reason or "") and _reason(ticket),
            reminders_sent=ticket.spell.accepted if ticket.spell else 0,
            category=ticket.category or "",
            priority=ticket.priority,
            branch=ticket.branch or "",
        ),
        "customer": cv.Person.of(ticket.customer),
        "owner": cv.Person.of(ticket.owner),
        "owned_at": ticket.owned_at,
        "follows": ticket.follows or 0,
        "deadline": running,
        "deadline_name": ticket.response.deadline.value if ticket.response else "first_response",
    }
    if send.mail is Mail.REMINDER:
        changes["reminder"] = _reminder(desk, ticket, send.n)
    if send.mail in _WITH_SURVEY:
        changes["survey"] = survey_links(desk, ticket)
    if send.mail is Mail.ASSIGNED:
        changes["history"] = _history(tx, ticket)
    if breach is not None:
        changes["breach"] = cv.BreachFacts(
            deadline=breach.deadline.value,
            started_at=breach.started_at,
            due_at=breach.due_at,
            calendar=breach.calendar,
        )
    return replace(shared, **changes)


def _reason(ticket: Ticket) -> str:
    reason = ticket.closed_reason or ticket.pending_reason
    return reason.value if reason else ""


def _question(tx: Transaction, ticket: Ticket) -> tuple[str, tuple[str, ...]]:
    """The first message of the ticket and the names of its attachments."""
    first = threads.first(tx, ticket.number)
    return (first.text, tuple(one.name for one in first.attachments)) if first else ("", ())


def _reminder(desk: Desk, ticket: Ticket, n: int) -> cv.Reminder:
    """What comes after this reminder, if nothing is heard: the next one, or the close."""
    total = desk.policy.reminders
    span = desk.policy.reminder_every if n < total else desk.policy.close_after
    queued = ticket.spell.queued_at if ticket.spell else None
    following = desk.policy.calendar.next_open(desk.policy.calendar.add(queued, span)) if queued else None
    return cv.Reminder(n=n, total=total, next_at=following)


def survey_links(desk: Desk, ticket: Ticket) -> cv.SurveyLinks:
    """The desk's own form, or five links that write the answer as a mail (spec 3.10)."""
    token = survey_token(desk.key, ticket.number)
    if desk.survey_url:
        return cv.SurveyLinks(url=desk.survey_url.replace("{number}", str(ticket.number)).replace("{token}", token))
    address = quote(desk.addresses.helpdesk.address, safe="@")
    subject = quote(f"[#{ticket.number}] survey {token}")
    links = tuple(
        cv.Mailto(score=score, link=f"mailto:{address}?subject={subject}&body={score}") for score in range(1, 6)
    )
    return cv.SurveyLinks(mailtos=links)


def _history(tx: Transaction, ticket: Ticket) -> cv.History:
    """The customer's other tickets: open ones, the last five, the last satisfaction."""
    if ticket.customer is None:
        return cv.History()
    listed = tickets.recent_of_customer(tx, ticket.customer, EVER)
    others = [one.ticket for one in listed if one.ticket.number != ticket.number]
    scores = [one.survey for one in others if one.survey]
    latest = max(scores, key=lambda survey: survey.at, default=None)
    return cv.History(
        open=tuple(row(one) for one in others if one.status is not Status.CLOSED),
        last=tuple(row(one) for one in others if one.status is Status.CLOSED)[:5],
        satisfaction=latest.score if latest else 0,
    )


@lru_cache(maxsize=4)
def _commands(locale: str) -> tuple[cv.CommandRow, ...]:
    return tuple(
        cv.CommandRow(
            word=f"#{command.value}",
            also=f"#{word.also}" if word.also else "",
            argument=word.argument,
            help=word.help_id if locale == "id" else word.help_en,
        )
        for command, word in WORDS.items()
    )
