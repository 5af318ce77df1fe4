"""I03 to I05, I08, I10 to I14 and I18: what leaves, and what is about to."""

from datetime import timedelta
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Final

from tests.simulation.house import HELPDESK, LIST, OPERATORS, PIC
from tests.simulation.machines import ROBOT_ADDRESSES
from tests.simulation.post import message_id_of, read

from mailticket.outbox.smtp import Letter

if TYPE_CHECKING:
    from tests.simulation.laws import Laws

INSIDE: Final = {LIST, PIC, *OPERATORS}
WITHOUT_THE_LIST: Final = {"received", "too_large", "my_tickets"}
NOT_LIMITED: Final = {"reminder", "closed", "closed_no_reply", "sent_on"}
HEADERS: Final = {
    *("from", "to", "cc", "reply-to", "subject", "date", "message-id", "in-reply-to", "references", "mime-version"),
    *("content-type", "content-transfer-encoding", "content-disposition", "content-language"),
    *("auto-submitted", "x-auto-response-suppress", "x-mailticket", "x-mailer", "user-agent"),
}
ECHOED: Final = "the list delivered it"
"""A doubt that the echo settled, for all recipients of one attempt: whom the relay refused in it a crash may hide."""
ENDED_A_SILENCE: Final = {"CustomerReplied", "Answered", "Progressed", "Closed", "Reopened", "Released"}


def i03_rows_stay(laws: "Laws") -> None:
    """A delivery that was decided on is never removed."""
    laws.require(not laws.record.gone, "I03", f"deliveries vanished: {sorted(laws.record.gone)}")


def i03_ends_are_true(laws: "Laws") -> None:
    """What counts as sent was taken by the mail server; what failed, is held or withdrawn says why."""
    taken = {(one.message_id, one.recipient) for one in laws.town.ledger.wires if one.taken}
    for one in laws.record.deliveries.values():
        mail = laws.record.mails[one.outbox_id]
        echoed = one.detail == ECHOED and (mail.message_id, LIST) in taken
        if one.status in ("sent", "bounced") and not echoed:
            laws.require((mail.message_id, one.recipient) in taken, "I03", f"{mail.mail} to {one.recipient} never left")
        elif one.status in ("failed", "held", "withdrawn"):
            laws.require(one.detail, "I03", f"{mail.mail} to {one.recipient} {one.status} without a reason")


def i03_decisions_have_rows(laws: "Laws") -> None:
    """The facts that bring a mail with them have it in the outbox."""
    there = {(one.ticket, one.mail, one.n) for one in laws.record.mails.values()}
    for fact in laws.record.new_facts:
        match fact.fact:
            case "Opened":
                wanted = ("announcement", 0)
            case "ReminderQueued":
                wanted = ("reminder", fact.payload["n"])
            case "Breached":
                wanted = ("breach", 0)
            case "Closed" if fact.message is None and fact.payload.get("by") is None:
                wanted = ("closed_no_reply" if fact.payload["reason"] == "no_reply" else "closed", 0)
            case _:
                continue
        laws.require((fact.ticket, *wanted) in there, "I03", f"#{fact.ticket}: {fact.fact} without {wanted[0]}")


def i11_the_list_always(laws: "Laws") -> None:
    """What a customer gets names the list, and goes to it."""
    for mail in laws.record.new_mails:
        roles = {one.role for one in laws.record.recipients(mail)}
        if "customer" in roles and mail.mail not in WITHOUT_THE_LIST:
            named = LIST in read(mail.raw).addresses("to", "cc")
            laws.require(
                named and "list" in roles, "I11", f"{mail.mail} #{mail.ticket} to the customer, not to the list"
            )


