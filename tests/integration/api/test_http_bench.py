"""The bench over HTTP measures real acceptances; its figures are not judged here."""

from core.bench.http import measure_http


def test_every_request_of_the_bench_is_answered() -> None:
    bench = measure_http(turns=1, requests=40)
    assert bench.accepted_per_s > 0
    assert bench.echoed_per_s > 0
    assert bench.accept_p99_ms > 0
    assert bench.echo_p99_ms > 0
