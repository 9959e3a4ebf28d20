"""Why a number that fits an indicator is still not its figure: denied, planned, someone else's."""

# ruff: noqa: E501 - a pattern is read in one piece
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from branchlog.drafts.claim import Remark
from branchlog.drafts.clauses import Layout, Place, Span
from branchlog.drafts.judging import remark
from branchlog.drafts.numbers import Number
from branchlog.drafts.occasions import Occasions
from branchlog.drafts.when import Time
from branchlog.messages import Drafts as Text
from branchlog.records.indicators import Indicator
from branchlog.stats.selection import Documents

#: 没有, 未, 取消: what follows, or stands before them, was not done.
_NO_VERB = "开展走访调解化召组织举办参完实现慰入巡推送"
_DENIED = re.compile(
    rf"没有|没能|没(?=[{_NO_VERB}])|(?<!从)未(?=[能曾予得{_NO_VERB}])|从未(?!间断|缺|停|中断)|尚未|并非|并不|不是|不含|不包括|不计入|"
    r"取消|停办|停开|停课|推迟|漏[记报登]|误[记报]|据说|听说|假如|如果|若(?!干)|(?<![减不年至青])少(?=开展|组织|走访|召开|调解|举办|巡逻)"
    r"|\b(?:did not|didn't|were not|was not|not yet|never|unable to|failed to|cancell?ed|postponed|excluding|except)\b",
    re.IGNORECASE,
)
_DENIED_BEHIND = re.compile(
    rf"没有|没能|没(?=[{_NO_VERB}])|未(?=[能曾予得{_NO_VERB}])|尚未|并非|取消|推迟|因[雨故雪]|不实|有误|作废"
    r"|\b(?:not|never|cancell?ed|postponed|(?:remain(?:ed)?|still) (?:open|pending|unsettled))\b",
    re.IGNORECASE,
)
#: What the rest of a sentence is a plan after.
_PLANNED = re.compile(
    r"(?<![按照据依定订作年超各活习全有成其划总度])(?:计划|规划)(?!生育|[,、。;内外书表的和与]|任务|方案|安排|总结|完成|性)|(?:原|预|年初)(?:计划|定)"
    r"|明年|来年|下一年度?|下个?月|下一?季度|下一步|下阶段|(?<![模虚])拟(?=[开召组举走调新再于在定])"
    r"|(?:^|(?<=[,。;:、\n年月日部们会还也]))将(?=[开召组举走再继续陆为进完于在入适力]|全面|全部)|目标(?=:)|力争|争取(?!到|了|经费|资金|支持)|预计|打算"
    r"|\bwill\b|\bnext (?:year|month|quarter)\b"
)
#: What only its own clause is a plan after: 按上级要求,召开… is none.
_WANTED = re.compile(
    r"(?<!为)确保|目标|(?<![适响相对供反])应(?=当|该|召|开|走|组)|务必|必须|(?<![按必无急所])需(?=召|开|走|组|完|调)|(?<![按照据的合])要求"
    r"|\b(?:plan(?:s|ned)?|intends?|aims?|hopes?|expects?|expected|scheduled|required) to\b"
    r"|\b(?:targets?|goals?|should|must)\b"
)
_PLANNED_BEHIND = re.compile(r"的?(?:目标|指标|计划|任务|要求)|\s*(?:as planned|target)\b")
#: What was planned before these is done.
_DONE = re.compile(r"已|实际|完成了|截至|目前|\b(?:in fact|actually|so far|already)\b")
_EACH = re.compile(
    r"[月季年日周]均|人均|平均(?!年龄)|分别|各自|各(?=$|[约近]|开展|召开|组织|走访|调解|举办|完成|参加|安排)|\beach\b"
)
_EACH_BEHIND = re.compile(r"\b(?:respectively|each|apiece)\b")
_ONE = re.compile(
    r"(?:其中|最多|最大|单|某|这|头|最后|有)一?次(?!性|数)|[一当同某]天|[当同]日|当晚|\b(?:a single|one day|that day)\b"
)
_ALONE = re.compile(
    r"(?<!每)[一独]个?人(?!一)|(?<!每)个人(?!情|信|荣)|独自|本人|某某|同志[一个]人|\b(?:alone|personally|single-handed(?:ly)?|by (?:him|her)self)\b"
)
#: Whoever leads is not alone.
_LEADS = re.compile(r"[^,。;]{0,6}?(?:带领|带头|牵头|率领|组织|主持|领衔|等|安排|号召|、)")
#: Times that begin and end where no calendar says.
_WHEN = re.compile(
    r"年末|岁末|(?<!从)年初(?!以来|至今|计划|确定|制定)|年关|月初|"
    r"(?<!连续)(?<!历时)(?<!用)(?:(?<![上下])半年|(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})个多?(?:月|季度|星期)|(?<![每])[0-9一二两三四五六七八九十]{1,3}周)(?:多|来|内|间|以来|时间|里)?(?![度报刊])|"
    r"本周|上周|本月|上月|当月|近日|日前|近期|最近|不久前|同期|往年|当年|历次|历届|夜间|晚间|深夜|[一-鿿]{1,3}(?<![年月度季此该])期间|"
    r"(?:^|(?<=[,。;:\n]))[0-9]{2}年(?![0-9来间以多余])"
    r"|\b(?:this|last|that) (?:week|month|weekend)\b|\brecently\b|\bin (?:spring|summer|autumn|winter)\b"
    r"|\b(?:[Ii]n|[Dd]uring|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom) (?:early |late |mid-)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?!,? (?:[0-9]{1,2},? )?[0-9]{4})"
    r"|\b(?:first|second|third|fourth|last) (?:quarter|half|(?:six|three|two) months)\b(?! of (?:the year|[0-9]{4}))"
)
#: Whom no record tells apart, and what kind of thing it was.
_NARROWING = re.compile(
    r"(?<![、和及与])(?:退役军人|军[人属烈]家?属?|烈属|残疾人?|失独|企业|商户|商铺|门店)(?![、和及与])|重大|疑难|复杂|历史遗留|信访|积案|隐患|突发|事故|移[交送]|新增|"
    r"获奖|被?采用|录用|刊登|刊发|发表|见报|颁发|发放(?=荣誉|证书|奖)|(?:英语|数学|语文|外语|心理|声乐|舞蹈|电脑|手机)(?=辅导|培训|课|教学)"
    r"|(?:消防|防汛|防火|护林|森林|河道|校园|禁毒|反诈)(?=[^,。;]{0,3}巡)|(?:青年|女|男|年轻|新)(?:党员|志愿者|同志|干部)|第?[一二三四五六七八九十1-9](?:党?小?组|分队|小队)(?!长|织|成)|扩大(?=会)|上级(?=[^,。;]{0,6}(?:会|培训|活动))"
    r"|\b(?:veterans|disabled|businesses|serious|English|maths|swimming)\b"
)
#: What is done to a standing item: it is not what there is of it.
_DONE_TO = re.compile(
    r"(?:培训|慰问|表彰|看望|走访|修订|修改|废止|学习|评选|评出|选派|调整|宣讲|邀请|奖励|原有|曾有|缺|拟设|更换|撤销|聘请|优秀|先进)[了过的]?$"
)
_BOUNDED = re.compile(
    r"(?:以|之)[前后]|[前后](?![一二两三四五六七八九十0-9来续期往])|度?\([^()]{0,20}[年月日季][^()]{0,10}\)"
)
_JOINED = re.compile(r"(?:19|20)[0-9]{2}年(?:度)?(?:和|与|及|、|以及)$")
_FROM = re.compile(r"[由从][^,。;由从]{0,8}$|\bfrom $")
_TO = re.compile(
    r"[^,。;]{0,4}(?:增[加至到长]|上升|提[高升]|下降|降[至到低]|减[少至到]|扩[大至]|发展到)|\s*[a-z ]{0,20}\bto [0-9]"
)
_TIMES = re.compile(r"的?(?:[0-9.]+|[一二两三四五六七八九十]+)(?:多|余)?倍|的一半")
_THAN = re.compile(r"(?:比|相较)[^,。;]{0,20}$")
_MORE = re.compile(r"[^,。;]{0,4}(?:少|多|增|减|高|低|下降|上升)")
#: Other branches where a clause begins or the subject is, and other bodies: 兄弟支部, 社区共, 派出所.
_OTHERS = re.compile(
    r"(?<![与和同跟向对到赴在为为合织])(?:隔壁|邻近|相邻|周边|兄弟|友邻|其他|其它|各|[两几多]个)(?:[^,。;]{0,10}?)(?:支部|社区|小区)(?!书记|委员|党员)"
    r"|\b(?:[Nn]eighbouring|[Aa]nother|[Oo]ther) [a-z ]{0,15}branch(?:es)?\b"
    r"|(?:^|(?<=[,.;\n]))\s*(?:[Tt]he |[Aa]ll )?(?:whole )?(?:county|city|province|district|country|nation|(?:community )?police|court|school|residents' committee|property company|street office)\b(?!')"
)
_SUBJECT = re.compile(
    r"^[\s　]*(?:(?:19|20)[0-9]{2}年(?:度|以来)?|今年(?:以来)?|去年|全年|其中|而|据悉|同时)*,?(?:依托|通过|带领|带动|发挥|推动|强化|建强|作为)?"
    r"(?P<who>(?!协助|配合|联合|参与|参加|走进|深入|助力|服务|帮助|组织|[在到为向给对与和同从由把被])[一-鿿]{0,8}?(?:街道办?(?:事处)?|社区|镇政府|派出所|司法所|物业(?:公司)?|协会|居委会|村委会|学校|医院|老干部局|妇联|团委|工会|公司|法院)(?=共|累计|总共|合计|全年|今年|调解|开展|组织|走访|召开|举办|发放|化解|(?:19|20)?[0-9])"
    r"|[一-鿿]{2,20}?支部(?!书记|委员|委|党员|老|大会|扩大|会|班子|成员|活动))"
)
#: 党员吴霞走访: a name between an office and what was done.
_NAMED = re.compile(
    r"(?:书记|委员|党员|组长|支委|老人|同志|干部)(?P<name>[李王张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾夏韦付邹孟熊秦邱尹薛闫段侯史陶黎贺毛郝龚邵钱覃戴孔汤][一-鿿]{1,2}?)(?:同志)?"
    r"(?=走访|看望|慰问|调解|化解|开展|辅导|巡逻|参加|参与|组织|获|投稿|发放)"
)
#: Members in the place of the residents or the households that a figure is of.
_MEMBERS = re.compile(r"(?:党员|队员|志愿者|老同志)$")
_BUILDING = (
    r"[一-鿿]{0,4}?[0-9一二三四五六七八九十]{1,3}(?:栋|号楼|单元|村民组|居民组)"
    r"|(?!各|辖区|全|每|本)[一-鿿]{1,6}?(?:小区|家属院|大院|居民组|村民组)"
)
#: What any branch calls itself by.
_SELF = re.compile(
    r"(?:[我本该全这]|我们|本地)?(?:离?退休)?(?:老?干部|党员|教师|职工)?(?:第[一二三四五六七八九十])?党?总?支部"
)
_STRETCH = 30


