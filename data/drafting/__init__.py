"""Draft records from a text: who says what, in which words; a proposal, never a fact."""
