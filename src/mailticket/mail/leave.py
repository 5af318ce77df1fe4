"""Words of absence and return in Indonesian and English, as data for absence.py (spec 1.3 row 5)."""

import re
from typing import Final

from mailticket.mail.patterns import pattern

SENTENCE: Final = re.compile(r"[!?;]|\n[ \t]*\n|\.(?=\s|$)")
"""What parts one sentence from the next; abbreviations lose their dots before."""
ABBREVIATED: Final = pattern(r"""
    \bs\.?/?d\.|\b(?:tgl|jan|feb|mar|apr|jun|jul|agu|agt|aug|sep|sept|okt|oct|nov|nop|des|dec|sen|sel|rab|kam|
    jum|sab|min|
    mon|tue|wed|thu|fri|sat|sun|bp|bpk|sdr|yth|dr|mr|mrs|ms|no|pkl|ext|attn)\.
""")
ORIGINAL: Final = re.compile(r"(?:^|\W)(?:re|fwd?|bls|balas|aw|tr)\s*:|\[#", re.IGNORECASE)
"""Where a notice's subject goes over into that of the mail it answers."""

_BESIDE: Final = r"""(?:[\s,(:*_=>-]+(?:in|on|at|from|the|by|as of|starting|my|our|office|work|desk|school|
    campus|business|
    to (?:the )?(?:office|work|my desk|school|campus)|again|online|full[ -]time|hopefully|date|day|
    work(?:ing)?|ke|di|pada|
    hari|tanggal|tgl|mulai|per|lagi|kembali|kantor|kerja|bekerja|masuk|aktif|beraktivitas|bertugas|beroperasi|
    berdinas|
    melayani|mengajar|membuka|sekolah|kampus|seperti biasa|insya ?allah|yaitu|(?:pukul|jam|
    pkl)?\s*\d{1,2}[.:]\d{2}(?: wib| wita| wit)?))*
    [\s,(:*_=>-]*$"""
"""What may stand between such words and the day."""

_PLACE: Final = r"(?:\s+(?:ke|di|to|in|from|dari)\s+(?:[^\W\d]+\s+){1,3}?(?:pada|tgl|tanggal|hari|on)\b)?"
"""Where one comes back to: `kembali ke tanah air tgl 5 Des`."""

RETURN: Final = pattern(rf"""
    (?:\b(?:back|return(?:s|ing)?|resum(?:e|es|ing)(?: work| duty| duties| my duties| office)?|re-?open(?:s|ing)?|
    (?:available|reachable|in the office|in office|at my desk|at work|online|in) again|
    (?:available|reachable)(?= (?:from|as of|starting|on)\b)|balik|
    kembali|masuk(?: kerja| kantor| kuliah| sekolah)?(?: lagi| kembali)?|(?:aktif|bekerja|kerja|ngantor|bertugas|
    buka|beroperasi|online|hadir|berdinas|ngajar|mengajar|dihubungi|terhubung|membalas|merespons?|melayani)
    (?:[ ]lagi|[ ]kembali)|(?:di|ada di|berada di) kantor lagi|sudah di kantor|get back to (?:you|everyone|all)|
    (?:reach|contact|call) (?:me|us) again|hubungi (?:saya|kami) (?:lagi|kembali)))
    {_PLACE}{_BESIDE}
""")
"""The return is on the day behind it."""
ANSWERS: Final = pattern(rf"""
    \b(?:repl(?:y|ies|ied)|answer(?:ed)?|respond|read|deal with|process|(?:di|mem)?balas|(?:di|men)?jawab|
    (?:di|me)?respons?|baca|tindak ?lanjuti|proses)\b(?:\s+(?:to\s+)?[\w'-]+){{0,5}}?\s+(?:on|from|starting|
    mulai|pada|per)
    {_BESIDE}
""")
"""Mail is answered from the day behind it on."""
REPLY: Final = re.compile(r"repl(?:y|ies)|answer|respond|balas|jawab|respon|contact|hubungi|call", re.IGNORECASE)
UNTIL: Final = pattern(rf"""
    (?:\b(?:until|till?|through|thru|up to(?: and including)?|sampai(?: dengan)?|sampe|s/?d|hingga|
    end(?:s|ing)|berakhir|last day|(?:hari )?terakhir(?: cuti| libur)?)|['’]til|~)
    {_BESIDE}
""")
"""The absence ends with the day behind it."""
BEFORE: Final = pattern(rf"\b(?:before|prior to|sebelum){_BESIDE}")
AFTER: Final = pattern(rf"\b(?:after|setelah|sesudah|selepas|usai){_BESIDE}")

