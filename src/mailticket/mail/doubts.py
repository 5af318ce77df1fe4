"""What raises a doubt that a grateful text says more, by kind; most kinds decide alone (spec 3.9).

A wish, a condition, what will be, what is still wanting make a question of a text however grateful it is. A negation
that denies no trouble, a trouble that isn't told as over, something to do that isn't told as done, a figure may be the
story of what had been wrong: these are weighed (`signs`). `_HARMLESS` are phrases in which such words say nothing.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from mailticket.mail.lexicon import by_word, kinds_of
from mailticket.mail.patterns import pattern

_WORDS: Final = """
still: belum dereng durung acan blm alun belom pending unfinished yet still masih msh tetap tetep keneh isih remain
    remaining remains tersisa taksih sisa sisanya kedua kénéh
contrast: but however though although tho except otherwise tapi tp tetapi namun sayang sayangnya kecuali melainkan
    padahal meski meskipun walau walaupun nanging ngan unless unfortunately sadly regrettably instead whereas apart
    selain pity shame alas kendati biarpun besides tapinya albeit alai save neither bukan bukannya malah gantian
    meanwhile sementara
only: only tinggal cuma cuman hanya doang doank mung
wish: please pls plis plz mohon tolong minta harap kindly request requesting asking ask asks remind bantuin tolongin
    mintain dimohon diharapkan menawi upami ajukan mengajukan pengajuan memohon usul suggest propose needful tulung
    sekalian could would might want wants need needs needed perlu butuh butuhkan ingin pengen pengin mau arep badhe
    hoyong kepengen berminat tertarik berencana rencana rencananya prefer preferred rather wanna maunya inginnya
    alangkah baiknya carry sisan offer tawaran tawarannya proposal
question: apa apakah kenapa mengapa napa ngapa kapan kapankah dimana kemana berapa siapa bagaimana gimana gmn gmna
    piye pripun kumaha naha iraha sabaraha pundi opo baa whats when where why how whether wonder wondering tanya
    bertanya nanya menanyakan brp dmn bolehkah bisakah adakah benarkah confused puzzled puzzling clue kepriye mana
    mastiin kah
if: if kalau kalo klo kl jika jikalau bila bilamana apabila andai asal asalkan seandainya misal misalnya nek until
    whenever provided assuming supaya agar once
wait: tunggu ditunggu menunggu nunggu nungguin tungguin nantikan dinanti menanti entosan enteni ngantos await
    awaiting wait waiting waits forward nantiin pantau memantau monitor diproses memproses escalating escalated
    escalate diteruskan meneruskan forwarded forwarding diajukan dijadwalkan dijadwal scheduled tindaklanjuti
    menindaklanjuti processing passing handing expecting anticipation
later: will ill shall akan besok besuk lusa tomorrow tonight later soon nanti ntar ngko mengke mengko engke engkin
    kelak segera secepatnya asap dulu heula disik rumiyin riyin sebentar bentar next lekas senin selasa rabu kamis
    jumat sabtu depan dateng sakderengipun saderengipun sesuk
try: try trying cobain jajal cobi ngetes ngecek check checking retry verify dicobian cobaan
consent: setuju sepakat lanjut lanjutkan lanjutin dilanjut dilanjutkan teruskan gaskeun proceed ahead approve
    approval acc deal persetujuan agree agreed disagree sure opsi option terserah suits consult musyawarahkan
    direset disetujui lajengaken dilajengaken tindakaken mawon kemawon
enclosed: attach attached attaching attachment lampir lampirkan terlampir enclosed enclose screenshot skrinsut kirim
    kirimkan kirimin dikirim send sending unggah isi isikan nomor nomornya alamat alamatnya namanya nama tertulis
    number name reference trx serial tertera tulisan informasi premi
doubt: hope hoping hopes hopefully berharap mudahmudahan fingers khawatir kuatir takut afraid worry worried ragu
    doubt doubts unsure maybe perhaps possibly mungkin barangkali kayaknya kayanya sepertinya kelihatannya
    keliatannya tampaknya seem seems seemed guess suppose suspect entah entahlah lumayan nearer
half: half setengah setengahnya separuh sebagian sebagiannya partly partially partial almost nearly hampir kadang
    kadangkadang sometimes occasionally intermittent intermittently sesekali terkadang minus lacking kurang
    kelebihan twice dobel ish mostly largely separo saparo kirang bedo benten
ought: seharusnya semestinya supposed ought harusnya mestinya should meant maksud maksudnya asked ordered promised
    promise janji says dare kedahna kedahipun
