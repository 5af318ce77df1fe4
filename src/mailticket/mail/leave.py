"""Words of absence and return in Indonesian and English, as data for absence.py (spec 1.3 row 5)."""

import re
from typing import Final

from mailticket.mail.patterns import pattern

SENTENCE: Final = re.compile(r"[!?;]|\n[ \t]*\n|\.(?=\s|$)")
"""What parts one sentence from the next; abbreviations lose their dots before."""
ABBREVIATED: Final = pattern(r"""
    \bs\.?/?d\.|\bw\.e\.f\.|\b(?:tgl|jan|feb|mar|apr|jun|jul|agu|agt|aug|sep|sept|okt|oct|nov|nop|des|dec|sen|sel|rab|
    kam|
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
    berdinas|ngantor|on duty|is|was|will be|scheduled|planned|expected|set|for|
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
    \b(?:repl(?:y|ies|ied)|answer(?:ed)?|respond|response|read|deal with|process|(?:di|mem)?balas|(?:di|men)?jawab|
    (?:di|me)?respons?|(?:di|mem)?baca|tindak ?lanjuti|proses)\b(?:\s+(?:to\s+)?[\w'-]+){{0,5}}?\s+(?:on|from|starting|
    mulai|pada|per)
    {_BESIDE}
""")
"""Mail is answered from the day behind it on."""
REPLY: Final = re.compile(r"repl(?:y|ies)|answer|respond|balas|jawab|respon|contact|hubungi|call", re.IGNORECASE)
UNTIL: Final = pattern(rf"""
    (?:\b(?:until|till?|through|thru|up ?to(?: and including)?|sampai(?: dengan)?|sampe|s/?d|hingga|
    end(?:s|ing)|berakhir|last day(?: of (?:my )?(?:absence|leave|vacation|holidays?))?|
    (?:hari )?terakhir(?: cuti| libur)?)|['’]til|~)
    {_BESIDE}
""")
"""The absence ends with the day behind it."""
BEFORE: Final = pattern(rf"\b(?:before|prior to|sebelum){_BESIDE}")
AFTER: Final = pattern(rf"\b(?:after|setelah|sesudah|selepas|usai){_BESIDE}")

NOT: Final = re.compile(
    r"\b(?:not|cannot|never|unable|tidak|tdk|tak|belum|ga|gak|nggak|baru|no)\b|n['’]t\b", re.IGNORECASE
)
UP_TO: Final = re.compile(r"\b(?:until|till?|hingga|sampai|before|sebelum|setelah|after|when)\b", re.IGNORECASE)
"""What ends a denial: 'I can't answer until I return on'."""
COMES_BACK: Final = re.compile(
    r"\b(?:back|return(?:ing)?|kembali|balik|masuk|in the office|at my desk)\b", re.IGNORECASE
)

