"""A plan with registers of the tests' own beside those it has."""

from tests.stage import plan_text

PLAN = (
    plan_text()
    + """
[[registers]]
code = "gatherings"
name = { zh = "试用会议簿", en = "Gatherings" }
purpose = { zh = "试。", en = "To try." }
title = "subject"
day = "held"
unique = ["held", "subject"]
writers = ["county_office", "office_staff"]
readers = ["supervisor"]
columns = [
  { code = "held", kind = "date", required = true, sight = "public", name = { zh = "日期", en = "Day" } },
  { code = "subject", kind = "text", required = true, sight = "public", name = { zh = "名称", en = "Subject" } },
  { code = "kind", kind = "choice", vocabulary = "meetings", required = true, name = { zh = "类型", en = "Kind" } },
  { code = "invited", kind = "number", required = true, name = { zh = "应到", en = "Expected" } },
  { code = "came", kind = "number", name = { zh = "实到", en = "Came" } },
  { code = "rate", kind = "share", part = "came", whole = "invited", name = { zh = "到会率", en = "Rate" } },
  { code = "open", kind = "yes_no", name = { zh = "公开", en = "Open" } },
  { code = "types", kind = "choices", vocabulary = "participants", name = { zh = "对象", en = "Guests" } },
  { code = "about", kind = "unit", name = { zh = "涉及单位", en = "About" } },
  { code = "minuted", kind = "person", name = { zh = "记录人", en = "Minuted by" } },
  { code = "span", kind = "time_span", name = { zh = "时间", en = "Time" } },
  { code = "phone", kind = "text", sight = "private", name = { zh = "联系电话", en = "Phone" } },
  { code = "notes", kind = "long_text", name = { zh = "备注", en = "Notes" } },
  { code = "page", kind = "link", name = { zh = "网页", en = "Page" } },
  { code = "photos", kind = "files", name = { zh = "照片", en = "Photographs" } },
  { code = "speeches", kind = "count", register = "speeches", name = { zh = "发言数", en = "Speeches" } },
  { code = "recorder", kind = "signature", name = { zh = "记录人签名", en = "Recorder" } },
  { code = "host", kind = "signature", name = { zh = "主持人签名", en = "Host" } },
]
counts = [
  { code = "times", name = { zh = "各单位次数", en = "Times" }, each = "county_bureau", target = 1 },
  { code = "types", name = { zh = "各类对象", en = "Guests" }, by = "types", each = "county_bureau", target = 1 },
  { code = "rate", name = { zh = "到会率（%）", en = "Rate" }, sum = "came", over = "invited", target = 90 },
]

[[registers]]
code = "speeches"
name = { zh = "试用发言簿", en = "Speeches" }
purpose = { zh = "试。", en = "To try." }
title = "speaker"
writers = ["county_office", "office_staff"]
columns = [
  { code = "speaker", kind = "text", required = true, name = { zh = "发言人", en = "Speaker" } },
  { code = "at", kind = "row", register = "gatherings", required = true, name = { zh = "会议", en = "Meeting" } },
]

[[registers]]
code = "decided"
name = { zh = "试用议定簿", en = "Decided" }
purpose = { zh = "试。", en = "To try." }
title = "task"
writers = ["office_staff"]
assigns = { task = "meeting-task", owner = "unit", due = "due" }
columns = [
  { code = "task", kind = "text", required = true, name = { zh = "事项", en = "Task" } },
  { code = "unit", kind = "unit", required = true, name = { zh = "单位", en = "Unit" } },
  { code = "due", kind = "date", required = true, name = { zh = "期限", en = "Due" } },
  { code = "notes", kind = "text", name = { zh = "说明", en = "Notes" } },
]

[[registers]]
code = "gifts"
name = { zh = "试用礼品簿", en = "Gifts" }
purpose = { zh = "试。", en = "To try." }
title = "what"
personal = true
writers = ["appraiser", "inspector"]
readers = ["supervisor"]
columns = [{ code = "what", kind = "text", required = true, name = { zh = "内容", en = "What" } }]
"""
)
