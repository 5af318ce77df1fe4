"""Clauses by which a customer says that all is well, in Indonesian and English: data for intent.py (spec 3.9).

A clause must have one of these forms from its first word to its last; what may stand in a gap is a word that is no
sign of trouble (`phrases.PROBLEM_WORDS`). Slang is written out first.
"""

import re
from typing import Final

from mailticket.mail import phrases
from mailticket.mail.patterns import pattern
from mailticket.mail.words import words_of

_SLANG: Final = {
    word: line.split(":")[0]
    for line in (
        "sudah:sdh udah udh dah telah",
        "belum:blm blum",
        "tidak:tdk tak gak ga gk nggak ngga enggak engga kagak",
        "bisa:bs bsa",
        "banyak:bnyk byk",
        "sekarang:skrg skr skrang",
        "saya:sy aku gue gw",
        "yang:yg",
        "dengan:dgn",
        "cepat:cepet cpt",
        "bagus:bgs",
        "sekali:skali bgt banget bngt",
        "kencang:kenceng",
        "benar:bener",
        "terima kasih:trmksh trmkasih trimakasih terimakasih trims makasih makasi mksh maaci maacih maaciw makaci tks",
        "you:u",
        "your:ur",
        "thanks:thx tq ty thnx tnx thanx thnks",
        "it is:its",
        "that is:thats",
        "you are:youre",
        "i am:im",
        "i have:ive",
        "you have:youve",
        "has not:hasnt",
        "mengerti:ngerti",
        "tiket:tiketnya tiketnnya",
        "ticket:ticketnya",
        "laporan:laporannya",
        "nomor:nomornya",
        "ditutup:diclose dclose",
    )
    for word in line.split(":")[1].split()
}

_PARTICLES: Final = frozenset(
    "wah alhamdulillah ya yaa yah nih deh dong sih kok lah lho loh ini itu kak kakak mas mba mbak pak bapak bu ibu "
    "min admin bang gan "
    "sis "
    "bro sir maam guys team tim wow oh ah eh hehe haha syukurlah finally yup yep yes iya ok oke "
    "okay baik siap sip great perfect good nice awesome memang juga".split()
)
"""Words at either end of a clause that change nothing."""

_X: Final = rf"(?:(?!(?:{'|'.join(sorted(phrases.PROBLEM_WORDS))})\b)[^\W\d_]+)"
"""Any word but those of trouble."""
_DAY: Final = "(?:yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_PAST: Final = rf"(?:(?!(?:{'|'.join(sorted(phrases.PROBLEM_WORDS - phrases.OVER_WORDS))})\b)[^\W\d_]+)"
"""The same in a story of what went wrong before."""
_ADDED: Final = pattern(r"""
    ^(?:i am )?(?:so[ ]|very[ ]|really )(?:happy|glad|relieved|pleased)(?: that)?[ ]|^confirmed[ ]|^(?:saya |
    kami )?(?:mengucapkan|ucapkan|haturkan|sampaikan)(?: banyak)?[ ](?=terima kasih)|^(?:no worries|
    once again|sekali lagi|bagi saya|saya anggap|for me|from my side)[ ]|
    ^(?:just )?(?:to[ ]|i (?:just )?wanted to[ ]|wanted to[ ]|let me )?(?:let you know|confirm|say)(?: that)?[ ]|
    ^i (?:can )?confirm(?: that)?[ ]|^i am (?:happy|glad|pleased) to (?:say|report|confirm)(?: that)?[ ]|
    ^(?:dengan ini |bersama ini )?(?:saya|kami) (?:sampaikan|informasikan|beritahukan|kabarkan|
    konfirmasi(?:kan)?)(?: bahwa)?[ ]|
    ^(?:sekadar|cuma|hanya) (?:info|mengabari)(?: bahwa)?[ ]
""")
"""How a clause is announced."""

_GOOD: Final = """(?:beres|kelar|normal|lancar|aman|nyala|menyala|jalan|berjalan|berfungsi|hidup|pulih|membaik|
    teratasi|
    berhasil|ampuh|manjur|nyambung|tersambung|konek|terhubung|aktif|kencang|terang|stabil|sesuai|benar|betul|pas|
    lengkap|terbuka|kebuka|terjawab|jelas|paham|mengerti|dipahami|dimengerti|kedengaran|kedengeran|terdengar|terbaca|
    ketemu|menemukan|oke|ok|cukup|tuntas|terselesaikan|terbantu|puas|tenang|sinkron|mendingan|cerah)"""
_TAIL: Final = "(?: (?:today|this morning|safely|now|just now|well|again))*"

