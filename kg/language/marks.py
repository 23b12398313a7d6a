"""The marks of speech that newspapers use, whatever the language: quotation marks and dashes."""

#: What may close each mark. Guillemets open in either direction; Swedes and Finns, and some Danes,
#: open and close with the same mark.
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
}
QUOTATION_MARKS = frozenset(CLOSERS)
#: Those that look like apostrophes.
SINGLE_MARKS = frozenset("‚‘’'")
DASHES = frozenset("-–—―")
