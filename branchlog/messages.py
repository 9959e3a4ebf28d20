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
    if "{" not in text:
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
    MISSING_HINT = ("加上 {name}=…", "add {name}=...")
    NOT_ONE_OF = ("不在可选的值里{suggestion}", "it is not one of the values{suggestion}")
    NOT_ONE_OF_HINT = ("可以写:{known}", "use one of: {known}")
    EMPTY = ("它是空的", "it is empty")
    EMPTY_HINT = ("写上内容,或不写这一栏", "give it a value, or leave the field out")
    NOT_TEXT = ("它不是文字", "it is not text")
    NOT_TEXT_HINT = ("把它写在引号里", "put it in quotation marks")
    NOT_NAMES = ("它不是名单", "it is not a list of names")
    NOT_NAMES_HINT = ('写成 ["张三","李四"] 或 "张三、李四"', 'write ["Zhang","Li"] or "Zhang, Li"')
    NAME_IS_NUMBER = ("“{name}”是数,不是名字", '"{name}" is a number, not a name')
    NAME_IS_NUMBER_HINT = ("数写在“{measure}”里", "write the number under {measure}")
    NOT_NUMBER = ("它不是数", "it is not a number")
    NUMBER_HINT = ("写一个数,例如 12", "write it like 12")
    NEGATIVE = ("不能小于 0", "it is below 0")
    NOT_WHOLE = ("只能是整数", "it must be a whole number")
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
    APPROXIMATE_WORDS = ("over(余)、about(约)", "over, about")
    NOT_ISO = ("它不是日期", "it is not a date")
    NOT_ISO_HINT = (
        "把它一起改成日期:{field_id}=2024-03-05",
        "amend it too: {field_id}=2024-03-05",
    )
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
    OWN_BAD_UNIT_ID = (
        "“{unit}”不能作单位:写一个量词,里面没有数字",
        '"{unit}" cannot be a unit: write a measure word without digits',
    )
    OWN_BAD_INDICATOR_ID = (
        "“{id}”不能作指标的标识:写成 visit.households 这样",
        '"{id}" cannot be an id: indicators are named like visit.households',
    )
    OWN_NOT_WITH = ("{aggregation} 用不上 {key}", "{key} has no meaning for {aggregation}")
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
    NOT_BEGUN = (
        "它还没有开始,今天是 {today}",
        "it has not begun: today is {today}",
    )
    COMPARISONS = (
        "可以写 同比(上一年的同一时期)、环比(上一期)、截至同期(上一年到同一天为止)、"
        "去年,或 2023、2024-03 这样的时期",
        "write year-before (the same period a year earlier), previous (the period just before), "
        "same-part (a year earlier, up to the same day), last-year, or a period such as 2023 or "
        "2024-03",
    )

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
    IN_LEDGER = (
        "那里是账本的文件夹,叫这个名字的是账本自己的文件",
        "that is a ledger's folder, and files of this name are its own",
    )
    IN_LEDGER_HINT = ("请写到别的文件夹", "write it into another folder")
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
    THE_ROLE = ("{role}", "the {role}")
    ALL_RESOLVED = ("已全部解决", "all resolved")
    NOTHING = ("0(没有记录)", "0 (nothing recorded)")
    NONE = ("无", "none")
    UNFILLED = ("(未填)", "(blank)")
    LEFT_OUT = (
        "另有 {count} 行分类明细:--format csv 或 --json 全部列出",
        "{count} lines of details by category are left out: --format csv or --json has them all",
    )
    DISTINCT_NOTE = (
        "去重的数(户、人)各部分相加不一定等于总数",
        "distinct counts (households, people): the parts need not add up to the total",
    )
    PERSON_NOTE = (
        "一条记录对其中每个人各算一次,所以各人的数相加可能超过总数",
        "a record counts for each of its people, so the parts may add up to more than the total",
    )
    RATE_NOTE = (
        "比率超过 100%:办结的纠纷可能是更早受理的",
        "a rate is above 100%: disputes settled in a period may have been accepted before it",
    )
    RATIO_NOTE = (
        "比率超过 100%:{label}的分子不全在分母之内",
        "a rate is above 100%: not all that {label} counts is in what it divides by",
    )
    BY_MONTH = ("月份", "month")
    BY_QUARTER = ("季度", "quarter")
    BY_YEAR = ("年度", "year")
    BY_KIND = ("事项", "kind")
    BY_CATEGORY = ("类别", "category")
    BY_PERSON = ("人员", "person")
    BY_PLACE = ("地点", "place")
    BY_OCCASION = ("时节", "occasion")
    BY_STATE = ("办结情况", "state")
    BY_SPAN = ("期间", "span")
    THIS_PERIOD = ("本期", "this period")
    YEAR_SO_FAR = ("本年累计", "year so far")
    SUBTOTAL = ("小计", "subtotal")
    CROSSED_TITLE = ("{label}({unit})", "{label}{unit}")
    COMPARED_TITLE = ("合计与 {period} 比", "the totals compared with {period}")
    COMPARED_NOTE = (
        "只比较合计,各部分不比较",
        "only the totals are compared, not their parts",
    )
    SHARE = ("占比", "share")
    SHARE_OF = ("{label} 占比", "{label}, share")
    SHARE_NOTE = (
        "占比只给计次和求和的数;去重的数、比率和某一时点的数没有占比",
        "shares are of counts and sums; distinct counts, rates and stocks have none",
    )
    STATE_NOTE = (
        "办结情况是到期末为止的情况;调解成功这样的数按办结日期算,不限于本期受理的,两者可以不同",
        "a state is that at the period's end; lines such as disputes settled go by the day on "
        "which a record ended, whenever it began, and may differ",
    )
    STATELESS_NOTE = (
        "没有办结情况、不列入的事项:{kinds}",
        "left out, having no state: {kinds}",
    )
    SPAN_NOTE = (
        "本年累计从 1 月 1 日算到期末,含本期,所以两者不相加",
        "the year so far goes from 1 January to the end of the period and holds it: the two are "
        "not added up",
    )
    UNNAMED_NOTE = (
        "{label} {value}:{named}有{name},{unnamed}没有{name},无法去重",
        "{label} {value}: {named} with a {name}, {unnamed} without, which cannot be told apart",
    )
    HOUSEHOLD_NAME = ("户名", "name")
    ANY_NAME = ("名字", "name")
    SERVICE_TITLE = ("服务情况", "service")
    SERVICE_EVENTS = ("次数", "events")
    SERVICE_HOURS = ("时长(小时)", "hours")
    SERVICE_NOTE = (
        "服务情况:一条记录的次数和时长,对参加的每个人都算;荣誉不算服务",
        "service: a record's times and hours count for each of its people; honours are no service",
    )
    ACROSS_ALONE = ("--across 要和 --by 一起用", "--across goes with --by")
    ACROSS_ALONE_WHY = (
        "没有 --by,就不知道表的行是什么",
        "without --by there is nothing for the rows of the table",
    )
    ACROSS_HINT = (
        "例如 --by 地点 --across 类别",
        "for example --by place --across category",
    )
    AXIS_TWICE = ("“{axis}”写了两次", '"{axis}" is given twice')
    AXIS_TWICE_WHY = (
        "每一种分法在 --by 和 --across 里只能用一次",
        "each axis stands once in --by and --across",
    )
    SHARES_ALONE = ("--shares 要和一个 --by 一起用", "--shares goes with --by")
    SHARES_ALONE_WHY = (
        "占比是每一部分占合计的多少,要先用 --by 分开;和 --across 一起时没有占比",
        "a share is what a part is of the total, so there must be parts; with --across there are "
        "no shares",
    )
    SHARES_HINT = ("例如 --by 类别 --shares", "for example --by category --shares")


class Why:
    """How a figure came about: its rule, its records, what was left out."""

    # The rule. A sentence of what is counted, then one of when.
    RULE_COUNT = (
        "{records},一条算一次;写明次数的,写几次算几次。",
        "Each of the {records} counts once, or as many times as it says.",
    )
    RULE_SUM = ("把{records}里的{field}加起来。", "Adds up {field} in the {records}.")
    RULE_SUM_NAMES = (
        "把{records}里的{field}加起来;没有写{field}的,写出几个{names}就算几。",
        "Adds up {field} in the {records}; where it is left out, the names under {names} count.",
    )
    RULE_DISTINCT = (
        "数{records}里写出的{names},同一个名字只算一次。",
        "Counts the names under {names} in the {records}, each different name once.",
    )
    RULE_DISTINCT_TOTAL = (
        "数{records}里写出的{names},同一个名字只算一次;"
        "没有写出名字的,按{total}减去名字的个数另外加上。",
        "Counts the names under {names} in the {records}, each different name once, "
        "and adds those without a name: {total} less the names given.",
    )
    RULE_LAST = (
        "取{records}里最近写明的{field},不累加;同一天写了几次的,以后记的为准。",
        "Takes the latest {field} in the {records} and adds nothing up; "
        "of several for one day, the one recorded last.",
    )
    RULE_RATIO = (
        "用{top}的数除以{bottom}的数。",
        "The figure of {top} divided by that of {bottom}.",
    )
    RULE_PART = ("{part}:{rule}", "{part}: {rule}")
    RULE_RECORDS = ("{kind}记录", "{kind} records")
    RULE_RECORDS_ONLY = ("{only}的{kind}记录", "{kind} records with {only}")
    RULE_OR = ("或", " or ")
    RULE_AND = ("并且", " and ")
    RULE_CATEGORY = ("类别是{names}", "category {names}")
    RULE_OCCASION = ("时节是{names}", "occasion {names}")
    RULE_TAG = ("标签有{names}", "tag {names}")
    RULE_STATE = ("{field}是{states}", "{field} {states}")
    RULE_WHEN = (
        "按发生日期归入期间,跨几天的看第一天。",
        "A record belongs to the period in which its first day lies.",
    )
    RULE_WHEN_TO_DATE = (
        "从最早的记录一直算到期末。",
        "Everything up to the end of the period counts.",
    )
    RULE_WHEN_ENDED = (
        "按办结日期归入期间,没有写办结日期的看发生日期。",
        "A record belongs to the period in which it was closed; without a closing date, "
        "to that of its own date.",
    )
    RULE_WHEN_ENDED_TO_DATE = (
        "从最早的记录起,期末以前(含当天)办结的都算;没有写办结日期的看发生日期。",
        "All that was closed by the end of the period counts; without a closing date, "
        "a record's own date tells.",
    )
    RULE_WHEN_PENDING = (
        "只算到期末已经发生、还没有办结的(期末以后才办结的也算)。",
        "Only what had begun and was not closed at the end of the period counts, "
        "even if it was closed later.",
    )
    RULE_WHEN_LAST = (
        "只看期末以前(含当天)写明的。",
        "Only what was stated up to the end of the period counts.",
    )
    # Which indicator is meant.
    SEVERAL = ("“{word}”对应几个指标", '"{word}" stands for several indicators')
    SEVERAL_WHY = ("它们是:{ids}", "they are: {ids}")
    SEVERAL_HINT = (
        "请写标识,例如 branchlog why {id}",
        "name one by its id, such as branchlog why {id}",
    )
    NO_TO_DATE = ("{label}没有截至目前的算法", "{label} is not counted to date")
    NO_TO_DATE_WHY = (
        "这个指标只按期间算",
        "this indicator is counted by the period only",
    )
    NO_TO_DATE_HINT = (
        "要从头算起,请把期间写成 {period}",
        "to count from the beginning, ask for the period {period}",
    )
    ALSO_TO_DATE = (
        "这是期间以内的数;截至期末的累计数请加 --to-date",
        "this is the period's figure; for the one up to its end add --to-date",
    )
    # The answer.
    FIGURE = ("{label}:{value}({id})", "{label}: {value} ({id})")
    RULE = ("算法:{rule}", "rule: {rule}")
    RECORDS = ("计入的记录", "records that count")
    RECORDS_OF = ("{part}:计入的记录", "{part}: records that count")
    BROUGHT = ("计入", "counts")
    BROUGHT_UNIT = ("计入({unit})", "counts ({unit})")
    CLOSED = ("办结", "closed")
    MONTH = ("月份", "month")
    SUM_COUNT = (
        "合计 {total} = {count} 条记录各一次",
        "total {total} = {count} records, each once",
    )
    SUM_TIMES = (
        "合计 {total} = {count} 条各一次 + {many} 条写明次数的共 {times} 次",
        "total {total} = {count} records, each once + {times} times in {many} that say how many",
    )
    SUM_SUM = ("合计 {total}:{count} 条记录的数相加", "total {total}: {count} records added up")
    SUM_NAMED = ("合计 {total} = {named} 个不同的名字", "total {total} = {named} different names")
    SUM_DISTINCT = (
        "合计 {total} = {named}有名字(同名只算一次) + {unnamed}没有写名字",
        "total {total} = {named} different names + {unnamed} without a name",
    )
    SUM_LAST = (
        "合计 {total}:取 {date} 写明的这一条",
        "total {total}: the statement of {date} counts",
    )
    SUM_LAST_OF = (
        "合计 {total}:取 {date} 写明的这一条;更早的 {count} 条由它取代,不累加",
        "total {total}: the statement of {date} counts; it replaced {count} earlier ones",
    )
    SUM_NOTHING = ("没有记录计入", "no record counts")
    SUM_NEVER = ("期末以前没有写明过", "it was never stated up to the end of the period")
    SUM_RATIO = ("比率 {value} = {top} / {bottom}", "rate {value} = {top} / {bottom}")
    SUM_RATIO_NONE = ("没有比率:{bottom}是 0", "no rate: {bottom} is 0")
    ESTIMATES = (
        "含概数(约、余)的 {count} 条:{ids}",
        "estimates (about, over) among them, {count}: {ids}",
    )
    IN_CONFLICT = (
        "其中 {count} 条有冲突,暂按一个版本计:{ids}",
        "in conflict among them, {count}, of which one version counts for now: {ids}",
    )
    BY_MONTH = (
        "计入的有 {count} 条,这里按月合计。逐条看:加 --all,或 -o 文件.xlsx",
        "{count} records count, here added up by month. To see each: --all, or -o FILE.xlsx",
    )
    REPLACED = ("被取代的旧数", "replaced statements")
    DUPLICATES = ("重复的名字(只算一次)", "repeated names (each counts once)")
    NAME = ("名字", "name")
    AGAIN = ("又出现在", "again in")
    FIRST = ("已在这里算过", "counted in")
    MANY_DUPLICATES = (
        "重复的名字有 {count} 处,没有列出;全部列出:加 --all",
        "{count} repeated names are not listed; to see them add --all",
    )
    NOT_COUNTED = ("没有计入的", "not counted")
    NOT_COUNTED_OF = ("{part}:没有计入的", "{part}: not counted")
    REASON = ("原因", "why")
    DATES = ("日期", "dates")
    SEE_TITLE = (
        "要在这些记录里看没有计入的:",
        "to see, among others, the records that do not count:",
    )
    SEE = ("{reason}:{command}", "{reason}: {command}")
    SEE_PART = ("{part},{reason}:{command}", "{part}, {reason}: {command}")
    BALANCE = (
        "{kind}记录共 {known} 条 = 计入 {counted} + 没有计入 {rest}",
        "{kind} records: {known} = {counted} that count + {rest} that do not",
    )
    LEFT_VOID = ("已作废", "void")
    LEFT_UNDATED = ("没有日期", "no date")
    LEFT_FILTERED = ("不符合筛选", "outside the filters")
    LEFT_EARLIER = ("早于期间", "before the period")
    LEFT_LATER = ("晚于期间", "after the period")
    LEFT_OTHER_CATEGORY = ("别的类别", "other category")
    LEFT_OTHER_OCCASION = ("别的时节", "other occasion")
    LEFT_OTHER_TAG = ("没有这个标签", "without the tag")
    LEFT_OTHER_STATE = ("结果或状态不符", "other outcome or status")
    LEFT_UNSTATED = ("没有写这个数", "says nothing of it")
    LEFT_REPLACED = ("被后来的数取代", "replaced by a later one")
    VOID = ("作废的记录(本来会计入)", "void records that would have counted")
    VOID_BATCH = ("{count} 条", "{count} records")
    SINCE = (
        "{day} 以来的改动:{before} -> {after}",
        "changes since {day}: {before} -> {after}",
    )
    SINCE_UNKNOWN = (
        "{day} 以前的账算不出这个数:当时有一条记录写得不对",
        "the ledger before {day} gives no such figure: a record was unusable then",
    )
    SINCE_TITLE = ("{day} 以来的改动", "changes since {day}")
    SINCE_SHEET = ("改动", "changes")
    SINCE_SUM = ("增减合计 {total}", "changes add up to {total}")
    SINCE_SUM_OF = ("{part}:增减合计 {total}", "{part}: changes add up to {total}")
    PART = ("指标", "indicator")
    SINCE_OTHERS = (
        "另有 {count} 条记录也写过改过,但没有影响这个数",
        "{count} more records were written or changed without affecting it",
    )
    CHANGED = ("原来 -> 现在", "before -> now")
    DONE_ADD = ("记入", "add")
    DONE_LATE = ("补记", "late add")
    DONE_AMEND = ("修改", "amend")
    DONE_RESOLVE = ("办结", "resolve")
    DONE_VOID = ("作废", "void")
    DONE_UNDO = ("撤销", "undo")
    DONE_SHIFTED = ("随之变化", "follows")
    NOTHING_SINCE = ("没有改动影响这个数", "nothing changed it")


