//! Whole lives of cases, told by keys through the real program: from the counter to the archive.
#![cfg(unix)]

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::terminal::Terminal;

const TAB: &str = "\t";
const ENTER: &str = "\r";
const F2: &str = "\x1bOQ";
const CTRL_E: &str = "\x05";
const CTRL_O: &str = "\x0f";
const CTRL_Q: &str = "\x11";
const CTRL_S: &str = "\x13";

/// The counter with one clerk at it.
struct Counter {
    home: tempfile::TempDir,
    desk: Terminal,
}

impl Counter {
    fn open(now: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        let desk = sit_down(home.path(), "王芳", now);
        Self { home, desk }
    }

    /// Another day, or another clerk.
    fn later(&mut self, who: &str, now: &str) {
        self.desk.wait_quiet();
        self.desk.send(CTRL_Q);
        assert_eq!(self.desk.wait_exit(), 0, "{}", self.desk.contents());
        self.desk = sit_down(self.home.path(), who, now);
    }

    /// Registers by keys; `more` are fields by their labels' order after the request.
    fn register(&mut self, fields: &[&str], number: &str) {
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
    fn open_case(&mut self, number: &str) {
        self.desk.send("\x1bOS");
        self.desk.wait_for(number);
        self.desk.send(ENTER);
        self.desk.wait_for("概要");
    }

    /// Takes a step: finds it in the menu by what is typed, fills its questions in, hands it in.
    fn step(&mut self, search: &str, name: &str, answers: &[&str]) {
        self.fill_step(search, answers);
        self.desk.wait_for(&format!("已办：{name}"));
    }

    fn fill_step(&mut self, search: &str, answers: &[&str]) {
        self.desk.send(CTRL_O);
        self.desk.wait_for("概要");
        self.desk.send(CTRL_E);
        self.desk.wait_for("打字找步骤");
        self.desk.send(search);
        self.desk.wait_for(&format!("/ {search}"));
        self.desk.send(ENTER);
        self.desk.wait_gone("打字找步骤");
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
    fn tells(&self, who: &str, arguments: &[&str]) -> (String, Option<i32>) {
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
        &["--as", who],
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
    counter.step("fl", "分类分级", &["3", "4", "2", "1"]);
    counter.step("sl", "受理", &[""]);
    counter.fill_step("告知法律", &[]);
    counter.desk.wait_for("法律途径和时限：告知");
    counter.desk.send("2026-10-08");
    counter.desk.wait_for("2027-10-08");
    counter.desk.send(ENTER);
    counter.desk.wait_for("最晚到哪天");
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
    let told = steps(&shown);
    for step in [
        "register", "classify", "accept", "divert", "track", "notify", "guide",
    ] {
        assert!(told.contains(&step), "{step} is not in {told:?}");
    }
    assert_eq!(shown["tracks"][0]["track"], "legal_aid");
    let (words, _) = counter.tells("王芳", &["case", "show", number]);
    for said in [
        "告知法律途径",
        "2027-10-08",
        "劳动仲裁",
        "十二人共同申请法律援助",
    ] {
        assert!(words.contains(said), "{said} is not in\n{words}");
    }
}
