"""Broken and odd messages without end: real ones mutated, and ones made by a grammar of mail (spec 5.2).

Each is made from a seed and its number alone, so that one message can be made again.
"""

import json
import random
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

from tests.mail.whole import read_whole

TESTS: Final = Path(__file__).parents[1]
SHARED: Final = TESTS.parents[1] / "shared" / "data" / "mail"
BYTES_MAX: Final = 20_000
"""Of a message that is mutated; larger ones would only be slower."""

WORDS: Final = [
    *"Selamat pagi internet saya mati lagi sejak kemarin mohon dibantu terima kasih ya sudah bisa".split(),
    *"> >> >>> -- --- ____ ---- === ***** | : ; , . ? ! ( ) < > [ ] \" ' \\ / @ # = ? = =? ?= =?= \t".split(" "),
    *"a@example.org <b@example.net> <c@d> @ <> mailto:a@example.org https://example.org/x ani@example.net, :;".split(),
    *"=?utf-8?q?a?= =?utf-8?b?w6k=?= =?x?q?=FF?= =?utf-8?b?w?= =?iso-2022-jp?b?GyRC?= =?idna?q?a?= =?a?b?=".split(),
    *"#close #tutup #cloze 3d #12 [#12] [#999999999] Re: Fwd: RE[2]: Bls: 5 5/5 4. 1)".split(),
    "-----Original Message-----", "-----Pesan Asli-----", "---------- Forwarded message ---------", "-- ",
    "Pada tanggal Sab, 31 Okt 2020 pukul 22.12 Ani <ani@example.net> menulis:", "On Mon, 3 Mar 2025, Ani wrote:",
    "Dari: Ani <ani@example.net>", "Dikirim: 3 Mar 2025 10.12", "Kepada: desk@example.org", "Subjek: x",
    "Dikirim dari iPhone saya", "_______________________________________________", "Ops mailing list",
    "<ani@example.net>: 550 5.1.1 user unknown", "Final-Recipient: rfc822; ani@example.net", "Action: failed",
    "-----BEGIN PGP SIGNED MESSAGE-----", "-----BEGIN PGP MESSAGE-----", "begin 644 a", "BEGIN:VCALENDAR",
    "BEGIN:VEVENT", "SUMMARY:Rapat\\, bulanan", "DTSTART;TZID=Asia/Jakarta:20261121T090000", "END:VEVENT",
    "Saya sedang cuti sampai 27 November 2026.", "Tiket ini kami tutup.", "\u202e\u200b",
    "👍", "é", "\udcff", "\0", "\x1b[31m",
    "<p>", "<blockquote type=cite>", "<div class=gmail_quote>", "<br>", "<table><tr><td>", "&amp;", "&#x110000;",
    "<!--",
    "<a href='https://example.org'>", "</div>", "<img src=cid:a>", "<pre>",
]  # fmt: skip
HEADERS: Final = (
    "From To Cc Reply-To Sender Subject Date Message-ID In-Reply-To References Return-Path Received Auto-Submitted "
    "Precedence List-Id List-Post Authentication-Results ARC-Authentication-Results ARC-Seal X-Failed-Recipients "
    "X-Auto-Response-Suppress Content-Disposition Content-ID X-Original-From Content-Transfer-Encoding X"
).split()
VALUES: Final = [
    "Ani <ani@example.net>", '"Budi, S.Kom." <budi@example.org>', "MAILER-DAEMON", "<>", "undisclosed-recipients:;",
    "Sat, 21 Nov 2026 09:00:00 +0700", "Sat, 99 Foo 99999 99:99:99 +9999", "<a@example.org> <b@example.org>",
    "auto-replied",
    "mx.example.org; dmarc=pass header.from=example.net", "i=1; mx.example.org; dkim=pass (ok) header.d=example.net",
    "i=1; a=rsa-sha256; cv=none; d=lists.example.org", "base64", "quoted-printable", "x-uuencode", "8bit (x)", "bulk",
    "list",
    "attachment; filename*0*=utf-8''a%; filename*1=b", 'inline; filename="../a.pdf"', "<operators.lists.example.org>",
    "Undelivered Mail Returned to Sender", "Automatic reply: x", "Re: Internet mati", "Fwd: x", "Read: x",
]  # fmt: skip
KINDS: Final = (
    "text/plain text/html text/calendar text/rfc822-headers message/rfc822 message/delivery-status application/ms-tnef "
    "message/disposition-notification message/feedback-report image/png application/pdf application/pkcs7-mime "
    "multipart/mixed multipart/alternative multipart/related multipart/report multipart/signed multipart/digest "
    "multipart/encrypted text /plain"
).split(" ")
CHARSETS: Final = (
    "utf-8 us-ascii iso-8859-1 windows-1252 iso-2022-jp utf-7 utf-16 hz gb2312 koi8-r big5 x-unknown idna zlib rot13 "
    "unicode_escape utf-8-sig cp1006 punycode undefined"
).split()
ENCODINGS: Final = "7bit 8bit base64 quoted-printable x-uuencode binary BASE64 quoted-printable; nonsense".split(" ")
TNEF: Final = b"\x78\x9f\x3e\x22\x01\x00"


