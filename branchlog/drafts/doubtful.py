"""How drafts word denials, plans, parts of a whole, and what others did."""

# ruff: noqa: E501 - a pattern is read in one piece
from __future__ import annotations

import re

#: 没有, 未, 取消: what follows, or stands before them, was not done.
NO_VERB = "开展走访调解化召组织举办参完实现慰入巡推送"
DENIED = re.compile(
    rf"没有|没能|没(?=[{NO_VERB}])|(?<!从)未(?=[能曾予得{NO_VERB}])|从未(?!间断|缺|停|中断)|尚未|并非|并不|不是|不含|不包括|不计入|"
    r"取消|停办|停开|停课|推迟|漏[记报登]|误[记报]|据说|听说|假如|如果|若(?!干)|(?<![减不年至青])少(?=开展|组织|走访|召开|调解|举办|巡逻)"
    r"|\b(?:did not|didn't|were not|was not|not yet|never|unable to|failed to|cancell?ed|postponed|excluding|except)\b",
    re.IGNORECASE,
)
DENIED_BEHIND = re.compile(
    rf"没有|没能|没(?=[{NO_VERB}])|未(?=[能曾予得{NO_VERB}])|尚未|并非|取消|推迟|因[雨故雪]|不实|有误|作废"
    r"|\b(?:not|never|cancell?ed|postponed|(?:remain(?:ed)?|still) (?:open|pending|unsettled))\b",
    re.IGNORECASE,
)
#: What the rest of a sentence is a plan after.
PLANNED = re.compile(
    r"(?<![按照据依定订作年超各活习全有成其划总度])(?:计划|规划)(?!生育|[,、。;内外书表的和与]|任务|方案|安排|总结|完成|性)|(?:原|预|年初)(?:计划|定)"
    r"|明年|来年|下一年度?|下个?月|下一?季度|下一步|下阶段|(?<![模虚])拟(?=[开召组举走调新再于在定])"
    r"|(?:^|(?<=[,。;:、\n年月日部们会还也]))将(?=[开召组举走再继续陆为进完于在入适力]|全面|全部)|目标(?=:)|力争|争取(?!到|了|经费|资金|支持)|预计|打算"
    r"|\bwill\b|\bnext (?:year|month|quarter)\b"
)
#: What only its own clause is a plan after: 按上级要求,召开… is none.
WANTED = re.compile(
    r"(?<!为)确保|目标|(?<![适响相对供反])应(?=当|该|召|开|走|组)|务必|必须|(?<![按必无急所])需(?=召|开|走|组|完|调)|(?<![按照据的合])要求"
    r"|\b(?:plan(?:s|ned)?|intends?|aims?|hopes?|expects?|expected|scheduled|required) to\b"
    r"|\b(?:targets?|goals?|should|must)\b"
)
PLANNED_BEHIND = re.compile(r"的?(?:目标|指标|计划|任务|要求)|\s*(?:as planned|target)\b")
#: What was planned before these is done.
DONE = re.compile(r"已|实际|完成了|截至|目前|\b(?:in fact|actually|so far|already)\b")
EACH = re.compile(
    r"[月季年日周]均|人均|平均(?!年龄)|分别|各自|各(?=$|[约近]|开展|召开|组织|走访|调解|举办|完成|参加|安排)|\beach\b"
)
EACH_BEHIND = re.compile(r"\b(?:respectively|each|apiece)\b")
ONE = re.compile(
    r"(?:其中|最多|最大|单|某|这|头|最后|有)一?次(?!性|数)|[一当同某]天|[当同]日|当晚|\b(?:a single|one day|that day)\b"
)
ALONE = re.compile(
    r"(?<!每)[一独]个?人(?!一)|(?<!每)个人(?!情|信|荣)|独自|本人|某某|同志[一个]人|\b(?:alone|personally|single-handed(?:ly)?|by (?:him|her)self)\b"
)
#: Whoever leads is not alone.
LEADS = re.compile(r"[^,。;]{0,6}?(?:带领|带头|牵头|率领|组织|主持|领衔|等|安排|号召|、)")
#: Times that begin and end where no calendar says.
WHEN = re.compile(
    r"年末|岁末|(?<!从)年初(?!以来|至今|计划|确定|制定)|年关|月初|"
    r"(?<!连续)(?<!历时)(?<!用)(?:(?<![上下])半年|(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})个多?(?:月|季度|星期)|(?<![每])[0-9一二两三四五六七八九十]{1,3}周)(?:多|来|内|间|以来|时间|里)?(?![度报刊])|"
    r"本周|上周|本月|上月|当月|近日|日前|近期|最近|不久前|同期|往年|当年|历次|历届|夜间|晚间|深夜|[一-鿿]{1,3}(?<![年月度季此该])期间|"
    r"(?:^|(?<=[,。;:\n]))[0-9]{2}年(?![0-9来间以多余])"
    r"|\b(?:this|last|that) (?:week|month|weekend)\b|\brecently\b|\bin (?:spring|summer|autumn|winter)\b"
    r"|\b(?:[Ii]n|[Dd]uring|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom) (?:early |late |mid-)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?!,? (?:[0-9]{1,2},? )?[0-9]{4})"
    r"|\b(?:first|second|third|fourth|last) (?:quarter|half|(?:six|three|two) months)\b(?! of (?:the year|[0-9]{4}))"
)
#: Whom no record tells apart, and what kind of thing it was.
NARROWING = re.compile(
    r"(?<![、和及与])(?:退役军人|军[人属烈]家?属?|烈属|残疾人?|失独|企业|商户|商铺|门店)(?![、和及与])|重大|疑难|复杂|历史遗留|信访|积案|隐患|突发|事故|移[交送]|新增|"
    r"获奖|被?采用|录用|刊登|刊发|发表|见报|颁发|发放(?=荣誉|证书|奖)|(?:英语|数学|语文|外语|心理|声乐|舞蹈|电脑|手机)(?=辅导|培训|课|教学)"
    r"|(?:消防|防汛|防火|护林|森林|河道|校园|禁毒|反诈)(?=[^,。;]{0,3}巡)|(?:青年|女|男|年轻|新)(?:党员|志愿者|同志|干部)|第?[一二三四五六七八九十1-9](?:党?小?组|分队|小队)(?!长|织|成)|扩大(?=会)|上级(?=[^,。;]{0,6}(?:会|培训|活动))"
    r"|\b(?:veterans|disabled|businesses|serious|English|maths|swimming)\b"
)
#: What stands between the parts of an enumeration, and behind those that are examples.
AND = re.compile(r"[、和与及]|以及|, ?| and ")
AND_MORE = re.compile(r"等(?:各类|各项|各种|系列|多项|志愿)*(?:活动|工作|服务)")
TIMES_UNITS = ("", "次", "场", "场次", "件", "项")
#: What is done to a standing item: it is not what there is of it.
DONE_TO = re.compile(
    r"(?:培训|慰问|表彰|看望|走访|修订|修改|废止|学习|评选|评出|选派|调整|宣讲|邀请|奖励|原有|曾有|缺|需要?|拟设|更换|撤销|聘请|优秀|先进)[了过的]?$"
)
BOUNDED = re.compile(
    r"(?:以|之)[前后]|[前后](?![一二两三四五六七八九十0-9来续期往])|度?\([^()]{0,20}[年月日季][^()]{0,10}\)"
)
JOINED = re.compile(r"(?:19|20)[0-9]{2}年(?:度)?(?:和|与|及|、|以及)$")
FROM = re.compile(r"[由从][^,。;由从]{0,8}$|\bfrom $")
TO = re.compile(
    r"[^,。;]{0,4}(?:增[加至到长]|上升|提[高升]|下降|降[至到低]|减[少至到]|扩[大至]|发展到)|\s*[a-z ]{0,20}\bto [0-9]"
)
TIMES = re.compile(r"的?(?:[0-9.]+|[一二两三四五六七八九十]+)(?:多|余)?倍|的一半|(?:以|之)外")
#: A part of what follows: 一半以上的126户.
PART = re.compile(r"(?:一半|半数|过半|大半|大部分|小部分|[一二三四五六七八九]成)(?:以上|多)?的?$")
THAN = re.compile(r"(?:比|相较)[^,。;]{0,20}$")
MORE = re.compile(r"[^,。;]{0,4}(?:少|多|增|减|高|低|下降|上升)")
#: Other branches where a clause begins or the subject is, and other bodies: 兄弟支部, 社区共, 派出所.
OTHERS = re.compile(
    r"(?<![与和同跟向对到赴在为为合织])(?:隔壁|邻近|相邻|周边|兄弟|友邻|其他|其它|各|[两几多]个)(?:[^,。;]{0,10}?)(?:支部|社区|小区)(?!书记|委员|党员)"
    r"|\b(?:[Nn]eighbouring|[Aa]nother|[Oo]ther) [a-z ]{0,15}branch(?:es)?\b"
    r"|(?:^|(?<=[,.;\n]))\s*(?:[Tt]he |[Aa]ll )?(?:whole )?(?:county|city|province|district|country|nation|(?:community )?police|court|school|residents' committee|property company|street office)\b(?!')"
)
SUBJECT = re.compile(
    r"^[\s　]*(?:(?:19|20)[0-9]{2}年(?:度|以来)?|今年(?:以来)?|去年|全年|其中|而|据悉|同时)*,?(?:依托|通过|带领|带动|发挥|推动|强化|建强|作为)?"
    r"(?P<who>(?!协助|配合|联合|参与|参加|走进|深入|助力|服务|帮助|组织|[在到为向给对与和同从由把被])[一-鿿]{0,8}?(?:街道办?(?:事处)?|社区|镇政府|派出所|司法所|物业(?:公司)?|协会|居委会|村委会|学校|医院|老干部局|妇联|团委|工会|公司|法院)(?=共|累计|总共|合计|全年|今年|调解|开展|组织|走访|召开|举办|发放|化解|(?:19|20)?[0-9])"
    r"|[一-鿿]{2,20}?支部(?!书记|委员|委|党员|老|大会|扩大|会|班子|成员|活动))"
)
#: 党员吴霞走访: a name between an office and what was done.
NAMED = re.compile(
    r"(?:书记|委员|党员|组长|支委|老人|同志|干部)(?P<name>[李王张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾夏韦付邹孟熊秦邱尹薛闫段侯史陶黎贺毛郝龚邵钱覃戴孔汤][一-鿿]{1,2}?)(?:同志)?"
    r"(?=走访|看望|慰问|调解|化解|开展|辅导|巡逻|参加|参与|组织|获|投稿|发放)"
)
#: Members in the place of the residents or the households that a figure is of.
MEMBERS = re.compile(r"(?:党员|队员|志愿者|老同志)$")
AT = re.compile(r"(?:(?<![存旨现正])在|到(?!了)|走访|赴|深入|走进|前往)了?")
BUILDING = re.compile(
    r"[一-鿿]{0,4}?[0-9一二三四五六七八九十]{1,3}(?:栋|号楼|单元|村民组|居民组)"
    r"|(?!各|辖区|全|每|本)[一-鿿]{1,6}?(?:小区|家属院|大院|居民组|村民组)"
)
#: What any branch calls itself by.
SELF = re.compile(
    r"(?:[我本该全这]|我们|本地)?(?:离?退休)?(?:老?干部|党员|教师|职工)?(?:第[一二三四五六七八九十])?党?总?支部"
)
