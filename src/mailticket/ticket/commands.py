"""What an operator may order in a mail or at the command line: the words, and an order as a value (spec 3.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from mailticket.ids import Address


class Command(StrEnum):
    """Every command word, in English; `WORDS` has the Indonesian ones."""

    TAKE = "take"
    RELEASE = "release"
    ASSIGN = "assign"
    SEND = "send"
    NOTE = "note"
    PROGRESS = "progress"
    ANSWERED = "answered"
    CLOSE = "close"
    REOPEN = "reopen"
    HOLD = "hold"
    CUSTOMER = "customer"
    TICKET = "ticket"
    EXCUSE = "excuse"
    PRIORITY = "priority"
    CATEGORY = "category"
    BRANCH = "branch"
    TAG = "tag"
    HELP = "help"


class Trouble(StrEnum):
    """Why a command could not be carried out; the canned response has the words."""

    UNKNOWN = "unknown"
    """A word that looks like a mistyped command."""
    CLOSED = "closed"
    NOT_CLOSED = "not_closed"
    NOT_OPERATOR = "not_operator"
    NOT_SUPERVISOR = "not_supervisor"
    NO_SUCH_OPERATOR = "no_such_operator"
    NO_ADDRESS = "no_address"
    NO_CUSTOMER = "no_customer"
    NO_BREACH = "no_breach"
    NOTHING_TO_SEND = "nothing_to_send"
    BAD_DATE = "bad_date"
    BAD_VALUE = "bad_value"
    IN_QUEUE = "in_queue"
    WHICH_TICKET = "which_ticket"
    """The mail speaks of several tickets: `#take N`."""
    NO_SUCH_TICKET = "no_such_ticket"
    NO_TICKET = "no_ticket"
    """The mail belongs to no ticket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A command as it was given, with what the desk looked up for it."""

    command: Command
    argument: str = ""
    line: str = ""
    """The line as it was written, for the answer to its author."""
    person: Address | None = None
    """Name and first address of the operator whom `#assign` names; None if nobody is meant by it."""
    address: Address | None = None
    """The address that `#customer` names; None if there is none."""
    until: datetime | None = None
    """The instant that `#hold until` names; None without one, or if it can't be read (`argument` isn't empty then)."""
    has_text: bool = False
    """Text or attachments stand below it (or, for `#send`, in the note it answers)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """How a command is written, and the line of help for it in each language."""

    also: str
    argument: str
    help_en: str
    help_id: str


WORDS: Final[Mapping[Command, Word]] = {
    Command.TAKE: Word(
        also="ambil",
        argument="[N]",
        help_en="take the ticket over; its owner is told",
        help_id="ambil alih tiket; pemiliknya diberi tahu",
    ),
    Command.RELEASE: Word(
        also="lepas",
        argument="",
        help_en="back to the queue, announced again",
        help_id="kembalikan ke antrean, diumumkan lagi",
    ),
    Command.ASSIGN: Word(
        also="tugaskan",
        argument="NAME",
        help_en="give it to another operator",
        help_id="serahkan kepada operator lain",
    ),
    Command.SEND: Word(
        also="kirim",
        argument="",
        help_en="send the text below to the customer, cc the list, in your name",
        help_id="kirim teks di bawahnya kepada pelanggan, tembusan ke milis, atas nama Anda",
    ),
    Command.NOTE: Word(
        also="catatan",
        argument="",
        help_en="a note for the desk, not an answer",
        help_id="catatan untuk meja bantuan, bukan jawaban",
    ),
    Command.PROGRESS: Word(
        also="proses",
        argument="",
        help_en="the text is a progress note: work goes on, the customer need not answer",
        help_id="teksnya kabar kemajuan: masih dikerjakan, pelanggan tidak perlu menjawab",
    ),
    Command.ANSWERED: Word(
        also="dijawab",
        argument="TEXT",
        help_en="the customer was answered by telephone or privately",
        help_id="pelanggan sudah dijawab lewat telepon atau secara pribadi",
    ),
    Command.CLOSE: Word(
        also="tutup",
        argument="[satisfied|no_reply]",
        help_en="close; the text below, if it reaches the customer, is the closing statement",
        help_id="tutup; teks di bawahnya, bila sampai ke pelanggan, menjadi pernyataan penutup",
    ),
    Command.REOPEN: Word(
        also="buka",
        argument="",
        help_en="reopen a closed ticket",
        help_id="buka lagi tiket yang sudah ditutup",
    ),
    Command.HOLD: Word(
        also="tahan",
        argument="[until DATE]",
        help_en="put on hold, no reminders; ends by itself at the date",
        help_id="tahan, tanpa pengingat; berakhir sendiri pada tanggal itu",
    ),
    Command.CUSTOMER: Word(
        also="pelanggan",
        argument="ADDRESS",
        help_en="the one who asked is this person",
        help_id="penanyanya adalah orang ini",
    ),
    Command.TICKET: Word(
        also="tiket",
        argument="",
        help_en="make a ticket of a mail outside any thread",
        help_id="jadikan surat di luar utas sebagai tiket",
    ),
    Command.EXCUSE: Word(
        also="maafkan",
        argument="",
        help_en="supervisor: the last breach is excused; it stays on record",
        help_id="penanggung jawab: pelanggaran terakhir dimaafkan; tetap tercatat",
    ),
    Command.PRIORITY: Word(
        also="prioritas",
        argument="normal|medium|high",
        help_en="set the priority",
        help_id="atur prioritas",
    ),
    Command.CATEGORY: Word(
        also="kategori",
        argument="NAME[/SUB]",
        help_en="set the category",
        help_id="atur kategori",
    ),
    Command.BRANCH: Word(also="cabang", argument="NAME", help_en="set the branch", help_id="atur cabang"),
    Command.TAG: Word(also="", argument="WORD …", help_en="add words to find it by", help_id="tambah kata kunci"),
    Command.HELP: Word(also="bantuan", argument="", help_en="this list", help_id="daftar ini"),
}

BY_WORD: Final[Mapping[str, Command]] = {
    word: command for command, spelled in WORDS.items() for word in (command.value, spelled.also) if word
}
"""Every word that a command line may begin with, in both languages."""

OWNS_TEXT: Final = frozenset({Command.SEND, Command.NOTE, Command.ANSWERED, Command.CLOSE})
"""The text below belongs to the command and isn't judged again (spec 1.3)."""

NEVER_CLAIMS: Final = frozenset({Command.NOTE, Command.RELEASE, Command.ASSIGN})
"""A message with one of these doesn't claim by row 7."""

CLAIMS_FIRST: Final = frozenset({Command.SEND, Command.ANSWERED, Command.PROGRESS, Command.HOLD, Command.CLOSE})
"""On an `open` ticket these make their author the owner before they are carried out."""