ABSENT: Final = pattern(r"""
    \baway\b|\bout\b|\booo\b|\boff\b|\bleave\b|vacation|holiday|travel|\babsen|unavailable|\bclosed\b|closure|
    limited access|no access|sick|maternity|honeymoon|conference|\btrip\b|training|workshop|\bnot\b|n['’]t\b|unable|
    sabbatical|pilgrimage|hajj|offline|\booto\b|\bpto\b|(?:without|no|tanpa|tidak ada|susah|minim) (?:internet|signal|
    network|reception|connection|sinyal|koneksi|jaringan)|\bhiking\b|unplug|
    off the grid|\babroad\b|overseas|hospital|(?:limited|intermittent|poor|patchy) (?:access|connect|internet)|
    \bbreak\b|
    \bretre(?:at|t)\b|pulkam|healing|\b(?:sedang|lagi|lg) (?:berada )?di (?!kantor|tempat|meja|ruang|rumah\b)|
    rumah sakit|
    \bcuti|\blibur|berlibur|dinas|di luar|luar (?:kota|negeri|kantor)|\btidak\b|\btdk\b|sakit|\bizin\b|
    \bijin\b|umr[ao]h|
    \bhaji\b|pelatihan|konferensi|seminar|mudik|perjalanan|melahirkan|\btutup\b|raker|rakor|\bdiklat|\bbimtek|
    kunjungan kerja|\bkunker|studi banding|\btugas\b|rawat|operasi|
    dirawat|
    lokakarya|pulang kampung|rehat|istirahat|berhalangan|absen
""")
"""Somebody isn't there."""
INSTEAD: Final = pattern(r"""
    contact|urgent|replac|substitut|deput|stand-?in|meanwhile|cover(?:s|ing)? for|(?<!di)hubungi|mendesak|penting|
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
    \bstok\b|event|pameran|berlangsung|
    nomor|number|alamat|address|\b(?:i['’]?m|i am|we are|saya|kami) (?:\w{1,12} )?(?:covering|standing in|
    menggantikan|mewakili)
""")
"""A day of something else."""
THINGS: Final = pattern(r"""
    \b(?:system|server|website|site|(?<!normal )service|portal|printer|network|machine|app|application|database|book|
    form|key|money|refund|hotline|line|class(?:es)?|lectures?|courses?|meetings?|deliver(?:y|ies)|shipping|production|
    sistem|layanan|situs|aplikasi|jaringan|mesin|uang|dana|buku|kunci|formulir|listrik|internet|rapat|perkuliahan|
    kuliah|kelas|kegiatan|acara|pengiriman|produksi)(?:nya)?
    \s+(?:(?!(?:i|we|saya|kami|aku)\b)[\w'’]+\s+){0,3}$
""")
"""Something comes back, not somebody."""
PRONOUN: Final = re.compile(r"\b(?:she|he|they|who|dia|ia|beliau|mereka|yang)\s+(?:[\w'’]+\s+){0,3}$", re.IGNORECASE)
ASKED: Final = pattern(r"""
    \b(?:please|kindly|must|should|need to|have to|pls|harap|mohon|silakan|silahkan|tolong|wajib|
    harus)\s+(?:(?!expect\b)[\w'’]+\s+){0,1}$
""")
"""Somebody else is asked to."""
TRAVELS: Final = re.compile(r"\b(?:fly(?:ing)?|flies|flight|drive|driving|sail|terbang|penerbangan)\s+$", re.IGNORECASE)
"""Who flies back isn't at work yet."""
SOMEBODY: Final = re.compile(
    r"\b([A-Z][a-z][\w-]+)(?:['’]s)?\s+(?:(?:is|are|will|be|has|comes|akan|baru|sudah|bisa|juga|masih)\s+){0,3}$"
)
"""A name, or the first word of a sentence."""
SOMEBODY_IS: Final = re.compile(
    r"\b([A-Z][a-z][\w-]+)\s+(?:(?:also|juga|currently|saat ini)\s+){0,1}"
    r"(?:is|will be|sedang|lagi|akan|masih|juga|cuti|libur|dinas|sakit)\s(?!closed|tutup)"
)
"""The same, of whom an absence is told."""
COLLEAGUE: Final = pattern(r"""
    \b(?:(?:my|our) (?:colleague|manager|boss|supervisor|assistant|accountant|secretary|deputy|director|team ?mate|
    co-?worker|wife|husband)s?|(?:atasan|rekan(?: kerja)?|kolega|bos|manajer|pimpinan|sekretaris|staf|asisten|teman|
    istri|
    suami) (?:saya|kami))(?: [\w.]{2,20}){0,2}? (?:is|are|will|has|returns?|comes|sedang|lagi|akan|cuti|kembali|masuk|
    libur|
    dinas|sakit|baru|juga)\b
""")
FIRST_WORDS: Final = frozenset(
    "i we saya aku kami kita kantor office and dan then kemudian insyaallah inshallah insya allah toko sekolah "
    "kampus school shop cuti leave akan will am our lalu baru sudah currently expected planned rencananya rencana "
    "hari tanggal tim team estimated anticipated perkiraan estimasi aktif efektif effective mulai per maaf sorry "
    "hopefully nanti setelah after sampai hingga until store company perusahaan sekretariat helpdesk support "
    "layanan pelayanan please mohon anda bapak ibu email surel pesan untuk saat ini dalam rangka because karena "
    "sehubungan dengan this office's vacation holiday libur unit bagian staf staff admin all semua everyone".split()
)

RETURNS_THEN: Final = pattern(r"""
    ^[ \t,)]*(?:on |onwards?,? )?(?:(?:i|we|saya|kami|aku)\b['’]?\s*)?(?:(?:am|m|are|re|will|ll|shall|can|be|
    expect to|hope to|
    akan|sudah|sdh|udah|udh|baru|bisa|dapat)\b\s*){0,3}(?:back|return(?!\w)|resume|reached again|
    (?:available|reachable|in the office|in office|at my desk|at work|online|in) again|kembali(?! normal)|
    masuk|balik|(?:aktif|bekerja|kerja|ngantor|bertugas|buka|beroperasi|online|hadir|dihubungi|melayani)
    (?: lagi| kembali))\b(?!(?:[ ]\w{1,12}){0,3}\s*(?:\b(?:on|from|pada|tgl|tanggal|mulai|per)\s|:))
""")
"""Behind a day, what happens on it: `On 30 November I will be back`, `tgl 30 Nov baru masuk`."""
OPENS: Final = pattern(r"""
    (?:^|[,\n(:]|\b(?:and|then|dan|lalu|kemudian|baru))\s*(?:(?:on|from|as of|by|starting|mulai|per|pada|hari|
    tanggal|tgl)\s+){0,3}$
""")
"""The day stands at the beginning of what is said."""
