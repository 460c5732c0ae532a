//! Papers of a case: every one is made out, opened again and read as a reader would; a second
//! print is a copy, a missing fact is named, an accusation says nothing.
//!
//! With `MULIN_PAPERS=FOLDER` the files stay in the folder, to be looked at.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use mulin::app::answer::Sent;
use mulin::domain::act::{Act, Action, CommitResult};
use mulin::domain::case::fact::divert::Diverted;
use mulin::domain::case::fact::printed::Paper;
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{Category, Class, DeliveryWay, Ruling};
use mulin::domain::moment::Moment;
use mulin::domain::number::VisitNumber;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::exchange::paper::docx::docx;
use mulin::exchange::paper::plain::plain;
use mulin::exchange::paper::sheet::Sheet;
use mulin::exchange::paper::templates::Templates;
use mulin::office::papers::Trouble;
use mulin::runtime::papers::{Desk, trouble_text};
use mulin::runtime::printer::Printer;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::words::bundle::Words;
use mulin::words::lang::Lang;

use crate::cli;
use crate::mediation::step;
use crate::stored::{CLERK, Stored, now, number, registered};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn act(run: u32, expected: u32, on: &str, step: Step) -> Act {
    Act {
        who: CLERK.to_owned(),
        when: Moment::parse(&format!("2026-{on}T10:00:00+08:00")).unwrap(),
        action: Action::Step {
            case: number(run),
            expected,
            step,
        },
    }
}

/// Four matters: one decided with extension and agreement, one declined, one told of roads, one
/// accusation.
fn town() -> Vec<Act> {
    let mut acts = vec![
        registered("08-03", "牟春生", |it| {
            let matter = &mut it.matter;
            matter.category = Some(Category::Wages);
            "粉条厂拖欠工资三个月".clone_into(&mut matter.summary);
            "付清三个月工资 27000 元".clone_into(&mut matter.request);
            "2026 年 4 月至 6 月在粉条厂做工，工资未付。\n工友十二人均有考勤记录。"
                .clone_into(&mut matter.facts);
            matter.representatives = vec!["牟春生".to_owned(), "李守田".to_owned()];
            it.visit.people_count = 12;
        }),
        registered("11-05", "李守田", |it| {
            "要求更改法院判决".clone_into(&mut it.matter.summary);
        }),
        registered("11-12", "欧阳娜", |it| {
            it.matter.category = Some(Category::Land);
            "宅基地边界不清".clone_into(&mut it.matter.summary);
        }),
        registered("11-20", "赵小平", |it| {
            it.matter.class = Class::Accusation;
            "反映村会计账目不清".clone_into(&mut it.matter.summary);
            it.matter.accused = Some("孙会计".to_owned());
        }),
    ];
    let accept = Step::Accept {
        on: day("2026-08-04"),
    };
    let assign = Step::Assign {
        unit: Some("劳动保障所".to_owned()),
        holder: Some("刘洋".to_owned()),
        leader: Some("张明".to_owned()),
    };
    let extend = Step::Extend {
        on: day("2026-09-28"),
        days: 30,
        approver: "周建国".to_owned(),
        reason: "用工单位账册需要逐笔核对".to_owned(),
        informed_on: day("2026-09-28"),
    };
    let decide = Step::Decide {
        on: day("2026-10-20"),
        ruling: Ruling::Support,
        opinion: "粉条厂应于 2026 年 11 月 30 日前付清所欠工资。".to_owned(),
        basis: "《保障农民工工资支付条例》第十条；《劳动合同法》第三十条".to_owned(),
        request: "付清三个月工资 27000 元".into(),
        facts: "2026 年 4 月至 6 月在粉条厂做工，工资未付。\n工友十二人均有考勤记录。".into(),
    };
    let deliver = Step::Deliver {
        on: day("2026-10-21"),
        way: DeliveryWay::Hand,
    };
    let agree = Step::Agree {
        on: day("2026-10-22"),
        terms: "粉条厂分两期付清：2026 年 10 月 31 日前付 15000 元，2026 年 11 月 30 日前付 12000 元，转账至各人账户。".to_owned(),
    };
    let steps = [accept, assign, extend, decide, deliver, agree];
    let days = ["08-04", "08-05", "09-28", "10-20", "10-21", "10-22"];
    for ((step, on), expected) in steps.into_iter().zip(days).zip(1..) {
        acts.push(act(1, expected, on, step));
    }
    let decline = Step::Decline {
        on: day("2026-11-10"),
        reason: "属于人民法院职权范围".to_owned(),
        road: "向高密市人民法院申请再审".to_owned(),
    };
    acts.push(act(2, 1, "11-10", decline));
    let divert = Diverted {
        on: day("2026-11-12"),
        road: "农村土地承包仲裁委员会".to_owned(),
        from: Some(day("2026-11-01")),
        until: Some(day("2028-11-01")),
        advice: "自知道权利被侵害之日起二年内申请仲裁".to_owned(),
    };
    acts.push(act(3, 1, "11-12", Step::Divert(Box::new(divert))));
    acts
}

