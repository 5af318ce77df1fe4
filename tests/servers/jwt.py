"""Access tokens that a mail server can judge by itself: JSON Web Tokens with a shared key (RFC 7519, HS256)."""

import base64
import hmac
import json
import time

KEY = b"a key that the mail server and the issuer of tokens share"


def token(account: str, *, lasts: float = 3600.0) -> str:
    """A token for this account that ends after so many seconds; a negative number: it has ended."""
    now = int(time.time())
    claims = {"sub": account, "email": account, "iat": now - 7200, "nbf": now - 7200, "exp": now + int(lasts)}
    signed = b".".join(_part(json.dumps(each).encode()) for each in ({"alg": "HS256", "typ": "JWT"}, claims))
    return (signed + b"." + _part(hmac.digest(KEY, signed, "sha256"))).decode()


def _part(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")
