"""What is said of an application under assessment: its lots, its questions, how each stands, and why somebody cannot score."""

from collections.abc import Sequence

from brokerage.domain.application import ApplicationState
from brokerage.domain.application_assessment import ApplicationAssessment, LotAssessment, ScoreEntry, say_rating
from brokerage.domain.assessment import Question, QuestionKind, QuestionResult, Stage, Standing, name_questions
from brokerage.domain.documents_asked import AskedDocument, AskedStanding, say_asked, warn_of_asked
from brokerage.domain.money import format_pounds
from brokerage.domain.sealed_scores import assessors_done, scores_seen
from brokerage.domain.staff import Actor, Job
from brokerage.domain.unit import FOR_ONE
from ui import formats
from ui.tone import Tone

Fact = tuple[str, str]

_ASKS = {
    QuestionKind.PASS_FAIL: "A criterion, passed or failed",
    QuestionKind.DECLARATION: "A declaration, passed or failed",
    QuestionKind.DOCUMENT: "A document, passed or failed",
}
_SIGNS = {AskedStanding.HERE: "✓", AskedStanding.LAPSED: "◆", AskedStanding.MISSING: "▲"}
_IN_ASSESSMENT = (ApplicationState.ACKNOWLEDGED, ApplicationState.IN_ASSESSMENT)


def title(lot: LotAssessment) -> str:
    """`Lot 2 Autism · Barley Cottage (demo)`."""
    return f"Lot {lot.lot.number} {lot.lot.title} · {lot.service.name}"


def regulator(lot: LotAssessment) -> str:
    """`The regulator on 1-234: Good, rated 3 Feb 2026 · registration: registered`, and what that stops."""
    about = lot.service
    number = f" on {about.regulator_id}" if about.regulator_id else ""
    said = f"The regulator{number}: {say_rating(about)} · registration: {formats.words(about.registration).lower()}"
    if lot.registration_missing:
        return f"▲ {said}. This lot needs a registration: no call-off before the service has it."
    return said


def regulator_tone(lot: LotAssessment) -> Tone:
    """How the regulator's word is meant."""
    return Tone.WARN if lot.registration_missing else Tone.PLAIN


def offered(lot: LotAssessment) -> tuple[Fact, ...]:
    """The prices the service offers in the lot, each with what it pays for."""
    return tuple(
        (each.is_for, f"{format_pounds(each.price)} {FOR_ONE[each.unit]}" + (f" · {each.note}" if each.note else ""))
        for each in lot.offered
    )


def asks(lot: LotAssessment, question: Question) -> str:
    """How the question is answered for: `Scored from 0 to 5 · at least 3 needed · weighs 60 of 100`."""
    if question.kind is not QuestionKind.SCORED:
        return _ASKS[question.kind]
    needed = f"at least {question.threshold} needed" if question.threshold else "no threshold"
    whole = sum(each.weight for each in lot.questions if each.kind is QuestionKind.SCORED)
    return f"Scored from 0 to {question.highest_score} · {needed} · weighs {question.weight} of {whole}"


def answer(lot: LotAssessment, question: Question, documents: Sequence[AskedDocument]) -> tuple[str, Tone]:
    """What the provider answered, in its own words, and the document asked for: here, lapsed or missing. And its tone."""
    said = lot.answer_to(question)
    answered = f"“{said}”" if said else ""
    found = [
        f"{_SIGNS[each.standing]} {say_asked(each)}"
        for each in documents
        if (each.asked.application_lot_id, each.asked.question) == (lot.application_lot_id, question.number)
    ]
    lines = [line for line in (answered, *found) if line]
    return ("\n".join(lines), Tone.PLAIN) if lines else ("No answer is on record.", Tone.QUIET)


def wanting(lot: LotAssessment, documents: Sequence[AskedDocument]) -> str:
    """What whoever admits the service should know of documents that are missing or lapsed; empty for none."""
    return "\n".join(f"▲ {warning}" for warning in warn_of_asked(documents, lot.application_lot_id))


def points(question: Question, number: int) -> str:
    """`4 of 5`, `passed` or `failed`."""
    if question.kind is QuestionKind.SCORED:
        return f"{number} of {question.highest_score}"
    return "passed" if number else "failed"


