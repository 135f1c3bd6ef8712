"""Documents -> bead scores, in log-odds, higher is better."""
