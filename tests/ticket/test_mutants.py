"""Spec 5.5: what `make mutate` holds against the tests are lies about behaviour, each in one place."""

import ast
from pathlib import Path

from tests.ticket.mutants import mutants

import mailticket.ticket

EXAMPLE = '''
"""A docstring."""
MOST: Final = 3

class Desk:
    name: str = "x"

    def late(self, at: int = 5) -> bool:
        """Another."""
        if at < MOST and not self.open:
            raise ValueError("it isn't open")
        return self.told(at, on=True)
'''


def test_each_clause_has_its_lies():
    assert [(one.line, one.owner, one.what) for one in mutants(EXAMPLE)] == [
        (3, "MOST", "4"),
        (10, "Desk.late", "And is Or"),
        (10, "Desk.late", "without `at < MOST`"),
        (10, "Desk.late", "without `not self.open`"),
        (10, "Desk.late", "Lt is LtE"),
        (10, "Desk.late", "Lt is GtE"),
        (10, "Desk.late", "without not"),
        (12, "Desk.late", "without on=True"),
        (12, "Desk.late", "False"),
    ]


def test_each_lie_about_the_procedure_is_a_module_that_says_something_else():
    source = Path(mailticket.ticket.__file__).with_name("timers.py").read_text(encoding="utf-8")
    right = ast.unparse(ast.parse(source))
    told = [one.source() for one in mutants(source)]
    assert right not in told
    for lie in told:
        compile(lie, "timers.py", "exec")
