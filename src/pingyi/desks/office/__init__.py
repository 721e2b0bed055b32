"""The appraisal office: the overview "who owes what by when", the campaign and its phases, the papers that come in."""
