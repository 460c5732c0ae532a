//! Every setting that the example shows changes an answer; one without a row here fails.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use mulin::app::model::Model;
use mulin::domain::act::{Act, Action};
use mulin::domain::case::fact::appeal::Round;
use mulin::domain::case::fact::key_case::{KeyStep, KeyTerm};
use mulin::domain::case::fact::step::Step;
use mulin::domain::duty::DutyFact;
use mulin::domain::lawyer::Lawyer;
use mulin::domain::moment::Moment;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::runtime::settings::parse;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::words::bundle::Words;
use mulin::words::lang::Lang;

use crate::cli::Desk;
use crate::rooms::House;
use crate::stored::{CLERK, now, number, registered, settings_in};
use crate::terminal::Terminal;
use crate::{duty_pane, meetings, orders};

/// The documented settings.
const EXAMPLE: &str = include_str!("../../src/runtime/data/config.toml");

/// Whose answer a setting changes.
#[derive(Clone, Copy)]
enum Answer {
    /// The command line over a desk of its own.
    Cli(fn(&Desk) -> String),
    /// A store in memory that was opened with the town's settings.
    InStore(fn(&MemoryStore) -> String),
    /// The desk's screen.
    Pane(fn(&mut House) -> String),
    /// Words that are made with the settings.
    Wording(fn(&Settings) -> String),
    /// The real program on a terminal.
    Screen(fn(&mut Terminal, &Desk) -> String),
}

use Answer::{Cli, InStore, Pane, Screen, Wording};

