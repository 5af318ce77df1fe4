"""How mail systems say in words that a mail wasn't delivered, as data, by what it means; both languages and others."""

from typing import Final

from mailticket.mail.patterns import pattern

DAEMON_NAME: Final = pattern(r"""
    mailer.?daemon|mail delivery (?:sub)?system|mail delivery (?:service|agent|software)|
    delivery (?:sub)?system|postmaster|system administrator|mail administrator|administrator sistem|
    microsoft outlook@|microsoftexchange|mail system administrator|internet mail delivery|^mail router|
    sistem pengiriman|mail-?daemon|smtp server|subsistem pengiriman|nondelivery|mdaemon|smtp gateway|
    mail gateway|bounce@|^symantec|mail admin
""")

SUBJECT: Final = pattern(r"""
    ^\W*(?:undeliver(?:ed|able|y)|undelivered mail returned|returned mail|returned message|returned to sender|
    delivery (?:status notification|failure|failed|has failed|report|notification|unsuccessful|incomplete|
    delayed|problem|error|status)|mail delivery (?:failed|failure|status|problem|error|notification|report|
    delayed)|mail (?:could not be delivered|system error|status report|returned)|failure notice|failed (?:mail|
    delivery|to deliver)|message (?:delivery (?:failure|failed|delayed|notification)|could not be delivered|
    not delivered|undeliverable|delivery|has been delayed|delayed|status)|non.?deliver(?:y|able)|nondeliverable|
    notification(?: d'échec)? (?:of|de) (?:delivery|état)|could not (?:be delivered|send message)|
    your (?:message|mail|e-?mail) (?:could not|was not|couldn't|wasn't)|unable to deliver|rejected:|
    mail not delivered|delivery-status|warning: (?:message|could not send|e-?mail)|warning - delayed mail|dsn:|
    permanent delivery failure|transient delivery failure|user unknown|unknown user|unzustellbar|mail.?delivery|
    non remis|onbestelbaar|no se puede entregar|não é possível entregar|impossibile recapitare|undelivered|
    недоставлен|不達|配信不能|退信|系统退信|
    tidak (?:dapat |bisa |berhasil )?(?:ter)?(?:di)?(?:kirim|sampai)|(?:pengiriman|
    pesan|surat|email|surel)[^\n]{0,30}(?:gagal|tidak (?:dapat|bisa) (?:di)?(?:kirim|sampaikan)|tertunda|
    ditunda|dikembalikan|tidak terkirim)|gagal (?:kirim|terkirim|mengirim|dikirim)|
    pemberitahuan status pengiriman|laporan pengiriman|kegagalan pengiriman)
""")

FAILURE: Final = pattern(r"""
    could ?n[o']t be delivered|could not deliver|can(?:not|'t) be delivered|was not delivered|not be delivered|
    undeliver|unable to deliver|delivery (?:has |to [^\n]{0,200} )?(?:failed|failure|attempt)|
    failed (?:permanently|to deliver|recipient|address)|permanent (?:fatal )?error|fatal errors|
    returned to (?:you|sender)|user unknown|unknown user|no such (?:user|mailbox|account|person)|
    mailbox (?:is )?(?:full|unavailable|not found|disabled)|does ?n[o']t exist|over quota|quota exceeded|
    not our customer|recipient(?:'s)? (?:address )?(?:was )?(?:rejected|unknown|not found)|invalid (?:recipient|
    address|mailbox)|address (?:not found|rejected|unknown)|following (?:addresses|recipients?|address)|
    host (?:unknown|not found)|name or service not known|relay(?:ing)? (?:access )?denied|
    message (?:was )?(?:rejected|refused|blocked)|has been (?:rejected|refused|delayed|blocked|suspended|
    disabled)|(?:was|were) (?:rejected|refused|blocked)|rejected (?:your|by|because|the)|(?:account|mailbox|
    user)[^\n]{0,60}(?:disabled|suspended|inactive|not (?:found|known|exist))|will (?:be retried|keep trying|
    continue)|still (?:being retried|trying)|delayed|undelivered|\b[45]\.\d{1,3}\.\d{1,3}\b|(?:said|responded|
    reply|error|status)[^\n]{0,20}\b[45]\d\d\b|\b5[05]\d[ -]|not (?:listed|known|a member|found)|no (?:longer|
    mailbox)|unrouteable|unknown (?:address|recipient|local)|timed out|did not reach|too (?:large|big)|couldn't|
    tidak (?:dapat|bisa|berhasil) (?:di)?(?:kirim|sampaikan|antarkan|terkirim|mengirim)|
    gagal (?:ter)?(?:di)?(?:kirim|sampai|mengirim)|(?:alamat|pengguna|akun|penerima|
    kotak surat)[^\n]{0,40}(?:tidak (?:ditemukan|dikenal|ada|valid|terdaftar)|penuh|dinonaktifkan)|
    tidak ditemukan|kotak (?:surat|masuk)[^\n]{0,20}penuh|pesan anda[^\n]{0,60}(?:ditolak|dikembalikan|tidak)|
    pengiriman[^\n]{0,40}(?:gagal|tertunda)|unzustellbar|nicht zugestellt|n'a pas pu être|no se pudo entregar|
    não foi possível|配信|退信|не (?:удалось|может быть|был[оа]? ?) ?доставл
""")

