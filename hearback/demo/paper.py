"""A résumé as a one-page PDF: enough for the files of the demo to be files one can open."""

from __future__ import annotations

from typing import Any

ENCODING = "cp1252"  # what the PDF's own fonts can write


def printable(resume: dict[str, Any]) -> bool:
    try:
        "\n".join(_lines(resume)).encode(ENCODING)
    except UnicodeEncodeError:
        return False
    return True


def _lines(resume: dict[str, Any]) -> list[str]:
    basics = resume["basics"]
    lines = [basics["name"], f"{basics['label']}, {basics['location']['city']}", basics["email"], "", basics["summary"]]
    lines += ["", "Work"]
    for place in resume["work"]:
        lines.append(f"{place['startDate']} to {place.get('endDate', 'now')}: {place['position']}, {place['name']}")
        lines += [f"   - {highlight}" for highlight in place["highlights"]]
    lines += ["", "Education"]
    for school in resume["education"]:
        lines.append(f"{school['endDate'][:4]}: {school['studyType']}, {school['area']}, {school['institution']}")
    lines += ["", "Skills"]
    lines += [f"{skill['name']}: {', '.join(skill['keywords'])}" for skill in resume["skills"]]
    return lines


def pdf(resume: dict[str, Any]) -> bytes:
    first, *rest = (line.translate({ord(char): f"\\{char}" for char in "\\()"}) for line in _lines(resume))
    text = "\n".join(
        ["BT /F1 20 Tf 56 770 Td", f"({first}) Tj /F1 10 Tf 15 TL T*", *(f"({line}) '" for line in rest), "ET"]
    )
    stream = text.encode(ENCODING)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    written, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        starts.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    trailer = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(written)
    return written + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer
