"""One module a place: TITLE, DESCRIPTION and draw(scene)."""
