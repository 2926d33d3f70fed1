"""The body has the fields of the contract, in its order and its forms, and no others."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from core.domain.status import Status
from core.notifications.payloads import body_of
from core.services.notify import Notice, NoticeKey

NOTICE = Notice(
    key=NoticeKey(7, 2),
    tracking_number="30310533261428120",
    merchant_reference="AXDY43322222524544",
    status=Status.RETURNED,
    reason="Different size",
    location="0234",
    local_time=datetime(2015, 8, 2, 17, 55, 59, 999_999, tzinfo=ZoneInfo("Asia/Manila")),
)


def test_the_documented_body() -> None:
    assert body_of(NOTICE) == (
        b'{"trackingNumber": "30310533261428120", "merchantReference": "AXDY43322222524544", '
        b'"status": "RETURNED", "reason": "Different size", "location": "0234", '
        b'"timestamp": "2015-08-02 17:55:59"}'
    )


def test_where_there_is_no_reason_there_is_no_field() -> None:
    assert b"reason" not in body_of(replace(NOTICE, reason=""))


def test_letters_of_every_language_go_as_utf8() -> None:
    assert "Hindi kasya – ñ ₱".encode() in body_of(replace(NOTICE, reason="Hindi kasya – ñ ₱"))


def test_the_webhook_id_names_parcel_and_status() -> None:
    assert NOTICE.webhook_id == "msg_30310533261428120_02"
    assert replace(NOTICE, key=NoticeKey(7, 10)).webhook_id == "msg_30310533261428120_10"