class Plans:
    """What must be done how often, and what of it was done."""

    BAD = (
        "branchlog.toml 的 [plan] 里“{key}”不能用",
        '"{key}" under [plan] in branchlog.toml cannot be used',
    )
    BAD_HINT = (
        '写成 theme-day = {{ times = 12, every = "month" }}:一年 12 次,每月一次',
        'write theme-day = {{ times = 12, every = "month" }}: 12 a year, one each month',
    )
    UNKNOWN = (
        "没有这个类别,也没有这个计次的指标{suggestion}",
        "no category and no indicator that counts events is called so{suggestion}",
    )
    SEVERAL = (
        "几种事项都有这个类别,请写全:{known}",
        "several kinds have this category: write one of {known}",
    )
    NOT_COUNTED = (
        "只有按次数计、按期间算的指标才能定计划",
        "only an indicator that counts the events of a period can be planned",
    )
    NOT_A_TABLE = ("要写明次数和周期", "it must say how many times and how often")
    UNKNOWN_KEY = ("不认得 {name}{suggestion}", "unknown key {name}{suggestion}")
    MISSING_KEY = ("缺少 {name}", "{name} is missing")
    NOT_WHOLE = (
        "times 是一年的次数,应当是 1 到 {most} 的整数",
        "times is how often in a year: a whole number from 1 to {most}",
    )
    NOT_EVEN = (
        "一年 {times} 次,不能平均分到 {parts} 个{every}",
        "{times} a year cannot be spread evenly over {parts} {every}s",
    )
    EVERY_UNKNOWN = (
        "every 要写 month、quarter 或 year{suggestion}",
        "every is month, quarter or year{suggestion}",
    )
    EVERY_MONTH = ("月", "month")
    EVERY_QUARTER = ("季度", "quarter")
    EVERY_YEAR = ("年", "year")
    TITLE = ("计划完成情况", "the plan")
    DUTY = ("计划", "duty")
    REQUIRED = ("要求", "required")
    REQUIRED_IS = ("一年{times}次,每{every}{each}次", "{times} a year, {each} each {every}")
    REQUIRED_YEARLY = ("一年{times}次", "{times} a year")
    DUE = ("到期应完成", "due so far")
    DONE = ("共开展", "held in all")
    MISSING = ("缺", "missing")
    LATE = ("补做", "made up late")
    NONE = ("无", "none")
    RULE = (
        "计划:每个月(季度、年)先算当月的;多出来的补最早缺的那个月,那个月算补做,不算缺;"
        "没有过完的不算缺",
        "plan: a month's (quarter's, year's) first events fulfil it; what is more makes up for the "
        "earliest month before it that lacks some, which is then late, not missing; what has not "
        "ended is never missing",
    )


class Annual:
    """The year-end report."""

    OVERWRITE = ("{path} 已经有了,要覆盖吗?", "{path} exists already. Write over it?")
    EXISTS = ("{path} 没有写入", "{path} was not written")
    EXISTS_WHY = ("已经有这个文件了", "there is a file of that name already")
    EXISTS_HINT = ("换一个文件名,或加 --force 覆盖它", "choose another name, or add --force")
    YEAR = ("{year}年", "{year}")
    HALF = ("{year}年{half}", "{half} of {year}")
    FIRST_HALF = ("上半年", "first half")
    SECOND_HALF = ("下半年", "second half")
    QUARTER = ("{year}年第{number}季度", "Q{number} {year}")
    DAY = ("{month}{day}日", "{day} {month}")
    SPAN_ALL = ("建账以来", "all years")
    SPAN_BOTH = ("{first}至{last}", "{first} to {last}")
    SPAN_UNTIL = ("截至{last}", "up to {last}")
    SPAN_SINCE = ("{first}以来", "since {first}")
    TITLE_YEAR = ("{name}{period}工作总结", "{name}, annual report {period}")
    TITLE_PART = ("{name}{period}工作总结", "{name}, report {period}")
    TITLE_SPAN = ("{name}工作总结({period})", "{name}, report ({period})")
    COVERS = ("期间:{days}", "period: {days}")
    LAST_ENTRY = ("最近一条记录:{day}", "last entry: {day}")
    AS_OF = ("编制日期:{day}", "compiled on {day}")
    FULL_STOP = ("{text}。", "{text}.")
    LEAD = ("{period},", "{period}: ")
    POINT = ("{head}。{text}", "{head}. {text}")
    NUMBERED = ("{number}是{point}", "({number}) {point}")
    TEMPLATE_BAD = ("{path} 用不了", "{path} cannot be used")
    TEMPLATE_LINE = ("第 {line} 行:{problem}", "line {line}: {problem}")
    TEMPLATE_DETAIL = ("模板这样写不对:{detail}", "it is not a valid template: {detail}")
    TEMPLATE_UNKNOWN = ("不认得 {word}{suggestion}", "unknown: {word}{suggestion}")
    TEMPLATE_NO_INDICATOR = (
        "没有“{word}”这个指标{suggestion}",
        'no indicator "{word}"{suggestion}',
    )
    TEMPLATE_ENDLESS = ("没完没了,已经停下", "it goes on without end and was stopped")
    TEMPLATE_NOT_TEXT = ("不是 UTF-8 文本", "it is not UTF-8 text")
    TEMPLATE_LARGE = ("大于 {most} KB", "it is larger than {most} KB")
    TEMPLATE_UNREADABLE = ("系统说:{detail}", "the system says: {detail}")
    TEMPLATE_HINT = (
        "改正它再试;不要它时移走这个文件,就用自带的模板。能用的词:{known}",
        "mend it and try again, or move it away to use the built-in one. It may say: {known}",
    )
    TEMPLATE_AWAY = (
        "改正它再试,或移走它,就用自带的模板",
        "mend it and try again, or move it away to use the built-in one",
    )
    NO_REPORT_FORMAT = ("报告不能写成这种格式", "a report has no such format")
    NOT_LARGE = ("--large-print 用不上", "--large-print has no meaning here")
    NOT_LARGE_WHY = (
        "大字版只有 .docx 和 .html 两种",
        "only .docx and .html can be set in large print",
    )
    NOT_LARGE_HINT = ("例如 -o 报告.docx", "for example -o report.docx")
    NO_OUTPUT = ("没有写填好的表存到哪里", "it does not say where the filled form goes")
    NO_OUTPUT_WHY = ("--form 要和 -o 一起用", "--form needs -o")
    NO_OUTPUT_HINT = ("例如 -o 月报.xlsx", "for example -o month.xlsx")
    NOT_WITH_FORM = ("--form 不能和 {option} 一起用", "--form cannot go with {option}")
    NOT_WITH_FORM_WHY = ("填表只用表里写明的数字", "a form takes the figures that it asks for")
    NOT_WITH_FORM_HINT = ("去掉 {option}", "leave out {option}")
    OVERVIEW = ("概述", "Overview")
    IN_FIGURES = ("数据统计", "In figures")
    ALL_FIGURES = ("各项数据", "All figures")
    BY_PART = ("分时段", "Over time")
    BY_CATEGORY = ("分类别", "By category")
    TO_DATE = ("截至{last}的累计", "To date, up to {last}")
    PEOPLE = ("人员服务", "Service of members")
    HONOURS = ("荣誉", "Honours")
    HONOURS_BEFORE = ("此前获得的", "Earlier ones")
    STANDING = ("基本情况", "Standing figures")
    PLAN = ("计划完成情况", "The plan")
    COUNTED = ("数字怎么来的", "How each figure was counted")
    EVENTS_CHART = ("各时段次数", "Events over time")
    CATEGORY_CHART = ("{kind}分类", "{kind} by category")
    COMPARE_CHART = ("与{period}相比", "Compared with {period}")
    PERSON = ("人员", "member")
    EVENTS = ("参加次数", "events")
    HOURS = ("小时", "hours")
    RULE = ("怎么数", "how it is counted")
    DUTY = ("要求", "required")
    EVERY = ("频次", "how often")
    DUE = ("到期应完成", "due so far")
    DONE = ("共开展", "held in all")
    MISSING = ("缺", "missing")
    LATE = ("补办", "late")
    A_YEAR = ("每年 {times} 次", "{times} a year")
    EARLIER_LEFT_OUT = (
        "更早的荣誉还有 {count} 项,见账本",
        "{count} honours from before are in the ledger",
    )
    NOTE_ROUNDED = (
        "正文里带“余”的数只取前两位,确数见表",
        '"over" in the text stands for the first two digits; the tables have the exact figures',
    )
    NOTE_APPROXIMATE = (
        "带“约”“余”的数里有估计的成分",
        'figures with "about" or "over" in a table contain estimates',
    )
    NOTE_ANONYMOUS = (
        "{label}中有 {unnamed}没有记名,无法去重",
        "{label}: {unnamed} were recorded without a name and may include repetitions",
    )
    NOTE_CONFLICTS = (
        "{count} 条记录在两份拷贝里改得不同,按其中一版计数,还没有核定",
        "records that were changed differently in two copies: {count}; each is counted in one of "
        "its versions and not settled yet",
    )
    SAME_PART = ("{year}年同期", "same part of {year}")
    NOTE_SAME_PART = (
        "{name}指{days};与全年相比用 --compare",
        "the {name} is {days}; for the whole year name it with --compare",
    )
    NOTE_LATER = (
        "期间结束以后的事不计入",
        "nothing from after the end of the period is counted",
    )
    NOTE_NO_NAMES = (
        "住户、当事人和未成年人的名字没有写入",
        "names of households, parties and minors are left out",
    )
    NO_RECORDS = ("{period}没有记录,写不成报告", "no report: nothing is recorded for {period}")
    NO_RECORDS_WHY = ("有记录的年份:{years}", "there are records of: {years}")
    NO_RECORDS_AT_ALL = ("账本里还没有记录", "the ledger holds no records yet")
    NO_RECORDS_HINT = (
        "换一个期间,如 branchlog report {year}",
        "name another period, like branchlog report {year}",
    )
    NO_RECORDS_YET = (
        "先用 branchlog add 记一件事",
        "record something first with branchlog add",
    )


class WebPage:
    """What a report says about itself as a web page."""

    TITLE = ("报告", "Report")
    SKIP = ("跳到正文", "Skip to the text")
    CONTENTS = ("目录", "Contents")
    PROOFS = ("数字的依据", "What each figure rests on")
    PROOFS_HINT = (
        "正文和表格里带虚线的数字都通到这里;这里的日期通到那一条记录。",
        "Every figure with a dotted line leads here, and every date here leads to its record.",
    )
    RECORDS = ("记录", "Records")
    COUNT = ("{count} 条记录", "records: {count}")
    BACK = ("回到正文", "Back to the text")
    NOTHING = ("没有记录", "nothing recorded")


class Documents:
    """A report as a document of the office."""

    APPENDIX = ("附件", "Appendix")
    APPENDIX_TITLE = ("数字依据", "What the figures rest on")
    APPENDIX_MENTION = ("附件：数字依据", "Appendix: What the figures rest on")
    APPENDIX_NOTE = (
        "本文每个数字依据多少条记录,列在下面。"
        "记录都在账本里,用 branchlog why 加数字的名称,可以逐条查看。",
        "How many records each figure of this document rests on. The records are in the ledger: "
        "branchlog why and the name of a figure lists them one by one.",
    )
    FIGURE = ("数字", "Figure")
    VALUE = ("数值", "Value")
    RECORDS = ("记录数", "Records")
    CHART_UNIT = ("{title}（单位：{unit}）", "{title} ({unit})")
    CHART_IS = ("柱形图:{title}。{values}", "Bar chart: {title}. {values}")
    CHART_VALUE = ("{label} {value}", "{label}: {value}")
    CHART_NOTHING = ("{label} 无记录", "{label}: nothing recorded")
    TEMPLATE_BAD = ("模板 {path} 不能用", "the template {path} cannot be used")
    TEMPLATE_UNREADABLE = ("系统说:{detail}", "the system says: {detail}")
    TEMPLATE_READABLE = (
        "请看文件是否还在、能不能打开;删去它就用自带的公文模板",
        "see whether the file is there and can be opened; without it the built-in one is used",
    )
    NOT_DOCX = (
        "它不是 .docx 文档,也可能已经损坏",
        "it is not a .docx document, or it is damaged",
    )
    LOCKED_DOCX = (
        "它是旧的 .doc,或加了密码",
        "it is an old .doc, or it has a password",
    )
    SAVE_AS_DOCX = (
        "在 Word 或 WPS 里打开,去掉密码,另存为 .docx",
        "open it in Word or WPS, take off the password and save it as .docx",
    )
    TOO_BIG = (
        "它太大:最多 {most} MB,展开后最多 {unpacked} MB",
        "it is too large: {most} MB at most, {unpacked} MB unpacked",
    )
    MAKE_SMALLER = (
        "压缩或删去里面的图片后再试",
        "compress or remove the pictures in it and try again",
    )
    HAS_MACROS = ("里面有宏或控件:{name}", "there are macros or controls in it: {name}")
    NO_MACROS = (
        "另存为不带宏的 .docx",
        "save it as a .docx without macros",
    )
    HAS_LINKS = (
        "它指向文件以外的东西:{name}",
        "it points outside itself: {name}",
    )
    NO_LINKS = (
        "取消超链接,把链接的图片改为嵌入,删去这样的域,再保存",
        "remove the hyperlink, embed the linked picture or delete the field, and save it again",
    )
    UNKNOWN_NAME = ("不认得标记里的 {name}", "unknown name in a tag: {name}")
    KNOWN_NAMES = ("可以用的名字:{known}", "known names: {known}")
    BAD_TAG = ("标记有错:{detail}", "a tag is wrong: {detail}")
    MEND_TAG = (
        "改正后再试,出错处附近:{near}",
        "mend it and try again; it is near: {near}",
    )
    TAGS_EVERYWHERE = ("整个文档", "the whole document")
    BROKEN_TAGS = (
        "标记把段落或表格截断了",
        "the tags cut a paragraph or a table in two",
    )
    WHOLE_PARAGRAPHS = (
        "if、for 等标记要独占一段,写成 {{%p … %}},开始和结束在同一层",
        "a tag such as if or for needs a paragraph of its own, written {{%p … %}}, "
        "and its end must stand at the same level",
    )
    DRAWN_ELSEWHERE = (
        "{{{{ part.drawn }}}} 写在放不下表格的地方",
        "{{{{ part.drawn }}}} stands where a table has no room",
    )
    DRAWN_IN_BODY = (
        "把它放在正文里,独占一段",
        "put it in a paragraph of its own in the body of the text",
    )


