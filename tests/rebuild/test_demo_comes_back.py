"""4.5: the demonstration's desk, threads, races, real time and all, comes back from its mailbox."""

from dataclasses import replace
from pathlib import Path

from mailticket import assemble
from mailticket.demo.script import SCRIPTS
from mailticket.demo.stage import Stage, stage
from mailticket.demo.story import Story
from mailticket.rebuild import rebuild
from mailticket.reports.difference import differences
from mailticket.store import outbox, records


def filed(stage: Stage) -> bool:
    with stage.store.reading() as tx:
        return not outbox.unfiled(tx, 1) and not records.unfiled(tx, 1)


def test_the_demonstration_comes_back(tmp_path: Path) -> None:
    with stage(tmp_path, "en") as opened:
        Story(opened, SCRIPTS["en"], lambda _moment: None).play()
        opened.expect("everything lies in the sent folder", lambda: filed(opened))
        again = replace(opened.config.database, url=f"sqlite:///{tmp_path / 'again.db'}")
        works = assemble.works(replace(opened.config, database=again))
        mailbox = works.mailbox()
        outcome = rebuild(works, mailbox, None, lambda _done, _all: None)
        mailbox.close()
        assert differences(opened.store, works.store) == []
        works.store.close()
    assert (outcome.unexplained, outcome.never_sent, outcome.refused) == ([], [], [])
