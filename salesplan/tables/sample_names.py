"""What the sample company's places, people, customers and products are called, in each language."""

from dataclasses import dataclass
from typing import Final

from salesplan.words import ENGLISH, SIMPLIFIED, TRADITIONAL


@dataclass(frozen=True, slots=True)
class Names:
    """The vocabulary of one language.

    Attributes
    ----------
    regions, product_lines, channels, industries, sizes
        What they are called, as many as the company has at most.
    team
        A team's name, with ``{region}`` and ``{number}``.
    family, given
        People's names; ``person`` puts them together.
    customer
        A customer's name, with ``{place}``, ``{brand}`` and ``{trade}``.
    places
        Two for each of ``regions``, for the names of the customers there.
    brands
        What customers call themselves.
    trades
        The word for each of ``industries`` in a customer's name.
    notes
        Why growth differs, for the growth of a region, a product line and a channel.
    """

    regions: tuple[str, ...]
    team: str
    family: tuple[str, ...]
    given: tuple[str, ...]
    person: str
    product_lines: tuple[str, ...]
    channels: tuple[str, ...]
    industries: tuple[str, ...]
    trades: tuple[str, ...]
    sizes: tuple[str, ...]
    customer: str
    places: tuple[str, ...]
    brands: tuple[str, ...]
    notes: tuple[str, str, str]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ENGLISH: Final = Names(
    regions=("North", "South", "East", "West", "Central", "Coast", "Highlands", "Lakes"),
    team="{region} {number}",
    family=_words(
        "Abbott Baker Barnes Bennett Brooks Carter Chen Clarke Cole Cooper Cruz Davies Diaz Dunn Ellis Evans Fisher Flores "
        "Foster Garcia Gibson Grant Gray Green Hall Harris Hayes Hughes Hunt Irwin James Jensen Jordan Kaur Kelly Khan Kim "
        "Lane Lee Lopez Mason Miller Moore Morgan Murphy Nguyen Novak Owens Palmer Park Patel Perry Price Quinn Reed Rivera "
        "Ross Sharma Shaw Stone Taylor Turner Vega Walsh Ward Webb West Wong Wood Young"
    ),
    given=_words(
        "Aaron Alice Amir Anita Anna Ben Bianca Carla Chloe Daniel David Diana Elena Emma Eric Fatima Felix Grace Hannah Hugo "
        "Ian Irene Ivan Jack Jane Jonas Julia Karen Kevin Laura Leo Lina Lucas Maria Mark Maya Mia Nadia Nina Noah Nora "
        "Oliver Omar Oscar Paul Petra Priya Rachel Raj Ruth Sam Sara Simon Sofia Tara Thomas Tom Vera Victor Zoe"
    ),
    person="{given} {family}",
    product_lines=("Pumps", "Valves", "Sensors", "Controls", "Service"),
    channels=("Direct", "Partner", "Online"),
    industries=("Manufacturing", "Food", "Health care", "Energy", "Logistics", "Building"),
    trades=("Works", "Foods", "Medical", "Power", "Freight", "Construction"),
    sizes=("large", "medium", "small"),
    customer="{place} {brand} {trade}",
    places=_words(
        "Alderton Northgate Ashford Southwick Eastleigh Birchfield Westbrook Cedarville Midtown Oakham Harbour Seaview "
        "Highmoor Granite Lakeside Millpond"
    ),
    brands=_words(
        "Allied Bright Crown Delta First Forward Global Grand Junction Mutual National Pioneer Prime Union United"
    ),
    notes=("new distribution centre opens in March", "old range is phased out", "web shop relaunched"),
)

_SIMPLIFIED: Final = Names(
    regions=("华东", "华南", "华北", "华中", "西南", "西北", "东北", "海外"),
    team="{region}{number}组",
    family=_words(
        "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕"
    ),
    given=tuple(
        first + second
        for first in "子文志建国晓雨思佳俊明海雪欣嘉天"
        for second in ("伟", "芳", "娜", "敏", "静", "强", "磊", "洋", "艳", "杰", "娟", "涛", "超", "霞", "平", "宁")
    ),
    person="{family}{given}",
    product_lines=("水泵", "阀门", "传感器", "控制器", "服务"),
    channels=("直销", "经销", "电商"),
    industries=("制造", "食品", "医疗", "能源", "物流", "建筑"),
    trades=("机械", "食品", "医疗器械", "能源", "物流", "建设"),
    sizes=("大", "中", "小"),
    customer="{place}{brand}{trade}有限公司",
    places=_words("上海 杭州 广州 深圳 北京 天津 武汉 长沙 成都 重庆 西安 兰州 沈阳 大连 新加坡 东京"),
    brands=tuple(first + second for first in "宏恒瑞华远嘉金东永博安鼎" for second in "达信丰泰业诚兴科盛"),
    notes=("三月新仓启用", "旧系列逐步停产", "网店改版上线"),
)

_TRADITIONAL: Final = Names(
    regions=("北區", "桃竹苗", "中區", "雲嘉南", "高屏", "宜花東", "港澳", "離島"),
    team="{region}{number}組",
    family=_words(
        "王 李 張 劉 陳 楊 趙 黃 周 吳 徐 孫 胡 朱 高 林 何 郭 馬 羅 梁 宋 鄭 謝 韓 唐 馮 于 董 蕭 程 曹 袁 鄧 許 傅 沈 曾 彭 呂"
    ),
    given=tuple(
        first + second
        for first in "子文志建國曉雨思佳俊明海雪欣嘉天"
        for second in ("偉", "芳", "娜", "敏", "靜", "強", "豪", "洋", "君", "傑", "娟", "濤", "宏", "霞", "平", "寧")
    ),
    person="{family}{given}",
    product_lines=("幫浦", "閥門", "感測器", "控制器", "服務"),
    channels=("直銷", "經銷", "電商"),
    industries=("製造", "食品", "醫療", "能源", "物流", "建築"),
    trades=("機械", "食品", "醫療器材", "能源", "物流", "營造"),
    sizes=("大", "中", "小"),
    customer="{place}{brand}{trade}股份有限公司",
    places=_words("臺北 新北 桃園 新竹 臺中 彰化 臺南 嘉義 高雄 屏東 宜蘭 花蓮 香港 澳門 金門 澎湖"),
    brands=tuple(first + second for first in "宏恆瑞華遠嘉金東永博安鼎" for second in "達信豐泰業誠興科盛"),
    notes=("三月新倉啟用", "舊系列逐步停產", "網路商店改版上線"),
)

_BY_LANGUAGE: Final = {ENGLISH: _ENGLISH, SIMPLIFIED: _SIMPLIFIED, TRADITIONAL: _TRADITIONAL}


def names_in(language: str) -> Names:
    """Give the vocabulary of a language; an unknown one gets English.

    Examples
    --------
    >>> names_in("zh-Hans").channels
    ('直销', '经销', '电商')
    """
    return _BY_LANGUAGE.get(language, _ENGLISH)
