"""Gold and predicted annotations -> accuracy figures. Knows no language and no database."""
