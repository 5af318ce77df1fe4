"""Every setting: its default, its unit, its reason. Reads TOML and prints the example (spec 4.2).

`load` returns a frozen `Config` or raises one `ConfigError` that names every problem, a line each.
"""

from mailticket.config.example import print_example
from mailticket.config.read import default_path, load, state_folder
from mailticket.config.secret import Secret
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
from mailticket.config.whole import Config

__all__ = [
    "AuthoritySettings",
    "CalendarSettings",
    "Config",
    "DatabaseSettings",
    "DeskSettings",
    "FormSettings",
    "ImapSettings",
    "ListSettings",
    "MailsSettings",
    "MonitorSettings",
    "OperatorSettings",
    "PolicySettings",
    "Secret",
    "SmtpSettings",
    "SurveySettings",
    "default_path",
    "load",
    "print_example",
    "state_folder",
]
