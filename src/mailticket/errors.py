"""What can go wrong, and what is done about it.

    MailticketError
    ├── TemporaryError      said once, retried with backoff, nothing is lost
    │   ├── MailboxAway         the IMAP server
    │   ├── RelayAway           the SMTP server, or what it said about us
    │   ├── StoreAway           the database: locked, full or gone
    │   ├── PlaceLost           another daemon writes now: nothing of ours is kept or sent
    │   └── TokenAway           the command that prints an access token
    ├── PermanentError      will fail again; set aside for a human, with its reason
    │   ├── RelayRefused        one recipient, for good
    │   └── Refused             what a person asked for isn't possible; the text says why
    └── ConfigError         the configuration; the text names file and key, and how to mend it

Errors of libraries are translated in the library's room. Outcomes of the procedure are effects, not errors.
"""

from mailticket.ids import Address


class MailticketError(Exception):
    """Root of every error that mailticket raises on purpose. Its text is fit to be shown."""


class TemporaryError(MailticketError):
    """May go well later: retried with backoff."""


class PermanentError(MailticketError):
    """Will fail again however often it is tried."""


class ConfigError(MailticketError):
    """The configuration can't be used; exit code 2, not restarted (spec 4.2, 4.3)."""


class MailboxAway(TemporaryError):
    """The IMAP server can't be reached, refused the login, or broke off (spec 2.1)."""


class RelayAway(TemporaryError):
    """The SMTP server can't be reached, broke off, or spoke of us rather than of a recipient (spec 2.8)."""


class StoreAway(TemporaryError):
    """The database is locked, full, or can't be reached; what was in hand is rolled back (spec 5.4)."""


class PlaceLost(TemporaryError):
    """The daemon's lease on the database isn't its own any more: what was in hand is rolled back (spec 5.1, I19)."""


class TokenAway(TemporaryError):
    """The command that prints the access token failed, or what it printed is none (spec 2.1)."""


class RelayRefused(PermanentError):
    """The relay answered 5xx for one recipient (RFC 5321 section 4.2.1). Not retried."""

    def __init__(self, recipient: Address, code: int, text: str) -> None:
        super().__init__(f"{recipient.address}: {code} {text}")
        self.recipient = recipient
        self.code = code


class Refused(PermanentError):
    """A person asked for something that isn't possible now; exit code 1 (spec 4.4)."""
