"""The screens: the reader, and the small ones that come over it."""
