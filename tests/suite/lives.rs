//! Whole lives of cases, told by keys through the real program: from the counter to the archive.
#![cfg(unix)]

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::terminal::Terminal;

const TAB: &str = "\t";
const ENTER: &str = "\r";
const F2: &str = "\x1bOQ";
const ESC: &str = "\x1b";
const CTRL_E: &str = "\x05";
const CTRL_O: &str = "\x0f";
const CTRL_Q: &str = "\x11";
const CTRL_S: &str = "\x13";

/// The counter with one clerk at it.
pub(crate) struct Counter {
    pub(crate) home: tempfile::TempDir,
    pub(crate) desk: Terminal,
}

impl Counter {
    pub(crate) fn open(now: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        let desk = sit_down(home.path(), "王芳", now);
        Self { home, desk }
    }

    /// Another day, or another clerk.
    pub(crate) fn later(&mut self, who: &str, now: &str) {
        self.desk.wait_quiet();
        self.desk.send(CTRL_Q);
        assert_eq!(self.desk.wait_exit(), 0, "{}", self.desk.contents());
        self.sit(who, now);
    }

    /// Opens the desk anew, after it was closed or killed.
    pub(crate) fn sit(&mut self, who: &str, now: &str) {
        self.desk = sit_down(self.home.path(), who, now);
    }

    /// Registers by keys; `more` are fields by their labels' order after the request.
    pub(crate) fn register(&mut self, fields: &[&str], number: &str) {
        self.desk.send(F2);
        self.desk.wait_for("姓名");
        for field in fields {
            if !field.is_empty() {
                self.desk.send(field);
                if field.chars().count() > 1 {
                    self.desk.wait_for(field);
                }
            }
            self.desk.send(TAB);
        }
        self.desk.send(CTRL_S);
        self.desk.wait_for(&format!("已登记 {number}"));
        self.desk.send("1");
        self.desk.wait_gone("已登记");
    }

    /// Opens a case from the queue by its number.
    pub(crate) fn open_case(&mut self, number: &str) {
        self.desk.send("\x1bOS");
        self.desk.wait_for(&format!("> {number}"));
        self.desk.send(ENTER);
        self.desk.wait_for("概要");
    }

    /// Opens a case that is over.
    fn open_all(&mut self, number: &str) {
        self.desk.send("\x1bOS");
        self.desk.wait_for("事项");
        self.desk.send("*");
        self.desk.wait_for("范围");
        self.desk.send("2");
        self.desk.send(CTRL_S);
        self.desk.wait_for(number);
        self.desk.send(ENTER);
        self.desk.wait_for("概要");
    }

    /// Takes a step: finds it in the menu by what is typed, fills its questions in, hands it in.
    fn step(&mut self, search: &str, name: &str, answers: &[&str]) {
        self.fill_step(search, answers);
        self.desk.wait_for(&format!("已办：{name}"));
        self.desk.wait_quiet();
    }

    /// Classes and grades: class, category, urgency, difficulty, each by its digit.
    fn classify(&mut self, digits: [&str; 4]) {
        self.step("flfj", "分类分级", &digits);
    }

    /// Opens the menu of steps and types into its search.
    pub(crate) fn search_step(&mut self, search: &str) {
        self.desk.send(CTRL_O);
        self.desk.wait_for("概要");
        self.desk.send(CTRL_E);
        self.desk.wait_for("打字找步骤");
        self.desk.send(search);
        self.desk.wait_for(&format!("/ {search}"));
    }

    fn fill_step(&mut self, search: &str, answers: &[&str]) {
        self.search_step(search);
        self.desk.send(ENTER);
        self.desk.wait_gone(&format!("/ {search}"));
        if answers.is_empty() {
            return;
        }
        for answer in answers {
            if !answer.is_empty() {
                self.desk.send(answer);
                if answer.chars().count() > 1 && !answer.chars().all(|it| it.is_ascii_digit()) {
                    self.desk
                        .wait_for(&answer.chars().take(12).collect::<String>());
                }
            }
            self.desk.send(TAB);
        }
        self.desk.send(CTRL_S);
    }

