"""Clauses by which a customer says that all is well, in Indonesian and English: data for intent.py (spec 3.9).

A clause must have one of these forms from its first word to its last; what may stand in a gap is a word that is no
sign of trouble (`phrases.PROBLEM_WORDS`). Slang is written out first.
"""

import re
from typing import Final

from mailticket.mail import phrases
from mailticket.mail.solved import BACK, CLOSE_IT, PAST, SOLVED, X, clauses, marked
from mailticket.mail.words import words_of

SLANG: Final = {
    word: line.split(":")[0]
    for line in (
        "sudah:sdh udah udh dah telah udahan tos parantos sampun uwis wis alah nunga",
        "belum:blm blum",
        "tidak:tdk tak gak ga gk nggak ngga enggak engga kagak",
        "bisa:bs bsa bisaa tiasa saget iso biso boi",
        "banyak:bnyk byk",
        "sekarang:skrg skr skrang",
        "saya:sy aku gue gw",
        "yang:yg",
        "dengan:dgn",
        "cepat:cepet cpt",
        "bagus:bgs",
        "sekali:skali bgt banget bngt",
        "kencang:kenceng",
        "benar:bener leres",
        "aman:amanaman",
        "lancar:lancarlancar",
        "baik:baikbaik",
        "terima kasih:trmksh trmkasih trimakasih terimakasih trims makasih makasi mksh maaci maacih",
        "terima kasih:maaciw makaci tks terimaksih terimaksi terikasih terimakash trmakasih makaish mkasih maksih",
        "terima kasih:makash arigatou arigato gomawo kamsia barakallah barakallahu makacih macaci acih",
        "you:u yuo yu",
        "your:ur",
        "thanks:thx tq ty thnx tnx thanx thnks thansk tahnks thnak thanls thankz tenks tengs",
        "it is:its",
        "that is:thats",
        "you are:youre",
        "i am:im",
        "i have:ive",
        "you have:youve",
        "has not:hasnt",
        "mengerti:ngerti",
        "terima kasih:nuwun suwun nuhun tengkyu tengkiu tencu mauliate suksma",
        "silakan:monggo mangga",
        "tiket:tiketnya tiketnnya",
        "ticket:ticketnya",
        "laporan:laporannya",
        "nomor:nomornya",
        "ditutup:diclose dclose ditutupin",
        "do not:dont",
        "have not:havent",
        "what is:whats",
    )
    for word in line.split(":")[1].split()
}

_PARTICLES: Final = frozenset(
    "wah alhamdulillah ya yaa yah nih deh dong sih kok lah lho loh ini itu kak kakak mas mba mbak pak bapak bu ibu "
    "min admin bang gan "
    "sis bli kang teh da uda uni om tante ndan bosku bossku bos boss wkwk wkwkwk aduh hihi hadeh ustadz ustaz dok "
    "dokter "
    "bro sir maam guys team tim wow oh ah eh hehe haha syukurlah finally yup yep yes iya ok oke "
    "oalah owalah okay baik siap sip great perfect good nice awesome memang juga".split()
)
"""Words at either end of a clause that change nothing."""

_ADDRESSED: Final = frozenset(
    "ya yaa yah kak kakak mas mba mbak pak bu min kok sih deh dong nih lah lho loh bang".split()
)
"""Words to somebody, which may stand between any others."""
_ADDED: Final = clauses(r"""
    ^(?:i am )?(?:so[ ]|very[ ]|really )(?:happy|glad|relieved|pleased)(?: that)?[ ](?!with)|^confirmed[ ]|
    ^(?:saya |
    kami )?(?:mengucapkan|ucapkan|haturkan|sampaikan)(?: banyak)?[ ](?=terima kasih)|^(?:no worries|
    once again|sekali lagi|bagi saya|(?:sudah )?(?:saya|kami|dapat) (?:di)?anggap|for me|from my side)[ ]|
    ^(?:just )?(?:to[ ]|i (?:just )?wanted to[ ]|wanted to[ ]|let me )?(?:let you know|confirm|say)(?: that)?[ ]|
    ^(?:just )?(?:a )?(?:quick |short |brief )?(?:note|message|line|mail|update) to (?:say|confirm|
    let you know)(?: that)?[ ]|
    ^i (?:can )?confirm(?: that)?[ ]|^i am (?:happy|glad|pleased) to (?:say|report|confirm)(?: that)?[ ]|
    ^(?:dengan ini |bersama ini )?(?:saya|kami) (?:sampaikan|informasikan|beritahukan|kabarkan|
    konfirmasi(?:kan)?)(?: bahwa)?[ ]|
    ^(?:kalau|kalo|klo) (?:begitu|gitu)[ ]|^(?:so far|sejauh ini|sementara(?: ini)?|untuk (?:saat )?(?:ini|
    sementara)|for now|
    as of now|at the moment|ah now|now|pokoknya|intinya|then)[ ]|
    ^(?:sekadar|cuma|hanya) (?:info|mengabari)(?: bahwa)?[ ]
""")
"""How a clause is announced."""

