//! 水、电、暖、气: the fast lane.

use crate::domain::codes::{Category, Class, Track, Urgency};
use crate::exchange::town::subject::Subject;

/// 供暖.
pub const HEATING: Subject = Subject {
    weight: 16,
    months: &[11, 12, 1, 2, 3],
    class: Class::Claim,
    category: Category::General,
    urgency: Urgency::Urgent,
    unit: "镇城建办",
    groups: 10,
    summaries: &[
        "[新村小区|镇驻地小区|安置楼]{号}号暖气不热，室温只有{度}度",
        "[安置楼|教师楼]顶楼暖气[不热|漏水]，[报修三天没人来|家有老人]",
        "{村}[煤改气|煤改电]设备[坏了|压力不足]，取暖受影响",
        "供暖费[交了不热要求退费|面积算错，多收{百}元]",
    ],
    requests: &[
        "请求[马上派人检修|协调供热公司上门]，[家里有老人|家里有孩子]",
        "请求[今天检修|测温]，不达标退费",
        "请求厂家[上门维修|更换设备]",
        "请求[测温后退费|核对面积后退款]",
    ],
    facts: &[
        "从[上周|前天夜里|供暖第一天]起就不热，打供热公司电话[没人接|说在排队]。",
        "同一单元[上下楼都热|六户都不热]，[放过气|清洗过过滤网]也不行。",
    ],
    opinions: &[
        "供热公司已上门[排气|更换阀门|清洗管道]，复测室温[十九|二十|二十一]度，信访人认可。",
        "经测温连续两日不达标，按规定退还[{天}天|全部]热费，已办理。",
    ],
    basis: "《潍坊市供热条例》",
    terms: &["供热公司[三日内换管|退还{百}元]，用户同意"],
    track: Track::Errand,
    road: None,
};

/// 供水.
pub const WATER: Subject = Subject {
    weight: 8,
    months: &[],
    class: Class::Claim,
    category: Category::General,
    urgency: Urgency::Urgent,
    unit: "镇水利站",
    groups: 12,
    summaries: &[
        "{村}[东头|西头|后街|{组}]自来水停了{天}天",
        "{村}自来水[发黄|有异味|水压小]，影响{户}户",
        "{村}[机井|水泵]坏了，[浇不上地|没水吃]",
        "水费[突然多出很多|按户摊派]，要求核对",
    ],
    requests: &[
        "请求[尽快恢复供水|先送水到村]",
        "请求[派人检测水质|冲洗管道|加压]",
        "请求[修好水泵|换泵]，[别误了浇地|先解决吃水]",
        "请求[核对水表|公开水费账目]，多收的退回",
    ],
    facts: &[
        "[主管道漏水|说是换泵]，村里通知说[一两天|很快]就好，到现在没修。",
        "家里有[老人和孩子|牲口]，每天到[邻村|亲戚家]拉水。",
        "照片和[水样|缴费单]已交。",
    ],
    opinions: &[
        "镇水利站当日到场，[更换水泵|抢修管道{米}米]，已恢复供水，回访满意。",
        "水质送检合格，[管道已冲洗|老旧管线列入改造]，结果已告知。",
    ],
    basis: "《信访工作条例》第三十一条第六项",
    terms: &["村里于[三日|五日]内换泵，其间每天送水一次"],
    track: Track::Errand,
    road: None,
};

/// 用电.
pub const POWER: Subject = Subject {
    weight: 5,
    months: &[],
    class: Class::Claim,
    category: Category::General,
    urgency: Urgency::Urgent,
    unit: "镇供电所",
    groups: 6,
    summaries: &[
        "{村}[电压低|经常跳闸|变压器声音很大]，[空调带不动|影响{户}户]",
        "{村}[电线杆倾斜|电线垂得很低]，有危险",
        "[大棚|机井]用电[申请两个月没通|线路老化]",
    ],
    requests: &[
        "请求[更换变压器|改造线路]",
        "请求[扶正电杆|收紧电线]，先设警示",
        "请求供电所[上门检查|给出通电日期]",
    ],
    facts: &[
        "[晚上做饭时|浇地时]电压只有一百八十伏，[冰箱烧坏过|灯都发暗]。",
        "[大风以后|修路以后]就歪了，离房子只有{米}米。",
    ],
    opinions: &[
        "供电所已[更换变压器|扶正并加固电杆|调整线路]，复测电压正常。",
        "用电申请已受理，[七日|十个工作日]内通电。",
    ],
    basis: "《电力供应与使用条例》第十九条",
    terms: &[],
    track: Track::Errand,
    road: None,
};
