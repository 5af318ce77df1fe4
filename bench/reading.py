"""Reading a message: parse, text, new text, kind and intent, over the real mail that `make corpus` judges."""

import logging

from tests.corpus import CPU_MAX_MS, cpu_median_ms, given_mail

from bench.measure import Table


def rows(table: Table) -> None:
    """CPU of a message, median."""
    logging.disable()  # the bounce library writes a traceback for each mail that it can't read
    mails = given_mail()
    found = cpu_median_ms(mails)
    logging.disable(logging.NOTSET)
    what = f"reading a message, CPU, median of {len(mails)} real mails"
    table.row(what, f"{found:.2f} ms", f"{CPU_MAX_MS} ms", met=found <= CPU_MAX_MS)
