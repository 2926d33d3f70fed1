"""Signatures are those of the Standard Webhooks specification, whoever computes them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from core.notifications.signing import signature_headers
from core.services.notify_url import WebhookSecret

SECRET = WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
OTHER = WebhookSecret("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")
# Computed by hand, with nothing of ours or of the library's:
#   printf 'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}' | openssl dgst -sha256
#     -mac HMAC -macopt hexkey:31f290f6bf06298aab4f08d43c3f082cf648a362da2da4b0 -binary | base64
EXAMPLE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_standards_example_computed_by_hand() -> None:
    headers = signature_headers(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        datetime.fromtimestamp(1614265330, UTC),
        b'{"test": 2432232314}',
        [SECRET],
    )
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": EXAMPLE,
    }


def test_the_time_zone_of_the_clock_changes_nothing() -> None:
    manila = timezone(timedelta(hours=8))
    there = signature_headers(
        "msg_1", datetime(2026, 11, 21, 14, 30, tzinfo=manila), b"{}", [SECRET]
    )
    here = signature_headers("msg_1", datetime(2026, 11, 21, 6, 30, tzinfo=UTC), b"{}", [SECRET])
    assert there == here


def test_the_standards_library_verifies_and_refuses_what_was_changed() -> None:
    body = '{"location": "Fuente Osmeña"}'
    headers = signature_headers("msg_1", datetime.now(UTC), body.encode(), [SECRET])
    assert Webhook(SECRET.text).verify(body, headers) == {"location": "Fuente Osmeña"}
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET.text).verify(body.replace("ñ", "n"), headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(OTHER.text).verify(body, headers)


def test_during_a_rotation_either_secret_verifies() -> None:
    headers = signature_headers("msg_1", datetime.now(UTC), b"{}", [OTHER, SECRET])
    for secret in (SECRET, OTHER):
        assert Webhook(secret.text).verify("{}", headers) == {}