def standing(lot: LotAssessment, result: QuestionResult, actor: Actor) -> tuple[str, Tone]:
    """How the question stands, and how that is meant."""
    question = result.question
    if result.standing is Standing.TO_MODERATE:
        return "▲ The assessors differ: agree on one score.", Tone.WARN
    if result.points is None:
        return _waiting(lot, question, actor), Tone.QUIET
    came_out = points(question, result.points)
    if result.standing is Standing.MET:
        return f"✓ Met: {came_out}", Tone.GOOD
    least = f", and at least {question.threshold} needed" if question.kind is QuestionKind.SCORED else ""
    return f"◆ Not met: {came_out}{least}", Tone.BAD


def given(lot: LotAssessment, question: Question, actor: Actor, *, without_own: bool) -> str:
    """The scores that may be seen, each with its reason, a line each; the last of each assessor, and of the moderation."""
    last: dict[tuple[int, Stage], ScoreEntry] = {}
    for entry in scores_seen(lot, question, actor):
        by = 0 if entry.score.stage is Stage.MODERATED else entry.score.assessor_id
        last[by, entry.score.stage] = entry
    if without_own:
        last.pop((actor.staff_id, Stage.INDIVIDUAL), None)
    return "\n".join(_given(lot, question, entry) for entry in last.values())


def progress(lot: LotAssessment) -> str:
    """How far the lot is: what is settled, what is still missing."""
    came_out = lot.assessment
    if not lot.questions:
        return "This lot asks no question: whoever asks for it is admitted."
    settled = sum(result.points is not None for result in came_out.results)
    said = f"{settled} of {formats.count(len(lot.questions), 'question')} settled."
    halfway = [each for each in came_out.unanswered if _is_scored_once(lot, each)]
    untouched = [each for each in came_out.unanswered if each not in halfway]
    if untouched:
        said += f" Scores are missing for {name_questions(untouched)}."
    if halfway:
        said += f" A second assessor’s scores are missing for {name_questions(halfway)}."
    if came_out.unmoderated:
        said += f" The assessors differ on {name_questions(came_out.unmoderated)}."
    return said


def _is_scored_once(lot: LotAssessment, question: Question) -> bool:
    """Whether somebody whose scores count has scored it, though more are needed."""
    own = (score for score in lot.given if score.question_id == question.question_id)
    return any(score.assessor_id not in lot.conflicted for score in own)


def total(lot: LotAssessment) -> str:
    """The weighted total so far, and how it stands against the thresholds."""
    came_out = lot.assessment
    if came_out.total is None:
        return ""
    so_far = "" if came_out.is_complete else " so far"
    failed = [each for each in came_out.failed if each.kind is QuestionKind.SCORED]
    against = f"below the threshold: {name_questions(failed)}" if failed else "no score is below its threshold"
    return f"Total{so_far}: {came_out.total} of 100 weighted points; {against}."


def suggestion(lot: LotAssessment) -> tuple[str, Tone]:
    """What follows from the scores, in words."""
    came_out = lot.assessment
    if not came_out.is_complete:
        return "", Tone.PLAIN
    if not came_out.failed:
        return "✓ It meets every criterion of this lot, and whoever does is admitted: there is no cap.", Tone.GOOD
    return f"◆ It does not meet {name_questions(came_out.failed)}: it is refused, and may apply again.", Tone.BAD


def decided(lot: LotAssessment) -> tuple[Fact, ...]:
    """The decision on the lot with its reasons and feedback; empty before it."""
    taken = lot.decision
    if taken is None:
        return ()
    return (
        ("Decision", f"{formats.words(taken.outcome)} on {formats.day(taken.decided_on)} by {taken.decided_by}"),
        ("Reasons", taken.reasons),
        *((("Feedback", taken.feedback),) if taken.feedback else ()),
    )


def assessors(shown: ApplicationAssessment) -> tuple[Fact, ...]:
    """Who assesses it, and who stays out."""
    return tuple(
        (
            each.full_name,
            f"◆ Stays out, a conflict of interest is declared: {each.note}" if each.has_conflict else "Assesses",
        )
        for each in shown.assessors
    )