/// A setting, the line by which it is changed, and an answer that is another then. Lines above the
/// last hold in both runs.
const ROWS: &[(&str, Answer)] = &[
    ("lang = \"zh\"", Cli(doctor)),
    ("keymap = \"vim\"", Cli(keys)),
    ("theme = \"mono\"", Screen(colours)),
    ("borders = \"ascii\"", Screen(contents)),
    ("ambiguous = \"wide\"", Screen(contents)),
    (
        r#"print = ["sh", "-c", 'cp "$0" "$HOME/printed"', "{txt}"]"#,
        Screen(printed),
    ),
    ("mouse = false", Screen(mouse)),
    ("backup = \"/tmp\"", Screen(setup)),
    (
        "backup = \"~/stick\"\nbackup_at = \"23:00\"",
        Screen(next_copy),
    ),
    ("backup = \"~/stick\"\nbackup_keep = 1", Cli(copies)),
    (
        "backup = \"~/stick\"\nbackup_passphrase = \"~/words\"",
        Cli(copies),
    ),
    ("lock_after = 5", Pane(nine_minutes_later)),
    ("staff = [\"周正\"]", Screen(setup)),
    ("settled = [\"grid\"]", Screen(setup)),
    (
        r#"open = ["sh", "-c", 'cp "$0" "$HOME/viewed"', "{file}"]"#,
        Screen(viewed),
    ),
    ("[town]\nattachment_megabytes = 1", Cli(attached)),
    ("[town]\nstation = \"东牟家驿站\"", Cli(stations)),
    ("[town]\nhouse = \"邻镇牟邻之家\"", Cli(receipt)),
    ("[town]\norgan = \"邻镇人民政府\"", Cli(cover)),
    ("[town]\nreview_body = \"邻市人民政府\"", Wording(review)),
    (
        "[town]\nrecheck_body = \"邻地级市人民政府\"",
        Wording(recheck),
    ),
    ("[town]\nhotline = \"2881999\"", Cli(receipt)),
    ("[town]\narea_code = \"0532\"", Cli(phones)),
    ("[town]\nlocal_digits = 8", Cli(phones)),
    ("[town]\ngroup_threshold = 7", Cli(groups)),
    ("[town]\ntown_goal_start = \"registration\"", Cli(rules)),
    ("[town]\ntown_goal_days = 20", Cli(rules)),
    ("[town]\ndue_soon_days = 40", InStore(counts)),
    ("[town]\nweekends_roll = false", Cli(weekend)),
    ("[town]\nurgent_report_minutes = 20", Cli(rules)),
    ("[town]\nurgent_report_hours = 1", Cli(rules)),
    ("[town]\nsimple_pass_on_days = 2", Cli(rules)),
    ("[town]\nsimple_accept_days = 2", Cli(rules)),
    ("[town]\nsimple_decide_days = 9", Cli(rules)),
    ("[town]\nmediation_days = 20", Cli(rules)),
    ("[town]\nadministrative_suit_months = 3", Cli(rules)),
    ("[town]\npower_repair_town_hours = 2", Cli(rules)),
    ("[town]\npower_repair_village_hours = 3", Cli(rules)),
    ("[town]\npower_repair_remote_hours = 5", Cli(rules)),
    ("[town]\nwater_repair_hours = 2", Cli(rules)),
    ("[town]\nshandong_regulations = false", Cli(rules)),
    ("[town]\nduty_visits = 0", Cli(closed_day)),
    ("[town]\nbacklog_a_day = 1", Cli(closed_day)),
    ("[town]\nduty_on_rest_days = false", Pane(filled_month)),
    ("[town]\nreception_closes = \"09:00\"", InStore(unclosed)),
    ("[town]\nkey_case_months = 1", InStore(key_case)),
    ("[town]\ncall_back_hours = 48", Pane(call_back)),
    ("[town]\nhotline_days = 4", Cli(rules)),
    ("[town]\nhotline_extension_days = 2", InStore(extended)),
    ("[town]\nfirst_contact_urgent_hours = 1", Cli(rules)),
    ("[town]\nfirst_contact_hours = 12", Cli(rules)),
    ("[town]\nwhistle_sign_hours = 2", Cli(rules)),
    ("[town]\nwhistle_contact_hours = 12", Cli(rules)),
    ("[town]\nwhistle_arrive_hours = 12", Cli(rules)),
    ("[town]\nwhistle_arrive_emergency_hours = 1", Cli(rules)),
    ("[town]\nwhistle_report_days = 2", Cli(rules)),
    ("[town]\nwhistle_report_hard_days = 4", Cli(rules)),
    ("[town]\ncheckin_villages = \"daily\"", Cli(checks)),
    ("[town]\ncheckin_areas = \"never\"", Cli(checks)),
    ("[town]\ncheckin_town = \"never\"", Cli(checks)),
    ("[town]\ncheckin_rest_days = false", Cli(rest_day_checks)),
    ("[town]\ncheckin_morning_from_hour = 10", Cli(morning)),
    ("[town]\ncheckin_morning_until_hour = 8", Cli(morning)),
    ("[town]\ncheckin_afternoon_from_hour = 16", Cli(afternoon)),
    ("[town]\ncheckin_afternoon_until_hour = 14", Cli(afternoon)),
    (
        "[town]\ncheckin_villages = \"daily\"\ncheckin_day_until_hour = 14",
        Cli(afternoon),
    ),
    ("[town]\nlaw_educators = 7", Cli(education)),
    ("[town]\nlegal_workers = 8", Cli(education)),
    ("[town]\nlaw_promoters = 91", Cli(education)),
    ("[town]\nagenda_most = 1", InStore(agenda)),
    ("[town]\nclosure_weight = 50", Cli(month)),
    ("[town]\nscreening_weight = 50", Cli(month)),
    ("[town]\nscreening = \"checks_done\"", Cli(month)),
    ("[town]\nevaluate_villages = true", Cli(month)),
    ("[town]\nrating_days = 20", Cli(month)),
    ("[town]\nwatch_days = 60", Cli(month)),
    (
        "[town]\nlaw_fields = [{ name = \"养殖\", words = [\"养殖\"] }]",
        InStore(lawyer),
    ),
    (
        "[town]\ndispute_types = [{ name = \"路灯纠纷\", words = [\"路灯\"] }]",
        Cli(dispute_type),
    ),
];

#[test]
fn every_setting_changes_an_answer() {
    let mut idle = Vec::new();
    for (written, answer) in ROWS {
        let before = match written.rsplit_once('\n') {
            Some((before, _)) => before,
            None => "",
        };
        if asked(before, *answer) == asked(written, *answer) {
            idle.push(written);
        }
    }
    assert!(idle.is_empty(), "nothing changes with {idle:#?}");
}

#[test]
fn every_setting_of_the_example_has_a_row() {
    let name = |line: &str| line.split_once(" = ").map(|(name, _)| name.to_owned());
    let shown = EXAMPLE.lines().skip(7).filter_map(|line| {
        let line = line.strip_prefix("# ").or(line.strip_prefix("#? "))?;
        match line.strip_prefix("[[town.") {
            Some(list) => list.strip_suffix("]]").map(str::to_owned),
            None => name(line),
        }
    });
    let mut shown: BTreeSet<String> = shown.collect();
    // The lines of a field of law, and of a type of dispute.
    for part in ["name", "categories", "words", "signs"] {
        assert!(shown.remove(part), "{part}");
    }
    let tried = ROWS.iter().map(|(written, _)| {
        let line = written.lines().last().unwrap_or_default();
        name(line).unwrap()
    });
    assert_eq!(tried.collect::<BTreeSet<_>>(), shown);
}

