"""Clauses that say that it works, has come, is understood, or that the ticket may be closed; data for settled.py.

A clause must have one of these forms from its first word to its last, slang written out; what may stand in a gap is a
word that is no sign of trouble (`phrases.PROBLEM_WORDS`).
"""

import re
from collections.abc import Iterable
from typing import Final

from mailticket.mail import phrases
from mailticket.mail.patterns import pattern

_WORD: Final = re.compile(r"(?<![\\a-z\[])(?=[a-z])")


def clauses(lines: str) -> re.Pattern[str]:
    """One pattern of several lines, for lower case; a word that it names matches with its mark or without."""
    return re.compile(_WORD.sub(f"[{TROUBLE}{OVER}]?", "".join(line.strip() for line in lines.split("\n"))))


def marked(words: Iterable[str]) -> str:
    """The words of a clause, those of trouble with their marks."""
    return " ".join(f"{_MARKS.get(word, '')}{word}" for word in words)


TROUBLE: Final = "!"
OVER: Final = "~"
"""What marks a word of trouble in a clause, and one that may stand in a story of what is over."""
_MARKS: Final = {word: OVER if word in phrases.OVER_WORDS else TROUBLE for word in phrases.PROBLEM_WORDS}
X: Final = r"(?:[^\W\d_]+)"
"""Any word but those of trouble."""
_DAY: Final = "(?:yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
PAST: Final = rf"(?:{OVER}?[^\W\d_]+)"
"""The same in a story of what went wrong before."""
_GOOD: Final = """(?:beres|kelar|normal|lancar|aman|nyala|menyala|jalan|berjalan|berfungsi|hidup|pulih|membaik|
    teratasi|
    berhasil|ampuh|manjur|nyambung|tersambung|konek|terhubung|aktif|kencang|terang|stabil|sesuai|benar|betul|pas|
    lengkap|terbuka|kebuka|terjawab|jelas|paham|mengerti|dipahami|dimengerti|kedengaran|kedengeran|terdengar|
    terbaca|
    ketemu|menemukan|oke|ok|cukup|tuntas|fix|fixed|solved|resolved|done|clear|work|works|working|running|stable|terselesaikan|terbantu|puas|tenang|sinkron|mendingan|cerah)"""
_TAIL: Final = "(?: (?:today|yesterday|this morning|safely|now|just now|well|again))*"
_S: Final = (
    r"(?:(?!(?:for|in|on|of|with|at|by|to|from|as|and|or|one|them|i|we|you|they|he|she|who|nothing)\b)[^\W\d_]+)"
)
"""A word of what works again: the printer, my account; 'the one on the right' isn't the whole of it."""
_AGAIN: Final = pattern(r"""
    (?: (?:again|now|too|already|fine|great|well|ok|okay|perfectly|properly|smoothly|nicely|flawlessly|reliably|
    normally|
    today|this morning|as (?:expected|before|usual|it should|you (?:said|described))|like (?:before|new|magic|
    a charm)|
    for (?:me|us|everyone)|thanks to you|without (?:any )?(?:problems?|issues?|errors?)|(?:on|from|at) (?:my|
    our) (?:side|
    end)|so far|since (?:then|the \w+|your \w+)))
""").pattern
_EN_USE: Final = """(?:log ?in|sign in|log on|get in|connect|print|open|access|scan|download|see|read|use|join|play|
    install|start|finish|enter|reach)"""
_USE: Final = """(?:login|log in|masuk|akses|buka|pakai|cetak|print|ngeprint|nyetak|scan|kerja|bekerja|unduh|download|
    baca|lihat|nonton|tonton|main|konek|connect|ketik|ngetik|edit|simpan|browsing|internetan|zoom|meeting|absen|
    dengar|
    terhubung|tersambung|di(?:login|masuki|akses|buka|pakai|gunakan|cetak|print|scan|unduh|download|baca|lihat|
    tonton|
    putar|jalankan|operasikan|nyalakan|hidupkan|hubungi|ketik|edit|simpan|klik)|me(?:ngakses|mbuka|ncetak|lihat|
    mbaca|
    nonton|makai|nggunakan|ngunduh|ndownload|ngetik|ngedit|nyimpan|nerima|ngoperasikan|nyalakan|masuki|ndengar|
    njalankan|nyambung))"""

