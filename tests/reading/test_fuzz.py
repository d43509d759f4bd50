"""A short run of `scripts/fuzz`: whatever the bytes, the readers answer."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

_LOADER = SourceFileLoader("fuzz", str(Path(__file__).parents[2] / "scripts" / "fuzz"))
_SPEC = spec_from_loader("fuzz", _LOADER)
assert _SPEC is not None
fuzz = module_from_spec(_SPEC)
_LOADER.exec_module(fuzz)
READERS = fuzz.targets()


@pytest.mark.parametrize("name", sorted(READERS))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=st.data())
def test_piles_of_fragments_are_read(name: str, data: st.DataObject) -> None:
    READERS[name](data.draw(fuzz.piles(name)))
