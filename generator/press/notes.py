"""The notes that a print shop's operator reads first, in Vietnamese and English.

Shapes  UTF-8 text, lines ended by CRLF, as Windows' plainest editor likes them.
Units   ``*_mm`` millimetres as printed.
Errors  Nothing here raises.
"""

from collections.abc import Sequence

from generator.model import Settings, Shop
from generator.press.finish import VERSIONS, Profile
from generator.press.planned import PlannedPlaque
from generator.press.runs import Run
from generator.settings import is_specimen_host

LOUD = """\
************************************************************
  SPECIMEN — NOT FOR THE PRESS
  BẢN MẪU — KHÔNG ĐEM IN
  {host}
  can never be a real address: no phone will open it.
  không bao giờ là địa chỉ thật: không điện thoại nào mở được.
************************************************************

"""
VIETNAMESE = """\
{title} — lô in {job}

====================== TIẾNG VIỆT ======================

{plaques} biển, {copies} bản in. {asked}

1. CÁC TỆP ĐỂ IN
{files}
2. CÁCH IN
- In đúng tỉ lệ 100 %, không "vừa trang", không xoay, không soi gương.
- Mực: mã QR chỉ dùng mực đen (K 100 %), là một đường vector. Không đổi sang bốn màu,
  không làm dày hay mỏng nét, không đảo sáng tối, không chèn logo, không phủ màu.
- Vùng trắng quanh mã rộng 4 ô mỗi phía: không đặt gì vào đó, không cắt vào đó.
- Khổ thành phẩm là TrimBox; tràn lề {bleed} mm mỗi phía (BleedBox).
- {marks}
- {cut}
- {standard}
- Chữ đã nhúng phông. Không có ảnh RGB.
- Vật liệu, cán phủ, khoan lỗ: theo đơn đặt hàng. Nên dùng mặt mờ, không bóng.
{turn}
3. XẾP VÀ GIAO HÀNG
- Mỗi mã chỉ thuộc về một chỗ. Số ghi trên biển và cột number của job.csv là như nhau:
  xếp theo số đó và đừng đổi chỗ. In lại thì in cùng mã, không chép mã sang biển khác.
- In thử một bản, quét bằng hai điện thoại khác nhau, so với tên ghi trên biển, rồi mới in cả lô.
- Bản hỏng phải huỷ: mã còn quét được.

4. CÁC TỆP KHÁC
- proof.pdf: bảng xem trước, mỗi biển một ô; không dùng để in.
- job.csv: mỗi biển một dòng (UTF-8, mở bằng Excel: Dữ liệu > Từ văn bản/CSV).
- symbols/MÃ.svg, .pdf, .png (1200 dpi), .dxf: từng mã QR đúng cỡ. DXF để khắc: đơn vị mm, 1:1,
  đường kín; lớp ENGRAVE là các ô, lớp CUT là mép biển. Khắc xong ô phải tối trên nền sáng.
- preflight.json: kết quả kiểm tra.

5. ĐÃ KIỂM VÀ CHƯA KIỂM
- Đã kiểm trên tệp hoàn chỉnh: mọi mã đọc lại được bằng bộ đọc độc lập (zxing-cpp) và đúng với
  sổ mã; cỡ ô, vùng trắng, độ tương phản đo trên điểm ảnh; khung trang, mực, phông (pikepdf).
- Chưa kiểm: điện thoại, máy in, cấp độ ISO/IEC 15415, và chưa phần mềm nào xác nhận chuẩn PDF/X.
  Xin chạy preflight của xưởng một lần.

6. HỎI AI
{office}
"""
ENGLISH = """\
{title} — job {job}

======================= ENGLISH ========================

{plaques}, {copies}. {asked}

1. FILES TO PRINT
{files}
2. HOW TO PRINT
- Print at 100 %, never "fit to page", not turned, not mirrored.
- Ink: each symbol is black alone (K 100 %), one vector path. Don't convert it to four colours,
  don't spread or choke it, don't invert it, no logo inside, no tint over it.
- The white zone round each symbol is 4 modules wide: nothing goes into it, no cut into it.
- The finished size is the TrimBox; bleed is {bleed} mm on each side (BleedBox).
- {marks}
- {cut}
- {standard}
- All fonts are embedded. There is no RGB object.
- Material, lamination, holes: as ordered. Matt surfaces, please, not glossy ones.
{turn}
3. SORTING AND DELIVERY
- Each code belongs to one place. The number on the plaque is the column number of job.csv:
  sort by it and don't exchange plaques. To print again is to print the same code again, never
  to copy a code to another plaque.
- Print one, scan it with two different phones, compare the name on the plaque, then run the rest.
- Destroy spoilt copies: their codes still scan.

4. THE OTHER FILES
- proof.pdf: contact sheet, one box a plaque; not for printing.
- job.csv: one row a plaque (UTF-8; in Excel use Data > From Text/CSV).
- symbols/CODE.svg, .pdf, .png (1200 dpi), .dxf: each symbol at its size. DXF for engraving: mm,
  1:1, closed outlines; layer ENGRAVE holds the modules, layer CUT the plaque's edge. Engraved
  modules must come out dark on light.
- preflight.json: the report of the checks.

5. CHECKED AND NOT CHECKED
- Checked on the finished files: each symbol read back by an independent reader (zxing-cpp) and
  right by the ledger; module, quiet zone and contrast measured in pixels; boxes, inks and fonts
  (pikepdf).
- Not checked: phones, a press, an ISO/IEC 15415 grade; and no validator has confirmed PDF/X.
  Please run your own preflight once.

6. WHOM TO ASK
{office}
"""


