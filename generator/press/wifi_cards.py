"""Which network a Wi-Fi card lets people join: a service of kind ``wifi`` at its site.

Pure. Where a site has several, the one whose id is the plaque's place; else the one that
names the site itself before those of its route or area, in the order of ids.

Errors  A card without a network is a Problem in the list given, and is left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.doing import Service, serve_words
from generator.errors import Problem, error
from generator.model import Catalogue
from generator.press.planned import PlannedPlaque
from generator.press.text_symbols import plan_wifi

TEMPLATE = "wifi-card.typ"


def add_networks(
    plaques: Sequence[PlannedPlaque], services: Iterable[Service], catalogue: Catalogue,
    problems: list[Problem],
) -> tuple[PlannedPlaque, ...]:
    """Return the plaques, each Wi-Fi card with its network."""
    networks = [each for each in services if each.wifi is not None]
    found = []
    for plaque in plaques:
        if plaque.product.template != TEMPLATE:
            found.append(plaque)
            continue
        site = catalogue.sites[plaque.site]
        words = serve_words(site, catalogue.settings)
        fitting = [each for each in networks if words & {*each.serves}]
        if not fitting:
            problems.append(error("wifi-card-without-network", site.file, site.lines.get("plaques"),
                                  plaque.code, site=plaque.site))
            continue
        network = min(fitting, key=lambda each: (each.id != plaque.place,
                                                 plaque.site not in each.serves, each.id))
        wifi = network.wifi
        assert wifi is not None
        found.append(replace(plaque, wifi=plan_wifi(
            plaque.product, wifi.ssid, wifi.security, wifi.password, network.names)))
    return tuple(found)
