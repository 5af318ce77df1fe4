"""What must hold after any number of deaths, seen from outside: mailboxes, wire, database (5.1: I01 to I06, I16)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from imapclient import IMAPClient
from tests.crash.bustle import OURS, TOKEN, Conversation
from tests.crash.place import Place

from mailticket.demo.people import read
from mailticket.demo.town import LIST, OPERATORS, Town
from mailticket.store import journal, tickets
from mailticket.store.engine import open_store
from mailticket.ticket.evolve import replay

ONCE = ("received", "announcement", "closed", "closed_no_reply")
"""Mails of which a ticket that nobody reopens has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A promise that was broken."""

    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    other: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.lost or self.doubled or self.other)

    def __str__(self) -> str:
        return "\n".join(
            f"{what}: {one}" for what in ("lost", "doubled", "other") for one in sorted(getattr(self, what))
        )


class Outside:
    """All that can be seen once the desk is quiet. `helped`: deliveries that a person had to send on."""

    def __init__(
        self, town: Town, place: Place, conversations: Mapping[str, Conversation], helped: frozenset[int], folder: str
    ) -> None:
        self._town = town
        self._place = place
        self._rows = place.rows
        self._conversations = conversations
        self._helped = helped
        self._sent = folder

    def again(self) -> "Outside":
        """The same with fresh eyes."""
        return Outside(self._town, self._place, self._conversations, self._helped, self._sent)

    def wrong(self) -> Wrong:
        """Everything that isn't as promised."""
        return Wrong(
            lost=(*self._not_placed(), *self._not_decided_on(), *self._not_delivered(), *self._not_on_file()),
            doubled=(*self._placed_twice(), *self._delivered_twice(), *self._said_twice(), *self._filed_twice()),
            other=(*self._two_contents(), *self._owners(), *self._other_histories()),
        )

    # I01: each message in the mailbox lies in one place, its bytes kept

    def _not_placed(self) -> Iterator[str]:
        kept = {row["uid"]: row for row in self._rows("SELECT * FROM inbound JOIN inbound_raw USING (id)")}
        for uid, raw in self._mailbox.items():
            row = kept.get(uid)
            if row is None:
                yield f"UID {uid} was never stored: {read(raw)['Subject']}"
            elif row["raw"] != raw:
                yield f"UID {uid}: other bytes are kept than lie in the mailbox"
            elif row["state"] not in ("decided", "copy"):
                yield f"UID {uid} is {row['state']}"

    def _placed_twice(self) -> Iterator[str]:
        twice = self._rows("SELECT message_id, COUNT(*) AS n FROM messages WHERE direction = 'in' GROUP BY 1")
        yield from (f"{row['message_id']} has {row['n']} effects" for row in twice if row["n"] > 1)
        twice = self._rows("SELECT uid, COUNT(*) AS n FROM inbound GROUP BY folder, uidvalidity, uid")
        yield from (f"UID {row['uid']} was stored {row['n']} times" for row in twice if row["n"] > 1)

    def _not_decided_on(self) -> Iterator[str]:
        """Every person's message is on record, on the ticket of its conversation, of which there is one."""
        on_record = {row["message_id"]: row["ticket"] for row in self._rows("SELECT * FROM messages")}
        for message_id, token in self._written.items():
            if on_record.get(message_id) not in self._tickets[token]:
                yield f"{token}: {message_id} is not on its ticket"
        for token in self._conversations:
            if len(self._tickets[token]) != 1:
                yield f"{token} has tickets {self._tickets[token]}"

    # I03 to I05: what was decided was delivered, once, but for doubts

    def _not_delivered(self) -> Iterator[str]:
        for row in self._rows("SELECT * FROM deliveries JOIN outbox ON outbox.id = outbox_id"):
            if row["status"] == "withdrawn":
                continue
            if row["status"] != "sent":
                yield f"{row['mail']} to {row['recipient']} is {row['status']}: {row['detail']}"
            if not self._wire[row["recipient"], row["message_id"]]:
                yield f"{row['mail']} to {row['recipient']} never reached the relay"
        got = {(recipient, *_ours(message_id)) for recipient, message_id in self._wire if _ours(message_id)}
        for token, talk in self._conversations.items():
            for number in self._tickets[token]:
                wanted = [(talk.customer.address, number, "received"), (LIST, number, "announcement")]
                yield from (f"{token}: no {one[2]} to {one[0]}" for one in wanted if one not in got)

    def _delivered_twice(self) -> Iterator[str]:
        rows = self._rows("SELECT deliveries.*, message_id FROM deliveries JOIN outbox ON outbox.id = outbox_id")
        doubts = {
            (row["recipient"], row["message_id"]): 2 if row["id"] in self._helped else min(row["doubts"], 1)
            for row in rows
        }
        for copy, times in self._wire.items():
            if OURS.match(copy[1]) and times > 1 + doubts.get(copy, 0):
                yield f"{copy[1]} went to {copy[0]} {times} times"

    def _said_twice(self) -> Iterator[str]:
        said: defaultdict[tuple[str, int, str], set[str]] = defaultdict(set)
        for recipient, message_id in self._wire:
            if ours := _ours(message_id):
                said[recipient, *ours].add(message_id)
        for (recipient, number, kind), ids in said.items():
            if kind in ONCE and len(ids) > 1:
                yield f"ticket {number}: {kind} to {recipient} under {len(ids)} Message-IDs"
        rows = self._rows(
            "SELECT ticket, mail, spell, n, COUNT(*) AS c FROM outbox WHERE mail='reminder' GROUP BY 1,2,3,4"
        )
        yield from (f"ticket {row['ticket']}: reminder {row['n']} {row['c']} times" for row in rows if row["c"] > 1)

    def _two_contents(self) -> Iterator[str]:
        contents: defaultdict[str, set[bytes]] = defaultdict(set)
        for one in self._town.post_office.accepted:
            contents[_message_id(one.raw)].add(one.raw)
        yield from (f"{one}: {len(raws)} contents" for one, raws in contents.items() if len(raws) > 1)

    def _not_on_file(self) -> Iterator[str]:
        filed = set(self._filed)
        yield from (f"{one} is not in the sent folder" for _, one in self._wire if _ours(one) and one not in filed)

    def _filed_twice(self) -> Iterator[str]:
        yield from (f"{one} is {n} times in the sent folder" for one, n in self._filed.items() if n > 1)

    # I06, I16

    def _owners(self) -> Iterator[str]:
        """The owner is who claimed first, by the order of the mailbox; nobody else ever was."""
        first: dict[str, str] = {}
        addresses = {one.address: one for one in OPERATORS}
        for _, raw in sorted(self._mailbox.items()):
            mail = read(raw)
            token = TOKEN.search(str(mail["Subject"]))
            author = mail["From"].addresses[0].addr_spec if mail["From"] else ""
            if token and author in addresses:
                first.setdefault(token[0], author)
        claims = Counter(row["ticket"] for row in self._rows("SELECT ticket FROM journal WHERE fact = 'Claimed'"))
        owners = {row["number"]: row["owner_address"] for row in self._rows("SELECT * FROM tickets")}
        for token, author in first.items():
            for number in self._tickets[token]:
                if owners[number] != author or claims[number] != 1:
                    yield f"{token}: owner {owners[number]} after {claims[number]} claims, first came {author}'s"

    def _other_histories(self) -> Iterator[str]:
        store = open_store(self._place.url)
        with store.reading() as tx:
            for number in {number for numbers in self._tickets.values() for number in numbers}:
                entries = journal.read(tx, number)
                if replay((one.fact, one.at) for one in entries) != tickets.load(tx, number):
                    yield f"ticket {number}: its journal tells another story"
        store.close()

    # What lies there

    @cached_property
    def _mailbox(self) -> dict[int, bytes]:
        """UID -> bytes of the helpdesk's INBOX."""
        with IMAPClient(self._town.mailboxes.host, self._town.mailboxes.port, ssl=False) as client:
            client.login(self._town.account("helpdesk"), self._town.mailboxes.password)
            client.select_folder("INBOX", readonly=True)
            uids = client.search()
            found: dict[int, bytes] = {}
            for at in range(0, len(uids), 200):
                found |= {
                    uid: one[b"BODY[]"] for uid, one in client.fetch(uids[at : at + 200], ["BODY.PEEK[]"]).items()
                }
        return found

    @cached_property
    def _written(self) -> dict[str, str]:
        """Message-ID -> conversation of what people wrote and the helpdesk got."""
        written = {}
        for raw in self._mailbox.values():
            mail = read(raw)
            token, message_id = TOKEN.search(str(mail["Subject"])), str(mail["Message-ID"]).strip()
            if token and not OURS.match(message_id):
                written[message_id] = token[0]
        return written

    @cached_property
    def _wire(self) -> Counter[tuple[str, str]]:
        """(recipient, Message-ID) of all that the relay took."""
        return Counter(
            (to.lower(), _message_id(one.raw)) for one in self._town.post_office.accepted for to in one.rcpt_tos
        )

    @cached_property
    def _filed(self) -> Counter[str]:
        return Counter(_message_id(raw) for raw in self._town.inbox_raw("helpdesk", self._sent))

    @cached_property
    def _tickets(self) -> dict[str, set[int]]:
        """Conversation -> numbers of its tickets."""
        found: dict[str, set[int]] = {token: set() for token in self._conversations}
        for row in self._rows("SELECT number, subject FROM tickets"):
            token = TOKEN.search(row["subject"])
            if token:
                found[token[0]].add(row["number"])
        return found


def _message_id(raw: bytes) -> str:
    head = raw.split(b"\r\n\r\n", 1)[0].decode("utf-8", "replace").replace("\r\n ", " ")
    named = (line for line in head.splitlines() if line.lower().startswith("message-id:"))
    return next(named, ":").partition(":")[2].strip()


def _ours(message_id: str) -> tuple[int, str] | None:
    """Ticket and name of a mail of the daemon's; None for anybody else's."""
    found = OURS.match(message_id)
    return (int(found[1]), found[2]) if found else None
