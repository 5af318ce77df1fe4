"""Words of greeting, courtesy and trouble in Indonesian and English, as people write them; data for intent.py."""

import re
from typing import Final


def _phrases(lines: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in lines.split(",") if phrase.strip())


ASKS: Final = re.compile(r"\?|^\s*(?:\d+[.)]|[-*])\s", re.MULTILINE)
"""A question mark or a list: not mere thanks."""

GREETINGS: Final = _phrases("""
    sama sama, samasama, sama2, sm sm, sama, kembali kasih, terima kasih kembali, dengan senang hati, senang
    bisa membantu, senang dapat membantu, tidak masalah, no problem, no worries, my pleasure, anytime, you are
    welcome, your welcome, welcome, glad to help, happy to help, glad to hear that, glad it helped, selamat
    pagi, selamat siang, selamat sore, selamat malam, pagi, siang, sore, malam, halo, hallo, hello, hi, hai,
    hey, assalamualaikum, assalamu alaikum, waalaikumsalam, wassalam, salam, good morning, good afternoon, good
    evening, have a nice day, have a good day, have a great day, selamat beraktivitas, semoga harinya
    menyenangkan, semoga hari anda menyenangkan, terima kasih, thanks, thank you, baik, siap, ok, oke, okay,
    noted, tarimo kasih, many thanks, much appreciated, appreciated, appreciate it, i appreciate it, cheers,
    kudos, i am grateful, jazakallah, jazakallah khair, jazakallahu khairan, jazakumullah, syukron, sukron,
    gracias, merci, tysm, tyvm,
""")

FILLERS: Final = _phrases("""
    ok, oke, okay, okey, okeh, oks, okie, baik, baiklah, siap, sip, sipp, siip, mantap, mantab, mantul, keren,
    top, joss, noted, ya, iya, yes, yep, yup, yeah, ooh, oh, wah, wow, nah, ah, eh, hehe, hehehe, haha, hihi,
    nih, nya, deh, dong, sih, loh, lho, kok, kan, lah, tuh, ini, itu, nice, great, excellent, awesome, super,
    cool, good, wonderful, fantastic, brilliant, amazing, alright, right, so, very, much, too, a, lot, again,
    all, really, banyak, sekali, sangat, kembali, lagi, yaa, yah, sudah, atas, untuk, utk, buat, dan, dengan,
    juga, jg, saya, kami, kita, anda, kamu, infonya, info, informasi, informasinya, bantuan, bantuannya,
    bantuanya, pertolongannya, responnya, respon, respons, responsnya, respond, balasannya, balasan, jawabannya,
    jawaban, penjelasannya, penjelasan, pencerahannya, perhatiannya, perhatian, kerja samanya, kerjasamanya,
    kerja sama, kerjasama, pelayanannya, pelayanan, layanannya, layanan, solusinya, solusi, tindak lanjutnya,
    konfirmasinya, konfirmasi, waktunya, supportnya, dukungannya, fast respon, fast response, cepat, cepatnya,
    yang, sekarang, membantu, dibantu, sangat membantu, sangat terbantu, terbantu, semoga sukses, sukses selalu,
    sehat selalu, salam sehat, tim, team, semua, semuanya, bersama ini, kami ucapkan, saya ucapkan, mengucapkan,
    ucapkan, haturkan, sebesar besarnya, sebanyak banyaknya, luar biasa, puas, saya puas, senang, ramah, sabar,
    lovely, phew, sweet, splendid, marvellous, 86, warahmatullah, wabarokatuh, wassalamualaikum, diucapkan,
    dihaturkan, kalau begitu, kalau gitu, kalo gitu, kalo begitu, klo gitu, ustadz, bingo, spot on, marvelous,
    superb, terrific, outstanding, neat, kang, teh, uda, da, uni, bli, ndan, duly noted, well noted, copy that,
    roger, roger that, k, bapak, pak, ibu, bu, mas, mba, mbak, kak, kakak, bang, gan, sis, bro, min, admin, om,
    tante, sir, maam, madam, mr, mrs, ms, dear, rekan, rekan rekan, sdr, saudara, mimin, cs, customer service,
    helpdesk, support, for, the, your, you, help, quick, prompt, fast, reply, response, answer, assistance,
    time, kind, patience, effort, efforts, information, explanation, solution, service, guys, everyone, it, is,
    now, everything, my, this, that, helping, me, us, to, i, we, am, are, and, great job, good job, well done,
    job, with, by, of, on, at, in, was, were, has, been, well, as, ever, best, regards, kind regards, best
    regards, warm regards, sincerely, yours, cheers, salam, hormat, salam hormat, hormat kami, hormat saya,
    wassalam, tertanda, hello, hi, halo, hai, hey, selamat pagi, selamat siang, selamat sore, selamat malam,
    pagi, siang, sore, malam, have a nice day, have a great day, have a good day, good day, nice day, weekend,
    semoga harinya menyenangkan, semoga hari anda menyenangkan, assalamualaikum, waalaikumsalam, wr, wb, khair,
    khairan, katsiran, katsir, ya allah, gitu, begitu, heaps, kindly, indeed, lega, terbaik, ton, bye, dadah,
    bravo, love, met, komandan, dengan hormat, bapak ibu, million, mate, pisan, jiwa, jaya, terkendali, bos,
    boss, doang, legend, danke, kepada, received with, sanget, puji tuhan, tim ti, tim it, yth, kepada yth, sm,
    hor, hore, yay, take care, bales, sukses, sebesarbesarnya, setinggitingginya, sebanyakbanyaknya,
    sedalamdalamnya, bosku, kakak admin, tim helpdesk, tim support, seluruh tim, repotrepot, kesediaan,
    kesediaannya, kesabaran, kesabarannya, tanggapan, tanggapannya, ilmu, ilmunya, hatur, matur, godang, warahmatullahi,
    wabarakatuh, god bless, god bless you, gbu, tuhan memberkati, amin, aamiin,
""")

