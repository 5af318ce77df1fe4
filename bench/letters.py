"""A desk's mail, made up with a seed: questions, empty claims, answers with quotes, replies, machine mail.

The shares are those of a real desk: 40 % questions, 25 % empty claims, 20 % answers, 10 % customer replies, 5 % machine
mail; every tenth carries an attachment of 100 kB. Claims, answers and replies refer to earlier questions.
"""

import base64
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Final

HELPDESK: Final = "helpdesk@example.org"
LIST: Final = "operators@lists.example.org"
OPERATORS: Final = ("budi", "sari", "dewi")
START: Final = datetime(2026, 11, 2, 2, tzinfo=UTC)
_WORDS: Final = """
printer kartu jaringan sandi akun masuk gagal rusak mohon bantuan terima kasih sudah dicoba belum bisa halaman kosong
tombol layar lambat berkas unggah nilai jadwal the server does not answer since this morning please have a look at it
""".split()
_IDS: Final = re.compile(rb"<([qmv]\d+)@")
_FILE: Final = base64.encodebytes(random.Random(7).randbytes(100_000)).replace(b"\n", b"\r\n")  # noqa: S311


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What later mail refers to."""

    message_id: str
    customer: str
    subject: str
    text: str


def letters(count: int, seed: int = 1) -> Iterator[bytes]:
    """Yield `count` messages, oldest first; the same ones for the same seed. There is a customer for every four.

    Mail of different seeds goes to one desk: nothing refers to the other's.
    """
    for raw in _drawn(count, random.Random(seed)):  # noqa: S311 -- a seed is the point
        yield _IDS.sub(rb"<%d.\1@" % seed, raw)


def _drawn(count: int, dice: random.Random) -> Iterator[bytes]:
    open_questions: list[Question] = []
    claimed: list[Question] = []
    customers = max(count // 4, 1)
    for n in range(count):
        at = START + timedelta(seconds=40 * n)
        drawn = dice.random()
        if drawn < 0.40 or not open_questions:
            question = _question(dice, n, customers)
            open_questions.append(question)
            yield _mail(dice, n, at, question.customer, HELPDESK, question.subject, question.text, question.message_id)
        elif drawn < 0.65:
            question = open_questions.pop(dice.randrange(len(open_questions)))
            claimed.append(question)
            yield _reply(dice, n, at, question, _operator(dice), f"{HELPDESK}, {LIST}", "")
        elif drawn < 0.85 and claimed:
            question = dice.choice(claimed[-200:])
            text = _text(dice, 40) + _quoted(question)
            yield _reply(dice, n, at, question, _operator(dice), f"{question.customer}, {HELPDESK}, {LIST}", text)
        elif drawn < 0.95:
            question = dice.choice((claimed or open_questions)[-200:])
            yield _reply(dice, n, at, question, question.customer, HELPDESK, _text(dice, 25) + _quoted(question))
        else:
            yield _vacation(dice, n, at, customers)


def _question(dice: random.Random, n: int, customers: int) -> Question:
    customer = f"customer{dice.randrange(customers)}@example.net"
    subject = " ".join(dice.choices(_WORDS, k=5)).capitalize()
    return Question(message_id=f"<q{n}@example.net>", customer=customer, subject=subject, text=_text(dice, 90))


def _operator(dice: random.Random) -> str:
    return f"{dice.choice(OPERATORS)}@example.org"


def _text(dice: random.Random, words: int) -> str:
    drawn = dice.choices(_WORDS, k=words)
    lines = [" ".join(drawn[at : at + 10]) for at in range(0, words, 10)]
    return "\r\n".join(lines).capitalize() + ".\r\n"


def _quoted(question: Question) -> str:
    quoted = "".join(f"> {line}\r\n" for line in question.text.splitlines())
    return f"\r\nPada Sen, 2 Nov 2026 pukul 09.12 Pelanggan <{question.customer}> menulis:\r\n\r\n{quoted}"


def _reply(dice: random.Random, n: int, at: datetime, question: Question, sender: str, to: str, text: str) -> bytes:
    references = f"In-Reply-To: {question.message_id}\r\nReferences: {question.message_id}\r\n"
    return _mail(dice, n, at, sender, to, f"Re: {question.subject}", text, f"<m{n}@example.org>", references)


def _vacation(dice: random.Random, n: int, at: datetime, customers: int) -> bytes:
    customer = f"customer{dice.randrange(customers)}@example.net"
    extra = "Auto-Submitted: auto-replied\r\nPrecedence: bulk\r\n"
    return _mail(dice, n, at, customer, HELPDESK, "Out of office", "I am away.\r\n", f"<v{n}@example.net>", extra)


def _mail(
    dice: random.Random,
    n: int,
    at: datetime,
    sender: str,
    to: str,
    subject: str,
    text: str,
    message_id: str,
    extra: str = "",
) -> bytes:
    head = (
        f"Return-Path: <{sender}>\r\n"
        f"Received: from mail.example.net (mail.example.net [192.0.2.{n % 250}])\r\n"
        f"\tby mx.example.org with ESMTPS id {n:08x}\r\n\tfor <{HELPDESK}>; {format_datetime(at)}\r\n"
        f"From: {sender.partition('@')[0].capitalize()} <{sender}>\r\nTo: {to}\r\nSubject: {subject}\r\n"
        f"Date: {format_datetime(at)}\r\nMessage-ID: {message_id}\r\n{extra}MIME-Version: 1.0\r\n"
    )
    if dice.random() >= 0.1:
        return f'{head}Content-Type: text/plain; charset="utf-8"\r\n\r\n{text}'.encode()
    parts = (
        f'{head}Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n'
        f'Content-Type: text/plain; charset="utf-8"\r\n\r\n{text}\r\n--b{n}\r\n'
        f'Content-Type: application/pdf; name="scan{n}.pdf"\r\n'
        f'Content-Disposition: attachment; filename="scan{n}.pdf"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return parts.encode() + _FILE + f"\r\n--b{n}--\r\n".encode()
