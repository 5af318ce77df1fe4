"""What happened, as people see it: who got which mail, held each time against the table of spec 1.4."""

from collections.abc import Iterable, Sequence
from email.message import EmailMessage
from email.utils import getaddresses

from tests.procedure.desk_at_work import DeskAtWork

from mailticket.canned.render import render
from mailticket.canned.values import Person, TicketFacts, Values
from mailticket.demo.people import read, text_of
from mailticket.demo.town import HELPDESK, LIST, OPERATORS, PIC
from mailticket.mail.token import read_header
from mailticket.reports.story import Story, tell

QUESTION = {
    "en": ("Printer broken", "Hello, my printer does not print.\nWhat can I do?"),
    "id": ("Printer rusak", "Halo, printer saya tidak mau mencetak.\nBagaimana caranya?"),
}
ANSWER = {
    "en": "Hello Ani, please switch it off and on again and press the green key. Does it print then?",
    "id": "Halo Ani, silakan matikan lalu hidupkan lagi, kemudian tekan tombol hijau. Apakah sudah mencetak?",
}

_ROLES = {HELPDESK: "helpdesk", LIST: "list", PIC.address: "supervisor"} | {
    one.address: "operator" for one in OPERATORS
}
_TABLE = {
    "received": ("customer", "", "helpdesk"),
    "announcement": ("list", "", "helpdesk list"),
    "assigned": ("operator", "", "helpdesk customer list"),
    "taken": ("list", "", "helpdesk"),
    "already_taken": ("operator/supervisor", "", "helpdesk"),
    "customer_replied": ("operator/list", "list", "helpdesk customer list"),
    "copy": ("list", "", "helpdesk list"),
    "kept_as_note": ("operator", "", "helpdesk"),
    "unclaimed": ("list", "supervisor?", "helpdesk"),
    "deadline_warning": ("operator", "", "helpdesk"),
    "breach": ("operator", "supervisor", "helpdesk"),
    "reminder": ("customer", "list", "helpdesk"),
    "closed_no_reply": ("customer", "list supervisor", "helpdesk"),
    "closed": ("customer", "list supervisor", "helpdesk"),
    "sent_on": ("customer", "list", "helpdesk"),
    "my_tickets": ("customer", "", "helpdesk"),
    "confirm_closing": ("supervisor", "list", "helpdesk"),
    "reopened": ("operator", "list", "helpdesk customer list"),
    "customer_content": ("operator", "list?", "helpdesk customer list"),
    "third_party": ("operator/list", "list", "helpdesk list"),
    "update_due": ("operator", "", "helpdesk customer list"),
    "undeliverable": ("operator/list", "", "helpdesk"),
    "command_result": ("operator/supervisor", "", "helpdesk"),
    "hint": ("operator/supervisor", "", "helpdesk"),
    "notice": ("operator/supervisor", "", "helpdesk"),
    "alarm": ("supervisor", "", "helpdesk"),
    "was_this_you": ("operator/supervisor", "", "helpdesk"),
}
"""To, Cc and Reply-To of each mail by role: `a/b` one of them, `a?` perhaps; `list` in Cc and To only once."""


class Watch:
    """Tells what each person got since it last looked: `{"list": ["announcement"], "ani": ["received"]}`.

    A post to the list stands once under `list`, under nobody's own name; people's mails as `by budi`. Left out are the
    helpdesk's own copies, and hints, which come once a week whatever the row. Each mail of the daemon is held against
    spec 1.4 and 2.6 on the way.
    """

    def __init__(self, desk: DeskAtWork, *, relay: bool = False) -> None:
        """`relay`: the desk's conversation, for the Reply-To column."""
        self.desk = desk
        self._relay = relay
        self._seen = len(desk.town.post_office.delivered)

    def news(self) -> dict[str, list[str]]:
        """Let the desk work, then tell; a mail that doesn't fit its row of the table fails at once."""
        self.desk.step()
        told: dict[str, list[str]] = {}
        posts: set[str] = set()
        for copy in self.desk.town.post_office.delivered[self._seen :]:
            message = read(copy.raw)
            who = "list" if copy.mail_from == self.desk.town.mailing_list.bounces else copy.recipient.partition("@")[0]
            if copy.recipient == HELPDESK or (who == "list" and str(message["Message-ID"]) in posts):
                continue
            if who == "list":
                posts.add(str(message["Message-ID"]))
            check(self.desk, message, relay=self._relay)
            if mail_name(self.desk, message) != "hint":
                told.setdefault(who, []).append(mail_name(self.desk, message))
        self._seen = len(self.desk.town.post_office.delivered)
        return told


def mail_name(desk: DeskAtWork, message: EmailMessage) -> str:
    """The name in spec 1.4 of a mail of the daemon's, or `by budi`."""
    keyed = message["X-Mailticket"]
    own = read_header(desk.works.desk.key, str(keyed)) if keyed else None
    return own["mail"] if own else f"by {addresses(message, 'From')[0].partition('@')[0]}"


