"""What mail clients write between an answer and what it answers, as data, by language (notes/mail-facts.md).

Indonesian and English first; the rest are the common other languages. A new client is a new word here.
"""

import re
from typing import Final

from mailticket.mail.patterns import pattern

OPENERS: Final = (
        "On", "At", "In", "Pada", "Pada tanggal", "Pada hari", "Tanggal", "Le", "Am", "Um", "El", "Em", "A",
    "Il", "Il giorno", "In data",
        "Op", "Den", "På", "Pe", "Dne", "Dňa", "W dniu", "Dnia", "V", "Vào", "Στις", "Am", "Em", "Em sáb",
    "Quoting", "U", "Dana",
    "Tarihinde", "Ngày", "Vào lúc", "На", "Ut", "Kl", "Kl.", "Ti", "Il", "A(z)", "於", "在",
)  # fmt: skip
"""Words that open an attribution line with a date."""

VERBS: Final = (
    "wrote", "writes", "sent", "said", "schreef", "geschreven", "schrieb", "menulis", "tulis", "menuliskan",
    "a écrit", "écrit", "a ecrit", "a écrit",
    "escribió", "escribio", "scrisse", "ha scritto", "escreveu", "skrev", "skrifaði", "kirjoitti",
    "napisał(?:a)?", "napsal(?:a|\\(a\\))?",
    "napísal(?:a|\\(a\\))?", "napisao", "pisze", "пише", "เขียนว่า",
    "كتب", "написал(?:а)?", "пишет", "napisala", "писал(?:а)?", "написа", "írta",
    "έγραψε", "đã viết", "写道",
    "寫道", "寫", "のメール", "さんは書きました", "작성", "yazdı", "şunları yazdı", "scris", "a scris", "rašė",
    "rakstīja",
)  # fmt: skip
"""Words that end (or, in Dutch and German, stand in) an attribution line."""

_VERB: Final = "(?:" + "|".join(sorted(VERBS, key=len, reverse=True)) + ")"
_OPENER: Final = "(?:" + "|".join(sorted((re.escape(one) for one in OPENERS), key=len, reverse=True)) + ")"

_UNSPACED: Final = "写道|寫道|님이 작성|のメール"
"""Verbs of languages that put no blank before them."""
VERB: Final = re.compile(rf"(?<!\w){_VERB}(?!\w)|{_UNSPACED}", re.IGNORECASE)
OPENED: Final = re.compile(rf"^[\s*_>-]*{_OPENER}(?=[\s\d,:])", re.IGNORECASE)
DATE_FIRST: Final = pattern(r"""
    ^[\s*]*(?:\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}|\d{1,2}[-/. ]\s?(?:\d{1,2}|
    [^\W\d]{3,10}\.?)[-/. ,]\s?\d{2,4}|
    (?:[^\W\d]{2,3}\.? )\d{1,2}\. ?\d{1,2}\. ?\d{4}|
    (?:[^\W\d]{2,10}[.,]? ?,? )\d{1,2}[. ]+[^\W\d]{3,10}[.,]? \d{4})
""")
_ENDS_WITH_VERB: Final = re.compile(
    rf"(?:(?<!\w){_VERB}|{_UNSPACED})\s?(?:[:：]?\s?-*$|(?:di|pada|le|am|em|on|il|op|den|via|:)\s(?=[^:]{{0,60}}\d).{{1,101}}$)",
    re.IGNORECASE,
)
VERB_AND_DATE_MAX: Final = 160
"""Characters at the end of an attribution in which its verb stands, perhaps with a date behind it."""


def ends_with_verb(line: str) -> bool:
    """`Ani menulis:`, `Ani menulis di 21/11/26 09.00:`; blanks of the line single."""
    return bool(_ENDS_WITH_VERB.search(line[-VERB_AND_DATE_MAX:]))