    /// Gives a case as `mulin case show --json` tells it.
    fn shown(&self, who: &str, number: &str) -> Value {
        let (text, _) = self.tells(who, &["case", "show", number, "--json"]);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    /// Runs a verb and gives what it prints, with its exit code.
    pub(crate) fn tells(&self, who: &str, arguments: &[&str]) -> (String, Option<i32>) {
        let output = Command::new(env!("CARGO_BIN_EXE_mulin"))
            .args(arguments)
            .args(["--as", who])
            .env_clear()
            .env("HOME", self.home.path())
            .env("XDG_CONFIG_HOME", self.home.path().join("config"))
            .env("MULIN_STORE", self.home.path().join("desk.redb"))
            .env("LANG", "zh_CN.UTF-8")
            .output()
            .unwrap();
        (
            String::from_utf8_lossy(&output.stdout).into_owned(),
            output.status.code(),
        )
    }
}

fn sit_down(home: &Path, who: &str, now: &str) -> Terminal {
    let now = format!("{now}:00+08:00");
    let desk = Terminal::open_with(
        home,
        (100, 30),
        &["--as", who, "--clock-is-right"],
        &[("MULIN_NOW", now.as_str())],
    );
    desk.wait_for("F1 帮助");
    desk
}

/// Gives the codes of the steps in a case's history.
fn steps(shown: &Value) -> Vec<&str> {
    let history = shown["history"].as_array().unwrap();
    history
        .iter()
        .map(|entry| entry["step"].as_str().unwrap())
        .collect()
}

#[test]
fn twelve_workers_go_to_labour_arbitration_with_legal_aid() {
    let mut counter = Counter::open("2026-11-25T09:41");
    let number = "ML-2026-0001";
    // Name, phone, village, summary, request, cadre, channel, people.
    counter.register(
        &[
            "单雄信",
            "13800001111",
            "东牟家村",
            "工地拖欠十二人工资四个月",
            "讨回工资",
            "2",
            "1",
            "12",
        ],
        number,
    );
    counter.open_case(number);
    counter.classify(["3", "4", "2", "1"]);
    counter.step("sl", "受理", &[""]);
    counter.fill_step("告知法律", &[]);
    counter.desk.wait_for("法律途径和时限：告知");
    counter.desk.send("2026-10-08");
    counter.desk.wait_for("2027-10-08");
    counter.desk.send(ENTER);
    counter.desk.wait_for("截止日");
    counter.desk.send(CTRL_S);
    counter.desk.wait_for("已办：告知法律途径");
    counter.step(
        "fw",
        "服务",
        &["3", "法援站 李平", "1", "十二人共同申请法律援助"],
    );
    counter.step("书面告知", "书面告知", &["1"]);
    counter.step(
        "诉访分流",
        "诉访分流",
        &["2", "申请劳动仲裁，2027-10-08 前"],
    );

    let shown = counter.shown("王芳", number);
    assert_eq!(shown["status"], "guided", "{shown:#}");
    let taken = steps(&shown);
    for step in [
        "register", "classify", "accept", "divert", "track", "notify", "guide",
    ] {
        assert!(taken.contains(&step), "{step} is not in {taken:?}");
    }
    assert_eq!(shown["tracks"][0]["track"], "legal_aid");
    let (words, _) = counter.tells("王芳", &["case", "show", number]);
    for part in [
        "告知法律途径",
        "2027-10-08",
        "劳动仲裁",
        "十二人共同申请法律援助",
    ] {
        assert!(words.contains(part), "{part} is not in\n{words}");
    }
}

#[test]
fn a_land_quarrel_is_mediated_signed_paid_and_confirmed() {
    let mut counter = Counter::open("2026-03-02T09:41");
    let number = "ML-2026-0001";
    counter.register(
        &[
            "尉迟恭",
            "13800002222",
            "后薛村",
            "承包地地界被邻居占去一垄",
            "退还并赔偿青苗",
        ],
        number,
    );
    counter.open_case(number);
    counter.classify(["3", "3", "1", "1"]);
    counter.step("sl", "受理", &[""]);
    counter.step("书面告知", "书面告知", &["1"]);

    // Nobody is mediated who was not asked.
    counter.search_step("访调对接");
    counter.desk.wait_for("先问双方意愿");
    counter.desk.send(ESC);
    counter.desk.wait_gone("/ 访调对接");
    counter.step("征求", "征求调解意愿", &["薛有田", "1", "", "1"]);
    counter.step("访调对接", "访调对接", &["孙和平、李调解"]);
    let before = counter.shown("王芳", number);

    counter.later("王芳", "2026-03-10T09:00");
    counter.open_case(number);
    counter.step(
        "调解记录",
        "调解记录",
        &["双方和村主任", "量了地，差一尺二", "1"],
    );
    counter.step(
        "调解协议",
        "调解协议",
        &[
            "1",
            "1",
            "尉迟恭与薛有田，邻地承包户",
            "地界差一尺二，薛有田认占",
            "退还一垄，赔青苗六百元",
            "分两期，各三百元",
        ],
    );
    counter.step(
        "协议签名",
        "协议签名盖章",
        &["2026-03-10", "2026-03-10", "2026-03-10"],
    );
    counter.step(
        "约定分期",
        "约定分期履行",
        &["青苗款", "300元", "2026-03-20"],
    );
    counter.step(
        "约定分期",
        "约定分期履行",
        &["青苗款", "300元", "2026-04-20"],
    );
    let shown = counter.shown("王芳", number);
    assert_eq!(shown["status"], "agreed", "{shown:#}");
    // 条例 has no pause: the clock of the decision ends on the day on which it ended before.
    assert_eq!(due(&before, "decide"), due(&shown, "decide"));
    assert_eq!(due(&shown, "judicial_confirmation"), "2026-04-09");
    // Once no clock of the law runs, the list watches what was promised.
    assert_eq!(shown["due"], "2026-03-20", "{shown:#}");

    counter.later("王芳", "2026-03-23T09:00");
    counter.open_case(number);
    counter.desk.send("5");
    counter.desk.wait_for("青苗款");
    counter.step("lxqk", "履行情况", &["", "1", "已付三百"]);
    assert_eq!(counter.shown("王芳", number)["due"], "2026-04-20");
    counter.step("申请司法", "申请司法确认", &["", "1"]);

    counter.later("王芳", "2026-04-21T09:00");
    counter.open_case(number);
    counter.step("法院答复", "法院答复", &["1", "确认有效"]);
    counter.step("lxqk", "履行情况", &["", "1", "已付清"]);
    counter.step("xh", "销号", &["协议履行完毕，收条两张"]);
    let shown = counter.shown("王芳", number);
    assert_eq!(shown["status"], "struck_off", "{shown:#}");
    assert_eq!(shown["resolved"], true, "{shown:#}");

    // Asked afterwards by somebody other than the handler.
    counter.later("李梅", "2026-04-28T09:00");
    counter.open_all(number);
    counter.step("满意", "满意度回访", &["1"]);
    let (words, _) = counter.tells("王芳", &["case", "show", number]);
    for part in ["访调对接", "地界差一尺二", "裁定有效", "已付清", "收条两张"]
    {
        assert!(words.contains(part), "{part} is not in\n{words}");
    }
    let (_, code) = counter.tells("王芳", &["verify"]);
    assert_eq!(code, Some(0));
}

/// Gives the day on which a clock of a case ends.
fn due<'a>(shown: &'a Value, rule: &str) -> &'a str {
    let clocks = shown["clocks"].as_array().unwrap();
    let clock = clocks.iter().find(|clock| clock["rule"] == rule);
    clock.unwrap_or_else(|| panic!("no {rule} in {clocks:#?}"))["due"]
        .as_str()
        .unwrap()
}

