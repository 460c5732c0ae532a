//! 民政、医保、教育.

use crate::domain::codes::{Category, Class, Track, Urgency};
use crate::exchange::town::subject::Subject;

/// 低保、医保、补贴.
pub const WELFARE: Subject = Subject {
    weight: 11,
    months: &[],
    class: Class::Claim,
    category: Category::General,
    urgency: Urgency::Ordinary,
    unit: "镇民政办",
    groups: 2,
    summaries: &[
        "申请[低保|临时救助|残疾人补贴]没有结果",
        "[养老金|高龄补贴|粮食补贴]{月}个月没有到账",
        "[医保|大病报销|慢性病证]不知道怎么办，来回跑了[两|三]趟",
        "[低保|五保]被取消，不清楚原因",
        "[危房|漏雨房]改造没有批下来",
    ],
    requests: &[
        "请求[重新核查|说明原因|尽快审批]",
        "请求[查明原因|补发到账]",
        "请求[帮忙代办|一次告知材料]",
        "请求[说明原因|重新评议]",
        "请求[上门评估|尽快安排改造]",
    ],
    facts: &[
        "家里[两人有病|只有老两口|孩子上学]，靠[种地|打零工]生活，[住院花了{万}万元|腿脚不好]。",
        "材料{月}个月前交给村里，[说已经上报|没有回音]。",
        "[卡换过|身份证重办过]，可能[账户不对|信息没更新]。",
    ],
    opinions: &[
        "镇民政办入户核查，[符合条件，已纳入，下月发放|收入超出标准，已书面说明，可申请临时救助]。",
        "账户信息已更正，补发{千}元，[已到账|三日内到账]。",
        "由便民大厅全程代办，证件已送到家。",
    ],
    basis: "《社会救助暂行办法》第九条、第十一条",
    terms: &[],
    track: Track::Errand,
    road: None,
};

/// 上学.
pub const SCHOOL: Subject = Subject {
    weight: 4,
    months: &[],
    class: Class::Claim,
    category: Category::General,
    urgency: Urgency::Ordinary,
    unit: "镇教管办",
    groups: 6,
    summaries: &[
        "[校车|接送车]不到{村}，孩子上学不方便",
        "[小学|幼儿园][午餐|取暖|收费]问题",
        "孩子[转学|入学]手续办不下来",
        "校门口[摆摊|停车]混乱，不安全",
    ],
    requests: &[
        "请求[增设停靠点|增加班次]",
        "请求[公开标准|家长会上说明|整改]",
        "请求[帮助办理|一次告知材料]",
        "请求[清理|派人值守]",
    ],
    facts: &[
        "村里有{户}个孩子上学，[大人在外打工|老人接送]。",
        "问过学校[一次|两次]，[让等通知|说按规定]。",
    ],
    opinions: &[
        "镇教管办已协调[增加停靠点|办好手续]，下周[一|三]起实行。",
        "收费标准已公示，多收的{百}元已退。",
    ],
    basis: "《义务教育法》第十二条、第二十四条",
    terms: &[],
    track: Track::Errand,
    road: None,
};