SOLVED: Final = pattern(rf"""
    ^(?:
    (?:{_X} ){{0,4}}(?:sudah|akhirnya|sekarang|langsung|sampai sekarang|sampai saat ini) (?:{_X} ){{0,2}}{_GOOD}
    (?: (?:lagi|kembali|normal|{_X})){{0,3}}|
    (?:berhasil|beres|kelar|aman|ampuh|manjur|lancar|tuntas|selesai|paham|mengerti|jelas)(?: (?:semua|sekali|
    sekarang))?|
    (?:problem|issue|error) (?:is )?(?:gone|solved|fixed|resolved)(?: (?:on|from) (?:my|our) (?:side|end))?|
    (?:{_X} )?received|
    (?:that|this) is (?:perfect|exactly it|great|fine|it)|it helped(?: a lot| me| us)?|
    (?:sudah )?(?:beres|berhasil|normal|bisa|nyala|jalan)(?: {_X})? setelah(?: (?:saya |kami )?{_PAST}){{1,4}}|
    cara (?:yang )?(?:{_X} )?(?:berhasil|ampuh|manjur)|
    (?:\w+nya )?(?:saya |kami )?sudah (?:sampai|masuk|datang|muncul|tiba|kembali)(?: dengan (?:selamat|
    baik))?(?: \w+nya)?|
    sudah (?:saya |kami )?(?:baca|unduh|download|lihat|pelajari|simpan)(?: {_X})?|
    (?:{_X} )?sudah tidak (?:error|bermasalah|lemot|lambat|macet|hang|kedip|berkedip|putus|mati|blank|bunyi|panas|
    ngadat|
    lelet|lag|crash)(?: lagi)?(?: \w+nya)?|
    (?:error|masalah|pesan|peringatan|gangguan|kendala)(?:nya)? sudah tidak (?:muncul|ada|keluar|terjadi)(?: lagi)?|
    sudah tidak (?:muncul|ada|keluar|terjadi)(?: lagi)? (?:error|masalah|peringatan|gangguan|kendala)(?:nya)?|
    (?:{_X} ){{0,5}}(?:works?|worked|fixed|solved|resolved)(?: {_X}){{0,4}}(?: again| now)?|
    (?:since|after) (?:{_X} ){{1,4}}(?:is|works?|was) (?:fine|good|ok|okay|well)(?: again| now)?|
    (?:{_X} ){{0,3}}(?:has |have )?arrived{_TAIL}|
    (?:i )?(?:have )?(?:just )?(?:got|received|found|downloaded|printed) (?:it|them|(?:the|my) {_X}(?: {_X})?){_TAIL}|
    i am (?:back )?in(?: again| now)?|(?:that|this) answers (?:my|all my) questions?|
    (?:all )?(?:my )?questions? (?:is|are|has been|have been|was) answered|no more errors?(?: since (?:{_X}|
    this morning))*|
    (?:the )?(?:problem|error|issue) has not come back|mission accomplished|
    (?:{_X} ){{0,3}}(?:sekarang )?(?:sudah|akhirnya) (?:{_X} )?(?:bisa|normal|lancar|aman|nyala|menyala|
    jalan|berjalan|berfungsi|hidup|pulih|membaik|teratasi|oke|beres|berhasil|nyambung|tersambung|konek|terhubung|
    aktif|
    kencang|stabil|sesuai|benar|pas|lengkap|terbuka|kebuka|sinkron|betul|sampai)(?: (?:lagi|kembali|normal|semua|
    semuanya|sekarang|sekali|lancar))*|
    (?:{_X} ){{0,3}}(?:sekarang|sudah|akhirnya)(?: {_X})? bisa (?:di)?(?:login|log in|masuk|buka|akses|pakai|cetak|
    print|gunakan|
    unduh|download|hubungi|baca|lihat|tonton)(?: (?:lagi|kembali|{_X})){{0,2}}|
    sudah (?:saya |kami )?(?:bisa|berhasil) {_X}(?: (?:lagi|kembali|sekarang|semua|{_X}))?|
    (?:hore|yay|yes|yess|asik|asyik|akhirnya|alhamdulillah|sekarang|langsung) bisa(?: (?:lagi|sekarang|semua))?|
    (?:sekali coba |{_X} )?langsung (?:bisa|jalan|beres|nyala|normal|lancar|berhasil)|
    (?:kendala|masalah|gangguan|problem|keluhan|error|tiket|laporan)(?:nya)?(?: {_X})?(?: yang (?:saya|
    kami) (?:laporkan|sampaikan|alami))?(?: tadi| kemarin)? sudah (?:selesai|teratasi|beres|tuntas|hilang|
    terselesaikan)|
    sudah (?:selesai|beres|tuntas|cukup|clear|jelas|terjawab)(?: (?:semua|semuanya|sekarang|sekali))?|
    sudah tidak (?:error|bermasalah|muncul|lemot|ada (?:kendala|masalah|error))(?: lagi)?|
    (?:sekarang )?(?:sudah )?(?:saya |kami )?(?:sudah )?(?:paham|mengerti|dimengerti|jelas)(?: (?:sekarang|sekali))?|
    sudah muncul|(?:uang|dana|saldo)(?:nya)? sudah kembali|(?:tidak (?:usah|perlu)|gausah) (?:di)?(?:cek|periksa|
    cari)(?: lagi)?|
    sudah (?:saya |kami )?(?:terima|diterima|dapat|ketemu)(?: {_X}){{0,2}}|
    {_X} sudah (?:saya |kami )?(?:terima|diterima)(?: dengan baik)?|
    (?:(?:it|this|that|everything|all|(?:the|my|your|our) {_X}(?: {_X})?) )?(?:(?:is|are|was|has been|
    have been) )?(?:now |all |finally |
    both )*(?:works?|working|worked|fixed|solved|resolved|sorted|sorted out|up and running|
    back to normal)(?: (?:again|now|perfectly|well|fine|great|as expected|as it should|like a charm|for me|too|(?:on|
    from) (?:my|our) (?:side|end)|
    since (?:{_X}|{_DAY})))*|
    (?:it|this|that|everything|all|(?:the|my|your|our) {_X}(?: {_X})?) (?:is|are|has been|have been|looks|
    runs) (?:now |all |finally )*
    (?:fine|good|ok|okay|clear|running|online|in order|perfect)(?: (?:again|now|for me|since (?:{_X}|{_DAY})))*|
    (?:(?:the|my|our) )?(?:issue|problem|error|ticket|case|bug)s? (?:is|are|was|were|has been|have been|(?:is |
    seems )?now) (?:now )?
    (?:resolved|solved|fixed|gone|closed|sorted)(?: now)?|case closed(?: (?:from|on) my side)?|
    (?:the|my) {_X}(?: {_X})? (?:is|are) (?:printing|responding|connecting|syncing|loading|opening|charging|running|
    working|sending|receiving)(?: (?:again|now|fine))*|
    i (?:can|am able to)(?: now| finally)? (?:log ?in|sign in|get in|access|open|print|see|connect|use|read|
    work)(?: {_X}){{0,3}}
    (?: (?:again|now))+|
    (?:well )?received|exactly what i (?:needed|wanted|was looking for)|(?:just|exactly) what i needed|
    (?:that|this|it|your {_X}) (?:solved|fixed|resolved)(?: (?:it|my|the|our|everything))?(?: (?:problem|issue|
    {_X}))?|
    all (?:is )?(?:good|set|well|clear|done|sorted)(?: now)?|
    (?:that|it|this|which) (?:all )?makes (?:perfect |total )?sense(?: now)?|(?:i )?understood|i understand(?: now)?|
    i (?:have )?(?:just )?(?:received|got|found) (?:it|them|everything|(?:the|
    your) {_X}(?: {_X})?)(?: (?:this morning|
    today|yesterday|now|safely|just now))?|
    (?:a |an |the |your |that )?{_X}(?: {_X})? (?:helped|worked|fixed it|did it|did the trick|solved it|
    solved the (?:problem|issue))|
    (?:i have )?(?:no|nothing) (?:more|further|else|other)(?: (?:questions?|issues?|help|action))?
    (?: needed| required)?|
    no need to (?:look|check|call|search|investigate)(?: (?:further|any more|any longer|back|again|into it))?|
    (?:that is|that will be|this is) (?:all|enough|everything)(?: i needed)?|
    tidak ada (?:lagi|(?:pertanyaan|kendala|masalah|yang lain|hal lain)(?: lagi)?)
    )$
""")
"""It works, it has come, it is understood, nothing else."""

