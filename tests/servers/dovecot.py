"""A real Dovecot on loopback for the whole test session; any account exists, with the password `secret`.

An access token (tests/servers/jwt.py) is a way in as well.
"""

import base64
import grp
import os
import pwd
import shutil
import smtplib
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

import pytest
from tests.servers import jwt

HOST = "127.0.0.1"
INSTALL = "apt-get install dovecot-imapd dovecot-lmtpd"
CONFIG = """
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = {uid}
mail_location = maildir:{base}/mail/%u
mail_fsync = never
mail_max_userip_connections = 100
auth_failure_delay = 0
auth_mechanisms = plain login xoauth2 oauthbearer
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {base}/oauth2.conf
}}
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/mail/%u allow_all_users=yes
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  inet_listener imap {{
    address = 127.0.0.1
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
}}
"""

TOKENS = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={base}/keys/
username_attribute = email
"""


class Dovecot:
    """The server and its way in.

    `separator` and `prefix` are what its NAMESPACE announces: some hosts use `.` and put every folder under `INBOX.`.
    """

    host = HOST
    password = "secret"

    def __init__(self, *, separator: str = "/", prefix: str = "") -> None:
        self._separator = separator
        self._prefix = prefix
        self.port = 0

    def __enter__(self) -> Self:
        binary = found_or_skip("dovecot", INSTALL)
        self._base = Path(tempfile.mkdtemp(prefix="mailticket-dovecot-"))
        account = pwd.getpwnam("mail") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        self.port, self._lmtp = free_ports(2)
        (self._base / "mail").mkdir()
        file = self._base / "dovecot.conf"
        file.write_text(
            CONFIG.format(
                base=self._base,
                user=account.pw_name,
                group=_group(account.pw_gid),
                uid=account.pw_uid,
                gid=account.pw_gid,
                imap=self.port,
                lmtp=self._lmtp,
                separator=self._separator,
                prefix=self._prefix,
            )
        )
        key = self._base / "keys" / "default" / "HS256" / "default"
        key.parent.mkdir(parents=True)
        key.write_bytes(base64.b64encode(jwt.KEY))
        tokens = self._base / "oauth2.conf"
        tokens.write_text(TOKENS.format(base=self._base))
        drop = {}
        if os.geteuid() == 0:
            for path in (self._base, *self._base.rglob("*")):
                os.chown(path, account.pw_uid, account.pw_gid)
            drop = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        with (self._base / "out").open("wb") as out:
            self._process = subprocess.Popen(
                [binary, "-F", "-c", file], stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd="/", **drop
            )
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(3)  # SIGQUIT: at once
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        shutil.rmtree(self._base, ignore_errors=True)

    def open_account(self, account: str) -> None:
        """Nothing to do: every name is an account."""

    def deliver(self, account: str, mail_from: str, raw: bytes) -> None:
        """By LMTP, as a mail server does; Dovecot adds Return-Path, Delivered-To and Received."""
        with smtplib.LMTP(HOST, self._lmtp) as lmtp:
            lmtp.sendmail(mail_from, [account], raw, mail_options=["BODY=8BITMIME"])

    def log(self) -> str:
        """What the server wrote down."""
        file = self._base / "dovecot.log"
        return (file.read_text() if file.exists() else "") + (self._base / "out").read_text()

    def _wait(self) -> None:
        end = time.monotonic() + 30
        waiting = [self.port, self._lmtp]
        while waiting:
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"Dovecot did not start: {self.log()}")
            try:
                socket.create_connection((HOST, waiting[0]), 1).close()
                waiting.pop(0)
            except OSError:
                time.sleep(0.01)


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on now, all different."""
    sockets = [socket.create_server((HOST, 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def found_or_skip(program: str, install: str) -> str:
    """The path of a program. Without it the test is skipped, and says how to get it; in CI (CI=true) it fails."""
    found = shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found:
        return found
    message = f"{program} is not installed: {install}"
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(message)
    pytest.skip(message)


def _group(gid: int) -> str:
    return grp.getgrgid(gid).gr_name
