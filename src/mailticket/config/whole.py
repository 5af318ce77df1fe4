"""The whole configuration as one frozen value, and the values that the other rooms take from it (spec 4.2)."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import ClassVar, Final

from mailticket.config.holidays import PublicHolidays
from mailticket.config.secret import ensure_secret, load_secret
from mailticket.config.settings import (
    AuthoritySettings,
    CalendarSettings,
    DatabaseSettings,
    DeskSettings,
    FormSettings,
    ImapSettings,
    ListSettings,
    MailsSettings,
    MonitorSettings,
    OperatorSettings,
    PolicySettings,
    SmtpSettings,
    SurveySettings,
)
from mailticket.errors import ConfigError
from mailticket.ids import Address
from mailticket.mail.border import Border
from mailticket.ticket.calendar import BusinessCalendar, no_holiday
from mailticket.ticket.policy import Policy
from mailticket.ticket.roster import Addresses, Operator, Roster

_SQLITE: Final = "sqlite:///"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The whole configuration, checked."""

    file: Path
    """The configuration file, as named by the admin."""
    state: Path
    """The folder that relative paths are relative to; absolute."""
    desk: DeskSettings
    mails: MailsSettings
    list: ListSettings
    imap: ImapSettings
    smtp: SmtpSettings
    database: DatabaseSettings
    calendar: CalendarSettings
    numbers: PolicySettings
    """Section [policy]; `policy()` joins it with calendar and switches."""
    authority: AuthoritySettings
    survey: SurveySettings
    monitor: MonitorSettings
    operators: tuple[OperatorSettings, ...]
    forms: tuple[FormSettings, ...]

    KEYS: ClassVar[dict[str, str]] = {"policy": "numbers"}
    """Sections whose field has another name."""

    def business_calendar(self) -> BusinessCalendar:
        """The opening hours as a value."""
        wanted = self.calendar
        return BusinessCalendar(
            tz=self.desk.timezone,
            hours=wanted.hours,
            closed=frozenset(wanted.closed),
            opened=frozenset(wanted.open),
            is_holiday=no_holiday if wanted.holidays == "none" else PublicHolidays(wanted.holidays),
            always_open=wanted.always_open,
        )

    def policy(self) -> Policy:
        """What `decide` needs of the configuration."""
        numbers = {one.name: getattr(self.numbers, one.name) for one in fields(self.numbers)}
        return Policy(
            calendar=self.business_calendar(),
            conversation=self.desk.conversation,
            mails_off=frozenset(self.mails.off),
            digest_at=self.mails.digest_at,
            digest_to_list=self.mails.digest_to_list,
            **numbers,
        )

    def roster(self) -> Roster:
        """Operators and supervisors as a value."""
        return Roster(
            operators=tuple(
                Operator(name=one.name, addresses=tuple(Address(a.address, one.name) for a in one.addresses))
                for one in self.operators
            ),
            supervisors=self.desk.supervisors,
        )

    def addresses(self) -> Addresses:
        """The desk's own addresses as a value; the helpdesk address carries the desk's name."""
        return Addresses(
            helpdesk=Address(self.desk.helpdesk.address, self.desk.name),
            list=self.desk.list,
            helpdesk_aliases=self.desk.helpdesk_aliases,
            list_aliases=self.list.aliases,
            roster=self.roster(),
        )

    def border(self) -> Border | None:
        """Whom we believe about authors (spec 2.4); None where no `authserv_id` is set."""
        said = self.authority
        if said.authserv_id is None:
            return None
        return Border(
            authserv_id=said.authserv_id.lower(),
            arc_sealers=frozenset(one.lower() for one in said.arc_sealers),
            list_domain=self.desk.list.domain if said.trust_list and self.list.posting == "members" else "",
            rewritten_from=said.rewritten_from,
        )

    @property
    def database_file(self) -> Path | None:
        """The SQLite file; None on PostgreSQL."""
        url = self.database.url
        return self.state / url.removeprefix(_SQLITE) if url.startswith(_SQLITE) else None

    @property
    def database_url(self) -> str:
        """The URL with the SQLite file's whole path. May hold a password: not to be shown."""
        file = self.database_file
        return self.database.url if file is None else f"{_SQLITE}{file}"

    def secret_problems(self) -> tuple[str, ...]:
        """A line for each password, or command for a token, that can't be had now (spec 4.2); empty if all is well."""
        problems = []
        for secret in (self.imap.password, self.smtp.password):
            try:
                if secret is not None:
                    secret.check()
            except ConfigError as error:
                problems.append(f"{self.file}: {error}")
        return tuple(problems)

    def check_secrets(self) -> None:
        """ConfigError naming every password that can't be had, a line each."""
        if problems := self.secret_problems():
            raise ConfigError("\n".join(problems))

    def load_secret(self) -> bytes:
        """The key of all tokens. ConfigError if there is none yet."""
        return load_secret(self.desk.secret_file)

    def ensure_secret(self) -> bytes:
        """The same, made now if there is none yet."""
        return ensure_secret(self.desk.secret_file)
