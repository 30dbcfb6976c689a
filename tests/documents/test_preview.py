import pytest

from brokerage.documents.agreement import render_agreement
from brokerage.documents.preview import page_pictures
from brokerage.domain.errors import Unavailable
from tests.documents.agreement_examples import day_activities
from tests.documents.reading import pages_of


def test_each_page_is_a_picture_of_the_width_asked_for_and_of_paper_shape() -> None:
    pdf = render_agreement(day_activities())
    pictures = page_pictures(pdf, 300)
    assert len(pictures) == len(pages_of(pdf))
    for picture in pictures:
        assert (picture.width, picture.height) == (300, 425)
        assert len(picture.rgba) == 300 * 425 * 4


def test_the_band_at_the_head_is_brown_in_the_order_red_green_blue() -> None:
    picture = page_pictures(render_agreement(day_activities()), 300)[0]
    assert tuple(picture.rgba[8:12]) == (0x8A, 0x4B, 0x00, 0xFF)


def test_some_pages_can_be_asked_for() -> None:
    pdf = render_agreement(day_activities())
    assert page_pictures(pdf, 200, first_page=1, count=2) == page_pictures(pdf, 200)[1:3]
    assert page_pictures(pdf, 200, first_page=999) == ()


def test_what_is_no_pdf_cannot_be_shown() -> None:
    with pytest.raises(Unavailable, match="not a PDF"):
        page_pictures(b"something else", 200)