PROBLEMS: Final = frozenset({
        "not working", "working on", "does not", "doesnt", "didnt", "dont", "cant", "cannot", "could you",
    "can you",
    "please", "belum bisa", "tidak bisa", "masih error", "gak bisa", "ga bisa", "nggak bisa", "ngga bisa",
        "tdk bisa", "kapan", "how", "when", "what", "why", "where", "which", "in advance", "sebelumnya mohon",
    "terima kasih sebelumnya", "makasih sebelumnya", "would like", "one more", "satu lagi", "no thanks",
    "thanks for nothing",
})  # fmt: skip
"""Phrases that make a text more than thanks."""

PROBLEM_WORDS: Final = frozenset({
        "tapi", "tp", "tetapi", "namun", "but", "however", "cuma", "hanya", "kecuali", "except", "masih",
    "still", "belum", "blm", "blum", "tidak", "tdk", "tak", "gak", "ga", "gk", "nggak", "ngga", "enggak",
    "engga", "kagak", "bukan", "jangan", "not", "no", "never", "again",
        "error", "eror", "gagal", "failed", "fail", "fails", "rusak", "broken", "problem", "issue", "masalah",
    "kendala", "gangguan", "salah", "wrong", "kecewa", "lambat", "slow", "lama", "mohon", "tolong", "minta",
    "harap", "please", "pls", "plis", "kalau", "kalo", "klo", "jika", "bila", "if",
        "apakah", "apa", "bagaimana", "gimana", "gmn", "kenapa", "mengapa", "kapan", "dimana", "mana",
    "berapa", "siapa", "how", "when", "what", "why", "where", "who", "which", "could", "can", "would", "may",
    "need", "want", "butuh", "perlu", "mau", "ingin", "pengen", "boleh",
        "dulu", "nanti", "besok", "lusa", "tomorrow", "later", "tunggu", "ditunggu", "menunggu", "wait",
    "waiting", "forward", "await", "akan", "will", "tanya", "bertanya", "menanyakan", "question", "lanjut",
    "lanjutan", "next", "another", "lain", "lainnya", "other", "also", "additionally", "selain",
        "percuma", "payah", "buruk", "bad", "worst", "useless", "nothing", "cancel", "batal", "batalkan",
    "komplain", "complaint",
        "kosong", "hilang", "mati", "habis", "mahal", "lemot", "telat", "terlambat", "ditolak", "expired",
    "kadaluarsa", "macet", "hang", "crash", "stuck", "lost", "missing", "empty", "dead", "tetap", "tetep",
    "kurang", "dobel", "double", "ganda", "palsu", "mental", "spam", "begini", "sama", "same", "hampir",
    "sebagian", "separuh", "setengah", "kadang", "kadangkadang", "seolah", "almost", "partly", "partially",
    "half", "some", "sometimes", "hardly", "barely", "none", "nobody", "neither", "once", "only",
        "supaya", "agar", "biar", "harus", "harusnya", "seharusnya", "semestinya", "katanya", "tadinya",
    "awalnya", "kemarin", "sempat", "yesterday", "should", "must", "might", "maybe", "mungkin", "segera",
    "secepatnya", "asap", "sekalian", "btw", "nb", "ps", "sebelumnya", "advance", "though",
        "kabari", "kabarin", "update", "lampirkan", "lampiran", "terlampir", "attached", "attach", "kirim",
    "kirimkan", "dikirim", "mengirim", "send", "ambil", "diambil", "proses", "diproses", "setuju", "lanjutkan",
    "bayar", "dibayar", "membayar", "transfer", "ditransfer", "isi", "diisi", "mengisi", "unggah", "upload",
    "diunggah",
    "daftar", "mendaftar", "damaged", "torn", "incomplete", "blank", "corrupt", "hour", "hours", "minute",
    "minutes",
    "until", "till", "while", "attempts", "senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "ahad", "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mengecewakan", "disappointing", "ignored",
    "worse", "unless", "sayangnya", "unfortunately", "sadly", "kedip", "keluar", "pilih", "order", "pesan",
    "whatever", "terserah", "penolakan", "penolakannya", "keterlambatan", "keterlambatannya", "kebenaran",
    "pindah", "ganti", "ubah", "tambah", "minggu", "hari", "jam",
        "dikit", "sedikit", "sebentar", "pertama", "kedua", "satunya", "punya", "opsi", "option", "first", "second",
    "used", "satu", "lembar", "selembar", "teknisinya", "orangnya", "petugasnya", "kurirnya", "tukangnya",
    "memproses", "mengecek", "memeriksa", "mengambil", "menjemput", "dijemput", "dimulai", "dibawa",
    "dijadwalkan", "dihapus", "terhapus", "janji", "janjinya", "antrean", "antrian", "tagihan", "denda",
    "virus", "iklan",
})  # fmt: skip
"""Words that make a text more than thanks: doubts, wishes, negations, questions."""

