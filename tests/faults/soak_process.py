"""A console with an operator who takes and closes without rest: `python -m tests.faults.soak_process PORT FOLDER`.

Closed cases stay in memory for five minutes instead of twelve hours, so that a soak of half an hour shows what a week
would. For each line on its standard input it says as JSON what it holds and what it has done; asked for `truth`, it
says beside that where the operator's queue differs from what the whole journal says anew.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from console.adapters.municipality.simulated import build
from console.bootstrap.demo import Demonstration
from console.bootstrap.joined import Console, Fittings, opened
from console.domain import board as boards
from console.domain import steps
from console.domain.board import Board
from console.domain.handling import may_handle
from console.domain.journal import BoardCase
from console.domain.lifecycle import OWNED, State
from console.domain.operator import Operator
from console.domain.refused import Refused
from tests.faults.intake_process import RESIDENTS, SEED, TODAY, FixedKey, configured
from tests.path.eye import Eye
from tests.path.told import tell
