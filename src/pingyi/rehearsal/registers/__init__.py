"""What a rehearsal writes into the registers: what shows tasks done, as a file describes it; all else invented."""
