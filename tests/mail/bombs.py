"""The worst messages that the pre-scan lets pass, one kind a function (spec 5.3; notes of what broke other parsers).

Each keeps the limits: 1,000 header lines, 64 kB a header, depth 30, 1,000 parts, 32 MiB.
"""

import base64
import random
from collections.abc import Callable
from typing import Final

MESSAGE_MAX: Final = 32 * 1024 * 1024
"""Bytes of a message that is fetched whole, by default (spec 2.1)."""
_HEADER: Final = 65_000
"""Characters of one header, just below the limit."""
_TEXT: Final = 4 * 1024 * 1024

Bomb = Callable[[], bytes]
BOMBS: Final[dict[str, Bomb]] = {}


def bomb(build: Bomb) -> Bomb:
    """Add a kind, under its function's name."""
    BOMBS[build.__name__.replace("_", " ")] = build
    return build


def mail(body: str | bytes, *, head: str = "", kind: str = "text/plain; charset=utf-8") -> bytes:
    """A mail around a body; `head` holds further header lines, each with its line end."""
    content = body.encode("utf-8", "surrogateescape") if isinstance(body, str) else body
    plain = "" if "Content-Type:" in head else f"Content-Type: {kind}\r\n"
    top = f"From: Ani <ani@example.net>\r\nTo: desk@example.org\r\nDate: Sat, 21 Nov 2026 09:00:00 +0700\r\n{plain}"
    if "Subject:" not in head:
        top += "Subject: Re: Internet mati\r\n"
    return (top + head).encode("utf-8", "surrogateescape") + b"\r\n" + content


def html(body: str) -> bytes:
    """A mail with nothing but HTML."""
    return mail(body, kind="text/html; charset=utf-8")


def multipart(parts: list[str], kind: str = "mixed") -> bytes:
    """A multipart of ready parts (headers, empty line, content)."""
    inner = "".join(f"--b\r\n{part}\r\n" for part in parts)
    return mail(f"{inner}--b--\r\n", kind=f'multipart/{kind}; boundary="b"')


def encoded(content: bytes, kind: str, name: str = "") -> str:
    """One base64 part."""
    named = f'\r\nContent-Disposition: attachment; filename="{name}"' if name else ""
    data = base64.encodebytes(content).decode()
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64{named}\r\n\r\n{data}"


# Headers


