"""A language is one file."""

from pathlib import Path

from core.texts import Texts, languages


def test_a_file_in_the_folder_is_a_language_more(tmp_path: Path) -> None:
    (tmp_path / "fil.po").write_text('msgid "Print again"\nmsgstr "I-print muli"\n', "utf-8")
    (tmp_path / "xx.po").write_text("", "utf-8")
    assert languages(tmp_path) == {"en": "English", "fil": "Filipino", "xx": "xx"}
    english = Texts(folder=tmp_path)
    assert english("Print again") == "Print again"
    filipino = english.speaking("fil")
    assert (filipino.language, filipino("Print again")) == ("fil", "I-print muli")
    assert filipino("Finish") == "Finish"
    assert filipino.speaking("en")("Print again") == "Print again"
    assert filipino.languages() == languages(tmp_path)
