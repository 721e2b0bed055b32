"""The appraisal office: the board "who owes what by when", the campaign and its phases, the papers that come in."""
