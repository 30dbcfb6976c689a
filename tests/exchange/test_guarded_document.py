"""A document is judged by its size before it is read and by its content, never by its name alone; what is said names nobody."""

import os
import sys
import zlib
from pathlib import Path

import pytest

from brokerage.domain.document_file import ENDINGS, DocumentFormat
from brokerage.domain.errors import BadInput, Unavailable
from brokerage.domain.provider_document import LARGEST_DOCUMENT_BYTES
from brokerage.exchange.guarded_document import judge_document, receive_file
from tests.exchange.documents import JPEG, PNG, docx_parts, make_pdf, odf_parts, packed_objects, xlsx_parts, zipped

SOUND = {
    DocumentFormat.PDF: make_pdf(),
    DocumentFormat.PNG: PNG,
    DocumentFormat.JPEG: JPEG,
    DocumentFormat.DOCX: zipped(docx_parts()),
    DocumentFormat.XLSX: zipped(xlsx_parts()),
    DocumentFormat.ODT: zipped(odf_parts("text")),
    DocumentFormat.ODS: zipped(odf_parts("spreadsheet")),
    DocumentFormat.TEXT: "Insured to 31 March, £5,000,000\n".encode(),
}
_ACTION = b"5 0 obj<</S/%b>>endobj"


def refusal(content: bytes, name: str = "a secret name") -> str:
    with pytest.raises(BadInput) as refused:
        judge_document(name, content)
    assert refused.value.field == "file"
    assert "secret" not in refused.value.sentence
    return refused.value.sentence


@pytest.mark.parametrize("kind", list(DocumentFormat))
def test_a_sound_file_of_each_kind_is_kept_under_each_of_its_endings_or_none(kind: DocumentFormat) -> None:
    for ending in ("", *ENDINGS[kind]):
        received = judge_document(f"certificate{ending}", SOUND[kind])
        assert (received.format, received.content) == (kind, SOUND[kind])
        assert received.file_name == f"certificate{ending or ENDINGS[kind][0]}"


@pytest.mark.parametrize("kind", [kind for kind in DocumentFormat if kind is not DocumentFormat.PDF])
def test_wrong_content_behind_the_name_of_a_pdf_is_refused(kind: DocumentFormat) -> None:
    assert "whatever its name says" in refusal(SOUND[kind], "secret.pdf")


def test_a_file_larger_than_is_kept_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.pdf"
    with path.open("wb") as file:
        file.truncate(40 << 20)
    with pytest.raises(BadInput, match=r"has 40\.0 MB, and a document has at most 10 MB\. Scan it at a lower"):
        receive_file(path)
    with path.open("wb") as file:
        file.write(SOUND[DocumentFormat.TEXT])
        file.truncate(LARGEST_DOCUMENT_BYTES + 1)
    with pytest.raises(BadInput, match=r"at most 10 MB"):
        receive_file(path)


def test_an_empty_file_a_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    (tmp_path / "secret.pdf").touch()
    for path, said in (
        (tmp_path / "secret.pdf", "is empty"),
        (tmp_path, "a folder"),
        (tmp_path / "gone", "no such file"),
    ):
        with pytest.raises(BadInput, match=said):
            receive_file(path)


@pytest.mark.skipif(sys.platform == "win32", reason="a file in a file is merely missing there")
def test_a_file_the_disk_refuses_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    with pytest.raises(Unavailable, match="cannot be read"):
        receive_file(tmp_path / "a.pdf" / "b.pdf")


def test_a_name_no_disk_can_hold_is_that_of_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"):
        receive_file(tmp_path / ("x" * 300 + ".pdf"))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "secret.pdf")
    with pytest.raises(BadInput, match="a device or a pipe"):
        receive_file(tmp_path / "secret.pdf")


@pytest.mark.parametrize("name", ["secret.docm", "secret.xlsm", "secret.XLSB"])
def test_a_name_that_promises_macros_is_refused_whatever_is_inside(name: str) -> None:
    assert "without macros" in refusal(SOUND[DocumentFormat.XLSX], name)