def check(desk: DeskAtWork, message: EmailMessage, *, relay: bool = False) -> None:
    """Fail unless a mail of the daemon's has the recipients of its row (spec 1.4) and the marks of spec 2.6."""
    name = mail_name(desk, message)
    if name not in _TABLE:
        assert name.startswith("by "), f"{name} is not in the table"
        return
    to, cc, replies = _TABLE[name]
    assert _roles(message, "To") in to.split("/"), f"{name}: To {message['To']}"
    there = set(_roles(message, "Cc").split())
    supervisor = {_role_of_supervisor(desk)}
    allowed = {one.rstrip("?") for one in cc.split()}
    wanted = {one for one in cc.split() if not one.endswith("?")} - {_roles(message, "To")}
    if "supervisor" in allowed:
        wanted, allowed = wanted - {"supervisor"} | supervisor, allowed | supervisor
    assert wanted <= there <= allowed, f"{name}: Cc {message['Cc']}"
    if not message["List-Id"]:
        unwanted = "" if not relay else "customer"
        assert set(_roles(message, "Reply-To").split()) <= set(replies.split()) - {unwanted}, message["Reply-To"]
        assert _roles(message, "Reply-To").split()[0] == "helpdesk", message["Reply-To"]
        if "customer" in replies and not relay and desk.ticket(_number(message)).customer is not None:
            assert "customer" in _roles(message, "Reply-To"), message["Reply-To"]
    if "customer" in _roles(message, "To") and message["In-Reply-To"] and not message["List-Id"]:
        known = _known_to(desk, addresses(message, "To")[0]) - {str(message["Message-ID"]).strip()}
        seen = not known or str(message["In-Reply-To"]).strip() in known  # a new requester has seen nothing yet
        assert seen, f"{name} answers what its reader never saw"
    assert str(message["Auto-Submitted"]).startswith("auto-"), name
    assert str(message["X-Auto-Response-Suppress"]) == "All", name
    assert str(message["Subject"]).count("[#") <= 1, message["Subject"]


def addresses(message: EmailMessage, *names: str) -> list[str]:
    """The bare addresses in these headers, in order."""
    values = [str(value) for name in names for value in message.get_all(name, [])]
    return [address.lower() for _, address in getaddresses(values) if address]


def text(message: EmailMessage | None) -> str:
    """The plain text of a mail on one line, for comparing words."""
    assert message is not None
    return " ".join(text_of(message).split())


def newest(desk: DeskAtWork, who: str, name: str) -> EmailMessage:
    """The last mail of that name (spec 1.4, or `by budi`) that somebody got; fails if there is none."""
    for copy in reversed(desk.town.mails_to(who)):
        message = read(copy.raw)
        if mail_name(desk, message) == name:
            return message
    raise AssertionError(f"{who} got no {name}")


def got(desk: DeskAtWork, who: str) -> list[str]:
    """The names of all mails that somebody ever got, in order."""
    return [mail_name(desk, read(copy.raw)) for copy in desk.town.mails_to(who)]


def asks(
    desk: DeskAtWork, *, by: str = "ani", cc: Sequence[str] = (), text: str = "", subject: str = ""
) -> EmailMessage:
    """A customer writes to the helpdesk; returns the announcement as Budi got it."""
    words = QUESTION[desk.works.desk.locale]
    desk.town.send(by, cc=cc, subject=subject or words[0], text=text or words[1])
    desk.step()
    return newest(desk, "budi", "announcement")


def claims(desk: DeskAtWork, by: str = "budi") -> EmailMessage:
    """A question, and an empty reply-all to its announcement; returns `assigned`."""
    asks(desk)
    desk.town.reply(newest(desk, by, "announcement"), by, "")
    desk.step()
    return newest(desk, by, "assigned")


def answers(desk: DeskAtWork, by: str = "budi", text: str = "") -> EmailMessage:
    """A question, a claim, an answer by plain Reply to `assigned`; returns the answer as the customer got it."""
    assigned = claims(desk, by)
    desk.town.reply(assigned, by, text or ANSWER[desk.works.desk.locale], everybody=False)
    desk.step()
    return newest(desk, "ani", f"by {by}")


def canned(desk: DeskAtWork, name: str, number: int = 1, *, by: str = "Budi") -> str:
    """A canned response as an operator copies it, with the names filled in."""
    ticket = desk.ticket(number)
    values = Values(
        ticket=TicketFacts(number=ticket.number, subject=ticket.subject),
        customer=Person.of(ticket.customer),
        operator=Person(name=by),
    )
    return render(desk.works.desk.catalog, name, desk.works.desk.locale, values).text


def story(desk: DeskAtWork, number: int = 1) -> Story:
    """All that is known of a ticket, as `show` and `why` tell it."""
    with desk.works.store.reading() as tx:
        found = tell(tx, number, desk.works.desk.policy, desk.works.clock.now())
    assert found is not None
    return found


def facts(desk: DeskAtWork, number: int = 1) -> list[str]:
    """The names of the journal's facts, in order."""
    return [type(entry.fact).__name__ for entry in story(desk, number).journal]


def received(desk: DeskAtWork, number: int = 1) -> list[tuple[str, str]]:
    """(kind, why) of each message that came in on the ticket, in order."""
    return [(one.kind, one.why) for one in story(desk, number).messages if one.direction == "in"]


def owner(desk: DeskAtWork, number: int = 1) -> str | None:
    """Whose the ticket is, by name."""
    found = desk.ticket(number).owner
    return found.name if found else None


def _known_to(desk: DeskAtWork, address: str) -> set[str]:
    """The Message-IDs that somebody wrote or got: what their client can put a mail below."""
    office = desk.town.post_office
    wrote = [one.raw for one in office.accepted if one.mail_from == address]
    got = [one.raw for one in office.delivered if one.recipient == address]
    return {str(read(raw)["Message-ID"]).strip() for raw in (*wrote, *got)}


def _role_of_supervisor(desk: DeskAtWork) -> str:
    """A supervisor may be an operator as well."""
    return _ROLES[desk.works.desk.roster.supervisors[0].key]


def _number(message: EmailMessage) -> int:
    subject = str(message["Subject"])
    return int(subject.rpartition("[#")[2].rstrip("]") or 1)


def _roles(message: EmailMessage, name: str) -> str:
    return " ".join(dict.fromkeys(_of(addresses(message, name))))


def _of(found: Iterable[str]) -> Iterable[str]:
    return (_ROLES.get(one, "customer") for one in found)
