"""The encoder: sentences, tags, trees and names of a text, as spaCy components."""