class Forms:
    """Forms of others, filled with figures."""

    BAD_EXPRESSION = ("看不懂这个占位符", "this placeholder cannot be understood")
    EXPRESSION_HINT = (
        "写法如 {{{{visit.households}}}}、{{{{mediation.settled category=neighbours span=ytd}}}}",
        "write {{{{visit.households}}}} or {{{{mediation.settled category=neighbours span=ytd}}}}",
    )
    NO_OPTION = (
        "“{word}”既不是指标,也不是 名称=值",
        '"{word}" is neither an indicator nor name=value',
    )
    SEVERAL_INDICATORS = (
        "“{word}”可以是几个指标,请写明是哪一个:{known}",
        '"{word}" may be one of several indicators: {known}',
    )
    ONE_VALUE = ("{key}= 后面要写一个值", "one value must follow {key}=")
    UNKNOWN_SPAN = (
        "span= 后面只能写 period、ytd 或 to-date,不能写“{word}”",
        'span is period, ytd or to-date, not "{word}"',
    )
    NO_FILTER = ("不能按“{field}”筛选", "{field} cannot be filtered by")
    NO_END = (
        "期间 {period} 没有终点,累计到哪一天不明",
        "the period {period} has no end to count up to",
    )
    OTHER_CATEGORY = (
        "{indicator} 只统计这些类别:{known}",
        "{indicator} counts only these categories: {known}",
    )
    HAS_STATE = (
        "{indicator} 已经限定了结果;要按结果筛选请用 {kind}",
        "{indicator} has its outcome already; to filter by outcome use {kind}",
    )
    NOT_FILLED = ("表样 {path} 不能填写", "the form {path} cannot be filled in")
    NO_FILE = ("那不是文件", "it is not a file")
    NAME_FORM = ("请看表样的文件名是否写对", "see whether the form's name is right")
    IS_THE_FORM = (
        "那就是表样本身,填了就没有空白表样了",
        "it is the form itself, which would be blank no more",
    )
    UNHEARD = (
        "没有一条记录是 {filter}:{{{{{text}}}}} 填 0,请看看写对没有",
        "no record has {filter}: {{{{{text}}}}} is 0; see whether it is written right",
    )
    ANOTHER_NAME = ("写到另一个文件名", "write it under another name")
    NO_PLACEHOLDER = ("里面没有一个占位符", "there is no placeholder in it")
    BAD_PLACES = ("有 {count} 处看不懂:{places}", "not understood, {count} places: {places}")
    TORN = ("大括号不成对", "the braces do not match")
    IN_FORMULA = (
        "占位符写在公式里,不能填;请单独放一格,公式引用那一格",
        "a placeholder inside a formula: give it a cell of its own and refer to that",
    )
    IN_HEADING = (
        "占位符在“表格”的标题行里,改了 Excel 会报错",
        "a placeholder names a table's column, which Excel does not let a file change",
    )
    ELSEWHERE = (
        "注意:{part} 里的占位符不在单元格里(页眉页脚、文本框、批注),没有填",
        "note: placeholders in {part} are outside of cells (header, text box, comment) "
        "and were not filled in",
    )
    UNSIGNED = (
        "branchlog.toml 的 [form] 里没有 {key},表上这一格留空",
        "[form] in branchlog.toml has no {key}: its cell was left empty",
    )
    BAD_TABLE = (
        "branchlog.toml 的 [form] 里“{key}”不能用",
        '"{key}" under [form] in branchlog.toml cannot be used',
    )
    UNKNOWN_KEY = ("没有这一项{suggestion}", "there is no such key{suggestion}")
    NOT_TEXT = ("{file} 里它应当是文字,要加引号", "in {file} it must be a text, in quotes")
    TABLE_HINT = (
        '可以写 filled_by、checked_by、head、phone,例如 filled_by = "张三"',
        'the keys are filled_by, checked_by, head and phone, as in filled_by = "Ann Example"',
    )
    FILLED_HEADING = ("填表,期间:{period}", "Form filled in, period: {period}")
    PROVE = ("看依据,例如:{command}", "to see the records behind a figure: {command}")
    SHEET = ("工作表", "sheet")
    CELL = ("单元格", "cell")
    ENTRY = ("内容", "entry")
    VALUE = ("数值", "value")
    UNIT = ("单位", "unit")
    PERIOD = ("期间", "period")
    RECORDS = ("记录数", "records")
    NO_VALUE = ("(空)", "(empty)")
    COVER = ("报告", "Report")
    SEE_SHEET = ("见工作表“{sheet}”", 'see the sheet "{sheet}"')
    RECORDS_OF = ("{kind}记录", "{kind} records")
    PROOFS = ("依据", "Proofs")
    CHART_DATA = ("图表数据", "Chart data")
    CHART = ("图表", "chart")
    SERIES = ("系列", "series")
    LABEL = ("项目", "label")
    FIGURE = ("指标", "figure")
    SHOWN = ("报告里写作", "in the report")
    RULE = ("统计口径", "rule")
    KEY = ("指标编号", "indicator")
    ALL_TIME = ("全部", "all years")
    UNTIL = ("截至{day}", "until {day}")
    SINCE = ("{day}以来", "since {day}")
    FROM_TO = ("{first}至{last}", "{first} to {last}")
    YEAR = ("{year}年", "{year}")
    DAY = ("{year}年{month}月{day}日", "{year}-{month:02}-{day:02}")
    NOT_A_WORKBOOK = ("它不是完好的 .xlsx 文件", "it is no .xlsx file, or a damaged one")
    OTHER_FORMAT = ("它不是 .xlsx 文件,是另一种表格文件", "it is a sheet of another format")
    PROTECTED = ("它设了打开密码", "it is protected by a password")
    HAS_MACROS = ("它带有宏,宏里的内容无法核对", "it holds macros, which nobody can check")
    TOO_LARGE = ("它太大,超过 {most} MB", "it is too large: more than {most} MB")
    SAVE_AS_XLSX = (
        "请在 Excel 或 WPS 里另存为不加密的 .xlsx,再试一次",
        "save it as an .xlsx without a password in Excel or WPS, and try again",
    )
    UNKNOWN_NAME = (
        "没有“{word}”这个指标,也没有这一项{suggestion}",
        'there is no indicator and no entry "{word}"{suggestion}',
    )


class Drafts:
    """Numbers in prose, judged: verdicts, reasons, advice."""

    # why a number claims nothing
    A_DATE = ("日期", "a date")
    DOCUMENT_NUMBER = ("文号或标准号", "the number of a document")
    ORDINAL = ("次序,不是数量", "an order, not an amount")
    A_HEADING = ("标题序号", "the number of a heading")
    SLOGAN = ("固定说法或名称", "a set phrase or a name")
    QUOTED_NAME = ("引号里的名称", "part of a name in quotation marks")
    PART_OF_A_NAME = ("名称、编号或网址的一部分", "part of a name, a code or an address")
    A_NUMBER_TO_CALL = ("电话或账号", "a telephone or an account")
    LENGTH_OF_TIME = ("时间长短", "a length of time")
    AN_ADDRESS = ("楼栋或门牌", "a building or a door")
    ORDINARY_WORD = ("词语的一部分", "part of a word")
    AN_AGE = ("年龄,不是数量", "an age, not an amount")
    NOT_AN_AMOUNT = ("不是工作数量", "not an amount of work")
    IN_A_TABLE = (
        "在表格里,意思要看行列标题,没有核对;用 branchlog stats 核对",
        "stands in a table, whose heads say what it means: not checked; see branchlog stats",
    )
    OTHER_BODY = (
        "说的是“{whole}”,不是本账本的数",
        'speaks of "{whole}", not of what this ledger records',
    )
    OF_ONE_PERSON = (
        "说的是“{name}”一个人,账本的数是全部的;用 branchlog stats --person 核对",
        'speaks of "{name}" alone, the figure is of all: see branchlog stats --person',
    )
    OF_ONE_PLACE = (
        "说的是“{name}”一处,账本的数是全部的;用 branchlog stats --place 核对",
        'speaks of "{name}" alone, the figure is of all: see branchlog stats --place',
    )
    # why a number is not understood
    NO_INDICATOR = (
        "旁边的文字对不上任何指标;可在 branchlog.toml 的 [keywords] 里补充说法",
        "the words around it fit no indicator; [keywords] in branchlog.toml can add words",
    )
    WRONG_UNIT = (
        "像是{label},但它的单位是“{unit}”,文中是“{said}”",
        'the words fit {label}, but that is counted in "{unit}", the draft says "{said}"',
    )
    SEVERAL = (
        "旁边的文字对得上{count}个指标,数不一样,无法判断说的是哪一个",
        "the words fit {count} indicators whose figures differ: which one is meant is not clear",
    )
    SEVERAL_PERIODS = (
        "说的可能是 {periods},各期的数不一样,无法判断说的是哪一期",
        "may be of {periods}, and their figures differ: which one is meant is not clear",
    )
    A_COMPARISON = (
        "说的是增减,没有核对;用 stats --compare 查",
        "an increase or a decrease is not checked: see stats --compare",
    )
    A_FREQUENCY = (
        "说的是多久一次,不是总数",
        "says how often, not how many in all",
    )
    NARROWED = (
        "“{words}”是账本指标没有的限定,无法单独核对",
        '"{words}" narrows it down to what no indicator counts',
    )
    NO_OCCASION = (
        "账本里没有记“{occasion}”这个时节的事项,无法单独核对",
        'no record has the occasion "{occasion}", so that it cannot be checked by itself',
    )
    A_DENIAL = (
        "“{words}”说的是没有做或没做成的,没有核对",
        '"{words}" says what was not done: not checked',
    )
    A_PLAN = (
        "“{words}”说的是计划或要求,不是已做的,没有核对",
        '"{words}" makes it a plan or a demand, nothing done: not checked',
    )
    SAID_OF_EACH = (
        "“{words}”说的是其中每一个的数,不是总数,无法核对",
        '"{words}" gives the number of each one, not of all: it cannot be checked',
    )
    UNREADABLE = ("数字读不准", "the number can be read in more than one way")
    # what is said beside a judgement
    COULD_SAY = ("可以写{number}余", "could say over {number}")
    FITS_SEVERAL = (
        "对得上{count}个指标,各数都相符",
        "fits {count} indicators, and agrees with each",
    )
    LEDGER_APPROXIMATE = (
        "账本里的数本身是概数({figure}),不能证明确切的数",
        "the ledger's own figure is approximate ({figure}) and proves no exact number",
    )
    STILL_OPEN = ("还有{count}件没有办结", "{count} not settled yet")
    NOTHING_TO_SETTLE = ("账本里没有收集到的记录", "nothing of the kind was recorded")
    # a ledger's own words
    KEYWORDS_BAD = (
        "branchlog.toml 里的 [keywords] 不能用",
        "[keywords] in branchlog.toml cannot be used",
    )
    KEYWORDS_UNKNOWN = (
        "没有“{id}”这个指标{suggestion}",
        'there is no indicator "{id}"{suggestion}',
    )
    KEYWORDS_NOT_TEXTS = (
        "“{id}”后面要写一组说法",
        'what stands behind "{id}" is not a list of words',
    )
    KEYWORDS_BAD_WORD = (
        "“{id}”的说法“{word}”不能用:要两个字以上,不含数字和标点",
        'the word "{word}" of "{id}" cannot be used: two characters or more, no digits or points',
    )
    KEYWORDS_HINT = (
        '写成 "visit.households" = ["慰问", "入户"];指标名见 branchlog stats --json',
        'write "visit.households" = ["visited"]; branchlog stats --json has the indicators\' names',
    )


class Proofreading:
    """What proofreading shows, and the drafts that it refuses."""

    UNREADABLE = ("核对不了“{name}”", 'cannot proofread "{name}"')
    EMPTY = ("里面没有字", "there is no text in it")
    EMPTY_HINT = ("请看是不是选错了文件", "see whether it is the right file")
    TOO_LONG = ("超过了 {most} 个字的上限", "it has more than the {most} characters allowed")
    TOO_LONG_HINT = ("分成几份,一份一份核对", "split it, and proofread one part after another")
    TOO_LARGE = ("超过了 {most} MB 的上限", "it has more than the {most} MB allowed")
    TOO_LARGE_HINT = (
        "删去里面的图片再核对,或把文字复制到 .txt 文件里",
        "take the pictures out, or copy its text into a .txt file",
    )
    SUFFIX = ("只能核对 .txt、.md 和 .docx", "what can be proofread is .txt, .md and .docx")
    SUFFIX_HINT = ("另存为其中一种再核对", "save it as one of these and proofread that")
    IS_DOC = (
        "它是旧的 Word 或 WPS 格式(.doc、.wps)",
        "it is in the old format of Word or WPS (.doc, .wps)",
    )
    IS_RTF = ("它是 RTF 格式", "it is in RTF format")
    IS_ODT = ("它是 OpenDocument 格式(.odt)", "it is in OpenDocument format (.odt)")
    IS_PACKED = ("它是压缩文件或别的格式", "it is a packed file or in another format")
    NO_DOCX = ("内容不是 .docx 文档", "what it holds is no .docx document")
    BROKEN = ("文件不完整或已损坏", "it is incomplete or broken")
    SAVE_AS_DOCX = (
        "用 Word 或 WPS 打开,另存为 .docx 再核对",
        "open it in Word or WPS, save it as .docx and proofread that",
    )
    IS_PROTECTED = ("它有打开密码", "it is protected by a password")
    TAKE_PASSWORD_OFF = (
        "打开它,去掉密码,另存为 .docx 再核对",
        "open it, take the password off, save it as .docx and proofread that",
    )
    IS_PDF = ("它是 PDF", "it is a PDF")
    IS_WEB = ("它是网页或 XML", "it is a web page or XML")
    IS_PICTURE = ("它是图片", "it is a picture")
    COPY_TEXT = (
        "核对它的 .docx 原稿,或把文字复制到 .txt 文件里",
        "proofread the .docx that it was made from, or copy its text into a .txt file",
    )
    ENCODING_HINT = (
        "用记事本打开,看清楚文字,另存为 UTF-8 再核对",
        "open it in a text editor, see that it reads well and save it as UTF-8",
    )
    FOLDER_HINT = ("请写出里面的草稿文件", "name the draft in it")
    DEVICE_HINT = ("要从管道读,写 -", "to read from a pipe, write -")
    OVER_DRAFT = ("结果不能写到“{name}”", 'the result cannot be written to "{name}"')
    OVER_DRAFT_WHY = ("它就是要核对的草稿", "it is the draft itself")
    OVER_DRAFT_HINT = ("换一个文件名", "choose another name")

    PERIOD = ("核对期间 {period},最近一条记录 {last}", "period {period}, last entry {last}")
    DRAFT = ("草稿 {name}", "draft {name}")
    PIPED = ("标准输入", "standard input")
    MATCHES = ("相符", "matches")
    DIFFERS = ("不符", "differs")
    NO_EVIDENCE = ("没有记录", "no evidence")
    NOT_UNDERSTOOD = ("没看懂", "not understood")
    NO_CLAIM = ("不必核对", "no claim")
    LEGEND = (
        "[1= 相符  [2! 不符  [3!! 没有记录  [4? 没看懂",
        "[1= matches  [2! differs  [3!! no evidence  [4? not understood",
    )
    NUMBER = ("号", "no.")
    SAID = ("草稿", "draft")
    VERDICT = ("结论", "verdict")
    INDICATOR = ("指标", "indicator")
    SPAN = ("期间", "period")
    LEDGER = ("账本", "ledger")
    REMARK = ("说明", "remark")
    LEAST = ("最小", "least")
    GREATEST = ("最大", "greatest")
    EXACT_AND_ROUNDED = ("{exact}({rounded})", "{exact} ({rounded})")
    NOTHING_RECORDED = ("没有记录", "nothing recorded")
    REMARKED = ("{numbers} 号:{remark}", "no. {numbers}: {remark}")
    COUNTS = (
        "核对 {total} 处:相符 {matches},不符 {differs},没有记录 {none},没看懂 {unclear}",
        "{total} checked: {matches} match, {differs} differ, {none} without evidence, "
        "{unclear} not understood",
    )
    OTHERS = (
        "另有 {count} 处不是业绩数字(日期、文号等),没有核对;用 --all 列出",
        "{count} more are no claims (dates, document numbers); --all lists them",
    )
    IN_TABLES = (
        "另有 {count} 个数字在表格里,没有核对;请用 branchlog stats 核对",
        "{count} more numbers stand in tables and were not checked; "
        "check them with branchlog stats",
    )
    NO_NUMBERS = ("草稿里没有要核对的数字", "there is no number in the draft to be checked")
    ONLY_NUMBERS = (
        "只核对数字,不代替核稿",
        "only numbers are checked; this does not replace proofreading",
    )