/// A store with the four matters, and what makes papers out of it.
struct House {
    store: Arc<MemoryStore>,
    words: Words,
    templates: Templates,
    town: Settings,
}

impl House {
    fn new(lang: Lang) -> Self {
        let store = Arc::new(MemoryStore::new(Vec::new(), Settings::default()));
        for outcome in store.commit(&town()).unwrap() {
            assert!(matches!(outcome, CommitResult::Done(_)), "{outcome:?}");
        }
        Self {
            store,
            words: Words::new(lang),
            templates: Templates::new(lang),
            town: Settings::default(),
        }
    }

    fn make_as(&self, who: &str, run: u32, paper: Paper) -> Result<Sheet, Trouble> {
        let viewer = Viewer::new(who);
        let desk = Desk {
            store: self.store.as_ref(),
            viewer: &viewer,
            words: &self.words,
            town: &self.town,
            templates: &self.templates,
            now: now(),
        };
        let visit = VisitNumber {
            case: number(run),
            visit: 1,
        };
        desk.make(visit, paper).map(|made| made.sheet)
    }

    fn make(&self, run: u32, paper: Paper) -> Sheet {
        self.make_as(CLERK, run, paper).unwrap()
    }
}

/// The parts of a `.docx` by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        if file.read_to_string(&mut text).is_ok() {
            parts.insert(name, text);
        }
    }
    parts
}

/// What a reader reads: the text of every run.
fn read(xml: &str) -> String {
    let runs = xml.split("<w:t ").skip(1).filter_map(|rest| {
        let text = rest.split_once('>')?.1.split("</w:t>").next()?;
        Some(text.to_owned())
    });
    runs.collect::<Vec<_>>().join("\n")
}

#[test]
fn an_agreement_names_each_part_that_is_to_be_performed_with_its_day_and_amount() {
    let house = House::new(Lang::Zh);
    let steps = [
        "mediation_consent 王福来|given|2026-11-13|given|2026-11-13",
        "refer_to_mediation 孙玉梅|2026-11-14",
        "mediation_agree written|whole|欧阳娜，女；王福来，男|宅基地边界|赔偿 3000 元|分两期付款||2026-11-16",
        "mediation_instalment 赔款|1500 元|2026-12-15",
        "mediation_instalment 拆墙||2026-12-31",
    ];
    for (text, expected) in steps.into_iter().zip(2..) {
        let done = house.store.commit(&[act(3, expected, "11-16", step(text))]);
        assert!(
            matches!(done.as_deref(), Ok([CommitResult::Done(_)])),
            "{text}: {done:?}"
        );
    }
    let printed = plain(&house.words, &house.make(3, Paper::Agreement));
    for line in [
        "履行方式和期限：分两期付款",
        "第 1 期，2026年12月15日前：赔款，1500 元",
        "第 2 期，2026年12月31日前：拆墙\n",
    ] {
        assert!(printed.contains(line), "{line} in\n{printed}");
    }
}