@pytest.mark.parametrize(
    "parts",
    [
        {**xlsx_parts(), "xl/vbaProject.bin": b"\0"},
        {**xlsx_parts(), "xl/macrosheets/sheet1.xml": b"<a/>"},
        {**docx_parts(), "word/activeX/activeX1.bin": b"\0"},
        docx_parts("application/vnd.ms-word.document.macroEnabled.main+xml"),
        {**odf_parts("spreadsheet"), "Basic/Standard/Module1.xml": b"<a/>"},
        {**odf_parts("text"), "Scripts/python/run.py": b"print()"},
        {**odf_parts("text"), "content.xml": "<content><script:event-listener xmlns:script='s'/></content>"},
        {**odf_parts("text"), "content.xml": f"<a>{'é' * 131_065}<a href='vnd.sun.star.script:Run'/></a>"},
    ],
)
def test_macros_are_found_inside_whatever_the_name_says(parts: dict[str, str | bytes]) -> None:
    assert "carries macros" in refusal(zipped(parts), "secret.xlsx")


def test_what_is_protected_by_a_password_is_refused() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    manifest = b"<m><encryption-data/></m>"
    assert "by a password" in refusal(locked, "secret.docx")
    assert "by a password" in refusal(zipped({**odf_parts("text"), "META-INF/manifest.xml": manifest}))
    assert "by a password" in refusal(make_pdf(b"trailer<</Encrypt 9 0 R>>"))


def test_an_archive_of_files_is_refused() -> None:
    assert "is an archive" in refusal(zipped({"insurance.pdf": make_pdf()}))


def test_what_swells_is_refused() -> None:
    assert "unpack to far more" in refusal(zipped({**docx_parts(), "word/media/image1.png": bytes(8 << 20)}))
    assert "unpack to far more" in refusal(make_pdf(packed_objects(bytes(17 << 20))))
    assert "unpack to far more" in refusal(make_pdf(b"stream\nendstream\n" * 50_001))


def test_embedded_programs_and_templates_fetched_from_elsewhere_are_refused() -> None:
    assert "other files inside it" in refusal(zipped({**docx_parts(), "word/embeddings/oleObject1.bin": b"\0"}))
    remote = '<R><Relationship Type="x/relationships/attachedTemplate" Target="http://a" TargetMode="External"/></R>'
    assert "fetches a template" in refusal(zipped({**docx_parts(), "word/_rels/settings.xml.rels": remote}))


def test_declarations_and_damage_are_refused_in_words_that_fit_a_letter() -> None:
    reaching = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    for part in (reaching, "<x><y></x>"):
        said = refusal(zipped({**docx_parts(), "word/document.xml": part}))
        assert "DOCTYPE" in said and ".docx" in said  # noqa: PT018 - one sentence
    assert "damaged" in refusal(SOUND[DocumentFormat.DOCX][:-30])


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (b"JavaScript/JS(app.alert(1))", "carries a program"),
        (b"J#61vaScript", "carries a program"),
        (b"Launch/F(calc.exe)", "starts other programs"),
        (b"EmbeddedFile", "has other files inside it"),
    ],
)
def test_a_pdf_that_acts_by_itself_is_refused_however_it_is_packed(action: bytes, said: str) -> None:
    assert said in refusal(make_pdf(_ACTION % action))
    assert said in refusal(make_pdf(packed_objects(b"5 0 <</S/" + action + b">>")))


def test_words_in_a_pages_own_text_are_no_program() -> None:
    page = zlib.compress(b"BT (/Launch of /JS) Tj ET")
    text = b"4 0 obj<</Length 40>>\nstream\n(/JavaScript)\n" + page + b"\nendstream endobj"
    assert judge_document("a.pdf", make_pdf(text)).format is DocumentFormat.PDF


def test_a_pdf_that_names_streams_without_end_is_judged_at_once() -> None:
    assert judge_document("a.pdf", make_pdf(b"stream\n" * 200_000)).format is DocumentFormat.PDF


@pytest.mark.parametrize("kind", [DocumentFormat.PDF, DocumentFormat.PNG, DocumentFormat.JPEG])
def test_a_file_cut_short_is_refused(kind: DocumentFormat) -> None:
    assert "cut short" in refusal(SOUND[kind][:20])


@pytest.mark.parametrize("content", [b"MZ\x90\x00program", b"\x00\x01\x02", "Grüße".encode("latin-1")])
def test_every_other_kind_of_file_is_refused(content: bytes) -> None:
    assert "of a kind that is not kept" in refusal(content, "secret.txt")


def test_text_behind_the_name_of_a_program_is_refused() -> None:
    assert "plain text" in refusal(b"<script>alert(1)</script>", "secret.html")
