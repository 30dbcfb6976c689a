"""Market, Uplifts: raising the agreed rates of a scheme at once, looked at before it is applied."""