#[test]
fn an_accusation_against_a_village_head_reaches_those_with_power_and_nobody_else() {
    let mut counter = Counter::open("2026-03-02T09:41");
    let number = "ML-2026-0001";
    counter.register(
        &[
            "牟春生",
            "13800001234",
            "东牟家村",
            "反映村主任虚报低保户",
            "查清并追回",
            "1",
            "东牟家村主任 赵德福",
        ],
        number,
    );
    counter.open_case(number);
    counter.classify(["2", "2", "2", "1"]);
    // Never to whom it is about, nor to his village.
    for (search, answers) in [
        ("jb", ["", "赵德福", ""].as_slice()),
        ("转送", ["", "", ""].as_slice()),
    ] {
        counter.fill_step(search, answers);
        if search == "jb" {
            counter.desk.wait_for("条例 28");
            counter.desk.send(ESC);
            counter.desk.wait_gone("承办人");
        } else {
            counter.desk.wait_for("送往");
            counter.desk.send(ESC);
            counter.desk.wait_gone("送往");
        }
    }
    // No ordinary notice, no ordinary acceptance: the article says so.
    for search in ["受理", "书面告知"] {
        counter.search_step(search);
        counter.desk.wait_for("条例 30");
        counter.desk.send(ESC);
        counter.desk.wait_gone(&format!("/ {search}"));
    }
    counter.step("向组织", "向组织部门通报", &[""]);
    counter.step("转送", "转送", &["", "涉及村干部，由纪检监察办理"]);

    let shown = counter.shown("王芳", number);
    let taken = steps(&shown);
    for step in ["tell_organisation", "forward"] {
        assert!(taken.contains(&step), "{step} is not in {taken:?}");
    }
    // Another clerk and the one complained of see a number and a lock.
    for who in ["李梅", "赵德福"] {
        let (words, _) = counter.tells(who, &["case", "show", number]);
        let (list, _) = counter.tells(who, &["case", "list", "--json"]);
        let (found, _) = counter.tells(who, &["case", "show", number, "--json"]);
        for text in [&words, &list, &found] {
            for secret in ["虚报", "赵德福", "东牟家", "纪检", "追回"] {
                assert!(!text.contains(secret), "{who} reads {secret} in\n{text}");
            }
        }
        assert!(list.contains(number), "{list}");
        counter.later(who, "2026-03-03T09:00");
        counter.desk.send("\x1bOS");
        counter.desk.wait_for(number);
        counter.desk.send(ENTER);
        counter.desk.wait_for("内容只有指定人员能看");
        let screen = counter.desk.contents();
        for secret in ["虚报", "牟春生", "东牟家", "纪检"] {
            assert!(!screen.contains(secret), "{who} sees {secret} on\n{screen}");
        }
    }
    counter.later("王芳", "2026-03-20T09:00");
    counter.open_case(number);
    counter.step("xh", "销号", &["纪检已受理，回执在卷"]);
    assert_eq!(counter.shown("王芳", number)["status"], "struck_off");
}

