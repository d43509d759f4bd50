"""What users install: the wheel holds templates, example and sample, and works away from the checkout."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_everything_the_program_reads_at_run_time(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    templates = {f"mailwithdraw/{path.relative_to(ROOT)}" for path in (ROOT / "templates").rglob("*.txt")}
    data = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "mailwithdraw").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert len(templates) > 5
    assert templates <= held
    assert data <= held
    assert {"mailwithdraw/config.example.toml", "mailwithdraw/py.typed"} <= held


def test_nothing_but_the_program_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert tops == {"mailwithdraw", "mailwithdraw-0.1.0.dist-info"}


def test_the_demo_runs_from_the_unpacked_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": str(tmp_path / "site"),
        "LANG": "C.UTF-8",
    }
    script = "import mailwithdraw, sys; print(mailwithdraw.__file__); from mailwithdraw.cli import run; sys.exit(run(['demo']))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(tmp_path / "site"))
    assert "Nothing was sent" in done.stdout