def operator_notes(
    job: str, settings: Settings, shop: Shop, runs: Sequence[Run],
    plaques: Sequence[PlannedPlaque], *, profile: Profile,
) -> bytes:
    """Return ``README.txt``."""
    copies = sum(each.quantity for each in plaques)
    text = "\n\n".join(
        words.format(
            title=settings.site_name, job=job,
            plaques=len(plaques) if vi else _some(len(plaques), "plaque"),
            copies=copies if vi else _some(copies, "copy", "copies"), bleed=_number(shop.bleed_mm, vi),
            asked=_asked(shop, vi), files=_files(runs, plaques, vi), marks=_marks(shop, vi),
            cut=_cut(shop, vi), standard=_standard(shop, profile, vi), turn=_turn(runs, vi),
            office=_office(settings, vi),
        ) for vi, words in ((True, VIETNAMESE), (False, ENGLISH))
    )
    if is_specimen_host(settings.short_link):
        text = LOUD.format(host=settings.short_link) + text
    return text.replace("\n", "\r\n").encode()


def _asked(shop: Shop, vi: bool) -> str:
    word = "Yêu cầu của xưởng" if vi else "Shop settings"
    return f"{word}: {shop.key}."


def _files(runs: Sequence[Run], plaques: Sequence[PlannedPlaque], vi: bool) -> str:
    if not runs:
        return (f"- {'symbols/: chỉ có mã QR' if vi else 'symbols/: the symbols alone'}"
                f" ({len(plaques)}).\n")
    return "".join(_run(run, vi) for run in runs)


def _some(count: int, one: str, many: str = "") -> str:
    """Return an English number of things."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def _run(run: Run, vi: bool) -> str:
    product = run.product
    size = f"{_number(product.trim_mm[0], vi)} × {_number(product.trim_mm[1], vi)} mm"
    shape = {True: ("tròn, ", ""), False: ("round, ", "")}[vi][product.shape != "round"]
    count = len(run.plaques)
    lines = [f"- {run.file}: {shape}{size}, " + (
        f"{count} biển, {run.page_count} trang" if vi
        else f"{_some(count, 'plaque')}, {_some(run.page_count, 'page')}")]
    if product.sides == 2:
        lines.append("hai mặt: trước, sau, trước, sau …" if vi
                     else "two sides: front, back, front, back …")
    if run.layout is not None:
        sheet = f"{run.layout.sheet_mm[0]:g} × {run.layout.sheet_mm[1]:g} mm"
        lines.append(f"{'bình trên tờ' if vi else 'imposed on'} {run.shop.impose} ({sheet}),"
                     f" {run.layout.columns} × {run.layout.rows} {'biển' if vi else 'up'}")
    elif run.together > 1:
        lines.append(f"{run.together} {'nhãn một trang' if vi else 'on a page'}")
    modules = sorted({plaque.module_mm for _, plaque in run.plaques})
    lines.append(f"{'ô mã QR' if vi else 'module'} {_number(modules[0], vi)} mm")
    text = ", ".join(lines) + ".\n"
    for first, last, copies in run.copies():
        pages = f"{first}" if first == last else f"{first}–{last}"
        text += (f"    trang {pages}: mỗi trang {copies} bản\n" if vi
                 else f"    {'page' if first == last else 'pages'} {pages}:"
                      f" {_some(copies, 'copy', 'copies')} of each\n")
    return text


def _number(number: float, vi: bool) -> str:
    text = f"{number:g}"
    return text.replace(".", ",") if vi else text


def _marks(shop: Shop, vi: bool) -> str:
    if not shop.marks:
        return ("Không có vạch cắt; trang rộng bằng BleedBox." if vi
                else "No marks; the page ends with the bleed.")
    return ("Vạch cắt và chồng màu nằm ngoài phần tràn lề, màu /All (in trên mọi bản kẽm)." if vi
            else "Crop and registration marks stand outside the bleed, in /All (on every plate).")


def _cut(shop: Shop, vi: bool) -> str:
    if shop.cut_line == "none":
        return "Không có đường bế." if vi else "There is no cut line."
    return (f"Đường bế là màu spot “{shop.cut_line}”, in đè: dùng để cắt, đừng in nó." if vi
            else f"The cut line is the spot colour “{shop.cut_line}”, overprinting:"
            " cut by it, don't print it.")


def _standard(shop: Shop, profile: Profile, vi: bool) -> str:
    inside = bool(profile.content)
    if vi:
        kept = "có trong tệp" if inside else "không kèm trong tệp"
        return (f"Tệp ghi là {VERSIONS[shop.standard]}; điều kiện in {profile.condition}"
                f" ({profile.description}), hồ sơ ICC {kept}.")
    kept = "in the file" if inside else "not in the file"
    return (f"Files declare {VERSIONS[shop.standard]}; printing condition {profile.condition}"
            f" ({profile.description}), ICC profile {kept}.")


def _turn(runs: Sequence[Run], vi: bool) -> str:
    if not any(run.product.sides == 2 for run in runs):
        return ""
    return ("- Hai mặt: lật tờ giấy như lật trang sách (quanh cạnh trái); mặt sau đã xếp sẵn"
            " để khớp mặt trước.\n" if vi else
            "- Two sides: turn the sheet like a page of a book (about its left edge); backs are"
            " placed to meet their fronts.\n")


def _office(settings: Settings, vi: bool) -> str:
    office = settings.office
    names = office.names
    name = names.get("vi" if vi else "en") or names.get("") or next(iter(names.values()), "")
    lines = [name or settings.site_name, office.phone or "", office.email or "", settings.site_url]
    return "\n".join(line for line in lines if line)
