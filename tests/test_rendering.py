"""Templates: the user's first, then the shipped ones; a broken one says where it is broken."""

from pathlib import Path

import pytest

from mailwithdraw.errors import TemplateError
from mailwithdraw.rendering import renderer, shipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en" / "decline").mkdir(parents=True)
    return tmp_path


def put(folder: Path, text: str) -> Path:
    path = folder / "en" / "decline" / "outreach.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_letters_are_found() -> None:
    assert {path.name for path in (shipped() / "en" / "withdraw").iterdir()} == {
        "offer.txt",
        "plain.txt",
        "rounds.txt",
    }


def test_the_users_template_comes_first_and_the_rest_is_shipped(folder: Path) -> None:
    put(folder, "{{ greeting }} Grüße\n")
    render = renderer(folder)
    assert render("en/decline/outreach.txt", {"greeting": "Hi Jane,"}) == "Hi Jane, Grüße"
    values = {"greeting": "Hello,", "late": False, "soon": "now", "me": "Sam"}
    assert render("en/decline/plain.txt", values).startswith("Hello,\n\nThank you")


def test_a_folder_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    values = {"greeting": "Hello,", "late": True, "soon": "now", "me": "Sam"}
    assert "slow reply" in renderer(tmp_path / "none")("en/decline/plain.txt", values)


def test_letters_are_plain_text(folder: Path) -> None:
    put(folder, "{{ name }}")
    assert renderer(folder)("en/decline/outreach.txt", {"name": "Teal & Finch's <x>"}) == "Teal & Finch's <x>"


def test_blocks_leave_no_blank_lines(folder: Path) -> None:
    put(folder, "a\n  {% if yes %}\nb\n  {% endif %}\nc")
    assert renderer(folder)("en/decline/outreach.txt", {"yes": True}) == "a\nb\nc"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Hello\n\n{{ nmae }}", 3, "'nmae' is undefined"),
        ("Hello\n{% if x %}", 2, "Unexpected end of template"),
        ("Hello\n{{ x", 2, "unexpected end of template"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("\n{{ ''.__class__ }}", 2, "attribute '__class__' of 'str' object is unsafe"),
        ("{{ range(1000000) | list }}", 1, "Range too big"),
        ("\n{{ x.append(1) }}", 2, "unsafe"),
    ],
)
def test_a_broken_template_says_where_and_what(folder: Path, text: str, line: int, words: str) -> None:
    path = put(folder, text)
    with pytest.raises(TemplateError) as caught:
        renderer(folder)("en/decline/outreach.txt", {"x": []})
    assert (caught.value.source, caught.value.line, caught.value.exit_code) == (str(path), line, 78)
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"{path}, line {line}: ")


@pytest.mark.parametrize("name", ["en/decline/nowhere.txt", "../secret.txt", "/etc/hostname"])
def test_a_template_that_is_not_there_says_where_one_looked(folder: Path, name: str) -> None:
    with pytest.raises(TemplateError, match="there is no such template, neither in"):
        renderer(folder)(name, {})


def test_a_template_in_another_encoding_is_an_error_and_no_traceback(folder: Path) -> None:
    (folder / "en" / "decline" / "outreach.txt").write_bytes(b"Gr\xfc\xdfe")
    with pytest.raises(TemplateError):
        renderer(folder)("en/decline/outreach.txt", {})


def test_a_template_that_never_ends_is_stopped(folder: Path) -> None:
    put(folder, "{% for i in range(99999) %}{{ 'x' * 9 }}{% endfor %}")
    with pytest.raises(TemplateError, match="more than 100000 characters"):
        renderer(folder)("en/decline/outreach.txt", {})
