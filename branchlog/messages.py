"""Every sentence that branchlog shows, Chinese and English side by side."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, TypeAlias

Lang: TypeAlias = Literal["zh", "en"]
#: One sentence in both languages: (zh, en). `{name}` marks a value.
Pair: TypeAlias = tuple[str, str]


def say(pair: Pair, lang: Lang, **values: Any) -> str:
    """The sentence in one language, its values filled in.

    A value that is itself a pair is shown in the same language.
    """
    text = pair[0] if lang == "zh" else pair[1]
    if not values:
        return text
    return text.format(**{name: _shown(value, lang) for name, value in values.items()})


def _shown(value: Any, lang: Lang) -> Any:
    if isinstance(value, Trouble):
        return say(value.why, lang, **value.values)
    if type(value) is tuple and len(value) == 2 and all(type(part) is str for part in value):
        return value[0] if lang == "zh" else value[1]
    return value


class Trouble(NamedTuple):
    """What is wrong, why, and what to do: the three lines of every error."""

    what: Pair
    why: Pair
    hint: Pair
    values: dict[str, Any]

    def lines(self, lang: Lang) -> tuple[str, str, str]:
        """The three lines in one language."""
        return (
            say(self.what, lang, **self.values),
            say(self.why, lang, **self.values),
            say(self.hint, lang, **self.values),
        )


def trouble(what: Pair, why: Pair, hint: Pair, **values: Any) -> Trouble:
    """A Trouble whose three lines share their values."""
    return Trouble(what, why, hint, values)


class Config:
    """Where the ledger is, and what its branchlog.toml says."""

    NO_LEDGER = ("找不到账本", "no ledger found")
    NO_LEDGER_WHY = (
        "这里、./data 和上级文件夹里都没有 branchlog.toml",
        "there is no branchlog.toml here, in ./data or in a folder above",
    )
    NO_LEDGER_HINT = (
        "用 branchlog init 建账,或用 -C 文件夹 指明账本",
        "make one with branchlog init, or name one with -C FOLDER",
    )
    NOT_A_LEDGER = ("{path} 不是账本", "{path} is not a ledger")
    FOLDER_MISSING = ("没有这个文件夹", "there is no such folder")
    IS_A_FILE = ("这是一个文件,不是文件夹", "it is a file, not a folder")
    TOML_MISSING = ("里面没有 branchlog.toml", "there is no branchlog.toml in it")
    TOML_BAD = ("{path} 读不了", "{path} cannot be read")
    TOML_BROKEN = ("不是有效的 TOML:{detail}", "it is not valid TOML: {detail}")
    TOML_NOT_UTF8 = ("不是 UTF-8 文本", "it is not UTF-8 text")
    TOML_UNREADABLE = ("系统说:{detail}", "the system says: {detail}")
    TOML_NEWER = (
        "它的格式是第 {format} 版,本程序只认得第 {known} 版",
        "its format is {format}; this program knows format {known}",
    )
    TOML_NEWER_HINT = ("请升级 branchlog", "upgrade branchlog")
    TOML_UNKNOWN_KEY = ("不认得 {key}{suggestion}", "unknown key {key}{suggestion}")
    TOML_WRONG_TYPE = ("{key} 应当是{expected}", "{key} must be {expected}")
    TOML_MISSING_KEY = ("缺少 {key}", "{key} is missing")
    TOML_FIX = (
        "改正 {path} 后再试;可以写的键:{known}",
        "mend {path} and try again; known keys: {known}",
    )
    TOML_RESTORE = (
        "用文本编辑器改正它,或从备份里取回",
        "mend it in a text editor, or take it back from a backup",
    )
    A_STRING = ("文字", "text")
    A_WHOLE_NUMBER = ("整数", "a whole number")
    A_LIST_OF_STRINGS = ("文字列表", "a list of texts")
    YES_OR_NO = ("true 或 false", "true or false")
    A_TABLE = ("一个表", "a table")
    LIST_OF_TABLES = ("若干个表", "a list of tables")
    SUGGESTION = (",是不是 {word}?", "; did you mean {word}?")


class Records:
    """What is wrong with a value, a field, a kind or an indicator."""

    UNKNOWN_KIND = ("没有“{word}”这种事项", 'there is no kind "{word}"')
    UNKNOWN_KIND_WHY = ("账本能记:{known}", "this ledger records: {known}")
    UNKNOWN_KIND_HINT = (
        "用 branchlog kinds 查看全部{suggestion}",
        "see them all with branchlog kinds{suggestion}",
    )
    UNKNOWN_FIELD = ("{kind}没有“{word}”这一栏", '{kind} has no field "{word}"')
    UNKNOWN_FIELD_WHY = ("可以写:{known}", "its fields are: {known}")
    UNKNOWN_FIELD_HINT = (
        "用 branchlog kinds {kind_id} 查看各栏{suggestion}",
        "see them with branchlog kinds {kind_id}{suggestion}",
    )
    UNKNOWN_INDICATOR = ("没有“{word}”这个指标", 'there is no indicator "{word}"')
    UNKNOWN_INDICATOR_WHY = (
        "指标的写法如 visit.households、activity.film.events",
        "indicators are written like visit.households or activity.film.events",
    )
    UNKNOWN_INDICATOR_HINT = (
        "用 branchlog kinds --indicators 查看全部{suggestion}",
        "see them all with branchlog kinds --indicators{suggestion}",
    )
    FIELD_BAD = ("{field}不能写“{value}”", '{field} cannot be "{value}"')
    FIELD_TWICE = ("{field}写了两次", "{field} is given twice")
    FIELD_TWICE_WHY = ("一栏只能有一个值", "a field takes one value")
    FIELD_TWICE_HINT = (
        "只留一个;几个名字用顿号隔开",
        "keep one; separate several names with commas",
    )
    MISSING = ("{kind}要写{field}", "{kind} needs {field}")
    MISSING_WHY = ("没有它,这一条算不进任何数字", "without it the record counts in no figure")
    MISSING_HINT = ("加上 {field}=…", "add {field_id}=…")
    NOT_ONE_OF = ("不在可选的值里{suggestion}", "it is not one of the values{suggestion}")
    NOT_ONE_OF_HINT = ("可以写:{known}", "use one of: {known}")
    EMPTY = ("它是空的", "it is empty")
    EMPTY_HINT = ("写上内容,或不写这一栏", "give it a value, or leave the field out")
    NOT_TEXT = ("它不是文字", "it is not text")
    NOT_TEXT_HINT = ("把它写在引号里", "put it in quotation marks")
    NOT_NAMES = ("它不是名单", "it is not a list of names")
    NOT_NAMES_HINT = ('写成 ["张三","李四"] 或 "张三、李四"', 'write ["Zhang","Li"] or "Zhang, Li"')
    NOT_NUMBER = ("它不是数", "it is not a number")
    NUMBER_HINT = ("写成 12 或 12{unit}", "write it like 12")
    NEGATIVE = ("不能小于 0", "it is below 0")
    NOT_WHOLE = ("{unit}只能是整数", "it must be a whole number")
    TOO_PRECISE = ("小数最多两位", "it has more than two decimal places")
    TOO_LARGE = ("大于 10 亿", "it is above 1,000,000,000")
    TIMES_ZERO = ("至少是 1", "it must be at least 1")
    TOO_LONG = ("太长:{length} 字节,最多 {most}", "too long: {length} bytes, at most {most}")
    TOO_LONG_HINT = ("写短一些,或分成几条", "make it shorter, or split it into several records")
    CONTROL = ("含有控制字符 U+{code}", "it holds the control character U+{code}")
    BIDI = ("含有改变书写方向的字符 U+{code}", "it holds the text-direction character U+{code}")
    SURROGATE = ("含有不完整的字符 U+{code}", "it holds half a character, U+{code}")
    LINE_BREAK = ("这一栏只能写一行", "this field takes one line")
    CHARACTER_HINT = ("删掉这个字符再试", "remove that character and try again")
    NAME_TWICE = ("“{name}”写了两次", '"{name}" is in it twice')
    NAME_TWICE_HINT = ("每个名字只写一次", "write each name once")
    FEWER_THAN_NAMES = (
        "总数 {value} 比写出的名字({names} 个)还少",
        "the total {value} is less than the {names} names given",
    )
    FEWER_HINT = (
        "总数包括写出名字的;改正其中一个",
        "the total includes those named; mend one of the two",
    )
    OPEN_WITH_CLOSED = ("“{state}”的不能有办结日期", 'one that is "{state}" has no closing date')
    OPEN_WITH_CLOSED_HINT = (
        "去掉办结日期,或写上结果",
        "leave out the closing date, or say how it ended",
    )
    CLOSED_BEFORE = ("早于发生日期 {date}", "it is before the record's own date {date}")
    CLOSED_BEFORE_HINT = ("改正其中一个日期", "mend one of the two dates")
    END_BEFORE = ("早于开始日期 {date}", "it is before the first day {date}")
    APPROXIMATE_WITHOUT = ("没有可以约略的数", "there is no number to be approximate")
    OWN_BAD = ("branchlog.toml 里的 {where} 不能用", "{where} in branchlog.toml cannot be used")
    OWN_UNKNOWN_KEY = ("不认得 {key}{suggestion}", "unknown key {key}{suggestion}")
    OWN_MISSING_KEY = ("缺少 {key}", "{key} is missing")
    OWN_WRONG_TYPE = ("{key} 应当是{expected}", "{key} must be {expected}")
    OWN_BAD_UNIT = ("没有“{unit}”这个单位", 'there is no unit "{unit}"')
    OWN_DUPLICATE = ("已经有 {id} 了", "there is a {id} already")
    OWN_BAD_ID = (
        "“{id}”不能作标识:用小写字母、数字和连字符",
        '"{id}" cannot be an id: use lower-case letters, digits and hyphens',
    )
    OWN_BAD_VALUE = ("{key} 不能是 {value}", "{key} cannot be {value}")
    OWN_HINT = ("可以写:{known}", "known here: {known}")
    OWN_LABEL = ('["中文", "English"]', '["中文", "English"]')


class Dates:
    """Why a date, a period or a number that was typed is not one, and what can be typed."""

    NOT_A_DATE = ('看不懂日期 "{text}"', '"{text}" is not a date')
    FORMS = (
        "可以写 2024-03-05、2024年3月5日、3月5日、昨天、上周三、-3d、2024-03-05..08;"
        "只知道月份写 2024-03",
        'write 2024-03-05, 5 March 2024, 5 March, yesterday, "last wed", -3d, '
        "2024-03-05..08, or 2024-03 for a month",
    )
    EMPTY = ("没有写日期", "nothing is written")
    UNKNOWN = ("这不是认得的写法", "it is none of the accepted forms")
    YEAR_ONLY = ("这是一整年,不是某一天", "it is a year, not a day")
    DAY_ALONE = ("没有写是哪个月", "it does not say which month")
    WEEKDAY_ALONE = (
        "没有写是哪一周:请写 上周三 或 本周三 这样的日子",
        'it does not say which week: write "last wed" or "this wed"',
    )
    DAY_FIRST = (
        "日在前还是月在前,各地写法不同,不能猜",
        "day first or month first: customs differ, and it is not guessed",
    )
    TWO_DIGIT_YEAR = ("年份要写四位", "a year has four digits")
    SIX_DIGITS = (
        "六位数字可以有几种读法",
        "six digits can be read in more than one way",
    )
    SERIAL = (
        "像是表格软件里的日期序号,只有导入时才认",
        "it looks like a spreadsheet's serial number, read only by an import",
    )
    HAS_TIME = ("这里只记日期,不记钟点", "a date is recorded without a time of day")
    ISO_WEEK = ("这是第几周,不是日期", "it is a week number, not a date")
    LUNAR = ("这是农历,请写公历", "it is a lunar date: write the solar one")
    MIXED = (
        "中文数字和阿拉伯数字混在一起",
        "Chinese and Arabic numerals are mixed",
    )
    NO_SUCH_MONTH = ("没有 {month} 月", "there is no month {month}")
    NO_SUCH_DAY = ("{month} 没有 {day} 日", "{month} has no day {day}")
    NO_SUCH_DAY_EVER = ("{month} 月从来没有 {day} 日", "month {month} never has a day {day}")
    BEFORE_1949 = ("早于 1949 年", "it is before 1949")
    FUTURE = (
        "还没有发生的事不能记;今天是 {today}",
        "what has not happened is not recorded; today is {today}",
    )
    BACKWARDS = ("结束早于开始", "it ends before it begins")
    TOO_LONG = ("一次超过 366 天", "it is longer than 366 days")
    RANGE_OF_MONTHS = (
        "起止要写到日,例如 2024-03-01..2024-05-31",
        "a range goes from day to day, such as 2024-03-01..2024-05-31",
    )
    NOT_ONE_DAY = ("这里要的是某一天", "one single day is asked for here")
    FAR_BACK = (
        '"{text}" 没有写年份,最近的一次已是 {days} 天以前',
        '"{text}" has no year, and the last one was {days} days ago',
    )
    FAR_BACK_WHY = (
        "超过 180 天的日子要连年份一起写",
        "a day more than 180 days back is written with its year",
    )
    FAR_BACK_HINT = ("如果就是那一次,写 {when}", "if that is the one, write {when}")

    NOT_A_PERIOD = ('看不懂时期 "{text}"', '"{text}" is not a period')
    PERIOD_FORMS = (
        "可以写 2024、2024-03、2024Q1、2024H1、2023..2024、2024-03-01..2024-03-31、"
        "..2024-08-05、今年、去年、本月、上月、3月、一季度、上半年、全部",
        "write 2024, 2024-03, 2024Q1, 2024H1, 2023..2024, 2024-03-01..2024-03-31, "
        "..2024-08-05, this-year, last-year, this-month, last-month, this-quarter or all",
    )
    PERIOD_EMPTY = ("没有写时期", "nothing is written")
    NO_SUCH_QUARTER = ("一年只有四个季度", "a year has four quarters")
    NO_SUCH_HALF = ("一年只有上、下半年", "a year has two halves")
    MONTH_OR_DAY = (
        "看不出是月份还是日期",
        "it could be months or a day",
    )
    NOTHING_TO_COMPARE = (
        '时期 "{text}" 没有可比的时期',
        'the period "{text}" cannot be compared',
    )
    NOTHING_BEFORE = (
        "它没有开头,也就没有可比的上一期",
        "it has no beginning, so nothing comes before it to compare with",
    )
    NO_EARLIER_YEAR = ("它没有起止,也就没有上一年", "it has no ends, so no year before it")

    NOT_A_NUMBER = ('"{text}" 不是数目', '"{text}" is not a number')
    NUMBER_FORMS = (
        "可以写 12、1,300、1.5、1.3万、二十五、120余、约50,后面可以带单位",
        'write 12, 1,300, 1.5, "over 120" or "about 50"; the unit may follow',
    )
    NUMBER_EMPTY = ("没有写数目", "nothing is written")
    NUMBER_UNKNOWN = ("这不是认得的写法", "it is none of the accepted forms")
    NEGATIVE = ("数目不能小于零", "a number cannot be below zero")
    TOO_LARGE = ("大于十亿,多半是写错了", "it is above 1,000,000,000: surely a slip")
    TOO_MANY_PLACES = ("小数最多两位", "at most two decimal places are kept")
    GROUPING = (
        "逗号应当三位一分,例如 1,300",
        "commas part groups of three digits, as in 1,300",
    )
    WRONG_UNIT = (
        '数目后面的 "{rest}" 不是它的单位;单位是 {units}',
        'what follows the number, "{rest}", is not its unit; the unit is {units}',
    )
    NO_UNIT = (
        '数目后面的 "{rest}" 是多余的;它没有单位',
        'what follows the number, "{rest}", is too much; it has no unit',
    )
    MACHINE = ("这是机器的写法", "it is written for machines")
    NOT_FINITE = ("这不是一个有限的数", "it is not a finite number")
    FRACTION = ("请把分数写成小数", "write a fraction as a decimal")
    NUMBER_RANGE = ("这是一个范围,不是一个数", "it is a range, not one number")
    VAGUE = ("这是个大概的说法,要写出数来", "it is vague: give the number itself")
    ONE_SIDED = (
        "实际的数比它小还是大说不准;请写 约 或 余",
        "it does not say on which side the true number lies: write about or over",
    )
    COLLOQUIAL = (
        "中文数字没有写全(一百二是 120 还是 102?)",
        "the Chinese numeral is not complete or not in order",
    )
    CONTRADICTION = (
        "约 和 余 不能同时用",
        "it cannot be both about and over a number",
    )


class RenderText:
    """What a page says about itself, and why a file was not written."""

    NO_ROWS = ("(无)", "(none)")
    LEFT_OUT = (
        "放不下,没有显示这些列:{columns}。要看全部,请加 --format csv",
        "no room for these columns: {columns}. To see them, add --format csv",
    )
    UNKNOWN_FORMAT = ("不能用 {format} 格式输出", "cannot write the format {format}")
    NO_SUCH_FORMAT = ("没有这种格式", "there is no such format")
    FORMATS = ("可用的格式:{known}", "formats: {known}")
    CANNOT_SAVE = ("不能写到 {path}", "cannot write to {path}")
    UNKNOWN_SUFFIX = (
        "文件格式由后缀决定,而后缀 {suffix} 不在可用之列",
        "the suffix chooses the format, and {suffix} is not one that can be written",
    )
    NO_SUFFIX = (
        "文件格式由后缀决定,而这个名字没有后缀",
        "the suffix chooses the format, and this name has none",
    )
    SUFFIXES = ("可用的后缀:{known}", "suffixes: {known}")
    IS_A_FOLDER = ("那是一个文件夹", "it is a folder")
    IS_A_DEVICE = ("那是设备或管道,不是文件", "it is a device or a pipe, not a file")
    NAME_A_FILE = ("请写一个文件名,例如 report.csv", "name a file, such as report.csv")
    NOT_SAVED = ("没有写成 {path}", "{path} was not written")
    SYSTEM_SAYS = ("系统说:{detail}", "the system says: {detail}")
    READ_ONLY = ("那个文件是只读的", "that file is read-only")
    SAVE_ELSEWHERE = (
        "请看磁盘是否已满、文件夹是否存在、文件是否正在别处打开;也可以换个地方保存。原来的文件没有动",
        "see whether the disk is full, the folder exists or the file is open elsewhere, "
        "or save it in another place; an older file is as it was",
    )


class Stats:
    """Figures, their wording and the table that they stand in."""

    BAD_NUMBER = ("算不出“{indicator}”", '"{indicator}" cannot be computed')
    BAD_NUMBER_WHY = (
        "{date} 的一条记录里,{field} 是 {value}",
        "in a record of {date}, {field} is {value}",
    )
    BAD_NUMBER_HINT = (
        "用 branchlog list 找到它,再用 amend 改正",
        "find it with branchlog list and mend it with amend",
    )
    ABOUT = ("约{n}", "about {n}")
    OVER = ("{n}余", "over {n}")
    MONTH = ("{year}年{month}月", "{name} {year}")
    DAY = ("{year}年{month}月{day}日", "{day} {name} {year}")
    THE_ROLE = ("{role}", "the {role}")
    ALL_RESOLVED = ("已全部解决", "all resolved")
    NOTHING = ("0(没有记录)", "0 (nothing recorded)")
    NONE = ("无", "none")
    UNFILLED = ("(未填)", "(blank)")


class LedgerText:
    """What the files of a ledger have to say: refusals, damage, conflicts and locks."""

    # what
    NOT_WRITTEN = ("没有记成:{path}", "nothing was written: {path}")
    NOT_READ = ("读不了 {path}", "cannot read {path}")
    UNKNOWN_OUTCOME = (
        "不能确定是否已存好:{ids}",
        "it is not certain that this was saved: {ids}",
    )
    DAMAGED = ("{file} 第 {line} 行(第 {byte} 字节)坏了", "{file}, line {line} (byte {byte}) is bad")
    BUSY = ("账本正被别的程序使用", "another program is writing to the ledger")
    NEWER = ("账本里有新版本写的内容", "a newer branchlog wrote to this ledger")
    UNWRITABLE = ("这条记录写不下来", "this record cannot be written")
    CLOSED = ("{first} 至 {last} 已经封账", "{first} to {last} is closed")
    ALREADY_VOID = ("已经作废:{ids}", "already void: {ids}")
    NO_RECORD = ("没有这条记录:{id}", "there is no such record: {id}")
    NOT_UNDONE = ("没有撤销 {batch}", "{batch} was not undone")
    CHANGED = ("没有写入:记录已被改动:{ids}", "nothing was written: a record has changed: {ids}")
    ALREADY_LEDGER = ("{path} 已经有账", "{path} already holds a ledger")
    TORN = ("{file} 末尾有没写完的一行", "{file} ends in a line that was not finished")
    LOST_VERSIONS = (
        "有 {count} 条记录的旧版本不在账本里",
        "earlier versions of {count} records are not in this ledger",
    )
    # why: the system
    DISK_FULL = ("磁盘满了", "the disk is full")
    QUOTA = ("空间配额用完了", "the disk quota is used up")
    READ_ONLY = ("这里是只读的", "this place is read-only")
    NOT_ALLOWED = ("没有权限", "permission is denied")
    NO_FOLDER = ("没有这个文件夹", "there is no such folder")
    NOT_A_FOLDER = ("这不是文件夹", "it is not a folder")
    NOT_A_FILE = ("这不是文件", "it is not a file")
    TOO_MANY_OPEN = ("打开的文件太多", "too many files are open")
    DEVICE_FAILED = ("磁盘读写出错", "the disk reports a read or write error")
    SYSTEM_SAYS = ("系统说:{detail}", "the system says: {detail}")
    SYNC_FAILED = (
        "写出以后,磁盘没有确认:{detail}",
        "it was written, but the disk did not confirm it: {detail}",
    )
    # why: the ledger
    HELD_BY = ("占用者:{holder}", "held by: {holder}")
    HELD_BY_UNKNOWN = ("不知道是谁在用", "who holds it is not known")
    NEWER_FORMAT = (
        "账本的格式是第 {format} 版,本程序只认得第 {known} 版",
        "its format is {format}; this program knows format {known}",
    )
    NEWER_ENTRIES = (
        "有 {count} 行是本程序不认得的(例如 {example})",
        "{count} lines are of a sort that this program does not know ({example})",
    )
    BAD_CRC = ("这一行的内容和校验码不符", "the line does not agree with its checksum")
    NOT_WHOLE = ("这一行不完整,末尾没有校验码", "the line is not whole: no checksum at its end")
    CARRIAGE_RETURN = (
        "换行符被别的程序改过",
        "another program has changed the line endings",
    )
    TOO_LONG = ("这一行超过 64 KiB", "the line is longer than 64 KiB")
    NOT_UTF8 = ("不是 UTF-8 文字", "it is not UTF-8 text")
    NOT_JSON = ("不是有效的 JSON:{detail}", "it is not valid JSON: {detail}")
    DUPLICATE_KEY = ("同一个键写了两次:{key}", "a key is written twice: {key}")
    NOT_A_NUMBER = ("{text} 不是可以记的数", "{text} is not a number that can be kept")
    LONE_SURROGATE = ("有半个字符(单个代理码)", "it holds half a character (a lone surrogate)")
    TOO_DEEP = ("层数太多", "it is nested too deeply")
    WRONG_SHAPE = ("{key} 缺少或者类型不对", "{key} is missing or of the wrong type")
    FOREIGN_YEAR = (
        "这条记录的日期是 {date},不该在这个文件里",
        "the record's date is {date}: it does not belong into this file",
    )
    NOT_JSON_VALUE = ("有 JSON 写不了的内容:{detail}", "it holds what JSON cannot: {detail}")
    NO_REASON = ("没有写原因", "no reason was given")
    VOID_TWICE = ("一条记录只能作废一次", "a record can be made void only once")
    IS_VOID = ("它已经作废", "it is void")
    NOT_THERE = ("账本里没有", "the ledger does not hold it")
    LATER_VERSION = ("这些记录后来又改过:{ids}", "these records were changed later: {ids}")
    ALREADY_UNDONE = ("已经由 {by} 撤销", "{by} has already undone it")
    NO_SUCH_BATCH = ("账本里没有这一批", "the ledger holds no such batch")
    SINCE_READ = ("读过以后,有人改了它", "somebody changed it after it was read")
    HAS_TOML = ("里面有 branchlog.toml", "there is a branchlog.toml in it")
    HAS_JOURNALS = ("里面已有 .jsonl 文件", "there are .jsonl files in it")
    TORN_WHY = (
        "{count} 个字节没有写完,从未确认过,不计入",
        "{count} bytes were never acknowledged and are not counted",
    )
    LOST_WHY = ("可能少了文件,例如 {id}", "files may be missing; one of the records is {id}")
    # what to do
    FREE_SPACE = (
        "请腾出空间再试;已有的记录没有变",
        "free some space and try again; what was recorded is as it was",
    )
    CHECK_PLACE = (
        "请检查文件夹和权限再试;已有的记录没有变",
        "check the folder and its permissions; what was recorded is as it was",
    )
    CHECK_DISK = (
        "请检查磁盘,先备份,再试",
        "check the disk, make a backup, then try again",
    )
    LOOK_FIRST = (
        "请检查磁盘;再记以前,先用 branchlog list 看看有没有",
        "check the disk; before repeating, see with branchlog list whether it is there",
    )
    RESTORE_FILE = (
        "请从备份或另一份账本取回 {file};没有改动任何内容",
        "take {file} back from a backup or another copy; nothing was changed",
    )
    TRY_LATER = ("请稍后再试", "try again in a moment")
    UPGRADE = ("请升级 branchlog;目前只能看,不能改", "upgrade branchlog; until then it can only be read")
    GIVE_REASON = ("请加 --why 原因", "add --why REASON")
    SHORTEN = (
        "请改短或改正这条记录,没有写入任何内容",
        "shorten or mend this record; nothing was written",
    )
    LEAVE_OUT_VOID = (
        "去掉它们再试;没有写入任何内容",
        "leave them out and try again; nothing was written",
    )
    LOOK_AT_RECORDS = (
        "用 branchlog show 看这些记录,逐条改正;没有写入任何内容",
        "look at them with branchlog show and amend each; nothing was written",
    )
    LIST_BATCHES = (
        "用 branchlog undo --list 查看;没有写入任何内容",
        "see branchlog undo --list; nothing was written",
    )
    CHECK_ID = ("用 branchlog list 查编号", "find its id with branchlog list")
    UNDO_THE_VOID = (
        "要恢复它,撤销作废它的那一批:branchlog undo",
        "to restore it, undo the batch that made it void: branchlog undo",
    )
    READ_AGAIN = ("请重新读取再试", "read it again and repeat the change")
    OTHER_FOLDER = ("请另选一个文件夹", "choose another folder")
    TORN_HINT = (
        "请看最后一次记的有没有,没有就重记;这一行在下次记录时会标明作废",
        "see whether the last thing typed is there, else record it again; "
        "the next record accounts for the line",
    )
    FIND_FILES = (
        "请从备份或另一份账本找回缺少的文件",
        "find the missing files in a backup or another copy",
    )