/// Which type of dispute the desk proposes.
fn dispute_type(desk: &Desk) -> String {
    let line = r#"{"name":"牟春生","channel":"visit","summary":"路灯坏了","class":"claim"}"#;
    desk.feed(&["register"], &format!("{line}\n"));
    let args = [
        "step",
        "ML-2026-0001",
        "dispute",
        "--concerned",
        "2",
        "--json",
    ];
    desk.run(&args).out
}

/// Gives the answer under a settings file.
fn asked(written: &str, answer: Answer) -> String {
    let town = || -> Settings {
        let text = written.strip_prefix("[town]").unwrap_or_default();
        toml::from_str(text).unwrap()
    };
    match answer {
        Cli(ask) => {
            let desk = Desk::new();
            configure(&desk, written);
            ask(&desk)
        }
        InStore(ask) => ask(&MemoryStore::new(Vec::new(), town())),
        Pane(ask) => {
            let mut house = House::open(Lang::Zh, (160, 45));
            set(&mut house.model, town());
            let settings = settings_in(house.folder(), Lang::Zh);
            let decided = (settings.decide)(&parse(written).unwrap()).ok().unwrap();
            house.model.shared.desk = decided.live.desk;
            ask(&mut house)
        }
        Wording(ask) => ask(&town()),
        Screen(ask) => {
            let desk = Desk::new();
            configure(&desk, written);
            let line =
                r#"{"name":"牟春生","channel":"visit","summary":"路灯坏了","class":"claim"}"#;
            desk.feed(&["register"], line);
            let home = desk.file("config");
            let home = home.parent().unwrap();
            let mut terminal = Terminal::open(home, (80, 24), &["--lang", "zh"]);
            terminal.wait_for("F1");
            ask(&mut terminal, &desk)
        }
    }
}

fn configure(desk: &Desk, written: &str) {
    let folder = desk.file("config/mulin");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), written).unwrap();
}

fn set(model: &mut Model, town: Settings) {
    model.shared.town.settings = town;
}

fn run(desk: &Desk, args: &[&str]) -> String {
    let answer = desk.run(args);
    format!("{}{}", answer.out, answer.err)
}

fn doctor(desk: &Desk) -> String {
    let output = run(desk, &["doctor"]);
    let folder = desk.file("").display().to_string();
    output.replace(&folder, "")
}

fn keys(desk: &Desk) -> String {
    run(desk, &["keys"])
}

/// Opens the setup room, and gives what stands there.
fn setup(terminal: &mut Terminal, _: &Desk) -> String {
    terminal.send("\x1bn");
    terminal.wait_for("法治教育人员");
    terminal.contents()
}

/// Tells when the first copy of the store is made.
fn next_copy(terminal: &mut Terminal, _: &Desk) -> String {
    terminal.send("\x1bd");
    terminal.wait_for("还没有每日备份");
    terminal.contents()
}

