"""The console as it is joined asks its directory before somebody is silenced by name."""

from datetime import timedelta
from pathlib import Path

import pytest

from console.adapters.secrets import MemorySecrets
from console.bootstrap.joined import Fittings, opened
from console.domain.ids import ResidentId
from console.domain.refused import Reason, Refused
from console.domain.silence import SilenceKind, resident_about
from console.domain.silence_steps import BeginSilence
from tests.bootstrap.test_start_and_end import configured
from tests.builders import NORRBY, operator
from tests.fakes import run_async


def test_whom_the_register_does_not_know_there_nobody_silences(tmp_path: Path) -> None:
    async def main() -> None:
        async with opened(configured(tmp_path), Fittings(MemorySecrets())) as console:
            until = console.clock.now() + timedelta(days=2)
            about = resident_about(ResidentId("somebody-elsewhere"))
            with pytest.raises(Refused) as no:
                await console.silences.begin(
                    operator("anna"), BeginSilence(SilenceKind.ABSENT, NORRBY, about, (), "sjukhus", until)
                )
            assert no.value.reason is Reason.NOT_SAME_MUNICIPALITY

    run_async(main())
