"""What of a statement anybody outside the office may read: what is hidden, proposed by one and agreed by another."""