SOLVED: Final = clauses(rf"""
    ^(?:
    (?:{X} ){{0,4}}(?:sudah|akhirnya|sekarang|langsung|sampai sekarang|sampai saat ini) (?:{X} ){{0,2}}{_GOOD}
    (?: (?:lagi|kembali|normal|{X})){{0,3}}|
    (?:berhasil|beres|kelar|aman|ampuh|manjur|lancar|tuntas|selesai|paham|mengerti|jelas)(?: (?:semua|sekali|
    sekarang))?|
    (?:problem|issue|error) (?:is )?(?:gone|solved|fixed|resolved)(?: (?:on|from) (?:my|our) (?:side|end))?|
    (?:{X} )?received|
    (?:that|this) is (?:perfect|exactly it|great|fine|it)|it helped(?: a lot| me| us)?|
    (?:sudah )?(?:beres|berhasil|normal|bisa|nyala|jalan)(?: {X})? setelah(?: (?:saya |kami )?{PAST}){{1,4}}|
    cara (?:yang )?(?:{X} )?(?:berhasil|ampuh|manjur)|
    (?:\w+nya )?(?:saya |kami )?sudah (?:sampai|masuk|datang|muncul|tiba|kembali)(?: dengan (?:selamat|
    baik))?(?: \w+nya)?|
    sudah (?:saya |kami )?(?:baca|unduh|download|lihat|pelajari|simpan)(?: {X})?|
    (?:{X} )?sudah tidak (?:error|bermasalah|lemot|lambat|macet|hang|kedip|berkedip|putus|mati|blank|bunyi|panas|
    ngadat|
    lelet|lag|crash)(?: lagi)?(?: \w+nya)?|
    (?:error|masalah|pesan|peringatan|gangguan|kendala)(?:nya)? sudah tidak (?:muncul|ada|keluar|terjadi)(?: lagi)?|
    sudah tidak (?:muncul|ada|keluar|terjadi)(?: lagi)? (?:error|masalah|peringatan|gangguan|kendala)(?:nya)?|
    (?!(?:that |this )?works(?: fine| great| well)? for )(?:{_S} ){{0,5}}(?:works?|worked|fixed|solved|
    resolved)(?: (?:it|them|everything|(?:the|my|our) {_S}))?{_AGAIN}*|
    (?:{_S} ){{1,4}}(?:is|are|has been|have been|seems|runs) (?:now |all |finally |completely |fully |
    up and )*(?:fine|normal|back to normal|unlocked|restored|activated|reactivated|enabled|accessible|reachable|
    readable|
    repaired|stable|working|running(?= (?:again|fine|well|smoothly|perfectly))|printing|responding|connecting|
    syncing|scanning|connected|synced|sorted(?: out)?|
    settled|cleared up|updated|installed|as it should be){_AGAIN}*|
    (?:{_S} ){{1,4}}(?:connects|prints|opens|loads|runs|responds|scans|syncs|charges|boots){_AGAIN}{{1,3}}|
    (?:i |we )?(?:have )?(?:found|solved|fixed|sorted|figured|worked|resolved|got) (?:it|that|
    this)(?: out)?(?: (?:myself|
    ourselves|in the meantime|already|eventually|meanwhile|now|on my own|by myself))+|
    (?:it|that|this|everything) (?:resolved itself|fixed itself|solved itself|came back (?:by itself|
    on its own))(?: now)?|(?:it was )?(?:a )?false alarm|(?:no|without) (?:further |more )?(?:action|help|call|
    visit|assistance|support|steps?) (?:is )?
    (?:needed|required|necessary)(?: (?:anymore|any more|any longer|now|from (?:you|your side)))*|
    (?:it|this|that|everything|(?:the|my|our) {X}) (?:has|is) been (?:{X} )?(?:fine|stable|good|ok|okay|working|
    running|quiet)
    (?: (?:fine|well|again))?(?: (?:since (?:then|{X}|{_DAY})|all (?:{X}|day|week)|for (?:\w+ ){{0,2}}(?:days?|
    weeks?|hours?|
    while)(?: now)?))?|
    (?:i |we )?have not (?:seen|had)(?: (?:the|any|that))*(?: (?:errors?|problems?|issues?))(?: (?:again|since|
    anymore|since then|any more))+|no (?:more )?(?:errors?|problems?|issues?)(?: (?:so far|since|since then|
    anymore|now))+|
    (?:it )?worked (?:on|at) (?:the )?first (?:try|attempt|go)|(?:it )?worked (?:right away|immediately|at once|
    straight away|first time|instantly)|
    (?:i |we )?(?:was|were|am|are) (?:now |finally )?able to {_EN_USE}(?: (?:in|it|them|(?:the|my|
    our) {X}(?: {X})?))*
    {_AGAIN}*|(?:i |we )?(?:managed to|could)(?: now| finally)? {_EN_USE}(?: (?:in|it|them|(?:the|my|
    our) {X}(?: {X})?))*
    (?: (?:this time|now|again|just now|without (?:any )?(?:problems?|issues?)))*|
    (?:access|permission|order|account|service|connection|password|licen[cs]e) (?:granted|restored|
    unlocked|activated)|
    (?:{X} ){{1,4}}(?:has |have )?(?:already |kindly |just |now )*(?:helped|assisted) (?:me|
    us)(?: out| already| with it)*|
    (?:{X} ){{1,4}}(?:has |have )?(?:already |kindly |just |now )*(?:fixed|solved|sorted|resolved|
    repaired) (?:it|this|
    everything|(?:the|my) {X})(?: out)?(?: (?:for (?:me|us)|already|now))*|
    (?:(?:{X} ){{1,4}})?(?:yang (?:saya|kami) (?:minta|ajukan|pesan|tanyakan|butuhkan|
    perlukan) )?sudah (?:saya |kami )?
    (?:terima|diterima)(?: dengan (?:baik|lengkap|selamat))?|
    (?:{X} ){{0,3}}sudah (?:\w+ )?(?:normal|bisa|beres|aman|lancar|oke|ok|jalan|
    nyala)(?: lagi| kembali)* (?:dari|sejak)
    (?: (?:kemarin|tadi|pagi|siang|malam|semalam|sore))+|
    (?:{X} ){{0,3}}sudah (?:bisa )?(?:ketemu|nyala|normal|bisa|beres|jalan|hidup) sendiri(?: (?:lagi|kembali))?|
    (?:sejak|setelah|sesudah|semenjak|habis)(?: {PAST}){{1,4}} (?:sudah |jadi |
    langsung )*(?:{_GOOD})(?: (?:lagi|kembali|jaya|
    semua|sekali|terus))*|
    sampai (?:hari ini|sekarang|saat ini|detik ini|siang ini|pagi ini)(?: {X})? (?:{_GOOD}|baik)(?: (?:saja|aja|
    semua|
    terus))*|
    ternyata (?:cuma |hanya )?(?:perlu |harus |tinggal |kurang )?(?:di)?(?:restart|refresh|colok|login ulang|reboot|
    nyalakan ulang|hidupkan ulang|matikan dulu)|
    (?:{X} )?sudah tidak pernah (?:{PAST})(?: lagi)?|sudah tidak (?:muncul|ada|keluar)(?: lagi)? (?:pesan|
    peringatan|
    notifikasi|gangguan|kendala)(?:nya)?|
    tidak ada (?:lagi )?(?:keluhan|(?:hal )?yang (?:mau |ingin |perlu )?(?:di)?(?:tanyakan|tanya|
    keluhkan))(?: lagi)?|
    (?:i am |we are )?(?:back )?(?:up and running|back online|back to normal|back up|back in business|
    good as new|as good as
    new|right as rain)(?: (?:again|now|here))*|(?:it )?works a treat|
    (?:the |my |that )?(?:error|problem|issue)(?: message| code)? (?:has |have |is )?(?:now )?(?:disappeared|
    gone(?: away)?|
    went away|vanished)(?: (?:now|again))?|(?:problem|issue|case|ticket) (?:sorted|settled|done)|
    (?:i |we )?(?:no longer need|do not need) (?:any )?(?:more |further )?(?:help|assistance|
    support)(?: anymore| any more)?|
    that (?:is|was|will be) (?:it|all|everything)(?: (?:from|on) (?:my|our) (?:side|end))?|
    i (?:have )?found (?:the answer|the solution|out how|my mistake)|(?:so far )?so good|(?:all |
    crystal )?clear(?: now)?|
    i (?:get|got|see|understand) it(?: now)?|(?:ah )?(?:now )?i (?:get it|understand|see)(?: it)?(?: now)?|
    tidak (?:usah|perlu) (?:di)?(?:tindaklanjuti|lanjutkan|proses|bantu|telepon|cek)(?: lagi)|
    (?:{X} ){{0,4}}sudah (?:saya|kami) anggap (?:selesai|beres|tuntas)|
    (?:{X} ){{0,4}}sudah selesai (?:ditangani|diperbaiki|dikerjakan)|
    (?:{X} ){{1,2}}(?:sudah )?diterima(?: dengan baik)?|
    akhirnya setelah (?:[!~]?\w+ ){{1,3}}bisa(?: juga| lagi)*|(?:setelah|sesudah|
    habis)(?: {PAST}){{1,4}} akhirnya (?:bisa|{_GOOD})
    (?: (?:lagi|juga|kembali))*|
    sudah (?:\w+ )?hari(?: ini)? (?:ini )?{_GOOD}|(?:dari|sejak) (?:tadi )?(?:pagi|siang|malam|semalam|
    tadi)(?: (?:pagi|siang))?
    (?: sudah)? {_GOOD}|(?:aman|lancar|beres|oke|normal)(?: (?:saja|aja|jaya|terkendali))|
    paham(?: paham)?(?: sekarang)?|cukup|i am (?:all )?(?:set|good|sorted|happy|satisfied|connected|
    back online){_AGAIN}*|(?:all )?sorted(?: out)?{_AGAIN}*|
    (?:(?:kendala|masalah|gangguan|problem|keluhan|error|issue)(?:nya)? (?:{X} ){{0,4}}|(?:{X} ){{1,4}})sudah
    (?: {X})? ?(?:beres|teratasi|selesai|tuntas|terselesaikan|hilang|normal|aman|lancar)(?: (?:lagi|kembali|semua|
    sekarang|sekali|{X})){{0,2}}|
    (?:{X} ){{0,4}}(?:sudah|akhirnya|sekarang|kini|langsung)(?: {X})? bisa {_USE}(?: (?:di (?:hp|laptop|
    komputer|rumah|
    kantor)|(?!saja|aja|satu|dua|doang|selembar){X})){{0,3}}|
    (?:{X} ){{0,4}}(?:sudah|akhirnya|sekarang|kini) (?:bisa )?(?:jalan(?= )|nyala|aktif|normal|lancar|terbuka|
    muncul)(?:[ ]lagi|[ ]kembali|[ ]normal|[ ]lancar)*(?: di (?:hp|laptop|komputer|rumah|kantor|
    meja)(?: (?:saya|kami))?)?|
    (?:{X} ){{0,3}}sudah (?:sampai|tiba|masuk|diterima|kembali)(?: (?:semua|lagi))?(?: dengan (?:selamat|baik|utuh|
    lengkap))?(?: (?:ke|di) (?:rekening|(?:rekening|email|akun|
    inbox|hp|rumah|kantor|meja) (?:saya|kami)))?|
    (?:sudah )?(?:saya |kami )?(?:sudah )?(?:ganti|restart|coba|dicoba|ikuti|update|instal|reset|ubah|klik|nyalakan|
    matikan)(?: {PAST}){{0,4}} (?:dan|lalu|terus)(?: (?:sekarang|langsung|akhirnya|sudah|hasilnya))* (?:bisa|
    berhasil|
    normal|beres|lancar|jalan|nyala)(?: {_USE})?(?: (?:lagi|kembali|semua))*|
    (?:since|after) (?:{X} ){{1,4}}(?:is|works?|was) (?:fine|good|ok|okay|well)(?: again| now)?|
    (?:{X} ){{0,3}}(?:has |have )?arrived{_TAIL}|
    (?:i )?(?:have )?(?:just )?(?:got|received|found|downloaded|printed) (?:it|them|(?:the|my|
    your) {X}(?: {X})?){_TAIL}|
    i am (?:back )?in(?: again| now)?|(?:that|this) answers (?:my|all my) questions?|
    (?:all )?(?:my )?questions? (?:is|are|has been|have been|was) answered|no more errors?(?: since (?:{X}|
    this morning))*|
    (?:the )?(?:problem|error|issue) has not come back|mission accomplished|
    (?:{X} ){{0,3}}(?:sekarang )?(?:sudah|akhirnya) (?:{X} )?(?:bisa|normal|lancar|aman|nyala|menyala|
    jalan|berjalan|berfungsi|hidup|pulih|membaik|teratasi|oke|beres|berhasil|nyambung|tersambung|konek|terhubung|
    aktif|
    kencang|stabil|sesuai|benar|pas|lengkap|terbuka|kebuka|sinkron|betul|sampai)(?: (?:lagi|kembali|normal|semua|
    semuanya|sekarang|sekali|lancar))*|
    (?:{X} ){{0,3}}(?:sekarang|sudah|akhirnya)(?: {X})? bisa (?:di)?(?:login|log in|masuk|buka|akses|pakai|cetak|
    print|gunakan|
    unduh|download|hubungi|baca|lihat|tonton)(?: (?:lagi|kembali|{X})){{0,2}}|
    sudah (?:saya |kami )?(?:bisa|berhasil) {X}(?: (?:lagi|kembali|sekarang|semua|{X}))?|
    (?:hore|yay|yes|yess|asik|asyik|akhirnya|alhamdulillah|sekarang|langsung) bisa(?: (?:lagi|sekarang|semua))?|
    (?:sekali coba |{X} )?langsung (?:bisa|jalan|beres|nyala|normal|lancar|berhasil)|
    (?:kendala|masalah|gangguan|problem|keluhan|error|tiket|laporan)(?:nya)?(?: {X})?(?: yang (?:saya|
    kami) (?:laporkan|sampaikan|alami))?(?: tadi| kemarin)? sudah (?:selesai|teratasi|beres|tuntas|hilang|
    terselesaikan)|
    sudah (?:selesai|beres|tuntas|cukup|clear|jelas|terjawab)(?: (?:semua|semuanya|sekarang|sekali))?|
    sudah tidak (?:error|bermasalah|muncul|lemot|ada (?:kendala|masalah|error))(?: lagi)?|
    (?:sekarang )?(?:sudah )?(?:saya |kami )?(?:sudah )?(?:paham|mengerti|dimengerti|jelas)(?: (?:sekarang|
    sekali))?|
    sudah muncul|(?:uang|dana|saldo)(?:nya)? sudah kembali|(?:tidak (?:usah|perlu)|gausah) (?:di)?(?:cek|periksa|
    cari)(?: lagi)?|
    sudah (?:saya |kami )?(?:terima|diterima|dapat|ketemu)(?: {X}){{0,2}}|
    {X} sudah (?:saya |kami )?(?:terima|diterima)(?: dengan baik)?|
    (?:(?:it|this|that|everything|all|(?:the|my|your|our) {X}(?: {X})?) )?(?:(?:is|are|was|has been|
    have been) )?(?:now |all |finally |
    both )*(?:works?|working|worked|fixed|solved|resolved|sorted|sorted out|up and running|
    back to normal)(?: (?:again|now|perfectly|well|fine|great|as expected|as it should|like a charm|for me|too|
    (?:on|
    from) (?:my|our) (?:side|end)|
    since (?:{X}|{_DAY})))*|
    (?:it|this|that|everything|all|(?:the|my|your|our) {X}(?: {X})?) (?:is|are|has been|have been|looks|
    runs) (?:now |all |finally )*
    (?:fine|good|ok|okay|clear|running(?= (?:again|for me))|online|in order|perfect)(?: (?:again|now|for me|
    since (?:{X}|{_DAY})))*|
    (?:(?:the|my|our) )?(?:issue|problem|error|ticket|case|bug)s? (?:is|are|was|were|has been|have been|(?:is |
    seems )?now) (?:now )?
    (?:resolved|solved|fixed|gone|closed|sorted)(?: now)?|case closed(?: (?:from|on) my side)?|
    (?:the|my) {X}(?: {X})? (?:is|are) (?:printing|responding|connecting|syncing|loading|opening|charging|
    running(?= (?:again|fine))|
    working|sending|receiving)(?: (?:again|now|fine))*|
    i (?:can|am able to)(?: now| finally)? (?:log ?in|sign in|get in|access|open|print|see|connect|use|read|
    work)(?: {X}){{0,3}}
    (?: (?:again|now))+|
    (?:well )?received|exactly what i (?:needed|wanted|was looking for)|(?:just|exactly) what i needed|
    (?:that|this|it|your {X}) (?:solved|fixed|resolved)(?: (?:it|my|the|our|everything))?(?: (?:problem|issue|
    {X}))?|
    all (?:is )?(?:good|set|well|clear|done|sorted)(?: (?:now|here|again))*|
    (?:(?:that|it|this|which) )?(?:all )?makes (?:perfect |total )?sense(?: now)?|(?:i )?understood|
    i understand(?: now)?|
    i (?:have )?(?:just )?(?:received|got|found) (?:it|them|everything|(?:the|
    your) {X}(?: {X})?)(?: (?:this morning|
    today|yesterday|now|safely|just now))?|
    (?:a |an |the |your |that )?{X}(?: {X})? (?:helped|worked|fixed it|did it|did the trick|solved it|
    solved the (?:problem|issue))|
    (?:i have )?(?:no|nothing) (?:more|further|else|other)(?: (?:questions?|issues?|help|action))?
    (?: needed| required)?|
    no need to (?:look|check|call|search|investigate)(?: (?:further|any more|any longer|back|again|into it))?|
    (?:that is|that will be|this is) (?:all|enough|everything)(?: i needed)?|
    tidak ada (?:lagi|(?:pertanyaan|kendala|masalah|yang lain|hal lain)(?: lagi)?)
    )$
""")
"""It works, it has come, it is understood, nothing else."""