KIND: Final = clauses(rf"""
    ^(?:
    (?:thanks|thank you|terima kasih)(?: (?:so much|very much|a lot|again|banyak|sekali|anyway|all|
    everyone))*(?: (?:pak|bu|mas|mbak|kak|bang|mr|mrs|ms))?(?: {X})?(?: for (?:letting (?:me|us) know|the update|
    your (?:update|reply)|(?:the|your|
    all|this|a|such|everything|that)(?: {X}){{0,4}}|(?:looking|checking|helping|fixing|explaining|clarifying|
    answering|
    replying|responding|getting back|sorting|resolving|solving|telling|sharing)(?: {X}){{0,4}})|
    (?: banyak)? (?:atas|untuk|buat)(?: {X}){{1,7}}|(?: sudah)? (?:(?:cepat |sangat )?ditangani|menangani|sabar|
    bersedia|repot|(?:mem|di)?bantu(?:in)?|(?:men|di)jelaskan|(?:men|di)jawab|
    dibalas|membalas|direspon|merespon|dicek|mengecek|diperbaiki|memperbaiki)(?: {X}){{0,2}})?|
    (?:(?:many|big|huge|sincere|heartfelt|warm|with) )+thanks(?: for(?: {X}){{1,5}})?|
    thanks (?:a million|a bunch|a ton|heaps|loads)|(?:a )?(?:big|huge) thank you|
    (?:thanks|thank you)(?: both| all| guys| team)?(?: so much| very much)? for (?:clearing|handling|
    being (?:so |very |really )*(?:helpful|
    patient|kind|quick|fast|responsive|supportive|great|nice|understanding|there)|going (?:the extra mile|above|
    out of)|
    taking (?:the time|care|a look|my call)|walking|guiding|showing|providing|assisting|supporting|arranging|
    unlocking|resetting|restoring|enabling|
    activating|following|bearing|understanding|coming|dealing|attending|investigating|making (?:it|this) (?:so )?
    easy)(?: {X}){{0,5}}|
    terima kasih(?: banyak)?(?: (?:pak|bu|mas|mbak|kak))?(?: {X})? yang (?:{X} )?(?:baik(?: hati)?|ramah|sabar|
    cepat|
    hebat|sigap|keren|membantu)|terima kasih(?: {X}){{0,2}} (?:sudah )?(?:mau )?(?:di|
    mem)?bantu(?:in)?(?: {X}){{0,2}}(?:[ ]
    (?:dari|sejak)(?: (?:kemarin|tadi|pagi|awal))+)?|terima kasih(?: {X}){{0,2}} (?:sudah )?mau (?:repotrepot|repot|
    bersabar|membantu|menjelaskan|mendengarkan)(?: {X}){{0,2}}|
    (?:sudah )?(?:sangat |banyak )?(?:membantu|terbantu|dipermudah)(?: (?:sekali|{X})){{0,3}}|
    (?:gercep|gesit|sigap|ramah|puas|senang|salut|terharu|lega|gembira)(?: (?:sekali|sangat))?(?: (?:sama|
    dengan|atas|
    dilayani|dibantu)(?: {X}){{1,3}})?|kerja (?:yang )?(?:bagus|hebat|keren)|
    (?:sehat|sukses|lancar|bahagia|jaya) (?:selalu|terus)(?: {X}){{0,4}}|
    (?:oh |o |ooh )?(?:gitu|begitu)(?: ternyata)? (?:cara|caranya|toh|rupanya)(?: ya)?|
    (?:penjelasan|jawaban|panduan|petunjuk|arahan|solusi|langkah)(?:nya)?(?: {X})? (?:sangat |
    {X} )?(?:mudah dipahami|
    mudah diikuti|membantu|jelas|lengkap|tepat)(?: sekali)?|
    (?:that|this|it) was (?:really |so |very |super )?(?:easy|quick|fast|simple|painless)|nice one|
    you (?:really )?made my (?:day|week)|i owe you(?: one)?|(?:great|excellent|top|good|superb) (?:service|
    support|work|
    job|help)(?: as (?:always|usual|ever))?|(?:that is |this is )?(?:exactly|just) what i (?:needed|wanted|
    was after)|
    (?:nanti )?(?:kalau|kalo|jika|bila) ada (?:apaapa|masalah|kendala|pertanyaan|
    keluhan)(?: lagi)? (?:nanti )?(?:saya|
    kami) (?:akan )?(?:hubungi|kabari|kabarin|tanya|lapor|infokan|kontak)(?: lagi| kembali)?|
    (?:i will (?:let you know|be in touch|reach out|write again|contact you)) if (?:it|this|anything|something)
    (?: else)? (?:happens|comes up|goes wrong)(?: again)?|
    maaf(?: {X})?|(?:titip )?salam (?:buat|untuk|kepada)(?: {X}){{1,3}}|no need to (?:reply|answer|respond)|
    spot on|bingo|top|
    terima kasih fiikum|(?:di )?tempat|salam sejahtera|shalom|om swastiastu|rahayu|horas|
    (?:thanks|thank you)(?: so much| a lot)? for (?:the|your|all|all the|all your) (?:help|support|patience|
    effort|time|work)
    (?: (?:today|yesterday|{X}))?|
    (?:you|your (?:guys|team)|the team)(?: all| guys)? (?:really )?rocks?|
    (?:your |the |these |those )?(?:{X} )?(?:instructions?|explanation|steps?|answer|guide|tips?|advice) (?:was|
    were|is|are)
    (?: (?:very|really|so|super|extremely))* (?:clear|helpful|useful|good|great|perfect|easy to follow|spot on)|
    (?:i am |we are )?(?:very |really |so )?(?:happy|satisfied|pleased|delighted) with (?:the|your|
    this)(?: {X}){{1,3}}|
    (?:well |duly |all )?noted(?: with)?|copy that|roger(?: that)?|have a blessed (?:day|week|weekend|one)|
    (?:top|joss|mantap|keren|jos|sip|recommended|rekomended)(?: (?:markotop|gandos|sekali|banget|jiwa|habis|
    pisan|abis))*
    (?: (?:pelayanan|layanan|bantuan|tim)(?:nya)?)?|bintang (?:lima|5)(?: (?:buat|untuk))?(?: {X}){{0,3}}|
    terima kasih(?: {X}){{0,3}} (?:cantik|ganteng|baik|tersayang|terbaik)|
    terima kasih(?: {X}){{0,2}} (?:atas|untuk|buat)(?: {X}){{1,4}} (?:kemarin|tadi|hari ini|selama ini)|
    (?:mohon )?maaf(?: {X})? (?:sudah |telah |jadi )?(?:merepotkan|mengganggu|ngerepotin|
    bikin repot)(?: {X}){{0,2}}|
    thanks anyway|(?:i )?(?:really |very much )?appreciate (?:it|(?:your|the|all)(?: {X}){{1,3}})
    (?: very much| a lot)?|
    you (?:really )?saved (?:my|the|our) (?:day|life|week)|you are (?:the best|awesome|great|a star|a lifesaver)|
    (?:selamat|happy|enjoy(?: (?:the|your))?) (?:(?:ber)?akhir pekan|(?:ber)?istirahat|bekerja|beraktivitas|
    berlibur|
    menjalankan ibadah puasa|tahun baru|natal|lebaran|hari raya|idul fitri|weekend|holidays?|new year|day|evening)|
    have an? (?:nice|great|good|lovely|wonderful|pleasant) (?:day|weekend|evening|week|one|time|holiday)|
    maaf(?: ya)?(?: sudah)? (?:merepotkan|mengganggu)|sorry (?:for|to) (?:bother(?:ing)?|disturb(?:ing)?)(?: you)?|
    (?:itu|sekian|cukup|itu saja|cukup sekian)(?: (?:saja|sekian))?|(?:oh |o |oo )?(?:gitu|begitu)(?: ya)?|gpp|
    gapapa|
    tidak apaapa|(?:i )?see|good to know|much obliged|(?:semangat|sukses)(?: (?:terus|selalu))?(?: {X}){{0,3}}|
    salut(?: (?:sama|dengan|buat))?(?: {X}){{0,2}}|kabar (?:baik|bagus|gembira)|(?:very )?(?:happy|glad|relieved)|
    tidak (?:nyangka|menyangka)(?: {X}){{1,3}}|(?:lega|canggih|terbaik|hebat|the best|salut|legend)(?: sekali)?|
    (?:sangat |{X} )?cepat sekali (?:ditangani|direspon|dibalas|dijawab|{X}nya)|
    (?:that|this|it|you|what|everyone)? ?(?:is|was|were|are|have been|has been)? ?(?:an? |so |such |very |really |
    super |most )*
    (?:helpful|fast|quick|impressive|efficient|professional|kind|great|good|amazing|awesome|excellent|fantastic|
    wonderful)(?: (?:help|news|service|support|work|job|team|indeed))*|
    no worries|no problem|once again|sekali lagi|(?:dengan )?hormat|
    take care(?: of yourself)?|all the best|(?:many )?greetings|keep up the good work|
    (?:pelayanan|layanan|respons?|penanganan|penjelasan|jawaban)(?:nya)? (?:yang )?(?:sangat )?(?:cepat|bagus|baik|
    memuaskan|ramah|jelas|luar biasa|mantap|keren|top)(?: sekali)?|(?:cepat|bagus|mantap|keren|ramah|jelas) sekali|
    luar biasa(?: (?:pelayanan|layanan|respons?)(?:nya)?)?|sangat (?:membantu|puas|jelas|terbantu|memuaskan)|
    puji tuhan(?: .{{0,40}})?|(?:kepada )?yth(?: {X}){{0,3}}
    )$
""")
"""Thanks at length, praise, good wishes, an address."""

