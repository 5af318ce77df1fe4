"""Thanks told by their signs, where no table knows the clauses (spec 3.9): `learnt` words weigh, vetoes decide alone.

Every word, and every pair of neighbours, has a weight learnt from labelled texts (`tests/sets/learn.py`); words never
seen weigh a little against. A sign of a wish, doubt, time or number makes a question of any text.
"""

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Final

from mailticket.mail import phrases
from mailticket.mail.learnt import LEARNT
from mailticket.mail.patterns import pattern
from mailticket.mail.settled import SLANG
from mailticket.mail.words import words_of

BAR: Final = 3.0
"""The sum of weights above which a text is thanks; of texts not learnt from, some 1 question in 200 passes it."""
SIGN: Final = 0.5
"""The weight that one word or pair must have by itself: many small ones make no thanks."""
SIGNS_WORDS_MAX: Final = 80
"""Words of a text that is weighed."""
EVIDENCE: Final = 3
"""Words and pairs that are told as the reason."""
UNSEEN: Final = "#unseen"
"""Stands for each word that was never learnt."""
UNSEEN_BESIDE: Final = "#unseen-beside"
"""The same, of a word in a clause with one of contentment."""
BIAS: Final = "#bias"
"""Stands in every text."""
GLAD: Final = "#glad"
"""Stands for a glad emoji."""

_CLAUSE: Final = re.compile(r"[.!?,;:\n()\"]+|\s[-–—]+\s|[\U0001f300-\U0001faff\u2600-\u27bf]+")
_AFFIXED: Final = re.compile(
    r"^(?:meng|meny|mem|men|peng|pem|pen|ber|ter|per|di|ke|se)?(\w{4,}?)(?:kan|in|an|i|ing|ed|s)?(?:nya|ku|mu|pun)?$"
)
_DOUBLED: Final = re.compile(r"(.)\1+")
_NAMED: Final = re.compile(
    r"\b((?:[Pp]ak|[Bb]apak|[Bb]u|[Ii]bu|[Mm]as|[Mm]ba|[Mm]bak|[Kk]ak|[Bb]ang|[Kk]ang|Mr|Mrs|Ms|Dr|Dear|Hi|Hello|Halo|"
    r"[Mm]akasih|[Kk]asih|[Tt]hanks|[Tt]hank you|[Tt]rims|[Cc]heers)\.?)(?:,? [A-Z][a-z]+){1,2}\b"
)
"""Whom one speaks to: no word to weigh."""
_UNSAID: Final = frozenset(
    "ya yaa yah nih deh dong sih lah lho loh kak kakak mas mba mbak pak bapak bu ibu min admin bang gan sis bli "
    "kang teh om bos bro sir maam guys mr mrs ms".split()
)
"""Words that weigh nothing: particles, titles."""
_HARMLESS: Final = pattern(r"""
    \b(?:(?:tidak|tanpa) (?:ada )?(?:lagi )?(?:masalah|kendala|pertanyaan|keluhan|gangguan|error|eror|macet|lemot|hang|
    lambat)(?:nya)?(?: lagi| apaapa)*|
    (?:masalah|kendala|gangguan|error|eror|problem|issue)s?(?:nya)?
    (?: (?:saya|kami|is|has been|was|itu|ini|hari|yang saya laporkan))*[ ]
    (?=sudah|solved|resolved|fixed|gone|selesai|teratasi|beres)|
    no (?:more|further|longer|other)(?: (?:problems?|issues?|questions?|an issue|errors?|complaints?))|
    without (?:any |a )?(?:problems?|issues?|errors?|hitch)|no (?:problems?|issues?|errors?)(?= now| any ?more| at all)|
    maaf (?:\w+ ){0,3}(?:merepotkan|mengganggu|ngerepotin)|
    (?:works?|worked|working|fine|normal|ok|okay|accessible|available|reachable|usable|online|thanks|you|once|
    see|use|open|print|access|get in|connect|log in|login|send|receive|scan) again|
    (?:can|may|could) (?:now |safely )?(?:be )?closed?(?= it| this| the ticket| my ticket| now|$)|
    (?:i|we|everyone|everybody) can (?=now|finally|see|use|open|print|access|get|log|send|connect|work)|can now|
    (?:have|enjoy) an? \w+(?: \w+)? (?:day|week|weekend|evening|one|time)|on an? \w+ (?:evening|night|morning|weekend)|
    (?:sama|terima kasih)(?: kasih)? sama ?sama|sama sama|at the first (?:attempt|try|go)|first time|
    (?:selamat |met )(?:pagi|siang|sore|malam)|good (?:day|morning|afternoon|evening)|
    atas perhatian\w*|boleh (?:saja |langsung )?di(?:tutup|close)|yang sama(?= sekali)|hari ini|hari[ ]
    (?=menyenangkan|indah|baik)|pagi ini|
    (?:sudah )?(?:saya |kami |tak )?(?:di)?coba
    (?=[ ]dan (?:\w+ )?(?:bisa|berhasil|lancar|normal|semua|berjalan|jalan|sudah|langsung))|
    (?:as|like|the way) (?:it|they|everything) should|(?:shows?|showing|comes?|popped) up again|
    (?:tested|tried) and (?=\w+ (?:works|working|fine|ok))|when i (?:need|needed) it|
    (?:everything|all|is|are) in order(?= now| again|$| ,)|
    (?:no|tidak perlu) (?:further |more )?(?:help|bantuan)(?: needed| required| lagi)?|
    (?:seperti|sesuai) (?:biasa|yang diharapkan|harapan)|as (?:expected|hoped)
    )\b
""")
"""Words of trouble, wish or time in company in which they are none."""
_FIELD: Final = re.compile(r"^[\w ]{2,30}:[ \t]*\S", re.MULTILINE)
"""A line of a form: `alamat baru: Bandung`."""
WELL: Final = frozenset(
    "grateful thankful gratitude obliged indebted appreciate appreciated appreciation kudos bravo lifesaver hero "
    "legend restored resolved solved fixed sorted repaired recovered cured accessible available visible reachable "
    "usable stable running smooth smoothly flawlessly perfectly beautifully nicely fine normal normally properly "
    "correctly perfect excellent brilliant fantastic amazing awesome superb wonderful great lovely marvellous "
    "magic hooray yay hurray works worked working connects connected prints printed opens opened loads loaded "
    "logged arrived received alive success successfully successful succeeded happy glad delighted pleased "
    "relieved satisfied impressed clear understood makes sense helpful kind patient quick fast prompt "
    "professional efficient order stars selesai beres kelar rampung tuntas pulih stabil lancar jos joss gandos "
    "ngacir nyala menyala hidup jalan berjalan berfungsi aktif nyambung nyambut konek terhubung tersambung kebuka "
    "terbuka terbaca tampil sukses berhasil teratasi terselesaikan tertangani sembuh mulus ngebut kenceng kencang "
    "aman mantap mantab mantul keren top sip siip ajaib senang lega puas bahagia gembira bangga salut terharu "
    "terbantu membantu terima paham mengerti jelas ramah sigap gercep sabar baik bagus sempurna lengkap cocok "
    "sesuai berkah barokah sehat rezeki rejeki pahala saged becik sae mari rebes alhamdulillah syukur syukurlah "
    "akhirnya horee hore".split()
)
"""Words of contentment and success: they count as such even where they were never learnt."""
GLADNESS: Final = "#well"
"""Stands in a text with one of them."""
_DOUBTS: Final = frozenset(
    "nanging dereng durung teu acan ilang piye ngan sayang tho noticed noticing instead yet looking hoping hope "
    "hopes expect lasted lasts asks asked asking says said cek ngecek ngetes test tes testing try trying tried "
    "coba tonight soon days weeks month months kirain barusan sampai hingga sore loud noisy minus padahal malah "
    "kayaknya sepertinya kelihatannya seems seem think guess unsure wonder wondering sebentar jadwal pukul "
    "seminggu sebulan setahun berharap diharap apart partially kok kah kapankah until unable different beda "
    "berbeda aneh strange odd alamat alamatnya address two three four five six seven eight nine ten dua tiga "
    "empat lima enam tujuh delapan sepuluh oclock hopefully blurry buram weird remind ingatkan verify confirm".split()
)
_VETOES: Final = phrases.PROBLEM_WORDS | phrases.NEGATIONS | _DOUBTS


