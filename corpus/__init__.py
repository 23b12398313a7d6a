"""An open corpus of Danish news, who said and did what to whom, and the tools that make it."""