NOT: Final = re.compile(
    r"\b(?:not|cannot|never|unable|tidak|tdk|tak|belum|ga|gak|nggak|baru|no)\b|n['’]t\b", re.IGNORECASE
)
COMES_BACK: Final = re.compile(
    r"\b(?:back|return(?:ing)?|kembali|balik|masuk|in the office|at my desk)\b", re.IGNORECASE
)

ABSENT: Final = pattern(r"""
    \baway\b|\bout\b|\booo\b|\boff\b|\bleave\b|vacation|holiday|travel|\babsen|unavailable|\bclosed\b|closure|
    limited access|no access|sick|maternity|honeymoon|conference|\btrip\b|training|workshop|\bnot\b|n['’]t\b|unable|
    sabbatical|pilgrimage|hajj|
    \bcuti|\blibur|berlibur|dinas|di luar|luar (?:kota|negeri|kantor)|\btidak\b|\btdk\b|sakit|\bizin\b|
    \bijin\b|umr[ao]h|
    \bhaji\b|pelatihan|konferensi|seminar|mudik|perjalanan|melahirkan|\btutup\b|raker|\btugas\b|rawat|operasi|
    dirawat|
    lokakarya|pulang kampung|rehat|istirahat|berhalangan|absen
""")
"""Somebody isn't there."""
INSTEAD: Final = pattern(r"""
    contact|urgent|replac|substitut|deput|stand-?in|meanwhile|cover(?:s|ing)? for|hubungi|mendesak|penting|
    ganti|mewakili|
    sementara|selama
""")
"""Somebody else is there meanwhile."""
OTHERS: Final = pattern(r"""
    berlaku|\bvalid|promo|diskon|discount|deadline|batas|tenggat|pendaftaran|daftar|regist(?:er|ra)|penawaran|
    \boffers?\b|
    kontrak|contract|garansi|warranty|tagihan|invoice|pa(?:yment|id)|bayar|lelang|expir|ked?aluwarsa|voucher|
    \bsale\b|
    \bpaket|\border|pesanan|barang|parcel|maintenance|pemeliharaan|versi|survei|survey|lowongan|penerimaan|
    kuota|sejak|since|
    dated|project|proyek|exam|ujian|pengumpulan|submit|apply|applications?|booking|pesan tempat|\bstocks?\b|
    \bstok\b|event|pameran|
    nomor|number|alamat|address
""")
"""A day of something else."""
THINGS: Final = pattern(r"""
    \b(?:system|server|website|site|service|portal|printer|network|machine|app|application|database|book|form|
    key|money|
    refund|sistem|layanan|situs|aplikasi|jaringan|mesin|uang|dana|buku|kunci|formulir|listrik|internet)(?:nya)?
    \s+(?:[\w'’]+\s+){0,3}$
""")
"""Something comes back, not somebody."""
PRONOUN: Final = re.compile(r"\b(?:she|he|they|who|dia|ia|beliau|mereka|yang)\s+(?:[\w'’]+\s+){0,3}$", re.IGNORECASE)
ASKED: Final = pattern(r"""
    \b(?:please|kindly|must|should|need to|have to|pls|harap|mohon|silakan|silahkan|tolong|wajib|
    harus)\s+(?:[\w'’]+\s+){0,1}$
""")
"""Somebody else is asked to."""
SOMEBODY: Final = re.compile(
    r"\b([A-Z][a-z][\w-]+)(?:['’]s)?\s+(?:(?:is|are|will|be|has|comes|akan|baru|sudah|bisa|juga|masih)\s+){0,3}$"
)
"""A name, or the first word of a sentence."""
FIRST_WORDS: Final = frozenset(
    "i we saya aku kami kita kantor office and dan then kemudian insyaallah inshallah insya allah toko sekolah kampus "
    "school shop cuti leave akan will am our lalu baru sudah currently expected planned rencananya rencana hari "
    "tanggal tim team vacation holiday libur unit bagian staf staff admin all semua everyone".split()
)