#[test]
fn every_paper_says_what_the_law_asks_of_it() {
    let rights = [
        "查询码",
        "承办：",
        "牟邻热线 2881890",
        "法律援助",
        "高密市人民政府请求复查",
    ];
    let rows: &[(u32, Paper, &[&str])] = &[
        (
            1,
            Paper::Receipt,
            &[
                "信访事项登记回执",
                "ML-2026-0001/1",
                "牟春生",
                "12 人",
                "查阅、复制、更正",
            ],
        ),
        (
            1,
            Paper::Acceptance,
            &["信访事项受理告知书", "2026年8月4日", "刘洋", "第二十三条"],
        ),
        (
            2,
            Paper::Decline,
            &[
                "不予受理告知书",
                "属于人民法院职权范围",
                "高密市人民法院申请再审",
            ],
        ),
        (
            3,
            Paper::Guidance,
            &[
                "诉访分流告知书",
                "农村土地承包仲裁委员会",
                "最晚到2028年11月1日",
            ],
        ),
        (
            1,
            Paper::Extension,
            &[
                "周建国",
                "用工单位账册需要逐笔核对",
                "2026年10月3日",
                "延长 30 日",
                "2026年11月2日",
            ],
        ),
        (
            1,
            Paper::Decision,
            &[
                "信访事项处理意见书",
                "一、信访人的诉求",
                "付清三个月工资 27000 元",
                "二、事实和理由",
                "工友十二人均有考勤记录。",
                "三、处理意见（支持）",
                "四、法律依据",
                "《劳动合同法》第三十条",
                "30 日内，向高密市人民政府请求复查",
            ],
        ),
        (
            1,
            Paper::Agreement,
            &[
                "调解协议书",
                "分两期付清",
                "司法确认",
                "被申请人（签名、捺印）",
            ],
        ),
        (
            1,
            Paper::Timeline,
            &[
                "期限证明",
                "《信访工作条例》第三十四条",
                "2026-08-04",
                "含延长 30",
                "2026-10-10~10-11",
                "法定末日",
            ],
        ),
    ];
    let house = House::new(Lang::Zh);
    for (run, paper, says) in rows {
        let sheet = house.make(*run, *paper);
        let parts = parts(&docx(&house.words, &sheet).unwrap());
        let document = &parts["word/document.xml"];
        let text = read(document);
        let printed = plain(&house.words, &sheet);
        for expected in says
            .iter()
            .filter(|it| **it != "2026-10-10~10-11")
            .chain(&rights)
            .filter(|it| *paper != Paper::Agreement || !it.contains("复查"))
        {
            assert!(text.contains(expected), "{paper:?}: {expected} in\n{text}");
            assert!(
                printed.contains(expected),
                "{paper:?}: {expected} in\n{printed}"
            );
        }
        // What is agreed is no decision: nobody asks for its review.
        assert!(
            *paper != Paper::Agreement || !text.contains("复查"),
            "{text}"
        );
        assert!(document.contains("w:eastAsia=\"仿宋\""), "{paper:?}");
        let (width, height) = if *paper == Paper::Timeline {
            ("16838", "11906")
        } else {
            ("11906", "16838")
        };
        assert!(
            document.contains(&format!("w:w=\"{width}\" w:h=\"{height}\"")),
            "{paper:?} is A4: {document}"
        );
        let footer = &parts["word/footer1.xml"];
        assert!(footer.contains("PAGE") && footer.contains("ML-2026-000"));
        assert!(!text.contains('{') && !text.contains("None"), "{text}");
    }
}

#[test]
fn the_second_print_is_a_copy_and_history_knows_it() {
    let house = House::new(Lang::Zh);
    assert_eq!(house.make(1, Paper::Decision).mark, None);
    let copy = house.make(1, Paper::Decision);
    assert_eq!(copy.mark.as_deref(), Some("副本（第 2 份）"));
    let parts = parts(&docx(&house.words, &copy).unwrap());
    assert!(read(&parts["word/header1.xml"]).contains("副本（第 2 份）"));
    assert!(plain(&house.words, &copy).starts_with("副本（第 2 份）"));
    assert_eq!(house.make(1, Paper::Receipt).mark, None, "another paper");
    let viewer = Viewer::new(CLERK);
    let case = ask(house.store.as_ref(), |it| it.case(number(1), &viewer));
    let case = case.unwrap().unwrap();
    assert_eq!(case.copies(Paper::Decision, None), 2);
    assert_eq!(case.copies(Paper::Receipt, Some(1)), 1);
}

#[test]
fn what_is_missing_is_named_and_nothing_is_written() {
    let house = House::new(Lang::Zh);
    let before = house.store.revision().unwrap();
    let Err(trouble @ Trouble::Gaps(_)) = house.make_as(CLERK, 3, Paper::Decision) else {
        panic!("a decision letter without a decision");
    };
    let expected = trouble_text(&trouble, &house.words, Paper::Decision);
    for part in [
        "处理意见书还不能打印",
        "处理意见、法律依据、处理意见日期（办理“处理意见”）",
        "事实和理由（更正“事实和理由”）",
    ] {
        assert!(expected.contains(part), "{expected}");
    }
    assert_eq!(house.store.revision().unwrap(), before);
}

