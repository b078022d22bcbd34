"""What the sample company's places, people, customers and products are called, and what reps note down, by language."""

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
    roles, wants
        What contacts at customers do, and what each of them wants; an even number of roles.
    contact_notes, visit_notes
        Remarks about contacts, and about visits.
    next_steps
        Two for each result of a visit: order, quote wanted, progress, nothing new, refused, not met.
    complaints
        What customers complain of.
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
    roles: tuple[str, ...]
    wants: tuple[str, ...]
    contact_notes: tuple[str, ...]
    visit_notes: tuple[str, ...]
    next_steps: tuple[str, ...]
    complaints: tuple[str, ...]


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
    roles=("Buyer", "Plant manager", "Head of purchasing", "Maintenance lead", "Owner", "Project engineer"),
    wants=(
        "a price that holds for the year",
        "no stops: parts within a day",
        "fewer suppliers, longer terms",
        "somebody who answers the phone",
        "to know what it costs over five years",
        "drawings early, changes in writing",
    ),
    contact_notes=(
        "best reached before nine",
        "leaves in summer; ask who follows",
        "prefers e-mail",
        "knows our rivals well",
    ),
    visit_notes=(
        "stock is low, will order soon",
        "asked about the new controls",
        "a rival offered 5 % less",
        "new line planned for autumn",
        "paid the open invoice",
        "short visit, more next time",
    ),
    next_steps=(
        "confirm the delivery date",
        "ask how the goods arrived",
        "send the quote",
        "call about the quote",
        "bring samples",
        "come back with the engineer",
        "call again",
        "send the new catalogue",
        "ask again in the new year",
        "find out who won, and why",
        "make a new appointment",
        "call for another contact",
    ),
    complaints=(
        "two valves arrived damaged",
        "delivery was a week late",
        "the invoice had the wrong price",
        "service did not call back",
    ),
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
    roles=("采购员", "厂长", "采购经理", "设备主管", "老板", "项目工程师"),
    wants=(
        "全年价格稳定",
        "不停机，配件一天到货",
        "减少供应商，延长账期",
        "有人及时接电话",
        "了解五年总成本",
        "图纸早给，变更书面确认",
    ),
    contact_notes=("上午九点前好联系", "夏天离职，打听接任者", "习惯用邮件", "很了解竞争对手"),
    visit_notes=(
        "库存偏低，近期会下单",
        "询问新款控制器",
        "竞争对手便宜5%",
        "计划秋天上新产线",
        "已付清欠款",
        "时间较短，下次细谈",
    ),
    next_steps=(
        "确认交货日期",
        "回访到货情况",
        "发送报价",
        "电话跟进报价",
        "带样品上门",
        "带工程师再访",
        "再次电话联系",
        "寄送新产品目录",
        "明年再联系",
        "了解谁中标及原因",
        "重新预约",
        "打听其他联系人",
    ),
    complaints=("两只阀门到货破损", "交货晚了一周", "发票价格有误", "售后没有回电"),
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
    roles=("採購員", "廠長", "採購經理", "設備主管", "老闆", "專案工程師"),
    wants=(
        "全年價格穩定",
        "不停機，零件一天到貨",
        "減少供應商，延長帳期",
        "有人即時接電話",
        "了解五年總成本",
        "圖面早給，變更書面確認",
    ),
    contact_notes=("早上九點前好聯絡", "夏天離職，打聽接任者", "習慣用電子郵件", "很了解競爭對手"),
    visit_notes=(
        "庫存偏低，近期會下單",
        "詢問新款控制器",
        "競爭對手便宜5%",
        "計畫秋天上新產線",
        "已付清欠款",
        "時間較短，下次細談",
    ),
    next_steps=(
        "確認交貨日期",
        "回訪到貨情況",
        "寄送報價",
        "電話跟進報價",
        "帶樣品上門",
        "帶工程師再訪",
        "再次電話聯絡",
        "寄送新產品目錄",
        "明年再聯絡",
        "了解誰得標及原因",
        "重新約時間",
        "打聽其他聯絡人",
    ),
    complaints=("兩只閥門到貨破損", "交貨晚了一週", "發票價格有誤", "售後沒有回電"),
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
