"""I01 and I02: what lies in the mailbox has its place, and one effect."""

from collections import Counter
from typing import TYPE_CHECKING

from tests.simulation.post import message_id_of
from tests.simulation.record import instant
from tests.simulation.weather import KINDS

if TYPE_CHECKING:
    from tests.simulation.laws import Laws


def i01_kept(laws: "Laws") -> None:
    """After a finished poll every message in the folder is stored with its bytes, and has a place."""
    polled = instant(laws.record.value("SELECT polled_at FROM mailboxes WHERE folder = 'INBOX'"))
    if polled != laws.now:
        return  # a message couldn't be fetched: this poll isn't finished
    folder = laws.town.server.inbox
    validity = laws.record.value("SELECT uidvalidity FROM mailboxes WHERE folder = 'INBOX'")
    if folder.uidvalidity != laws.town.server.read_under:
        return  # renumbered since
    laws.require(validity & _VALIDITY == folder.uidvalidity, "I01", "UIDs are taken for those of another UIDVALIDITY")
    if validity != laws.validity_seen:
        laws.validity_seen, laws.placed, laws.inbound_seen = validity, set(), 0
    rows = laws.record.rows(
        "SELECT i.uid, i.state, r.raw FROM inbound i JOIN inbound_raw r ON r.id = i.id"
        " WHERE i.uidvalidity = ? AND i.id > ?",
        validity,
        laws.inbound_seen,
    )
    for uid, state, raw in rows:
        laws.require(state in ("decided", "copy", "quarantined"), "I01", f"UID {uid} was left {state}")
        laws.require(state != "quarantined" or _breaks(laws), "I01", f"UID {uid} was set aside, and nothing had broken")
        mail = folder.mails.get(uid)
        laws.require(mail is None or raw in (mail.raw, b""), "I01", f"UID {uid} is kept with other bytes")
        laws.placed.add(uid)
    laws.inbound_seen = laws.record.value("SELECT max(id) FROM inbound") or 0
    missing = [uid for uid, mail in folder.mails.items() if uid not in laws.placed and mail.received_at <= laws.now]
    laws.require(not missing, "I01", f"UIDs {missing} are stored nowhere")


def _breaks(laws: "Laws") -> bool:
    """Whether enough has broken for a sound message to be set aside: three crashes over it, or three answers spoilt."""
    fired = laws.town.weather.fired
    return fired.total() - sum(fired[kind] for kind in _HARMLESS) >= 3


def i01_each_has_a_record(laws: "Laws") -> None:
    """What was decided is on record: on a ticket, as list talk or machine mail; our own come back is proof only."""
    kept = {row[0] for row in laws.record.rows("SELECT message_id FROM messages")}
    states = Counter(row[0] for row in laws.record.rows("SELECT state FROM inbound"))
    laws.require(not states["new"], "I01", f"{states['new']} messages were never decided")
    decided = laws.record.rows(
        "SELECT r.raw FROM inbound i JOIN inbound_raw r ON r.id = i.id WHERE i.state IN ('decided', 'copy')"
    )
    for (raw,) in decided:
        message_id = message_id_of(raw)
        laws.require(message_id in kept, "I01", f"{message_id} was decided and is on no record")


def i02_one_effect(laws: "Laws") -> None:
    """One question, one ticket; one mail, one place in the history."""
    rows = laws.record.rows("SELECT message_id, count(*) FROM messages WHERE direction = 'in' GROUP BY message_id")
    twice = [message_id for message_id, count in rows if count > 1 and message_id in laws.town.people.meant]
    laws.require(not twice, "I02", f"recorded twice: {twice}")
    effects = Counter((one.message, one.fact) for one in laws.record.facts if one.message and one.fact in _ONCE)
    again = [each for each, count in effects.items() if count > 1]
    laws.require(not again, "I02", f"one message had an effect twice: {again}")


def nothing_is_lost_in_the_mailbox(laws: "Laws") -> None:
    """What came in still lies where it came in, or in the archive, and there whole, where it was decided."""
    server = laws.town.server
    archive = server.folders.get("mailticket/archive")
    kept = {one.which for folder in (server.inbox, archive) if folder for one in folder.mails.values()}
    lost = [one.which for one in server.arrived if one.which not in kept | server.gone]
    laws.require(not lost, "I01", f"messages {lost} are in no folder any more")
    if laws.town.house.works.config.imap.after == "move":
        aside = laws.record.value("SELECT count(*) FROM inbound WHERE state = 'quarantined'")
        laws.require(len(server.inbox.mails) <= aside, "Liveness", "what was decided has not moved to the archive")


_HARMLESS = [kind for kind in KINDS if "crash" not in kind and kind not in ("nil", "imap garbled")]
_VALIDITY = 2**32 - 1
"""The server's own bits; above them the desk counts how often UIDs were given back."""
_ONCE = {"Opened", "Claimed", "Answered", "CustomerReplied", "Closed", "Progressed", "Thanked", "Reopened"}

AT_THE_END = (i01_each_has_a_record, i02_one_effect, nothing_is_lost_in_the_mailbox)