other: another lain lainnya liyane sejen others additional additionally tambahan selanjutnya berikutnya ps nb btw
    oiya then same reserve moreover kepikiran notices tertinggal berganti behind satunya
complaint: kecewa disappointed disappointing unacceptable terrible awful useless pointless payah mahal percuma
    mempersulit kabur dispute charged denda jealous iri neglected failed fails fail failing refuses refused mogok
    ngambek blank penyok upside tersesat kosong kambuh kumat anehnya aneh weird strange odd berarti artinya jangan
    batal batalkan dibatalkan cancel batalin advance sebelumnya dont doesnt isnt wasnt wont wouldnt shouldnt cannot
    sengaja dang keblokir
"""
"""Words that no mere thanks have, by what they are."""
_KINDS: Final = {word: kinds[0] for word, kinds in by_word(_WORDS).items()}
_WEIGHED: Final = frozenset("denial trouble do hand".split())
"""Kinds of doubt that don't decide alone, if their clause or one behind it tells of success."""
WELL: Final = frozenset("well come able clear".split())
"""Kinds of words that tell of success."""

_HARMLESS: Final = pattern(r"""
    \b(?:(?:mohon )?maaf (?:\w+ ){0,3}(?:merepotkan|mengganggu|ngerepotin|repot)|(?:mohon )?maaf \w+|
    (?:mohon|tolong|please|kindly|pls|silakan) (?:\w+ )?(?:di)?(?:tutup|close)\w*|close \w* ?(?:pls|please)|
    (?:please |do |kindly )(?:thank|convey|pass on (?:my|our) thanks|give (?:my|our)|accept (?:my|our) thanks)|
    (?:please )(?:ignore|disregard)|(?:please )?(?:mark|consider) (?:this|it) (?:as )?(?:resolved|solved|closed)|
    (?:could|would) not (?:be happier|have (?:done|asked|been)|ask for)|couldnt be happier|cant thank you enough|
    kal(?:au|o) (?:begitu|gitu)|
    (?:nanti )?(?:kal(?:au|o)|jika|bila|if) (?:ada )?(?:apaapa|anything|perlu)(?: \w+){0,4}$|
    (?:no|any|without) (?:further |more |other )?(?:questions?|issues?|problems?|errors?|help|action needed)|
    (?:tidak|tanpa) (?:ada )?(?:perlu|lain|pertanyaan|usah|ragu|kurang)(?: \w+)?|(?:yang )mau ditanyakan|
    no (?:need|longer(?: need)?|worries|doubt)|(?:do not|dont) (?:worry|need|bother)|never ?mind|tidak apaapa|gapapa|
    (?:what|all|everything|just what|exactly what) (?:i|we) (?:need|needed|wanted|was looking for)|
    when i need(?:ed)? it|
    (?:like|as|the way) (?:it|they|everything) should|(?:seperti|sebagaimana) (?:se)?(?:mestinya|harusnya)|
    at once|once (?:again|more)|never once|that will be all|kindly$|
    should have (?:checked|looked|read|known|tried|noticed|asked|thought)(?: \w+){0,6}|
    harusnya (?:aku|saya) (?:baca|cek|lihat)(?: \w+){0,4}|saya kira(?: \w+){0,4}|tidak tau? cara\w*|
    i (?:hope|wish) you (?:have|all|a|and)(?: \w+){0,8}|hope you (?:have|all|and)(?: \w+){0,6}|
    semoga (?!cepat|lekas|segera|bisa|tidak|dapat|ga|berhasil|awet|kali)\w+(?: \w+)*|
    may (?:god|allah|you|your)(?: \w+)+|
    sorry to (?:have )?(?:both|troubl|disturb)\w+|sebelum \w+|not only|(?:tidak|bukan) (?:hanya|cuma)|
    how (?:quick|fast|easy|kind|simple|nice|lovely)\w*|i know how|explained (?:how|why)|explaining (?:how|why)|
    that is (?:how|why)|(?:on|at) (?:the )?first (?:try|attempt|go)|for checking|what a|
    (?:ternyata|rupanya|emang|memang|karena|kirain|it was|was|is|turned out|turns out|ampun)(?: (?:itu|ya|just))*[ ]
    (?:cuma|cuman|hanya|only)|(?:cuma|cuman|hanya|only) (?:\d+|in|took|muncul|lupa|salah)|
    (?:cache|kabel\w*|restart|capslock|salah \w+|email|ketik) doang|tinggal (?:pakai|pake|kedip|sen[ae]ng\w*)|
    (?:saya|kami) (?:minta|butuhkan|perlukan)(?= (?:tadi |kemarin )?sudah)|as (?!soon)\w+ as|whatever you did|
    (?:i|we) (?:just )?(?:only )?(?:want(?:ed)?|write) (?:merely )?to (?:say|thank|record|confirm|let you know)|
    in order|(?:best|kind|warm) wishes|as if|(?:tau|tahu|paham|mengerti) kenapa|(?:just|exactly|right) where|
    where (?:you (?:said|told|wrote)|they belong)|
    (?:ternyata|rupanya|soalnya|karena)(?: \w+){1,3} belum \w+|
    (?:please |kindly )?(?:pass|send|give|say|convey) (?:on )?(?:my|our) (?:thanks|compliments|regards|best)|
    (?:cuma|cuman|hanya|sekadar|sekedar|only) (?:mau|ingin|pengen|wanted to)[ ]
    (?:bilang|cerita|kabar\w*|say|tell|ngucap\w*|mengucap\w*|thank|let you)|
    but (?:so |very )?(?:happy|grateful|relieved|thankful)|^dulu kirain)\b
""")
_TOLD: Final = pattern(r"""
    ^done(?=[ ],|$)|tidak (?:usah|jadi|perlu)(?=[ ],|$)|
    (?:^|[ ],[ ])(?:coba|lets|do (?:that|it|this)|seka?e?dar saran)\b(?! go)|
    \b(?:as soon as|up to|one of|nobody has|no one has|did not|reset to|pindah ke|little thing|one more|satu lagi|
    thank(?:s| you) for (?:nothing|booking|passing|escalating|offering|sending|looking into|contacting|your order|
    the offer|ignoring|wasting|deleting|closing|taking my|going silent|making it worse|being late)|
    which (?!was|is|makes|means)\w+|
    p ,? ?s|right person|said to|^kemarin (?:sudah )?(?:normal|bisa)(?=[ ],|$)|\w+edish|tidur lagi|
    (?:tidak|indak) ju[go]a?|(?:nip|nik|npwp)(?: saya)? \d+|had paid \d+|0\d{3,}|yesterday (?:, )?today|
    (?:bulan|hari|minggu|tahun) depan|dari \d+|yep do|besar harapan\w*|
    (?:(?:am|pm)|\d(?:am|pm)|\dth|monday|tuesday|wednesday|thursday|friday) works|sementara ini|kita (?:lihat|liat)|
    (?:two|three|four|five|six|seven|eight|nine) of (?:the|our|my) \w+|
    (?:resolved|fixed|solved|sorted) for (?!me|us|good|now)\w+|
    (?:room|kamar|ruang|ext|extension|polis|nomer) \d\w*|nutup tiket\w*|otw|on my way|
    ini (?:foto|bukti|berkas)\w*|heres|here (?:is|are)|
    tidak ada (?!masalah|kendala|pertanyaan|keluhan|gangguan|error|yang|satu|apa|hal)\w+ lagi|
    lupa kau|hari (?:senin|selasa|rabu|kamis|jumat|sabtu|minggu)|aja deh|just \d+\w*|
    kasih (?:banyak )?(?:ya )?(?:sudah )?(?:di(?:catat|terima|teruskan|jadwalkan|proses)|
    atas (?:tawaran|janji|penolakan))\w*|
    silakan di(?!tutup|close)\w+|(?:close|tutup)(?: saja)? (?:the|my|akun|rekening)?[ ]?
    (?:account|window|akun|rekening|saya)|
    closed? \w+ ?\w* ?(?:and|by|after|of|setelah)|semoga (?:cepat|lekas|segera|bisa|tidak|dapat)|not the|
    (?:works?|worked|working|running) (?:for (?:about |one |an |two )|on my phone|yesterday|on and off|forever)|
    (?:works?|enabled) (?:now |again )?for (?!me\b|us\b|all|every|my|our|the whole)\w+)\b|
    \b(?:kan|tidak(?: (?:tuh|sih|ya|nih))?)(?=[ ],|$)
""")
"""Phrases of what is left to do."""
_DENIED: Final = frozenset(
    "lagi maneh malih deui longer anymore more single further even harm complaint complaints questions question "
    "pertanyaan nyangka menyangka sangka nyadar sadar usah bertele apaapa kaget tombok begadang marah bayar antri "
    "only satu pun nunggu lama suatu noticed notice known seen idea heard doubt worries worry words putus mengeluh "
    "rewel ngetawain tau tahu".split()
)
"""Words whose denial is no lack, beside those of trouble."""
_NOT: Final = frozenset(
    "tidak not no never nothing mboten teu ndak ora nobody none nor indak henteu cant couldnt didnt wasnt hasnt "
    "havent hadnt kagak nda gausah".split()
)
_OVER: Final = frozenset(
    "gone solved resolved fixed hilang selesai teratasi beres sembuh vanished disappeared tuntas sorted over went "
    "terselesaikan ilang cleared closed itself pulih normal musnah kelar".split()
)
_TELLS: Final = frozenset("well able come past glad span clear not".split())
"""Kinds of words beside which a figure says how well it is."""
_BEFORE_FIGURES: Final = frozenset("jam pukul at sejak since of dock suhu ping bintang error".split())
_AFTER_FIGURES: Final = frozenset("am pm derajat min menit hours ms persen may stars bintang".split())
_NOW: Final = frozenset(
    "sudah langsung akhirnya sekarang jadi already now finally sampun tos wis alah uwis parantos geus nunga kini "
    "barusan baru telah alhamdulillah udahan".split()
)
_ABLE: Final = frozenset("bisa can able saged saget tiasa iso biso berhasil managed dapat".split())
_CAUSE: Final = frozenset(
    "ternyata rupanya turns turned jebul tibake karena gara garagara was were kira kirain".split()
)
_PAST: Final = frozenset("setelah sesudah sejak habis abis since after semenjak tadi kemarin yesterday begitu".split())
_DOERS: Final = frozenset("i we you saya abis udah".split())
_DENIES: Final = 6
"""Words behind a negation among which the trouble must stand that it denies."""


