"""Fills a letter's template: the user's folder first, then the letters that are shipped."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from pathlib import Path

from mailwithdraw.errors import TemplateError

LENGTH_LIMIT = 100_000
"""Characters; a template that yields more is broken, not long."""


def renderer(user_folder: Path | None = None) -> Callable[[str, Mapping[str, object]], str]:
    """Return a function that fills a template named like "en/decline/outreach.txt".

    A template sees only the values it is given: it runs in Jinja's sandbox, and a name it was not given
    is an error, never an empty string. The user's folder may hold any part of the shipped tree.

    Raises (the function):
        TemplateError: there is no such template, or it is broken.

    """
    # Jinja takes a tenth of a second to load and most commands write no letter.
    import jinja2  # noqa: PLC0415
    import jinja2.sandbox  # noqa: PLC0415

    folders = [folder for folder in (user_folder, shipped()) if folder is not None]
    environment = jinja2.sandbox.ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(folders, encoding="utf-8"),
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def render(name: str, values: Mapping[str, object]) -> str:
        try:
            text = environment.get_template(name).render(values)
        except jinja2.TemplateNotFound as error:
            raise TemplateError(str(error.name), None, _missing(folders)) from error
        except jinja2.TemplateSyntaxError as error:
            source = error.filename or error.name or name
            raise TemplateError(source, error.lineno, _sentence(error.message)) from error
        except Exception as error:  # a template is a program: it may fail in any way
            source, line = _place(error, folders) or (name, None)
            raise TemplateError(source, line, _sentence(str(error))) from error
        if len(text) > LENGTH_LIMIT:
            raise TemplateError(name, None, f"it yields more than {LENGTH_LIMIT} characters.")
        return text

    return render


@cache
def shipped() -> Path:
    """The folder of the letters that come with the program: in the package, or beside it in a checkout.

    Raises:
        TemplateError: neither is there; the installation is incomplete.

    """
    packaged = Path(str(resources.files("mailwithdraw") / "templates"))
    checkout = packaged.parents[1] / "templates"
    for folder in (packaged, checkout):
        if (folder / "en").is_dir():
            return folder
    raise TemplateError(str(packaged), None, "the shipped letters are missing; install mailwithdraw again.")


def _missing(folders: list[Path]) -> str:
    looked = " nor ".join(str(folder) for folder in folders)
    return f"there is no such template, neither in {looked}."


def _sentence(text: str | None) -> str:
    words = (text or "the template is broken").strip().rstrip(".")
    return f"{words}. Mend the template, or remove it to use the shipped one."


def _place(error: Exception, folders: list[Path]) -> tuple[str, int] | None:
    """Where in a template an error arose: Jinja puts the template's own lines into the traceback."""
    found = None
    trace = error.__traceback__
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if any(Path(filename).is_relative_to(folder) for folder in folders):
            found = filename, trace.tb_lineno
        trace = trace.tb_next
    return found