class LedgerText:
    """What the files of a ledger have to say: refusals, damage, conflicts and locks."""

    # what
    NOT_WRITTEN = ("没有记成:{path}", "nothing was written: {path}")
    NOT_READ = ("读不了 {path}", "cannot read {path}")
    UNKNOWN_OUTCOME = (
        "不能确定是否已存好:{ids}",
        "it is not certain that this was saved: {ids}",
    )
    DAMAGED = (
        "{file} 第 {line} 行(第 {byte} 字节)坏了",
        "{file}, line {line} (byte {byte}) is bad",
    )
    BUSY = ("账本正被别的程序使用", "another program is writing to the ledger")
    NEWER = ("账本里有新版本写的内容", "a newer branchlog wrote to this ledger")
    UNWRITABLE = ("这条记录写不下来", "this record cannot be written")
    CLOSED = ("{first} 至 {last} 已经封账", "{first} to {last} is closed")
    ALREADY_VOID = ("已经作废:{ids}", "already void: {ids}")
    NO_RECORD = ("没有这条记录:{id}", "there is no such record: {id}")
    NOT_UNDONE = ("没有撤销 {batch}", "{batch} was not undone")
    CHANGED = ("没有写入:记录已被改动:{ids}", "nothing was written: a record has changed: {ids}")
    ALREADY_LEDGER = ("{path} 已经有账", "{path} already holds a ledger")
    TORN = ("{file} 的最后一行不完整", "{file}: the last line is not whole")
    LOST_VERSIONS = (
        "缺少文件:{file} 改动了别的文件里的记录(共 {count} 条),账本里没有那个文件",
        "a file is missing: {file} changes {count} records of a file that is not here",
    )
    # why: the system
    DISK_FULL = ("磁盘满了", "the disk is full")
    QUOTA = ("空间配额用完了", "the disk quota is used up")
    READ_ONLY = ("这里是只读的", "this place is read-only")
    NOT_ALLOWED = ("没有权限", "permission is denied")
    NO_FOLDER = ("没有这个文件夹", "there is no such folder")
    NOT_A_FOLDER = ("这不是文件夹", "it is not a folder")
    NOT_A_FILE = ("这不是文件", "it is not a file")
    NO_PLAIN_FILE = (
        "它不是文件,也不是通向文件的链接",
        "it is not a file, nor a link to one that is there",
    )
    IS_A_LINK = (
        "它是链接;不通过链接写入",
        "it is a link; nothing is ever written through a link",
    )
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
        "这一行只有 {count} 个字节,里面记的不计入",
        "only {count} bytes of it are there; what it held is not counted",
    )
    LOST_WHY = (
        "{id} 改动前的内容不在账本里,可能在两个年份都计入",
        "what {id} was before is not in the ledger; it may count in two years",
    )
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
    UPGRADE = (
        "请升级 branchlog;目前只能看,不能改",
        "upgrade branchlog; until then it can only be read",
    )
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
    PUT_TARGET = (
        "请把文件本身放到链接的位置;没有写入任何内容",
        "put the file itself in the place of the link; nothing was written",
    )
    PUT_FILE = (
        "请移开 {file};原来有这个文件的,从备份或另一份账本取回",
        "move {file} away; if there was such a file, take it back from a backup or another copy",
    )
    MOVE_OUT = (
        "{file} 若不属于账本,请移出文件夹;若属于,请从备份取回",
        "move {file} out of the folder if it is not the ledger's; "
        "if it is, take it back from a backup",
    )
    TORN_HINT = (
        "当时没有确认记好的,请重记;确认过的,请从备份取回 {file}",
        "if it was never confirmed, record it again; if it was, take {file} back from a backup",
    )
    FIND_FILES = (
        "请把其余的 .jsonl 文件也复制过来(等同步完成,或从另一份账本、备份取)",
        "copy the other .jsonl files too: let the sync finish, or take them from "
        "another copy or a backup",
    )


class Intake:
    """What is understood of a sheet's rows, and what is not."""

    #: Heading of the column that says why a row was rejected.
    REASON = ("原因", "reason")
    #: Headings of a record's own columns in an exported sheet.
    ID = ("编号", "id")
    REV = ("版本", "rev")
    #: What stands in the note of a template's example row.
    EXAMPLE = ("示例行,导入时自动跳过", "example row: skipped on import")
    TIME_CELL = ("它是一天里的时刻", "it is a time of day")
    DATE_CELL = (
        "表格程序把它变成了日期,原来写的可能是 3-5 这样的文字",
        "the spreadsheet made a date of it; it may have been a text like 3-5",
    )
    TEXT_CELL_HINT = (
        "把这一格的格式改为“文本”再写一遍",
        "format the cell as text and write it again",
    )
    FORMULA_ERROR = ("公式算不出结果", "its formula has no result")
    FORMULA_ERROR_HINT = (
        "改正公式,或直接写上值",
        "mend the formula, or write the value itself",
    )
    NO_YEAR = ("没有年份", "it has no year")
    NO_YEAR_HINT = (
        "加上 --year 2024 这样的年份,或写全日期",
        "give the year with --year 2024, or write the date in full",
    )
    NUMBER_NO_DATE = ("它是数字,不是日期", "it is a number, not a date")
    DATE_CELL_HINT = ("写成 2024-03-05 这样", "write it like 2024-03-05")
    LOST_DIGITS = (
        "超过 15 位的数字,表格程序已改动末几位",
        "a spreadsheet has lost the last digits of a number of more than 15",
    )
    YES_NO = ("看不懂这里的“是/否”", "yes or no says nothing here")
    NAMES_UNCLEAR = ("分不清有几个名字", "it is not clear how many names these are")
    NAMES_HINT = ("名字之间用顿号“、”隔开", "separate the names with commas")
    NO_ROOM = ("这一行放不进账本", "the row does not fit into the ledger")
    ROW_TOO_LONG = (
        "这一行太长:{length} 字节,最多 {most}",
        "the row is too long: {length} bytes, at most {most}",
    )
    RAGGED = (
        "这一行有 {cells} 格,表头有 {columns} 格",
        "the row has {cells} cells, the header has {columns}",
    )
    RAGGED_HINT = (
        "看看哪里多了或少了分隔符;含分隔符的内容要加引号",
        "look for a separator too many or too few; quote text that holds one",
    )
    MERGED_NUMBER = (
        "一个数字占了合并的几行,不知道算在哪一行",
        "one number stands in a cell merged over several rows",
    )
    MERGED_NUMBER_HINT = (
        "取消合并,每行写自己的数",
        "unmerge the cell and give each row its own number",
    )
    ROW = ("第 {row} 行不能导入", "row {row} cannot be imported")
    MISSING_HINT = (
        "在这一行写上{field};表里没有这一列就加一列",
        "write {field} into the row, and add the column where there is none",
    )
    NO_KIND = ("没有写事项", "it does not say its kind")
    NO_KIND_HINT = ("写上事项,或加上 --kind", "fill in the kind, or give --kind")
    FIELD_OF_OTHER_KIND = (
        "{kind}没有“{column}”这一栏",
        '{kind} has no field "{column}"',
    )
    FIELD_OF_OTHER_KIND_HINT = (
        "清空这一格,或改正事项",
        "empty the cell, or mend the kind",
    )
    UNKNOWN_ID = (
        "账本里没有编号 {id} 的{kind}记录",
        "the ledger has no {kind} record with the id {id}",
    )
    UNKNOWN_ID_HINT = (
        "清空编号就作为新记录;整列都不要就加上 --ignore “{column}”",
        'empty the id to make it a new record, or leave the column out with --ignore "{column}"',
    )
    VOID_ID = ("编号 {id} 的记录已经作废", "the record {id} is void")
    ID_TWICE = ("编号 {id} 在第 {row} 行已经有了", "row {row} has the id {id} already")
    ID_TWICE_HINT = ("留下其中一行", "keep one of the two rows")
    NO_REV = (
        "有编号、内容也改了,但没有版本",
        "it has an id and other content than the ledger, but no version",
    )
    OLDER = (
        "账本里已是第 {now} 版,表里还是第 {rev} 版",
        "the ledger has version {now}, the sheet version {rev}",
    )
    NEWER = (
        "账本里只到第 {now} 版,表里是第 {rev} 版",
        "the ledger has only version {now}, the sheet says {rev}",
    )
    REV_BAD = ("版本应当是整数", "its version must be a whole number")
    ID_BAD = ("编号应当是文字", "its id must be text")
    OTHER_KIND = ("它是{kind},不是{wanted}", "it is of kind {kind}, not {wanted}")
    OTHER_KIND_HINT = ("改正 kind,或去掉 --kind", "mend its kind, or leave out --kind")
    ROW_TOO_LONG_HINT = ("把备注写短一些,或分成几条", "shorten the note, or split the record")
    REV_HINT = ("重新导出,在新表里改", "export again and make the change there")
    TOO_MANY_BAD = ("有误的行超过 {most} 行", "more than {most} rows are bad")
    TOO_MANY_BAD_WHY = (
        "例如{file}第 {row} 行:{cause}",
        "such as {file} row {row}: {cause}",
    )
    TOO_MANY_BAD_HINT = (
        "看看文件、事项和 --map 对不对",
        "check that the file, the kind and --map are right",
    )
    LIKE_TYPED = (
        "和手工记的 {id} 日期、地点、数目都一样",
        "same date, place and numbers as {id}, which was typed by hand",
    )
    TEN_TIMES = (
        "{field} {value} 是平常({usual})的十倍以上",
        "{field} {value} is more than ten times the usual {usual}",
    )
    LONG_AGO = ("{date} 是十多年前", "{date} is more than ten years ago")
    TIMED = (
        "“{column}”里的时刻不记,例如 {example}",
        'times of day in "{column}" are not kept, such as {example}',
    )
    CROWDED = (
        "“{column}”里的“{example}”像是几个,却只算一个;几个名字要用顿号“、”隔开,不写“等8人”",
        '"{example}" in "{column}" looks like several names and counts as one; '
        "separate the names with commas, without a number behind them",
    )
    HIDDEN = (
        "有 {count} 行在表里是隐藏的,照样导入:第 {rows} 行",
        "{count} hidden rows are imported too: {rows}",
    )
    REJECTED = ("有 {bad} 行不能导入", "rows that cannot be imported: {bad}")
    REJECTED_WHY = ("一行有误,全部不写", "one bad row, and none is written")
    REJECTED_HINT = (
        "改好再导入,或用 --keep-good 先导入没有问题的行",
        "mend them and import again, or import the good rows with --keep-good",
    )
    STRICT = ("有 {count} 行可疑", "suspicious rows: {count}")
    STRICT_WHY = ("--strict 不放过可疑的行", "--strict refuses what is suspicious")
    STRICT_HINT = (
        "核对后去掉 --strict 再导入",
        "check them, then import again without --strict",
    )
    CHANGED_MEANWHILE = ("没有导入", "nothing was imported")
    CHANGED_MEANWHILE_WHY = (
        "预览之后账本变了,有 {count} 行对不上了",
        "the ledger has changed since the preview; {count} rows do not fit any more",
    )
    CHANGED_MEANWHILE_HINT = ("再导入一次,看新的预览", "import again and look at the new preview")


