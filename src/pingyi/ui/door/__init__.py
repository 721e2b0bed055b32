"""What every request passes on its way in, and what an answer passes on its way out."""