BACK: Final = re.compile(r"^(?:it|everything|all|service|the \w+) (?:is|are) back(?: (?:now|again|online|up))?$")
"""'It's back': the service, if somebody cheers beside it; else the trouble."""
JOY: Final = pattern(r"""
    \b(?:awesome|great|perfect|yay|hore+|excellent|brilliant|wonderful|fantastic|hurray|hooray|asy?ik|alhamdulillah)\b
""")

CLOSE_IT: Final = pattern(r"""
    ^(?:(?:tiket|ticket|laporan|kasus|nomor)(?:nya)?(?: ini)? )?(?:(?:di)?tutup(?:kan)?|close) (?:saja|
    aja)(?: (?:tiket|ticket|
    laporan|kasus)(?:nya)?)?(?: ini)?$|
    ^close (?:it|this|this ticket|the ticket)(?: now| please)?$|^(?:i think )?we can close (?:this|it|this one|
    the ticket)(?: now)?$|
    ^(?:(?:tiket|ticket|laporan|nomor|kasus|case|pertanyaan)(?: (?:ini|saya))? )?(?:sudah )?(?:boleh|bisa|silakan|
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

KIND: Final = pattern(rf"""
    ^(?:
    (?:thanks|thank you|terima kasih)(?: (?:so much|very much|a lot|again|banyak|sekali|anyway|all|
    everyone))*(?: (?:pak|bu|mas|mbak|kak|bang|mr|mrs|ms))?(?: {_X})?(?: for (?:letting (?:me|us) know|the update|
    your (?:update|reply)|(?:the|your|
    all|this|a|such|everything|that)(?: {_X}){{0,4}}|(?:looking|checking|helping|fixing|explaining|clarifying|
    answering|
    replying|responding|getting back|sorting|resolving|solving|telling|sharing)(?: {_X}){{0,4}})|
    (?: banyak)? (?:atas|untuk|buat)(?: {_X}){{1,7}}|(?: sudah)? (?:(?:cepat |sangat )?ditangani|menangani|sabar|
    bersedia|repot|(?:mem|di)?bantu(?:in)?|(?:men|di)jelaskan|(?:men|di)jawab|
    dibalas|membalas|direspon|merespon|dicek|mengecek|diperbaiki|memperbaiki)(?: {_X}){{0,2}})?|
    thanks anyway|(?:i )?(?:really |very much )?appreciate (?:it|(?:your|the|all)(?: {_X}){{1,3}})
    (?: very much| a lot)?|
    you (?:really )?saved (?:my|the|our) (?:day|life|week)|you are (?:the best|awesome|great|a star|a lifesaver)|
    (?:selamat|happy|enjoy(?: (?:the|your))?) (?:(?:ber)?akhir pekan|(?:ber)?istirahat|bekerja|beraktivitas|berlibur|
    menjalankan ibadah puasa|tahun baru|natal|lebaran|hari raya|idul fitri|weekend|holidays?|new year|day|evening)|
    have an? (?:nice|great|good|lovely|wonderful|pleasant) (?:day|weekend|evening|week|one|time|holiday)|
    maaf(?: ya)?(?: sudah)? (?:merepotkan|mengganggu)|sorry (?:for|to) (?:bother(?:ing)?|disturb(?:ing)?)(?: you)?|
    (?:itu|sekian|cukup|itu saja|cukup sekian)(?: (?:saja|sekian))?|(?:oh |o |oo )?(?:gitu|begitu)(?: ya)?|gpp|gapapa|
    tidak apaapa|(?:i )?see|good to know|much obliged|(?:semangat|sukses)(?: (?:terus|selalu))?(?: {_X}){{0,3}}|
    salut(?: (?:sama|dengan|buat))?(?: {_X}){{0,2}}|kabar (?:baik|bagus|gembira)|(?:very )?(?:happy|glad|relieved)|
    tidak (?:nyangka|menyangka)(?: {_X}){{1,3}}|(?:lega|canggih|terbaik|hebat|the best|salut|legend)(?: sekali)?|
    (?:sangat |{_X} )?cepat sekali (?:ditangani|direspon|dibalas|dijawab|{_X}nya)|
    (?:that|this|it|you|what|everyone)? ?(?:is|was|were|are|have been|has been)? ?(?:an? |so |such |very |really |
    super |most )*
    (?:helpful|fast|quick|impressive|efficient|professional|kind|great|good|amazing|awesome|excellent|fantastic|
    wonderful)(?: (?:help|news|service|support|work|job|team|indeed))*|
    no worries|no problem|once again|sekali lagi|(?:dengan )?hormat|
    take care(?: of yourself)?|all the best|(?:many )?greetings|keep up the good work|
    (?:pelayanan|layanan|respons?|penanganan|penjelasan|jawaban)(?:nya)? (?:yang )?(?:sangat )?(?:cepat|bagus|baik|
    memuaskan|ramah|jelas|luar biasa|mantap|keren|top)(?: sekali)?|(?:cepat|bagus|mantap|keren|ramah|jelas) sekali|
    luar biasa(?: (?:pelayanan|layanan|respons?)(?:nya)?)?|sangat (?:membantu|puas|jelas|terbantu|memuaskan)|
    puji tuhan(?: .{{0,40}})?|(?:kepada )?yth(?: {_X}){{0,3}}
    )$
""")
"""Thanks at length, praise, good wishes, an address."""

BLESSED: Final = frozenset(
    "semoga allah tuhan swt membalas dibalas balas kebaikan kebaikannya semua sehat selalu sukses berkah barokah "
    "lancar rezeki rejeki rezekinya makin tambah bahagia panjang umur diberi diberikan dilancarkan dimudahkan "
    "segala urusannya hari harinya menyenangkan dan yang berlipat ganda jasa jasanya amal ibadah anda bapak ibu pak "
    "bu mas mbak kakak kak sekeluarga keluarga kita tim ya amin aamiin pekerjaannya oleh atas god bless may you".split()
)
"""Words of a wish that begins with 'semoga' or 'may'; any other makes it a hope that something be done."""

STORY: Final = pattern(rf"""
    ^(?:(?:setelah|sesudah|habis)(?: {_PAST}){{1,5}}|(?:rupanya|ternyata)(?: {_PAST}){{1,6}}|
    (?:maaf|mohon maaf|sori|sorry)(?: ya)? (?:baru|telat|lama|terlambat) (?:mem)?(?:balas|bales|respon|kabar|
    kasih kabar|mengabari)(?:nya)?|
    (?:sorry|apologies|my apologies) for the (?:(?:late|delayed|slow) (?:answer|reply|response)|noise|confusion|
    trouble|inconvenience)|
    i (?:had|used|typed|forgot|entered|was using|missed|overlooked|did not see)(?: {_PAST}){{1,5}}|
    saya(?: yang)? (?:salah|lupa|keliru)(?: {_PAST}){{0,4}}|
    i (?:re)?(?:started|booted|installed|updated|cleared|followed|tried|did|changed|reset)(?: {_PAST}){{0,5}}|
    restarted|
    (?:sudah )?(?:saya |kami )?(?:sudah )?(?:coba|dicoba|ikuti|restart|lakukan|ganti)(?: {_PAST}){{0,4}}|
    turned out(?: {_PAST}){{1,6}}|
    benar (?:kata|seperti|yang dibilang)(?: {_PAST}){{0,4}}|(?:{_PAST} ){{1,3}}(?:was|were)(?: {_PAST}){{1,3}}|
    sudah (?:saya |kami )?(?:cek|periksa)(?: {_X}){{0,2}}|\w+nya|never mind|
    you were (?:absolutely |quite )?right|(?:it|that) (?:really )?(?:was|turned out to be) (?:just |only |simply )?
    (?:the|a|an|my|our)(?: {_PAST}){{1,3}}|(?:my|our) (?:mistake|fault|bad)|
    (?:{_X} ){{1,2}}(?:lengkap|cocok|sesuai|pas|sempurna)(?: semua)?|i did(?: exactly)? (?:what|as) you (?:said|
    wrote))$
""")
"""How it came to be well: counts only beside a clause that says so."""
_THANKED: Final = re.compile(r"thank|lifesaver|the best|terima kasih|appreciate|saved|nuwun|nuhun|suwun")


CLAUSE_MAX: Final = 16
"""Words of a clause that is looked at; a longer one says something of its own."""


def clause_kind(clause: str, *, cheered: bool = False) -> str | None:
    """Return `settled`, `thanks`, `kind` or `story` for a clause that says only that; None for any other.

    `cheered`: somebody cheers in the same text.
    """
    words = " ".join(_SLANG.get(word, word) for word in words_of(clause)).split()
    if len(words) > CLAUSE_MAX:
        return None
    first = next((at for at, word in enumerate(words) if word not in _PARTICLES), 0)
    last = next((at for at, word in enumerate(reversed(words)) if word not in _PARTICLES), 0)
    shapes = (words, words[first:], words[: len(words) - last], words[first : len(words) - last])
    kinds = (_kind_of(" ".join(shape), cheered=cheered) for shape in dict.fromkeys(map(tuple, shapes)) if shape)
    return next((kind for kind in kinds if kind), None)


def _kind_of(words: str, *, cheered: bool) -> str | None:
    said = _ADDED.sub("", words)
    if CLOSE_IT.match(said) or SOLVED.match(said) or (cheered and BACK.match(said)):
        return "settled"
    wish = said.split()
    if KIND.match(said) or (wish[:1] in (["semoga"], ["may"]) and BLESSED.issuperset(wish)):
        return "thanks" if _THANKED.search(said) else "kind"
    return "story" if STORY.match(said) else None
