"""All that is wrong in a form told in one press: each sentence at its own field, the cursor at the first."""

from collections.abc import Callable, Mapping

from brokerage.domain.errors import BadInput
from ui.failures import Failure
from ui.widgets.labelled import Labelled, place_failure


class Wanting(BadInput):
    """Several things are still to be said: a sentence for each of these fields, in the order they are asked for."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        first = next(iter(sentences))
        super().__init__(sentences[first], first)
        self.sentences = sentences


def tell_faults(fields: Mapping[str, Labelled], faults: Mapping[str, str]) -> bool:
    """Show each sentence at its field, in their order, and none at the others; return whether there was any."""
    for field in fields.values():
        field.clear_error()
    for name, sentence in faults.items():
        fields[name].show_error(sentence)
    if faults:
        fields[next(iter(faults))].take_cursor()
    return bool(faults)


def refuse_faults(readers: Mapping[str, Callable[[], object]]) -> None:
    """Pass where each reader can read its field. Raises: Wanting with what each that cannot says."""
    faults = faults_of(readers)
    if faults:
        raise Wanting(faults)


def place_error(error: Exception, failure: Failure, fields: Mapping[str, Labelled]) -> bool:
    """Show all that the error tells at the fields it names; False when it names none that can be seen. `failure` is it in words."""
    several = error.sentences if isinstance(error, Wanting) else {}
    return tell_faults(fields, several) or place_failure(failure, fields)


def faults_of(readers: Mapping[str, Callable[[], object]]) -> dict[str, str]:
    """Return what each reader that cannot read its field says, by the field's name, in their order."""
    faults: dict[str, str] = {}
    for name, read in readers.items():
        try:
            read()
        except BadInput as error:
            faults[name] = error.sentence
    return faults
