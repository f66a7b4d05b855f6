"""What is here, written out: lists for a spreadsheet, one person's all, or the whole house, which can come back."""
