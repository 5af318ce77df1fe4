"""The lines that PGP puts around a text that it signs in the open (RFC 9580 section 7)."""

from collections.abc import Iterator, Sequence
from typing import Final

_SIGNED: Final = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE: Final = "-----BEGIN PGP SIGNATURE-----"
_END: Final = "-----END PGP SIGNATURE-----"
_HEADERS_MAX: Final = 5
_SIGNATURE_MAX: Final = 100
"""Lines of a signature, at most."""


def armour(lines: Sequence[str]) -> Iterator[int]:
    """The numbers of these lines: the opening with its `Hash:`, and the signature; of each the first only."""
    if _SIGNED not in lines or _SIGNATURE not in lines:
        return
    opening, signature = lines.index(_SIGNED), lines.index(_SIGNATURE)
    if signature < opening:
        return
    stop = next((at for at in range(opening, opening + _HEADERS_MAX) if at >= signature or not lines[at]), opening)
    yield from range(opening, stop + (stop == opening))
    end = next((at for at in range(signature, min(len(lines), signature + _SIGNATURE_MAX)) if lines[at] == _END), None)
    if end is not None:
        yield from range(signature, end + 1)
