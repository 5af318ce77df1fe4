"""A message as the desk reads it: who wrote it, in what role, and what it says. Pure: nothing is looked up here."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Final

from mailticket.desk.desk import Desk, Meaning
from mailticket.ids import Address, MessageId
from mailticket.mail.address import one_author
from mailticket.mail.bounce import Bounce, read_bounce
from mailticket.mail.classify import Machine, from_our_list, machine, never_answer
from mailticket.mail.command import Taken, take_commands
from mailticket.mail.forward import Forwarded, forwarded
from mailticket.mail.inbound import Attachment, InboundMessage
from mailticket.mail.intent import greeting_only, survey_answer, thanks_only
from mailticket.mail.listed import without_list_footer
from mailticket.mail.proof import disproof, proof, proof_by_list
from mailticket.mail.reply import Reply, counts_as_content, read_reply
from mailticket.mail.signed import signature_alone
from mailticket.mail.statement import SIMILAR, similarity
from mailticket.mail.thread import bare_subject, parents
from mailticket.mail.token import Own, read_header, read_own
from mailticket.ticket.commands import BY_WORD
from mailticket.ticket.events import Content
from mailticket.ticket.roster import Operator

_SPACE: Final = re.compile(r"\W+")
_YES: Final = frozenset(
    {"ya", "iya", "yes", "y", "ok", "oke", "okay", "okey", "setuju", "disetujui", "sip", "baik", "acc", "confirmed"}
    | {"confirm", "approved", "approve", "agreed", "agree", "silakan", "silahkan", "boleh", "betul", "tutup", "close"}
)
_BESIDE_YES: Final = frozenset(
    {"saja", "aja", "ditutup", "it", "closed", "please", "pls", "fine", "go", "ahead", "pak", "bu", "mas", "mbak"}
    | {"terima", "kasih", "thanks", "thank", "you", "makasih", "the", "ticket", "tiketnya", "tiket", "itu"}
)
"""A yes may have these beside it; any other word, a 'belum' or a 'but', makes it a note."""
_LIST_ADDED_NAME: Final = re.compile(r"\s+(via|melalui)\s+.*$", re.IGNORECASE)


@dataclass(frozen=True)
class Letter:
    """One message, read for this desk. What costs time is computed when a rule first asks for it."""

    message: InboundMessage
    at: datetime
    """When the mail server received it."""
    desk: Desk
    vouched: str = ""
    """What proves its author beside what the mail itself carries; '' where nothing does."""
    record: int | None = None
    """Its record, where it or a copy of it was kept before without effect; None: it has none yet."""
    also_listed: bool = False
    """A copy that had no effect came through the list before."""
    instead_of: str = ""
    """Which copy came before and had no effect; '' where none did."""

    @cached_property
    def via_list(self) -> bool:
        """Our own list passed it on."""
        return from_our_list(self.message, self.desk.ours)

    @cached_property
    def rewritten(self) -> bool:
        """Our list put its own address into From."""
        author = self.message.author
        return author is not None and self.desk.addresses.is_list(author) and self._list_added() is not None

    @cached_property
    def hidden(self) -> bool:
        """Our list put its own address into From and names the author nowhere: the direct copy does (spec 2.3)."""
        return self.via_list and self.author is not None and self.desk.addresses.is_list(self.author)

    @cached_property
    def of_form(self) -> bool:
        """A web form of ours sent it for somebody."""
        author = self.message.author
        return author is not None and author in self.desk.forms and bool(self.message.reply_to)

    @cached_property
    def author(self) -> Address | None:
        """Who wrote it: From, or whom a web form or our rewriting list names (spec 2.3); None: nobody can tell."""
        author = self.message.author
        if author is None:
            return None
        if self.of_form:
            return self.message.reply_to[0]
        if self.rewritten:
            real = self._list_added()
            return Address(real.address, real.name or _LIST_ADDED_NAME.sub("", author.name)) if real else author
        return author

    def _list_added(self) -> Address | None:
        """The author whom the list named when it rewrote From."""
        original = self.message.header("x-original-from")
        if original:
            found = re.search(r"[^\s<>\"]+@[^\s<>\"]+", original)
            if found:
                return Address(found[0], original.partition("<")[0].strip(' "'))
        return self._added_to_reply_to()

    def _added_to_reply_to(self) -> Address | None:
        """The one address in Reply-To that is neither list nor helpdesk; None if there are none or more."""
        inside = self.desk.addresses
        added = [one for one in self.message.reply_to if not inside.is_list(one) and not inside.is_helpdesk(one)]
        return added[0] if len(added) == 1 else None

    @cached_property
    def operator(self) -> Operator | None:
        """The operator in whose name it was written; whether that is acceptable, `doubt` says."""
        return self.desk.roster.find(self.author) if self.author else None

    @cached_property
    def supervisor(self) -> bool:
        """Written in a supervisor's name."""
        return self.author is not None and self.desk.roster.is_supervisor(self.author)

    @property
    def staff(self) -> bool:
        """Written in an operator's or supervisor's name."""
        return self.operator is not None or self.supervisor

    @cached_property
    def person(self) -> Address | None:
        """The author by the name and first address of the roster, or as they wrote."""
        return self.operator.primary if self.operator else self.author

    @cached_property
    def proof(self) -> str | None:
        """What proves that its author wrote it (spec 2.4); None: nothing does."""
        border = self.desk.border
        if self.vouched:
            return self.vouched
        if border is None or self.of_form:
            return None
        if not self.rewritten:
            by_list = proof_by_list(self.message, border) if self.via_list else None
            return proof(self.message, border) or by_list
        named = border.rewritten_from and self.via_list and self.author == self._added_to_reply_to()
        return proof_by_list(self.message, border) if named else None

    @cached_property
    def disproof(self) -> str | None:
        """What says that its author did not write it (spec 2.4); None: nothing does, which proves nothing."""
        border = self.desk.border
        return disproof(self.message, border) if border is not None and not self.proof else None

    @property
    def odd(self) -> str | None:
        """Why nobody can say for certain whose name it bears, in every mode (spec 2.4); None: it bears one."""
        if self.of_form:
            return "a web form names its author in Reply-To, and anybody can fill it in (2.4)"
        if one_author(self.message) is None or self.author is None or not self.author.address.isascii():
            return "From is not exactly one mailbox that every parser reads alike (2.4)"
        return None

    @cached_property
    def doubt(self) -> str | None:
        """Why the author has no authority (spec 2.4); None: an operator's word counts."""
        if self.odd is None and self.desk.require == "enforce" and not self.proof:
            return f"{self.disproof or 'no proof of the author'}, and authority is enforced (2.4)"
        return self.odd

    @cached_property
    def own(self) -> Own | None:
        """What our own token says, if the daemon wrote it: a copy that came back (row 1)."""
        author = self.message.author
        inside = self.desk.addresses
        if author is None or not (inside.is_helpdesk(author) or inside.is_list(author)):
            return None
        if self.message.message_id is not None:
            found = read_own(self.desk.key, self.message.message_id)
            if found is not None:
                return found
        keyed = self.message.header("x-mailticket")
        values = read_header(self.desk.key, keyed) if keyed else None
        if values is None or "mail" not in values:
            return None
        return Own(ticket=int(values.get("ticket") or 0) or None, kind=values["mail"], unique="")

    @cached_property
    def bounce(self) -> Bounce | None:
        """The delivery report that it is, or None."""
        return read_bounce(self.message)

    @cached_property
    def machine(self) -> Machine | None:
        """The machine that wrote it, or None for a person; behind a web form there is one."""
        return None if self.of_form else machine(self._attributed, self.desk.ours)

    @cached_property
    def quiet(self) -> str | None:
        """Why nothing may be sent to its author (spec 2.5, 5.3); None: an answer is fine."""
        return never_answer(self._attributed, self.desk.ours) or self.disproof

    @cached_property
    def _attributed(self) -> InboundMessage:
        """The message in the name of its author, whom a form or our list replaced in From."""
        return self.message if self.author == self.message.author else replace(self.message, author=self.author)

    @cached_property
    def reply(self) -> Reply:
        """Its new text, apart from quotes, signature and footers."""
        if not self.via_list:
            return read_reply(self.message)
        return read_reply(self.message, without_list_footer(self.message.text))

    @cached_property
    def taken(self) -> Taken:
        """Its commands and what is left; only staff can command."""
        if not self.staff:
            return Taken(rest=self.reply.new_text)
        taken = take_commands(self.reply.new_text, BY_WORD)
        name = self.operator.name if self.operator else ""
        return replace(taken, rest="") if signature_alone(taken.rest, name) else taken

    @property
    def text(self) -> str:
        """The new text without commands."""
        return self.taken.rest

    @cached_property
    def files(self) -> tuple[Attachment, ...]:
        """Attachments that say something by themselves: not the pictures of a signature."""
        return tuple(one for one in self.message.attachments if counts_as_content(one))

    @cached_property
    def forwarded(self) -> Forwarded | None:
        """The mail that it passes on, or None."""
        return forwarded(self.message)

    @cached_property
    def subject(self) -> str:
        """The subject without prefixes and tags."""
        tag = self.desk.ours.address.partition("@")[0]
        return bare_subject(self.message.subject, tag)

    @cached_property
    def parents(self) -> tuple[MessageId, ...]:
        """The mails it answers, nearest first."""
        return parents(self.message)

    @cached_property
    def fingerprint(self) -> str:
        """Of date and new words, of an empty mail of what it answers: alike in every copy, whatever a list did."""
        words = _SPACE.sub("", self.reply.new_text).casefold() or "".join(self.parents[:1])
        date = self.message.header("date") or ""
        return _digest(f"{_SPACE.sub('', date)}\n{words}")

    @cached_property
    def message_id(self) -> MessageId:
        """Its Message-ID, or one made from its author and content where it has none."""
        if self.message.message_id is not None:
            return self.message.message_id
        own = _digest(f"{self.author.key if self.author else ''} {self.fingerprint}")
        return MessageId(f"<{own}@mailticket.invalid>")

    def names(self, address: Address | None) -> bool:
        """The address is in To or Cc."""
        return address is not None and address in self.message.recipients

    @cached_property
    def to_list(self) -> bool:
        """The list is in To or Cc."""
        return any(self.desk.addresses.is_list(one) for one in self.message.recipients)

    @cached_property
    def to_helpdesk(self) -> bool:
        """The helpdesk is in To or Cc."""
        return any(self.desk.addresses.is_helpdesk(one) for one in self.message.recipients)

    @cached_property
    def on_list(self) -> bool:
        """Whether the list has it (spec 1.4): judged at once, never waited for."""
        if self.via_list or self.also_listed:
            return True
        return self.to_list and (self.staff or self.desk.posting == "anyone")

    @cached_property
    def outside(self) -> tuple[Address, ...]:
        """The outside addresses in To and Cc."""
        return tuple(one for one in self.message.recipients if self.desk.addresses.is_outside(one))

    @cached_property
    def likeness(self) -> tuple[Meaning, float] | None:
        """The canned response that an operator's text comes close to, and how close; None: its own words."""
        return likeness(self.text, self.desk.meanings)

    @cached_property
    def content(self) -> Content:
        """What an operator's text is (spec 2.7, 3.9)."""
        return self.likeness[0].content if self.likeness else own_words(self.text, has_files=bool(self.files))

    @cached_property
    def customer_content(self) -> Content:
        """What a customer's text is: nothing, thanks only, or text; in doubt it is text."""
        if self.reply.empty:
            return Content.EMPTY
        return customers_content(self.text, has_files=bool(self.files))

    @cached_property
    def judged(self) -> tuple[int, str] | None:
        """Score and comment, if the first line is a number from 1 to 5 (row 14)."""
        return survey_answer(self.reply.new_text)

    @property
    def yes(self) -> bool:
        """A plain yes (row 6)."""
        words = set(re.sub(r"[^\w\s]", " ", self.text).lower().split())
        return bool(words & _YES) and words <= _YES | _BESIDE_YES


