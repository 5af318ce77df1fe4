"""Spec 2.2: the text as its author wrote it, wherever a program has put it, however it is labelled."""

import base64
import time

import pytest

from mailticket.mail.html import html_to_text
from mailticket.mail.parse import parse

HEAD = "From: Ani <ani@example.net>\nSubject: x\nMIME-Version: 1.0\n"
MIXED = f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\n"
ALTERNATIVE = f"{HEAD}Content-Type: multipart/alternative; boundary=b\n\n--b\n"
SAID = "Printer rusak sejak pagi."
HTML = f"--b\nContent-Type: text/html\n\n<p>{SAID}</p>\n--b--\n"
CODED = base64.b64encode(SAID.encode()).decode()

MAILS = {
    "plain/text": f"{HEAD}Content-Type: plain/text\n\n{SAID}\n",
    "text alone": f"{HEAD}Content-Type: text\n\n{SAID}\n",
    "no semicolon": f"{HEAD}Content-Type: text/plain charset=utf-8\n\n{SAID}\n",
    "xhtml": f"{HEAD}Content-Type: application/xhtml+xml\n\n<p>{SAID}</p>\n",
    "an attachment without a name": f"{HEAD}Content-Type: text/plain\nContent-Disposition: attachment\n\n{SAID}\n",
    "the same in a multipart": f"{MIXED}Content-Type: text/plain\nContent-Disposition: attachment\n\n{SAID}\n--b--\n",
    "inline and named": (
        f"{MIXED}Content-Type: text/plain; name=body.txt\nContent-Disposition: inline\n\n{SAID}\n--b--\n"
    ),
    "HTML inline and named": (
        f"{MIXED}Content-Type: text/html\nContent-Disposition: inline; filename=a.html\n\n<p>{SAID}</p>\n"
        "--b\nContent-Type: image/png; name=a.png\n\nx\n--b--\n"
    ),
    "a plain part that only points to the other": f"{ALTERNATIVE}\nYour mail program does not support HTML.\n{HTML}",
    "the same in other words": f"{ALTERNATIVE}\nThis is an HTML message. Please use an HTML capable reader.\n{HTML}",
    "the same in Indonesian": f"{ALTERNATIVE}\nProgram email Anda tidak mendukung HTML.\n{HTML}",
    "called base64": f"{HEAD}Content-Transfer-Encoding: base64\n\n{SAID}\n",
    "base64 with noise in it": f"{HEAD}Content-Transfer-Encoding: base64\n\n{CODED[:9]}!!\n {CODED[9:]}\n",
    "called quoted-printable": f"{HEAD}Content-Transfer-Encoding: quoted-printable\n\n{SAID}\n",
    "a title without an end": f"{HEAD}Content-Type: text/html\n\n<title><body>{SAID}\n",
    "a comment without an end": f"{HEAD}Content-Type: text/html\n\n<!-- <p>{SAID}</p>\n",
    "the fallback of an object": f"{HEAD}Content-Type: text/html\n\n<object>{SAID}</object>\n",
}


@pytest.mark.parametrize("raw", MAILS.values(), ids=MAILS)
def test_the_text_is_read(raw: str):
    assert SAID in parse(raw.encode()).text


def test_a_text_file_beside_words_stays_a_file():
    named = "Content-Type: text/plain; name=log.txt\nContent-Disposition: inline\n\nlog\n--b--\n"
    message = parse(f"{MIXED}\n{SAID}\n--b\n{named}".encode())
    assert message.text.strip() == SAID
    assert [one.name for one in message.attachments] == ["log.txt"]


def test_a_named_file_that_is_attached_is_no_text_where_nothing_else_is():
    message = parse(
        f"{MIXED}Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nlog\n--b--\n".encode()
    )
    assert message.text == ""
    assert [one.name for one in message.attachments] == ["a.txt"]


@pytest.mark.parametrize(
    "html",
    [
        "<html><head><title>Pesan</title></head><body></body></html>",
        "<style>p { color: red }</style><p> </p>",
        "<!-- Pesan --><img src='cid:x'>",
        "<div style='display:none'>Pesan</div>",
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p>",
    ],
)
def test_a_page_that_shows_nothing_says_nothing(html: str):
    assert html_to_text(html) == ""


@pytest.mark.parametrize("begun", ["<style>", "<!--", "<title>a</title ", "<template>x"])
def test_a_page_of_tags_without_an_end_costs_no_more_than_its_length(begun: str):
    start = time.process_time()
    html_to_text(begun * 100_000)
    assert time.process_time() - start < 2


def test_a_readable_plain_part_that_speaks_of_html_is_the_text():
    said = "Why does the report not support HTML any more? It did in May, and the template needs HTML, I think.\n" * 4
    assert parse(f"{ALTERNATIVE}\n{said}{HTML}".encode()).text.startswith("Why does")