class Sources:
    """What a file holds, and why it cannot be read."""

    UNREADABLE = ("读不了“{name}”", 'cannot read "{name}"')
    NOT_THERE = ("没有这个文件", "there is no such file")
    CHECK_NAME = ("请核对文件名和文件夹", "check the name and the folder")
    IS_FOLDER = ("它是文件夹", "it is a folder")
    IS_FOLDER_HINT = ("请写出里面的文件", "name the files in it")
    NOT_A_FILE = ("它是设备或管道,不是文件", "it is a device or a pipe, not a file")
    NOT_A_FILE_HINT = (
        "要从管道读,写 - 并用 --from 指明格式",
        "to read from a pipe, write - and name the format with --from",
    )
    SYSTEM_SAYS = ("系统说:{detail}", "the system says: {detail}")
    SYSTEM_HINT = (
        "请看有没有权限读它,是不是正被别的程序占用",
        "see whether you may read it, and whether another program holds it",
    )
    NO_ROOM = ("没有地方暂存读到的内容", "there is no room to keep what was read")
    NO_ROOM_HINT = (
        "请看临时文件夹所在的磁盘是否已满",
        "see whether the disk of the temporary folder is full",
    )
    UNKNOWN_SUFFIX = (
        "从文件名看不出格式;能读的有 {formats}",
        "its name does not tell the format; what can be read is {formats}",
    )
    UNKNOWN_SUFFIX_HINT = ("用 --from 指明格式", "name the format with --from")
    UNKNOWN_FORMAT = ("没有“{word}”这种格式", 'there is no format "{word}"')
    FORMATS_WHY = ("能读的格式有 {formats}", "the formats are {formats}")
    FORMAT_HINT = ("用 --from 写其中一种", "give one of them with --from")
    STDIN_FORMAT = ("没有说标准输入是什么格式", "the format of standard input is not given")
    OTHER_CONTENT = (
        "按 {wanted} 来读,内容却是{found}",
        "it is to be read as {wanted}, but it holds {found}",
    )
    OTHER_CONTENT_HINT = (
        "用 WPS 或 Excel 打开,另存为 xlsx 再导入",
        "open it in Excel or WPS, save it as xlsx and import that",
    )
    OTHER_FORMAT_HINT = (
        "改成正确的后缀,或用 --from 指明格式",
        "give it the right suffix, or name the format with --from",
    )
    WORKBOOK = ("工作簿", "a workbook")
    WEB_PAGE = ("网页或 XML", "a web page or XML")
    PLAIN_TEXT = ("普通文本", "plain text")
    OTHER_FILE = ("别的格式", "another format")
    EMPTY_FILE = ("文件是空的", "it is empty")
    EMPTY_FILE_HINT = ("请看是不是选错了文件", "see whether it is the right file")
    CHANGED = ("读的过程中文件变了", "it changed while it was read")
    CHANGED_HINT = ("等它保存好再导入", "import it again once it is saved")

    NEITHER_ENCODING = (
        "第 {line} 行既不是 UTF-8 也不是 GB18030",
        "line {line} is neither UTF-8 nor GB18030",
    )
    NOT_IN_ENCODING = ("第 {line} 行不是 {encoding}", "line {line} is not {encoding}")
    NOT_TEXT = (
        "第 {line} 行有不像文字的字符 U+{code},编码多半不对",
        "line {line} has U+{code}, which is no text: the encoding is probably another",
    )
    ENCODING_HINT = (
        "用 --encoding 指明编码,或另存为 UTF-8 再导入",
        "name the encoding with --encoding, or save it as UTF-8",
    )
    UNKNOWN_ENCODING = ("没有“{word}”这种编码", 'there is no encoding "{word}"')
    UNKNOWN_ENCODING_WHY = (
        "认得的有 utf-8 gb18030 gbk big5 utf-16 等",
        "known are utf-8 gb18030 gbk big5 utf-16 and others",
    )
    UNKNOWN_ENCODING_HINT = (
        "不写 --encoding 时自动辨认 UTF-8、GB18030 和带标记的 UTF-16",
        "without --encoding, UTF-8, GB18030 and UTF-16 with a mark are told apart",
    )
    JSON_ENCODING = (
        "JSON 只能是 UTF-8,或带标记的 UTF-16",
        "JSON is UTF-8, or UTF-16 with a mark, by its standard",
    )
    JSON_ENCODING_HINT = ("去掉 --encoding", "leave out --encoding")

    AMBIGUOUS_DELIMITER = (
        "分不清分隔符是 {first} 还是 {second}",
        "it may be separated by {first} or by {second}",
    )
    DELIMITER_HINT = (
        "在第一行写上 sep=, 这样的说明;制表符用 --from tsv",
        "say it in a first line like sep=, or, for tabs, with --from tsv",
    )
    COMMA = ("逗号", "comma")
    SEMICOLON = ("分号", "semicolon")
    TAB = ("制表符", "tab")
    BAR = ("竖线", "bar")
    OPEN_QUOTE = (
        "第 {line} 行起的引号没有结束",
        "the quote that begins in line {line} does not end",
    )
    AFTER_QUOTE = (
        "第 {line} 行的引号后面还有内容",
        "line {line} goes on after a closing quote",
    )
    QUOTE_HINT = (
        '含逗号、换行的内容两头加引号,里面的引号写两个("")',
        'put text that holds commas or line breaks in quotes, and double the quotes in it ("")',
    )
    LONG_FIELD = (
        "第 {line} 行起的一格超过 {most} 个字;也许有个引号没有结束",
        "a cell from line {line} on has more than {most} characters; a quote may not end",
    )
    LONG_LINE = ("第 {line} 行超过 {most} 字节", "line {line} has more than {most} bytes")
    LONG_ROW = ("超过 {most} 字节", "it has more than {most} bytes")
    LONG_LINE_HINT = (
        "一条记录不会这么长,请看文件是否完好",
        "no record is that long: see whether the file is whole",
    )
    MIXED_ENDS = (
        "第 {line} 行的换行和前面的不一样",
        "line {line} does not end as those before it",
    )
    MIXED_ENDS_HINT = (
        "文件可能是拼起来的;用 WPS 或 Excel 打开,另存为 CSV",
        "it may be pieced together: open it in Excel or WPS and save it as CSV anew",
    )
    CSV_WHY = ("第 {line} 行:{detail}", "line {line}: {detail}")

    LONE_SURROGATE = ("有半个字符(代理码)", "it holds half a character (a surrogate)")
    CUT_LINE = ("第 {line} 行没有写完", "line {line} is not complete")
    CUT_LINE_HINT = (
        "写出它的程序可能中断了,请重新导出",
        "the program that wrote it may have stopped: write it anew",
    )
    CUT_ARRAY = ("第 {place} 项起读不下去:{detail}", "it breaks off at item {place}: {detail}")
    ONE_OBJECT = ("一个对象写了多行", "one object is written over several lines")
    ARRAY_OPEN = ("数组没有结束", "the array does not end")
    ARRAY_AFTER = ("数组结束后还有内容", "something follows the array")
    NOT_ROWS = (
        "里面不是一条条记录:{detail}",
        "it holds no rows: {detail}",
    )
    NOT_ROWS_HINT = (
        '每行写一个 {{"date":"2024-03-05"}} 这样的对象,或写成它们的数组',
        'give an object like {{"date":"2024-03-05"}} on each line, or an array of them',
    )

    PROTECTED = ("它有打开密码", "it is protected by a password")
    PROTECTED_HINT = (
        "打开它,去掉密码,另存后再导入",
        "open it, take the password off, save it and import that",
    )
    BROKEN = ("文件不完整或已损坏", "it is incomplete or broken")
    BROKEN_HINT = (
        "用 WPS 或 Excel 打开,另存为 xlsx 再导入",
        "open it in Excel or WPS, save it as xlsx anew and import that",
    )
    TOO_LARGE = (
        "它有 {count} {unit},超过了上限 {most}",
        "it has {count} {unit}, more than the {most} allowed",
    )
    TOO_LARGE_HINT = (
        "确实要读,加上 {option} {count}",
        "if it is meant, give {option} {count}",
    )
    BYTES_OVER = (
        "展开后超过 {most} 字节",
        "it unpacks to more than {most} bytes",
    )
    BYTES_OVER_HINT = (
        "确实要读,用 --max-bytes 写更大的数",
        "if it is meant, give a larger number with --max-bytes",
    )
    ROWS = ("行", "rows")
    CELLS = ("格", "cells")
    NO_SHEET = ("没有“{sheet}”这张表", 'there is no sheet "{sheet}"')
    SHEETS_WHY = ("“{name}”里的表有 {sheets}", 'the sheets of "{name}" are {sheets}')
    SHEETS_HINT = ("请写其中一张", "give one of them")
    NO_SHEETS_IN_IT = ("“{name}”没有分表", '"{name}" has no sheets')
    NO_SHEETS_HINT = ("去掉选表的选项", "leave out the sheet's name")
    NOTHING_IN_IT = ("里面没有一张可见的表有内容", "no visible sheet of it holds anything")
    HIDDEN_SHEET = ("隐藏的表", "a hidden sheet")
    NO_CELLS = ("不是数据表(图表或宏)", "a chart or macro sheet")
    EMPTY_SHEET = ("空表", "an empty sheet")
    SHEET_NOT_ASKED = ("没有选这张表", "a sheet that was not asked for")


class Layout:
    """Where a sheet's header and records are, and what its columns mean."""

    ABOVE_HEADER = ("在表头上面", "above the header")
    BLANK_ROW = ("空行", "blank")
    JOINED_ROW = ("只有上面合并下来的单元格", "holds only cells merged from above")
    EXAMPLE_ROW = ("模板的示例行", "the template's example row")
    HEADER_AGAIN = ("又是表头", "the header again")
    TITLE_AGAIN = ("又是标题", "a title again")
    COLUMN_NUMBERS = ("栏次", "numbers of the columns")
    NUMBER_ONLY = ("只填了序号", "only its number is filled in")
    DATE_ONLY = ("只填了日期", "only its date is filled in")
    TOTAL_ROW = ("合计", "a total")
    PAGE_ROW = ("页码", "a page number")
    LABEL_ROW = ("填表人、日期或说明", "who made the sheet and when, or a remark")
    HEADING_ROW = ("合并成一格的小标题", "a heading merged across the columns")
    WORDS_ONLY = ("只在序号一列写了字", "holds only words in the column of numbers")
    EMPTY_TABLE = ("{where} 是空的", "{where} is empty")
    EMPTY_WHY = ("里面一个字也没有", "there is nothing in it")
    EMPTY_HINT = ("请看是不是选错了文件", "see whether it is the right file")
    NO_HEADER = ("{where} 里找不到表头", "no header found in {where}")
    NO_HEADER_WHY = (
        "前 {rows} 行里没有一行是认得的栏名;最像的是“{text}”",
        'none of its first {rows} rows holds titles that are known; the nearest is "{text}"',
    )
    NO_HEADER_HINT = (
        "在第一行写上栏名(如 日期、户数),或用 --map 栏名=字段 说明",
        "put titles (like date, households) into the first row, or explain with --map TITLE=FIELD",
    )
    NO_RECORDS = ("{where} 里没有记录", "there are no records in {where}")
    NO_RECORDS_WHY = (
        "第 {row} 行是表头,下面没有数据",
        "row {row} is the header, and there is no data below it",
    )
    NO_RECORDS_HINT = ("请看是不是选错了文件", "see whether it is the right file")
    STRAY = (
        "{where} 第 {row} 行的 {columns} 列有内容,上面却没有栏名",
        "{where}: row {row} has a value in column {columns}, which has no title of its own",
    )
    STRAY_WHY = ("不知道它是什么意思", "it is not known what it means")
    STRAY_HINT = (
        "给这一列写上栏名,或不要它:{ignore}",
        "give the column a title, or leave it out: {ignore}",
    )
    COLUMN = ("{letter}列", "column {letter}")
    LETTERED = ("“{title}”({letter} 列)", '"{title}" (column {letter})')
    LIKE = ("{column},像是{field}", "{column}, perhaps {field}")
    UNMATCHED = (
        "{where} 有 {count} 列对不上:{columns}",
        "{where}: nothing matches these columns ({count}): {columns}",
    )
    UNMATCHED_WHY = (
        "每一列都要知道记到哪里;可以记:{known}",
        "every column must be known before anything is written; the fields are: {known}",
    )
    UNMATCHED_HINT = (
        "说明一次就会记住:{map};不要的列:{ignore}",
        "explain them once, it is remembered: {map}; leave out what is not wanted: {ignore}",
    )
    ANY_FIELD = ("用 branchlog kinds 查看", "see branchlog kinds")
    SAME_TITLE = (
        "{where} 有几列都叫“{title}”:{columns}",
        '{where} has several columns titled "{title}": {columns}',
    )
    SAME_TITLE_WHY = ("不知道哪一列是真的", "it is not known which one counts")
    SAME_TITLE_HINT = (
        "在表里给它们不同的栏名,或都不要:{ignore}",
        "give them different titles in the sheet, or leave all of them out: {ignore}",
    )
    TWO_FOR_ONE = (
        "{where} 有几列都是{field}:{columns}",
        "{where} has several columns for {field}: {columns}",
    )
    TWO_FOR_ONE_WHY = ("一条记录的一栏只有一个值", "a record has one value in each field")
    TWO_FOR_ONE_HINT = (
        "只留一列:{ignore};也可以记到备注:{note}",
        "keep one: {ignore}; or put it into the note: {note}",
    )
    TWO_NOTES_HINT = (
        "合成一段备注:{map};只留一列:{ignore}",
        "make one note of them: {map}; or keep one: {ignore}",
    )
    OTHER_SHEETS = (
        ";这张表不要,就只导入别的表:{others}",
        "; if this sheet is not wanted, import only the others: {others}",
    )
    NO_DATE = ("{where} 没有日期这一列", "{where} has no column for the date")
    NO_DATE_WHY = ("它的各列是:{columns}", "its columns are: {columns}")
    NO_DATE_HINT = (
        "加上日期列,或用 --map 栏名=date 说明哪一列是日期",
        "add a date column, or say which one it is with --map TITLE=date",
    )
    NO_COLUMN = ("没有“{title}”这一列", 'there is no column "{title}"')
    NO_COLUMN_WHY = ("表里的列是:{columns}", "the sheet's columns are: {columns}")
    NO_COLUMN_HINT = (
        "照表头写栏名{suggestion}",
        "write the title as it stands in the header{suggestion}",
    )
    NO_FIELD = (
        "“{column}”不能记到“{word}”",
        '"{column}" cannot be mapped to "{word}"',
    )
    NO_FIELD_WHY = ("没有这一栏{suggestion}", "there is no such field{suggestion}")
    NO_FIELD_HINT = ("可以写:{known}", "the fields are: {known}")
    WRONG_UNIT = (
        "{where} 的“{title}”用的单位是{said}",
        '{where}: the numbers of "{title}" are in {said}',
    )
    WRONG_UNIT_WHY = ("{field}的单位是{unit}", "{field} is recorded in {unit}")
    NO_UNIT = ("个数", "whole numbers")
    WRONG_UNIT_HINT = (
        "在表里换算好再导入,或不要这一列:{ignore}",
        "convert them in the sheet, or leave the column out: {ignore}",
    )
    NO_KIND = ("{where} 记的是哪种事项?", "which kind are the records of {where}?")
    NO_KIND_WHY = (
        "工作表名、标题、文件名和表头都看不出来",
        "neither the sheet's name, its title, the file's name nor the header tells",
    )
    NO_KIND_HINT = ("用 --kind 说明,可以写:{known}", "say it with --kind, one of: {known}")
    KINDS_DIFFER = (
        "{where} 像是几种事项:{kinds}",
        "{where} looks like several kinds: {kinds}",
    )
    KINDS_DIFFER_WHY = (
        "名称、标题和表头说的不一样",
        "its name, its title and its header say different things",
    )
    BY_OPTION = ("选项 --kind", "the option --kind")
    BY_COLUMN = ("表里的事项一列", "the sheet's kind column")
    BY_SHEET = ("工作表的名称", "the sheet's name")
    BY_TITLE = ("表的标题", "the sheet's title")
    BY_FILE = ("文件名", "the file's name")
    BY_HEADERS = ("表头", "the header")
    BROKEN = ("{path} 读不了", "{path} cannot be read")
    BROKEN_WHY = (
        "它不是 branchlog 记下的栏名对照",
        "it is not what branchlog remembered of columns",
    )
    BROKEN_HINT = (
        "以前说明过的列要再说明;删掉这个文件,以后就能重新记住",
        "columns explained before must be explained again; "
        "delete the file, and they are remembered anew",
    )


class SheetOut:
    """Sheets written: exports, templates, rejected rows."""

    SHEET = ("表{number}", "Sheet{number}")
    #: Name of the hidden sheet with the choices.
    LISTS = ("选项", "lists")
    TOO_LARGE = ("工作簿里放不下", "it does not fit into a workbook")
    TOO_MANY_ROWS = (
        "有 {rows} 行,一张工作表最多 {most} 行",
        "there are {rows} rows, a sheet holds {most}",
    )
    CELL_TOO_LONG = (
        "第 {row} 行“{column}”有 {length} 个字符,一格最多 {most} 个",
        'row {row}, "{column}": {length} characters, a cell holds {most}',
    )
    WRITE_CSV = ("用 .csv 代替 .xlsx", "write a .csv instead")
    NO_FILE = ("没有写要写到哪个文件", "it does not say which file to write")
    NO_FILE_WHY = ("表格不能显示在屏幕上", "a sheet cannot be shown on the screen")
    NO_FILE_HINT = ("用 -o 写明,例如 {example}", "name it with -o, for example {example}")
    EXPORTED = (
        "期间{period}:已写到 {path},共 {count} 条记录",
        "period {period}: written to {path}, records: {count}",
    )
    LEFT_OUT = (
        "另有 {count} 条表格装不下原样,没有导出({which});全部导出用 -o 文件名.jsonl",
        "{count} more cannot stand in a sheet as they are and were left out ({which}); "
        "to export all use -o FILE.jsonl",
    )
    TEMPLATE_DONE = (
        "{kind}的模板已写到 {path};填好以后用 branchlog import {path} 导入",
        "the template for {kind} is in {path}; when it is filled in: branchlog import {path}",
    )
    #: Names that belong to nobody, in a template's example row.
    EXAMPLE_NAMES = ("张三、李四", "Ann Example; Bob Example")
    HINT_WHEN = (
        "哪一天,如 2024-03-05。只知道月份时,先打一个英文单引号:'2024-03",
        "The day, like 2024-03-05. For a month alone type an apostrophe first: '2024-03",
    )
    HINT_DAY = ("哪一天,如 2024-03-05", "A day, like 2024-03-05")
    HINT_END = (
        "连续几天的,写最后一天;只有一天就不写",
        "The last day, if it took several; otherwise leave it blank",
    )
    HINT_CHOICE = ("从列表里选一个", "Choose one from the list")
    HINT_PEOPLE = (
        "从列表里选,或直接写;几个名字用顿号隔开:张三、李四",
        "Choose from the list or type; several names are separated by ;",
    )
    HINT_NAMES = ("几个名字用顿号隔开:张三、李四", "Several names are separated by ;")
    HINT_QUANTITY = (
        "写数({unit}),如 12;不是准数就写 约120 或 120余",
        "A number ({unit}), like 12; if it is not exact: about 120, over 120",
    )
    HINT_NUMBER = (
        "写数,如 12;不是准数就写 约120 或 120余",
        "A number, like 12; if it is not exact: about 120, over 120",
    )
    HINT_TIMES = ("写整数;只有一次就不写", "A whole number; leave it blank for once")
    HINT_TEXT = ("写一行文字", "One line of text")
    HINT_NOTE = (
        "写文字,可以几行(按 Alt+Enter 换行)",
        "Text; for another line press Alt+Enter",
    )


