"""How a duty, a plan and a result look: signs, charts, and the tables beside them."""