#[test]
fn an_accusation_says_nothing_on_paper() {
    let house = House::new(Lang::Zh);
    for paper in Paper::ALL {
        assert!(
            matches!(house.make_as("孙强", 4, *paper), Err(Trouble::Refused(_))),
            "{paper:?} for whoever is not named"
        );
        let Ok(sheet) = house.make_as(CLERK, 4, *paper) else {
            continue;
        };
        let text = plain(&house.words, &sheet);
        for hidden in ["会计", "账目", "东牟家"] {
            assert!(!text.contains(hidden), "{paper:?}: {hidden} in\n{text}");
        }
        assert!(!text.contains("复查"), "{paper:?}\n{text}");
        if *paper == Paper::Cover {
            assert!(
                text.contains("ML-2026-0004") && !text.contains("赵小平"),
                "{text}"
            );
        }
    }
    assert!(house.make_as(CLERK, 4, Paper::Receipt).is_ok());
    assert!(matches!(
        house.make_as(CLERK, 4, Paper::Acceptance),
        Err(Trouble::Refused(_))
    ));
}

#[test]
fn papers_are_made_in_both_languages_and_stay_where_asked() {
    let kept = std::env::var_os("MULIN_PAPERS");
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let house = House::new(lang);
        for paper in Paper::ALL {
            let run = match paper {
                Paper::Decline => 2,
                Paper::Guidance => 3,
                Paper::Receipt
                | Paper::Acceptance
                | Paper::Extension
                | Paper::Decision
                | Paper::Agreement
                | Paper::Timeline
                | Paper::Cover => 1,
            };
            let mut sheets = vec![(String::new(), house.make(run, *paper))];
            if matches!(paper, Paper::Receipt | Paper::Cover) {
                sheets.push(("-copy".to_owned(), house.make(run, *paper)));
                sheets.push(("-accusation".to_owned(), house.make(4, *paper)));
            }
            for (tail, sheet) in sheets {
                let bytes = docx(&house.words, &sheet).unwrap();
                assert!(parts(&bytes).contains_key("word/document.xml"));
                if let Some(folder) = &kept {
                    let file = format!("{}{tail}.{code}.docx", paper.code());
                    std::fs::write(Path::new(folder).join(&file), bytes).unwrap();
                    let text = plain(&house.words, &sheet);
                    std::fs::write(Path::new(folder).join(file + ".txt"), text).unwrap();
                }
            }
        }
    }
}

#[test]
fn the_menu_tells_what_can_be_printed_and_writes_it() {
    let mut desk = Stored::open(Lang::Zh, (160, 45), &town());
    desk.press("<Enter> case.papers");
    let picture = desk.picture();
    for expected in [
        "登记回执: 可以打印",
        "x 不予受理告知书: 缺：不予受理日期、不予受理的理由、告知的去处",
    ] {
        assert!(picture.contains(expected), "{expected} on\n{picture}");
    }
    // What can be printed stands first; what is chosen all the same is answered.
    let lacking = picture.find(" x ").unwrap();
    assert!(picture.rfind("可以打印").unwrap() < lacking, "{picture}");
    let mut lines = picture.lines();
    let line = lines.find(|it| it.contains("x 不予受理告知书")).unwrap();
    let (before, _) = line.split_once("x 不予").unwrap();
    let digit = before.chars().rev().find(char::is_ascii_digit).unwrap();
    desk.press(&digit.to_string());
    assert!(desk.picture().contains("还不能打印"), "{}", desk.picture());
    desk.press("1 1");
    assert!(
        desk.picture().contains("√ 登记回执已存到"),
        "{}",
        desk.picture()
    );
    desk.press("case.papers");
    let picture = desk.picture();
    assert!(picture.contains("登记回执: 已打印 1 份"), "{picture}");
    desk.press("<Esc> 4");
    assert!(desk.picture().contains("打印文书"), "{}", desk.picture());
}