class Importing:
    """What `import` says before and after it writes."""

    # Asked for.
    NO_FILE = ("没有写要导入的文件", "no file to import is named")
    NO_FILE_WHY = (
        "import 后面写一个或几个文件;- 是标准输入",
        "one file or several follow import; - is the standard input",
    )
    NO_FILE_HINT = (
        "例如:branchlog import 走访台账.xlsx",
        "for example: branchlog import visits.xlsx",
    )
    FILE_TWICE = ("{file} 写了两次", "{file} is named twice")
    FILE_TWICE_WHY = (
        "同一个文件会当成两份记录",
        "its records would be taken for twice as many",
    )
    FILE_TWICE_HINT = ("只写一次", "name it once")
    YEAR_BAD = ("--year 不能写“{text}”", '--year cannot be "{text}"')
    YEAR_BAD_WHY = (
        "它是 1949 到 {last} 之间的一个年份",
        "it is a year between 1949 and {last}",
    )
    YEAR_BAD_HINT = ("例如 --year {last}", "for example --year {last}")
    MAP_BAD = ("--map 看不懂“{text}”", '--map cannot read "{text}"')
    MAP_BAD_WHY = ("要写成 列名=栏目", "it is TITLE=FIELD")
    MAP_TWICE_WHY = (
        "列“{title}”指给了两个栏目",
        'the column "{title}" is given two meanings',
    )
    MAP_IGNORED_WHY = (
        "列“{title}”又要导入,又要 --ignore",
        'the column "{title}" is named by --ignore too',
    )
    MAP_HINT = (
        "例如 --map 走访户数=households",
        'for example --map "homes seen=households"',
    )
    LIMIT_BAD = ("{option} 不能写“{text}”", '{option} cannot be "{text}"')
    LIMIT_BAD_WHY = ("它是大于 0 的整数", "it is a whole number above 0")
    LIMIT_BAD_HINT = ("例如 {option} {most}", "for example {option} {most}")

    # While it runs.
    READING = ("正在读", "reading")
    WRITING = ("正在写", "writing")
    RATE = ("{rows} 行,每秒 {rate} 行", "{rows} rows, {rate} a second")
    RATE_LEFT = (
        "{rows} 行,每秒 {rate} 行,还要 {left}",
        "{rows} rows, {rate} a second, {left} left",
    )

    # The preview: what was understood.
    SHEET = ('表 "{sheet}"', 'sheet "{sheet}"')
    FILE_AND_SHEET = ('{file} 表 "{sheet}"', '{file}, sheet "{sheet}"')
    ROWS_OF = ("{rows} 行,{kind}", "{kind}, rows: {rows}")
    BY_ROW = ("事项看每一行", "each row says its kind")
    KIND_WHY = ("{kind}({why})", "{kind} ({why})")
    HEADER_ROW = ("表头在第 {row} 行", "header in row {row}")
    HEADER_ROWS = ("表头在第 {first}-{last} 行", "header in rows {first}-{last}")
    YEAR_USED = ("没写年份的日期算 {year} 年", "dates without a year are of {year}")
    COLUMN = ("表里的列", "column")
    IMPORTED_AS = ("导入为", "imported as")
    COLUMNS_AS = ("各列和 {place} 一样", "its columns are as in {place}")
    LEFT_OUT = ("(不导入)", "(left out)")
    LEFT_OUT_NUMBER = ("(序号,不导入)", "(row number, left out)")
    TO_FIND = ("编号(用来找到原来的记录)", "id (finds the record)")
    TO_CHECK = ("版本(用来核对原来的记录)", "rev (checks the record)")
    IN_UNIT = ("{field},单位 {unit}", "{field}, in {unit}")
    KIND_COLUMN = ("事项", "the kind")
    SAID_BEFORE = ("{meaning}(照上次说的)", "{meaning} (as you said before)")
    THEN = (";", "; ")
    FIRST = ("读出来的前 {count} 条", "the first {count}, as understood")
    SKIPPED = ("不是记录、没有导入的行", "rows that are no records, left out")
    REMARKS = ("请注意", "please note")
    CHANGES = ("要改的记录", "records to be changed")
    CHANGED_RECORD = ("{place}:{what},编号 {id}", "{place}: {what}, id {id}")
    SUSPICIOUS = ("可疑的行,请核对", "suspicious rows, please check them")
    BAD = ("不能导入的行", "rows that cannot be imported")
    MEND = ("改法:{hint}", "how to mend it: {hint}")
    ROW = ("第 {row} 行", "row {row}")
    ROWS = ("第 {rows} 行", "rows {rows}")
    MANY_ROWS = ("第 {rows} ... 共 {count} 行", "rows {rows} ..., {count} in all")
    AND = ("、", ", ")
    COMMA = (",", ", ")
    CELL = ("{place} {column}", "{place}, {column}")
    SAID = ("{place}:{what}", "{place}: {what}")
    AND_MORE = (
        "还有 {count} 项;要看全部,加上 --dry-run --json",
        "and {count} more; to see all, add --dry-run --json",
    )
    BAD_MORE = (
        "还有 {count} 行;要看全部,加上 --json,或用 --keep-good 存成文件",
        "and {count} more; to see all, add --json, or save them in a file with --keep-good",
    )
    TOTAL = ("合计:{counts}", "in all: {counts}")
    NEW = ("新的 {count} 条", "new {count}")
    SAME = ("账本里已有 {count} 条", "already there {count}")
    CORRECTED = ("其中后来改过的 {count} 条", "of these corrected since {count}")
    CHANGED = ("要改 {count} 条", "changed {count}")
    SUSPECTED = ("可疑 {count} 处", "suspicious {count}")
    BAD_COUNT = ("不能导入 {count} 行", "bad {count}")
    VOID = ("作废过、不再写入 {count} 条", "made void before, not written again {count}")
    UNTOUCHED = (
        "账本里另有 {count} 条,文件里没有,不会动",
        "the ledger has {count} more that the file leaves out: they stay as they are",
    )
    ASK = ("把这 {count} 条写入 {ledger} 吗?", "write these {count} into {ledger}?")
    ASK_GOOD = (
        "把其中 {count} 条写入 {ledger},另 {bad} 行存成文件吗?",
        "write {count} of them into {ledger}, and save the other {bad} in a file?",
    )

    # Afterwards.
    DONE = ("已导入 {ledger}:{count} 条", "imported into {ledger}, records: {count}")
    NOTHING = ("没有新的内容,账本没有变", "nothing new: the ledger stays as it is")
    TRIAL = ("这是试看,什么也没有写入", "this was a trial: nothing was written")
    REMEMBERED_NOW = (
        "这些列怎么导入已记住,下次同样的表头不用再写",
        "what these columns mean is remembered for the next sheet with this header",
    )
    KEPT_BACK = ("有 {bad} 行没有导入", "rows not imported: {bad}")
    KEPT_BACK_WHY = (
        "它们已存到 {files},最后一列写着原因",
        "they were saved in {files}, each with its reason",
    )
    KEPT_BACK_HINT = ("在那里改好,再运行:{command}", "mend them there, then run: {command}")
    REJECTED_UNSAVED = (
        "什么也没有导入:不能导入的行存不了文件",
        "nothing was imported: the bad rows cannot be saved in a file",
    )
    REJECTED_UNSAVED_HINT = (
        "把表复制到可以写的文件夹再导入,或去掉 --keep-good",
        "copy the sheet to a folder that can be written to, or leave out --keep-good",
    )
    UNREADABLE_LINE = (
        "原文在 {file} 第 {row} 行",
        "it stands in {file}, line {row}",
    )