#[test]
fn a_hard_matter_goes_through_force_withdrawal_extension_review_and_recheck_to_the_end() {
    let mut counter = Counter::open("2026-03-02T09:41");
    let number = "ML-2026-0001";
    counter.register(
        &[
            "欧阳娜",
            "13800003333",
            "后薛村",
            "宅基地被收回后没有补偿",
            "按标准补偿",
        ],
        number,
    );
    counter.open_case(number);
    counter.classify(["3", "3", "1", "2"]);
    counter.step("sl", "受理", &[""]);
    counter.step("书面告知", "书面告知", &["1"]);
    counter.step("jb", "交办", &["", "于海涛", ""]);
    counter.step(
        "成立工作",
        "成立工作专班",
        &["周主任", "王芳", "李所长", "赵警官", "", "先核权属再议补偿"],
    );
    counter.step("专班会商", "专班会商", &["三家单位", "查档案"]);
    counter.step("ch", "撤回", &["1", "不想再跑了"]);

    // Whoever holds it does not ask; somebody else hears that it was not his own will.
    counter.later("于海涛", "2026-03-05T09:00");
    counter.open_all(number);
    // He is told before he has filled anything in.
    counter.search_step("撤回后回访");
    counter.desk.wait_for("请换一位同事");
    counter.desk.send(ESC);
    counter.later("李梅", "2026-03-06T09:00");
    counter.open_all(number);
    counter.step("撤回后回访", "撤回后回访", &["2", "村里劝她撤的，还要补偿"]);
    assert_eq!(counter.shown("王芳", number)["status"], "in_progress");

    // Extended before the sixtieth day; nothing started anew.
    counter.later("王芳", "2026-04-28T09:00");
    counter.open_case(number);
    counter.step("yq", "延期", &["李镇长", "权属档案不全"]);
    counter.step("撤销工作", "撤销工作专班", &["权属已查清"]);
    counter.step(
        "听证",
        "听证",
        &["当事人和村委到场，确认收回事实", "2026-04-27", "2026-04-27"],
    );
    let shown = counter.shown("王芳", number);
    assert_eq!(
        due(&shown, "decide_extended"),
        "2026-06-01",
        "2026-05-31 is a Sunday"
    );
    counter.step(
        "处理意见",
        "处理意见",
        &[
            "2",
            "当年收回依法，补偿没有依据",
            "土地管理法",
            "按标准补偿",
            "1998 年收回，无补偿约定",
        ],
    );
    counter.step("sd", "送达", &["1"]);

    counter.later("王芳", "2026-05-20T09:00");
    counter.open_case(number);
    counter.step("申请复查", "申请复查", &["补偿标准没有说清"]);
    counter.later("王芳", "2026-06-12T09:00");
    counter.open_case(number);
    counter.step(
        "复查意见",
        "复查意见",
        &["1", "维持原意见", "", "2026-06-12"],
    );
    counter.later("王芳", "2026-06-20T09:00");
    counter.open_case(number);
    counter.step("申请复核", "申请复核", &["仍然不服"]);
    counter.later("王芳", "2026-07-15T09:00");
    counter.open_case(number);
    counter.step(
        "复核意见",
        "复核意见",
        &["1", "维持复查意见", "", "2026-07-15"],
    );
    let shown = counter.shown("王芳", number);
    assert_eq!(shown["status"], "final", "{shown:#}");
    assert_eq!(shown["resolved"], false, "closed is not resolved");
    let taken = steps(&shown);
    for step in [
        "task_force_form",
        "withdraw",
        "call_back",
        "extend",
        "hear",
        "ask_review",
    ] {
        assert!(taken.contains(&step), "{step} is not in {taken:?}");
    }
    let (_, code) = counter.tells("王芳", &["verify"]);
    assert_eq!(code, Some(0));
}
