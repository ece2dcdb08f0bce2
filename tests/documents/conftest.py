"""The documents of the two sample cases, made once."""

from __future__ import annotations

import pytest
from document_cases import ALL_STEPS, FIRMS, PERSON, Made, make
from every_document import Every, make_every


@pytest.fixture(scope="session")
def firms() -> Made:
    """All documents of the case between firms."""
    return make(FIRMS, ALL_STEPS, fronts=True)


@pytest.fixture(scope="session")
def person() -> Made:
    """The letters and the décompte of the case against a consumer."""
    return make(PERSON, ALL_STEPS)


@pytest.fixture(scope="session")
def every() -> Every:
    """Every kind of document, with what each template was given."""
    return make_every()
