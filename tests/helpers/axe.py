"""Ask axe-core what is wrong with a page for those who do not see it, or not well."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from tests.helpers.datasets import ROOT

FILE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
"""WCAG 2.2 at level A and AA, and what axe calls best practices."""
EXPERIMENTAL = ["label-content-name-mismatch"]
"""A rule of level A that axe does not count among these yet."""
ASK = """([tags, rules]) => axe.run(document, {
    runOnly: tags,
    rules: Object.fromEntries(rules.map(rule => [rule, {enabled: true}])),
    resultTypes: ['violations'],
}).then(({violations}) => violations.flatMap(({id, nodes}) => nodes.map(
    ({html, failureSummary}) => `${id}: ${html.slice(0, 160)} ${failureSummary}`)))"""


@cache
def _script() -> str:
    return FILE.read_text("utf-8")


def violations(page: Page) -> list[str]:
    """Give each violation in a page and its frames: the rule, the element, what is to be done."""
    for frame in page.frames:
        if not frame.evaluate("() => 'axe' in window"):
            frame.evaluate(_script())
    found: list[str] = page.evaluate(ASK, [TAGS, EXPERIMENTAL])
    return found
