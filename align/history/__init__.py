"""What people decided about alignments: changes in one append-only database, and the state that they give."""
