"""What a reviewer is led to, and what the review says about a translation: doubts and scores, without a page."""