def needed(shown: ApplicationAssessment, actor: Actor) -> str:
    """How many have to assess it, and what to do where one is missing."""
    if shown.assessors_needed == 1:
        return "One assessor is needed."
    said = (
        f"{formats.count(shown.assessors_needed, 'assessor')} are needed. Each scores alone, and sees what the others gave "
        "once all have scored the question."
    )
    taking_part = [each for each in shown.assessors if not each.has_conflict]
    if len(taking_part) >= shown.assessors_needed:
        return said
    if actor.independent:
        return f"{said} A colleague scores at a desk of their own."
    return f"{said} On this computer the next one is chosen under Settings, “Working as”."


def own_interest(shown: ApplicationAssessment, actor: Actor) -> str:
    """What who works now has declared; empty where they have not, or never score."""
    if actor.job is not Job.COMMISSIONER:
        return ""
    if actor.staff_id in shown.conflicted:
        return (
            "◆ You declared a conflict of interest with this applicant. You neither score, decide nor award here, and what "
            "you scored does not count. A colleague without one does it."
        )
    if any(each.staff_id == actor.staff_id for each in shown.assessors):
        return "✓ You have no conflict of interest on record, and assess it."
    return ""


def may_declare(shown: ApplicationAssessment, actor: Actor) -> bool:
    """Whether who works now may still declare a conflict of interest."""
    is_open = shown.state in (ApplicationState.RECEIVED, *_IN_ASSESSMENT)
    return actor.job is Job.COMMISSIONER and is_open and actor.staff_id not in shown.conflicted


def may_declare_none(shown: ApplicationAssessment, actor: Actor) -> bool:
    """Whether who works now may declare that they have none: they did not yet."""
    return may_declare(shown, actor) and all(each.staff_id != actor.staff_id for each in shown.assessors)


def may_score(shown: ApplicationAssessment, lot: LotAssessment, actor: Actor) -> bool:
    """Whether who works now may score the lot, or moderate it."""
    return may_work(shown, actor) and shown.state in _IN_ASSESSMENT and lot.decision is None


def may_decide(shown: ApplicationAssessment, lot: LotAssessment, actor: Actor) -> bool:
    """Whether who works now may decide on the lot: every question of it is settled."""
    begun = shown.state is ApplicationState.IN_ASSESSMENT
    asks_nothing = shown.state is ApplicationState.ACKNOWLEDGED and not lot.questions
    is_ready = lot.decision is None and lot.assessment.is_complete
    return (begun or asks_nothing) and is_ready and may_work(shown, actor)


def may_work(shown: ApplicationAssessment, actor: Actor) -> bool:
    """Whether who works now may assess, decide and award here at all."""
    return actor.job is Job.COMMISSIONER and actor.staff_id not in shown.conflicted


def why_no_scores(shown: ApplicationAssessment, actor: Actor) -> str:
    """Why a commissioner cannot score an application that waits for it; empty where they can, or it is over."""
    if actor.job is Job.COMMISSIONER and shown.state is ApplicationState.RECEIVED:
        return "It is assessed once it is acknowledged."
    return ""


def _waiting(lot: LotAssessment, question: Question, actor: Actor) -> str:
    if lot.assessors_needed == 1:
        return "Not scored yet."
    done = assessors_done(lot, question)
    if actor.job is Job.COMMISSIONER and lot.last_score(question, Stage.INDIVIDUAL, actor.staff_id) is not None:
        return "Your score is kept. It stays sealed until the other assessor has scored."
    if actor.job is Job.COMMISSIONER and done:
        return f"{', '.join(done)} scored it; that is shown once you have."
    return f"{len(done)} of {lot.assessors_needed} assessors have scored it."


def _given(lot: LotAssessment, question: Question, entry: ScoreEntry) -> str:
    who = "Agreed in moderation" if entry.score.stage is Stage.MODERATED else entry.assessor
    does_not = ", does not count" if entry.score.assessor_id in lot.conflicted else ""
    return f"{who}{does_not}: {points(question, entry.score.points)} · {entry.score.reason}"