def i12_recipients(laws: "Laws") -> None:
    """Only the desk, and the customer of the ticket; never the helpdesk itself."""
    for mail in laws.record.new_mails:
        customer = laws.customer_of(f"#{mail.ticket}") if mail.ticket else ""
        for one in laws.record.recipients(mail):
            right = one.recipient in INSIDE or one.recipient == customer
            laws.require(right and one.recipient != HELPDESK, "I12", f"{mail.mail} #{mail.ticket} to {one.recipient}")


def i13_quiet_to_machines(laws: "Laws") -> None:
    """No machine gets an answer, and its mail brings nobody outside one."""
    for mail in laws.record.new_mails:
        outside = [one.recipient for one in laws.record.recipients(mail) if one.recipient not in INSIDE]
        if mail.mail in NOT_LIMITED:
            continue  # what follows from an operator's words
        robots = ROBOT_ADDRESSES.intersection(outside) - _named_by_operators(laws)
        laws.require(not robots, "I13", f"{mail.mail} to {robots}")
        meant = laws.town.people.meant.get(read(mail.raw).fields.get("in-reply-to", "").strip())
        answers_machine = meant is not None and meant.what == "machine"
        laws.require(not answers_machine or not outside, "I13", f"{mail.mail} answers a machine: {outside}")


def _named_by_operators(laws: "Laws") -> set[str]:
    """Whom an operator wrote to: a machine too becomes the customer by that (I12)."""
    return {reader for meant in laws.town.people.meant.values() if meant.who in OPERATORS for reader in meant.readers}


def i14_rates(laws: "Laws") -> None:
    """At most five automatic mails an hour to one outside address, twenty a day."""
    for mail in laws.record.new_mails:
        if mail.mail in NOT_LIMITED:
            continue
        for one in laws.record.recipients(mail):
            if one.recipient not in INSIDE and one.status != "held":
                for span, most in ((3_600_000_000, 5), (86_400_000_000, 20)):
                    count = _automatic(laws, one.recipient, mail.created_at - span)
                    laws.require(count <= most, "I14", f"{count} mails to {one.recipient} in {span // 3_600_000_000} h")


def _automatic(laws: "Laws", recipient: str, since: int) -> int:
    return sum(
        laws.record.mails[one.outbox_id].created_at > since
        for one in laws.record.deliveries.values()
        if one.recipient == recipient
        and one.status not in ("held", "withdrawn")
        and laws.record.mails[one.outbox_id].mail not in NOT_LIMITED
    )


def i18_form(laws: "Laws") -> None:
    """Another parser finds no fault with what is to leave."""
    for mail in laws.record.new_mails:
        parsed = message_from_bytes(mail.raw, policy=policy.default)
        names = {name.lower() for name in dict(parsed.items())}
        laws.require(not parsed.defects, "I18", f"{mail.mail}: {parsed.defects}")
        laws.require(names <= HEADERS, "I18", f"{mail.mail} has headers {names - HEADERS}")
        laws.require(max(map(len, mail.raw.split(b"\r\n"))) <= 998, "I18", f"{mail.mail} has too long a line")
        laws.require(len(str(parsed["References"] or "").split()) <= 30, "I18", f"{mail.mail} has too many references")


def i04_one_identity(laws: "Laws", letter: Letter) -> None:
    """What leaves is what was written down, byte for byte."""
    message_id = message_id_of(letter.raw)
    mail = laws.record.by_message_id.get(message_id)
    laws.require(mail is not None, "I04", f"{message_id} leaves and is in no outbox")
    laws.require(mail is None or mail.raw == letter.raw, "I04", f"{message_id} leaves with other bytes")


def i05_repeats_only_from_doubt(laws: "Laws", letter: Letter) -> None:
    """Twice only where the answer was lost, at most twice, and not where the list's echo has told."""
    message_id = message_id_of(letter.raw)
    for recipient in letter.recipients:
        refused = laws.town.ledger.refused(message_id, recipient)
        laws.require(not refused, "I03", f"{message_id} was refused for good by {recipient}, and leaves again")
        before = laws.town.ledger.before(message_id, recipient)
        known = [one for one in before if one.answer == "known" and one.taken]
        laws.require(not known, "I05", f"{message_id} to {recipient} had been taken, and leaves again")
        laws.require(len(before) < 2, "I05", f"{message_id} to {recipient} leaves for the third time")
        echo = before and recipient == LIST and laws.record.value(_ECHO, message_id)
        laws.require(not echo, "I05", f"{message_id} leaves again though the list has delivered it")


