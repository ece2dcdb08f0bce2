"""The list of cases in Chromium: filters that stand in the address, a hundred rows at a time, keys across pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def long_list(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The front page with 250 rows: its first row again and again, each with a number, an amount and a name of its own."""
    folder = tmp_path_factory.mktemp("long")
    text = (site_folder / "index.html").read_text(encoding="utf-8")
    head, _, rest = text.partition('<table class="cases rows" id="cases"')
    body = re.search(r"<tbody>\s*(<tr .*?</tr>).*?</tbody>", rest, re.DOTALL)
    assert body
    rows = []
    for number in range(250):
        row = re.sub(r'data-min="\d+"', f'data-min="{(250 - number) * 100}"', body[1])
        row = re.sub(r'(class="n due" data-v=")\d+', rf"\g<1>{(250 - number) * 100}", row)
        rows.append(re.sub(r'(class="id" data-v=")[^"]*', rf"\g<1>essai-{number:03d}", row))
    rest = rest.replace(body[0], f"<tbody>{''.join(rows)}</tbody>")
    rest = re.sub(r'data-all="\d+"', 'data-all="250"', rest)
    page = folder / "index.html"
    page.write_text(f'{head}<table class="cases rows long" id="cases"{rest}', encoding="utf-8")
    (folder / "assets").symlink_to(site_folder / "assets")
    return page


def visible(page: Any) -> int:
    """How many rows can be seen."""
    return int(page.locator("#cases tbody tr:visible").count())


def test_a_filtered_view_can_be_linked(browser: Any, site_folder: Path) -> None:
    """The address keeps what was chosen, another window opens it so, and one click shows all again."""
    page = browser.new_page()
    page.goto((site_folder / "index.html").as_uri())
    page.fill("#f-text", "béton")
    page.locator("#cases th button", has_text="Débiteur").click()
    address = page.url
    assert address.endswith("#dossiers?q=b%C3%A9ton&tri=2")
    seen = page.locator("#cases tbody tr:visible").all_inner_texts()
    assert seen and all("BÉTON" in text for text in seen)
    assert " sur 5" in page.inner_text("#shown-count")
    other = browser.new_page()
    other.goto(address)
    assert other.locator("#cases tbody tr:visible").all_inner_texts() == seen
    assert other.locator("#cases th[aria-sort=ascending]").inner_text().startswith("Débiteur")
    other.click("#f-reset")
    assert visible(other) == 5 and "q=" not in other.url
    page.close()
    other.close()


def test_a_long_list_shows_a_hundred_rows_at_a_time(browser: Any, long_list: Path) -> None:
    """Filters and sums reach every row; the last page is short."""
    page = browser.new_page()
    page.goto(long_list.as_uri())
    assert visible(page) == 100 and "1 à 100 sur 250" in page.inner_text("#pages")
    page.click("#pages [data-by='1']")
    page.click("#pages [data-by='1']")
    assert visible(page) == 50 and page.url.endswith("page=3")
    assert page.locator("#pages [data-by='1']").is_disabled()
    page.fill("#f-min", "240")
    assert visible(page) == 11 and page.locator("#pages").is_hidden()
    assert page.inner_text("#sum").replace("\u202f", " ").replace("\u00a0", " ") == "2 695,00 €"
    page.close()


def test_keys_go_on_to_the_next_page(browser: Any, long_list: Path) -> None:
    """`j` after the last row that is shown comes to the hundred and first, and `k` back."""
    page = browser.new_page()
    page.goto(long_list.as_uri())
    page.locator("#cases tbody tr:visible").nth(99).locator("a").first.focus()
    page.keyboard.press("j")
    focused = "document.activeElement.closest('tr').cells[0].dataset.v"
    assert page.evaluate(focused) == "essai-100"
    page.keyboard.press("k")
    assert page.evaluate(focused) == "essai-099"
    page.close()


def test_a_long_list_is_whole_on_paper_and_without_scripts(browser: Any, long_list: Path) -> None:
    """What is paged on a screen is printed from the first row to the last."""
    page = browser.new_page()
    page.goto(long_list.as_uri())
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert visible(page) == 250
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert visible(page) == 100
    page.close()
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(long_list.as_uri())
    assert plain.locator("#cases tbody tr:visible").count() == 250
    context.close()
