"""What a person sees while a long command works."""
