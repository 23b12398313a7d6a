"""The marks of speech that newspapers use, whatever the language: quotation marks and dashes."""

#: What may close each mark. Guillemets open in either direction; Swedes and Finns, and some Danes,
#: open and close with the same mark. Typewriters have '' and << instead.
CLOSERS = {
    "»": "«»",
    "«": "»",
    "›": "‹›",
    "‹": "›",
    "„": '“”"',
    "“": '”"',
    "”": '”"',
    '"': '"”“',
    "‚": "‘’",
    "‘": "’",
    "’": "’",
    "'": "'",
    "''": "''",
    "``": "''",
    "<<": ">>",
    ">>": "<<",
}
QUOTATION_MARKS = frozenset(CLOSERS)
#: Those that look like apostrophes.
SINGLE_MARKS = frozenset("‚‘’'")
#: With the minus sign and the two hyphens that stand in for them.
DASHES = frozenset(("-", "–", "—", "―", "−", "--"))
