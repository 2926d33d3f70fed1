"""What `balik ecms` leaves on the disk beside its database says what happened, never to whom."""

import json
import secrets
import subprocess
from pathlib import Path

from ecms_process import EcmsProcess, running
from webhook_setup import tell

from core.services.notify_url import WebhookSecret
from core.simulator.merchant_site import MerchantSite, Mood

MOBILE = "09987654321"
REFERENCE = "ODDNUMBER4711"
RETURNS = "/ecms/api/v1/returns"
COUNTER = "/ecms/api/v1/terminals/0166/02"


def ask(ecms: EcmsProcess, token: str, path: str, body: object) -> tuple[int, str]:
    """One call with a JSON body."""
    status, said = ecms.ask(
        "POST",
        path,
        json.dumps(body).encode(),
        Authorization=f"Bearer {token}",
        Content_Type="application/json",
    )
    return status, said.decode()


def a_day_at_the_api(ecms: EcmsProcess) -> list[str]:
    """A return, refusals, guesses, a broken file; every number that was given or said."""
    merchant, pos = ecms.token("merchant-a", "demo-a"), ecms.token("pos-0166-02", "demo-pos")
    request = {
        "merchantCode": "001",
        "merchant": "Merchant A",
        "mobileNumber": MOBILE,
        "merchantReference": REFERENCE,
        "type": "RETURN",
    }
    status, said = ask(ecms, merchant, RETURNS, request)
    assert status == 200, said
    code, tracking = json.loads(said).values()
    body = {"returnCode": code, "clerk": "1042", "attempt": "attempt-1"}
    accepted, said = ask(ecms, pos, f"{COUNTER}/parcels/accept", body)
    assert accepted == 200, said
    assert ask(ecms, merchant, RETURNS, request)[0] == 409
    assert ask(ecms, merchant, RETURNS, request | {"mobileNumber": f"{MOBILE}x"})[0] == 422
    assert ask(ecms, merchant, f"/{REFERENCE}/{MOBILE}", {})[0] == 404
    assert ecms.ask("GET", f"{RETURNS}?mobile={MOBILE}")[0] == 405
    for _ in range(30):
        guess = {"returnCode": "1822-1234-2345"}
        assert ask(ecms, pos, f"{COUNTER}/returns/history", guess)[0] == 200
    for _ in range(10):
        address = f"/accounts/oauth2/token?client_id={REFERENCE}&client_secret={MOBILE}"
        ecms.ask("POST", f"{address}&grant_type=client_credentials")
    file = f"uid,first_day\n{REFERENCE},{MOBILE}\n".encode()
    ecms.ask(
        "POST",
        "/ecms/api/v1/merchants/001/orders/import",
        file,
        Authorization=f"Bearer {merchant}",
        Content_Type="text/csv",
    )
    return [MOBILE, MOBILE[1:], REFERENCE, code, code.replace("-", ""), tracking, merchant]


def test_no_number_of_a_person_is_left_in_any_file_but_the_database(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with (
        MerchantSite(WebhookSecret.draw(secrets.token_bytes).text) as site,
        running(data, stderr=subprocess.PIPE) as ecms,
    ):
        tell(data, site)
        site.mood = Mood.FAILS
        numbers = a_day_at_the_api(ecms)
        site.wait_for(1)
        said = ecms.end()
    written = {
        path.name: path.read_text("utf-8", "replace")
        for path in data.rglob("*")
        if path.is_file() and not path.name.startswith("balik.db")
    }
    log = written["balik.log"]
    events = [json.loads(line)["event"] for line in log.splitlines()]
    assert events[-1] == "ecms ends"
    assert {"ecms answers", "numbers are guessed", "credentials are guessed"} < set(events)
    for name, text in {**written, "what it said": said}.items():
        assert not [number for number in numbers if number in text], name
