"""Spec 3.9: clauses by which a customer says that all is well; what may want something isn't one."""

import pytest

from mailticket.mail.intent import thanks_only

CONTENT = [
    "Ternyata kabelnya longgar 😅 sudah nyala. Makasih ya mas",
    "setelah saya ikuti langkahnya, sekarang sudah bisa cetak. Terima kasih banyak.",
    "Tiketnya boleh ditutup kak, sudah aman 👌",
    "All good now, you can close this. Thanks",
    "You were right, it was the cable. All working.\n\nThanks,\nTom",
    "Terima kasih atas kesabarannya, semoga sehat selalu.",
    "Printer sudah tidak macet. Terima kasih",
    "Pertanyaan saya sudah terjawab, terima kasih.",
    "My mistake, caps lock was on. Works now, thanks",
    "Awesome, it's back. Have a nice weekend!",
    "Dengan ini saya sampaikan bahwa kendala yang saya laporkan sudah selesai. Trims.\n\nHormat saya,\nAni Wijaya",
    "Yes, solved. Thank you.",
]

IN_DOUBT = [
    "Ternyata belum bisa. Makasih",
    "Setelah saya ikuti langkahnya, layar jadi biru. Terima kasih",
    "Tutup saja akun saya, makasih",
    "Please close my account, thanks",
    "The error is back. Thanks",
    "It's back. Thanks",
    "Terima kasih, semoga segera ditindaklanjuti.",
    "Menunya sudah tidak muncul. Terima kasih",
    "Sudah bisa masuk, saldo kosong",
    "Saya tidak bisa masuk. Terima kasih",
    "Bisa pak, makasih",
    "Iya kak, makasih",
    "Terima kasih banyak sebelumnya",
    "Works sometimes. Thanks",
    "Yes, Tuesday. Thanks",
    "Makasih 😡",
    "Terima kasih.\n\nSalam,\nAni\nalamat baru: Bandung",
]


@pytest.mark.parametrize("text", CONTENT)
def test_a_customer_who_is_content(text: str):
    assert thanks_only(text)


@pytest.mark.parametrize("text", IN_DOUBT)
def test_in_doubt_it_is_a_question(text: str):
    assert thanks_only(text) is None