#[test]
fn scripts_list_papers_and_make_them() {
    let desk = cli::Desk::new();
    let line = r#"{"name":"牟春生","phone":"13800001234","channel":"visit","summary":"路灯坏了"}"#;
    assert_eq!(desk.feed(&["register"], line).code, 0);
    let listed = desk.run(&["case", "papers", "ML-2026-0001", "--json", "--lang", "zh"]);
    let papers: serde_json::Value = serde_json::from_str(&listed.out).unwrap();
    assert_eq!(papers[0]["paper"], "receipt");
    assert_eq!(papers[0]["ready"], true);
    assert_eq!(papers[1]["ready"], false);
    assert_eq!(papers[1]["missing"][0]["step"], "accept");
    let out = desk.file("r.docx");
    let out = out.to_str().unwrap();
    let made = desk.run(&["case", "paper", "ML-2026-0001", "receipt", "--out", out]);
    assert_eq!(made.code, 0, "{}", made.err);
    let document = &parts(&std::fs::read(out).unwrap())["word/document.xml"];
    assert!(read(document).contains("Receipt of registration"));
    for (args, code) in [
        (["ML-2026-0001", "receipt", out], 1),
        (["ML-2026-0001", "receipt", "r.pdf"], 2),
        (["ML-2026-0001", "letter", "r.txt"], 2),
        (["ML-2026-0009", "receipt", "r.txt"], 1),
        (["ML-2026-0001", "decision", "r.txt"], 1),
    ] {
        let [number, name, file] = args;
        let answer = desk.run(&["case", "paper", number, name, "--out", file]);
        assert_eq!(answer.code, code, "{args:?}: {}", answer.err);
    }
}

#[test]
fn the_towns_own_template_is_used_and_a_broken_one_named() {
    let desk = cli::Desk::new();
    let line = r#"{"name":"牟春生","channel":"visit","summary":"路灯坏了"}"#;
    desk.feed(&["register"], line);
    let folder = desk.file("config/mulin/papers");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(
        folder.join("receipt.txt"),
        "# 本镇回执\n: {number} {name}\n",
    )
    .unwrap();
    let made = |name: &str| {
        let out = desk.file(name);
        let file = out.to_str().unwrap();
        let args = [
            "case",
            "paper",
            "ML-2026-0001",
            "receipt",
            "--lang",
            "zh",
            "--out",
            file,
        ];
        assert_eq!(desk.run(&args).code, 0);
        std::fs::read_to_string(out).unwrap()
    };
    assert!(made("1.txt").starts_with("本镇回执\nML-2026-0001 牟春生\n"));
    std::fs::write(folder.join("receipt.txt"), "# 本镇回执\n\n{nummer}\n").unwrap();
    assert!(made("2.txt").contains("副本（第 2 份）\n高密市大牟家镇"));
    let doctor = desk.run(&["doctor", "--lang", "zh"]);
    let expected = "模板 papers/receipt.txt 第 3 行：没有“nummer”这一项";
    assert!(doctor.out.contains(expected), "{}", doctor.out);
}

