"""The picture of a signature, known by its repetition on the ticket (spec 2.2): it says nothing by itself."""

from dataclasses import replace

from mailticket.desk.letter import Letter
from mailticket.mail.pictures import may_be_signature
from mailticket.store import threads
from mailticket.store.engine import Transaction
from mailticket.ticket.model import Ticket


def without_repeated_pictures(tx: Transaction, letter: Letter, ticket: Ticket | None) -> Letter:
    """The letter, with a large picture in its text as no content where its author's earlier mails here had it too.

    The same by type and size to the byte; the first mail with it is believed to say something.
    """
    pictures = [one for one in letter.files if may_be_signature(one)]
    if ticket is None or not pictures:
        return letter
    earlier = {
        (note.media_type, note.size_bytes)
        for message in threads.of_ticket(tx, ticket.number)
        if message.direction == "in" and message.author == letter.author
        for note in message.attachments
    }
    repeated = [one for one in pictures if (one.type, one.size_bytes) in earlier]
    if not repeated:
        return letter
    files = tuple(replace(one, inline=True) if one in repeated else one for one in letter.message.attachments)
    return replace(letter, message=replace(letter.message, attachments=files))
