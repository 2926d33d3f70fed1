"""A webhook URL and a secret are read at the door, and refused in a sentence."""

import pytest

from core.services.notify_url import (
    UnusableUrl,
    UrlProblem,
    WebhookSecret,
    parse_webhook_url,
)


def test_a_url_in_its_parts() -> None:
    url = parse_webhook_url("https://shop.example:8443/returns/hook?shop=1")
    assert (url.scheme, url.host, url.port) == ("https", "shop.example", 8443)
    assert (url.target, url.authority) == ("/returns/hook?shop=1", "shop.example:8443")


def test_a_url_without_port_and_path() -> None:
    url = parse_webhook_url("HTTPS://Shop.Example")
    assert (url.host, url.port, url.target, url.authority) == (
        "shop.example",
        443,
        "/",
        "shop.example",
    )


def test_plain_http_only_where_it_is_allowed() -> None:
    with pytest.raises(UnusableUrl) as refused:
        parse_webhook_url("http://shop.example/")
    assert refused.value.problem is UrlProblem.PLAIN_HTTP
    assert parse_webhook_url("http://shop.example/", plain_http=True).port == 80


def test_an_address_in_brackets() -> None:
    url = parse_webhook_url("https://[2606:4700::1111]:8443/")
    assert (url.host, url.authority) == ("2606:4700::1111", "[2606:4700::1111]:8443")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", UrlProblem.UNREADABLE),
        ("shop.example/returns", UrlProblem.NOT_HTTP),
        ("ftp://shop.example/", UrlProblem.NOT_HTTP),
        ("file:///etc/passwd", UrlProblem.NOT_HTTP),
        ("javascript:alert(1)", UrlProblem.NOT_HTTP),
        ("https://", UrlProblem.UNREADABLE),
        ("https://:443/", UrlProblem.UNREADABLE),
        ("https://user:secret@shop.example/", UrlProblem.CREDENTIALS),
        ("https://user@shop.example/", UrlProblem.CREDENTIALS),
        ("https://@shop.example/", UrlProblem.CREDENTIALS),
        ("https://shop.example/#part", UrlProblem.FRAGMENT),
        ("https://shop.example/#", UrlProblem.FRAGMENT),
        ("https://shop.example:99999/", UrlProblem.UNREADABLE),
        ("https://shop.example:0/", UrlProblem.UNREADABLE),
        ("https://shop.example:port/", UrlProblem.UNREADABLE),
        ("https://[::1/", UrlProblem.UNREADABLE),
        ("https://shop.example/a b", UrlProblem.UNREADABLE),
        ("https://shop.example\\@10.0.0.1/", UrlProblem.UNREADABLE),
        ("https://shop.example/\r\nX-Evil: 1", UrlProblem.UNREADABLE),
        ("https://shöp.example/", UrlProblem.UNREADABLE),
        ("https://shop.example/\u202e", UrlProblem.UNREADABLE),
        ("https://shop.example/" + "a" * 2048, UrlProblem.TOO_LONG),
    ],
)
def test_what_cannot_be_a_url_is_refused_and_says_why(text: str, problem: UrlProblem) -> None:
    with pytest.raises(UnusableUrl, match=problem.value.replace("#", r"\#")) as refused:
        parse_webhook_url(text, plain_http=True)
    assert refused.value.problem is problem


def test_a_drawn_secret_is_one_of_the_standard_and_shows_itself_to_nobody() -> None:
    secret = WebhookSecret.draw(lambda count: bytes(range(count)))
    assert secret.text == "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    assert WebhookSecret.parse(secret.text) == secret
    assert secret.text not in repr(secret)


@pytest.mark.parametrize(
    "text",
    ["", "whsec_", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_" + "A" * 100],
)
def test_what_is_no_secret_of_the_standard_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="24 to 64 bytes"):
        WebhookSecret.parse(text)