class Cli:
    """What the command line says and asks."""

    NO_COMMAND = ("没有“{word}”这个命令", 'there is no command "{word}"')
    NO_COMMAND_WHY = ("命令有:{known}", "the commands are: {known}")
    NO_COMMAND_HINT = ("用 branchlog --help 查看{suggestion}", "see branchlog --help{suggestion}")
    MISSING_COMMAND = ("没有写命令", "no command was given")
    NO_OPTION = ("{command} 没有“{word}”这个选项", '{command} has no option "{word}"')
    NO_OPTION_WHY = ("选项有:{known}", "its options are: {known}")
    SEE_HELP = (
        "用 {command} --help 查看用法{suggestion}",
        "see {command} --help{suggestion}",
    )
    OPTION_USE = ("选项 {word} 用得不对", "the option {word} is used wrongly")
    OPTION_VALUE = ("它后面要跟一个值", "it takes a value")
    OPTION_NO_VALUE = ("它后面不跟值", "it takes no value")
    MISSING = ("少了 {word}", "{word} is missing")
    MISSING_WHY = ("这个命令必须有它", "this command needs it")
    BAD_PARAMETER = ("{word} 的值不对", "the value of {word} is wrong")
    BAD_PARAMETER_WHY = ("程序说:{detail}", "the program says: {detail}")
    EXTRA = ("多了“{word}”", '"{word}" is one word too many')
    EXTRA_WHY = ("命令到这里已经完整", "the command was complete before it")
    USAGE = ("命令写得不对", "the command is written wrongly")
    INTERRUPTED = ("已中断", "interrupted")
    INTERRUPTED_WHY = ("按了 Ctrl-C 或输入已结束", "Ctrl-C was pressed or the input ended")
    INTERRUPTED_HINT = (
        "没有显示编号就是没有写入;可用 branchlog undo --list 核对",
        "unless an id was shown, nothing was written; branchlog undo --list tells for sure",
    )
    CRASHED = ("程序出错了", "the program failed")
    CRASHED_WHY = ("{detail}", "{detail}")
    CRASHED_HINT = (
        "已确认的记录都在;请用 --debug 再运行一次,把输出发给维护者",
        "acknowledged records are safe; run again with --debug and send the maintainers the output",
    )
    UNPRINTED = ("结果没能输出", "the result could not be printed")
    UNPRINTED_WHY = ("系统说:{detail}", "the system says: {detail}")
    UNPRINTED_HINT = (
        "请看磁盘是否已满;如果是在记录,用 branchlog undo --list 看记上没有",
        "see whether the disk is full; if this was to record something, "
        "branchlog undo --list tells whether it was",
    )
    TODAY_BAD = (
        '环境变量 BRANCHLOG_TODAY 里的 "{text}" 不是日期',
        'the variable BRANCHLOG_TODAY, "{text}", is not a date',
    )
    TODAY_HINT = (
        "写成 2024-03-05,或取消这个变量",
        "set it like 2024-03-05, or unset it",
    )
    DECLINED = ("没有做", "not done")
    DECLINED_WHY = ("你没有同意", "you did not agree to it")
    DECLINED_HINT = ("什么也没有写入", "nothing was written")
    WORD_WITHOUT_VALUE = ("{word} 后面没有值", "{word} has no value")
    WORD_WITHOUT_VALUE_WHY = ("每一栏都要写成 栏=值", "a field is written field=value")
    WORD_HINT = (
        "例如:branchlog add visit yesterday households=3 place=3栋",
        "for example: branchlog add visit yesterday households=3 place=Block-3",
    )
    DATE_TWICE = ("日期写了两次", "the date is given twice")
    KIND_MISSING = ("没有说记什么", "it does not say what to record")
    ADDED = ("已记入 {ledger}", "recorded in {ledger}")
    ADDED_TODAY = (
        "没有写日期,按今天 {date} 记",
        "no date was given: recorded for today, {date}",
    )
    IS_TODAY = ("今天", "today")
    BATCH_ADDED = ("已记入 {ledger}:{count} 条", "recorded in {ledger}, records: {count}")
    NOTHING_TO_ADD = ("没有可记的:输入是空的", "nothing to record: the input is empty")
    NOTHING_CHANGED = (
        "没有改动:记录已经是这样",
        "nothing changed: the record already reads so",
    )
    AMENDED = ("已改 {ledger} 的记录", "amended in {ledger}")
    CHANGE = ("{field}:{before} -> {after}", "{field}: {before} -> {after}")
    BLANK = ("(空)", "(blank)")
    RESOLVED = ("已办结 {ledger} 的记录", "resolved in {ledger}")
    NO_STATE = ("{kind}没有办结一说", "{kind} records are not resolved")
    NO_STATE_WHY = (
        "只有有结果的事项才能办结:{known}",
        "only kinds with an outcome are: {known}",
    )
    NO_STATE_HINT = ("要改内容请用 amend", "use amend to change what it says")
    RESOLVED_ALREADY = ("记录 {id} 已经办结", "record {id} is resolved already")
    RESOLVED_ALREADY_WHY = ("结果是 {state},办结于 {closed}", "it is {state}, closed on {closed}")
    RESOLVED_ALREADY_HINT = (
        '要更正,写明改成什么:branchlog amend {id} closed=… --why "原因"',
        'to correct it, say what to change: branchlog amend {id} closed=... --why "the reason"',
    )
    VOID_STATUS = ("已作废", "void")
    VOIDED = ("已作废 {ledger} 的 {count} 条记录", "voided in {ledger}, records: {count}")
    UNDONE = ("已撤销 {ledger} 的一批({count} 条)", "taken back in {ledger}, entries: {count}")
    UNDO_HOW = ("撤销:branchlog undo {batch}", "to undo: branchlog undo {batch}")
    ID_LABEL = ("编号", "id")
    BATCH_LABEL = ("批次", "batch")
    ASK_UNDO = ("撤销这一批吗?", "take this back?")
    YES_NO = ("(写 是 或 y 就做,直接回车不做): ", "[y/N] ")
    NOTHING_TO_UNDO = ("没有可撤销的", "there is nothing to undo")
    NOTHING_TO_UNDO_WHY = (
        "账本里没有 {who} 写入而尚未撤销的一批",
        "the ledger has no batch by {who} that is not undone yet",
    )
    NOTHING_TO_UNDO_HINT = (
        "用 branchlog undo --list 查看各批,再写明批次",
        "see the batches with branchlog undo --list and name one",
    )
    LIST_ALONE = ("它列出所有批次,后面不写批次", "it lists every batch and takes none")
    LIST_ALONE_HINT = (
        "列出各批:branchlog undo --list;撤销一批:branchlog undo 批次",
        "list them with branchlog undo --list; take one back with branchlog undo BATCH",
    )
    ONLY_LISTED = ("只有列表才有格式和文件", "only the list has a format and a file")
    NO_BATCH = ("没有批次“{word}”", 'there is no batch "{word}"')
    NO_BATCH_WHY = ("账本里没有哪一批这样开头或结尾", "no batch begins or ends so")
    SEVERAL_BATCHES_WHY = ("有几批都这样开头或结尾", "several batches begin or end so")
    NO_RECORD = ("没有编号“{word}”的记录", 'there is no record "{word}"')
    NO_RECORD_WHY = ("没有哪个编号这样开头或结尾", "no id begins or ends so")
    NO_RECORD_HINT = ("用 branchlog list 查编号", "find its id with branchlog list")
    SEVERAL_RECORDS = (
        "编号“{word}”对应几条记录",
        '"{word}" stands for several records',
    )
    SEVERAL_RECORDS_WHY = ("它们是:{ids}", "they are: {ids}")
    SEVERAL_RECORDS_HINT = ("多写几位", "write more of the id")
    NO_LAST = ("还没有你的记录", "there is no record of yours yet")
    NO_LAST_WHY = (
        "“上一条”是 {who} 最近记的一条",
        '"last" is the newest record that {who} wrote',
    )
    WHY_NEEDED = ("要写明原因", "a reason is needed")
    WHY_NEEDED_WHY = (
        "这条记录不是你今天记的({who},{date})",
        "the record is not one that you wrote today ({who}, {date})",
    )
    WHY_NEEDED_HINT = ('加上 --why "原因"', 'add --why "the reason"')
    EMPTY_CHANGE = ("没有写要改什么", "it does not say what to change")
    EMPTY_CHANGE_WHY = ("编号后面要有 栏=值", "field=value follows the id")
    EMPTY_CHANGE_HINT = (
        "例如:branchlog amend last households=4",
        "for example: branchlog amend last households=4",
    )
    VOID_RECORD = ("记录 {id} 已作废", "record {id} is void")
    VOID_RECORD_WHY = (
        "作废的记录不能再改",
        "a void record cannot be changed",
    )
    VOID_RECORD_HINT = (
        "用 branchlog undo 批次 取回它;批次见 branchlog history {id}",
        "bring it back with branchlog undo BATCH; branchlog history {id} names the batch",
    )
    UNKNOWN_KIND_RECORD = (
        "记录 {id} 不是账本事项",
        "record {id} is not of a kind in the catalogue",
    )
    UNKNOWN_KIND_RECORD_WHY = ("它的类别是 {kind}", "its kind is {kind}")
    UNKNOWN_KIND_RECORD_HINT = (
        "在 branchlog.toml 里声明这种事项,或用脚本改它",
        "declare the kind in branchlog.toml, or change it by a script",
    )
    CONFLICT = (
        "冲突:{kind} {id} 有 {count} 个版本,现在按一个计;用 amend {id} 定下来",
        "conflict: {kind} {id} has {count} versions, one counts for now; settle it with amend {id}",
    )
    OTHER_KINDS = (
        "另有 {count} 份不在事项目录里的文档没有计入:{kinds}",
        "{count} documents of kinds outside the catalogue are not counted: {kinds}",
    )
    UNDATED = (
        "另有 {count} 条没有日期的记录没有计入:{kinds}",
        "{count} records without a date are not counted: {kinds}",
    )
    READ_TO_DATE = (
        "截至目前的数字加 --to-date",
        "for figures to date add --to-date",
    )
    CREATED = ("账本已建好:{path}", "the ledger is ready: {path}")
    CREATED_NEXT = (
        "现在可以记第一条:branchlog add",
        "record the first event now: branchlog add",
    )
    REMEMBERED = (
        "以后不写 -C 就用它(设置在 {path})",
        "it is used from now on without -C (settings: {path})",
    )
    SETTINGS_NOT_KEPT = (
        "账本建好了,但设置没存下:{detail}",
        "the ledger is ready, but the settings were not kept: {detail}",
    )
    ASK_NAME = ("支部名称", "name of the branch")
    ASK_ORG = (
        "上级(用 / 隔开,如 遵义市/余庆县/子营街道)",
        "where it belongs (with /, like city/county/street)",
    )
    ASK_WHO = ("你的姓名(记在每一条上)", "your name (written on every entry)")
    NAME_MISSING = ("没有写账本名称", "the ledger has no name")
    NAME_MISSING_WHY = ("表头要写是哪个支部", "every table says whose it is")
    NAME_MISSING_HINT = ('加上 --name "支部名称"', 'add --name "name of the branch"')
    ASK = ("{label}[{default}]: ", "{label} [{default}]: ")
    ASK_BARE = ("{label}: ", "{label}: ")
    ASK_HINT = ("({hint})", " ({hint})")
    ASK_ABOVE = ("同上", "as above")
    ASK_KIND = ("记什么", "what to record")
    ASK_FAR = (
        "是 {date} 吗?离今天很久了。",
        "is that {date}? It is a long time ago.",
    )
    ASK_RECORD = ("要改哪一条(写数字或编号)", "which record (its number here, or its id)")
    ASK_INIT = ("现在建一个账本吗?", "make a ledger now?")
    GUIDE = (
        "直接回车:用方括号里的值,没有就跳过;写 - 留空;Ctrl-C 不记",
        "Enter takes the value in brackets, or skips; - leaves blank; Ctrl-C drops it",
    )
    MENU = ("做什么?", "what would you like to do?")
    MENU_ADD = ("记一件事", "record an event")
    MENU_LIST = ("查看今年的记录", "see this year's records")
    MENU_AMEND = ("改一条记录", "correct a record")
    MENU_STATS = ("看今年的统计", "see this year's figures")
    MENU_UNDO = ("撤销刚才的", "take back the last thing")
    CHOOSE = ("写数字或名称: ", "type a number or a name: ")
    CHOOSE_OR = ("写数字或名称[{default}]: ", "type a number or a name [{default}]: ")
    NOT_A_CHOICE = ("没有“{word}”这一项", 'there is no choice "{word}"')
    NOT_A_CHOICE_WHY = ("可选的是 1 到 {most}", "the choices are 1 to {most}")
    NOT_A_CHOICE_HINT = (
        "写前面的数字,或写名称{suggestion}",
        "type the number before it, or its name{suggestion}",
    )
    UNREADABLE = ("写的字认不出来", "what was typed is not readable text")
    UNREADABLE_WHY = ("它不是 {encoding} 编码的文字", "it is not text in {encoding}")
    UNREADABLE_HINT = (
        "把终端的字符编码改成 {encoding},再写一次",
        "set the terminal's encoding to {encoding} and type it again",
    )
    REVIEW_NEW = ("要记的是{kind}:", "to be recorded, {kind}:")
    REVIEW = (
        "回车就记下;写数字改那一栏;Ctrl-C 不记: ",
        "Enter records it; a number changes that field; Ctrl-C drops it: ",
    )
    MEND = ("写数字改那一栏: ", "type the number of the field to mend: ")
    STILL_BLANK = ("没写的:", "blank:")
    DROPPED = ("什么也没有写入;重新运行即可", "nothing was written; run the command again")
    MISSING_ANSWER_HINT = ("请写上它", "give it a value")
    NOTHING_YET = ("还没有记录", "nothing is recorded yet")
    FORMAT_UNKNOWN = ("没有“{word}”这种格式", 'there is no format "{word}"')
    FORMAT_KNOWN = ("格式有:{known}", "the formats are: {known}")
    FORMAT_TWICE = ("写了两种格式", "two formats are given")
    FORMAT_TWICE_WHY = ("--json 就是 --format json", "--json is --format json")
    FORMAT_HINT = ("例如 --format csv", "for example --format csv")
    AXIS_UNKNOWN = ("不能按“{word}”分", 'cannot split by "{word}"')
    AXIS_KNOWN = ("可以按:{known}", "it can be one of: {known}")
    AXIS_HINT = ("例如 --by 月", "for example --by month")
    # Chinese names for one axis stand between 、 signs.
    AXIS_MONTH = ("月、月份、按月", "month")
    AXIS_QUARTER = ("季度、季、按季", "quarter")
    AXIS_YEAR = ("年、年度、按年", "year")
    AXIS_KIND = ("事项", "kind")
    AXIS_CATEGORY = ("类别、分类", "category")
    AXIS_PERSON = ("人员、人", "person")
    AXIS_PLACE = ("地点", "place")
    AXIS_OCCASION = ("时节、节日", "occasion")
    AXIS_STATE = ("状态、结果、办结情况", "state")
    AXIS_SPAN = ("累计、本年累计、本期和累计", "span")
    LANG_UNKNOWN = ("没有“{word}”这种语言", 'there is no language "{word}"')
    LANG_KNOWN = ("语言有 zh(中文)和 en(英文)", "the languages are zh and en")
    LANG_HINT = ("例如 --lang zh", "for example --lang en")
    WHERE_BAD = ("--where 看不懂“{word}”", '--where cannot read "{word}"')
    WHERE_BAD_WHY = ("要写成 栏=值,也可以用 >= <= > < !=", "it is FIELD=VALUE, or >= <= > < !=")
    WHERE_HINT = ('例如 --where "households>=3"', 'for example --where "households>=3"')
    WHERE_HINT_NEAR = (
        '例如 --where "households>=3"{suggestion}',
        'for example --where "households>=3"{suggestion}',
    )
    WHERE_RANGE = ("这里要的是一天或一个月", "one day or one month is asked for here")
    WHERE_RANGE_HINT = (
        '一段日子写两个条件:--where "date>=2024-03-05" --where "date<=2024-03-08"',
        'for a range: --where "date>=2024-03-05" --where "date<=2024-03-08"',
    )
    WHERE_NO_FIELD = ("没有哪种事项有“{field}”这一栏", 'no kind has a field "{field}"')
    EVERY_BAD = ("--every 看不懂“{word}”", '--every cannot read "{word}"')
    EVERY_BAD_WHY = (
        "可以写 day week month year(天 周 月 年),前面可以加数,如 2 week",
        "it is day, week, month or year, with a number before it if need be: 2 week",
    )
    EVERY_HINT = (
        "例如:add tutoring 2024-09-01 attendance=12 --every week --until 2024-12-31",
        "for example: add tutoring 2024-09-01 attendance=12 --every week --until 2024-12-31",
    )
    UNTIL_ALONE = ("--until 要和 --every 一起用", "--until goes with --every")
    UNTIL_BEFORE = ("--until 早于开始日期", "--until is before the first date")
    EVERY_MISSING = (
        "这些月份没有 {day} 日,所以没有记:{months}",
        "these months have no day {day}, so nothing was recorded for them: {months}",
    )
    EVERY_NEEDS_DAY = (
        "重复的记录要从某一天开始",
        "a repeated record starts on a day, not a month or range",
    )
    ROW_BAD = ("第 {row} 行:{what}", "row {row}: {what}")
    ROWS_BAD = ("{total} 行里有 {bad} 行不能用", "{bad} of {total} rows cannot be used")
    ROWS_BAD_WHY = ("一行不对就都不写", "one bad row and none is written")
    ROWS_BAD_HINT = ("改正上面列出的行,再运行一次", "mend the rows listed above and run again")
    NOT_JSON = ("不是一行 JSON", "it is not a line of JSON")
    NOT_JSON_WHY = ("{detail}", "{detail}")
    NOT_JSON_HINT = (
        '每行写成 {{"kind":"visit","date":"2024-03-05","households":3}}',
        'write each line like {{"kind":"visit","date":"2024-03-05","households":3}}',
    )
    NOT_AN_OBJECT = ("这一行不是一个对象", "the line is not an object")
    DUPLICATE_KEY = ("“{key}”这个键写了两次", 'the key "{key}" is in it twice')
    NO_KIND_IN_ROW = ("没有 kind,命令里也没有写", "it has no kind, nor does the command")
    OTHER_KIND_IN_ROW = (
        "它的 kind 是 {kind},命令里写的是 {wanted}",
        "its kind is {kind}, but the command says {wanted}",
    )
    NOT_A_NUMBER_CONSTANT = ("{word} 不是 JSON 的数", "{word} is not a JSON number")
    INPUT_NOT_UTF8 = ("输入不是 UTF-8", "the input is not UTF-8")
    INPUT_TOO_DEEP = ("嵌套太深", "it is nested too deeply")
    IDS_NOT_KEPT = (
        "{count} 行带着编号:add 总是记新的,没有沿用",
        "{count} rows carry an id: add always records anew, so they were not kept",
    )
    ROWS_TODAY = (
        "没有写日期、按今天 {date} 记的行:{count}",
        "rows without a date, recorded for today, {date}: {count}",
    )
    STDIN_ALONE = (
        "--stdin 后面只能有一个事项,不能有 栏=值、日期或 --every",
        "--stdin takes at most a kind beside it, no field=value, date or --every",
    )
    STDIN_WHY = ("每一行自己带着各栏", "each line brings its own fields")
    OUTPUT_DONE = ("已写到 {path}", "written to {path}")
    LIST_PERIOD = (
        "{period}:{count} 条记录,最近一条 {last}",
        "{period}, records: {count}, the last of {last}",
    )
    STATS_PERIOD = (
        "统计期间 {period},最近一条记录 {last}",
        "period {period}, last entry {last}",
    )
    NO_ENTRY = ("还没有", "none yet")
    SPAN_BOTH = ("{first} 至 {last}", "{first} to {last}")
    SPAN_UNTIL = ("截至 {last}", "up to {last}")
    SPAN_FROM = ("{first} 起", "from {first}")
    SPAN_ALL = ("全部", "all")
    LEDGER_LINE = ("账本 {name}({path})", "ledger {name} ({path})")
    FILTER_LINE = ("筛选 {filters}", "filters {filters}")
    TO_DATE_TITLE = ("截至 {last}", "up to {last}")
    COMPARED_LINE = ("对比期间 {period}", "compared with {period}")
    HOW_TO_SEE = (
        "查看这些记录:branchlog list --period {period}",
        "to see the records: branchlog list --period {period}",
    )
    HOW_TO_PROVE = (
        "一个数的依据:branchlog why 指标 {period}",
        "to prove a figure: branchlog why INDICATOR {period}",
    )
    INDICATOR = ("指标", "indicator")
    INDICATOR_ID = ("标识", "id")
    WORDS = ("表述", "in words")
    VALUE = ("数值", "value")
    UNIT = ("单位", "unit")
    RECORDS = ("记录", "records")
    PREVIOUS = ("对比期", "before")
    CHANGE_TITLE = ("增减", "change")
    CHANGE_PERCENT = ("增减%", "change %")
    TOTAL = ("合计", "total")
    KIND = ("事项", "kind")
    DATE = ("日期", "date")
    CATEGORY = ("类别", "category")
    CONTENT = ("内容", "content")
    ID = ("编号", "id")
    FIELD = ("栏目", "field")
    VALUES = ("可以写", "values")
    REV = ("版次", "rev")
    OP = ("操作", "op")
    AT = ("时间", "at")
    WHO = ("经手", "who")
    WHY = ("原因", "why")
    COUNT = ("条数", "count")
    STATUS = ("状态", "status")
    UNDONE_BY = ("已被撤销", "undone")
    IS_UNDO = ("是撤销", "an undo")
    RECORDED = ("{at} 由 {who} 记入", "recorded {at} by {who}")
    VOID_NOTE = ("这条记录已作废", "this record is void")
    HISTORY_HOW = ("历次改动:branchlog history {id}", "its history: branchlog history {id}")
    OP_ADD = ("记入", "add")
    OP_AMEND = ("修改", "amend")
    OP_VOID = ("作废", "void")
    FIELDS_OF = ("{kind}的栏目", "fields of {kind}")
    KINDS_TITLE = ("可以记的事项", "what can be recorded")
    INDICATORS_TITLE = ("统计指标", "indicators")
    KINDS_HOW = ("详情:branchlog kinds {kind}", "details: branchlog kinds {kind}")
    DEFINED_TITLE = ("指标:{label}", "indicator: {label}")
    DEFINED_FIELD = ("项目", "what")
    DEFINED_VALUE = ("说明", "how")
    DEFINED_HOW = ("算法", "counted as")
    DEFINED_SPAN = ("时段", "span")
    DEFINED_MEASURE = ("数什么", "field")
    DEFINED_WORDING = ("取整", "rounding")
    DEFINED_PHRASE = ("写法", "phrase")
    DEFINED_SINGLY = ("逐条写法", "one by one")
    DEFINED_SHOWN = ("列出", "shown")
    HOW_COUNT = (
        "计数:一条记录算一次,写了次数的按次数",
        "count: each record once, or as many times as it says",
    )
    HOW_SUM = ("求和:各条记录的数相加", "sum: the records' numbers added up")
    HOW_DISTINCT = ("去重:每个名字只算一次", "distinct: each name once")
    HOW_DISTINCT_TOTAL = (
        "去重:每个名字只算一次,再加上没写名字的(数减去写出的名字)",
        "distinct: each name once, plus the unnamed (the number less the names given)",
    )
    HOW_LAST = (
        "期末数:到期末为止最近写的一个,不累加",
        "last: the latest one up to the period's end, never added up",
    )
    HOW_RATIO = ("比率:{numerator} / {denominator}", "ratio: {numerator} / {denominator}")
    SPAN_PERIOD = ("所问的期间", "the period asked for")
    SPAN_TO_DATE = ("截至期末的全部记录", "everything up to the period's end")
    SPAN_STATE = ("期末的状况", "the state at the period's end")
    STATE_PENDING = ("到期末还没有办结", "not ended by the period's end")
    STATE_BY_CLOSING = ("按办结日期算", "by their closing date")
    WORDED_EXACT = ("照写,不取整", "exact")
    WORDED_FLOORED = (
        "报告里(--rounded)满 {floor} 就取整,如 126 写成 120余",
        "floored in a report (--rounded) from {floor} up: 126 becomes over 120",
    )
    WORDED_HAN = ("中文里用汉字数字", "in Chinese as Chinese numerals")
    SHOWN_ALWAYS = ("总在表里,没有记录也列出", "always in the table, even when nothing is recorded")
    SHOWN_RECORDED = ("有记录时列在表里", "in the table when something is recorded")
    SHOWN_FILTERED = (
        "有记录时,在筛选后的表和 JSON、CSV 里",
        "when something is recorded: in filtered tables, JSON and CSV",
    )
    SHOWN_TO_DATE = (
        "在截至目前的表里(--to-date)",
        "in the block of figures to date (--to-date)",
    )
    SHOWN_SENTENCE = ("也在一句话总结里", "and in the summary sentence")
    RECORDS_ALL = ("全部", "all")
    LIST_SEPARATOR = (";", "; ")
    TYPE_WHEN = ("日期,如 2024-03-05、昨天、2024-05", "a date: 2024-03-05, yesterday, 2024-05")
    TYPE_DAY = ("日期", "a date")
    TYPE_TEXT = ("一行文字", "one line of text")
    TYPE_NOTE = ("文字,可以几行", "text, several lines")
    TYPE_NAMES = ("几个名字,用顿号隔开", "names, separated by commas")
    TYPE_QUANTITY = ("数({unit})", "a number ({unit})")
    TYPE_TIMES = ("整数,默认 1", "a whole number, 1 if not given")
    TYPE_APPROXIMATE = ("over(余)或 about(约)", "over or about")
    WEEKDAY = ("{date}({weekday})", "{date} ({weekday})")
    ACROSS = ("{first} 至 {last}", "{first} to {last}")
    USAGE_LINE = ("用法:", "Usage: ")
    COMMANDS_TITLE = ("命令", "Commands")
    COMMAND_WORD = ("命令", "COMMAND")
    OPTIONS_TITLE = ("选项", "Options")
    ARGUMENTS_TITLE = ("参数", "Arguments")
    GLOBALS_TITLE = ("通用选项(写在命令前后都可以)", "Global options (before or after the command)")
    ALSO_CALLED = ("也可以写:{names}", "also: {names}")
    COMPLETION_SHELL = ("不支持“{word}”", 'the shell "{word}" is not supported')
    COMPLETION_KNOWN = ("支持:{known}", "supported: {known}")
    COMPLETION_HINT = ("例如 --show-completion bash", "for example --show-completion bash")


