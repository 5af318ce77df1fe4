"""Public holidays by country, from the `holidays` package: imported (50 ms) when the first day is asked for."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from mailticket.errors import ConfigError

COUNTRIES: Final = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT "
    "BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH "
    "ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT "
    "HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS "
    "LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI "
    "NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG "
    "SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG "
    "UK UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
)
"""The codes that the package knows: enough to refuse a wrong one without importing it. A test compares."""

_JOINT_LEAVE: Final = {"ID": ("public", "government")}
"""Countries whose desks also close on the government's days: Indonesia's joint leave (cuti bersama)."""


@dataclass(frozen=True, slots=True)
class PublicHolidays:
    """Says of a day whether it is a public holiday of a country (`ID`) or of a part of one (`DE-BY`)."""

    place: str
    _years: dict[int, frozenset[date]] = field(default_factory=dict, compare=False, repr=False)

    def __call__(self, day: date) -> bool:
        """True on a holiday. ConfigError for a part of a country that the package doesn't know."""
        if day.year not in self._years:
            self._years[day.year] = _holidays_of(self.place, day.year)
        return day in self._years[day.year]


def _holidays_of(place: str, year: int) -> frozenset[date]:
    import holidays  # noqa: PLC0415 - heavy; most commands never ask for a holiday

    country, _, part = place.partition("-")
    categories = _JOINT_LEAVE.get(country, ("public",))
    try:
        return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year, categories=categories))
    except NotImplementedError:
        raise ConfigError(
            f'[calendar] holidays: "{place}" is not known; write a country code, "ID", or "none"'
        ) from None


def place(value: object) -> str:
    """Read `ID`, `DE-BY` or `none`; ValueError for a country that nobody has heard of."""
    country = value.partition("-")[0] if isinstance(value, str) else ""
    if value != "none" and country not in COUNTRIES.split():
        raise ValueError(f'"{value}" is not a known country; write its code in two capitals ("ID") or "none"')
    return str(value)
