"""Who is who: operators, supervisors, and the desk's own addresses (spec 1.1)."""

from dataclasses import dataclass

from mailticket.ids import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A person on the roster, with one or more addresses."""

    name: str
    addresses: tuple[Address, ...]

    @property
    def primary(self) -> Address:
        """Where mail to this operator goes: the first address, with the name."""
        return Address(self.addresses[0].address, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Everybody whose word counts. A supervisor may be an operator as well."""

    operators: tuple[Operator, ...] = ()
    supervisors: tuple[Address, ...] = ()

    def find(self, address: Address) -> Operator | None:
        """The operator with that address, case aside; None if nobody has it."""
        return next((one for one in self.operators if address in one.addresses), None)

    def is_supervisor(self, address: Address) -> bool:
        """True for a supervisor's address, and for every address of an operator who is one too."""
        if address in self.supervisors:
            return True
        operator = self.find(address)
        return operator is not None and any(own in self.supervisors for own in operator.addresses)

    def named(self, text: str) -> Operator | None:
        """The operator meant by `#assign NAME`: the name or an address, else the only name that begins so; case aside.

        None if there is nobody, or more than one.
        """
        wanted = text.strip().casefold()
        for one in self.operators:
            if wanted == one.name.casefold() or Address(wanted) in one.addresses:
                return one
        begins = [one for one in self.operators if wanted and one.name.casefold().startswith(wanted)]
        return begins[0] if len(begins) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The desk's own addresses, and with the roster the line between inside and outside."""

    helpdesk: Address
    list: Address
    helpdesk_aliases: tuple[Address, ...] = ()
    list_aliases: tuple[Address, ...] = ()
    roster: Roster = Roster()

    def is_helpdesk(self, address: Address) -> bool:
        """True for the helpdesk address, its aliases, and each of them with a plus part (spec 3.3)."""
        return any(address == own or _extends(address, own) for own in (self.helpdesk, *self.helpdesk_aliases))

    def is_list(self, address: Address) -> bool:
        """True for the operators' list and its aliases."""
        return address == self.list or address in self.list_aliases

    def is_outside(self, address: Address) -> bool:
        """Spec 1.1: neither helpdesk nor list, operator or supervisor."""
        return not (
            self.is_helpdesk(address)
            or self.is_list(address)
            or self.roster.is_supervisor(address)
            or self.roster.find(address) is not None
        )


def _extends(address: Address, own: Address) -> bool:
    """True for `helpdesk+finance@example.org` where `helpdesk@example.org` is ours."""
    local, _, domain = own.key.rpartition("@")
    return address.domain == domain and address.key.startswith(f"{local}+")