def content(text: str, weights: Mapping[str, float] | None = None) -> str | None:
    """The words by which a text is told to be mere thanks; None where they don't outweigh the rest, or in doubt.

    `weights`: other ones than the learnt.
    """
    if _FIELD.search(text):
        return None
    clauses = [" ".join(SLANG.get(word, word) for word in words_of(clause)) for clause in _CLAUSE.split(text)]
    spoken = " , ".join(clauses)
    said = _HARMLESS.sub(" ", spoken).split()
    if len(said) > SIGNS_WORDS_MAX or not _VETOES.isdisjoint(said) or any(map(_has_digit, said)):
        return None
    weights = weights or learnt_weights()
    found = features(text)
    if GLADNESS not in found and not phrases.THANKED.search(spoken):
        return None
    best = sorted(found.keys() & weights.keys(), key=weights.__getitem__, reverse=True)[:EVIDENCE]
    if not best or weights[best[0]] < SIGN or weight(found, weights) <= BAR:
        return None
    return ", ".join(one.strip("^ $") for one in best)


def features(text: str) -> Mapping[str, str]:
    """Every word of a text as it is weighed, and every pair of neighbours in a clause (`^` and `$` are its ends).

    With each, what stands for it where it was never learnt: '' for a pair.
    """
    found = {BIAS: "", GLAD: ""} if phrases.THANKS_EMOJI.search(text) else {BIAS: ""}
    for clause in _CLAUSE.split(_NAMED.sub(r"\1", text)):
        said = [word for one in words_of(clause) for word in SLANG.get(one, one).split()]
        words = [_stem(word) for word in said if word not in _UNSAID]
        if not WELL.isdisjoint(said):
            found[GLADNESS] = ""
        stand_in = UNSEEN if WELL.isdisjoint(said) else UNSEEN_BESIDE
        found |= dict.fromkeys(words, stand_in)
        found |= {f"{one} {other}": "" for one, other in pairwise(("^", *words, "$")) if words}
    return found


def weight(found: Mapping[str, str], weights: Mapping[str, float]) -> float:
    """The sum of what features weigh."""
    return sum(weights.get(one, weights.get(stand_in, 0.0)) for one, stand_in in found.items())


@cache
def learnt_weights() -> Mapping[str, float]:
    """What was learnt, by feature: hundredths in the table."""
    return {
        one: int(hundredths) / 100
        for one, _, hundredths in (line.rpartition(":") for line in LEARNT.replace("_", " ").split("|"))
    }


def _stem(word: str) -> str:
    return _DOUBLED.sub(r"\1", _AFFIXED.sub(r"\1", word))


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
