"""Who sits here: sign-in, change of operator, lock."""
