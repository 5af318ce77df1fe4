"""The sections of the configuration. A field's reader, default and reason stand beside it (spec 4.2)."""

from dataclasses import dataclass
from datetime import date, time, timedelta, tzinfo
from pathlib import Path
from typing import Final, Literal

from mailticket.config import readers as read
from mailticket.config.holidays import place
from mailticket.config.secret import Credential, Secret
from mailticket.config.setting import REQUIRED, optional, setting
from mailticket.ids import Address
from mailticket.ticket.calendar import Week
from mailticket.ticket.span import Span

Tls = Literal["implicit", "starttls", "none"]
_IMAP_PORTS: Final = {"implicit": 993, "starttls": 143, "none": 143}
_SMTP_PORTS: Final = {"implicit": 465, "starttls": 587, "none": 25}
_WORKDAY: Final = "08:00-16:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """The desk and its own addresses."""

    name: str = setting(read.word, "Helpdesk", "What the desk is called in its mails.", example="iDuHelp! Offline")
    helpdesk: Address = setting(
        read.address, REQUIRED, "The daemon's own address: it reads and writes here.", example="helpdesk@example.org"
    )
    list: Address = setting(
        read.address, REQUIRED, "The operators' mailing list.", example="operators@lists.example.org"
    )
    helpdesk_aliases: tuple[Address, ...] = setting(
        read.many(read.address), [], "Other addresses of the same mailbox; plus parts need no mention."
    )
    supervisors: tuple[Address, ...] = setting(
        read.many(read.address), REQUIRED, "Who hears of breaches and gets the digest.", example=["pic@example.org"]
    )
    locale: str = setting(read.word, "en", "Language of the desk's mails: a folder of canned responses.", example="id")
    timezone: tzinfo = setting(
        read.zone, REQUIRED, "Zone of the opening hours and of all times shown.", example="Asia/Jakarta"
    )
    conversation: Literal["direct", "relay"] = setting(
        read.one_of("direct", "relay"), "direct", "relay: operators just press Reply, the daemon sends it on."
    )
    rules_url: str = setting(read.text, "", "Where the desk's rules stand; named in breach mails.")
    secret_file: Path = setting(read.path, "secret", "Key of all tokens; made by init; back it up.")
    canned_folder: Path | None = setting(
        optional(read.path),
        None,
        "Your own canned responses, file by file instead of the shipped ones.",
        example="canned",
    )


Mail = Literal["received", "unclaimed", "deadline_warning", "closed", "hint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailsSettings:
    """What the daemon sends by itself."""

    off: tuple[Mail, ...] = setting(
        read.many(read.one_of("received", "unclaimed", "deadline_warning", "closed", "hint")),
        [],
        "Mails not wanted: of received, unclaimed, deadline_warning, closed, hint.",
    )
    digest_at: time = setting(read.time_of_day, "08:00", "Local time of the daily digest.")
    digest_to_list: bool = setting(read.switch, default=False, reason="The digest goes to the list too.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSettings:
    """How the operators' list behaves."""

    id: str | None = setting(
        optional(read.word), None, "Its List-Id, without brackets.", example="operators.lists.example.org"
    )
    aliases: tuple[Address, ...] = setting(read.many(read.address), [], "Other addresses of the list.")
    posting: Literal["members", "anyone"] = setting(
        read.one_of("members", "anyone"), "members", "Who may post to it; anyone: customers too."
    )
    max_size: read.Bytes = setting(read.size, "40kB", "Body and attachments of the largest post that it takes.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Server:
    """What a mail server is spoken to by; each kind says its own of host and port."""

    host: str = setting(read.word, REQUIRED, "The server.", example="mail.example.org")
    port: int = setting(read.port, 0, "0: the usual one.")
    tls: Tls = setting(
        read.one_of("implicit", "starttls", "none"), "implicit", "implicit, starttls, or none (this computer only)."
    )
    allow_plaintext: bool = setting(
        read.switch,
        default=False,
        reason='true: tls = "none" to another computer too; the password can be read on the way.',
    )
    ca_file: Path | None = setting(
        optional(read.path), None, "Certificates to trust instead of the system's.", example="ca.pem"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapSettings(_Server):
    """The helpdesk mailbox."""

    host: str = setting(read.word, REQUIRED, "The IMAP server.", example="imap.example.org")
    port: int = setting(read.port, 0, "0: 993 with implicit TLS, else 143.")
    username: str = setting(read.word, REQUIRED, "The login.", example="helpdesk@example.org")
    password: Credential = setting(
        Secret.of_text,
        REQUIRED,
        "Or password, password_env, password_credential (systemd), oauth2_command (prints a token).",
        example="imap-password",
    )
    folders: tuple[str, ...] = setting(read.many(read.word), ["INBOX"], "Folders that are read.")
    sent: str = setting(read.word, "mailticket/sent", "Folder for a copy of each mail sent.")
    poll: timedelta = setting(read.wall_span, "60s", "Time between two looks, beside IDLE.")
    start: Literal["now", "all"] = setting(
        read.one_of("now", "all"), "now", "all: what is already in the mailbox becomes tickets too."
    )
    after: Literal["keep", "move"] = setting(
        read.one_of("keep", "move"), "keep", "move: what has been decided goes to the archive folder."
    )
    archive: str = setting(read.word, "mailticket/archive", "Folder for it.")
    max_message: read.Bytes = setting(read.size, "32MB", "Of a larger message only header and text are fetched.")
    max_attachment: read.Bytes = setting(read.size, "8MB", "Attachments of one message; larger ones are left out.")

    def __post_init__(self) -> None:
        object.__setattr__(self, "port", self.port or _IMAP_PORTS[self.tls])


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings(_Server):
    """The relay."""

    host: str = setting(read.word, REQUIRED, "The SMTP server.", example="smtp.example.org")
    port: int = setting(read.port, 0, "0: 465 with implicit TLS, 587 with starttls, 25 without.")
    username: str | None = setting(
        optional(read.word), None, "The login; left out: none.", example="helpdesk@example.org"
    )
    password: Credential | None = setting(
        optional(Secret.of_text),
        None,
        "Or password, password_env, password_credential (systemd), oauth2_command (prints a token).",
        example="smtp-password",
    )
    max_per_hour: int = setting(read.count, 0, "Mails an hour that the relay takes from us; 0: no limit of our own.")
    max_auto_mails: int = setting(read.count, 5, "Automatic mails an hour to one outside address.")
    echo_wait: timedelta = setting(read.wall_span, "10m", "How long a send in doubt waits for its echo.")

    def __post_init__(self) -> None:
        object.__setattr__(self, "port", self.port or _SMTP_PORTS[self.tls])


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseSettings:
    """Where tickets are kept. The URL may hold a password, so it isn't shown."""

    url: str = setting(
        read.database_url,
        "sqlite:///mailticket.db",
        "Or postgresql+psycopg://user@host/name, with the password in PGPASSFILE.",
    )

    def __repr__(self) -> str:
        return f"DatabaseSettings({self.url.partition(':')[0]})"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSettings:
    """The opening hours, for spans in bh and bd."""

    hours: Week = setting(
        read.week,
        dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), _WORKDAY),
        'Several spans a day: "08:00-12:00, 13:00-24:00"; a day left out is closed.',
    )
    holidays: str = setting(place, "none", 'Country code ("ID", "DE-BY"), or none.', example="ID")
    closed: tuple[date, ...] = setting(read.many(read.day), [], "Extra closed days.", example=["2026-12-24"])
    open: tuple[date, ...] = setting(read.many(read.day), [], "Days worked although they are holidays.")
    always_open: bool = setting(
        read.switch, default=False, reason="true: every hour counts; 1bd is a day, 1bh an hour."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySettings:
    """The numbers of the procedure. s m h d run on the wall clock, bh and bd on the calendar."""

    claim_within: Span = setting(read.span, "4bh", "From opened to calling the list again.")
    first_response: Span = setting(read.span, "24h", "From the claim to a breach.")
    next_response: Span = setting(read.span, "24h", "From the customer's reply to a breach.")
    reminder_after: Span = setting(read.span, "1bd", "From the last answer to the first reminder.")
    reminder_every: Span = setting(read.span, "1bd", "Between two reminders to a silent customer.")
    reminders: int = setting(read.count, 3, "Reminders sent before the ticket closes by itself.")
    close_after: Span = setting(read.span, "1bd", "From the last reminder, or thanks, to the close.")
    update_within: Span = setting(read.span, "2bd", "From a progress note to asking for the next.")
    on_hold_update: Span = setting(read.span, "2bd", "The same while on hold.")
    confirm_within: Span = setting(read.span, "1bd", "Until the supervisor is asked to confirm again.")
    close: Literal["auto", "supervisor"] = setting(
        read.one_of("auto", "supervisor"), "auto", "supervisor: a closing statement has to be confirmed."
    )
    reopen_within: Span = setting(read.span, "30d", "A reply later than this opens a new ticket.")
    respect_absence: bool = setting(read.switch, default=True, reason="A vacation notice pauses the reminders.")
    duplicate_within: Span = setting(read.span, "72h", "The same question again within this joins the first.")
    survey_within: Span = setting(read.span, "30d", "How long a survey answer counts.")
    callback_within: Span = setting(read.span, "30m", "When a promised telephone call is due.")
    busy_domain: int = setting(read.count, 200, "New tickets an hour from a domain before received stays away.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthoritySettings:
    """Whose word counts."""

    require: Literal["auto", "enforce", "warn", "off"] = setting(
        read.one_of("auto", "enforce", "warn", "off"),
        "auto",
        "An operator's mail without proof: enforce keeps it, warn obeys with a note; auto: by authserv_id.",
    )
    authserv_id: str | None = setting(
        optional(read.word), None, "Our border server's name in Authentication-Results.", example="mx.example.org"
    )
    arc_sealers: tuple[str, ...] = setting(read.many(read.word), [], "Domains whose ARC seal is believed.")
    trust_list: bool = setting(
        read.switch, default=False, reason="What the list passes on is proven; members-only lists."
    )
    rewritten_from: bool = setting(read.switch, default=False, reason="Also where the list rewrote From.")

    @property
    def required(self) -> Literal["enforce", "warn", "off"]:
        """`require` without its `auto`: enforced where somebody tells us of proof (spec 2.4)."""
        if self.require == "auto":
            return "enforce" if self.authserv_id else "warn"
        return self.require


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveySettings:
    """The survey after a ticket."""

    url: str | None = setting(
        optional(read.word),
        None,
        "A form's address; left out: by plain reply.",
        example="https://example.org/survey?ticket={number}&token={token}",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitorSettings:
    """For a monitor on this computer."""

    listen: str | None = setting(
        optional(read.local_socket),
        None,
        "Where /health and /metrics answer: a loopback port, or a unix socket's path; left out: nowhere.",
        example="127.0.0.1:9427",
    )
    canary: timedelta | None = setting(
        optional(read.wall_span),
        None,
        "How often a mail goes through the list and back, to be measured; every member gets it; left out: never.",
        example="1d",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorSettings:
    """One operator."""

    name: str = setting(read.word, REQUIRED, "As customers read it.", example="Budi")
    addresses: tuple[Address, ...] = setting(
        read.many(read.address),
        REQUIRED,
        "All that this person writes from; mail goes to the first.",
        example=["budi@example.org", "budi.s@example.com"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSettings:
    """One web form: its mail is from whom its Reply-To names."""

    from_: Address = setting(
        read.address, REQUIRED, "The address that the form's mail comes from.", example="no-reply@www.example.org"
    )