HAS_ADDRESS: Final = re.compile(r"[^\s<>()\[\]]@[^\s<>()\[\]]|<\s*mailto:|<[^<>]{0,300}>", re.IGNORECASE)
HAS_TIME: Final = pattern(r"""
    \d{1,2}[:.]\d{2}|\d{4}|\d{1,2}/\d{1,2}|\b\d{1,2}\b.{0,12}\b(?:jan|feb|mar|apr|mei|may|jun|jul|agu|agt|aug|
    sep|o[kc]t|nov|de[sc])
""")

HAS_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d{2}")
HAS_DATE: Final = pattern(r"""
    \d{4}(?!\d)|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}|\b(?:jan|feb|mar|apr|mei|may|jun|jul|agu|agt|aug|sep|o[kc]t|nov|de[sc])
""")
ENDS_WITH_ADDRESS: Final = re.compile(r"<[^<>\s]{1,200}@[^<>\s]{1,200}>\s?[:：]?\W{0,2}$")
TOLD_OF: Final = pattern(rf"""
    (?:\b(?:to|from|for|by|ke|dari|kepada|untuk)\s|=)<?[^\s<>]{{1,200}}@[^\s<>]{{1,200}}>?\W*$|
    (?<!\w)(?:i|we|saya|kami|aku) (?:\w{{1,12}} )?{_VERB}(?!\w)
""")
"""No attribution: a log's line, or somebody who tells of a mail of their own ('On 3 May 2026 at 9:12 I wrote:')."""
CITING: Final = re.compile(r"^(?:quoting|zitat von|citando|citat von) .{1,200}[:：]$", re.IGNORECASE)
"""`Quoting Ani <ani@example.net>:` (Horde), without a date."""
SIGNED_AND_DATED: Final = re.compile(
    r"^(?=.{0,120}\b(?:19|20)\d{2}\b)(?=.{0,120}\d{1,2}[:.]\d{2})[^.!?]{0,300}<[^<>\s]{1,200}@[^<>\s]{1,200}>\s?[:：]$"
)
"""`11:00, 17 November 2021, "Ani" <ani@example.net>:`: an attribution without any verb."""

DIVIDER: Final = pattern(r"""
    ^[\s>]*(?:[-_=*~]{2,}|\*)\s*(?:original message|original appointment|original mail|pesan asli|
    isi pesan asli|isi pesan awal|email asli|message d'origine|message original|ursprüngliche nachricht|
    ursprungliche nachricht|originalnachricht|mensaje original|mensagem original|messaggio originale|
    oorspronkelijk bericht|oorspronkelijke bericht|originalmeddelande|ursprungligt meddelande|
    oprindelig meddelelse|oprindelig besked|original melding|opprinnelig melding|alkuperäinen viesti|
    wiadomość oryginalna|oryginalna wiadomość|исходное сообщение|původní zpráva|orijinal mesaj|eredeti üzenet|
    reply message|antwort nachricht|reply above this line|原始邮件|原始郵件|邮件原件|元のメッセージ|원본 메시지|
    balas di atas baris ini)\s*(?:[-_=*~]{2,}|\*)?[\s:]*$
""")
"""A divider line: whatever stands below is the mail that is answered."""

BARE_DIVIDER: Final = re.compile(r"^\s*(?:pesan asli|original message)\s*:?\s*$", re.IGNORECASE)
"""The same without dashes (Roundcube's HTML): counts only with a header block below it."""

REPLY_ABOVE: Final = pattern(r"""
    ^[\s>*#=_-]*(?:please )?(?:reply above this line|##-? ?please type your reply above|write above this line|
    balas(?:lah)? di atas garis|ketik balasan anda di atas)|^-{6,} ?original ?-{6,}$
""")

WRAPPED_DASHES: Final = re.compile(rf"^\s*-{{2,}}.{{1,200}}(?<!\w){_VERB}\s*:?\s*-{{2,}}\s*$", re.IGNORECASE)
"""`---- On Wed, 24 Feb 2021 14:02:50 +0530 NAME wrote ----` (Zoho, Samsung, Android)."""