@cache
def originals() -> tuple[bytes, ...]:
    """Messages to mutate: our corpus, the labelled sets, and the shared real mail where it is there."""
    paths = [*sorted((TESTS / "mail" / "corpus").glob("*.eml")), *sorted(SHARED.rglob("*.eml"))]
    found = [path.read_bytes() for path in paths]
    for name in ("replies", "vacations", "empties"):
        lines = (TESTS / "sets" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        found += [json.loads(line)["raw"].encode() for line in lines]
    return tuple(raw[:BYTES_MAX] for raw in found)


def message(seed: str, number: int) -> bytes:
    """The message of that seed and number."""
    dice = random.Random(f"{seed}/{number}")
    if dice.random() < 0.35:
        raw = made(dice)
        return raw if dice.random() < 0.7 else mutated(raw, dice)
    return mutated(dice.choice(originals()), dice)


def mutated(raw: bytes, dice: random.Random) -> bytes:
    """One to twenty edits of a message."""
    edits = (_flip, _cut, _repeat, _insert, _swap_lines, _splice, _damage_header, _relabel)
    for _ in range(dice.choice((1, 1, 2, 3, 5, 20))):
        raw = dice.choice(edits)(raw, dice)[: 2 * BYTES_MAX]
    return raw


def _flip(raw: bytes, dice: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(dice.choice((1, 4, 30))):
        if changed:
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _region(raw: bytes, dice: random.Random) -> tuple[int, int]:
    start = dice.randrange(len(raw) + 1)
    return start, min(len(raw), start + dice.choice((1, 4, 60, 1000)))


def _cut(raw: bytes, dice: random.Random) -> bytes:
    start, end = _region(raw, dice)
    return raw[:start] + raw[end:]


def _repeat(raw: bytes, dice: random.Random) -> bytes:
    start, end = _region(raw, dice)
    return raw[:start] + raw[start:end] * dice.choice((2, 3, 20)) + raw[end:]


def _insert(raw: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(raw) + 1)
    return raw[:start] + _bytes(dice.choice(WORDS)) * dice.choice((1, 1, 1, 40)) + raw[start:]


def _swap_lines(raw: bytes, dice: random.Random) -> bytes:
    lines = raw.split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _splice(raw: bytes, dice: random.Random) -> bytes:
    other = dice.choice(originals())
    return raw[: dice.randrange(len(raw) + 1)] + other[dice.randrange(len(other)) :]


def _damage_header(raw: bytes, dice: random.Random) -> bytes:
    line = f"{dice.choice(HEADERS)}: {dice.choice((dice.choice(VALUES), _text(dice, 12)))}\r\n"
    return _bytes(line) + raw


def _relabel(raw: bytes, dice: random.Random) -> bytes:
    name = dice.choice((b"utf-8", b"text/plain", b"text/html", b"quoted-printable", b"base64", b"multipart/mixed"))
    return raw.replace(name, _bytes(dice.choice((*CHARSETS, *KINDS, *ENCODINGS))), dice.choice((1, 9)))


def made(dice: random.Random) -> bytes:
    """A message of the grammar: headers of all sorts, parts in parts, contents of all sorts."""
    end = dice.choice(("\r\n", "\r\n", "\n", "\r"))
    head = [
        f"{dice.choice(HEADERS)}: {dice.choice((dice.choice(VALUES), _text(dice, 15)))}"
        for _ in range(dice.randrange(15))
    ]
    return _bytes(end.join(head) + (end if head else "")) + _part(dice, 0, end)


def _part(dice: random.Random, depth: int, end: str) -> bytes:
    kind, charset, encoding = dice.choice(KINDS), dice.choice(CHARSETS), dice.choice(ENCODINGS)
    label = dice.choice(
        (f"; charset={charset}", f'; charset="{charset}', f"; name*=utf-8''{charset}.txt", "; format=flowed", "")
    )
    head = f"Content-Type: {kind}{label}; boundary=b{depth}{end}Content-Transfer-Encoding: {encoding}{end}"
    if kind.startswith("multipart/") and depth < 5:
        inner = b"".join(
            _bytes(f"{end}--b{depth}{end}") + _part(dice, depth + 1, end) for _ in range(dice.randrange(4))
        )
        return _bytes(head + end) + inner + _bytes(dice.choice((f"{end}--b{depth}--{end}", "")))
    if kind == "message/rfc822" and depth < 5:
        return _bytes(head + end) + _part(dice, depth + 1, end)
    if kind == "application/ms-tnef":
        return _bytes(head + end) + TNEF + dice.randbytes(dice.randrange(200))
    return _bytes(head + end) + (_bytes(_text(dice, 60, end)) if dice.random() < 0.9 else dice.randbytes(300))


def _text(dice: random.Random, words: int, end: str = " ") -> str:
    return "".join(dice.choice(WORDS) + dice.choice((" ", " ", end, end * 2)) for _ in range(dice.randrange(words + 1)))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def check(raw: bytes) -> None:
    """Read a message with every reader; AssertionError or whatever a reader raises if it isn't read as promised."""
    read = read_whole(raw)
    if read is None:
        return
    mail, reply = read
    assert not [one for one in mail.problems if one.startswith("not read")], mail.problems
    assert "\n" not in mail.subject
    for text in (mail.text, mail.subject, reply.new_text, *(one.name for one in mail.attachments)):
        text.encode()
    kept, said = letters(reply.new_text + reply.folded), letters(mail.text)
    assert not said - kept
    assert kept == said or mail.html  # words that the HTML part alone has come on top


def letters(text: str) -> Counter[str]:
    """Its visible characters: nothing of a text may be lost between the new part and what is folded away."""
    return Counter("".join(text.translate(UNSEEN).split()))


UNSEEN: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
