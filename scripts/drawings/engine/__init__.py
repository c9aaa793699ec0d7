"""The engraving engine: curves, shade, burin strokes, plates, scenes."""
