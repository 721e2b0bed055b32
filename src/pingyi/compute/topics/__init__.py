"""One function per topic of `pingyi compute`: read the inputs, ask the rules, name the answer. No arithmetic here."""
