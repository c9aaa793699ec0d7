"""Who is a known robot: the rule by which scans leave them out.

Source  ``docs/formats/stats.md`` says the same rule in words.
"""

import re

# Crawlers, previews of links in chats, watchers of uptime, programs without a screen.
KNOWN = re.compile(
    rb"bot\b|bots\b|bot[/_;-]|crawl|spider|slurp|fetcher|scrap(?:er|y)|archiver|preview|monitor|"
    rb"validator|lighthouse|pagespeed|headless|phantomjs|inspectiontool|googleother|apis-google|"
    rb"mediapartners|google-read-aloud|google favicon|bingpreview|facebookexternalhit|facebookcatalog|"
    rb"meta-external|whatsapp/|skypeuripreview|vkshare|embedly|pingdom|statuscake|site24x7|"
    rb"gtmetrix|newrelic|datadog|uptime|nagios|check_http|zgrab|masscan|nmap|nikto|sqlmap|censys|"
    rb"expanse|internetmeasurement|curl/|wget/|python|aiohttp|httpx|urllib|go-http-client|"
    rb"java/|apache-httpclient|libwww|lwp-|perl|php/|guzzle|ruby|faraday|node-fetch|axios|undici|"
    rb"postmanruntime|insomnia|httpie|okhttp-check|dataprovider|semrush|ahrefs|chatgpt-user|"
    rb"perplexity|bytespider|heritage-check",
    re.IGNORECASE,
)
# Phones whose maker's name ends like a robot's.
PHONES = re.compile(rb"\bcubot\b", re.IGNORECASE)
MOST_AGENTS_KEPT = 20_000


class Robots:
    """Knows robots by their user agent; an absent one is no *known* robot."""

    def __init__(self) -> None:
        self._known: dict[bytes, bool] = {}

    def knows(self, agent: bytes) -> bool:
        """Return whether a user agent is a known robot's."""
        found = self._known.get(agent)
        if found is None:
            if len(self._known) > MOST_AGENTS_KEPT:
                self._known.clear()
            found = KNOWN.search(PHONES.sub(b"", agent)) is not None
            self._known[agent] = found
        return found
