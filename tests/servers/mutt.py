"""A real program: mutt answers to all from the town's IMAP server, over its SMTP server, in a terminal of tmux."""

import os
import shlex
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.servers.dovecot import found_or_skip

from mailticket.demo.people import read
from mailticket.demo.post_office import HOST
from mailticket.demo.town import Town

INSTALL = "apt-get install mutt tmux"
SECONDS = 40
RC = """
set imap_user="{account}" imap_pass="{password}"
set folder="imap://{host}:{imap}/" spoolfile="imap://{host}:{imap}/INBOX"
set smtp_url="smtp://{smtp_host}:{smtp}/" smtp_authenticators=""
set ssl_starttls=no ssl_force_tls=no
set realname="{name}" from="{address}" use_from=yes envelope_from=yes hostname="{domain}"
set editor="{editor}" include=no fast_reply=yes autoedit=yes
set abort_unmodified=no abort_nosubject=no reply_to=yes recall=no quit=yes record="" postponed=""
set sleep_time=0 mail_check=1 header_cache="" message_cachedir="" certificate_file="" history_file=""
"""


def mutt_reply_all(town: Town, who: str, message_id: str, text: str = "") -> str:
    """Open the message in that person's INBOX, press g, write `text` (nothing: an empty mail), send, quit.

    Returns the Message-ID of the mail that mutt sent. When it takes too long, the error shows the last screen.
    """
    return _typed(town, who, message_id, "<group-reply>", text)


def mutt_reply(town: Town, who: str, message_id: str, text: str = "") -> str:
    """The same with r: a plain Reply."""
    return _typed(town, who, message_id, "<reply>", text)


def _typed(town: Town, who: str, message_id: str, key: str, text: str) -> str:
    mutt, tmux = found_or_skip("mutt", INSTALL), found_or_skip("tmux", INSTALL)
    address = town.person(who).address
    before = len(_sent(town, address))
    with tempfile.TemporaryDirectory(prefix="mailticket-mutt-") as folder:
        rc = _prepared(Path(folder), town, who, text)
        keys = f"<limit>~i {message_id.strip('<>')}<enter><first-entry>{key}<send-message><quit>"
        command = [mutt, "-n", "-F", str(rc), "-e", f'push "{keys}"']
        terminal = _Terminal(tmux, Path(folder), command)
        try:
            terminal.wait(lambda: len(_sent(town, address)) > before and terminal.ended())
        finally:
            terminal.kill()
    return str(read(_sent(town, address)[before])["Message-ID"])


def _sent(town: Town, address: str) -> list[bytes]:
    """What that person has sent so far; the daemon and others may write meanwhile."""
    return [mail.raw for mail in town.post_office.accepted if mail.mail_from == address]


def _prepared(folder: Path, town: Town, who: str, text: str) -> Path:
    """The rc file, and an editor that leaves nothing but `text`."""
    person = town.person(who)
    (folder / "text").write_text(text)
    editor = folder / "editor"
    # An older time of change: a file that is younger than mutt's own stamp (of whole seconds) makes it ask a question.
    editor.write_text(f'#!/bin/sh\ncat {folder}/text > "$1"\ntouch -r {folder}/text "$1"\n')
    editor.chmod(0o755)
    rc = folder / "muttrc"
    rc.write_text(
        RC.format(
            account=town.account(who),
            password=town.mailboxes.password,
            host=town.mailboxes.host,
            imap=town.mailboxes.port,
            smtp_host=HOST,
            smtp=town.post_office.port,
            name=person.name,
            address=person.address,
            domain=person.address.partition("@")[2],
            editor=editor,
        )
    )
    return rc


class _Terminal:
    """One tmux server of our own with one window in it."""

    def __init__(self, tmux: str, home: Path, command: list[str]) -> None:
        self._tmux = [tmux, "-S", str(home / "tmux"), "-f", "/dev/null"]
        environ = {"PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm", "LC_ALL": "C.UTF-8"}
        keep = ["new-session", "-d", "-x", "120", "-y", "40", shlex.join(command)]
        subprocess.run([*self._tmux, *keep], env=environ, check=True, timeout=SECONDS, stdin=subprocess.DEVNULL)

    def ended(self) -> bool:
        """Whether the program has left and taken its window along."""
        return self._ask("has-session").returncode != 0

    def wait(self, happened: Callable[[], bool]) -> None:
        """Until it has happened; with the screen in the error after `SECONDS`."""
        end = time.monotonic() + SECONDS
        while not happened():
            if time.monotonic() > end:
                raise TimeoutError(f"mutt did not finish: {self._ask('capture-pane', '-p').stdout}")
            time.sleep(0.03)

    def kill(self) -> None:
        """End what is left of it."""
        self._ask("kill-server")

    def _ask(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*self._tmux, *command], capture_output=True, text=True, timeout=SECONDS, check=False)
