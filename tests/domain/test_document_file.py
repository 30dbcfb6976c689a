import pytest

from brokerage.domain.document_file import LONGEST_FILE_NAME, DocumentFormat, ReceivedFile, safe_file_name

PDF = DocumentFormat.PDF


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("insurance.pdf", "insurance.pdf"),
        ("Insurance.PDF", "Insurance.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\policy.pdf", "policy.pdf"),
        ("a\x00b\u202ecod.pdf", "abcod.pdf"),
        ('what?<is>"it"|.pdf', "what--is--it--.pdf"),
        (" . .. ", "document.pdf"),
        ("con.pdf", "document con.pdf"),
        ("policy v1.2", "policy v1.2.pdf"),
        ("two\nlines.pdf", "two lines.pdf"),
        ("", "document.pdf"),
    ],
)
def test_a_file_name_is_made_safe_on_every_desk(name: str, safe: str) -> None:
    assert safe_file_name(name, PDF) == safe


def test_a_long_file_name_is_cut_and_keeps_its_ending() -> None:
    safe = safe_file_name("x" * 500 + ".jpeg", DocumentFormat.JPEG)
    assert (len(safe), safe[-5:]) == (LONGEST_FILE_NAME, ".jpeg")


def test_a_received_file_shows_neither_name_nor_bytes_in_a_log() -> None:
    assert "secret" not in repr(ReceivedFile("secret.pdf", PDF, b"secret", "0f"))
