"""A recording's entries as lines that a person reads."""

from collections.abc import Callable, Mapping
from datetime import tzinfo
from typing import Any, Final

from core.flight.reading import Entry, Recording
from core.texts import Texts

Facts = dict[str, Any]

#: What a line does not repeat: it is shown as a picture, or is too long for a line.
_LONG: Final = frozenset({"shapes", "data", "text", "dots"})


def entry_line(entry: Entry, texts: Texts, zone: tzinfo) -> str:
    """One entry: the shop's time, the run's, where, and what.

    Args:
        entry: which.
        texts: the language.
        zone: of the shop's clock.
    """
    at = f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M:%S}"
    return f"{at}  {entry.seconds:9.3f}  {entry.where:<8}  {happened(entry, texts)}"


def happened(entry: Entry, texts: Texts) -> str:
    """What happened, in a sentence where there is one, else as facts."""
    sentence = _SENTENCES.get(entry.what)
    return sentence(entry.facts, texts) if sentence else f"{entry.what}: {_said(entry.facts)}"


def all_lines(recording: Recording, texts: Texts) -> list[str]:
    """The whole recording, its papers' words under them."""
    lines = []
    for entry in recording.entries:
        lines.append(entry_line(entry, texts, recording.zone))
        if isinstance(words := entry.facts.get("text"), str):
            lines += [f"    | {line}" for line in words.splitlines()]
    return lines


def notice(recording: Recording, texts: Texts) -> str:
    """What to know of the file as a whole, or ""."""
    if recording.torn_at is not None:
        return texts(
            "The file breaks off in line {line}; what came before is shown.", line=recording.torn_at
        )
    if recording.has_earlier:
        return texts("The run was longer than the file holds; its beginning is not shown.")
    return ""


def _touch(facts: Facts, texts: Texts) -> str:
    return texts("touched: {what}", what=_said(facts.get("words") or facts.get("on")))


def _key(facts: Facts, texts: Texts) -> str:
    return texts("key: {what}", what=_said(facts.get("key")))


def _scan(facts: Facts, texts: Texts) -> str:
    return texts("scanned: {what}", what=_said(facts.get("read")))


def _screen(facts: Facts, texts: Texts) -> str:
    return texts("the screen shows: {what}", what=_said(facts.get("page")))


def _event(facts: Facts, texts: Texts) -> str:
    return texts("heard: {what}", what=_said(facts.get("event")))


def _call(facts: Facts, texts: Texts) -> str:
    asked = facts.get("asked")
    question = ", ".join(map(_said, asked)) if isinstance(asked, list) else ""
    if "refused" in facts:
        came = texts("refused, {code}", code=_said(facts["refused"]))
    elif "broke" in facts:
        came = texts("broke, {error}", error=_said(facts["broke"]))
    else:
        came = _said(facts.get("answer"))
    return f"{_said(facts.get('call'))}({question}): {came}, {_said(facts.get('ms'))} ms"


def _http(facts: Facts, texts: Texts) -> str:
    if facts.get("client"):
        return texts(
            "{client} asks {method} {to}: {status}, {ms} ms",
            client=_said(facts["client"]),
            method=_said(facts.get("method")),
            to=_said(facts.get("to")),
            status=_said(facts.get("status")),
            ms=_said(facts.get("ms")),
        )
    return texts(
        "{method} {to}: {status}, {ms} ms",
        method=_said(facts.get("method")),
        to=_said(facts.get("to")),
        status=_said(facts.get("status") or facts.get("came")),
        ms=_said(facts.get("ms")),
    )


def _print(facts: Facts, texts: Texts) -> str:
    return texts(
        "printed: {paper}, {came}, {bytes} bytes, {mm} mm",
        paper=_said(facts.get("paper")),
        came=_said(facts.get("came")),
        bytes=_said(facts.get("bytes")),
        mm=_said(facts.get("mm")),
    )


def _printer(facts: Facts, texts: Texts) -> str:
    return texts("the printer is {status}", status=_said(facts.get("status")))


def _faults(facts: Facts, texts: Texts) -> str:
    on = facts.get("on")
    return texts("faults: {what}", what=_said(on) if on else texts("none"))


def _switched_on(facts: Facts, texts: Texts) -> str:
    said = [texts("switched on: {fault}", fault=_said(facts.get("fault")))]
    if facts.get("after_min"):
        said.append(texts("in {minutes} min", minutes=_said(facts["after_min"])))
    if facts.get("for_min"):
        said.append(texts("for {minutes} min", minutes=_said(facts["for_min"])))
    if facts.get("chance", 1) != 1:
        said.append(texts("with a chance of {chance}", chance=_said(facts["chance"])))
    return ", ".join(said)


def _switched_off(facts: Facts, texts: Texts) -> str:
    return texts("switched off: {fault}", fault=_said(facts.get("fault")))


def _clock(facts: Facts, texts: Texts) -> str:
    if "moved_on" in facts:
        return texts("the clock was moved on by {seconds} s", seconds=_said(facts["moved_on"]))
    if "runs_times" in facts:
        return texts("the clock runs × {rate}", rate=_said(facts["runs_times"]))
    return texts("the clock was moved on to {what}", what=_said(facts.get("to")))


def _moved_on(facts: Facts, texts: Texts) -> str:
    return texts(
        "{parcel} is scanned: {status}",
        parcel=_said(facts.get("parcel")),
        status=_said(facts.get("to")),
    )


def _power(facts: Facts, texts: Texts) -> str:
    return texts("{terminal} loses power", terminal=_said(facts.get("lost")))


def _step(facts: Facts, texts: Texts) -> str:
    return texts("step: {what}", what=_said(facts.get("do")))


def _end(_facts: Facts, texts: Texts) -> str:
    return texts("the end of the recording")


_SENTENCES: Final[Mapping[str, Callable[[Facts, Texts], str]]] = {
    "touch": _touch,
    "key": _key,
    "scan": _scan,
    "screen": _screen,
    "event": _event,
    "call": _call,
    "http": _http,
    "print": _print,
    "printer": _printer,
    "faults": _faults,
    "switched on": _switched_on,
    "switched off": _switched_off,
    "clock": _clock,
    "moved on": _moved_on,
    "power": _power,
    "step": _step,
    "end": _end,
}


def _said(fact: Any) -> str:
    match fact:
        case None:
            return "–"
        case str():
            return fact
        case bool() | int() | float():
            return str(fact)
        case dict():
            kind = f"{fact['is']} " if "is" in fact else ""
            parts = [f"{name} {_said(part)}" for name, part in _short(fact)]
            return f"{kind}({', '.join(parts)})"
        case list():
            return f"[{', '.join(map(_said, fact))}]"
        case _:
            return "?"


def _short(fact: Facts) -> list[tuple[str, Any]]:
    return [(name, part) for name, part in fact.items() if name != "is" and name not in _LONG]