class Doubts:
    """Finds what in a sentence keeps a number from being the branch's own figure."""

    def __init__(
        self, layout: Layout, occasions: Occasions, docs: Documents, own: Sequence[str]
    ) -> None:
        self._layout = layout
        self._occasions = occasions
        self._own = "".join(own)
        longest = sorted(map(re.escape, _names(docs)), key=len, reverse=True)
        self._places = _places(docs)
        self._people = re.compile("|".join(longest)) if longest else None

    def about(self, number: Number, place: Place, indicators: Sequence[Indicator]) -> Remark | None:
        """Why a number is not to be held against `indicators`, if there is a reason."""
        ahead = Span(place.clause.start, number.start)
        behind = Span(number.end, min(place.clause.end, number.end + _STRETCH))
        if self._compared(ahead, behind):
            return remark(Text.A_COMPARISON)
        open_ = any("pending" in each.state for each in indicators)
        if not open_ and (words := self.denied(ahead) or self._first(_DENIED_BEHIND, behind)):
            return remark(Text.A_DENIAL, words=words)
        if words := self.planned(place.sentence, ahead) or self._beside(_PLANNED_BEHIND, behind):
            return remark(Text.A_PLAN, words=words)
        if any(each.aggregation == "last" for each in indicators):
            return self._of_stock(ahead)
        if words := self._first(_EACH, ahead) or self._first(_EACH_BEHIND, behind):
            return remark(Text.SAID_OF_EACH, words=words)
        if words := self.someone(place.sentence, ahead):
            return remark(Text.OTHER_BODY, whole=words)
        words = self._narrowed(number, place, ahead) or self._members(ahead, indicators)
        if words:
            return remark(Text.NARROWED, words=words)
        return None

    def denied(self, ahead: Span) -> str:
        """The word before a place that says that it was not so."""
        return self._first(_DENIED, ahead)

    def planned(self, sentence: Span, ahead: Span) -> str:
        """The word before a place that makes it a plan."""
        text = self._layout.text
        if words := self._first(_WANTED, ahead):
            return words
        for match in self._all(_PLANNED, Span(sentence.start, ahead.end)):
            if not _DONE.search(text, match.end(), ahead.end):
                return match[0]
        return ""

    def someone(self, sentence: Span, ahead: Span) -> str:
        """Whom else a sentence speaks of: another branch, another body, one member."""
        text = self._layout.text
        clause = self._layout.clause(ahead.start)
        for span in [ahead, *self._layout.clauses_before(clause, sentence)]:
            if words := self._first(_OTHERS, span):
                return words
            if found := _SUBJECT.match(text[span.start : span.end]):
                return "" if self._is_own(found["who"]) else found["who"]
        named = next((match["name"] for match in self._all(_NAMED, ahead)), "")
        return self._first(_ALONE, ahead) or named or self._person(ahead)

    def _is_own(self, who: str) -> bool:
        if not who.endswith("支部"):
            return "支部" not in self._own and who in self._own
        if not self._own or _SELF.fullmatch(who):
            return True
        # 子营退休支部 is short for 子营街道退休党支部.
        rest = iter(f"{self._own}党支部")
        return all(char in rest for char in who)

    def _person(self, ahead: Span) -> str:
        if self._people is None:
            return ""
        text = self._layout.text
        for match in self._all(self._people, ahead):
            if not _LEADS.match(text, match.end(), ahead.end):
                return match[0]
        return ""

    def _compared(self, ahead: Span, behind: Span) -> bool:
        """由126户增加到150户, 126户的两倍, 比2023年的32起少."""
        text = self._layout.text
        if _TIMES.match(text, behind.start, behind.end):
            return True
        from_ = _FROM.search(text[ahead.start : ahead.end])
        # 由上年的84%提高到…: the time says whose figure it is.
        time = self._layout.time(ahead.end)
        if from_ and time and time.start >= ahead.start + from_.start():
            from_ = None
        than = _THAN.search(text[ahead.start : ahead.end]) is not None
        return (from_ is not None and _TO.match(text, *behind) is not None) or (
            than and _MORE.match(text, *behind) is not None
        )

    def _of_stock(self, ahead: Span) -> Remark | None:
        """培训网格员5名: something was done to them."""
        text = self._layout.text
        for word in self._layout.words(ahead):
            done = _DONE_TO.search(text[ahead.start : word.start])
            if done and any(cue.target.startswith("standing.") for cue in word.cues):
                return remark(Text.NARROWED, words=done[0] + word.word)
        return None

    def _narrowed(self, number: Number, place: Place, ahead: Span) -> str:
        own = Span(place.before.start, place.after.end)
        if words := self._first(_ONE, ahead) or self._first(_NARROWING, own):
            return words
        if words := self._first(self._places, ahead):
            return words
        time = self._layout.time(number.start)
        if time and time.start >= place.sentence.start and (words := self._bounded(time)):
            return words
        for match in self._all(_WHEN, Span(place.sentence.start, number.start)):
            later = time is not None and time.start > match.start()
            if not later and not self._occasions.present(number.start, place):
                return match[0]
        return ""

    def _bounded(self, time: Time) -> str:
        """2024年以前, 2024年(1-11月), 2023年和2024年: not the time that stands there alone."""
        text = self._layout.text
        if found := _BOUNDED.match(text, time.end) or _JOINED.search(text, 0, time.start):
            return text[min(time.start, found.start()) : max(time.end, found.end())]
        return ""

    def _members(self, ahead: Span, indicators: Sequence[Indicator]) -> str:
        """走访党员126户 is not all that was visited, 覆盖党员605人 not the public."""
        if not any(each.unit.id == "户" or each.measure == "public" for each in indicators):
            return ""
        found = _MEMBERS.search(self._layout.text[ahead.start : ahead.end])
        words = self._layout.words(ahead)
        longer = any(
            word.end == ahead.end and len(word.word) > 4 and found is not None for word in words
        )
        return found[0] if found and not longer else ""

    def _beside(self, pattern: re.Pattern[str], span: Span) -> str:
        found = pattern.match(self._layout.text, *span)
        return found[0] if found else ""

    def _first(self, pattern: re.Pattern[str], span: Span) -> str:
        return next((match[0] for match in self._all(pattern, span)), "")

    def _all(self, pattern: re.Pattern[str], span: Span) -> Iterator[re.Match[str]]:
        """What a span says outside of quotation marks and of words that an indicator has."""
        words = self._layout.words(span)
        for match in pattern.finditer(self._layout.text, *span):
            within = any(word.start <= match.start() and match.end() <= word.end for word in words)
            if not within and not self._layout.quoted(*match.span()):
                yield match


def _places(docs: Documents) -> re.Pattern[str]:
    """Where a draft says that something was done: a building, or a place that a record names."""
    said = {doc["place"] for of in docs.values() for doc in of if isinstance(doc.get("place"), str)}
    longest = sorted((re.escape(each) for each in said if len(each) > 2), key=len, reverse=True)
    some = "|".join([*longest, _BUILDING])
    return re.compile(rf"(?:(?<![存旨现正])在|到(?!了)|走访|赴|深入|走进|前往)(?:了)?(?:{some})")


def _names(docs: Documents) -> set[str]:
    """The members whom the records name."""
    found: set[str] = set()
    for of in docs.values():
        for doc in of:
            people = doc.get("people")
            if isinstance(people, list | tuple):
                found.update(name for name in people if isinstance(name, str) and len(name) > 1)
    return found
