"""What stands below a writer's words and isn't theirs, as data: signatures, phones, notices, list footers."""

import re
from typing import Final

from mailticket.mail.patterns import pattern

MOBILE: Final = pattern(r"""
    ^\W*(?:(?:sent|send|envoyé|gesendet|enviado|inviato|verzonden|skickat|sendt|verstuurd|wysłane|отправлено|
    dikirim|terkirim|di ?kirim|email dikirim)\s+(?:from|via|by|using|with|à partir de|depuis|de|mit|von|desde|
    do|da|vanaf|van|från|fra|z|с|dari|melalui|lewat|dengan|menggunakan)\b[^!?\n]{2,160}|(?:get|download|
    dapatkan|unduh|obtenir|télécharger|holen sie sich|obtener|obter)\s+(?:outlook|yahoo|gmail|aplikasi|the new)\b
    (?:[^!?\n]{0,60}\b(?:ios|android|mac|windows|mobile|iphone|ipad|phone|mobil|perangkat|seluler|app)\b[^!?\n]{0,60}|
    \W*)|(?:sent|dikirim)\s+(?:on the go|saat bepergian)[^\n]{0,40}|
    yahoo mail: search, organize, conquer|yahoo mail stationery|powered by (?:telkomsel|xl|indosat|
    blackberry)[^\n]{0,60}|(?:telkomsel|indosat|xl) .{0,20}blackberry[^\n]{0,40}|sent via blackberry[^\n]{0,60}|
    virus-free\.? (?:www\.)?av[a-z]+\.com[^\n]{0,60}|
    bebas virus\.? (?:www\.)?av[a-z]+\.com[^\n]{0,60})\W*(?:[<(]https?://[^>)\s]{1,400}[>)])?\W*$
""")
"""A line that a phone or a provider adds by itself."""

MOBILE_DEVICE: Final = pattern(r"""
    iphone|ipad|ipod|apple|android|samsung|galaxy|xiaomi|redmi|oppo|vivo|realme|huawei|nokia|sony|lg|blackberry|
    windows|outlook|yahoo|gmail|ymail|mail|surat|ponsel|hp|handphone|telepon|smartphone|phone|mobile|tablet|
    perangkat|handheld|device|telkomsel|xl|indosat|nexus|pixel|htc|motorola|moto|blue ?berry|treo|droid|poco|
    infinix|asus|zenfone|lenovo|webmail|proton|mailbird|thunderbird|spark|fastmail|aplikasi
""")
"""What such a line names; without one of these 'Dikirim dari gudang Bekasi' is a sentence."""

SIGNATURE: Final = re.compile(r"^(?:- )?--[ \t]*$")
"""The signature separator: `-- ` (RFC 3676 section 4.3), the blank often lost; PGP puts a dash before it."""

UNDERSCORES: Final = re.compile(r"^\s*(?:_{20,}|-{30,}|={30,}|\*{30,}|~{20,}|—{10,})\s*$")

LIST_FOOTER: Final = pattern(r"""
    mailing list\b|mailman/(?:listinfo|options|postorius)|/mailman3?/|to unsubscribe|
    unsubscribe from this (?:group|list)|send an email to [^\s]{1,100}-(?:leave|unsubscribe)@|-leave@|
    you received this message because you(?:'| a)re subscribed|you(?:'re| are) receiving this (?:e-?mail|
    message) because|anda menerima (?:pesan|email|surel) ini karena|untuk berhenti berlangganan|
    berhenti berlangganan dari|to view this discussion|untuk melihat diskusi ini|milis |groups\.google\.com|
    yahoogroups|groups\.io|list info|sent to the list|to manage your subscription|daftar alamat|
    manage your subscription
""")
"""A footer that a list server adds below its line (Mailman, Google Groups, Yahoo Groups, Sympa, groups.io)."""

GOOGLE_FOOTER: Final = pattern(r"""
    ^\s*(?:you received this message because you are subscribed to|
    anda menerima pesan ini karena (?:anda )?berlangganan|
    you are receiving this because you are subscribed to this)
""")
"""A list footer that may stand without a line above it."""

