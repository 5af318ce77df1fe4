"""What the people of the demonstration write, in English and in Indonesian."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """The words of one play. Subjects are one line; texts are what a person types above the quote."""

    printer: str
    """Subject of the first question."""
    printer_text: str
    printer_answer: str
    survey: str
    """The customer's answer to the closing mail: a number, and a comment below it."""
    wifi: str
    """Subject of the second question."""
    wifi_text: str
    wifi_answer: str
    wifi_more: str
    """It works, and one thing is asked: no mere thanks, so the ticket does not close by itself."""
    above_closing: str
    """What the operator adds by hand above the copied closing text."""
    again: str
    """The customer writes after the close."""
    from_phone: str
    """The answer that misses the customer."""
    send: str
    """The command that sends it after all."""
    thanks: str
    """Thanks and nothing else (spec 3.9)."""


SCRIPTS: Final = {
    "en": Script(
        printer="The printer in lab 3 does not print",
        printer_text="Hello,\n\nthe printer in lab 3 takes my pages and prints nothing. What can I do?\n\nAni\n",
        printer_answer="Hello Ani,\n\nplease switch the printer off for ten seconds and print once more.\n\nRegards\n",
        survey="5\n\nQuick and friendly!\n",
        wifi="No Wi-Fi on the second floor",
        wifi_text="Hello,\n\nsince this morning my laptop finds no Wi-Fi on the second floor.\n\nAni\n",
        wifi_answer="Hello Ani,\n\nthe access point was off; it runs again. Please connect once more.\n\nSari\n",
        wifi_more="It is there again. Do I have to set up my phone once more too?\n",
        above_closing="No, your phone connects by itself 🙂",
        again="I am sorry, but since noon the Wi-Fi is gone again.\n",
        from_phone="Hello Ani, a cable was loose; I have changed it. Please try once more.\n",
        send="#send",
        thanks="Thank you, it works!\n",
    ),
    "id": Script(
        printer="Printer di lab 3 tidak mau mencetak",
        printer_text="Halo,\n\nprinter di lab 3 menarik kertas tetapi tidak mencetak. Saya harus bagaimana?\n\nAni\n",
        printer_answer="Halo Ani,\n\nsilakan matikan printer sepuluh detik, lalu cetak sekali lagi.\n\nSalam\n",
        survey="5\n\nCepat dan ramah!\n",
        wifi="Wi-Fi lantai dua hilang",
        wifi_text="Halo,\n\nsejak tadi pagi laptop saya tidak menemukan Wi-Fi di lantai dua.\n\nAni\n",
        wifi_answer="Halo Ani,\n\naccess point-nya mati; sekarang sudah hidup. Silakan sambungkan lagi.\n\nSari\n",
        wifi_more="Sudah muncul lagi. Apakah ponsel saya juga perlu diatur ulang?\n",
        above_closing="Tidak perlu, ponsel Anda tersambung sendiri 🙂",
        again="Maaf, sejak siang Wi-Fi-nya hilang lagi.\n",
        from_phone="Halo Ani, ada kabel yang longgar; sudah saya ganti. Silakan coba lagi.\n",
        send="#kirim",
        thanks="Terima kasih, sudah bisa!\n",
    ),
}
"""By locale; each is one that the shipped canned responses have."""
