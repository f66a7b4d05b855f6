"""What a browser would send from a page's form, read from its HTML."""

from __future__ import annotations

from html.parser import HTMLParser

from bench._pages.visits import Visit


class _Form(HTMLParser):
    """The values of the form with this id, as it stands."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self.inside, self.area, self.select = name, False, "", ""
        self.values: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "form":
            self.inside = facts.get("id") == self.name
        elif not self.inside:
            return
        elif tag == "textarea":
            self.area = facts.get("name") or ""
            self.values[self.area] = ""
        elif tag == "select":
            self.select = facts.get("name") or ""
        elif tag == "option" and "selected" in facts:
            self.values[self.select] = facts.get("value") or ""
        elif tag == "input" and (facts.get("type") not in ("radio", "checkbox") or "checked" in facts):
            self.values[facts.get("name") or ""] = facts.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            # The line break after the tag is none of the text.
            self.values[self.area] = self.values[self.area].removeprefix("\n")
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.inside and self.area:
            self.values[self.area] += data


def filled(page: Visit, html: bytes) -> Visit:
    """The POST of the page's decision form with what stands in it."""
    reader = _Form("decision")
    reader.feed(html.decode())
    return Visit(page.path, page.who, {name: text for name, text in reader.values.items() if "csrf" not in name})


def chosen(sheet: Visit, **choices: str) -> Visit:
    """The same form with these choices made, not sent off yet: its letter is drafted anew."""
    return Visit(sheet.path, sheet.who, {**(sheet.data or {}), **choices})