DISCLAIMER: Final = pattern(r"""
    ^\W*(?:disclaimer|penafian|sanggahan|penyangkalan|confidentiality (?:notice|note|statement|warning)|
    legal (?:notice|disclaimer)|pemberitahuan kerahasiaan|pernyataan kerahasiaan|catatan kerahasiaan|
    perhatian kerahasiaan|important notice|this (?:e-?mail|message|communication|electronic mail|
    transmission)(?: message)?[^\n]{0,80}(?:confidential|privileged|intended (?:only|solely)|is intended|
    may contain|contains)|the (?:information|contents?)[^\n]{0,60}(?:this (?:e-?mail|message|communication)|
    transmitted)[^\n]{0,80}(?:confidential|intended|privileged)|the content of this (?:e-?mail|message) is|
    (?:e-?mail|surel|surat elektronik|pesan|informasi|isi e-?mail)[^\n]{0,60}(?:ini|
    berikut)[^\n]{0,100}(?:rahasia|hanya (?:ditujukan|untuk|diperuntukkan|dimaksudkan)|bersifat)|
    (?:please )?consider the environment before printing|please consider (?:the|your) environment|
    mohon pertimbangkan lingkungan|pertimbangkan (?:kelestarian )?lingkungan|(?:harap|mohon) (?:pikirkan|
    pertimbangkan) lingkungan|save (?:a tree|paper)|if you(?: are|'re| have)? (?:not the intended recipient|
    received this (?:e-?mail|message) in error)|(?:apabila|jika|bila|kalau) (?:anda|saudara) bukan penerima|
    scanned by|this (?:e-?mail|message) (?:has been|was) (?:scanned|checked))
""")
"""How the first line of a notice begins that a company adds to every mail; people begin so as well."""
NOTICE_SURE: Final = pattern(r"""
    ^\W*this (?:e-?mail|message) (?:has been|was) (?:scanned|checked)|
    (?:e-?mail|message|communication|transmission)(?: and [\w ]{1,40})? (?:is|are|may be|may contain)
    (?: [\w,]{1,20}){0,4} (?:confidential|privileged|proprietary)|intended (?:only|solely) for
""")
"""Words that nobody but a company's server writes."""
NOTICE_WORD: Final = pattern(r"""
    \b(?:(confidential|kerahasiaan|rahasia)|(privilege)|(intended|ditujukan|diperuntukkan|dimaksudkan)|
    (recipient|addressee|penerima)|(disclos)|(distribut|disseminat|menyebar|disebar|didistribusi|mendistribusi)|
    (unauthori[sz]ed|prohibited|dilarang)|(delet|menghapus|hapus)|(liab|tanggung ?jawab|bertanggung)|(virus|malware)|
    (in error|keliru)|(disclaim|penafian|sanggahan|penyangkalan)|(legal|hukum)|(opinions?|views|pendapat|pandangan)|
    (environment|lingkungan)|(print(?:ing|ed)?\b|(?:men)?cetak)|(tree)|
    (scanned|checked)|(wewenang|authori[sz]ed by))
""")
"""What a notice is about, each word of it a group of its own; two of them make one."""
BANNER: Final = pattern(r"""
    ^\W*(?:(?:(?:caution|warning|attention|notice|alert|beware|peringatan|perhatian|hati-hati|waspada)\b\W{1,4})?
    (?:\[?external\]?(?: e?-?mail| sender| message)?\b|this (?:e-?mail|message) (?:is |was |has )?(?:\w{1,12} )?
    (?:originat\w+|came|comes|sent|received|coming)?[^.\n]{0,30}(?:outside|external)|
    (?:e-?mail|pesan|surel) (?:ini )?[^.\n]{0,40}(?:dari luar|eksternal))|
    (?:some people who received this message )?(?:you )?don['’]t (?:often|usually) get e?-?mail from|
    anda (?:jarang|tidak sering|tidak biasa(?:nya)?) (?:mendapatkan|menerima|mendapat) (?:e-?mail|surel|pesan) dari)
""")
"""The first line of what a mail server puts above a mail from outside."""
BANNER_SURE: Final = pattern(r"""
    \b(?:outside|external sender|clicks?|links?|lampiran|attachments?|tautan|klik|learn why|pelajari mengapa|unless you|
    kecuali|recogni[sz]e|organi[sz]ation|organisasi|caution|warning|hati-hati)\b|
    ^\W*\[?external(?: e?-?mail| sender| message)?\W*$
""")
"""What else such a banner says."""
