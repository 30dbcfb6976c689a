"""Market, Applications: recording one, by hand or from the provider's workbook, with its answers and prices."""
