"""Two clients that know the merchants' documentation and nothing else of Balik.

Their requests are the pages' own text: what an engineer copies, with other credentials and host.
"""

import http.client
import json
import re
from collections.abc import Iterator
from contextlib import closing

import pytest
from ecms_process import EcmsProcess, running

# CLiQQ Commerce Returns API, "Request Return Transaction", with the page's spelling of JSON.
REQUEST_RETURN = """{
    "merchantCode": "001",
    "merchant":"Merchant A",
    "mobileNumber":"09123456789",
    "merchantReference":"AXDY43322222524544",
    "type":"RETURN"
}"""

# Inbound, POST /return/return-orders, "Request", in the page's one line.
RETURN_ORDER = (
    '{ "forwardOrderCode": "108", "returnOrderCode": "100078", "locationCode": "Wid234",'
    ' "returnOrderTime": "2020-10-16T20:22:28.000+05:30", "orderItems": [ { "itemCode": "I10098",'
    ' "reason": "Different Size", "channelSkuCode": "10007345", "name" : "Name", "price" : 100.00,'
    ' "finalAmountPaid" : 100.00, "imageUrl": "xyz", "storeCreditsUsed": 0.0 } ],'
    ' "orderType": "CUSTOMER_RETURN", "awbNumber": "HYN402", "transporter": "transporter",'
    ' "currencyCode": "INR", "regionType": "INDIAN", "returnReason": "damaged product",'
    ' "sellerGstin": "29AADCP7081J1ZY", "shipmentDimension": { "breadth": 10, "height": 10,'
    ' "length": 10, "weight": 1 }, "dropAddress": { "name": "customerName",'
    ' "line1": "address line 1", "line2": "address line 2", "line3": "address line 3",'
    ' "city": "Bengaluru", "state": "Karnataka", "zip": "560076", "country": "INDIA",'
    ' "email": "email.com", "phone": "9999999999" }, "pickupAddress": { "name": "customerName",'
    ' "line1": "address line 1", "line2": "address line 2", "line3": "address line 3",'
    ' "city": "Bengaluru", "state": "Karnataka", "zip": "560076", "country": "INDIA",'
    ' "email": "email.com", "phone": "9999999999" }, "orderDetails" : { "codValue": 0,'
    ' "invoiceNumber": "INV-10", "invoiceTime": "2021-06-18T12:00:01Z", "invoiceValue": 100.00,'
    ' "isCod": false, "forwardShipmentNumber": "101" } }'
)


@pytest.fixture(scope="module")
def ecms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EcmsProcess]:
    """`balik ecms` over a new demonstration, in a process of its own."""
    with running(tmp_path_factory.mktemp("documented")) as running_ecms:
        yield running_ecms


def as_on_the_page(token: str) -> dict[str, str]:
    """The headers of the CLiQQ page, with its token in place of the example's."""
    return {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}


def say(
    ecms: EcmsProcess, method: str, address: str, body: str, headers: dict[str, str]
) -> tuple[int, str]:
    """One documented call."""
    with closing(http.client.HTTPConnection("127.0.0.1", ecms.port, timeout=60)) as connection:
        connection.request(method, address, body.encode(), headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def token_of(ecms: EcmsProcess, **renewal: str) -> dict[str, object]:
    """An access token, asked for by the documented URL."""
    address = (
        "/accounts/oauth2/token?client_id=merchant-a&client_secret=demo-a"
        "&grant_type=client_credentials&response_type=token"
    )
    if renewal:
        address = address.replace(
            "grant_type=client_credentials",
            f"grant_type=refresh_token&refresh_token={renewal['refresh_token']}",
        )
    status, said = say(ecms, "POST", address, "", {})
    assert status == 200, said
    given: dict[str, object] = json.loads(said)
    assert list(given) == ["access_token", "token_type", "expires_in", "refresh_token"]
    assert (given["token_type"], given["expires_in"]) == ("bearer", 7200)
    return given


def test_the_cliqq_page_word_by_word(ecms: EcmsProcess) -> None:
    given = token_of(ecms)
    headers = as_on_the_page(str(given["access_token"]))

    status, said = say(ecms, "POST", "/ecms/api/v1/returns", REQUEST_RETURN, headers)

    assert status == 200, said
    numbers = json.loads(said)
    assert list(numbers) == ["returnCode", "trackingNumber"]
    assert re.fullmatch(r"[0-9]{4}-[0-9]{4}-[0-9]{4}", numbers["returnCode"])
    assert re.fullmatch(r"[0-9]{17}", numbers["trackingNumber"])

    renewed = token_of(ecms, refresh_token=str(given["refresh_token"]))
    headers = as_on_the_page(str(renewed["access_token"]))
    assert say(ecms, "POST", "/ecms/api/v1/returns", REQUEST_RETURN, headers) == (status, said)


def test_the_pages_example_token_is_nobodys(ecms: EcmsProcess) -> None:
    headers = as_on_the_page("Ym9ic2sVzc2lvbjE6cdzNjcmV0")
    status, said = say(ecms, "POST", "/ecms/api/v1/returns", REQUEST_RETURN, headers)
    assert status == 401
    assert json.loads(said)["code"] == "UNAUTHORIZED"


def test_the_increff_page_word_by_word(ecms: EcmsProcess) -> None:
    """The page names no authentication: its sister page's headers, and CLiQQ's token."""
    keys = {"authUsername": "merchant-a", "authPassword": "demo-a", "authDomainName": "merchant-a"}
    for headers in (keys, as_on_the_page(str(token_of(ecms)["access_token"]))):
        sent = {"Content-Type": "application/json", **headers}
        assert say(ecms, "POST", "/return/return-orders", RETURN_ORDER, sent) == (200, "")


def test_what_one_page_submits_the_other_page_returns(ecms: EcmsProcess) -> None:
    headers = as_on_the_page(str(token_of(ecms)["access_token"]))
    order = RETURN_ORDER.replace('"100078"', '"100080"')
    assert say(ecms, "POST", "/return/return-orders", order, headers) == (200, "")
    request = REQUEST_RETURN.replace("AXDY43322222524544", "100080")
    status, said = say(ecms, "POST", "/ecms/api/v1/returns", request, headers)
    assert status == 200, said


@pytest.mark.parametrize(
    ("broken", "description"),
    [
        (RETURN_ORDER.replace('"channelSkuCode": "10007345", ', ""), "channelSkuCode"),
        (RETURN_ORDER.replace("CUSTOMER_RETURN", "RETURN"), "orderType"),
        (RETURN_ORDER.replace('"locationCode": "Wid234",', ""), "locationCode"),
    ],
)
def test_what_the_table_calls_mandatory_is(
    ecms: EcmsProcess, broken: str, description: str
) -> None:
    headers = as_on_the_page(str(token_of(ecms)["access_token"]))
    status, said = say(ecms, "POST", "/return/return-orders", broken, headers)
    refused = json.loads(said)
    assert (status, refused["code"], refused["message"]) == (
        400,
        "BAD_DATA",
        "Input validation failed",
    )
    assert f"{description}: " in refused["description"]
