"""Find the source text that a translation is of: kept by us, or in Git's history."""

from pathlib import Path

from generator.build import Project
from generator.content.history import read_old_text
from generator.content.translation import digest_of
from generator.model import Site, Translation
from generator.cache import CacheFolder


class OldTexts:
    """Source texts under their digests."""

    def __init__(self, project: Project) -> None:
        self._folder: Path = project.folder
        self._kept = CacheFolder(project.cache_dir / "sources")
        self._language = project.catalogue.settings.source_language

    def keep(self, source: Translation) -> None:
        """Keep a source text, so that it can be compared when it has changed."""
        if self._kept.get(source.digest) is None:
            self._kept.put(source.digest, (self._folder / source.file).read_bytes())

    def of(self, site: Site, text: Translation) -> bytes | None:
        """Return the source text that a translation is of; None where nobody knows."""
        source, wanted = site.translations.get(self._language), text.translated_from
        if source is None or wanted is None:
            return None
        kept = self._kept.get(wanted)
        if kept is not None and digest_of(kept) == wanted:
            return kept
        return read_old_text(self._folder, source.file, lambda each: digest_of(each) == wanted)


def is_outdated(text: Translation | None, source: Translation) -> bool:
    """Return whether a translation says that it is of another source text."""
    return text is not None and text.translated_from not in (None, source.digest)
