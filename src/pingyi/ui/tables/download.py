"""Tables to take away as files."""

from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx_file(name: str, data: bytes) -> HttpResponse:
    """An .xlsx file by this name (without its ending)."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)
