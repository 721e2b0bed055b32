"""PURE: the calculator behind `pingyi compute`: every statistic of the programme, for whoever checks a number."""