class Help:
    """The help of every command, argument and option."""

    APP = (
        "支部活动台账:发生一件记一件,年底的每个数字都有据可查。",
        "An activity ledger: record each event once, and prove every figure at year's end.",
    )
    OPT_C = ("账本文件夹", "the ledger's folder")
    OPT_LANG = ("语言:zh 或 en", "language: zh or en")
    OPT_WHO = ("经手人,记在每一条上", "who writes, kept on every entry")
    OPT_NO_COLOR = ("不用颜色", "no colours")
    OPT_QUIET = ("只输出结果", "results only")
    OPT_NO_INPUT = ("不提问", "never ask")
    OPT_DEBUG = ("出错时显示细节", "show details of a failure")
    OPT_VERSION = ("显示版本", "show the version")
    OPT_HELP = ("显示帮助", "show this help")
    OPT_SHOW_COMPLETION = (
        "输出 bash、zsh 或 fish 的补全脚本",
        "print the completion script for bash, zsh or fish",
    )
    INIT = ("建一个账本", "make a ledger")
    INIT_DIR = ("账本文件夹,默认 ./data", "its folder, ./data if not given")
    INIT_NAME = ("支部名称", "the branch's name")
    INIT_ORG = ("上级,用 / 隔开", "where it belongs: city/county/street")
    INIT_LANGUAGE = ("账本语言:zh 或 en", "the ledger's language: zh or en")
    ADD = (
        "记一件事:branchlog 记 走访 昨天 户数=3 地点=3栋",
        "record an event: branchlog add visit yesterday households=3 place=Block-3",
    )
    ADD_WORDS = (
        "事项、日期(不写是今天)、栏=值 或 --栏 值",
        "the kind, a date (today if not given), field=value or --field value",
    )
    ADD_STDIN = ("从标准输入读 JSON Lines,整批记入", "read JSON Lines from stdin as one batch")
    ADD_EVERY = ("每隔多久重复:day week month year", "repeat every day, week, month or year")
    ADD_UNTIL = ("重复到哪一天(最晚今天)", "repeat until this day (today at the latest)")
    REASON = ("原因", "the reason")
    JSON = ("输出 JSON", "print JSON")
    FORMAT = ("格式:table json jsonl csv tsv md", "format: table json jsonl csv tsv md")
    OUTPUT = ("写到文件,后缀决定格式", "write to a file; its suffix chooses the format")
    LIST = ("查看记录", "list records")
    LIST_KIND = ("只看这种事项", "only this kind")
    PERIOD = (
        "期间:2024、2024-03、2024Q1、今年、上月、all …",
        "period: 2024, 2024-03, 2024Q1, this-year, last-month, all …",
    )
    F_CATEGORY = ("类别;可以写几次,符合一个即可", "category; given again, either will do")
    F_PERSON = ("人员;可以写几次,符合一个即可", "member who took part; given again, either will do")
    F_PLACE = ("地点;可以写几次,符合一个即可", "place; given again, either will do")
    F_OCCASION = ("时节;可以写几次,符合一个即可", "occasion; given again, either will do")
    F_TEXT = ("含有这些字;可以写几次,符合一个即可", "holds this text; given again, either will do")
    F_WHERE = (
        "条件,如 households>=3;不同栏的条件要同时符合",
        "condition, like households>=3; those on different fields must all hold",
    )
    EXPORT = (
        "导出成表格,改好可以再导入",
        "export records to a sheet, which may be changed and imported again",
    )
    EXPORT_KIND = ("只导出这种事项", "only this kind")
    EXPORT_PERIOD = (
        "期间,默认全部:2024、2024-03、今年 …",
        "period, everything if not given: 2024, 2024-03, this-year …",
    )
    TEMPLATE = ("写一张空表,填好就能导入", "write an empty sheet, to be filled in and imported")
    TEMPLATE_KIND = ("哪种事项的表", "the kind that the sheet is for")
    SHEET_FILE = (
        "要写的文件:.xlsx、.csv(导出还有 .jsonl)",
        "the file to write: .xlsx, .csv (export: .jsonl too)",
    )
    SHOW = ("看一条记录", "show a record")
    ID = ("编号(开头或结尾几位即可),或 last", "its id (some first or last characters), or last")
    HISTORY = (
        "看一条记录的历次改动,或全部改动",
        "a record's versions, or everything that was written",
    )
    AMEND = ("改一条记录", "correct a record")
    AMEND_WORDS = ("栏=值;栏= 清空这一栏", "field=value; field= empties the field")
    RESOLVE = ("办结一条调解或需求", "say how a dispute or request ended")
    RESOLVE_WORDS = ("outcome=…、closed=…(默认成功、今天)", "outcome=…, closed=… (settled, today)")
    VOID = ("作废记录", "void records")
    VOID_IDS = ("编号,可以几个", "their ids")
    UNDO = ("撤销自己最近的一批", "take back your newest batch")
    UNDO_BATCH = ("批次(开头或结尾几位即可)", "a batch (some first or last characters)")
    UNDO_LIST = ("列出各批", "list the batches")
    YES = ("不再确认", "do not ask")
    WHY = (
        "一个数字的依据:怎么算的、哪些记录、什么没算进去",
        "how a figure came about: its rule, its records, what was left out",
    )
    WHY_INDICATOR = ("指标的标识或名称", "an indicator by its id or label")
    WHY_SINCE = ("列出这一天以来影响它的改动", "list what changed it since this day")
    WHY_TO_DATE = ("截至期末的累计数", "its figure up to the period's end")
    WHY_ALL = ("逐条列出,再多也不合并", "list every record, however many")
    STATS = ("一个期间的统计表", "the statistics table of a period")
    STATS_PERIOD = ("期间,默认今年", "the period, this year if not given")
    STATS_BY = (
        "按 月 季度 年 事项 类别 人员 地点 时节 状态 累计 分",
        "split by month, quarter, year, kind, category, person, place, occasion, state or span",
    )
    STATS_ACROSS = (
        "表的列再按什么分,可以写几次:--by 地点 --across 类别",
        "what the columns are split by, may be given more than once: --by place --across category",
    )
    STATS_COMPARE = (
        "和什么比:同比 环比 截至同期,或一个期间",
        "compare with year-before, previous, same-part or a period",
    )
    STATS_SHARES = ("加上各部分的占比", "add what each part is of the total")
    STATS_TO_DATE = ("加上截至目前的数字", "add the figures to date")
    STATS_ROUNDED = ("写成报告里的话:120余户", "in a report's words: over 120")
    STATS_SENTENCE = ("加上一句话总结", "add the summary sentence")
    REPORT = (
        "年度报告:正文、表格、图,每个数字都有依据",
        "the year-end report: text, tables and charts, every figure proven",
    )
    REPORT_PERIOD = (
        "期间,默认今年;一、二月默认去年",
        "the period: this year, in January and February last year",
    )
    REPORT_OUTPUT = (
        "写到文件:.docx .xlsx .html .md .json .txt",
        "write to a file: .docx .xlsx .html .md .json .txt",
    )
    REPORT_FORM = (
        "填上级的表:格子里写 {{{{visit.households}}}} 的 .xlsx",
        "fill a form: an .xlsx with {{{{visit.households}}}} in its cells",
    )
    REPORT_COMPARE = (
        "和哪个期间比,默认去年同期",
        "compare with this period, the year before if not given",
    )
    LARGE_PRINT = ("大字版", "in large print")
    NAMES = (
        "写入住户、当事人等的名字",
        "show the names of households and parties, and all else",
    )
    FORCE = ("文件已有也覆盖", "write over a file that is there")
    KINDS = ("能记什么、怎么写", "what can be recorded, and how")
    KINDS_SUBJECT = (
        "事项,或一个指标(标识或名称)",
        "a kind, or an indicator by its id or label",
    )
    KINDS_INDICATORS = ("列出全部统计指标", "list every indicator")
    PROOFREAD = (
        "核对草稿里的每个数字:相符、不符、没有记录",
        "check every number in a draft: matches, differs, no evidence",
    )
    PROOFREAD_DRAFT = ("草稿:.txt .md .docx;- 是标准输入", "draft: .txt .md .docx; - is stdin")
    PROOFREAD_PERIOD = (
        "草稿说的期间,默认今年,一二月份是去年",
        "the draft's period: this year if not given, in January and February last year",
    )
    PROOFREAD_ALL = (
        "也列出不必核对的数字:日期、文号等",
        "list numbers that are no claims too: dates, document numbers …",
    )
    ARG_DRAFT = ("草稿", "DRAFT")
    IMPORT = (
        "导入现成的表:Excel、WPS、CSV、JSON,先看懂再写入",
        "import existing sheets (Excel, WPS, CSV, JSON): first shown, then written",
    )
    IMPORT_FILES = (
        "一个或几个文件,作为一批;- 是标准输入",
        "one file or several, as one batch; - is the standard input",
    )
    IMPORT_KIND = ("每一行都是这种事项", "every row is of this kind")
    IMPORT_YEAR = ("没写年份的日期算这一年", "the year of dates that have none")
    IMPORT_MAP = (
        "列名=栏目:这一列导入为这一栏;可以写几次",
        "TITLE=FIELD: what a column means; may be given again",
    )
    IMPORT_IGNORE = ("不导入这一列;可以写几次", "leave this column out; may be given again")
    IMPORT_SHEET = ("只导入这张表;可以写几次", "import this sheet only; may be given again")
    IMPORT_FROM = (
        "文件格式:csv tsv xlsx xls ods json jsonl",
        "the format: csv tsv xlsx xls ods json jsonl",
    )
    IMPORT_ENCODING = (
        "文字编码,如 gb18030(一般不用写)",
        "the encoding, such as gb18030 (found by itself as a rule)",
    )
    IMPORT_DRY_RUN = (
        "只试看:记录以 JSON Lines 输出,什么也不写入",
        "a trial: print the records as JSON Lines, write nothing",
    )
    IMPORT_KEEP_GOOD = (
        "先导入没有问题的行,其余存成 NAME.rejected 文件",
        "import the good rows, save the others in a file NAME.rejected",
    )
    IMPORT_STRICT = ("有可疑的行就不导入", "refuse what is suspicious")
    IMPORT_MAX_ROWS = ("工作簿最多读多少行", "the most rows of a workbook")
    IMPORT_MAX_CELLS = ("工作簿最多读多少格", "the most cells of a workbook")
    IMPORT_MAX_BYTES = ("工作簿展开后最多多少字节", "the most bytes of a workbook, unpacked")
    ARG_KIND = ("事项", "KIND")
    ARG_SUBJECT = ("事项或指标", "KIND|INDICATOR")
    ARG_WORDS = ("事项 日期 栏=值 …", "KIND DATE FIELD=VALUE ...")
    ARG_CHANGES = ("栏=值 …", "FIELD=VALUE ...")
    ARG_ID = ("编号", "ID")
    ARG_IDS = ("编号 …", "ID ...")
    ARG_PERIOD = ("期间", "PERIOD")
    ARG_INDICATOR = ("指标", "INDICATOR")
    ARG_BATCH = ("批次", "BATCH")
    ARG_DIR = ("文件夹", "DIR")
    ARG_FILES = ("文件 …", "FILE ...")
