"""Problems in a person's words: what pydantic and tomllib found, where it stands, and what to write instead."""

import difflib
import tomllib
from collections.abc import Iterable
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from mailwithdraw.config.lines import Path, error_line, key_lines, line_of
from mailwithdraw.errors import Problem

_SENTENCES = {
    "missing": "is missing.",
    "string_type": "must be a text in quotes.",
    "bool_type": "must be true or false, without quotes.",
    "int_type": "must be a whole number, without quotes.",
    "float_type": "must be a number, without quotes.",
    "date_type": "must be a date without quotes, like 2026-11-10.",
    "list_type": 'must be a text, or a list of texts like ["one", "two"].',
    "too_short": "must not be empty.",
    "model_type": "must be a table with keys of its own.",
    "greater_than_equal": "must not be less than {ge}.",
    "less_than_equal": "must not be more than {le}.",
}
_SYNTAX = (
    ("cannot declare", "This table stands in the file twice; put its keys together under one heading."),
    ("cannot overwrite", "This key stands in the file twice; keep one of them."),
    ("unclosed array", 'A list is not closed; end it with "]".'),
    ("unterminated string", "A text is not closed; put a quote at its end."),
    ("illegal character", "A text is not closed on its line; put a quote at its end."),
    ("unescaped '\\'", "Write a backslash twice, or put the text in single quotes."),
    ("expected '=' after a key", 'Write a key, "=" and its value, like name = "Sam Rivera".'),
    ("invalid value", "Put texts in quotes; write true, false, numbers and dates without."),
    ("invalid date", "Write dates like 2026-11-10."),
    ("expected newline", "One key with its value a line; put texts in quotes."),
    ("at end of document", "The file ends in the middle of something; close the last quote or bracket."),
)
_OWN = "told"


def told(sentence: str, suggestion: str | None = None, key: str = "") -> PydanticCustomError:
    """A problem found by a check of ours: a sentence, what to do, and the key below the place it was found."""
    return PydanticCustomError(
        _OWN, "{sentence}", {"sentence": sentence, "suggestion": suggestion, "key": key}
    )


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Suggest the known word that looks most like this one; None where nothing comes near."""
    by_folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return f'Did you mean "{by_folded[close[0]]}"?' if close else None


def syntax_problem(error: tomllib.TOMLDecodeError, text: str) -> Problem:
    """What is wrong with a text that is no TOML."""
    line = error_line(error, text)
    said = str(error).casefold()
    advice = next((advice for sign, advice in _SYNTAX if sign in said), "Compare it with the example.")
    written = text.splitlines()[line - 1].split("=")[0].strip() if text.strip() else ""
    return Problem(line, written[:40] or "the file", "cannot be read as TOML.", advice)


def shape_problems(
    fault: ValidationError, data: dict[str, Any], text: str, model: type[BaseModel]
) -> tuple[Problem, ...]:
    """Everything pydantic found, in the order of the file, each thing once."""
    lines = key_lines(text)
    found: dict[Path, Problem] = {}
    for error in fault.errors(include_url=False):
        path = _path(error, data)
        found.setdefault(path, _problem(error, path, line_of(path, lines), model))
    return tuple(sorted(found.values(), key=lambda problem: (problem.line or 0, problem.key)))


def _problem(error: ErrorDetails, path: Path, line: int | None, model: type[BaseModel]) -> Problem:
    context = error.get("ctx", {})
    key = ".".join(part for part in path if isinstance(part, str))
    if error["type"] == _OWN:
        return Problem(line, key, context["sentence"], context["suggestion"])
    if error["type"] == "extra_forbidden":
        *around, unknown = error["loc"]
        section = _section_at(tuple(around), model)
        noun = "section" if section is model and isinstance(error["input"], dict | list) else "key"
        return Problem(line, key, f"there is no such {noun}.", _unknown_key(str(unknown), model, section))
    if error["type"] == "literal_error":
        choices = [part.strip("' ") for part in context["expected"].replace(" or ", ", ").split(",")]
        wanted = ", ".join(f'"{choice}"' for choice in choices)
        return Problem(line, key, f"must be one of {wanted}.", did_you_mean(str(error["input"]), choices))
    sentence = _SENTENCES.get(error["type"], "cannot be used like this.")
    return Problem(line, key, sentence.format(**context))


def _path(error: ErrorDetails, data: dict[str, Any]) -> Path:
    """The place of an error as the file has it: without what the long and the list form put in between."""
    path: list[str | int] = []
    here: Any = data
    for part in error["loc"]:
        if isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        elif (
            isinstance(here, dict) and isinstance(part, str) and (part in here or error["type"] == "missing")
        ):
            here = here.get(part)
        else:
            continue
        path.append(part)
    key = error.get("ctx", {}).get("key") if error["type"] == _OWN else None
    return (*path, key) if key else tuple(path)


def _unknown_key(key: str, model: type[BaseModel], section: type[BaseModel]) -> str:
    owner = next(
        (name for name, field in model.model_fields.items() if key in _keys(_model_in(field.annotation))),
        None,
    )
    if owner and section is not _model_in(model.model_fields[owner].annotation):
        return f"It belongs below [{owner}]."
    known = _keys(section)
    return did_you_mean(key, known) or f"Known here: {', '.join(known)}."


def _section_at(path: tuple[str | int, ...], model: type[BaseModel]) -> type[BaseModel]:
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation) or model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def _keys(model: type[BaseModel] | None) -> list[str]:
    return list(model.model_fields) if model else []
