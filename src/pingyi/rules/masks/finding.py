"""Finding aids: what in a Chinese text may tell who wrote it. They propose too much rather than too little.

No aid decides anything, and none is complete: what only neighbours would recognise, people find.
"""

from bisect import bisect_left, bisect_right

import regex

from pingyi.rules.masks.span import Finding, Span, boundaries
from pingyi.rules.writing import half_width

_SURNAME = (
    "(?:欧阳|司马|上官|诸葛|夏侯|尉迟|皇甫|司徒|令狐|慕容|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕张孔曹严华金魏陶姜戚谢"
    "邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄"
    "戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾江颜郭梅林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫丁邓洪包左石崔龚程邢裴陆翁段侯"
    "宁甘武刘龙叶黎白蒲赖乔谭申冉牛尚温庄柴阎习鱼容向古易廖耿关匡文欧聂晁敖冷辛简饶曾沙丰荆游盖])"
)
_TITLE = (
    "(?:局长|科长|处长|主任|书记|所长|站长|院长|校长|厂长|股长|组长|队长|社长|会长|董事长|总经理|经理|总监|法人代表|老板|会计|出纳|"
    "村支书|村长|教授|研究员|工程师|科员|特派员|博士)"
)
_ADDRESSED = "(?:先生|女士|同志|老师|师傅|大姐|大哥|阿姨)"
_HAN = r"\p{Han}"
_COUNT = r"[\d〇一二两三四五六七八九十]"

AIDS: tuple[tuple[Finding, str], ...] = (
    (Finding.NAME, rf"(?:我叫|名叫|叫做|本人|姓名[:：]?\s*|我是){_SURNAME}{_HAN}{{1,2}}"),
    (Finding.NAME, rf"{_SURNAME}(?:{_HAN}{{1,2}})?(?:{_ADDRESSED})"),
    (Finding.NAME, rf"{_SURNAME}[副总]?{_TITLE}"),
    (Finding.NAME, rf"{_SURNAME}某{{1,2}}"),
    (Finding.NAME, rf"[小老]{_SURNAME}(?![板实师百])"),
    (Finding.CONTACT, r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"),
    (Finding.CONTACT, r"(?<!\d)0\d{2,3}[- —－]?\d{7,8}(?!\d)"),
    (Finding.CONTACT, r"(?<=(?:电话|座机|号码|QQ|qq)\D{0,4})\d{5,11}(?!\d)"),
    (Finding.CONTACT, r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
    (Finding.CONTACT, r"(?:微信号?|weixin|wx)[:：是 ]{0,2}[A-Za-z][\w-]{5,19}"),
    (Finding.ID_NUMBER, r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"),
    (Finding.ID_NUMBER, r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])"),
    (
        Finding.PLATE,
        r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-HJ-NP-Z][·• ]?[A-HJ-NP-Z0-9]{4,5}"
        r"[A-HJ-NP-Z0-9挂学警港澳]",
    ),
    (
        Finding.ADDRESS,
        rf"{_HAN}{{2,3}}(?:镇|乡|街道|村|社区|小区|大道|街|巷|(?<![里思线道公网跑])路)"
        rf"(?:{_COUNT}{{1,4}}(?:号|组|社|栋|幢|单元|室|弄|楼))*",
    ),
    (Finding.ADDRESS, rf"{_COUNT}{{1,4}}(?:号楼|栋|幢|单元|室)"),
    (Finding.POST, rf"(?:我|本人)[是在]?{_HAN}{{0,8}}{_TITLE}"),
    (Finding.RARE, r"(?:唯一|独家|首家|第一家|仅此一家|只有我们?一?[家户个人])"),
    (Finding.RARE, r"ZL ?\d{12}(?:\.[\dXx])?|[A-Z]{2,}-?\d{4,}(?:-\d+)*"),
    (Finding.GROUP, rf"(?<!{_COUNT}){_COUNT}(?:户|家企业|家公司|家人|个人|位同事|名同事|名员工|名职工)"),
)
"""What is looked for, in half-width letters and digits, and what it is; of two for one place the first holds."""

_PATTERNS = tuple((finding, regex.compile(pattern)) for finding, pattern in AIDS)


def proposals(text: str) -> tuple[Span, ...]:
    """Places that may tell who wrote it, in the order of the text, each widened to whole characters."""
    edges, plain = sorted(boundaries(text)), half_width(text)
    found = {
        (edges[bisect_right(edges, match.start()) - 1], edges[bisect_left(edges, match.end())]): finding
        for finding, pattern in reversed(_PATTERNS)
        for match in pattern.finditer(plain)
    }
    return tuple(sorted(Span(start, end, finding) for (start, end), finding in found.items()))
