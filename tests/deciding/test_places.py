"""Places: home under any of its names, elsewhere only beyond doubt."""

import pytest

from mailwithdraw.deciding.places import is_elsewhere, lies_in


@pytest.mark.parametrize(
    ("location", "home"),
    [
        ("Munich", ["Berlin"]),
        ("Munich, Germany", ["Berlin"]),
        ("München", ["Berlin", "Potsdam"]),
        ("Delftsestraat 9, Rotterdam", ["Amsterdam"]),
        ("London EC2A", ["Manchester"]),
        ("Greater London", ["Manchester"]),
        ("Aurora, CO", ["Boston"]),
        ("Jersey City NJ", ["Boston"]),
        ("Praterstraße 61, 1020 Wien", ["Graz"]),
        ("Paris or Lyon", ["Berlin"]),
        ("Munich", ["Kleinstadt"]),
        ("Tokyo", ["California"]),
        ("Canada", ["Berlin"]),
    ],
)
def test_a_known_place_that_cannot_be_home_is_elsewhere(location: str, home: list[str]) -> None:
    assert is_elsewhere(location, home)


@pytest.mark.parametrize(
    ("location", "home"),
    [
        ("Berlin, Germany", ["Berlin"]),
        ("Berlin-Mitte", ["Berlin"]),
        ("Munich", ["München"]),
        ("Köln", ["Cologne"]),
        ("Munich", ["Germany"]),
        ("Munich", ["Bavaria"]),
        ("Munich", ["Bayern", "Vienna"]),
        ("San Francisco", ["California"]),
        ("San Jose, CA", ["United States"]),
        ("New York", ["NYC"]),
        ("Germany", ["Berlin"]),
        ("Germany", ["Kleinstadt"]),
        ("Munich", ["Ruhrgebiet"]),
        ("San Francisco", ["Bay Area"]),
        ("Berlin or Munich", ["Berlin"]),
        ("Munich or remote", ["Berlin"]),
        ("Kreuzberg", ["Berlin"]),
        ("12 York Road", ["Leeds"]),
        ("40 Wellington, 18th floor", ["Toronto"]),
        ("Berliner Straße 4", ["Munich"]),
        ("Town Hall, Committee Room B", ["Leeds"]),
        ("Munich", []),
        ("", ["Berlin"]),
        ("Berlin", ["Berlin, Germany"]),
        ("Newcastle", ["New South Wales"]),
    ],
)
def test_home_and_whatever_is_not_sure_are_not_elsewhere(location: str, home: list[str]) -> None:
    assert not is_elsewhere(location, home)


@pytest.mark.parametrize(
    ("location", "places", "place"),
    [
        ("Leipzig", ["Leipzig"], "Leipzig"),
        ("Zürich", ["Zurich"], "Zurich"),
        ("Munich, Germany", ["Bavaria"], "Bavaria"),
        ("New York", ["York"], None),
        ("York", ["New York"], None),
        ("Little Whinging", ["Little Whinging"], "Little Whinging"),
        ("Whinging", ["Little Whinging"], None),
        ("Newcastle", ["Australia"], None),
        ("Berlin", ["Munich", "Leipzig"], None),
    ],
)
def test_a_place_is_matched_by_its_whole_name_or_what_it_lies_in(
    location: str, places: list[str], place: str | None
) -> None:
    assert lies_in(location, places) == place
