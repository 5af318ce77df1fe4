"""All that is done with a mail before the desk sees it: what `mailticket read` does and what a letter asks."""

from functools import cache

from tests.sets.rates import meanings

from mailticket.desk.letter import likeness
from mailticket.mail.address import one_author
from mailticket.mail.border import Border
from mailticket.mail.classify import OurList, machine, never_answer
from mailticket.mail.command import take_commands
from mailticket.mail.forward import forwarded, outside_addresses
from mailticket.mail.inbound import InboundMessage
from mailticket.mail.intent import greeting_only, survey_answer, thanks_only
from mailticket.mail.listed import without_list_footer
from mailticket.mail.parse import parse
from mailticket.mail.prescan import prescan
from mailticket.mail.proof import disproof, proof, proof_by_list
from mailticket.mail.reply import Reply, read_reply
from mailticket.mail.thread import bare_subject, parents, subject_tags
from mailticket.ticket.commands import BY_WORD

OURS = OurList(address="operators@lists.example.org", list_id="operators.lists.example.org")
BORDER = Border(
    authserv_id="mx.example.org", arc_sealers=frozenset({"lists.example.org"}), list_domain="lists.example.org"
)


@cache
def statements() -> tuple:
    """The shipped canned texts that mean something, read once."""
    return meanings()


def read_whole(raw: bytes) -> tuple[InboundMessage, Reply] | None:
    """Read a mail with every reader there is; None: over the limits of spec 5.3, so only its header is read."""
    if prescan(raw) is not None:
        parse(raw)
        return None
    message = parse(raw)
    reply = read_reply(message)
    machine(message, OURS)  # reads it as a bounce too
    never_answer(message, OURS)
    one_author(message)
    for judged in (proof, proof_by_list, disproof):
        judged(message, BORDER)
    passed_on = forwarded(message)
    outside_addresses(passed_on.text if passed_on else message.text)
    said = take_commands(reply.new_text, BY_WORD).rest
    likeness(said, statements())
    thanks_only(said)
    greeting_only(said)
    survey_answer(said)
    without_list_footer(message.text)
    parents(message)
    subject_tags(bare_subject(message.subject, "operators"))
    return message, reply


def read_as_the_desk_does(raw: bytes) -> None:
    """Read a mail once through, as it costs the desk: parse, text, new text, machine, intent (spec 5.5)."""
    message = parse(raw)
    reply = read_reply(message)
    if machine(message, OURS) is None:
        forwarded(message)
        said = take_commands(reply.new_text, BY_WORD).rest
        likeness(said, statements())
        thanks_only(said)
