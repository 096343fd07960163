"""Reads a page that was made: its text, its table rows, its tags."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """Reads the text of a page, its tables as rows of cells, and every tag."""

    def __init__(self, html):
        super().__init__()
        self.text, self.rows, self.tags, self._inside = [], [], [], False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._inside = True

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self._inside = False

    def handle_data(self, data):
        if not self.tags or self.tags[-1][0] in ("style", "title"):
            return
        self.text.append(data)
        if self._inside:
            self.rows[-1][-1] += data

    @property
    def said(self):
        """All its text on one line."""
        return " ".join(" ".join(self.text).split())


def row(page, head):
    """The cells of the table row that begins with ``head``."""
    return next([" ".join(cell.split()) for cell in cells] for cells in page.rows if cells and cells[0].strip() == head)