FORWARD: Final = pattern(r"""
    ^[\s>*]*(?:-{2,}|_{3,}|\*)?\s*(?:begin forwarded message|start forwarded message|forwarded message|
    forwarded by [^\n]{0,80}|mail forwarded|fwd message|pesan yang diteruskan|pesan (?:di)?teruskan|
    pesan terusan|awal pesan yang diteruskan|awal pesan terusan|pesan yang di ?teruskan|email yang diteruskan|
    message transféré|message transmis|weitergeleitete nachricht|mensaje reenviado|mensagem encaminhada|
    mensagem reencaminhada|messaggio inoltrato|doorgestuurd bericht|vidarebefordrat meddelande|
    пересылаемое сообщение|转发的邮件|転送メッセージ)\s*(?:-{2,}|_{3,}|\*)?[\s:]*$
""")
"""A forward divider: whatever stands below is the mail that is passed on."""

LABELS: Final = {
        "from": ("from", "dari", "pengirim", "von", "de", "da", "van", "från", "fra", "lähettäjä", "od", "от",
         "kimden", "feladó", "expéditeur", "remitente", "发件人", "寄件者", "差出人", "보낸 사람",
         "gönderen", "de la", "từ", "από", "מאת", "من"),
        "date": ("date", "sent", "tanggal", "dikirim", "terkirim", "dikirim pada", "waktu", "gesendet", "datum",
         "envoyé", "enviado", "enviado el", "enviada em", "enviado em", "data", "inviato", "verzonden",
         "skickat", "sendt", "dato",
                          "lähetetty", "wysłano", "отправлено", "дата", "odesláno", "fecha", "gönderme tarihi",
             "gönderilme", "elküldve", "发送时间", "日期", "送信日時", "보낸 날짜", "message du",
             "sent on", "sent at", "date sent", "gesendet am", "envoyé le", "date d'envoi", "enviado em", "inviato il",
             "verzonden op", "gönderildi", "trimis", "wysłane", "odoslané", "đã gửi", "寄件日期", "傳送時間", "εστάλη",
             "στάλθηκε", "נשלח", "تاريخ الإرسال", "dikirim tanggal", "tanggal kirim"),
        "to": ("to", "kepada", "ke", "untuk", "penerima", "an", "à", "a", "para", "aan", "till", "til",
         "vastaanottaja", "do", "komu", "кому", "kime", "címzett", "destinataire", "收件人", "收件者",
         "宛先", "받는 사람", "către", "đến", "tới", "προς", "אל", "إلى"),
        "cc": ("cc", "tembusan", "lampiran", "copie à", "copia", "kopie", "kopia", "kopi", "копия", "bcc",
         "cci", "抄送", "副本"),
        "subject": ("subject", "subjek", "subyek", "judul", "perihal", "hal", "betreff", "objet", "sujet",
         "asunto", "assunto", "oggetto", "onderwerp", "ämne", "emne", "aihe", "temat", "тема", "předmět",
         "predmet", "konu", "tárgy", "主题", "主旨", "件名", "제목", "subiect", "chủ đề", "θέμα", "נושא", "الموضوع"),
        "reply": ("reply-to", "reply to", "balas kepada", "balas ke", "antwort an", "répondre à", "importance",
         "priority", "organization", "prioritas"),
}  # fmt: skip
"""Header labels of a quoted header block, by what they name."""

KIND_OF_LABEL: Final = {label: kind for kind, labels in LABELS.items() for label in labels}
LABEL: Final = re.compile(r"^[\s>|]*[*_]{0,2}((?:[^\W\d_]|[ '-]){1,20}?)[*_]{0,2}\s{0,3}[:：]\s{0,8}[*_]{0,2}(.*)$")
"""A header line of a quoted block: label and value."""
