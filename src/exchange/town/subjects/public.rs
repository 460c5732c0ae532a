//! 环境、道路: what everybody walks past.

use crate::domain::codes::{Category, Class, Exit, Track, Urgency};
use crate::exchange::town::subject::Subject;

/// 环境卫生.
pub const ENVIRONMENT: Subject = Subject {
    weight: 7,
    months: &[],
    class: Class::Claim,
    category: Category::General,
    urgency: Urgency::Ordinary,
    unit: "镇环保办",
    groups: 8,
    summaries: &[
        "{村}[湾塘|沟渠]发臭，[垃圾|死鱼]没人清",
        "[养猪场|养鸡场|粉条厂]污水流到[地里|路上]",
        "[板材厂|石子厂]夜里[噪声大|粉尘大]，睡不着",
        "{村}垃圾箱[满了{天}天|太少]，[气味大|招苍蝇]",
    ],
    requests: &[
        "请求[清淤|清理]并[放养护人|定期打捞]",
        "请求[查处|责令停排]，现场看",
        "请求[停止夜间生产|检测并答复]",
        "请求[每天清运|增设垃圾箱]",
    ],
    facts: &[
        "离住户只有{米}米，[夏天不敢开窗|衣服不敢晾]。",
        "向村里反映过，[清过一次又这样|说不归村里管]。",
    ],
    opinions: &[
        "镇环保办现场检查，责令[限期整改|清理粪污|加装隔音]，复查合格。",
        "{村}已组织清理，[增设垃圾箱|每日清运]。",
    ],
    basis: "《环境保护法》第五十七条",
    terms: &["厂方[晚九点后停机|加盖防尘网]，村里每周看一次"],
    track: Track::Rights,
    road: Some((
        Exit::Protection,
        "告知可请求生态环境部门依法查处，由其按有关法律答复",
    )),
};

/// 道路.
pub const ROADS: Subject = Subject {
    weight: 8,
    months: &[],
    class: Class::Claim,
    category: Category::General,
    urgency: Urgency::Ordinary,
    unit: "镇交通站",
    groups: 8,
    summaries: &[
        "{村}[村后路|生产路|到镇上的路]坑洼，[下雨积水|电动车摔倒]",
        "[大车|渣土车]压坏{村}[路面|桥]，约{米}米",
        "{村}[桥栏杆|井盖|路灯]坏了，夜里危险",
        "修路后[路面高出院子|排水不畅]，雨水倒灌",
    ],
    requests: &[
        "请求[修补|硬化]，给个时间",
        "请求[修复|限制大车通行]",
        "请求[换上|修好]，先设警示",
        "请求[做排水|降低路面]",
    ],
    facts: &[
        "坏了[半年|一年]了，[学生上学|老人赶集]都走这里。",
        "[照片已交|村里报过两次]，说[等资金|等计划]。",
    ],
    opinions: &[
        "镇交通站已[修补|回填碾压]{米}米，[井盖|路灯]已换好。",
        "列入[今年|明年]农村公路养护计划，先作临时处理，已答复。",
    ],
    basis: "《农村公路养护管理办法》第五条",
    terms: &[],
    track: Track::Errand,
    road: None,
};
