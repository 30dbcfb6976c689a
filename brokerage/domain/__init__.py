"""What the trade knows: pure functions over frozen values. Standard library only; today and bank holidays come in as arguments."""
