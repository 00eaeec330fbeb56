"""Keeping a secret in the database under a seal that only this installation opens.

A copy of the database alone, such as a backup, then gives nothing away: the key is drawn from the installation's secret
key, which is kept elsewhere. Where both are in one hand, as in the data folder of an embedded installation, the seal
protects nothing more. The cryptography is Fernet's: AES and an HMAC, from a library kept for it.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Broken(ValueError):
    """What was stored was not sealed by this installation, or its secret key has been changed since."""


class Seal:
    """Seals and opens for one purpose. The first of the secret keys seals; the former ones after it only open."""

    def __init__(self, purpose: str, secret_keys: Sequence[str]) -> None:
        self._fernet = MultiFernet([Fernet(_key(purpose, secret)) for secret in secret_keys])

    def close(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken as error:
            raise Broken("sealed under another secret key") from error


def _key(purpose: str, secret: str) -> bytes:
    drawn = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())
    return base64.urlsafe_b64encode(drawn)
