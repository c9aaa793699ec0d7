"""Symbols that hold text themselves: one sentence, or how to join a Wi-Fi network.

Pure. They stand beside a plaque's own symbol, smaller, and need no internet.

Shapes  ``SecondSymbol`` and ``WifiCard`` (``generator/press/planned.py``).
Units   ``*_mm`` millimetres as printed.
Errors  ``SymbolTooLarge`` where no version holds the text.
Source  ISO/IEC 18004:2015; the WIFI form as phones read it:
        https://github.com/zxing/zxing/wiki/Barcode-Contents#wi-fi-network-config-android-ios-11
"""

from collections.abc import Mapping

from generator.press.planned import SecondSymbol, WifiCard
from generator.press.products import SMALLEST_MODULE_MM, Product
from generator.press.symbol import Symbol, draw_symbol

LEVEL = "M"  # design, section 4
SECURITIES = {"none": "nopass", "wpa": "WPA", "wep": "WEP"}
SPECIAL = str.maketrans({char: f"\\{char}" for char in '\\;,:"'})


def plan_second(product: Product, sentence: Mapping[str, str]) -> SecondSymbol | None:
    """Return the symbol of the sentence, or None where product or plaque has none."""
    if product.second_symbol_mm is None or not sentence:
        return None
    language, text = next(iter(sentence.items()))
    symbol = draw_symbol(text, level=LEVEL)
    return SecondSymbol(text=text, language=language, symbol=symbol,
                        module_mm=_module_mm(product.second_symbol_mm, symbol))


def plan_wifi(
    product: Product, ssid: str, security: str, password: str | None, names: Mapping[str, str]
) -> WifiCard:
    """Return how to join a network, for a card that ``product`` describes."""
    symbol = draw_symbol(wifi_payload(ssid, security, password), level=LEVEL)
    side_mm = product.second_symbol_mm or product.symbol_mm
    return WifiCard(ssid=ssid, security=security, password=password, names=names, symbol=symbol,
                    module_mm=_module_mm(side_mm, symbol))


def wifi_payload(ssid: str, security: str, password: str | None) -> str:
    """Return what phones join by: ``WIFI:T:WPA;S:name;P:secret;;``."""
    secret = f"P:{password.translate(SPECIAL)};" if password and security != "none" else ""
    return f"WIFI:T:{SECURITIES[security]};S:{ssid.translate(SPECIAL)};{secret};"


def _module_mm(side_mm: float, symbol: Symbol) -> float:
    """Return the module: as the product wishes, but never under what a phone needs."""
    return max(int(side_mm / symbol.side_modules * 1000) / 1000, SMALLEST_MODULE_MM)
