"""The signatures of Standard Webhooks (https://www.standardwebhooks.com): HMAC-SHA256, and Ed25519.

They sign `id.timestamp.body`. The headers are `webhook-*`, or `svix-*` with the same meaning.
"""

from __future__ import annotations

import base64
import binascii
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, cast

from .errors import ArgumentError, ConfigurationError, WebhookVerificationError

_NAMES = ("id", "timestamp", "signature")
_FAMILIES = ("webhook", "svix")
_SYMMETRIC, _PUBLIC = "whsec_", "whpk_"
_TOLERANCE = 300  # seconds
_LONGEST_TIMESTAMP = 12  # digits

Check = Callable[[bytes, bytes], bool]


def verify(body: bytes, headers: Mapping[str, str], secrets: object) -> None:
    """Check that a request is signed with one of the secrets, and that its time is close to now.

    Raises:
        WebhookVerificationError: It is not.
        ArgumentError: There is no secret, or one is invalid.
        ConfigurationError: A key is for Ed25519, and the package `cryptography` is not installed.
    """
    checks = [_check(each) for each in _listed(secrets)]
    identity, sent, signatures = _signed_headers(headers)
    _check_time(sent)
    signed = b".".join((identity.encode("utf-8", "replace"), sent.encode(), body))
    pairs = [each.partition(",") for each in signatures.split()]
    for version, check in checks:
        for given, _, text in pairs:
            if given == version and check(signed, text.encode("utf-8", "replace")):
                return
    raise WebhookVerificationError("no signature matches this body and this secret")


def _listed(secrets: object) -> Sequence[object]:
    if isinstance(secrets, list | tuple):
        listed = cast("Sequence[object]", secrets)
        if not listed:
            raise ArgumentError("must have at least one secret", argument="secret")
        return listed
    return (secrets,)


def _signed_headers(headers: object) -> list[str]:
    if not isinstance(headers, Mapping):
        raise ArgumentError(f"must be a mapping, not {type(headers).__name__}", argument="headers")
    given = cast("Mapping[str, str]", headers)
    received = {name.lower(): value for name, value in given.items()}
    family = next((each for each in _FAMILIES if received.get(f"{each}-id")), _FAMILIES[0])
    for name in _NAMES:
        if not received.get(f"{family}-{name}"):
            raise WebhookVerificationError(f"the header {family}-{name} is missing")
    return [received[f"{family}-{name}"] for name in _NAMES]


def _check(secret: object) -> tuple[str, Check]:
    """The version of the signatures for a secret, and the function that checks one."""
    if isinstance(secret, str) and secret.startswith(_PUBLIC):
        return "v1a", _ed25519(_key(secret, _PUBLIC))
    return "v1", _hmac(_key(secret, _SYMMETRIC))


def _key(secret: Any, prefix: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix(prefix), validate=True)
    except (AttributeError, TypeError, binascii.Error, ValueError):
        key = b""
    if not key:
        raise ArgumentError(f"must be {prefix} followed by base64", argument="secret")
    return key


def _hmac(key: bytes) -> Check:
    import hashlib  # imported here, because most programs receive no webhooks
    import hmac

    def check(signed: bytes, signature: bytes) -> bool:
        wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
        return hmac.compare_digest(wanted, signature)

    return check


def _ed25519(key: bytes) -> Check:
    try:
        keys = import_module("cryptography.hazmat.primitives.asymmetric.ed25519")
        invalid = import_module("cryptography.exceptions").InvalidSignature
    except ImportError as error:
        raise ConfigurationError(
            "a key for Ed25519 needs another package: pip install cryptography"
        ) from error
    try:
        public = keys.Ed25519PublicKey.from_public_bytes(key)
    except ValueError as error:
        raise ArgumentError(
            f"must be {_PUBLIC} followed by 32 bytes in base64", argument="secret"
        ) from error

    def check(signed: bytes, signature: bytes) -> bool:
        try:
            public.verify(base64.b64decode(signature, validate=True), signed)
        except (invalid, ValueError):
            return False
        return True

    return check


def _check_time(sent: str) -> None:
    if not (sent.isascii() and sent.isdecimal() and len(sent) <= _LONGEST_TIMESTAMP):
        raise WebhookVerificationError("the timestamp is not a time")
    if abs(time.time() - int(sent)) > _TOLERANCE:
        raise WebhookVerificationError("the timestamp is more than five minutes away")