def customers_content(text: str, *, has_files: bool) -> Content:
    """What a customer's new text is: nothing, thanks only, or text; in doubt it is text."""
    if not text.strip() and not has_files:
        return Content.EMPTY
    return Content.COURTESY if not has_files and thanks_only(text) else Content.TEXT


def likeness(text: str, meanings: Sequence[Meaning]) -> tuple[Meaning, float] | None:
    """The canned response that a text comes closest to, with the measure (spec 2.7); None if none is close enough."""
    best: Meaning | None = None
    measure = SIMILAR
    for meaning in meanings if text.strip() else ():
        close = similarity(text, meaning.fragments, at_least=measure)
        if close >= measure:
            best, measure = meaning, close
    return (best, measure) if best is not None else None


def own_words(text: str, *, has_files: bool) -> Content:
    """What an operator's text that is no canned response is: nothing, courtesy only, or text."""
    if not text.strip():
        return Content.TEXT if has_files else Content.EMPTY
    return Content.COURTESY if not has_files and greeting_only(text) else Content.TEXT


def without_large_files(
    message: InboundMessage, limit_bytes: int, *, cut: bool = False
) -> tuple[InboundMessage, tuple[str, ...]]:
    """Return the message without the attachments that go over the limit together, and their names (spec 3.3).

    `cut`: only its header and text were fetched (spec 2.1), so that no attachment in it is whole.
    """
    kept: list[Attachment] = []
    left_out: list[str] = []
    room = limit_bytes
    for one in message.attachments:
        if one.size_bytes <= room and not cut:
            kept.append(one)
            room -= one.size_bytes
        else:
            left_out.append(one.name)
    return (replace(message, attachments=tuple(kept)), tuple(left_out)) if left_out else (message, ())


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
