"""Market, Admissions: which services may be called off, suspensions, renewals, changes of ownership, news of places."""
