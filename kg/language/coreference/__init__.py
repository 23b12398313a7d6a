"""What stands for an entity without naming it.

Pronouns, descriptions, collectives, affiliations.
"""