BLESSED: Final = frozenset(
    "terus kerjaannya kerjanya usaha usahanya bisnisnya maju jaya langgeng berkat berlimpah damai sejahtera seluruh "
    "para staf admin petugas senantiasa dalam lindungannya lindungan yme esa maha "
    "semoga allah tuhan swt membalas dibalas balas kebaikan kebaikannya semua sehat selalu sukses berkah barokah "
    "lancar rezeki rejeki rezekinya makin tambah bahagia panjang umur diberi diberikan dilancarkan dimudahkan "
    "segala urusannya hari harinya menyenangkan dan yang berlipat ganda jasa jasanya amal ibadah anda bapak ibu pak "
    "bu mas mbak kakak kak sekeluarga keluarga kita tim ya amin aamiin pekerjaannya oleh atas god bless may you".split()
)
"""Words of a wish that begins with 'semoga' or 'may'; any other makes it a hope that something be done."""

STORY: Final = clauses(rf"""
    ^(?:(?:setelah|sesudah|habis)(?: {PAST}){{1,5}}|(?:rupanya|ternyata)(?: {PAST}){{1,6}}|
    (?:maaf|mohon maaf|sori|sorry)(?: ya)? (?:baru|telat|lama|terlambat)(?: sempat| bisa)? (?:mem)?(?:balas|
    bales|respon|kabar|
    kasih kabar|mengabari)(?:nya)?|
    (?:sorry|apologies|my apologies) for the (?:(?:late|delayed|slow) (?:answer|reply|response)|noise|confusion|
    trouble|inconvenience)|
    i (?:had|used|typed|forgot|entered|was using|missed|overlooked|did not see)(?: {PAST}){{1,5}}|
    saya(?: yang)? (?:salah|lupa|keliru)(?: {PAST}){{0,4}}|
    i (?:re)?(?:started|booted|installed|updated|cleared|followed|tried|did|changed|reset)(?: {PAST}){{0,5}}|
    restarted|
    (?:barusan|tadi|kemarin) (?:sudah )?(?:saya |kami )?(?:sudah )?(?:coba|dicoba|tes|dites|cek|dicek|restart)
    (?: {PAST}){{0,3}}|(?:tadi |barusan |kemarin )?sudah (?:dibantu|ditangani|diperbaiki|dibenarkan|dibetulkan|
    dibereskan|
    diurus|diselesaikan)(?: oleh)?(?: {X}){{0,3}}|
    (?:the |your |a )?{X} (?:came|called|stopped) (?:by|over|round|around|me|us|today|yesterday|this morning)?|
    (?:the |your |a )?(?:technician|engineer|colleague|teknisi) came|
    (?:ternyata )?belum (?:di)?(?:colok|nyalakan|hidupkan|restart|update|pasang)|demikian(?: (?:disampaikan|
    informasinya|
    kabarnya))?|(?:please |you can |you may )?(?:ignore|disregard)(?: (?:it|this|my (?:last |earlier |
    previous )?(?:mail|
    message|question|email|request)))?|do not worry about it(?: (?:anymore|any more))?|malu|
    i (?:have )?read (?:the|your) {X}|
    (?:sudah )?(?:saya |kami )?(?:sudah )?(?:coba|dicoba|ikuti|restart|lakukan|ganti)(?: {PAST}){{0,4}}|
    turned out(?: {PAST}){{1,6}}|
    benar (?:kata|seperti|yang dibilang)(?: {PAST}){{0,4}}|(?:{PAST} ){{1,3}}(?:was|were)(?: {PAST}){{1,3}}|
    sudah (?:saya |kami )?(?:cek|periksa)(?: {X}){{0,2}}|\w+nya|never ?mind|(?:it was )?(?:a )?false alarm|
    (?:it was )?(?:my|our) (?:mistake|fault|bad|error|oversight)|tidak jadi|(?:my )?password (?:changed|reset)|
    you were (?:absolutely |quite )?right|(?:it|that) (?:really )?(?:was|turned out to be) (?:just |only |simply )?
    (?:the|a|an|my|our)(?: {PAST}){{1,3}}|(?:my|our) (?:mistake|fault|bad)|
    (?:it )?turns out(?: {PAST}){{1,6}}|(?:tadi )?\w+nya(?: {PAST}){{1,3}} (?:ternyata|rupanya)|
    (?:{X} ){{1,2}}(?:lengkap|cocok|sesuai|pas|sempurna)(?: semua)?|i did(?: exactly)? (?:what|as) you (?:said|
    wrote))$
""")
"""How it came to be well: counts only beside a clause that says so."""
_ANOTHERS: Final = re.compile(
    r"\b(?!(?:It|That|This|There|Here|What|Everything|Problem|Issue|Printer|Internet|Wifi)['’])[A-Z]\w+['’]s\b"
)
"""Whose it is: 'Dewi's works now' says nothing of mine."""


