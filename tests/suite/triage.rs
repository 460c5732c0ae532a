//! Triage by keys: the proposal with its words, taken or not; the fast lane; on to the next matter.

use mulin::domain::act::Act;
use mulin::domain::case::fact::fast_lane::{Fault, Site, Utility};
use mulin::domain::case::fact::matter::Matter;
use mulin::domain::codes::{Category, Class, Difficulty, Urgency};
use mulin::domain::view::CaseView;
use mulin::domain::viewer::Viewer;
use mulin::exchange::triage::built_in;
use mulin::store::contract::ask;
use mulin::words::lang::Lang;

use crate::duty::{leader, named};
use crate::screens::{SIZES, compare_with};
use crate::stored::{CLERK, Stored, number, registered};

fn unclassed(day: &str, name: &str, summary: &str, facts: &str) -> Act {
    registered(day, name, |it| {
        it.matter.class = Class::Unclassed;
        summary.clone_into(&mut it.matter.summary);
        it.matter.request.clear();
        facts.clone_into(&mut it.matter.facts);
    })
}

fn acts() -> Vec<Act> {
    vec![
        unclassed(
            "11-20",
            "牟春生",
            "闻到煤气味，怕燃气泄漏",
            "昨天晚上起，厨房里一股煤气味，邻居也闻到了。燃气公司的电话打不通。",
        ),
        unclassed(
            "11-21",
            "牟秋生",
            "工程完了，包工头拖欠工资",
            "在镇上的工地干了三个月，拖欠我们七个人的工资，要求支付。",
        ),
        unclassed(
            "11-22",
            "牟冬生",
            "低保给了不该给的人",
            "村支书把低保给了自己亲戚，要求查清。",
        ),
    ]
}

fn seen(desk: &Stored, run: u32) -> CaseView {
    ask(desk.store.as_ref(), |it| {
        it.case_view(number(run), &Viewer::new(CLERK.to_owned()))
    })
    .unwrap()
    .unwrap()
}

#[test]
fn proposals_are_taken_by_a_key_and_the_next_unclassed_matter_follows() {
    let mut desk = Stored::open(Lang::Zh, (160, 45), &acts());
    desk.press("<F4> <Home> <A-t>");
    let picture = desk.picture();
    for text in ["分类分级：ML-2026-0001", "110、119", "煤气味", "建议 燃气"] {
        assert!(picture.contains(text), "{text}\n{picture}");
    }
    assert_eq!(
        seen(&desk, 1).case.matter.class,
        Class::Unclassed,
        "nothing is taken by itself"
    );

    desk.press("triage.take_all 3 <C-s>");
    let view = seen(&desk, 1);
    assert_eq!(view.case.matter.class, Class::Claim);
    assert_eq!(view.case.matter.category, Some(Category::General));
    assert_eq!(view.case.matter.urgency, Urgency::Urgent);
    let call = view.case.fast_lane.unwrap();
    assert_eq!(
        (call.utility, call.fault, call.site),
        (Utility::Gas, Fault::Leak, Site::Village)
    );

    assert!(
        desk.picture().contains("分类分级：ML-2026-0002"),
        "{}",
        desk.picture()
    );
    desk.press("triage.take_all <Down> <Down> <Down> 2 <C-s>");
    let view = seen(&desk, 2);
    assert_eq!(view.case.matter.class, Class::Claim);
    assert_eq!(view.case.matter.category, Some(Category::Wages));
    assert_eq!(view.case.matter.difficulty, Difficulty::Hard);
    assert!(view.case.fast_lane.is_none());

    desk.press("triage.take_all <C-s>");
    let picture = desk.picture();
    assert!(
        picture.contains("村支书") && picture.contains("此项必填"),
        "{picture}"
    );
    assert_eq!(
        seen(&desk, 3).case.matter.class,
        Class::Unclassed,
        "the clerk is asked"
    );
    desk.press("2 <C-s>");
    let view = seen(&desk, 3);
    assert_eq!(view.case.matter.class, Class::Accusation);
    assert_eq!(view.case.matter.category, Some(Category::Organisation));
    assert!(
        desk.picture().contains("没有未分类的事项了"),
        "{}",
        desk.picture()
    );
}

/// The house tells a classed matter its leader between the two steps that are saved at once.
#[test]
fn a_fast_lane_is_saved_at_the_first_key_also_while_a_leader_is_on_duty() {
    let mut acts = vec![leader("周正", true), named("11-20", "周正")];
    acts.extend(self::acts());
    let mut desk = Stored::open(Lang::Zh, (160, 45), &acts);
    desk.press("<F4> <Home> <A-t> triage.take_all 3 <C-s>");
    let case = seen(&desk, 1).case;
    assert_eq!(case.matter.class, Class::Claim);
    assert_eq!(case.leader.as_deref(), Some("周正"));
    assert_eq!(case.fast_lane.unwrap().utility, Utility::Gas);
    assert!(!desk.picture().contains("他人更新"), "{}", desk.picture());
}

