"""The one spelling of an address in which it is written, in a header as in the envelope (RFC 5321 4.1.2, RFC 5890)."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from mailticket.ids import Address
from mailticket.mail import clean

_LETTERS: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\U0010ffff-]+"
_ATOM: Final = re.compile(rf"{_LETTERS}(?:\.{_LETTERS})*\Z")
_DOMAIN: Final = re.compile(r"[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})*\Z|\[[\x21-\x5a\x5e-\x7e]+\]\Z")
_LONGEST: Final = 320
"""64 octets, an @, 255 octets (RFC 5321 section 4.5.3.1); more than that is no address of a mailbox."""


@lru_cache(maxsize=512)
def addr_spec(address: str) -> str:
    """The addr-spec with its domain in ASCII (IDNA); '' where no legal one says the same.

    An address that cleaning would change is another one, so it can't be written either.
    """
    local, at, domain = address.rpartition("@")
    domain = ascii_domain(domain)
    if not at or not local or clean.line(address, _LONGEST) != address or not _DOMAIN.match(domain):
        return ""
    if _ATOM.match(local):
        return f"{local}@{domain}"
    bare = local[1:-1] if len(local) > 1 and local[0] == local[-1] == '"' else local
    unescaped = re.sub(r"\\(.)", r"\1", bare)
    return f"{quoted(unescaped)}@{domain}" if bare.isascii() else ""


def envelope(address: Address) -> str:
    """The address as the relay is given it, in lower case; as it stands where it can't be written."""
    return addr_spec(address.address).lower() or address.key


def is_international(address: Address) -> bool:
    """Whether it can only be written in UTF-8 (RFC 6531): its local part is beyond ASCII, not just its domain."""
    return not (address.address.isascii() or addr_spec(address.address).isascii())


def ascii_domain(domain: str) -> str:
    """A domain as the DNS knows it: `exämple.net` is `xn--exmple-cua.net`; as it stands where IDNA has no word for it.

    The codec is that of IDNA 2003, which takes `faß` for `fass`, another domain today: what doesn't read back stays.
    """
    if domain.isascii():
        return domain
    try:
        written = domain.encode("idna")
        same = written.decode("idna") == unicodedata.normalize("NFC", domain.lower())
    except UnicodeError:
        return domain
    return written.decode("ascii") if same else domain


def one_spelling(address: str) -> str:
    """The address as it is kept and compared: its domain in ASCII, whichever way a client spelled it."""
    local, at, domain = address.rpartition("@")
    return f"{local}{at}{ascii_domain(domain)}"


def quoted(text: str) -> str:
    """A quoted-string (RFC 5322 section 3.2.4)."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
