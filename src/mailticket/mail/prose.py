"""How mail systems say in words that a mail wasn't delivered, as data, by what it means; both languages and others."""

import re
from typing import Final

from mailticket.mail.patterns import pattern

DAEMON_NAME: Final = pattern(r"""
    mailer.?daemon|mail delivery (?:sub)?system|mail delivery (?:service|agent|software)|
    delivery (?:sub)?system|microsoft outlook@|microsoftexchange|internet mail delivery|
    sistem pengiriman|mail-?daemon|subsistem pengiriman|nondelivery|mdaemon
""")
LIKE_DAEMON: Final = pattern(r"""
    postmaster|system administrator|mail administrator|administrator sistem|mail system administrator|^mail router|
    smtp server|smtp gateway|mail gateway|bounce@|^symantec|mail admin
""")
"""People have such names too: they count beside another sign."""

SUBJECT: Final = pattern(r"""
    ^\W*(?:there was an error sending your mail|
    undeliver(?:ed|able|y)|undelivered mail returned|returned mail|returned message|returned to sender|
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

FAILURE_SURELY: Final = pattern(r"""
    (?:could ?n[o']t|cannot|can't|was not|not) be delivered|could not deliver|undeliver|unable to deliver|
    wasn't able to deliver|delivery (?:has |to [^\n]{0,200} )?failed|returned to (?:you|sender)|user unknown|
    unknown user|no such user|permanent (?:fatal )?error|not yet been delivered|
    recipient(?:'s)? (?:address )?rejected|\b[245]\.\d{1,3}\.\d{1,3}\b|(?<![\w.-])[45][0-7]\d[ -][A-Za-z0-9]|
    tidak (?:dapat|bisa|berhasil) (?:di)?(?:kirim|sampaikan|antarkan|terkirim)|gagal (?:ter)?(?:di)?kirim|
    unzustellbar|nicht zugestellt|n'a pas pu être|no se pudo entregar|não foi possível|配信|退信|доставл
""")
"""Words that only a mail system has for it: a notice of absence says 'no longer', 'not found', 'disabled' too."""

LIST_REFUSES: Final = pattern(r"""
    (?:allowed|permission|permitted|authori[sz]ed|entitled) to (?:post|send (?:messages? |mail )?to (?:the |this )?
    (?:list|group|mailing))|members? (?:only|may post)|only members|not a (?:list )?member|not subscribed|
    subscribers? only|moderat(?:ed|or)|restricted to (?:members|subscribers)|SenderNotAuthenticatedForGroup|
    5\.7\.(?:12[4-9]|13[3-6])|group you tried to contact|hanya anggota|bukan anggota|dimoderasi
""")
"""A list's own rule: its administrator has to look, and the relay is well."""

DELAY: Final = pattern(r"""
    ^\W*(?:warning\b|delivery (?:status notification )?\(?delay|delayed|message delayed|pengiriman tertunda)|
    delivery (?:status notification \(delay|has been delayed|is delayed|delayed|incomplete)|
    not yet (?:been )?delivered|has been delayed|delayed mail|for more than \d+ (?:hour|minute|day)|
    will (?:be retried|keep trying|continue to (?:try|be)|
    try again|retry)|still (?:being retried|trying|in (?:the )?queue)|you do not need to re-?send|
    no action is required|this is a warning message only|warning message only|temporarily deferred|
    delivery attempts will continue|tertunda|akan (?:terus )?(?:mencoba|dicoba) (?:kembali|lagi)|
    tidak perlu (?:mengirim|dikirim) ulang
""")

DELAY_SURELY: Final = pattern(r"""
    warning (?:message )?only|need to re-?send|still being retried|delivery attempts will continue|
    not yet been delivered|hanya peringatan|tidak perlu (?:mengirim|dikirim) ulang|akan terus mencoba|
    will (?:keep|continue) (?:trying|to try)
""")
"""What says so is no failure, whatever else it quotes."""

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
    reputation|is listed)|unroutable sender|sending (?:limit|quota|ip)|bad outbound sender|
    (?:spf|dkim|dmarc)\b[^\n]{0,60}(?:fail|reject|polic|not pass|missing|block|neutral|permerror)|
    (?:fail\w*|block\w*|reject\w*|due to|violat\w*|because of)[^\n]{0,60}\b(?:spf|dkim|dmarc)\b|
    reverse dns|\bptr\b|\brdns\b|client host rejected|mismatches client ip|invalid ip for sending|
    (?<!may be )(?:black|block) ?list(?:ed|s)?\b(?! (?:url|link))|(?<!not )\blisted (?:by|at|on)\b|
    \b(?:is|are|been) listed\b|
    spamhaus|spamcop|barracuda|dnsbl|\brbl\b|blocked ip|(?:bad|poor|low|ip|domain) reputation|rate limit|
    too many (?:messages|connections|mails|emails)|connection frequency|unexpected volume|
    (?:daily|hourly|sending) (?:quota|limit|rate)|max emails per hour|message rate|
    authentication (?:required|failed|checks? failed|information)|multiple authentication checks failed|
    auth(?:entication)? (?:credentials|is required)|not (?:authorized|permitted|allowed) to (?:send|relay)|
    relay(?:ing)? (?:access )?(?:denied|not (?:permitted|allowed))|domain [^\n]{0,80} (?:blocked|suspended|
    has exceeded|not (?:verified|allowed|authenticated))|your (?:ip|mail ?server|sending ip)\b|
    bad helo|helo (?:command )?rejected|unauthenticated|access from (?:your )?mail server|
    messages from [\d.]{7,15}|pengirim (?:ditolak|diblokir)|batas (?:pengiriman|kirim) (?:harian|per jam)|
    kuota (?:pengiriman|kirim)|melebihi batas (?:pengiriman|kirim)|daftar hitam|alamat ip [^\n]{0,40}(?:diblokir|
    terdaftar)
""")

ABOUT_US_SURELY: Final = pattern(r"""
    sender (?:address )?(?:rejected|blocked|blacklisted)|\bspf\b[^\n]{0,60}fail|\bdmarc\b|
    domain [^\n]{0,80} has exceeded|
    (?<!may be )(?:black|block)list(?:ed)?\b(?! (?:url|link))|spamhaus|rate limit|
    authentication checks? failed|reverse dns|melebihi batas pengiriman
""")

_COPY_BELOW: Final = pattern(
    r"""
    ^[\s>-]*(?:-{2,}\s*)?(?:this is a copy of (?:the|your) message|original message|the original message|
    below this line is a copy|below is a copy|a copy of the (?:original )?message|message (?:header|text) follows|
    returned message follows|headers of the (?:original )?message|unsent message below|begin message|
    included is a copy|message header|copy of (?:the|your) message|pesan asli|salinan pesan)[^\n]{0,80}$|
    ^(?:Received|DKIM-Signature|Return-Path|ARC-Seal|X-Google-DKIM-Signature|MIME-Version):\s
    """,
    re.IGNORECASE | re.MULTILINE,
)
"""Where the copy of the mail begins: what it says isn't the mail system's word."""


def notice(text: str) -> str:
    """The mail system's own words: what stands above the copy of the returned mail; at most 20,000 characters."""
    below = _COPY_BELOW.search(text)
    return text[: below.start() if below and below.start() > 40 else 20_000][:20_000]
