"""The limit: the bare chain that no product can beat, run as a program of its own.

imaplib FETCH in batches of 100, a compat32 parse with the text decoded, a thread lookup and the rows of ticket, message
and outbox in plain sqlite3 with a COMMIT a message (WAL, FULL), then the outbox over one SMTP connection with a COMMIT
a mail. It writes as many mails to as many recipients as the procedure does, but decides nothing.
"""

import imaplib
import re
import smtplib
import sqlite3
import sys
from email import message_from_bytes
from email.message import Message

IDS = re.compile(r"<[^<>]+>")
SCHEMA = """
CREATE TABLE raw (id INTEGER PRIMARY KEY, uid INTEGER, raw BLOB);
CREATE TABLE ticket (number INTEGER PRIMARY KEY, customer TEXT, subject TEXT, owner TEXT);
CREATE TABLE message (id INTEGER PRIMARY KEY, ticket INTEGER, message_id TEXT, text TEXT);
CREATE INDEX message_id ON message (message_id);
CREATE TABLE outbox (id INTEGER PRIMARY KEY, ticket INTEGER, rcpt TEXT, raw BLOB, sent INTEGER);
"""
HEAD = (
    "From: helpdesk@example.org\r\nTo: {to}\r\nSubject: {subject} [#{ticket}]\r\nMessage-ID: <o{n}@example.org>\r\n\r\n"
)


def main(imap_port: int, smtp_port: int, user: str, password: str, folder: str, database: str) -> None:
    """Ingest and send everything in the folder."""
    base = sqlite3.connect(database, isolation_level=None)
    base.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + SCHEMA)
    mail = imaplib.IMAP4("127.0.0.1", imap_port)
    mail.login(user, password)
    mail.select(folder, readonly=True)
    uids = mail.uid("SEARCH", "ALL")[1][0].split()
    written = 0
    for at in range(0, len(uids), 100):
        batch = b",".join(uids[at : at + 100]).decode()
        for item in mail.uid("FETCH", batch, "(INTERNALDATE BODY.PEEK[])")[1]:
            if isinstance(item, tuple):
                written = ingest(base, item[1], written)
    mail.logout()
    drain(base, smtp_port)


def ingest(base: sqlite3.Connection, raw: bytes, written: int) -> int:
    """One message, one COMMIT."""
    message = message_from_bytes(raw)
    text = text_of(message)
    ids = IDS.findall(f"{message['In-Reply-To'] or ''} {message['References'] or ''}")
    base.execute("BEGIN IMMEDIATE")
    base.execute("INSERT INTO raw (raw) VALUES (?)", (raw,))
    found = None
    if ids:
        marks = ",".join("?" * len(ids))
        found = base.execute(f"SELECT ticket FROM message WHERE message_id IN ({marks})", ids).fetchone()  # noqa: S608
    if found is None and message["Auto-Submitted"] is None:
        row = base.execute(
            "INSERT INTO ticket (customer, subject) VALUES (?, ?)", (message["From"], message["Subject"])
        )
        ticket, recipients = row.lastrowid, ["customer@example.net", "operators@lists.example.org"]
    elif found is not None and "example.org" in str(message["From"]):
        ticket, sender = found[0], str(message["From"])
        base.execute("UPDATE ticket SET owner = ? WHERE number = ? AND owner IS NULL", (sender, ticket))
        owner = base.execute("SELECT owner FROM ticket WHERE number = ?", (ticket,)).fetchone()[0]
        recipients = ["budi@example.org"] if not text.strip() or owner != sender else []
    elif found is not None and "example.net" in str(message["From"]):
        ticket, recipients = found[0], ["budi@example.org,operators@lists.example.org"]
    else:
        ticket, recipients = found[0] if found else None, []
    base.execute(
        "INSERT INTO message (ticket, message_id, text) VALUES (?, ?, ?)", (ticket, message["Message-ID"], text)
    )
    for to in recipients:
        written += 1
        out = HEAD.format(to=to, subject=message["Subject"], ticket=ticket, n=written).encode() + text.encode()
        base.execute("INSERT INTO outbox (ticket, rcpt, raw, sent) VALUES (?, ?, ?, 0)", (ticket, to, out))
    base.execute("COMMIT")
    return written


def text_of(message: Message) -> str:
    """The decoded plain text."""
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            return part.get_payload(decode=True).decode("utf-8", "replace")
    return ""


def drain(base: sqlite3.Connection, smtp_port: int) -> None:
    """One connection, a COMMIT a mail."""
    with smtplib.SMTP("127.0.0.1", smtp_port) as relay:
        for number, to, raw in base.execute("SELECT id, rcpt, raw FROM outbox ORDER BY id").fetchall():
            relay.sendmail("helpdesk@example.org", to.split(","), raw)
            base.execute("UPDATE outbox SET sent = 1 WHERE id = ?", (number,))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
