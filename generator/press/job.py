"""Build a print job: symbols, sheet, proof, list and the operator's notes.

Pure: values in, Artifacts and Problems out. Every symbol is read back at once, from
its PNG and from the rasterised sheet, by a reader that is not the encoder's.

Shapes  Artifacts lie below ``<job>/``; ``COLUMNS`` are ``job.csv``'s.
Units   ``*_mm`` millimetres; ``reading_distance_mm`` is ten times the symbol's side.
Errors  Content slips are Problems: topic ``print``; nothing raises for them.
Source  ``docs/formats/job-csv.md``.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence

from generator import language as tags
from generator.errors import Problem, error, warning
from generator.ledger import LEDGER_EVENTS_ISSUED
from generator.model import Artifact, Catalogue, IssuedCode, Messages, Site
from generator.press.cache import Cache, NoCache, cached_symbol