_ECHO: Final = "SELECT 1 FROM inbound WHERE message_id = ? AND state IN ('decided', 'copy')"


def i08_reminders(laws: "Laws", letter: Letter) -> None:
    """1, 2, 3 once each in a silence, on days of their own, 20 hours apart, in opening hours."""
    mail = laws.record.by_message_id[message_id_of(letter.raw)]
    if mail.mail != "reminder":
        return
    customer = laws.customer_of(f"#{mail.ticket}")
    if customer not in letter.recipients or laws.town.ledger.before(mail.message_id, customer):
        return
    open_now = laws.town.house.is_open(laws.now) or laws.town.overtaken
    laws.require(open_now, "I08", f"reminder {mail.n} of #{mail.ticket} outside opening hours")
    earlier = [one for one in laws.reminders if one[0].ticket == mail.ticket and one[0].id != mail.id]
    for other, at in earlier:
        apart = laws.now - at
        laws.require(
            laws.town.house.day(at) != laws.town.house.day(laws.now), "I08", f"#{mail.ticket}: two reminders on one day"
        )
        if other.spell == mail.spell:
            laws.require(other.n < mail.n, "I08", f"#{mail.ticket}: reminder {mail.n} after {other.n}")
            laws.require(apart >= timedelta(hours=19, minutes=20), "I08", f"#{mail.ticket}: reminders {apart} apart")
    laws.reminders.append((mail, laws.now))


def i10_cancel(laws: "Laws", letter: Letter) -> None:
    """No reminder of a silence that is over starts on its way."""
    mail = laws.record.by_message_id[message_id_of(letter.raw)]
    if mail.mail != "reminder" or mail.ticket is None or laws.town.overtaken:
        return
    history = laws.record.of(mail.ticket)
    asked = max((one.id for one in history if one.fact == "ReminderQueued" and one.payload["n"] == mail.n), default=0)
    over = [one.fact for one in history if one.id > asked and one.fact in ENDED_A_SILENCE]
    laws.require(not over, "I10", f"#{mail.ticket}: reminder {mail.n} leaves after {over}")


def i11_what_people_write_is_on_the_list(laws: "Laws") -> None:
    """Every human message on a ticket that reached the helpdesk alone was passed on to the list."""
    listed: dict[str, bool] = {}
    for mail in laws.record.mails.values():
        parent = read(mail.raw).fields.get("in-reply-to", "").strip()
        to_list = any(one.role == "list" for one in laws.record.recipients(mail))
        listed[parent] = listed.get(parent, False) or to_list
    rows = laws.record.rows(
        "SELECT message_id, kind, ticket FROM messages WHERE direction = 'in' AND ticket IS NOT NULL AND via_list = 0"
        " AND kind IN ('question', 'customer_reply')"
    )
    for message_id, kind, ticket in rows:
        meant = laws.town.people.meant.get(message_id)
        if meant is None or (LIST in meant.readers and laws.town.house.name != "members"):
            continue
        laws.require(listed.get(message_id), "I11", f"#{ticket}: {kind} {message_id} was never on the list")


LAWS = (
    i03_rows_stay,
    i03_ends_are_true,
    i03_decisions_have_rows,
    i11_the_list_always,
    i12_recipients,
    i13_quiet_to_machines,
    i14_rates,
    i18_form,
)
AT_SENDING = (i04_one_identity, i05_repeats_only_from_doubt, i08_reminders, i10_cancel)
AT_THE_END = (i11_what_people_write_is_on_the_list,)
