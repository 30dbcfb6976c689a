import pytest

from brokerage.domain.near_names import near_names


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Wren's Workshop", "WRENS WORKSHOP LTD"),
        ("Smith and Sons Care", "Smith & Sons <Care> Limited (demo)"),
        ("The Hop Farm CIC", "Hop Farm"),
        ("Café Zoë", "Cafe Zoe Ltd"),
        ("Orchard Suport Services", "Orchard Support Services"),
        ("House 12", "house 12"),
    ],
)
def test_another_way_of_writing_a_name_is_near(name: str, known: str) -> None:
    assert near_names(name, ["Something Else", known]) == (known,)


@pytest.mark.parametrize(
    ("name", "known"),
    [("House 1", "House 2"), ("Orchard Care", "Harbour Kitchen"), ("Weald Care", "Weald Gardens"), ("Ltd", "Limited")],
)
def test_another_name_is_not(name: str, known: str) -> None:
    assert near_names(name, [known]) == ()


def test_at_most_three_are_named_the_nearest_first() -> None:
    known = ["Orchard Day Care", "Orchard Day Cares", "Orchard Day Car", "Orchard Day Cars", "Orchard Day Care Ltd"]
    near = near_names("Orchard Day Care", known)
    assert len(near) == 3
    assert near[:2] == ("Orchard Day Care", "Orchard Day Care Ltd")
