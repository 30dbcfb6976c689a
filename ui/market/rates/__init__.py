"""Market, Rates: what is agreed, how it spreads, agreeing and ending one by one or by workbook."""
