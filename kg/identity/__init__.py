"""What is the same thing told twice: texts that are copies of each other. No language, no store."""
