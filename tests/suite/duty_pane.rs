//! The duty pane over a real store: what a clerk does there by keys, and how it looks.

use mulin::domain::act::Action;
use mulin::domain::codes::{Channel, Class};
use mulin::domain::duty::{DutyFact, Leader};
use mulin::words::lang::Lang;

use crate::rooms::{House, compare, registration};

const TODAY: &str = "2026-09-28T09:41:00+08:00";

/// Adds two conveners and two other leaders.
pub(crate) fn with_leaders(house: &mut House) {
    let card = |(name, post, convener): (&str, &str, bool)| {
        Action::Leader(Leader {
            name: name.to_owned(),
            post: post.to_owned(),
            convener,
            active: true,
        })
    };
    let leaders = [
        ("周正", "党委副书记", true),
        ("吴敏", "人大副主席", true),
        ("王岚", "副镇长", false),
        ("郑和", "武装部长", false),
    ];
    house.keep(leaders.map(card).to_vec());
    house.tick(TODAY);
}

/// Registers an accusation of 周正, a matter that is not classed yet, and two old hotline items.
fn with_matters(house: &mut House) {
    let matter = |name: &str, summary: &str, class: Class, channel: Channel| {
        let Action::Register(mut it) = registration(name, "13800001240", "东牟家村", summary)
        else {
            unreachable!("it registers");
        };
        it.matter.class = class;
        it.visit.channel = Some(channel);
        if class == Class::Accusation {
            it.matter.accused = Some("周正".to_owned());
        }
        Action::Register(it)
    };
    house.keep(vec![
        matter(
            "欧阳娜",
            "有人收钱不办事",
            Class::Accusation,
            Channel::Visit,
        ),
        matter("万俟英", "说不清是什么事", Class::Unclassed, Channel::Visit),
        matter("单雄信", "供暖不热", Class::Claim, Channel::Hotline12345),
        matter("程咬金", "路灯不亮", Class::Claim, Channel::Hotline12345),
    ]);
}

#[test]
fn to_strike_off_leads_to_the_step_or_to_what_stands_against_it() {
    let mut house = House::open(Lang::Zh, (80, 24));
    with_leaders(&mut house);
    with_matters(&mut house);
    house.press("<F7> <Home> duty.strike");
    house.sees("* 办理");
    house.sees("/ 销号");
    house.sees("x 销号");
    // The same from the case that stands there already.
    house.press("<Esc> <F7> duty.strike");
    house.sees("/ 销号");
}

#[test]
fn a_leader_is_added_the_month_filled_two_days_swapped_and_one_stood_in_for() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F7> @");
    house.type_text("周正");
    house.press("<Tab>");
    house.type_text("党委副书记");
    house.press("<C-s>");
    house.press("duty.face duty.face duty.face");
    house.sees("> 09-28 周一");
    house.press("<Home>");
    house.sees("周正 党委副书记");
    with_leaders(&mut house);
    house.press("#");
    assert_eq!(house.notice(), "已排 3 天", "the rest of September");
    house.press("<End>");
    house.sees("09-28 周一  周正");
    house.sees("09-29 周二  吴敏");
    // The turn goes on into October, whose holiday has a duty of its own.
    house.press("<Right> #");
    assert_eq!(house.notice(), "已排 31 天");
    house.sees("10-01 周四  郑和      国庆节");
    // The first for the second.
    house.press("<Home>");
    house.press("&");
    house.press("<Down> &");
    assert_eq!(house.notice(), "已换班");
    house.sees("10-01 周四  周正      国庆节");
    house.sees("10-02 周五  郑和      国庆节");
    house.press("duty.stand_in");
    house.type_text("王岚");
    house.press("<Tab>");
    house.press("<C-s>");
    house.sees("此项必填");
    house.type_text("外出开会");
    house.press("<C-s>");
    house.sees("郑和（由 王岚 代班：外出开会");
}

