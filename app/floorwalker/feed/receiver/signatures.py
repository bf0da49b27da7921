"""Signatures of senders, as the Standard Webhooks specification has them: `webhook-id`, `webhook-timestamp` and
`webhook-signature`, HMAC-SHA256 over `id.timestamp.body`, checked on the bytes as they came.

The library checks times, reads the headers and compares in constant time.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from standardwebhooks import Webhook, WebhookVerificationError

from floorwalker.secret import SecretError

VALID: Final = "valid"
"""The verdict on a signature that is right."""

_PREFIX: Final = "whsec_"
_MALFORMED: Final = "its headers are malformed"
_SAID: Final = {
    "Missing required headers": "webhook-id, webhook-timestamp or webhook-signature is missing",
    "Invalid Signature Headers": _MALFORMED,
    "Message timestamp too old": "its timestamp is more than five minutes old; check both clocks",
    "Message timestamp too new": "its timestamp is more than five minutes ahead; check both clocks",
    "No matching signature found": "it is not that of this body and secret",
}


class Signatures:
    """Checks signatures made with one secret (`whsec_` and base64, or base64 alone). Immutable; any thread."""

    def __init__(self, secret: str) -> None:
        """Raises SecretError where the secret is none of that kind."""
        self._webhook = _ByteExact(_key(secret))

    def verdict(self, headers: Sequence[tuple[bytes, bytes]], body: bytes) -> str:
        """VALID, or what is wrong, to follow "the signature is not accepted:". headers: names in lower case."""
        named = {_as_text(name): _as_text(value) for name, value in headers if name.startswith(b"webhook-")}
        try:
            self._webhook.verify(_as_text(body), named, json_parse=False)
        except WebhookVerificationError as error:
            return _SAID.get(str(error), str(error))
        except ValueError:
            return _MALFORMED  # the library leaves pieces that are no base64, or no pair, to whoever calls it
        return VALID


class _ByteExact(Webhook):
    """The library signs text, and a body may be gzip or broken UTF-8: as text with surrogates for whatever is no
    UTF-8, each byte comes through `verify`, and here it becomes itself again.
    """

    def __init__(self, key: bytes) -> None:
        super().__init__(key)
        self._key = key

    def sign(self, msg_id: str, timestamp: datetime, data: str) -> str:
        seconds = int(timestamp.replace(tzinfo=UTC).timestamp())
        signed = f"{msg_id}.{seconds}.{data}".encode("utf-8", "surrogateescape")
        return f"v1,{base64.b64encode(hmac.digest(self._key, signed, hashlib.sha256)).decode()}"


def _as_text(value: bytes) -> str:
    return value.decode("utf-8", "surrogateescape")


def _key(secret: str) -> bytes:
    text = secret.removeprefix(_PREFIX)
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not key:
        raise SecretError(
            "The signing secret is not of Standard Webhooks.", f"Give it as the sender shows it: {_PREFIX} and base64."
        )
    return key
