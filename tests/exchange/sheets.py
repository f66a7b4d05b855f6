"""The smallest spreadsheets there are, written by hand: no library for it is needed to run, nor to test."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

Rows = Sequence[Sequence[object]]
_X = "http://schemas.openxmlformats.org"


def write_xlsx(path: Path, rows: Rows) -> None:
    cells = "".join(
        f'<row r="{r}">{"".join(_cell(f"{chr(64 + c)}{r}", value) for c, value in enumerate(row, start=1))}</row>'
        for r, row in enumerate(rows, start=1)
    )
    sheet = f'<worksheet xmlns="{_X}/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        )
        archive.writestr("_rels/.rels", _relations("officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/_rels/workbook.xml.rels", _relations("worksheet", "worksheets/sheet1.xml"))
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_X}/spreadsheetml/2006/main" xmlns:r="{_X}/officeDocument/2006/relationships">'
            '<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)


def _cell(place: str, value: object) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def _relations(kind: str, target: str) -> str:
    of = f"{_X}/officeDocument/2006/relationships/{kind}"
    return (
        f'<Relationships xmlns="{_X}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{of}" Target="{target}"/></Relationships>'
    )


def write_ods(path: Path, rows: Rows) -> None:
    o = "urn:oasis:names:tc:opendocument:xmlns"
    table = "".join(f"<table:table-row>{''.join(_ods_cell(value) for value in row)}</table:table-row>" for row in rows)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{o}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{o}:office:1.0" xmlns:table="{o}:table:1.0" '
            f'xmlns:text="{o}:text:1.0"><office:body><office:spreadsheet><table:table table:name="One">{table}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )


def _ods_cell(value: object) -> str:
    kind = "string" if isinstance(value, str) else f'float" office:value="{value}'
    return f'<table:table-cell office:value-type="{kind}"><text:p>{escape(str(value))}</text:p></table:table-cell>'