#[test]
fn the_day_in_front_is_told_by_the_strip_and_changes_at_midnight() {
    let mut house = House::open(Lang::Zh, (160, 45));
    with_leaders(&mut house);
    house.press("<F7> duty.face duty.face duty.face # <Esc>");
    house.sees("值班领导 周正");
    house.press("duty.present");
    house.tick("2026-09-28T17:40:00+08:00");
    house.press("duty.present");
    house.sees("到岗 09:41  离岗 17:40");
    house.tick("2026-09-29T00:00:01+08:00");
    house.sees("2026-09-29");
    house.sees("值班领导 吴敏");
}

#[test]
fn lines_stand_by_number_where_they_must_and_open_their_case() {
    let mut house = House::open(Lang::Zh, (80, 24));
    with_leaders(&mut house);
    house.press("<F7> duty.face duty.face duty.face # <Esc>");
    with_matters(&mut house);
    house.tick(TODAY);
    house.sees("工资拖欠三个月");
    for hidden in ["有人收钱", "说不清", "欧阳", "万俟"] {
        house.sees_not(hidden);
    }
    // Four came: nothing of the backlog.
    house.press("duty.close 1");
    house.sees("已收班，当日来访 4 批");
    house.sees_not("存量热线");
    // The accusation of the day's leader is the other convener's; to whom it is not open it is not
    // told, for it would say whom it is about.
    house.press("duty.face duty.face");
    house.sees("周正  未销号 3 项");
    house.sees("吴敏  未销号 1 项");
    let mut house = house.for_another("刘洋");
    house.press("<F7> duty.face duty.face");
    house.sees("周正  未销号 3 项");
    house.sees("检举控告，内容保密  未销号 1 项");
    house.sees_not("吴敏");
    house.press("<End> <Enter>");
    house.sees("ML-2026-0003");
}

#[test]
fn who_acts_for_the_leader_stands_on_each_line_but_never_on_one_about_himself() {
    let mut house = House::open(Lang::Zh, (80, 24));
    with_leaders(&mut house);
    house.press("<F7> duty.face duty.face duty.face # <Esc>");
    // 周正 has the day; 郑和 stands in, and is accused.
    let Action::Register(mut it) = registration("欧阳娜", "13800001240", "东牟家村", "有人收钱")
    else {
        unreachable!("it registers");
    };
    it.matter.class = Class::Accusation;
    it.matter.accused = Some("郑和".to_owned());
    house.keep(vec![Action::Register(it)]);
    house.press("duty.stand_in");
    house.type_text("郑和");
    house.press("<Tab>");
    house.type_text("外出开会");
    house.press("<C-s>");
    house.tick(TODAY);
    house.sees("周正（郑和 代办）");
    house.sees("周正（吴敏 代办）");
    let mut house = house.for_another("刘洋");
    house.press("<F7>");
    house.sees("周正（郑和 代办）");
    house.sees_not("吴敏 代办");
}

#[test]
fn a_thin_day_is_closed_when_asked_and_takes_on_the_backlog() {
    let mut house = House::open(Lang::Zh, (80, 24));
    with_leaders(&mut house);
    house.press("<F7> duty.face duty.face duty.face # <Esc>");
    with_matters(&mut house);
    house.tick("2026-09-29T17:30:00+08:00");
    house.sees("当日来访 0 批，未收班");
    // It cannot be taken back: on another page the key does nothing, here it asks.
    house.press("duty.face duty.face duty.face duty.close");
    house.sees_not("现在收班？");
    house.press("<Esc> duty.close");
    house.sees("现在收班？");
    house.press("<Esc>");
    house.sees("当日来访 0 批，未收班");
    house.press("duty.close 1");
    house.sees("ML-2026-0005");
    house.sees("ML-2026-0006");
    house.sees("不足 2 批");
    house.press("duty.close");
    assert_ne!(house.notice(), "已收班", "once is enough");
}

