"""Codes, confirmation links and new passwords: whoever holds one proves that the helpdesk's mailbox is theirs.

So a mail that brings one goes to nobody outside the desk (spec 2.5, 5.3). Who only asks about a code names no figure
beside the words that hand it over, in Indonesian or English.
"""

import re
from itertools import islice
from typing import Final

from mailticket.mail.patterns import pattern

BESIDE: Final = 120
"""Characters before and behind a figure in which the words are looked for that make a code of it."""
SIGNS: Final = ("code", "kode", "otp", "pin", "pass", "sandi", "token", "log", "sign", "verif", "confirm", "konfirm")
"""One of these, in lower case, stands in every text that hands over a figure: looked for first, that costs little."""
FIGURES_MAX: Final = 10
"""Figures of a mail that are looked at: a mail with a code has few others above it."""

FIGURE: Final = re.compile(
    r"(?<![\w.,:/-])(?:(?:[A-Z]{1,3}-)?(?:\d{4,8}|\d{3}[ -]\d{3})|"
    r"(?P<lettered>(?=[A-Z-]*\d)[A-Z0-9]{3,5}-[A-Z0-9]{3,5}))(?![\w-])(?![.,:/]*\d)"
)
"""`482913`, `482 913`, `G-482913`, `ABC-D3F`."""
_CODE: Final = r"(?:codes?|passcode|password|pin|otp|kode|sandi|token)"
_THINGS: Final = (
    "order booking discount promo voucher coupon postal post zip area error tracking product item invoice payment room "
    "country pesanan pos barang produk diskon kupon tiket pelanggan registrasi pendaftaran pembayaran bayar undian "
    "wilayah ruang satker akun referral anggaran listrik"
)
"""What else has a code."""
_NO_THING: Final = rf"(?!(?:{'|'.join(_THINGS.split())})\b)"
INTRODUCED: Final = pattern(rf"""
    (?:(?:(?:verification|security|confirmation|login|log-in|sign-in|access|authentication|authorization|one[- ]time|
    single[- ]use|two-factor|2fa|activation|recovery) {_CODE}|\botp|\bpasscode|
    kode (?:unik )?(?:verifikasi|otp|keamanan|konfirmasi|akses|masuk|login|aktivasi|otentikasi|autentikasi|rahasia|
    pemulihan|sekali pakai))\b
    (?:(?!\b(?:tidak|tdk|ga|gak|nggak|belum|never|doesn't|didn't|isn't|invalid|salah|gagal)\b)[^\0]){{0,80}}|
    \byour {_NO_THING}(?:[\w.'&+-]{{1,20}} {_NO_THING}){{0,3}}{_CODE}(?: is:?|:)\s*|
    \b(?:kode|pin|otp|token) {_NO_THING}(?:[\w.]{{1,20}} {_NO_THING}){{0,2}}(?:anda|kamu)(?: adalah| ialah)?\s*:?\s*|
    \b(?:enter|use|type|input|copy) (?:this|the following|the) (?:[\w-]{{1,20}} ){{0,2}}?{_CODE}\b[^\0]{{0,80}}|
    \b(?:masukkan|gunakan|ketik(?:kan)?|salin|pakai) (?:kode|pin) (?:berikut|ini|di bawah)\b[^\0]{{0,80}})$
""")
"""What hands over the figure behind it: `Kode verifikasi Anda: `, `Enter this code to sign in: `."""
HANDED_OVER: Final = re.compile(r"(?:[:\n]\s*|\bis |\badalah )$", re.IGNORECASE)
"""What must stand before a lettered one besides: rooms and goods are numbered so as well."""
FOLLOWED: Final = pattern(rf"""
    \s(?:(?:is|as|for) your|is the|adalah|merupakan|ialah|sebagai)\b[^.\n]{{0,60}}\b{_CODE}\b
""")
"""`482913 is your … code`, `482913 adalah kode …`."""
ENTERED: Final = pattern(rf"\b(?:enter|use|type|masukkan|gunakan|ketik(?:kan)?) (?:{_CODE} )?$")
TO_GET_IN: Final = pattern(r"""
    \s(?:to|untuk) [^.\n]{0,40}(?:sign|log ?in|log on|verif|confirm|konfirm|activ|aktiv|continue|complete|reset|
    melanjut|masuk|menyelesai|daftar|registrasi)
""")
"""`Use 482913 to log in`: before it and behind it."""
KEPT_SECRET: Final = pattern(rf"""
    \b(?:do not|don['’]?t|never|jangan(?: pernah)?) (?:share|give|tell|forward|disclose|(?:mem)?berikan|(?:mem)?bagikan|
    beri ?tahu(?:kan)?|(?:me)?nyebarkan|sebarkan)\b[^.\n]{{0,40}}(?:\b{_CODE}\b|\bit\b|\banyone\b|siapa ?pun)
""")
"""What stands beside a code that no such words introduce."""

LINK: Final = pattern(r"""
    (?:(?:verify|confirm|activate|validate) (?:your|this|the) (?:e-?mail|account|address|registration|sign-?up)|
    (?:reset|set|atur ulang) (?:your |kata )?(?:password|sandi)|
    (?:verifikasi|konfirmasi(?:kan)?|aktif(?:kan|asi)|aktivasi) (?:alamat )?(?:e-?mail|surel|akun|pendaftaran))
    [^\0]{0,400}?https?://
""")
PASSWORD: Final = pattern(r"""
    \byour (?:temporary|new|initial) password(?: is:?|:)\s*\S{6}|
    \b(?:kata sandi|password) (?:sementara|baru|awal) (?:anda|kamu)(?: adalah:?| ?:)\s*\S{6}
""")


def code_in(text: str) -> str | None:
    """The words by which a text hands over a code, a confirmation link or a new password; None in all others."""
    lower = text.lower()
    found = (LINK.search(text) if "http" in lower else None) or (
        PASSWORD.search(text) if "password" in lower or "sandi" in lower else None
    )
    if found:
        return found[0]
    if not any(sign in lower for sign in SIGNS):
        return None
    figures = list(islice(FIGURE.finditer(text), FIGURES_MAX))
    code = next((one for one in figures if _is_code(text, one)), None)
    if code is None and figures and KEPT_SECRET.search(text):
        code = figures[0]
    return text[max(0, code.start() - 20) : code.end() + 20] if code else None


def _is_code(text: str, figure: re.Match[str]) -> bool:
    before, after = text[max(0, figure.start() - BESIDE) : figure.start()], text[figure.end() : figure.end() + BESIDE]
    if FOLLOWED.match(after) or (ENTERED.search(before) and TO_GET_IN.match(after)):
        return True
    if figure["lettered"] and not HANDED_OVER.search(before):
        return False
    return bool(INTRODUCED.search(before))
