"""What is said of the letters that answer applications. No widgets here."""

from brokerage.domain.application import ApplicationState
from brokerage.domain.application_board import ApplicationBoard, ApplicationDetail
from brokerage.domain.application_letter import LetterKind
from brokerage.domain.calendar import day_in_england
from brokerage.domain.decision_letter import DecisionLetterTerms
from brokerage.domain.staff import Actor
from ui import formats
from ui.market.applications import words as application_words

_WITH_LETTER = (ApplicationState.DECIDED, ApplicationState.ANSWERED)


def has_letter(detail: ApplicationDetail) -> bool:
    """Whether there is a letter to look at: every lot is decided."""
    return detail.summary.facts.state in _WITH_LETTER


def standing(detail: ApplicationDetail) -> str:
    """Whether the letter was issued, when and by whom; else what it will say."""
    for letter in detail.letters:
        if letter.kind is LetterKind.DECISION:
            return f"✓ The letter was issued on {formats.day(day_in_england(letter.issued_at))} by {letter.issued_by}."
    return "Every lot is decided. The letter gives the reasons and the feedback, lot by lot."


def look(detail: ApplicationDetail) -> str:
    """What the button that opens the letter says."""
    is_next = detail.summary.facts.state is ApplicationState.DECIDED
    return "Look at the letter and issue it…" if is_next else "Look at the letter…"


def unanswered(board: ApplicationBoard) -> tuple[str, ...]:
    """The references of the applications that are decided and not answered, in the order of the board."""
    return tuple(row.facts.reference for row in board.rows if row.facts.state is ApplicationState.DECIDED)


def letters_of(number: int) -> str:
    """`Letters of 3 decided applications…`."""
    return f"{formats.count(number, 'letter')} to issue…"


def title(letters: tuple[DecisionLetterTerms, ...]) -> str:
    """`Letter to Barley Cottage Care (demo)`, or how many there are."""
    if len(letters) > 1:
        return f"{len(letters)} letters"
    return f"Letter for {letters[0].reference}"


def sentence(letters: tuple[DecisionLetterTerms, ...], pages: int) -> str:
    """How many pages, and whether it was issued."""
    said = formats.count(pages, "page")
    drafts = sum(letter.is_draft for letter in letters)
    if len(letters) > 1:
        return (
            f"{said} in one paper, {formats.count(drafts, 'draft')} among them." if drafts else f"{said} in one paper."
        )
    letter = letters[0]
    if letter.is_draft:
        return f"To {letter.provider.name}, {said}. It is marked DRAFT until it is issued."
    return f"To {letter.provider.name}, {said}. Issued {formats.day(letter.issued_on)}."


def may_issue(letters: tuple[DecisionLetterTerms, ...], actor: Actor) -> bool:
    """Whether who works now may issue what is a draft among them."""
    return any(letter.is_draft for letter in letters) and not application_words.why_not(actor)


def why_not_issued(letters: tuple[DecisionLetterTerms, ...], actor: Actor) -> str:
    """Why a draft cannot be issued, and who can; empty where it can, or none is a draft."""
    return application_words.why_not(actor) if any(letter.is_draft for letter in letters) else ""


def issued(number: int) -> str:
    """What happened and what happens next."""
    if number == 1:
        return "The letter is issued. Next: award and seal the contract where it was admitted."
    return f"{number} letters are issued. Next: award and seal the contracts where they were admitted."


def file_name(letters: tuple[DecisionLetterTerms, ...]) -> str:
    """What the PDF is to be called; it names no person."""
    return f"{letters[0].reference} answer.pdf" if len(letters) == 1 else f"answers-{len(letters)}.pdf"