BACK: Final = clauses(r"^(?:it|everything|all|service|the \w+) (?:is|are) back(?: (?:now|again|online|up))?$")
"""'It's back': the service, if somebody cheers beside it; else the trouble."""
JOY: Final = pattern(r"""
    \b(?:awesome|great|perfect|yay|hore+|excellent|brilliant|wonderful|fantastic|hurray|hooray|asy?ik|
    alhamdulillah)\b
""")

CLOSE_IT: Final = clauses(r"""
    ^(?:(?:tiket|ticket|laporan|kasus|nomor)(?:nya)?(?: ini)? )?(?:(?:di)?tutup(?:kan)?|close) (?:saja|
    aja)(?: (?:tiket|ticket|
    laporan|kasus)(?:nya)?)?(?: ini)?$|
    ^(?:please |kindly )?close (?:the|this|my) (?:ticket|case|issue|request|question)(?: (?:please|now))?$|
    ^(?:please |kindly |you (?:can|may) |feel free to )?(?:mark|consider|set|count|treat|regard) (?:this|it|
    (?:the|my|this) (?:
    ticket|case|issue|request)) (?:as |to )?(?:resolved|solved|closed|done|fixed|settled)(?: (?:please|now))?$|
    ^(?:(?:this|the|my) )?(?:ticket|case|issue|request|this|it) (?:can|may|could) (?:now )?be (?:marked as |
    considered )?
    (?:closed|solved|resolved)(?: now)?$|^(?:it is |this is |i am )?(?:ok|okay|fine|happy|good|
    ready) (?:for (?:this|it|the
    ticket) )?to (?:be )?closed?(?: (?:this(?: one)?|it|the (?:ticket|case)))?(?: now)?$|
    ^(?:please |pls |kindly )?close(?: (?:pls|please))?$|^(?:tolong |mohon )?(?:di)?tutup (?:tiket|
    ticket)(?:nya)?(?: ini)?$|
    ^close (?:it|this|this ticket|the ticket)(?: now| please)?$|^(?:i think )?we can close (?:this|it|this one|
    the ticket)(?: now)?$|
    ^(?:(?:tiket|ticket|laporan|nomor|kasus|case|pertanyaan)(?:nya)?(?: (?:ini|saya))? )?(?:sudah )?(?:boleh|
    bisa|silakan|
    silahkan|
    mohon|tolong|harap|dapat) (?:di ?)?(?:tutup|close|closed|selesaikan)(?:kan)?(?: (?:saja|aja|
    sekarang))?(?: (?:tiket|
    laporan|nomor|kasus|case|pertanyaan)(?:nya)?(?: (?:ini|saya))?)?$|
    ^(?:silakan|silahkan|boleh|bisa|mohon|tolong) (?:tiket|laporan|nomor|kasus|case|ticket)(?:nya)?(?: (?:ini|
    saya))? (?:di)?(?:tutup|
    close)(?: (?:saja|aja|sekarang))?$|
    ^(?:so )?(?:you (?:can|may)|please|feel free to|pls|kindly|go ahead and)(?: now)? close (?:this|it|(?:the|my|
    this) (?:ticket|case|issue|request|question))(?: now| please)?$|
    ^(?:(?:this|the|my) )?(?:ticket|case|issue|request|this|it) can (?:now )?be closed(?: now)?$
""")
"""A wish that the ticket be closed: content as well."""
