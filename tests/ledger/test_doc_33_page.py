"""DOC-33: every plan can be printed or saved as a checklist: a page, Markdown, PDF."""

import pytest
from tests.fakes.browsers import begin, browser

from kagimori.knowledge import load_sayings

pytestmark = pytest.mark.django_db


@pytest.mark.row("DOC-33")
@pytest.mark.parametrize("problem", [problem.id for problem in load_sayings().problems])
def test_the_plan_of_every_problem_is_saved_as_markdown(client, problem):
    text = client.get(f"{begin(client, problem)}plan.md").content.decode()

    assert text.startswith("# ")


@pytest.mark.row("DOC-33")
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_plan_is_saved_as_pdf(lang):
    person = browser(lang)
    response = person.get(f"{begin(person)}plan.pdf")

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.content.startswith(b"%PDF-")


@pytest.mark.row("DOC-33")
def test_the_page_prints_boxes_with_places_and_how_to_undo(client):
    case = begin(client)
    page = client.get(f"{case}plan/").context["page"]

    assert page.boxes
    assert any(box.lines for box in page.boxes)