DELAY: Final = pattern(r"""
    ^\W*(?:warning\b|delivery (?:status notification )?\(?delay|delayed|message delayed|pengiriman tertunda)|
    delivery (?:status notification \(delay|has been delayed|is delayed|delayed|incomplete)|
    not yet (?:been )?delivered|has been delayed|will (?:be retried|keep trying|continue to (?:try|be)|
    try again|retry)|still (?:being retried|trying|in (?:the )?queue)|you do not need to re-?send|
    no action is required|this is a warning message only|warning message only|temporarily deferred|
    delivery attempts will continue|tertunda|akan (?:terus )?(?:mencoba|dicoba) (?:kembali|lagi)|
    tidak perlu (?:mengirim|dikirim) ulang
""")

GAVE_UP: Final = pattern(r"""
    giving up|gave up|given up|(?:retry|maximum|delivery) time(?:out)? (?:exceeded|expired)|expired|too (?:long|
    many)|no longer be (?:retried|attempted)|will not be retried|retry timeout exceeded|has been undeliverable|
    kedaluwarsa|berhenti mencoba
""")

NOT_A_BOUNCE: Final = pattern(r"""
    ^\W*(?:auto(?:matic|mated)?[ -]?(?:reply|response|respon)|out of (?:the )?office|vacation|away from|
    balasan otomatis|jawaban otomatis|di luar kantor|sedang cuti|thank you|terima kasih|re:|bls:|read:|dibaca:)
""")

ABOUT_US: Final = pattern(r"""
    sender (?:address )?(?:rejected|denied|verify|verification|blocked|blacklisted|not allowed|policy|domain|
    reputation)|sending (?:domain|limit|quota|ip)|\bspf\b|\bdkim\b|\bdmarc\b|reverse dns|\bptr\b|\brdns\b|
    blacklist|block ?list|blocklisted|listed (?:by|in|at|on)|spamhaus|spamcop|barracuda|reputation|rate limit|
    too many (?:messages|connections|recipients|mails|emails)|(?:daily|hourly|sending|message) (?:quota|limit|
    rate)|limit (?:exceeded|reached)|authentication (?:required|failed)|auth(?:entication)? (?:credentials|
    is required)|not (?:authorized|permitted|allowed) to (?:send|relay)|relay(?:ing)? (?:access )?(?:denied|
    not (?:permitted|allowed))|domain [^\n]{0,80} (?:blocked|suspended|has exceeded|not (?:verified|allowed|
    authenticated))|client host|your (?:ip|server|host|domain)|helo|unauthenticated|pengirim (?:ditolak|
    diblokir)|batas (?:pengiriman|kirim|harian)|kuota (?:pengiriman|harian)|melebihi batas (?:pengiriman|kirim)|
    daftar hitam
""")

ABOUT_US_SURELY: Final = pattern(r"""
    sender (?:address )?(?:rejected|blocked|blacklisted)|\bspf\b|\bdmarc\b|domain [^\n]{0,80} has exceeded|
    blacklist|blocklist|spamhaus|rate limit|authentication required|melebihi batas pengiriman
""")

_COPY_BELOW: Final = pattern(r"""
    ^[\s>-]*(?:-{2,}\s*)?(?:this is a copy of (?:the|your) message|original message|the original message|
    below this line is a copy|a copy of the (?:original )?message|message (?:header|text) follows|
    returned message follows|headers of the (?:original )?message|unsent message below|begin message|
    included is a copy|message header|copy of (?:the|your) message|pesan asli|salinan pesan)[^\n]{0,80}$
""")


def notice(text: str) -> str:
    """The mail system's own words: what stands above the copy of the returned mail; at most 20,000 characters."""
    below = _COPY_BELOW.search(text)
    return text[: below.start() if below and below.start() > 40 else 20_000][:20_000]