NEGATIONS: Final = frozenset({
        "tidak", "belum", "bukan", "jangan", "tak", "tdk", "blm", "gak", "ga", "nggak", "not", "never",
    "cannot", "cant", "dont", "wont", "isnt", "havent", "unless", "kecuali",
})  # fmt: skip

CONTRACTIONS: Final = tuple(
    (re.compile(rf"(?<=[a-z]){short}\b" if short[0] in "n[" else rf"\b{short}\b", re.IGNORECASE), long)
    for short, long in (
        ("can['’]t", "cannot"),
        ("won['’]t", "will not"),
        ("n['’]t", " not"),
        ("['’]ll", " will"),
        ("['’]ve", " have"),
        ("['’]re", " are"),
        ("['’]m", " am"),
    )
)
"""English short forms written out: 'we haven't' and 'we have not' are the same statement."""

_SAME: Final = (
    "anda bapak ibu pak bu bpk kakak kak mas mbak saudara",
    "kami saya aku",
    "we i",
    "are am",
    "our my",
    "us me",
    "sudah sdh udah udh dah telah",
    "belum blm",
    "tidak tdk tak nggak gak ga",
    "yang yg",
    "dengan dgn",
    "untuk utk",
    "dan dn",
    "bila jika apabila kalau kalo",
    "lagi lg",
    "juga jg",
    "terima trima",
    "mail email surel",
    "nomor no",
    "cannot cant",
)
SAME_WORD: Final = {word: line.split()[0] for line in _SAME for word in line.split()}
"""How the same is written by another hand, the usual word first: a desk says Bapak or Anda, saya or kami."""

