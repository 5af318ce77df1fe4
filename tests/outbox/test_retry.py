"""Spec 2.8: retries from 1 minute to 4 hours with jitter, for 3 days; a fault of the relay blames no recipient."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailticket.outbox.retry import ATTEMPTS_MIN, LONGEST, PATIENCE, SHORTEST, Again, GiveUp, about_us, retry

T0 = datetime(2026, 11, 2, 8, tzinfo=UTC)


def again(attempts: int, jitter: float = 0.0, since: timedelta = timedelta()) -> Again | GiveUp:
    return retry(attempts=attempts, created_at=T0, now=T0 + since, said="451 busy", jitter=jitter)


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True), st.timedeltas(timedelta(), PATIENCE))
def test_the_wait_lies_between_one_minute_and_four_hours(attempts: int, jitter: float, since: timedelta) -> None:
    match again(attempts, jitter, since):
        case Again(at):
            assert SHORTEST <= at - (T0 + since) <= LONGEST
            assert since < PATIENCE or attempts < ATTEMPTS_MIN
        case GiveUp():
            assert since >= PATIENCE


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 2), (3, 4), (7, 64), (8, 120), (9, 120), (50, 120)])
def test_the_wait_doubles_until_two_hours_that_jitter_doubles_again(attempts: int, minutes: int) -> None:
    assert again(attempts) == Again(T0 + timedelta(minutes=minutes))
    assert again(attempts, 0.5) == Again(T0 + timedelta(minutes=minutes) * 1.5)


def test_after_three_days_the_reason_is_what_the_server_said_last() -> None:
    assert again(30, since=PATIENCE) == GiveUp("tried for 3 days; the last answer was: 451 busy")


def test_after_an_outage_of_three_days_a_greylisting_server_still_gets_a_second_knock() -> None:
    assert again(1, since=PATIENCE) == Again(T0 + PATIENCE + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (535, "5.7.8 Error: authentication failed"),
        (530, "5.7.0 Must issue a STARTTLS command first"),
        (454, "4.7.0 Temporary authentication failure"),
        (421, "4.7.0 Try again later, closing connection."),
        (550, "Domain example.org has exceeded the max emails per hour (100/100 (100%)) allowed.  Message discarded."),
        (550, "5.4.5 Daily user sending quota exceeded. For more information, see https://support.example"),
        (553, "5.7.1 <helpdesk@example.org>: Sender address rejected: not owned by user ani"),
        (550, "5.1.8 <helpdesk@example.org>: Sender address rejected: Domain not found"),
        (554, "5.7.1 <ani@example.net>: Relay access denied"),
        (550, "5.7.1 Unable to relay for ani@example.net"),
        (550, "5.7.26 Unauthenticated email from example.org is not accepted due to the domain's DMARC policy."),
        (550, "5.7.23 The message was rejected because of Sender Policy Framework violation"),
        (550, "5.1.8 Access denied, bad outbound sender AS(42004)"),
        (550, "5.7.705 Access denied, tenant has exceeded threshold"),
        (554, "5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org"),
        (450, "4.7.1 Rate limit exceeded for helpdesk@example.org"),
        (452, "Too many messages from this account"),
        (550, "Your account has been suspended"),
    ],
)
def test_this_speaks_of_us(code: int, text: str) -> None:
    assert about_us(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (550, "5.1.1 <ani@example.net>: Recipient address rejected: User unknown in local recipient table"),
        (550, "No such user here"),
        (552, "5.2.2 The recipient's mailbox is full and can't accept messages now"),
        (452, "4.2.2 The email account that you tried to reach is over quota"),
        (450, "4.2.0 <ani@example.net>: Recipient address rejected: Greylisted, see http://postgrey.example/"),
        (451, "4.7.1 Greylisting in action, please come back in 5 minutes"),
        (550, "5.1.2 Bad destination system address"),
        (552, "5.3.4 Message size exceeds fixed maximum message size"),
        (451, "4.3.0 Temporary lookup failure"),
        (450, "4.1.1 <ani@example.net>: Recipient address rejected: unverified address"),
        (554, "5.7.1 Message rejected as spam by content filtering"),
        (553, "5.1.3 not a mail address; never sent"),
        (553, "5.6.7 the relay takes no international addresses (SMTPUTF8, RFC 6531)"),
        (550, "5.7.1 <ani@example.net> does not accept mail"),
    ],
)
def test_this_speaks_of_the_recipient_or_the_mail(code: int, text: str) -> None:
    assert not about_us(code, text)


@given(st.integers(400, 599), st.text())
def test_any_reply_is_judged_without_an_error(code: int, text: str) -> None:
    assert about_us(code, text) in (True, False)
