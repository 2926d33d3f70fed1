"""Whatever is typed or scanned: one clear sentence, nothing asked for, nothing changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kiosk_story import SHOES, Story

from core.domain.refusals import ScannedThing, Unreadable
from core.texts import Texts
from kiosk.flow.advance import advance
from kiosk.flow.effects import AskForCode, FindOrders, Forget, PrintTicket
from kiosk.flow.entered import LONGEST_SHOWN, shown
from kiosk.flow.events import Event, ReferenceEdited, ReferenceSubmitted, Scanned, Started
from kiosk.flow.states import EnterReference, Notice, Refused, State
from kiosk.sentences import explain

CODE = "182212342345"
EAN = "4800016644504"
LABEL = "]C100303105332614281206"
STRANGE = {
    "10,000 characters": ("A" * 10_000, "This number is too long"),
    "two scans run together": (CODE + SHOES * 2, "This number is too long"),
    "control characters": ("AX\x00\x07DY", "This cannot be a return number"),
    "emoji": ("📦📦📦", "This cannot be a return number"),
    "SQL": ("'; DROP TABLE orders; --", "This cannot be a return number"),
    "HTML": ("<script>alert(1)</script>", "This cannot be a return number"),
    "right-to-left marks": ("\u202eAXDY\u202c", "This cannot be a return number"),
    "another script's digits": ("٠١٢٣٤٥", "This cannot be a return number"),
    "a product's EAN with AIM prefix": (f"]E0{EAN}", "This is a product's barcode"),
    "a parcel label with AIM prefix": (
        "]C100303105332614281206",
        "This is a parcel label's number",
    ),
    "GS1-128 of something else": ("]C1(01)09501101530003(17)", "This barcode is for shipping"),
    "too short": ("A1", "This number is too short"),
}


@pytest.mark.parametrize("how", ["typed", "scanned"])
@pytest.mark.parametrize(("text", "title"), STRANGE.values(), ids=STRANGE.keys())
def test_each_kind_of_nonsense_has_its_sentence(
    story: Story, how: str, text: str, title: str
) -> None:
    ways: dict[str, tuple[Event, ...]] = {
        "typed": (Started(), ReferenceEdited(text), ReferenceSubmitted()),
        "scanned": (Scanned(text),),
    }
    assert story.happens(*ways[how]) == ()
    assert isinstance(story.screen, Refused)
    message = explain(story.screen.refusal, Texts())
    assert message.title.startswith(title)
    assert message.detail
    assert message.advice
    assert story.asked == []


@pytest.mark.parametrize("nothing", ["", "   ", "\t\n", "- -"])
def test_nothing_is_answered_beside_the_field(story: Story, nothing: str) -> None:
    assert story.happens(Started(), ReferenceEdited(nothing), ReferenceSubmitted()) == ()
    assert isinstance(story.screen, EnterReference)
    assert story.state.notice is Notice.TYPE_OR_SCAN


@pytest.mark.parametrize(
    "forgiven",
    ["axdy43322222524544", "AXDY 4332 2222 5245 44", "AXDY-43322222524544", "]C0" + SHOES],
)
def test_small_letters_spaces_hyphens_and_a_scanners_prefix_are_forgiven(
    story: Story, forgiven: str
) -> None:
    (find,) = story.happens(Started(), ReferenceEdited(forgiven), ReferenceSubmitted())
    assert isinstance(find, FindOrders)
    assert find.reference.key == SHOES


@given(st.text(max_size=300))
def test_no_text_ever_does_more_than_ask(text: str) -> None:
    """Typed or scanned: it is looked up, refused with a sentence, or pointed out."""
    for events in (
        (Started(), ReferenceEdited(text), ReferenceSubmitted()),
        (Scanned(text),),
    ):
        story = Story()
        effects = story.happens(*events)
        if effects:
            assert [type(effect) for effect in effects] == [FindOrders]
        elif isinstance(story.screen, Refused):
            assert isinstance(story.screen.refusal, Unreadable)
            assert explain(story.screen.refusal, Texts()).title
        else:
            assert story.state.notice is Notice.TYPE_OR_SCAN


@given(st.text())
def test_what_is_shown_again_fits_a_line_and_has_no_hidden_signs(text: str) -> None:
    line = shown(text)
    assert len(line) <= LONGEST_SHOWN + 1
    assert line.isprintable()


def test_a_readable_number_is_shown_as_it_was_typed() -> None:
    assert shown("AXDY-4332 2222") == "AXDY-4332 2222"


_EVENTS = st.one_of(
    st.builds(ReferenceEdited, st.text(max_size=20)),
    st.builds(Scanned, st.text(max_size=20)),
    st.sampled_from([Started(), ReferenceSubmitted()]),
)


@given(st.lists(_EVENTS, max_size=12))
def test_no_order_of_typing_and_scanning_gives_a_code(events: list[Event]) -> None:
    state = State()
    for event in events:
        state, effects = advance(state, event)
        assert not any(isinstance(e, AskForCode | PrintTicket | Forget) for e in effects)


def test_things_that_are_something_else_say_what_they_are() -> None:
    titles = {explain(Unreadable(thing), Texts()).title for thing in ScannedThing}
    assert len(titles) >= 5