CLOSES: Final = frozenset({
        "tutup", "ditutup", "menutup", "penutupan", "selesai", "diselesaikan", "tuntas", "close", "closed",
    "closing", "closes", "solved", "resolved", "settled",
})  # fmt: skip
"""The paragraph of a statement that has one of these is what it says; the others are courtesy."""

TAKES_BACK: Final = NEGATIONS | frozenset({
        "bila", "setelah", "sesudah", "sebelum", "tapi", "tetapi", "namun", "mohon", "tolong", "minta",
    "apakah", "boleh", "silakan", "silahkan", "coba", "if", "once", "after", "but", "however", "please",
    "would", "could", "can", "may",
})  # fmt: skip
"""Words beside a statement's core that may turn it into a condition or a question."""

LATER: Final = frozenset({
        "nanti", "akan", "besok", "lusa", "sampai", "hingga", "pekan", "minggu", "senin", "selasa", "rabu",
    "kamis", "jumat", "when", "until", "before", "will", "shall", "tomorrow", "later", "yet", "week",
    "monday", "tuesday", "wednesday", "thursday", "friday",
})  # fmt: skip
"""Words beside a closing's core by which it is only announced."""

TURNS: Final = TAKES_BACK | LATER | frozenset({
        "hampir", "batal", "jangan", "tetap", "tunda", "ditunda", "sebagian", "baru", "segera", "buka", "dibuka",
    "terbuka", "almost", "about", "only", "part", "partly", "keep", "stays", "remains", "open", "reopen", "hold",
    "wrong",
})  # fmt: skip
"""Words that turn a sentence about closing: not yet, not wholly, the other way round."""

WITHDRAWN: Final = frozenset({
        "abaikan", "keliru", "maksud", "kalimat", "teks", "ignore", "disregard", "mistake", "meant", "sentence",
    "text",
})  # fmt: skip
"""Words of somebody who takes a statement back or speaks about it."""

ANYTHING_ELSE: Final = re.compile(
    r"\b(?:ada|apakah ada) (?:hal )?(?:lagi|lain)|(?:bisa|dapat) (?:kami|saya) bantu|anything else|"
    r"(?:may|can|could) (?:we|i) help|further help|how are you|apa kabar",
    re.IGNORECASE,
)
"""Courtesy in the form of a question."""

TITLES: Final = frozenset(
    {
        "pak",
        "bapak",
        "bpk",
        "bu",
        "ibu",
        "mas",
        "mba",
        "mbak",
        "kak",
        "kakak",
        "bang",
        "om",
        "tante",
        "mr",
        "mrs",
        "ms",
        "dear",
        "sdr",
        "sdri",
        "saudara",
        "saudari",
        "dr",
        "bung",
        "neng",
        "teh",
        "kang",
        "koh",
        "ko",
        "ci",
        "cik",
        "hi",
        "halo",
        "hai",
        "hello",
        "rekan",
    }
)

THANKED: Final = re.compile(r"thank|lifesaver|the best|terima kasih|appreciate|saved|nuwun|nuhun|suwun")
"""Words of thanks, wherever they stand."""

THANKS_EMOJI: Final = re.compile(
    "[\U0001f64f\U0001f64c\U0001f64b\U0001f44d\U0001f44c\U0001f60a\U0001f642\U0001f600-\U0001f609\U0001f60b\U0001f60d"
    "\U0001f60e\U0001f618\U0001f617\U0001f619\U0001f61a\U0001f970\U0001f917\U0001f929\U0001f973\U0001f91d\U0001f91f\U0001faf6"
    "\U0001faf0\U0001f4af\U0001f490\U0001f339\U0001f386\U0001f38a\U0001f31f\u2764\u2665\u2728\u2b50\U0001f49b-\U0001f49f"
    "\U0001f495-\U0001f49a\U0001f44f\U0001f389\u2705\u2714\u263a]"
)
BAD_EMOJI: Final = re.compile(
    "[\U0001f44e\U0001f620-\U0001f629\U0001f62d\U0001f61e-\U0001f61f\U0001f612-\U0001f616\U0001f641\u2639\u274c\U0001f615\U0001f914\u2753]"
)
