"""What stands for an entity without naming it: pronouns, descriptions, collectives, affiliations."""