def doubt(clauses: Sequence[Sequence[str]]) -> str | None:
    """The first word or phrase for which a text, as the words of each clause, is a question; None without any."""
    told = _TOLD.search(" , ".join(map(" ".join, clauses)))
    well = max((at for at, clause in enumerate(clauses) if _tells_well(clause)), default=-1)
    found = (
        word for at, clause in enumerate(clauses) for word, kind in _doubts(clause) if kind not in _WEIGHED or at > well
    )
    return told[0] if told else next(found, None)


def _tells_well(clause: Sequence[str]) -> bool:
    return any(not WELL.isdisjoint(kinds_of(word)) for word in clause)


def kinds_of_doubt(clause: Sequence[str]) -> frozenset[str]:
    """What doubts a clause raises."""
    return frozenset(kind for _, kind in _doubts(clause))


def _doubts(clause: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each word that raises a doubt, and its kind."""
    words = _HARMLESS.sub(" ", " ".join(clause)).split()
    kinds = [kinds_of(word) for word in words]
    said = frozenset(kind for found in kinds for kind in found)
    before = ""
    for at, word in enumerate(words):
        if word in _KINDS:
            yield word, _KINDS[word]
        elif not _licensed(words, kinds, at, said, before):
            yield word, "denial" if word in _NOT else kinds[at][0]
        before = _scope(word) or before


def _licensed(
    words: Sequence[str], kinds: Sequence[tuple[str, ...]], at: int, said: frozenset[str], before: str
) -> bool:
    """Whether a word of denial, trouble, doing or number leaves nothing to do; `before`: what it stands under."""
    word, kind = words[at], kinds[at][0]
    if word in _NOT:
        behind = range(at + 1, min(at + 1 + _DENIES, len(words)))
        return any(words[one] in _DENIED or {"trouble", "amiss"}.intersection(kinds[one]) for one in behind)
    if kind == "trouble":
        denied = not _NOT.isdisjoint(words[max(0, at - _DENIES) : at])
        return denied or before in {"cause", "past"} or not _OVER.isdisjoint(words)
    if kind in {"do", "hand"}:
        return before != "" or (at > 0 and words[at - 1] in _DOERS) or not _OVER.isdisjoint(words)
    if kind == "number":
        beside = (at > 0 and words[at - 1] in _BEFORE_FIGURES) or not _AFTER_FIGURES.isdisjoint(words[at + 1 : at + 2])
        return beside or not _TELLS.isdisjoint(said)
    return True


def _scope(word: str) -> str:
    """Under what the words behind this one stand: told as done, possible, cause or past; '' for nothing new."""
    scopes = (("now", _NOW), ("able", _ABLE), ("cause", _CAUSE), ("past", _PAST))
    return next((scope for scope, words in scopes if word in words), "")