@bomb
def encoded_words_in_subject() -> bytes:
    return mail("x", head="Subject: " + "=?utf-8?q?a?= " * (_HEADER // 14) + "\r\n")


@bomb
def encoded_words_of_many_charsets() -> bytes:
    words = " ".join(f"=?x-{n}?b?w6k?=" for n in range(_HEADER // 20))
    return mail("x", head=f"Subject: {words}\r\n")


@bomb
def encoded_words_never_closed() -> bytes:
    return mail("x", head="Subject: " + "=?a?q?" * (_HEADER // 6) + "\r\n")


@bomb
def a_thousand_huge_headers() -> bytes:
    line = "X-Long: " + "=?utf-8?b?YQ==?= " * (_HEADER // 17) + "\r\n"
    return mail("x", head=line * 490)


@bomb
def subject_of_prefixes_and_tags() -> bytes:
    return mail("x", head="Subject: " + "Re: [#12] Fwd: " * (_HEADER // 15) + "\r\n")


@bomb
def subject_of_list_tags() -> bytes:
    return mail("x", head="Subject: " + "[a] " * (_HEADER // 4) + "\r\n")


@bomb
def subject_of_punctuation() -> bytes:
    return mail("x", head="Subject: " + "*-" * (_HEADER // 2) + "\r\n")


@bomb
def subject_of_words_of_machines() -> bytes:
    return mail("x", head="Subject: " + "your message delivery status auto reply is out of " * (_HEADER // 51) + "\r\n")


@bomb
def every_header_that_is_judged() -> bytes:
    names = "List-Id List-Post Precedence X-Autoreply X-Loop X-Failed-Recipients Return-Path Auto-Submitted Content-ID"
    return mail("x", head="".join(f"{name}: {'<a@b.c> (' * 3000}\r\n" for name in names.split()))


@bomb
def subject_of_spaces() -> bytes:
    return mail("x", head="Subject: Re" + " " * _HEADER + "x\r\n")


@bomb
def references_by_the_thousand() -> bytes:
    return mail("x", head="References: " + "\r\n ".join(f"<{n}@example.net>" for n in range(950)) + "\r\n") + b"x"


@bomb
def references_never_closed() -> bytes:
    return mail("x", head="References: " + "<" * _HEADER + "\r\nIn-Reply-To: " + "a@b " * (_HEADER // 4) + "\r\n")


@bomb
def received_flood() -> bytes:
    line = (
        "Received: from " + "a (b (c " * 8000 + "\r\nAuthentication-Results: mx.example.org; " + "(" * 64_000 + "\r\n"
    )
    return mail("x", head=line * 240)


@bomb
def addresses_by_the_thousand() -> bytes:
    line = "To: " + ",".join(f"a{n}@example.org" for n in range(3500)) + "\r\n"
    return mail("x", head=line * 400)


@bomb
def addresses_with_open_comments() -> bytes:
    return mail("x", head="Cc: " + "(" * _HEADER + "\r\nReply-To: " + "a(b" * 21_000 + "\r\n")


@bomb
def addresses_with_open_quotes() -> bytes:
    open_quotes = '"a\\' * 21_000
    return mail("x", head=f"Cc: {open_quotes}\r\nReply-To: " + '"' * _HEADER + "\r\nSender: " + "<" * _HEADER + "\r\n")


@bomb
def addresses_in_groups() -> bytes:
    return mail("x", head="Cc: " + "a:b@c;," * (_HEADER // 7) + "\r\nBcc: " + ":;" * (_HEADER // 2) + "\r\n")


@bomb
def two_parsers_of_an_author() -> bytes:
    return mail("x").replace(b"From: Ani <ani@example.net>", b"From: " + b'"(" <a@b> ' * 6000)


@bomb
def an_author_of_backslashes() -> bytes:
    return mail("x").replace(b"From: Ani <ani@example.net>", b"From: " + b"\\" * 64_000 + b" <ani@example.net>")


@bomb
def parameters_in_pieces() -> bytes:
    pieces = "".join(f"; name*{n}*=%41" for n in range(3500))
    return mail("x", kind=f"application/pdf{pieces}")


@bomb
def parameters_never_closed() -> bytes:
    return mail(
        "x",
        head='Content-Type: text/plain; charset="'
        + "\\" * 60_000
        + "\r\nContent-Disposition: a"
        + ";" * 60_000
        + "\r\n",
    )


@bomb
def raw_8_bit_headers() -> bytes:
    return mail("x", head=("X-Raw: " + "\udcff\udce9 " * (_HEADER // 3) + "\r\n") * 300)


# Structure


@bomb
def nested_to_the_limit() -> bytes:
    head = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(29))
    return mail("x\r\n" * 1_000_000, head=head)


@bomb
def messages_in_messages() -> bytes:
    inner = "Content-Type: message/rfc822\r\n\r\nFrom: a@example.net\r\nSubject: x\r\n"
    return mail("y\r\n" * 2_000_000, head=inner * 28)


@bomb
def a_thousand_parts() -> bytes:
    return multipart([f"Content-Type: text/plain\r\n\r\n{'kata ' * 800}\r\n" * 1 for _ in range(990)])


@bomb
def a_thousand_html_parts() -> bytes:
    return multipart([f"Content-Type: text/html\r\n\r\n{'<p>kata</p>' * 300}" for _ in range(990)])


@bomb
def a_thousand_alternatives() -> bytes:
    return multipart([f"Content-Type: text/plain\r\n\r\n{'kata ' * 800}" for _ in range(990)], "alternative")


@bomb
def blank_alternatives_that_differ_at_their_end() -> bytes:
    ends = (f"{number:010b}".replace("0", " ").replace("1", "\t") for number in range(990))
    return multipart([f"Content-Type: text/plain\r\n\r\n{' ' * 30_000}{end}" for end in ends], "alternative")


@bomb
def boundary_lookalikes() -> bytes:
    return mail("--b x\r\n--bb\r\n --b\r\n-- b\r\n" * 200_000, kind='multipart/mixed; boundary="b"')


@bomb
def boundary_in_every_line() -> bytes:
    return mail("--\r\n" * 2_000_000, kind='multipart/mixed; boundary="-"')


@bomb
def a_boundary_of_blanks() -> bytes:
    return mail(("--" + " " * 900 + "x\r\n") * 8000, kind=f'multipart/mixed; boundary="{" " * 70}"')


@bomb
def delivery_report_of_blocks() -> bytes:
    block = "Final-Recipient: rfc822; a@example.net\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
    return multipart(["Content-Type: message/delivery-status\r\n\r\n" + block * 50_000], "report")


@bomb
def calendar_of_events() -> bytes:
    event = "BEGIN:VEVENT\r\nSUMMARY:Rapat\r\nDTSTART:20261121T090000Z\r\nLOCATION:Ruang 1\r\nEND:VEVENT\r\n"
    return mail("BEGIN:VCALENDAR\r\n" + event * 40_000 + "END:VCALENDAR\r\n", kind="text/calendar; method=REQUEST")


@bomb
def calendar_folded_without_end() -> bytes:
    return mail("BEGIN:VCALENDAR\r\nSUMMARY:a\r\n" + " b\r\n" * 1_000_000, kind="text/calendar")


@bomb
def winmail_of_attributes() -> bytes:
    attribute = b"\x02\x10\x80\x01\x00\x02\x00\x00\x00ab\x00\x00"
    return multipart([encoded(b"\x78\x9f\x3e\x22\x00\x00" + attribute * 300_000, "application/ms-tnef", "winmail.dat")])


@bomb
def winmail_that_lies_about_lengths() -> bytes:
    attribute = b"\x01\x03\x90\x06\x00\xff\xff\xff\x7f" + b"\xff" * 4_000_000
    return multipart([encoded(b"\x78\x9f\x3e\x22\x00\x00" + attribute, "application/ms-tnef", "winmail.dat")])


@bomb
def signed_opaquely_and_nested() -> bytes:
    return multipart([encoded(b"\x30\x80" * 4_000_000, "application/pkcs7-mime; smime-type=signed-data", "smime.p7m")])


_SIGNED_DATA, _DATA = bytes.fromhex("06092a864886f70d010702"), bytes.fromhex("06092a864886f70d010701")
_SIGNED_HEAD = (
    b"\x30\x80" + _SIGNED_DATA + b"\xa0\x80\x30\x80\x02\x01\x01\x31\x00\x30\x80" + _DATA + b"\xa0\x80\x24\x80"
)
"""Of a CMS SignedData in streamed form, up to the pieces of its content (RFC 5652 section 5)."""


def _signed(content: bytes) -> bytes:
    return _SIGNED_HEAD + b"\x04\x84" + len(content).to_bytes(4, "big") + content


@bomb
def signed_opaquely_around_a_file_of_full_size() -> bytes:
    inside = encoded(random.Random(2).randbytes(16 * 1024 * 1024), "application/octet-stream", "a.bin").encode()
    return multipart([encoded(_signed(inside), "application/pkcs7-mime; smime-type=signed-data", "smime.p7m")])


@bomb
def signed_opaquely_in_tiny_pieces() -> bytes:
    pieces = _SIGNED_HEAD + b"\x04\x01a" * 7_000_000
    return multipart([encoded(pieces, "application/pkcs7-mime; smime-type=signed-data", "smime.p7m")])


# Encodings


@bomb
def base64_file_of_full_size() -> bytes:
    return multipart([encoded(random.Random(1).randbytes(23 * 1024 * 1024), "application/octet-stream", "a.bin")])


@bomb
def base64_text_of_full_size() -> bytes:
    return multipart([encoded(b"Selamat pagi, ini teks.\n" * 990_000, "text/plain; charset=utf-8")])


@bomb
def base64_garbage() -> bytes:
    line = "=!*".join("QUJD" for _ in range(20)) + "\r\n"
    return mail(line * 60_000, head="Content-Type: text/plain\r\nContent-Transfer-Encoding: base64 (x)\r\n")


@bomb
def quoted_printable_soft_breaks() -> bytes:
    return mail("=\r\n" * 5_000_000, head="Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n")


@bomb
def quoted_printable_equals_signs() -> bytes:
    return mail("=" * 8_000_000, head="Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n")


@bomb
def uuencoded_lines() -> bytes:
    return mail(
        "begin 644 a\r\n" + "M" * 61 + "\r\n" + "#86%A\r\n" * 1_000_000,
        head="Content-Type: text/plain\r\nContent-Transfer-Encoding: x-uuencode\r\n",
    )


@bomb
def a_charset_that_lies() -> bytes:
    return mail(b"\x1b$B" + b"\xe9\xff" * 3_000_000, head="Content-Type: text/plain; charset=iso-2022-jp\r\n")


@bomb
def utf_7_escapes() -> bytes:
    return mail("+AGE-" * 1_500_000, head="Content-Type: text/plain; charset=utf-7\r\n")


@bomb
def hz_and_gb18030() -> bytes:
    return mail(b"~{" * 3_000_000, head="Content-Type: text/plain; charset=hz\r\n")


@bomb
def a_charset_a_part() -> bytes:
    return multipart([f"Content-Type: text/plain; charset=x-{n}\r\n\r\n\udce9\udcff" for n in range(990)])


# Text


@bomb
def plain_text_of_full_size() -> bytes:
    return mail("Selamat pagi, internet saya mati lagi sejak kemarin.\r\n" * 620_000)


@bomb
def one_endless_line() -> bytes:
    return mail("kata " * 6_000_000)


@bomb
def one_endless_word() -> bytes:
    return mail("a" * 8_000_000)


@bomb
def endless_dots_and_colons() -> bytes:
    return mail(".:" * 2_000_000 + "\r\n" + "?!" * 2_000_000)


@bomb
def empty_lines() -> bytes:
    return mail("\r\n" * 15_000_000)


@bomb
def carriage_returns() -> bytes:
    return mail("\r" * 15_000_000)


@bomb
def blanks_before_a_word() -> bytes:
    return mail((" " * 900 + "x\r\n") * 9000)


@bomb
def attribution_lines() -> bytes:
    return mail("Pada 3 Mar 2025 pukul 10.12 Ani <ani@example.net> menulis di 3\r\n" * 20_000)


@bomb
def attributions_that_never_end() -> bytes:
    return mail("On 3 Mar 2025 10:12 Ani <ani@example.net> a:\r\n" * 20_000)


@bomb
def attributions_without_a_time() -> bytes:
    return mail("Ani <ani@example.net> " * 25 + "wrote -\r\n" + "Ani <ani@example.net> wrote >\r\n" * 20_000)


@bomb
def attributions_full_of_verbs() -> bytes:
    return mail(("Ani wrote di 1 " * 10 + "x:\r\n") * 3300)


@bomb
def a_verb_before_blanks() -> bytes:
    return mail(("Ani menulis" + " " * 500 + "x\r\n") * 1000)


@bomb
def signed_and_dated_to_no_end() -> bytes:
    return mail(("11:00, 17 November 2021, " + "<a" * 250 + ">:\r\n") * 1000)


@bomb
def tails_of_long_lines() -> bytes:
    return mail(("____\r\n" + ("milis" + "m" * 990 + "\r\n") * 4) * 2000)


@bomb
def notices_in_a_row() -> bytes:
    return mail("Disclaimer: rahasia\r\n\r\n> x\r\n" * 15_000)


@bomb
def armour() -> bytes:
    return mail("-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\n-----BEGIN PGP SIGNATURE-----\r\n" * 15_000)


@bomb
def flowed_text() -> bytes:
    return mail(
        "> kata \r\n>> kata \r\n" * 300_000 + "kata \r\n" * 500_000, kind="text/plain; format=flowed; delsp=yes"
    )


@bomb
def header_blocks() -> bytes:
    return mail("Dari: Ani\r\nSubjek: x\r\n\r\n" * 7_000)


@bomb
def header_labels_only() -> bytes:
    return mail("From: x\r\n" * 20_000)


@bomb
def header_labels_before_quotes() -> bytes:
    return mail("Date: x\r\n> a\r\n" * 10_000)


@bomb
def many_tiny_quotes() -> bytes:
    return mail("> > > > x\r\nya\r\n" * 10_000)


@bomb
def quote_marks_without_end() -> bytes:
    return mail((">" * 998 + "\r\n") * 8000)


@bomb
def quotes_with_attributions_between() -> bytes:
    return mail("On 3 Mar 2025 at 10:12\r\nAni <ani@example.net>\r\nwrote:\r\n> x\r\n" * 5000)


@bomb
def dividers() -> bytes:
    return mail("-----Original Message-----\r\n> x\r\n" * 10_000)


@bomb
def forwards() -> bytes:
    return mail("---------- Forwarded message ---------\r\nFrom: x\r\n" * 10_000, head="Subject: Fwd: x\r\n")


@bomb
def signatures_and_rules() -> bytes:
    return mail(("-- \r\n" + "_" * 40 + "\r\nDikirim dari iPhone saya\r\n> x\r\n") * 5_000)


@bomb
def questions_and_thanks() -> bytes:
    return mail("Terima kasih ya? " * 200_000)


@bomb
def words_of_the_closing() -> bytes:
    return mail("Tiket ini kami tutup karena sudah selesai. " * 100_000)


@bomb
def picture_marks() -> bytes:
    return mail("[image: a]\r\n" * 20_000 + "[" * 200_000)


@bomb
def right_to_left_and_invisible() -> bytes:
    return mail("\u202eabc\u200b\u2066\u200d\u00ad" * 400_000 + "\r\n" + "\u200b\r\n" * 20_000)


@bomb
def emoji_and_combining_marks() -> bytes:
    return mail("👍\u0301" * 600_000)


@bomb
def commands() -> bytes:
    return mail("#close\r\n" * 200_000)


@bomb
def mistyped_commands() -> bytes:
    return mail("".join(f"#clos{n} x\r\n" for n in range(100_000)))


@bomb
def addresses_in_the_text() -> bytes:
    return mail("a@b.c " * 500_000 + "a." * 500_000 + "@" + "b." * 500_000)


@bomb
def a_bounce_in_prose() -> bytes:
    said = "<ani@example.net>: user unknown 550 5.1.1\r\n" * 100_000
    return mail(said, head="Subject: Undelivered Mail Returned to Sender\r\nReturn-Path: <>\r\n").replace(
        b"From: Ani <ani@example.net>", b"From: MAILER-DAEMON@example.org"
    )


@bomb
def words_of_machines_in_every_line() -> bytes:
    said = (
        "i am currently out of your message was read please click to confirm is being held for a week dari sampai \r\n"
    )
    return mail(said * 40_000, head="Return-Path: <>\r\nX-Mailer: x\r\n")


@bomb
def dates_of_absence() -> bytes:
    return mail("sampai 1 2 3/4/2026 5 Nov 26 hingga " * 100_000, head="Auto-Submitted: auto-replied\r\n")


@bomb
def a_forwarded_mail_in_a_forwarded_mail() -> bytes:
    inner = mail("Dari: Ani <a@b.c>\r\nSubjek: x\r\nTanggal: 3 Mar 2025 10.12\r\n\r\n" * 30_000)
    return mail(inner, head="Subject: Fwd: x\r\nContent-Type: message/rfc822\r\n")


@bomb
def a_notice_of_absence() -> bytes:
    said = "Saya sedang cuti sampai 27 November 2026 dan 28 November 2026. " * 60_000
    return mail(said, head="Subject: Automatic reply: x\r\nAuto-Submitted: auto-replied\r\n")


# HTML


@bomb
def a_hundred_thousand_links() -> bytes:
    return html("".join(f'<a href="https://example.org/{n}">baca {n}</a> ' for n in range(100_000)))


@bomb
def html_nested_deep() -> bytes:
    return html("<div>" * 1490 + "x" + "</div>" * 1490)


@bomb
def html_nested_deeper() -> bytes:
    return html("<div><span>" * 200_000 + "x")


@bomb
def html_nested_in_paragraphs_and_tables() -> bytes:
    return html("<p><b><table><tr><td>" * 50_000 + "x")


@bomb
def html_lists_in_lists() -> bytes:
    return html("<ul><li>a" * 1_000 + "<ol><li>b" * 100_000)


@bomb
def html_formatting_never_closed() -> bytes:
    return html("<p><b><i><u><font>a" * 60_000)


@bomb
def html_of_different_tags_never_closed() -> bytes:
    return html("".join(f"<p><a href={n}><b class=x{n}>t" for n in range(60_000)))


@bomb
def html_quotes_in_quotes() -> bytes:
    return html("<blockquote>a<br>" * 700 + "b")


@bomb
def html_quotes_side_by_side() -> bytes:
    return html("<p>ya</p><blockquote type=cite>a</blockquote>" * 40_000)


@bomb
def html_huge_table() -> bytes:
    return html("<table>" + "<tr>" + "<td>1</td>" * 200 + "</tr>" * 1 + ("<tr>" + "<td>1</td>" * 200 + "</tr>") * 1500)


@bomb
def html_breaks() -> bytes:
    return html("<br>" * 1_000_000)


@bomb
def html_entities() -> bytes:
    return html("&amp;&lt;&#1234;&notanentity;&nbsp;" * 100_000)


@bomb
def html_styles() -> bytes:
    css = "".join(f".a{n} > b:not(.c{n}) {{ color: red; display:none }}\n" for n in range(60_000))
    return html(f"<style>{css}</style><p style='{'a:b;' * 100_000}'>x</p>")


@bomb
def html_attributes() -> bytes:
    return html("<p " + " ".join(f"a{n}=b" for n in range(200_000)) + ">x</p>")


@bomb
def html_comments() -> bytes:
    return html("<!-- x -->a" * 300_000 + "<!--" * 100_000)


@bomb
def html_open_angles() -> bytes:
    return html("<" * 4_000_000)


@bomb
def html_meta_and_charset() -> bytes:
    return mail("<meta " * 500_000, kind="text/html")


@bomb
def html_pictures() -> bytes:
    return html('<img src="cid:a" alt="gambar">' * 100_000 + "cid:" * 100_000)


@bomb
def html_preformatted() -> bytes:
    return html("<pre>" + "a\n" * 1_500_000)


@bomb
def html_attribution_divs() -> bytes:
    return html(
        '<div class="gmail_quote"><div>' * 700 + "On 3 Mar 2025 10:12 Ani &lt;ani@example.net&gt; wrote:" * 5000
    )
