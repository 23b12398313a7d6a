"""An open corpus of Danish news with who said and did what to whom, and the tools that make and check it."""