#[test]
fn no_sign_in_a_fact_or_a_template_makes_a_paper_that_will_not_open() {
    let strange: String = ('\u{0}'..='\u{9f}')
        .chain("<&]]>\u{fffe}\u{ffff}\u{202e}😀".chars())
        .collect();
    let store = MemoryStore::new(Vec::new(), Settings::default());
    let typed = strange.clone();
    let act = registered("11-20", "牟春生", |it| it.matter.summary = typed);
    store.commit(&[act]).unwrap();
    let mut templates = Templates::new(Lang::Zh);
    templates
        .lay(
            "cover",
            &format!("# {}\n{{summary}}", strange.replace(['\n', '\r', '{'], "")),
        )
        .unwrap();
    let house = House {
        store: Arc::new(store),
        templates,
        ..House::new(Lang::Zh)
    };
    for paper in [Paper::Receipt, Paper::Cover] {
        let sheet = house.make(1, paper);
        let bytes = docx(&house.words, &sheet).unwrap();
        for (name, part) in parts(&bytes) {
            let unfit = part.chars().filter(|c| {
                matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
            });
            assert_eq!(unfit.collect::<Vec<_>>(), [], "{paper:?} {name}");
            assert!(!part.contains("<&"), "{paper:?} {name}");
        }
        let printed = plain(&house.words, &sheet);
        assert!(
            !printed.contains(['\u{1b}', '\u{9b}', '\u{202e}']),
            "{paper:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_print_command_that_hangs_fails_or_does_not_exist_holds_nothing_up() {
    let house = House::new(Lang::Zh);
    let folder = tempfile::tempdir().unwrap();
    let visit = VisitNumber {
        case: number(1),
        visit: 1,
    };
    let viewer = Viewer::new(CLERK);
    let desk = Desk {
        store: house.store.as_ref(),
        viewer: &viewer,
        words: &house.words,
        town: &house.town,
        templates: &house.templates,
        now: now(),
    };
    let made = desk.make(visit, Paper::Receipt).unwrap();
    for (command, expected) in [
        (&["sh", "-c", "sleep 30", "{docx}"][..], Sent::AtWork),
        (&["sh", "-c", "sleep 30"], Sent::AtWork),
        (&["cat"], Sent::Taken),
        (&["false", "{txt}"], Sent::Refused),
        (&["/no/such/printer"], Sent::Refused),
    ] {
        let printer = Printer {
            folder: folder.path().join("papers"),
            command: command.iter().map(|&word| word.to_owned()).collect(),
        };
        let mut written = printer.write(&house.words, visit, &made).unwrap();
        // More than a pipe holds.
        written.text = "回执".repeat(100_000);
        assert_eq!(printer.print(&written), expected, "{command:?}");
    }
}

#[cfg(unix)]
#[test]
fn files_of_the_towns_own_that_are_none_hold_nothing_up() {
    let desk = cli::Desk::new();
    let folder = desk.file("config/mulin");
    std::fs::create_dir_all(folder.join("papers")).unwrap();
    for name in [
        "roads.toml",
        "triage.toml",
        "content.toml",
        "papers/receipt.txt",
        "config.toml",
    ] {
        let file = folder.join(name);
        let text = |why: &str| {
            let answer = desk.run(&["roads", "--lang", "zh"]);
            assert_eq!(answer.code, 0, "{name}");
            assert!(answer.out.contains("仲裁"), "{name}: {}", answer.out);
            assert!(answer.err.contains(why), "{name}: {}", answer.err);
            std::fs::remove_file(&file).unwrap();
        };
        let pipe = std::process::Command::new("mkfifo").arg(&file).status();
        assert!(pipe.unwrap().success());
        text("不是普通文件");
        std::os::unix::fs::symlink("/dev/zero", &file).unwrap();
        text("不是普通文件");
        std::fs::write(&file, vec![b'a'; 5 << 20]).unwrap();
        text("文件太大");
    }
}

#[test]
fn a_paper_that_cannot_be_written_uses_up_no_original() {
    let desk = cli::Desk::new();
    let line = r#"{"name":"牟春生","channel":"visit","summary":"路灯坏了"}"#;
    desk.feed(&["register"], line);
    let file = desk.file("taken");
    std::fs::write(&file, "no folder").unwrap();
    let paper = |out: &str| {
        let out = desk.file(out);
        let out = out.to_str().unwrap();
        desk.run(&[
            "case",
            "paper",
            "ML-2026-0001",
            "receipt",
            "--lang",
            "zh",
            "--out",
            out,
        ])
    };
    let refused = paper("taken/1.txt");
    assert_eq!(refused.code, 1, "{}", refused.err);
    assert!(refused.err.contains("文书没有写成"), "{}", refused.err);
    assert_eq!(paper("2.txt").code, 0);
    let text = std::fs::read_to_string(desk.file("2.txt")).unwrap();
    assert!(!text.contains("副本"), "{text}");
}

#[test]
fn a_papers_folder_that_takes_no_file_is_told_on_screen_and_uses_up_no_original() {
    let mut desk = Stored::open(
        Lang::Zh,
        (160, 45),
        &[registered("11-20", "牟春生", |_| {})],
    );
    let place = desk.folder().join("papers");
    std::fs::write(&place, "no folder").unwrap();
    let view = |desk: &Stored| {
        let viewer = Viewer::new(CLERK);
        let case = ask(desk.store.as_ref(), |it| it.case(number(1), &viewer));
        case.unwrap().unwrap().printed
    };
    desk.press("<Enter> case.papers 1 1");
    assert!(
        desk.picture().contains("文书没有写成"),
        "{}",
        desk.picture()
    );
    assert_eq!(view(&desk), []);
    std::fs::remove_file(&place).unwrap();
    desk.press("case.papers 1 1");
    assert_eq!(view(&desk).len(), 1, "{}", desk.picture());
}
