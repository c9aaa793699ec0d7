"""The notes that a print shop's operator reads first, in Vietnamese and English.

Shapes  UTF-8 text, lines ended by CRLF, as Windows' plainest editor likes them.
Errors  Nothing here raises.
"""

from collections.abc import Sequence

from generator.model import Settings
from generator.press.sheet import LABEL_HEIGHT_MM, LABEL_WIDTH_MM, Label, page_count
from generator.settings import is_specimen_host

LOUD = """\
************************************************************
  SPECIMEN — NOT FOR THE PRESS
  BẢN MẪU — KHÔNG ĐEM IN
  {host}
************************************************************

"""
NOTES = """\
{title} — {job}

TIẾNG VIỆT
{count} nhãn{sheet_vi}.
- In đúng tỉ lệ 100 %, không "vừa trang". Mã QR chỉ in mực đen (K 100 %).
- Không đặt gì trong vùng trắng quanh mã (4 ô mỗi phía). Không đảo màu, không chèn logo.
- Ô nhỏ nhất của mã không dưới 0,8 mm.
- Mỗi mã thuộc về một chỗ: treo đúng theo tên và số ghi trên nhãn; xem job.csv.
- symbols/ có từng mã: SVG (đơn vị mm, một đường kín) và PNG.
Đã kiểm: mọi mã trong PNG, SVG và PDF được một bộ đọc khác đọc lại đúng.
Chưa kiểm: điện thoại, máy in thật, cấp độ ISO/IEC 15415. Hãy quét thử một bản in.

ENGLISH
{count} labels{sheet_en}.
- Print at 100 %, never "fit to page". Symbols are black ink alone (K 100 %).
- Keep the white zone round each symbol bare (4 modules a side). Don't invert; no logo inside.
- No module under 0.8 mm.
- Each code belongs to one place: mount by the name and number on the label; see job.csv.
- symbols/ holds each symbol as SVG (mm units, one closed path) and PNG.
Proven: every symbol in PNG, SVG and PDF was read back rightly by another reader.
Not proven: phones, a real press, an ISO/IEC 15415 grade. Scan one print before the run.
"""


def operator_notes(
    labels: Sequence[Label], settings: Settings, job: str, *, symbols_only: bool = False
) -> bytes:
    """Return ``README.txt``."""
    pages = page_count(len(labels))
    size = f"{LABEL_WIDTH_MM:g} × {LABEL_HEIGHT_MM:g} mm"
    text = NOTES.format(
        title=settings.site_name, job=job, count=len(labels),
        sheet_vi="" if symbols_only else f" {size}, {pages} tờ A4 (sheet.pdf), cắt theo vạch",
        sheet_en="" if symbols_only else f" {size}, {pages} A4 pages (sheet.pdf), cut by the ticks",
    )
    if is_specimen_host(settings.short_link):
        text = LOUD.format(host=settings.short_link) + text
    return text.replace("\n", "\r\n").encode()
