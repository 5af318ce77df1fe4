"""Full text: which messages have certain words (spec 4.4, `search`; 5.5).

A message is found by its own words and by those of its ticket: number, subject, customer. Messages are put into the
index some time after they came, many at once (`index`): that costs one next to nothing, and a search reads by itself
what isn't there yet. FTS5 on SQLite, a tsvector with a GIN index on PostgreSQL, the same words on both: runs of letters
and digits, whatever their case. A change of the customer comes with a message, which then knows the new one.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import text

from mailticket.store import desk
from mailticket.store.engine import Transaction

MATCHES_MAX: Final = 20_000
"""Messages looked at for one search, the newest that have its words."""
_BATCH: Final = 1_000
_LATE_MAX: Final = 2_000
"""Messages not in the index yet that a search reads itself, the newest."""
_WORDS_MAX: Final = 32
"""Words of one search that are looked for; what stands behind them is left out."""
_WHOLE_MAX: Final = 3
"""Letters of a word that must be met whole; a longer one is met by what begins with it: `printer` by `printernya`."""
_ENDINGS_MAX: Final = 200
"""Words of the index that begin with one word of a search and are looked for one by one."""
_BEHIND: Final = 1_000
"""On PostgreSQL a message may be committed after others with higher ids: so far back is looked again."""

_INDEXED: Final = "indexed"
"""The id up to which messages are in the index; kept among the desk's single values."""

_WORD: Final = re.compile(r"[^\W_]+")
_TEXT: Final = " || ' ' || ".join(
    f"coalesce(CAST({column} AS TEXT), '')"
    for column in (
        "messages.ticket",
        "tickets.subject",
        "tickets.customer_name",
        "tickets.customer_key",
        "messages.subject",
        "messages.author_name",
        "messages.author_address",
        "messages.text",
    )
)
_ROWS: Final = "FROM messages LEFT JOIN tickets ON tickets.number = messages.ticket"

# PostgreSQL's reader would keep addresses, host names and paths as one word; a tsvector has less than a megabyte.
_SIGNS: Final = "!\"#$%&''()*+,-./\\:;<=>?@[]^_`{|}~"
_VECTOR: Final = f"to_tsvector('simple', translate(left({_TEXT}, 100000), '{_SIGNS}', '{' ' * (len(_SIGNS) - 1)}'))"

_UP_TO: Final = text("SELECT id FROM messages WHERE id > :indexed ORDER BY id LIMIT 1 OFFSET :before")
_ADD_FTS5: Final = text(
    f"INSERT INTO words (rowid, text) SELECT messages.id, {_TEXT} {_ROWS}"
    " WHERE messages.id > :indexed AND messages.id <= :up_to ORDER BY messages.id"
)
_ADD_VECTOR: Final = text(
    f"INSERT INTO words (message, text) SELECT messages.id, {_VECTOR} {_ROWS}"  # noqa: S608
    f" WHERE messages.id > :indexed - {_BEHIND} AND messages.id <= :up_to"
    " AND NOT EXISTS (SELECT 1 FROM words WHERE words.message = messages.id)"
)
_EMPTY_FTS5: Final = text("INSERT INTO words (words) VALUES ('delete-all')")
_EMPTY_VECTOR: Final = text("DELETE FROM words")
_LATE: Final = text(
    f"SELECT messages.id, {_TEXT} {_ROWS} WHERE messages.id > :indexed ORDER BY messages.id DESC LIMIT {_LATE_MAX}"
)
_MATCH_FTS5: Final = text(
    "SELECT rowid FROM words WHERE words MATCH :wanted AND rowid < :before ORDER BY rowid DESC LIMIT :limit"
)
_ENDINGS: Final = text("CREATE VIRTUAL TABLE IF NOT EXISTS temp.endings USING fts5vocab('main', 'words', 'instance')")
"""The index by its words, for one connection; nothing is stored."""
_ENDING: Final = text("SELECT term FROM temp.endings WHERE term >= :first LIMIT 1")
_MATCH_VECTOR: Final = text(
    "SELECT message FROM words WHERE text @@ to_tsquery('simple', :wanted) AND message < :before"
    " ORDER BY message DESC LIMIT :limit"
)


