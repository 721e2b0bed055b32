"""Today: where whoever signs in lands. What I owe, what awaits me, what came back, what is new, what comes next."""
