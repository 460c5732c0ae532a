//! 邻里: quarrels next door and in the family.

use crate::domain::codes::{Category, Class, Exit, Track, Urgency};
use crate::exchange::town::subject::Subject;

/// 邻里纠纷.
pub const NEIGHBOURS: Subject = Subject {
    weight: 12,
    months: &[],
    class: Class::Claim,
    category: Category::General,
    urgency: Urgency::Ordinary,
    unit: "镇司法所",
    groups: 2,
    summaries: &[
        "与邻居{人}因[排水|滴水|采光|过道]发生争执",
        "邻居{人}[堆放柴草堵路|栽树遮光|养狗伤人|养鸡气味大]",
        "邻居翻建[震裂|碰坏]自家院墙，要求赔偿{千}元",
        "因[浇地先后|收割压苗|树枝过界]与{人}[争吵|推搡]",
        "[兄弟分家|赡养老人|婆媳]矛盾，请求调解",
    ],
    requests: &[
        "请求[镇里调解|现场看看]，[划清过道|各走各的水]",
        "请求对方[清走|挪开]，[以后不再这样|当面道歉]",
        "请求对方[赔偿|修好院墙]",
        "请求[调解|做做对方的工作]，[赔偿损失|不再追究]",
        "请求镇里[上门调解|召集全家坐下来谈]",
    ],
    facts: &[
        "两家做邻居[十几年|二十多年]，[以前关系不错|早有疙瘩]，[上个月下雨后|开春动工后]吵了起来。",
        "村里调解过[一次|两次]，[对方不同意|说好了又反悔]。[照片|报价单]已交。",
        "派出所来过，[没有动手|伤势轻微]，建议找镇里调解。",
    ],
    opinions: &[
        "经镇司法所主持，双方[互谅互让|达成口头协议]，回访没有再争。",
        "现场查看，[过道宽{米}米的老规矩|滴水]已划清，双方认可。",
    ],
    basis: "《民法典》第二百八十八条、第二百九十六条",
    terms: &[
        "{人}于[五日|十日]内清走[柴草|杂物|树枝]，另一方不再追究",
        "翻建方赔偿[院墙|玻璃]{千}元，[当场付清|三日内付清]，双方和好",
        "兄弟{人}等轮流赡养，每人每月[三百|五百]元，医药费平摊",
    ],
    track: Track::Mediation,
    road: Some((
        Exit::Litigation,
        "告知可向人民法院起诉；调解协议可在三十日内共同申请司法确认",
    )),
};

/// 涉法涉诉: what stands before a court.
pub const COURT: Subject = Subject {
    weight: 3,
    months: &[],
    class: Class::Litigation,
    category: Category::General,
    urgency: Urgency::Ordinary,
    unit: "镇司法所",
    groups: 0,
    summaries: &[
        "[借款|交通事故|离婚]案件判决后[对方不履行|不服判决]",
        "[执行|鉴定]时间太长，要求[催办|说明]",
    ],
    requests: &["请求[帮助要回欠款|告诉该找谁]", "请求[说明进度|加快办理]"],
    facts: &["{年}年判决，[对方名下没有财产|执行终本]，[判决书|裁定书]复印件已交。"],
    opinions: &["已引导向人民法院[申请恢复执行|提出申诉]。"],
    basis: "《信访工作条例》第二十条",
    terms: &[],
    track: Track::LegalAid,
    road: Some((
        Exit::Litigation,
        "告知向人民法院反映：判决不服上诉十五日；申请执行二年；申请再审六个月",
    )),
};
