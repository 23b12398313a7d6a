"""Which of the proposed statements stand, and how sure: a scorer that was trained."""
