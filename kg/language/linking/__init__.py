"""Names -> entities: countries and places, persons, organisations."""
