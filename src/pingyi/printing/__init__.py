"""What is printed: letters with codes, the text of a paper, fonts. No Django: the bureau prints without network."""
