"""Names of companies: whole names, in every shape they are written in."""

import tomllib
from pathlib import Path

import pytest

from mailwithdraw.deciding.names import belongs_to, company_name, same_company

PAIRS = tomllib.loads((Path(__file__).parent / "company_pairs.toml").read_text("utf-8"))
SAME = PAIRS["same"] + PAIRS["same_of_another_hand"]
DIFFERENT = PAIRS["different"] + PAIRS["different_of_another_hand"]
STILL_MISSED = {
    "聯發科技股份有限公司",
    "טבע תעשיות פרמצבטיות בע״מ",
    "Δημόσια Επιχείρηση Ηλεκτρισμού Α.Ε.",
    "Oracle (China) Software Systems Co., Ltd.",
    "Industria de Diseño Textil, S.A.",
}
"""Other scripts, a branch with a trade in its name, a full name hardly anybody knows."""


def test_one_company_is_known_in_nearly_every_shape() -> None:
    assert {written for refused, written in SAME if not belongs_to(written, refused)} == STILL_MISSED


@pytest.mark.parametrize(("refused", "written"), DIFFERENT)
def test_two_companies_are_never_merged(refused: str, written: str) -> None:
    assert not belongs_to(written, refused)


def test_to_refuse_the_owned_is_not_to_refuse_the_owner() -> None:
    assert belongs_to("WhatsApp", "Meta")
    assert not belongs_to("Meta", "WhatsApp")
    assert not same_company("WhatsApp", "Instagram")


@pytest.mark.parametrize("text", ["", "GmbH & Co. KG", "The Company", "Holding", "   ", "™", "株式会社"])
def test_a_text_without_a_name_is_no_company(text: str) -> None:
    assert company_name(text) == ()
    assert not same_company(text, text)
