"""Spec 2.2, 2.3: parents, tags and bare subjects."""

import pytest

from mailticket.mail.parse import parse
from mailticket.mail.thread import bare_subject, has_forward_prefix, has_reply_prefix, parents, subject_tags


def test_parents_nearest_first_without_duplicates():
    raw = b"From: a@example.net\nIn-Reply-To: <c@x>\nReferences: <a@x>\n <b@x> <c@x>\n\n"
    assert parents(parse(raw)) == ("<c@x>", "<b@x>", "<a@x>")


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Re: Fwd: [#12] Internet mati", "Internet mati"),
        ("Bls: [Operators] Re: Internet mati", "Internet mati"),
        ("[Operators] BALAS: TR: AW: Internet mati [#7]", "Internet mati"),
        ("RE[2]: Re^3: Trs: Internet mati", "Internet mati"),
        ("Tanya: rekening", "Tanya: rekening"),
        ("Re:", ""),
        ("[Penting] Internet mati", "[Penting] Internet mati"),
    ],
)
def test_bare_subject(subject: str, bare: str):
    assert bare_subject(subject, "Operators") == bare


def test_subject_tags():
    assert subject_tags("Re: [#12] x [#7] [#12] [#0]") == (12, 7)


@pytest.mark.parametrize(
    ("subject", "is_one"), [("Fwd: x", True), ("[Ops] TRS: x", True), ("Re: Fwd: x", False), ("x", False)]
)
def test_forward_prefix(subject: str, is_one: bool):
    assert has_forward_prefix(subject) is is_one


@pytest.mark.parametrize(
    ("subject", "is_one"), [("Bls: x", True), ("[Ops] RE[2]: x", True), ("Fwd: Re: x", False), ("Rekening", False)]
)
def test_reply_prefix(subject: str, is_one: bool):
    assert has_reply_prefix(subject) is is_one
