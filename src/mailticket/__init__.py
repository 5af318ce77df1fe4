"""mailticket: the daemon behind a helpdesk that is run by plain mail.

Mail comes in (`inbox`), is read (`mail`), is decided on (`ticket`, `desk`), is answered on paper (`canned`),
and is sent (`outbox`). The stations never call each other: they meet at rows in the database (`store`).
"""

from typing import Final

__version__: Final = "0.1.0"
