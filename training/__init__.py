"""Train the pipelines that kg ships. Run `python -m training.train --help`."""
