"""Who gets a mail and where its answers go: the table of spec 1.4, computed from the ticket and never copied (I12)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mailticket.ids import Address
from mailticket.ticket.effects import Mail, Send
from mailticket.ticket.model import Status, Ticket
from mailticket.ticket.roster import Addresses

NAMES_LIST: Final = frozenset(
    {
        Mail.ANNOUNCEMENT,
        Mail.ASSIGNED,
        Mail.TAKEN,
        Mail.CUSTOMER_REPLIED,
        Mail.COPY,
        Mail.UNCLAIMED,
        Mail.REMINDER,
        Mail.CLOSED_NO_REPLY,
        Mail.CLOSED,
        Mail.SENT_ON,
        Mail.CONFIRM_CLOSING,
        Mail.REOPENED,
        Mail.CUSTOMER_CONTENT,
        Mail.THIRD_PARTY,
        Mail.UPDATE_DUE,
    }
)
"""Mails with the list in To, Cc or Reply-To; an operator's answer to any other is private (spec 1.4)."""

ON_LIST: Final = frozenset(
    {
        Mail.ANNOUNCEMENT,
        Mail.TAKEN,
        Mail.CUSTOMER_REPLIED,
        Mail.UNCLAIMED,
        Mail.REMINDER,
        Mail.CLOSED_NO_REPLY,
        Mail.CLOSED,
        Mail.CONFIRM_CLOSING,
        Mail.REOPENED,
        Mail.CUSTOMER_CONTENT,
        Mail.THIRD_PARTY,
    }
)
"""Mails that the list gets beside what people wrote (`copy`, `sent_on`): at most one an event (spec 1.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """To, Cc and Reply-To of one mail."""

    to: tuple[Address, ...]
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    apart: tuple[Address, ...] = ()
    """Those of To and Cc who get a mail of their own instead of this one (spec 2.8)."""

    @property
    def recipients(self) -> tuple[Address, ...]:
        """Everybody who gets it, once each."""
        everybody = _once((*self.to, *self.cc))
        return tuple(one for one in everybody if one not in self.apart) if self.apart else everybody


def audience(
    send: Send, ticket: Ticket | None, desk: Addresses, *, relay: bool = False, thanks_on_list: bool = False
) -> Audience | None:
    """Return the recipients of a mail, or None if nobody is left to get it (no customer known, no supervisor).

    `relay`: the customer is left out of every Reply-To (`conversation = "relay"`). `thanks_on_list`: the list has the
    customer's thanks already. The helpdesk address is never in To or Cc, whoever put it there. What an owner would get
    who has left the roster goes to the list, or to nobody: it is no business of theirs any more.
    """
    to, cc = _recipients(send, ticket, desk, thanks_on_list=thanks_on_list)
    to = tuple(one for one in to if not desk.is_helpdesk(one))
    cc = tuple(one for one in cc if not desk.is_helpdesk(one) and one not in to)
    if not to:
        return None
    return Audience(to=_once(to), cc=_once(cc), reply_to=_replies_go_to(send.mail, ticket, desk, relay=relay))


def _recipients(  # noqa: C901, PLR0911, PLR0912 -- one arm a mail
    send: Send, ticket: Ticket | None, desk: Addresses, *, thanks_on_list: bool
) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
    the_list = (desk.list,)
    supervisors = desk.roster.supervisors
    owner = (ticket.owner,) if ticket and ticket.owner and desk.roster.find(ticket.owner) else ()
    customer = (ticket.customer,) if ticket and ticket.customer else ()
    owner_or_list = the_list if ticket is None or ticket.status is Status.OPEN or not owner else owner
    match send.mail:
        case Mail.RECEIVED:
            return customer, ()
        case Mail.ANNOUNCEMENT | Mail.TAKEN | Mail.COPY:
            return the_list, ()
        case Mail.UNCLAIMED:
            return the_list, supervisors if send.n >= 2 else ()
        case Mail.ASSIGNED:
            return owner, ()
        case Mail.DEADLINE_WARNING | Mail.UPDATE_DUE:
            return owner or the_list, ()
        case Mail.UNDELIVERABLE:
            return owner_or_list, ()
        case Mail.BREACH:
            return (send.to,) if send.to and desk.roster.find(send.to) else supervisors, supervisors
        case Mail.CUSTOMER_REPLIED | Mail.REOPENED | Mail.THIRD_PARTY:
            return owner_or_list, the_list
        case Mail.CUSTOMER_CONTENT:
            return owner_or_list, () if thanks_on_list else the_list
        case Mail.REMINDER | Mail.SENT_ON:
            return customer, the_list
        case Mail.CLOSED_NO_REPLY | Mail.CLOSED:
            return customer, (*the_list, *supervisors)
        case Mail.CONFIRM_CLOSING:
            return supervisors, the_list
        case Mail.ALARM | Mail.DIGEST:
            return supervisors, ()
        case _:
            left = ticket is not None and not owner and send.to is not None and send.to == ticket.owner
            to = supervisors if send.to_supervisor or left else (send.to,) if send.to else ()
            return to, ()


def _replies_go_to(mail: Mail, ticket: Ticket | None, desk: Addresses, *, relay: bool) -> tuple[Address, ...]:
    """The helpdesk first: some clients use only the first address (spec 2.6)."""
    customer = (ticket.customer,) if ticket and ticket.customer and not relay else ()
    match mail:
        case Mail.ANNOUNCEMENT | Mail.COPY | Mail.THIRD_PARTY:
            return desk.helpdesk, desk.list
        case Mail.ASSIGNED | Mail.CUSTOMER_REPLIED | Mail.REOPENED | Mail.CUSTOMER_CONTENT | Mail.UPDATE_DUE:
            return desk.helpdesk, *customer, desk.list
        case _:
            return (desk.helpdesk,)


def _once(addresses: Iterable[Address]) -> tuple[Address, ...]:
    return tuple(dict.fromkeys(addresses))
