"""Failure notices and vacation replies reach the sender of the mail that caused them."""

from tests.servers.machines import failure_notice, vacation_reply

from mailticket.demo.town import Town


def test_a_failure_notice_names_recipient_status_and_returned_mail(small_town: Town) -> None:
    sent = small_town.send("budi", "ani@example.net", subject="Jawaban", text="isi\n")
    failure_notice(small_town, small_town.mails_to("ani")[0])
    (notice,) = small_town.inbox("budi")
    assert notice["Return-Path"] == "<>"
    _, status, returned = notice.iter_parts()
    assert notice.get_content_type() == "multipart/report"
    assert status.get_content_type() == "message/delivery-status"
    assert "Final-Recipient: rfc822; ani@example.net" in status.as_string()
    assert sent in returned.get_content()


def test_a_vacation_reply_goes_to_the_envelope_sender(small_town: Town) -> None:
    small_town.send("budi", "ani@example.net", subject="Jawaban", text="isi\n")
    vacation_reply(small_town, small_town.mails_to("ani")[0], "ani")
    (notice,) = small_town.inbox("budi")
    assert notice["Auto-Submitted"] == "auto-replied"
    assert notice["Subject"] == "Auto: Jawaban"
