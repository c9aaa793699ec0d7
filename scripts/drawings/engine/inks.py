"""The inks: a colour by day, one by night, and black or white on paper.

Shapes  INKS: name to (day, night, one ink); None in one ink means "leave out".
Rule    By night far hills are lighter than near ones, and lamps take over from the sun.
"""

Ink = tuple[str, str, str | None]
WHITE, BLACK = "#fff", "#000"
INKS: dict[str, Ink] = {
    # sky and water
    "sky-top": ("#c9d9cf", "#0a161b", WHITE),
    "sky-mid": ("#e9e3cc", "#12292e", WHITE),
    "sky-low": ("#f7e6c8", "#24484a", WHITE),
    "sky-line": ("#9ab5a6", "#24444a", BLACK),
    "sun": ("#cf4f35", "#f4d590", WHITE),
    "moon": ("#f7e6c8", "#f4d590", WHITE),
    "water-far": ("#bcd3c2", "#2b5553", WHITE),
    "water-near": ("#4f8c7d", "#0c2428", WHITE),
    "water-line": ("#2c5c53", "#071518", BLACK),
    "glitter": ("#f6dcb0", "#e0bd7a", WHITE),
    "mirror": ("#47786c", "#0b1f22", BLACK),
    # far ranges, palest behind
    "far-1": ("#c3d0c3", "#24474a", WHITE),
    "far-2": ("#9fb8ab", "#1b393d", WHITE),
    "far-3": ("#7b9c8f", "#163137", WHITE),
    "far-line": ("#5d7d72", "#0d2126", BLACK),
    # limestone
    "rock": ("#dfcbaa", "#71807a", WHITE),
    "rock-shade": ("#a99c83", "#3a4a48", None),
    "rock-dark": ("#6d675a", "#1a2628", BLACK),
    "rock-sunlit": ("#fbdca6", "#d9c48f", None),
    "line": ("#1b2728", "#050b0d", BLACK),
    "counter-line": ("#1b2728", "#050b0d", WHITE),  # on the dark plate: white-line engraving
    # green
    "leaf": ("#8fa06a", "#3d5a4a", WHITE),
    "leaf-shade": ("#66804f", "#274037", None),
    "leaf-dark": ("#47643f", "#1a2e2a", None),
    "leaf-line": ("#2c4432", "#0b1a17", BLACK),
    "bush": ("#6f8459", "#2b4038", WHITE),
    "bush-line": ("#3d5240", "#14241f", BLACK),
    # what people made
    "red": ("#b3281d", "#c8402d", BLACK),
    "on-red": ("#f7e6c8", "#24484a", WHITE),
    "lamp": ("#efd9a2", "#f4c46c", WHITE),
    "sand": ("#f3e4c0", "#6b6f5c", WHITE),
}
# for views out of a cave: the rim is lit by day, by lamps at night; hall and near frame stay dark
CAVE: dict[str, Ink] = {
    "rock": ("#e0d2b0", "#a67c3c", WHITE), "rock-shade": ("#ab9b7c", "#6f5229", None),
    "rock-dark": ("#736a56", "#43331d", None), "line": ("#1b2728", "#120d07", BLACK),
    "hall": ("#4a483f", "#231d14", BLACK), "hall-light": ("#938a72", "#7d5f30", WHITE),
    "near": ("#1d2423", "#0a0c0b", BLACK), "near-light": ("#56594e", "#3b3020", WHITE),
    "fern": ("#5f7a4e", "#24382a", WHITE), "lamp": ("#f3e3b4", "#f4c46c", WHITE),
    "figure": ("#232b2a", "#0c0b08", BLACK), "figure-light": ("#8b8571", "#6b5027", WHITE),
    "floor": ("#8a806a", "#4a3a20", WHITE), "floor-line": ("#3f3d35", "#1c160d", BLACK),
}
TEMPLE: dict[str, Ink] = {
    "wall": ("#f0e2c2", "#8a7a55", WHITE), "door": ("#2a2622", "#0d0b08", BLACK), "door-light": ("#f3dca4", "#f4c46c", WHITE),
    "tile": ("#8c3a2a", "#5a2a20", BLACK), "tile-line": ("#5c241a", "#34160f", WHITE), "temple-base": ("#cdbf9e", "#4a4a3a", WHITE),
}