/// Each sentence was said at a counter and proposed nothing.
#[test]
fn what_people_say_of_water_power_gas_and_violence_proposes_rightly() {
    let urgent = Some(Urgency::Urgent);
    for (summary, utility, fault, urgency) in [
        (
            "村里自来水停了三天",
            Some(Utility::Water),
            Some(Fault::Outage),
            None,
        ),
        (
            "家里没气做饭",
            Some(Utility::Gas),
            Some(Fault::Outage),
            None,
        ),
        (
            "门口电线杆倾斜，有危险",
            Some(Utility::Power),
            Some(Fault::Danger),
            urgent,
        ),
        (
            "家里没有电，冰箱化了",
            Some(Utility::Power),
            Some(Fault::Outage),
            None,
        ),
        ("丈夫家暴，我不敢回家", None, None, urgent),
        ("厕所没有气味了，谢谢", None, None, None),
        ("电线杆广告太多", None, None, None),
        ("停水泥车挡路", None, None, None),
        (
            "水压不正常，四楼上不去水",
            Some(Utility::Water),
            Some(Fault::Outage),
            None,
        ),
        (
            "燃气压力严重不足，灶点不着",
            Some(Utility::Gas),
            Some(Fault::Outage),
            None,
        ),
        ("司机抢走手机挂断电话", None, None, None),
        ("路口没有电子警察，车开得快", None, None, None),
        ("物业关停电梯，老人上不了楼", None, None, None),
        ("路灯电池没电了", None, None, None),
        ("巷子没有水泥硬化", None, None, None),
        // A meter does not leak.
        ("房子漏水，电表也装错了", None, None, None),
        ("怕停水，只能先交钱", None, None, None),
    ] {
        let matter = Matter {
            summary: summary.to_owned(),
            ..Matter::default()
        };
        let proposal = built_in().propose(&matter);
        let found = (
            proposal.utility.map(|it| it.value),
            proposal.fault.map(|it| it.value),
            proposal.urgency.map(|it| it.value),
        );
        assert_eq!(found, (utility, fault, urgency), "{summary}");
    }
}

/// What people ask and complain of is a matter, what they advise a suggestion, and everyday things
/// that are named beside it do not hide what it is about.
#[test]
fn what_people_say_at_the_counter_proposes_a_class_and_a_category() {
    use mulin::domain::codes::Category::{General, Land, Wages};
    use mulin::domain::codes::Class::{Claim, Litigation, Suggestion};
    for (summary, facts, class, category) in [
        ("咨询社保卡怎么补办", "", Some(Claim), Some(General)),
        ("投诉物业乱收费", "", Some(Claim), Some(General)),
        ("建议在村口增加路灯", "", Some(Suggestion), Some(General)),
        (
            "不服一审判决",
            "请求给个说法，希望处理",
            Some(Litigation),
            None,
        ),
        (
            "工地拖欠民工工资",
            "小区施工，没有社保，工伤也不给报销",
            Some(Claim),
            Some(Wages),
        ),
        (
            "宅基地被邻居占了",
            "施工的垃圾堵了路，污水流到院里，影响生活",
            Some(Claim),
            Some(Land),
        ),
        ("谢谢你们", "", None, None),
    ] {
        let matter = Matter {
            summary: summary.to_owned(),
            facts: facts.to_owned(),
            ..Matter::default()
        };
        let proposal = built_in().propose(&matter);
        let found = (
            proposal.class.map(|it| it.value),
            proposal.category.map(|it| it.value),
        );
        assert_eq!(found, (class, category), "{summary}");
    }
}

#[test]
fn who_passes_a_matter_over_sees_the_next_and_another_windows_change_is_told() {
    use mulin::domain::act::{Action, CommitResult};
    use mulin::domain::case::fact::step::Step;
    let mut desk = Stored::open(Lang::Zh, (80, 24), &acts());
    desk.press("<F4> <Home> <A-t> triage.next");
    assert!(
        desk.picture().contains("ML-2026-0002"),
        "{}",
        desk.picture()
    );
    let noted = desk.elsewhere(
        "李红",
        Action::Step {
            case: number(2),
            expected: 1,
            step: Step::Note {
                text: "来电催问".to_owned(),
            },
        },
    );
    assert!(matches!(noted, CommitResult::Done(_)), "{noted:?}");
    desk.press("triage.take_all <C-s>");
    assert!(
        desk.picture().contains("该事项已被他人更新"),
        "{}",
        desk.picture()
    );
    desk.press("<C-s>");
    assert_eq!(seen(&desk, 2).case.matter.class, Class::Claim);
    assert!(
        desk.picture().contains("ML-2026-0003"),
        "{}",
        desk.picture()
    );
}

#[test]
fn going_on_leaves_what_is_chosen_only_when_it_is_asked_twice() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &acts());
    desk.press("<F4> <Home> <A-t> triage.take_all triage.next");
    let picture = desk.picture();
    assert!(picture.contains("还没有交"), "{picture}");
    assert!(picture.contains("分类分级：ML-2026-0001"), "{picture}");
    desk.press("triage.next");
    let picture = desk.picture();
    assert!(picture.contains("分类分级：ML-2026-0002"), "{picture}");
    assert_eq!(seen(&desk, 1).case.matter.class, Class::Unclassed);
}

#[test]
fn triage_in_both_languages_and_sizes() {
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in SIZES {
            let mut desk = Stored::open(lang, size, &acts());
            desk.press("<F4> <Home> <A-t> 3 triage.take_all");
            let file = format!("triage.{code}.{}x{}.txt", size.0, size.1);
            compare_with(&file, &desk.picture());
        }
    }
}