def wait(tx: Transaction, count: int) -> bool:
    """So many messages, or more, are not in the index yet."""
    return tx.first(_UP_TO, {"indexed": _indexed(tx), "before": count - 1}) is not None


def index(tx: Transaction, count: int) -> None:
    """Put the next messages into the index, so many at once; nothing where fewer wait."""
    done = _indexed(tx)
    up_to = tx.value(_UP_TO, {"indexed": done, "before": count - 1})
    if up_to is not None:
        tx.run(_ADD_FTS5 if tx.on_sqlite else _ADD_VECTOR, {"indexed": done, "up_to": up_to})
        desk.put(tx, _INDEXED, str(up_to))


def forget(tx: Transaction) -> None:
    """Empty the index; it is filled again from what is there (`index`)."""
    tx.run(_EMPTY_FTS5 if tx.on_sqlite else _EMPTY_VECTOR)
    desk.put(tx, _INDEXED, None)


def matching(tx: Transaction, wanted: Sequence[str]) -> Iterator[Sequence[int]]:
    """Ids of the messages that have all the words, batch after batch, the newest first; bounded (`MATCHES_MAX`).

    Signs in what is looked for part words, as they do in the text; where nothing but signs is looked for, nothing is
    found.
    """
    words = words_of(" ".join(wanted))[:_WORDS_MAX]
    if not words:
        return
    done = _indexed(tx)
    yield [row[0] for row in tx.rows(_LATE, {"indexed": done}) if _has(row[1], words)]
    if tx.on_sqlite:
        match, query = _MATCH_FTS5, _fts5(tx, words)
    else:
        match, query = _MATCH_VECTOR, " & ".join(f"{word}:*" if _begins(word) else word for word in words)
    before, left = done + 1, MATCHES_MAX
    while left > 0:
        found = tx.rows(match, {"wanted": query, "before": before, "limit": _BATCH})
        if not found:
            return
        yield [row[0] for row in found]
        before, left = found[-1][0], left - len(found)


def _fts5(tx: Transaction, words: Sequence[str]) -> str:
    """What FTS5 is asked for.

    What begins with a word is written out: given the beginning alone, FTS5 collects every message of all that begins
    so, which takes the longer the more there are, before it tells the newest.
    """
    tx.run(_ENDINGS)
    return " AND ".join(f"({_written_out(tx, word)})" for word in words)


def _written_out(tx: Transaction, word: str) -> str:
    """All in the index that begins with the word; the beginning itself where that is too much."""
    if not _begins(word):
        return f'"{word}"'
    beginning = f'"{word}" *'
    if not word.isascii():  # of other letters the index has its own small ones
        return beginning
    found: list[str] = []
    first = word
    while (row := tx.first(_ENDING, {"first": first})) is not None and row[0].startswith(word):
        if len(found) == _ENDINGS_MAX:
            return beginning
        found.append(row[0])
        first = f"{row[0]}\x01"  # `>` would walk through all messages of that word
    return " OR ".join(f'"{one}"' for one in found or [word])


def words_of(said: str) -> list[str]:
    """The words in a text, each once, in small letters."""
    return list(dict.fromkeys(_WORD.findall(_in_small(said))))


def _in_small(said: str) -> str:
    return unicodedata.normalize("NFC", said).lower()


def _begins(word: str) -> bool:
    return len(word) > _WHOLE_MAX


def _has(said: str, words: Sequence[str]) -> bool:
    letters = _in_small(said)
    return all(_stands(word, letters) for word in words)


def _stands(word: str, letters: str) -> bool:
    """True where a run of letters and digits is the word, or begins with it. Far cheaper than to part the text."""
    at = letters.find(word)
    while at >= 0:
        end = at + len(word)
        if not letters[at - 1 : at].isalnum() and (_begins(word) or not letters[end : end + 1].isalnum()):
            return True
        at = letters.find(word, at + 1)
    return False


def _indexed(tx: Transaction) -> int:
    return int(desk.get(tx, _INDEXED) or 0)
