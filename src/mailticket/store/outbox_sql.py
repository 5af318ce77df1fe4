"""The statements of `outbox.py`, built once.

Words of our own are literals here, so that SQLite can use the partial indexes.
"""

from typing import Final

from sqlalchemy import bindparam, case, exists, func, insert, literal_column, select, true, update

from mailticket.store.tables import deliveries, ended_unheard, messages, one_of, outbox, outside, waits

ALL: Final = select(deliveries)
_earlier: Final = deliveries.alias("earlier")
_BEHIND: Final = exists().where(
    _earlier.c.ticket == deliveries.c.ticket,
    _earlier.c.recipient == deliveries.c.recipient,
    _earlier.c.id < deliveries.c.id,
    waits(_earlier.c),
)
ADD_MAIL: Final = insert(outbox)
ADD_DELIVERY: Final = insert(deliveries)
DUE: Final = (
    ALL.where(
        waits(deliveries.c),
        deliveries.c.status != literal_column("'sending'"),
        deliveries.c.next_at <= bindparam("now"),
        ~_BEHIND,
    )
    .order_by(deliveries.c.next_at, deliveries.c.outbox_id, deliveries.c.id)
    .limit(bindparam("limit"))
)
DUE_OF: Final = DUE.where(
    exists().where(outbox.c.id == deliveries.c.outbox_id, outbox.c.mail.in_(bindparam("mails", expanding=True)))
)
_HEADING: Final = [column for column in outbox.c if column is not outbox.c.raw]
MAILS: Final = select(*_HEADING).where(outbox.c.id.in_(bindparam("ids", expanding=True)))
RAW: Final = select(outbox.c.raw).where(outbox.c.id == bindparam("mail"))
_THIS: Final = deliveries.c.id == bindparam("which")
CHANGE: Final = update(deliveries).where(_THIS)
TAKE: Final = (
    update(deliveries)
    .where(deliveries.c.id.in_(bindparam("ids", expanding=True)), one_of(deliveries.c.status, "queued", "in_doubt"))
    .values(status=literal_column("'sending'"), attempts=deliveries.c.attempts + 1)
    .returning(deliveries.c.id)
)
_WAITING: Final = case((deliveries.c.doubts > 0, literal_column("'in_doubt'")), else_=literal_column("'queued'"))
PUT_BACK: Final = CHANGE.values(status=_WAITING)
UNTRIED: Final = CHANGE.values(status=_WAITING, attempts=deliveries.c.attempts - 1)
RETURNED: Final = CHANGE.values(status=literal_column("'queued'"), doubts=0, ended_at=None, reported=False)
_OF_NO_SPELL: Final = exists().where(outbox.c.id == deliveries.c.outbox_id, outbox.c.spell.is_(None))
SENT: Final = CHANGE.values(status=literal_column("'sent'"), reported=_OF_NO_SPELL)
_IN_DOUBT: Final = {"status": literal_column("'in_doubt'"), "doubts": deliveries.c.doubts + 1}
DOUBT: Final = CHANGE.values(_IN_DOUBT)
RECOVER: Final = (
    update(deliveries)
    .where(one_of(deliveries.c.status, "sending"))
    .values(_IN_DOUBT | {"detail": literal_column("'the attempt was cut off'")})
    .returning(deliveries.c.id, deliveries.c.outbox_id, deliveries.c.role)
)
_WITHDRAWN: Final = {"status": literal_column("'withdrawn'"), "reported": true()}
WITHDRAWN: Final = CHANGE.values(_WITHDRAWN)
_IN_HAND: Final = one_of(deliveries.c.status, "queued", "in_doubt", "held")
WITHDRAW: Final = (
    update(deliveries)
    .where(
        deliveries.c.outbox_id.in_(
            select(outbox.c.id).where(
                outbox.c.ticket == bindparam("on"),
                outbox.c.spell < bindparam("spell"),
                outbox.c.mail.in_(bindparam("mails", expanding=True)),
            )
        ),
        _IN_HAND,
    )
    .values(_WITHDRAWN)
    .returning(deliveries.c.id)
)
_OF_THIS_MAIL: Final = deliveries.c.outbox_id == bindparam("mail")
ECHOED: Final = update(deliveries).where(_OF_THIS_MAIL, one_of(deliveries.c.role, "list"))
MAILS_OF: Final = select(deliveries.c.outbox_id).where(deliveries.c.id.in_(bindparam("ids", expanding=True))).distinct()
HEARD: Final = select(deliveries.c.outbox_id, deliveries.c.echoed_at).where(
    deliveries.c.outbox_id.in_(bindparam("mails", expanding=True)),
    one_of(deliveries.c.role, "list"),
    one_of(deliveries.c.status, "in_doubt"),
    deliveries.c.echoed_at.is_not(None),
)
"""The list's own delivery is in doubt and its copy came back; where it isn't, the echo is of another attempt."""
SETTLE: Final = (
    update(deliveries)
    .where(_OF_THIS_MAIL, one_of(deliveries.c.status, "in_doubt"))
    .values(status=literal_column("'sent'"), detail=literal_column("'the list delivered it'"), reported=_OF_NO_SPELL)
)
UNREPORTED: Final = (
    select(deliveries, outbox.c.mail, outbox.c.message_id, outbox.c.subject, outbox.c.spell, outbox.c.n)
    .join(outbox, outbox.c.id == deliveries.c.outbox_id)
    .where(ended_unheard(deliveries.c))
    .order_by(deliveries.c.id)
    .limit(bindparam("limit"))
)
REPORT: Final = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("which"), ended_unheard(deliveries.c))
    .values(reported=true())
    .returning(deliveries.c.id)
)
_GONE_OUT: Final = exists().where(deliveries.c.outbox_id == outbox.c.id, one_of(deliveries.c.status, "sent", "bounced"))
UNFILED: Final = (
    select(outbox.c.id, func.length(outbox.c.raw))
    .where(outbox.c.filed_at.is_(None), _GONE_OUT)
    .order_by(outbox.c.id)
    .limit(bindparam("limit"))
)
_TAKEN_AT: Final = (
    select(func.max(deliveries.c.ended_at))
    .where(deliveries.c.outbox_id == outbox.c.id, one_of(deliveries.c.status, "sent", "bounced"))
    .scalar_subquery()
    .label("taken_at")
)
COPIES: Final = (
    select(outbox.c.id, outbox.c.message_id, outbox.c.raw, _TAKEN_AT)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(outbox.c.id)
)
FILE: Final = update(outbox).where(outbox.c.id == bindparam("which"))
BY_MESSAGE_ID: Final = select(*_HEADING).where(outbox.c.message_id == bindparam("wanted"))
BY_MEANING: Final = (
    select(*_HEADING)
    .where(outbox.c.ticket == bindparam("on"), outbox.c.mail == bindparam("named"), outbox.c.n == bindparam("nth"))
    .order_by(outbox.c.id.desc())
    .limit(1)
)
ECHOED_SINCE: Final = (
    select(deliveries.c.id)
    .where(
        deliveries.c.ended_at > bindparam("since"),
        deliveries.c.echoed_at.is_not(None),
        one_of(deliveries.c.role, "list"),
    )
    .limit(1)
)
ARRIVED: Final = (
    select(deliveries.c.id)
    .where(
        deliveries.c.ended_at > bindparam("since"),
        deliveries.c.ended_at <= bindparam("until"),
        deliveries.c.recipient == bindparam("to"),
        one_of(deliveries.c.status, "sent"),
    )
    .limit(1)
)
AFTER: Final = select(*_HEADING).where(outbox.c.id > bindparam("after")).order_by(outbox.c.id)
KNOW_AGAIN: Final = update(outbox).where(outbox.c.id == bindparam("which"))
_ITS_NAME: Final = select(outbox.c.message_id).where(outbox.c.id == bindparam("which")).scalar_subquery()
KNOW_ITS_MESSAGE: Final = update(messages).where(
    messages.c.message_id == _ITS_NAME, messages.c.outbox_id == bindparam("which")
)
"""The message of a mail of ours, found by the name that it has so far."""
PUT_RAW: Final = update(outbox).where(outbox.c.message_id == bindparam("wanted"))
OF_MAIL: Final = ALL.where(_OF_THIS_MAIL).order_by(deliveries.c.id)
OF_TICKET: Final = (
    ALL.join(outbox, outbox.c.id == deliveries.c.outbox_id)
    .where(outbox.c.ticket == bindparam("on"))
    .order_by(deliveries.c.id)
)
COUNT_TO: Final = (
    select(func.count())
    .select_from(deliveries.join(outbox, outbox.c.id == deliveries.c.outbox_id))
    .where(
        deliveries.c.recipient == bindparam("to"),
        deliveries.c.queued_at > bindparam("since"),
        outside(deliveries.c),
        ~one_of(deliveries.c.status, "held", "withdrawn"),
        outbox.c.mail.not_in(bindparam("besides", expanding=True)),
    )
)
COUNT_SENT: Final = (
    select(func.count())
    .select_from(deliveries)
    .where(deliveries.c.ended_at > bindparam("since"), one_of(deliveries.c.status, "sent", "bounced"))
)
NEXT_DUE: Final = (
    select(deliveries.c.next_at).where(waits(deliveries.c), ~_BEHIND).order_by(deliveries.c.next_at).limit(1)
)
RETRY: Final = (
    CHANGE.where(one_of(deliveries.c.status, "held", "failed", "in_doubt", "queued"))
    .values(status=literal_column("'queued'"), doubts=0, ended_at=None, reported=False)
    .returning(deliveries.c.id)
)
DROP: Final = (
    CHANGE.where(_IN_HAND)
    .values(_WITHDRAWN | {"reported": _OF_NO_SPELL, "detail": literal_column("'dropped by hand'")})
    .returning(deliveries.c.id)
)