/// Makes the copies of two days, and gives what they are called.
fn copies(desk: &Desk) -> String {
    let (stick, words) = (desk.file("stick"), desk.write("words", "a good passphrase"));
    fs::create_dir(&stick).unwrap();
    fs::set_permissions(words, fs::Permissions::from_mode(0o600)).unwrap();
    desk.feed(&["register"], r#"{"summary":"路灯坏了"}"#);
    for now in ["2026-11-24T09:00:00+08:00", "2026-11-25T09:00:00+08:00"] {
        let mut daily = desk.command(&["backup", "--daily"]);
        assert!(daily.env("MULIN_NOW", now).status().unwrap().success());
    }
    let copies = fs::read_dir(stick).unwrap();
    let mut names: Vec<String> = copies
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names.join(" ")
}

/// Nobody touches the desk for nine minutes.
fn nine_minutes_later(house: &mut House) -> String {
    house.tick("2026-09-28T09:41:00+08:00");
    house.press("<F4>");
    house.tick("2026-09-28T09:50:00+08:00");
    house.picture()
}

/// Tells whether the program asked the terminal for the mouse.
fn mouse(terminal: &mut Terminal, _: &Desk) -> String {
    terminal.look(|screen| format!("{:?}", screen.mouse_protocol_mode()))
}

fn contents(terminal: &mut Terminal, _: &Desk) -> String {
    terminal.contents()
}

fn colours(terminal: &mut Terminal, _: &Desk) -> String {
    terminal.look(|screen| {
        let cells = (0..24).flat_map(|row| (0..80).filter_map(move |at| screen.cell(row, at)));
        cells
            .map(|cell| format!("{:?}", cell.fgcolor()))
            .collect::<Vec<_>>()
            .concat()
    })
}

/// Prints a receipt, and gives what the town's own command made of it.
fn printed(terminal: &mut Terminal, desk: &Desk) -> String {
    for (keys, shown) in [
        ("\x1bOS", "ML-2026-0001"),
        ("\r", "书面告知"),
        ("\x15", "回执"),
    ] {
        terminal.send(keys);
        terminal.wait_for(shown);
    }
    terminal.send("1");
    terminal.wait_for("打印，文件也留着");
    terminal.send("2");
    // Nothing comes where no command was set: lp puts it elsewhere.
    for _ in 0..100 {
        if let Ok(text) = fs::read_to_string(desk.file("printed")) {
            return text;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    String::new()
}

/// Opens a file of the first case and gives what the viewer was given; nothing where there is none.
fn viewed(terminal: &mut Terminal, desk: &Desk) -> String {
    let file = desk.write("letter.txt", "the letter");
    for case in ["1", "2", "3"] {
        desk.run(&["case", "attach", case, file.to_str().unwrap()]);
    }
    for (keys, shown) in [
        ("\x1bOS", "ML-2026-0001"),
        ("\r", "书面告知"),
        ("\x1b[21~", "输入要做的事"),
        ("附件", "> 附件"),
        ("\r", "> ＋"),
        ("\x1b[B", "> letter"),
        ("\r", "letter"),
    ] {
        terminal.send(keys);
        terminal.wait_for(shown);
    }
    // Nothing comes where no command was set: the system's own shows it elsewhere.
    for _ in 0..100 {
        if let Ok(text) = fs::read_to_string(desk.file("viewed")) {
            return text;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    String::new()
}

/// Says whether a file of more than a megabyte is kept.
fn attached(desk: &Desk) -> String {
    let line = r#"{"name":"牟春生","channel":"visit","summary":"路灯坏了"}"#;
    desk.feed(&["register"], &format!("{line}\n"));
    let file = desk.write("scan.pdf", &"x".repeat(1_500_000));
    let answer = desk.run(&["case", "attach", "1", file.to_str().unwrap()]);
    format!("{} {}", answer.code, answer.out)
}

fn rules(desk: &Desk) -> String {
    run(desk, &["due", "--rules", "--json"])
}

fn weekend(desk: &Desk) -> String {
    run(desk, &["due", "--rule", "accept", "--from", "2026-11-27"])
}

fn month(desk: &Desk) -> String {
    run(desk, &["report", "month"])
}

fn education(desk: &Desk) -> String {
    run(desk, &["education", "--json"])
}

fn checks(desk: &Desk) -> String {
    desk.feed(&["register"], "");
    run(desk, &["checkin", "list", "--json"])
}

fn rest_day_checks(desk: &Desk) -> String {
    desk.feed(&["register"], "");
    run(desk, &["checkin", "list", "--json", "--on", "2026-11-22"])
}

fn morning(desk: &Desk) -> String {
    let line = r#"{"village":"东牟家村","result":"nothing","by":"牟书记","at":"2026-11-25T09:00"}"#;
    let output = desk.feed(&["checkin", "report"], line).out;
    output + &run(desk, &["checkin", "list", "--json"])
}

fn afternoon(desk: &Desk) -> String {
    let at_three = |args: &[&str], line: &str| {
        let mut command = desk.command(args);
        command.env("MULIN_NOW", "2026-11-25T15:00:00+08:00");
        let input = desk.write("line", line);
        command.stdin(fs::File::open(input).unwrap());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let line = r#"{"village":"东牟家村","result":"nothing","by":"牟书记"}"#;
    let output = at_three(&["checkin", "report"], line);
    output + &at_three(&["checkin", "list", "--json"], "")
}

fn stations(desk: &Desk) -> String {
    let line = r#"{"name":"牟春生","channel":"station","summary":"路灯坏了","class":"claim"}"#;
    desk.feed(&["register"], line);
    run(desk, &["case", "list", "--json"])
}

fn paper(desk: &Desk, paper: &str) -> String {
    let line = r#"{"name":"牟春生","phone":"13800001234","channel":"visit","summary":"路灯坏了","class":"claim","category":"general"}"#;
    desk.feed(&["register"], line);
    let file = desk.file("paper.txt");
    let out = file.to_str().unwrap();
    run(
        desk,
        &[
            "case",
            "paper",
            "ML-2026-0001",
            paper,
            "--lang",
            "zh",
            "--out",
            out,
        ],
    );
    fs::read_to_string(file).unwrap()
}

fn receipt(desk: &Desk) -> String {
    paper(desk, "receipt")
}

fn cover(desk: &Desk) -> String {
    paper(desk, "cover")
}

fn phones(desk: &Desk) -> String {
    let line = r#"{"name":"牟春生","phone":"2881890","channel":"visit","summary":"路灯坏了"}"#;
    let output = desk.feed(&["register", "--json"], line).json();
    let file = desk.file("people.jsonl");
    desk.run(&["export", "people", file.to_str().unwrap(), "--reveal"]);
    let people = fs::read_to_string(file).unwrap();
    format!("{} {people}", output["warnings"])
}

fn groups(desk: &Desk) -> String {
    let line = r#"{"name":"牟春生","channel":"visit","people_count":6,"summary":"路灯坏了","class":"claim"}"#;
    desk.feed(&["register"], line);
    let file = desk.file("cases.jsonl");
    desk.run(&["export", "cases", file.to_str().unwrap()]);
    fs::read_to_string(file).unwrap()
}

/// A day with a leader and no visits, and two hotline items that wait.
fn closed_day(desk: &Desk) -> String {
    let rota = desk.write("rota.csv", "日期,带班领导,职务\n2026-11-25,周正,副镇长\n");
    desk.run(&["import", "rota", rota.to_str().unwrap()]);
    let lines = concat!(
        r#"{"name":"牟春生","channel":"hotline_12345","summary":"供暖不热","class":"claim","received_at":"2026-11-20T09:00"}"#,
        "\n",
        r#"{"name":"单雄信","channel":"hotline_12345","summary":"路灯不亮","class":"claim","received_at":"2026-11-21T09:00"}"#,
        "\n",
    );
    desk.feed(&["register"], lines);
    desk.run(&["duty", "close"]);
    run(desk, &["duty", "--json"])
}

fn review(town: &Settings) -> String {
    Words::new(Lang::Zh).remedy(Round::Review, town)
}

fn recheck(town: &Settings) -> String {
    Words::new(Lang::Zh).remedy(Round::Recheck, town)
}

fn did(store: &MemoryStore, when: &str, action: Action) -> String {
    let act = Act {
        who: CLERK.to_owned(),
        when: Moment::parse(when).unwrap(),
        action,
    };
    format!("{:?}", store.commit(&[act]).unwrap())
}

fn counts(store: &MemoryStore) -> String {
    store
        .commit(&[registered("11-20", "牟春生", |_| {})])
        .unwrap();
    let counts = ask(store, |it| it.counts(now().date())).unwrap();
    format!("{counts:?}")
}

fn unclosed(store: &MemoryStore) -> String {
    let fact = DutyFact::Named {
        leader: Some("周正".to_owned()),
        note: String::new(),
    };
    let day = now().date();
    did(store, "2026-11-24T09:00", Action::Duty { day, fact });
    store
        .commit(&[registered("11-25", "牟春生", |_| {})])
        .unwrap();
    format!("{:?}", ask(store, |it| it.unclosed(now())).unwrap())
}

fn key_case(store: &MemoryStore) -> String {
    store
        .commit(&[registered("11-20", "牟春生", |_| {})])
        .unwrap();
    let on = now().date();
    let step = Step::Key(KeyStep::Mark(KeyTerm {
        on,
        until: on + chrono::Days::new(60),
        reason: "涉及三十户".to_owned(),
        by: "周书记".to_owned(),
    }));
    let action = Action::Step {
        case: number(1),
        expected: 1,
        step,
    };
    did(store, "2026-11-25T09:41", action)
}

fn extended(store: &MemoryStore) -> String {
    orders::extended_by(store, 5)
}

fn agenda(store: &MemoryStore) -> String {
    meetings::agenda_of_three(store)
}

fn lawyer(store: &MemoryStore) -> String {
    let lawyer = Box::new(Lawyer {
        name: "张守法".to_owned(),
        fields: "养殖".to_owned(),
        active: true,
        ..Lawyer::default()
    });
    let viewer = Viewer::new(CLERK);
    let day = now().date();
    let output = did(
        store,
        "2026-11-25T09:00",
        Action::Lawyer { id: None, lawyer },
    );
    let view = ask(store, |it| it.lawyers_view(day, day, &viewer)).unwrap();
    format!("{output} {:?}", view.fields.len())
}

fn filled_month(house: &mut House) -> String {
    duty_pane::with_leaders(house);
    house.press("<F7> duty.face duty.face duty.face <Right> #");
    house.notice() + &house.picture()
}

fn call_back(house: &mut House) -> String {
    house.press("<C-g> 7");
    house.type_text("13800009001");
    house.press("<Tab> <Tab> <Tab>");
    house.type_text("问低保");
    house.press("<C-s> 2 <Tab>");
    house.picture()
}
