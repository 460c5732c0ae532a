//! A working week played through the real program in a pseudo-terminal: who is on duty, who comes,
//! who calls, what a village finds, what is closed in the evening, and the week's figures.
#![cfg(unix)]

use serde_json::Value;

use crate::lives::Counter;

const CTRL_D: &str = "\x04";
const CTRL_S: &str = "\x13";
const CTRL_T: &str = "\x14";
const F7: &str = "\x1b[18~";
const F8: &str = "\x1b[19~";
const ALT_D: &str = "\x1bd";
const ALT_M: &str = "\x1bm";

fn json(counter: &Counter, arguments: &[&str]) -> Value {
    let (text, _) = counter.tells("王芳", arguments);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// 排班, by keys.
fn on_duty(counter: &mut Counter, name: &str) {
    counter.desk.send(F7);
    counter.desk.wait_for("* 台账");
    counter.desk.send(CTRL_D);
    counter.desk.wait_for("排班  2026");
    counter.desk.send(name);
    counter.desk.wait_for(name);
    counter.desk.send(CTRL_S);
    counter.desk.wait_for("已记下");
}

/// 收班, by keys.
fn close(counter: &mut Counter) {
    counter.desk.send(F7);
    counter.desk.wait_for("* 台账");
    counter.desk.send("*");
    counter.desk.wait_for("现在收班？");
    counter.desk.send("1");
    counter.desk.wait_for("已收班");
}

#[test]
fn a_week_is_played_by_keys_from_monday_to_its_bulletin() {
    let mut counter = Counter::open("2026-11-23T08:30");
    on_duty(&mut counter, "周正");
    counter.register(
        &["牟春生", "13800001234", "", "村西头路灯坏了"],
        "ML-2026-0001",
    );
    counter.register(&["欧阳娜", "13800001235", "", "暖气不热"], "ML-2026-0002");
    close(&mut counter);
    counter.desk.wait_for("来访 2 批");

    // Tuesday: another leader, one visitor and a call that is rung back.
    counter.later("王芳", "2026-11-24T08:40");
    on_duty(&mut counter, "吴敏");
    counter.register(
        &["单雄信", "13800001236", "", "宅基地边界不清"],
        "ML-2026-0003",
    );
    counter.desk.send(CTRL_T);
    counter.desk.wait_for("通话");
    counter.desk.send("13800001237");
    counter.desk.wait_for("13800001237");
    // What is missing is asked for: the outcome.
    counter.desk.send(CTRL_S);
    counter.desk.wait_for("此项必填");
    counter.desk.send("2");
    counter.desk.wait_for("回电时限");
    counter.desk.send(CTRL_S);
    counter.desk.wait_gone("回电时限");
    counter.desk.send(ALT_D);
    counter.desk.wait_for("待回电 1 项");
    counter.desk.wait_for("138****1237");
    close(&mut counter);
    let ledger = json(&counter, &["duty", "--on", "2026-11-24", "--json"]);
    let owners: Vec<(&str, &str)> = ledger["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["how"].as_str().unwrap(), it["owner"].as_str().unwrap()))
        .collect();
    for how in ["visit", "call"] {
        assert!(owners.contains(&(how, "吴敏")), "{how}: {ledger}");
    }
    assert!(owners.iter().all(|(_, owner)| *owner == "吴敏"), "{ledger}");

    // Wednesday: the clerk sees on the opening page who is on duty; the dispatch meeting is called.
    counter.later("李梅", "2026-11-25T08:30");
    on_duty(&mut counter, "周正");
    counter.desk.send(ALT_D);
    counter.desk.wait_for("值班领导");
    counter.desk.wait_for("周正");
    counter.desk.send(ALT_M);
    counter.desk.wait_for("* 会议");
    counter.desk.wait_quiet();
    let owed = json(&counter, &["duty", "open", "--leader", "周正", "--json"]);
    let owed = owed.as_array().unwrap();
    assert_eq!(
        owed.len(),
        2,
        "Monday's are his until they are struck off: {owed:?}"
    );

    // Friday: the week's figures are looked at and issued.
    counter.later("王芳", "2026-11-27T17:00");
    counter.desk.send(F8);
    counter.desk.wait_for("* 研判");
    counter.desk.send("2");
    counter.desk.wait_for("周通报");
    counter.desk.wait_for("2026-11-23 至 2026-11-29");
    counter.desk.send("*");
    counter.desk.wait_for("重新签发理由");
    counter.desk.send(CTRL_S);
    counter.desk.wait_for("已签发");
    let arguments = ["report", "week", "--on", "2026-11-27", "--format", "json"];
    let bulletin = json(&counter, &arguments);
    let figures = bulletin["figures"].as_array().unwrap();
    let registered = figures
        .iter()
        .find(|it| it["code"] == "registered")
        .unwrap();
    assert_eq!(registered["n"], 3);
    let (output, code) = counter.tells("王芳", &["verify"]);
    assert_eq!(code, Some(0), "{output}");
}
