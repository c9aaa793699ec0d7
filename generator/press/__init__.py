"""Everything a print shop gets: symbols, sheets, the job and its preflight."""
