"""Large ledgers to measure: valid lines of believable records, written without the command."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from branchlog.config import FILE, ledger_toml
from branchlog.ledger.ids import Ids
from branchlog.ledger.lines import NewEntry
from branchlog.ledger.writing import Draft, Signature

Document = dict[str, Any]

#: Of a thousand records, how many were corrected and how many made void later.
_AMENDED = 10
_VOIDED = 3

_SURNAMES = "赵钱孙李周吴郑王冯陈杨朱秦许何吕张孔曹严华金魏陶姜谢邹喻苏潘葛范彭鲁韦马苗方袁柳"
_GIVEN = (
    "秀英",
    "永福",
    "世珍",
    "启明",
    "景芳",
    "德荣",
    "开文",
    "正华",
    "桂兰",
    "明",
    "丽",
    "建国",
)
_TITLES = (
    "冬日探访",
    "春节慰问困难老党员",
    "楼上漏水泡坏天花板",
    "作业辅导",
    "清明祭扫",
    "义务巡逻",
)
_NOTES = (
    "烤火炉线老化，已请社区电工换", "老人行动不便，约好下周再去", "双方当面说开，握手言和",
    "天气不好，改在活动室进行", "发放防诈骗手册，讲了三个身边的例子",
)  # fmt: skip
_ACTIVITIES = (
    "patrol",
    "talk",
    "clean-up",
    "publicity",
    "festival",
    "theme-day",
    "council",
    "film",
)


class Writer:
    """A source of the lines of one ledger. The same seed gives the same documents."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._new_id = Ids()

    def lines(self, year: int, count: int) -> Iterator[bytes]:
        """The lines of so many records of a year, corrections and voids among them."""
        for number in range(count):
            kind, doc = self._document(year)
            first = self._signed(Draft.first(kind, self._new_id(), doc))
            yield first.line
            if number % 1000 < _AMENDED:
                yield self._next(first, "amend", {**doc, "note": "补记"}).line
            elif number % 1000 < _AMENDED + _VOIDED:
                yield self._next(first, "void", None).line

    def _next(self, before: NewEntry, op: str, doc: Document | None) -> NewEntry:
        around = (before.doc or {},)
        return self._signed(Draft(before.kind, before.id, op, 2, (before.crc,), doc, around))

    def _signed(self, draft: Draft) -> NewEntry:
        return draft.signed(Signature(self._new_id(), "2024-12-31T09:30:00+08:00", self._name()))

    def _document(self, year: int) -> tuple[str, Document]:
        chance = self._chance
        day = date(year, 1, 1) + timedelta(days=chance.randrange(365))
        kind = chance.choices(("visit", "mediation", "tutoring", "activity"), (5, 1, 2, 4))[0]
        own = getattr(self, f"_{kind}")(day)
        doc: Document = {
            "date": day.isoformat(),
            **own,
            "title": chance.choice(_TITLES),
            "place": f"滨河小区{chance.randrange(1, 30)}栋",
            "people": [self._name() for _ in range(chance.randrange(1, 4))],
        }
        if chance.random() < 0.3:
            doc["hours"] = chance.choice((1, 1.5, 2, 2.5))
        if chance.random() < 0.3:
            doc["note"] = chance.choice(_NOTES)
        return kind, doc

    def _visit(self, day: date) -> Document:
        chance = self._chance
        category = chance.choice(("condolence", "outreach", "hardship", "elderly"))
        if chance.random() < 0.5:
            return {"category": category, "households": chance.randrange(1, 6)}
        homes = sorted({self._home() for _ in range(chance.randrange(1, 4))})
        return {"category": category, "households": len(homes), "household": homes}

    def _mediation(self, day: date) -> Document:
        chance = self._chance
        category = chance.choice(("family", "neighbours", "property", "traffic"))
        if chance.random() < 0.1:
            return {"category": category, "outcome": "ongoing"}
        # What ended in the next year would belong to both, and stand in another file.
        closed = min(day + timedelta(days=chance.randrange(20)), date(day.year, 12, 31))
        return {
            "category": category,
            "outcome": chance.choice(("settled", "settled", "settled", "failed")),
            "closed": closed.isoformat(),
            "amount": chance.randrange(100, 5000),
            "parties": [self._home(), self._home()],
        }

    def _tutoring(self, day: date) -> Document:
        category = self._chance.choice(("homework", "calligraphy", "reading"))
        return {"category": category, "attendance": self._chance.randrange(3, 40)}

    def _activity(self, day: date) -> Document:
        chance = self._chance
        doc: Document = {
            "category": chance.choice(_ACTIVITIES),
            "participants": chance.randrange(5, 120),
        }
        if chance.random() < 0.3:
            doc["leaflets"] = chance.randrange(20, 300)
        if chance.random() < 0.05:
            doc["approximate"] = {"participants": "over"}
        return doc

    def _name(self) -> str:
        return self._chance.choice(_SURNAMES) + self._chance.choice(_GIVEN)

    def _home(self) -> str:
        chance = self._chance
        building, unit = chance.randrange(1, 30), chance.randrange(1, 5)
        return f"{building}栋{unit}单元{chance.choice(_SURNAMES)}家"


def make(folder: Path, years: range, each: int) -> Path:
    """A ledger with so many records in each of the years."""
    folder.mkdir(parents=True)
    toml = ledger_toml("滨河退休党支部", ("遵义市", "余庆县"), "zh", f"benchmark-{folder.name}")
    (folder / FILE).write_text(toml, encoding="utf-8")
    writer = Writer(seed=2024)
    for year in years:
        with (folder / f"{year}.jsonl").open("wb") as file:
            file.writelines(writer.lines(year, each))
    return folder