CLAUSE_MAX: Final = 16
"""Words of a clause that is looked at; a longer one says something of its own."""


def clause_kind(clause: str, *, cheered: bool = False) -> str | None:
    """Return `settled`, `thanks`, `kind` or `story` for a clause that says only that; None for any other.

    `cheered`: somebody cheers in the same text.
    """
    words = " ".join(SLANG.get(word, word) for word in words_of(clause)).split()
    if len(words) > CLAUSE_MAX or _ANOTHERS.search(clause):
        return None
    first = next((at for at, word in enumerate(words) if word not in _PARTICLES), 0)
    last = next((at for at, word in enumerate(reversed(words)) if word not in _PARTICLES), 0)
    plain = [word for word in words if word not in _ADDRESSED]
    shapes = (words, words[first:], words[: len(words) - last], words[first : len(words) - last], plain)
    kinds = (_kind_of(marked(shape), cheered=cheered) for shape in dict.fromkeys(map(tuple, shapes)) if shape)
    return next((kind for kind in kinds if kind), None)


def _kind_of(words: str, *, cheered: bool) -> str | None:
    said = _ADDED.sub("", words)
    if CLOSE_IT.match(said) or SOLVED.match(said) or (cheered and BACK.match(said)):
        return "settled"
    wish = said.split()
    if KIND.match(said) or (wish[:1] in (["semoga"], ["may"]) and BLESSED.issuperset(wish)):
        return "thanks" if phrases.THANKED.search(said) else "kind"
    return "story" if STORY.match(said) else None
