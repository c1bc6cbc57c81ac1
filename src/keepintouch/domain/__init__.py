"""What keeping in touch means: values and rules, with no I/O and no clock."""
