"""Constructions that make a statement without a word of the lexicon: a file each.

`attributions.py` lists them.
"""