#[test]
fn days_that_were_not_closed_are_told_by_the_opening_page_and_closed_in_order() {
    let mut house = House::open(Lang::Zh, (160, 45));
    with_leaders(&mut house);
    house.press("<F7> duty.face duty.face duty.face # <Esc>");
    with_matters(&mut house);
    // Until the hour there is nothing to close.
    house.tick("2026-09-28T17:29:00+08:00");
    house.press("<A-d>");
    house.sees_not("未收班 1 天");
    house.press("today.close");
    assert!(!house.notice().contains("已收班"), "{}", house.notice());
    house.tick("2026-09-28T17:30:00+08:00");
    house.sees("[1] 未收班 1 天，从最早的一天收起  * 收班");
    house.sees("09-28 周一     周正  当日来访 4 批");
    // Nobody closed it; the desk is opened again two days later, in the morning.
    house.tick("2026-09-30T08:30:00+08:00");
    house.killed();
    house.press("<A-d>");
    house.sees("[1] 未收班 2 天");
    house.sees("09-29 周二     吴敏  当日来访 0 批");
    // An order of this morning stood on neither day.
    let Action::Register(mut it) = registration("程咬金", "13800001241", "东牟家村", "水管漏了")
    else {
        unreachable!("it registers");
    };
    it.visit.channel = Some(Channel::Hotline12345);
    it.visit.received_at = Some(mulin::domain::moment::Moment::parse("2026-09-30 08:20").unwrap());
    house.keep(vec![Action::Register(it)]);
    house.press("today.close");
    assert_eq!(house.notice(), "2026-09-28 已收班");
    house.sees("[1] 未收班 1 天");
    house.press("today.close");
    assert_eq!(house.notice(), "2026-09-29 已收班");
    house.sees_not("未收班 1 天");
    // The thin one took on what stood then, and nothing of today.
    house.press("<F7> <Left>");
    house.sees("补录收班，当日来访 0 批");
    house.sees("ML-2026-0005");
    house.sees("ML-2026-0006");
    house.sees_not("ML-2026-0007  存量热线");
}

#[test]
fn a_day_to_be_closed_opens_its_ledger_and_a_rota_of_the_past_is_not_one() {
    let mut house = House::open(Lang::Zh, (80, 24));
    with_leaders(&mut house);
    let named = |day: &str, who: &str| Action::Duty {
        day: day.parse().unwrap(),
        fact: DutyFact::Named {
            leader: Some(who.to_owned()),
            note: String::new(),
        },
    };
    // The sheet of a month ago was taken in today.
    house.keep(vec![
        named("2026-08-28", "王岚"),
        named("2026-09-28", "周正"),
    ]);
    house.tick("2026-09-29T08:00:00+08:00");
    house.press("<A-d>");
    house.sees("未收班 1 天");
    house.sees_not("2026-08-28");
    house.press("1");
    house.sees("2026-09-28 周一");
    house.sees("未收班");
    house.sees("* 收班");
}

#[test]
fn the_rota_opens_with_who_is_on_it_today_and_the_coming_days() {
    let mut house = House::open(Lang::Zh, (80, 24));
    with_leaders(&mut house);
    house.tick("2026-10-20T08:00:00+08:00");
    house.press("<F7> duty.face duty.face duty.face");
    for text in ["双召集人", "轮值领导", "值班领导", "> 10-20", "10-27"] {
        house.sees(text);
    }
    house.sees_not("10-28");
    // At the end of the month there is no more to come.
    house.tick("2026-10-31T08:00:00+08:00");
    house.press("<Esc> duty.face duty.face duty.face");
    house.sees("双召集人");
    house.sees("> 10-31");
}

#[test]
fn pictures_of_the_duty_ledger() {
    let faces = [
        ("duty", "<Esc>"),
        ("duty-owed", "<Esc> duty.face"),
        ("duty-leaders", "<Esc> duty.face duty.face"),
        ("duty-rota", "<Esc> duty.face duty.face duty.face"),
        ("duty-stand-in", "<Esc> duty.stand_in"),
    ];
    for (name, keys) in faces {
        compare(name, |house| {
            with_leaders(house);
            house.press("<F7> duty.face duty.face duty.face #");
            with_matters(house);
            house.press(keys);
            house.tick("2026-09-28T17:30:00+08:00");
        });
    }
}
