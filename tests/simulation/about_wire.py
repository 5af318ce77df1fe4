"""I03 to I05, I08 and I10 to I14, I18: what leaves."""

from typing import TYPE_CHECKING

from tests.simulation.relay import message_id_of

from mailticket.outbox.smtp import Letter

if TYPE_CHECKING:
    from tests.simulation.laws import Laws

ENDS = {"sent", "failed", "held", "withdrawn", "bounced"}


def i03_rows_stay(laws: "Laws") -> None:
    """A delivery that was decided on is never removed."""
    laws.require(not laws.record.gone, "I03", f"deliveries vanished: {sorted(laws.record.gone)}")


def i03_sent_is_on_the_wire(laws: "Laws") -> None:
    """What counts as sent was taken by the mail server, and what failed says why."""
    taken = {(one.message_id, one.recipient) for one in laws.town.ledger.wires if one.taken}
    for one in laws.record.deliveries.values():
        mail = laws.record.mails[one.outbox_id]
        if one.status in ("sent", "bounced"):
            laws.require((mail.message_id, one.recipient) in taken, "I03", f"{mail.mail} to {one.recipient} never left")
        elif one.status in ("failed", "held", "withdrawn"):
            laws.require(one.detail, "I03", f"{mail.mail} to {one.recipient} {one.status} without a reason")


def i04_one_identity(laws: "Laws", letter: Letter) -> None:
    """What leaves is what was written down, byte for byte."""
    message_id = message_id_of(letter.raw)
    mail = laws.record.by_message_id.get(message_id)
    laws.require(mail is not None, "I04", f"{message_id} leaves and is in no outbox")
    laws.require(mail is None or mail.raw == letter.raw, "I04", f"{message_id} leaves with other bytes")


def i05_repeats_only_from_doubt(laws: "Laws", letter: Letter) -> None:
    """Twice only where the answer was lost, and at most twice."""
    message_id = message_id_of(letter.raw)
    for recipient in letter.recipients:
        before = laws.town.ledger.before(message_id, recipient)
        known = [one for one in before if one.answer == "known" and one.taken]
        laws.require(not known, "I05", f"{message_id} to {recipient} had been taken, and leaves again")
        laws.require(len(before) < 2, "I05", f"{message_id} to {recipient} leaves for the third time")


def on_the_wire(laws: "Laws") -> None:
    pass


LAWS = (i03_rows_stay, i03_sent_is_on_the_wire)
AT_SENDING = (i04_one_identity, i05_repeats_only_from_doubt)
AT_THE_END = ()
