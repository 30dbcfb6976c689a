"""The clauses of an agreement: absence, notice, information, safeguarding, changes, approval and signatures."""

from collections.abc import Mapping

from reportlab.platypus import Flowable, Spacer, Table

from brokerage.documents import look
from brokerage.documents.fonts import REGULAR
from brokerage.documents.look import Styles
from brokerage.documents.tables import fact_table
from brokerage.documents.text import bullets, paragraph
from brokerage.documents.wording import agreement_wording
from brokerage.documents.words import joined
from brokerage.domain.agreement_terms import AgreementTerms, ApprovalTerms, PolicyTerms, SignatoryTerms
from brokerage.domain.number_words import count
from brokerage.domain.period import format_day

_SIGNING_HEIGHT = 32.0
_NO_CONTACT = "not given: ask the council's desk"


def absence_notice_and_review(terms: AgreementTerms) -> list[Flowable]:
    """Return what is due while the person is away, how the placement ends, and how its price is reviewed: as numbers."""
    policy, words = terms.policy, agreement_wording(terms.wording)
    numbers = {
        "full_days": count(policy.absence_full_days, "day"),
        "share": str(policy.absence_share_percent),
        "notice": count(policy.notice_days, "day"),
        "trial_last_day": format_day(terms.trial_last_day),
        "days_after_death": count(policy.days_after_death, "day"),
    }
    death = "death" if policy.days_after_death else "no_days_after_death"
    clauses = (
        ("Absence", f"{words['absence'][_absence_clause(policy)]} {words['absence']['counting']}"),
        ("Notice", words["notice"]["text" if policy.notice_days else "none"]),
        ("Trial", words["notice"]["trial"]),
        ("Death", words["notice"][death]),
    )
    facts = [(name, clause.format_map(numbers)) for name, clause in clauses]
    return [fact_table([*facts, ("Price review", policy.price_review), ("Where these rules come from", policy.source)])]


def information_and_safeguarding(terms: AgreementTerms) -> list[Flowable]:
    """Return how information is kept, what to do when somebody is not safe, and whom to call."""
    words, contacts = agreement_wording(terms.wording), terms.contacts
    return [
        paragraph(words["information"]["text"]),
        paragraph(words["safeguarding"]["text"]),
        fact_table(
            (
                ("Safeguarding contact", contacts.safeguarding or _NO_CONTACT),
                ("Information sharing contact", contacts.information_sharing or _NO_CONTACT),
                ("The council's desk", contacts.desk),
            )
        ),
    ]


def changes(terms: AgreementTerms) -> list[Flowable]:
    """Return what this edition replaces and what differs from it; nothing for a first edition."""
    if not terms.replaces:
        return []
    return [paragraph(f"This edition replaces {terms.replaces}."), *bullets(terms.changes)]


def approval(terms: AgreementTerms) -> list[Flowable]:
    """Return who approved, and whether independently."""
    words = agreement_wording(terms.wording)["approval"]
    if not terms.approvals:
        return [paragraph(words["none"])]
    return [paragraph(_say_approval(words, each)) for each in terms.approvals]


def signatures(terms: AgreementTerms) -> list[Flowable]:
    """Return a place to sign for each party."""
    words = agreement_wording(terms.wording)["signing"]
    warnings = [paragraph(words["draft"], Styles.strong)] if terms.is_draft else [paragraph(words["text"])]
    if terms.is_demonstration:
        warnings.append(paragraph(words["demonstration"], Styles.strong))
    places = [part for signatory in terms.signatories for part in (Spacer(0, 8), _place_to_sign(signatory))]
    return [*warnings, *places]


def _absence_clause(policy: PolicyTerms) -> str:
    if policy.absence_share_percent == 100:
        return "always"
    if policy.absence_share_percent == 0:
        return "then_nothing" if policy.absence_full_days else "nothing"
    return "in_full" if policy.absence_full_days else "none_in_full"


def _say_approval(words: Mapping[str, str], approved: ApprovalTerms) -> str:
    clause = words["independent" if approved.is_independent else "not_independent"]
    return clause.format_map({"approver": approved.approver, "decided_on": format_day(approved.decided_on)})


def _place_to_sign(signatory: SignatoryTerms) -> Table:
    who = joined(signatory.name, signatory.role)
    cells = [
        [paragraph(f"Signed for {signatory.signs_for}", Styles.caption), "", paragraph("Date", Styles.caption)],
        ["", "", ""],
        [paragraph(who or "Name and role:", Styles.cell), "", ""],
    ]
    wide = look.TEXT_WIDTH
    style = [
        ("FONT", (0, 0), (-1, -1), REGULAR, 10, 13.5),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LINEBELOW", (0, 1), (0, 1), 0.8, look.INK),
        ("LINEBELOW", (2, 1), (2, 1), 0.8, look.INK),
    ]
    columns = [wide * 0.62, wide * 0.06, wide * 0.32]
    return Table(cells, colWidths=columns, rowHeights=[None, _SIGNING_HEIGHT, None], style=style, splitInRow=1)
