//! 附件: files of cases: kept once, opened as a copy, proved, and held back with the case.

use std::path::{Path, PathBuf};

use mulin::app::answer::Answer;
use mulin::app::effect::Request;
use mulin::app::msg::Msg;
use mulin::app::overlay::Overlay;
use mulin::app::part::Tone;
use mulin::domain::act::{Action, CommitResult};
use mulin::domain::case::fact::attached::{Attached, ContentHash};
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{Class, Difficulty, Urgency};
use mulin::domain::refusal::Reason;
use mulin::domain::settings::view::SettingChange;
use mulin::domain::viewer::Viewer;
use mulin::runtime::lanes::Service;
use mulin::store::contract::ask;
use mulin::words::lang::Lang;
use serde_json::json;

use crate::cli::Desk;
use crate::output::Town;
use crate::stored::{CLERK, Stored, number, registered};

fn attached(title: &str) -> Step {
    Step::Attached(Attached {
        title: title.to_owned(),
        ending: "pdf".to_owned(),
        size: 4,
        hash: ContentHash::parse(&"0f".repeat(32)).unwrap(),
        key: String::new(),
    })
}

/// The files that lie beside a store.
fn lying(desk: &Desk, store: &str) -> Vec<PathBuf> {
    let folder = desk.file(&format!("{store}.attachments"));
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    entries.map(|it| it.unwrap().path()).collect()
}

#[test]
fn a_file_is_kept_once_named_in_the_history_and_withdrawn_by_its_step() {
    let desk = Desk::new().with_three();
    let one = desk.write("扫描件.PDF", "%PDF the letter");
    let two = desk.write("again.pdf", "%PDF the letter");
    let put = |number: &str, file: &Path, title: &[&str]| {
        let args = [&["case", "attach", number, file.to_str().unwrap()], title].concat();
        let answer = desk.run(&args);
        assert_eq!(answer.code, 0, "{}", answer.err);
    };
    put("1", &one, &["--title", "工资欠条"]);
    put("2", &two, &[]);
    let kept = lying(&desk, "desk.redb");
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!(
        std::fs::read_to_string(&kept[0]).unwrap(),
        "%PDF the letter"
    );
    let shown = desk.run(&["case", "show", "1", "--json"]).json();
    let file = &shown["attachments"][0];
    assert_eq!(
        (&file["title"], &file["kind"], &file["size"]),
        (&json!("工资欠条"), &json!("pdf"), &json!(15))
    );
    let name = kept[0].file_name().unwrap().to_str().unwrap();
    assert_eq!(file["hash"], name);
    let last = shown["history"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["step"], &last["who"]),
        (&json!("attach"), &json!("刘巧玲"))
    );
    let listed = desk.run(&["case", "attachments", "2", "--json"]).json();
    assert_eq!(listed[0]["title"], "again");
    let verified = desk.run(&["verify", "--lang", "zh"]);
    assert_eq!(verified.code, 0, "{}", verified.out);
    assert!(verified.out.contains("附件：查了 2 个"), "{}", verified.out);
}

#[test]
fn a_file_that_is_missing_or_changed_is_named_by_the_proof_and_comes_back_from_the_backup() {
    let desk = Desk::new().with_three();
    let file = desk.write("letter.pdf", "%PDF the letter");
    desk.run(&["case", "attach", "1", file.to_str().unwrap()]);
    let backup = desk.file("backup.redb");
    let answer = desk.run(&["backup", backup.to_str().unwrap(), "--lang", "zh"]);
    assert!(
        answer.out.contains("backup.redb.attachments"),
        "{}",
        answer.out
    );
    let kept = lying(&desk, "desk.redb").remove(0);
    let name = kept.file_name().unwrap().to_str().unwrap().to_owned();
    std::fs::write(&kept, "%PDF another letter").unwrap();
    let changed = desk.run(&["verify", "--lang", "zh"]);
    assert_eq!(changed.code, 1);
    assert!(
        changed.out.contains(&name) && changed.out.contains("不一样"),
        "{}",
        changed.out
    );
    assert!(changed.out.contains("ML-2026-0001"), "{}", changed.out);
    std::fs::remove_file(&kept).unwrap();
    let missing = desk.run(&["verify", "--lang", "zh"]);
    assert!(missing.out.contains("不在了"), "{}", missing.out);
    let restored = desk.run(&["restore", backup.to_str().unwrap(), "--lang", "zh"]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    assert_eq!(desk.run(&["verify"]).code, 0);
}

/// Attaches a file to a case of the town, and gives a folder that stands for the stick.
fn town_with_a_file() -> (Town, PathBuf) {
    let town = Town::open(Lang::Zh);
    let listed = town.desk.run(&["case", "list", "--limit", "1", "--json"]);
    let number = listed.json()[0]["number"].as_str().unwrap().to_owned();
    let file = town.desk.write("letter.pdf", "%PDF the letter");
    let kept = town
        .desk
        .run(&["case", "attach", &number, file.to_str().unwrap()]);
    assert_eq!(kept.code, 0, "{}", kept.err);
    let stick = town.desk.file("stick");
    std::fs::create_dir(&stick).unwrap();
    (town, stick)
}

#[test]
fn the_copy_that_is_made_at_the_desk_holds_the_files_of_cases_too() {
    let (mut town, stick) = town_with_a_file();
    town.press("<A-n> =");
    town.paste(stick.to_str().unwrap());
    town.press("<C-s>");
    let notice = town.model.notice.clone().unwrap();
    assert_eq!(notice.tone, Tone::Good, "{notice:?}");
    assert!(
        notice.text.contains("附件") && notice.text.contains(".redb.attachments"),
        "{notice:?}"
    );
    let copies = std::fs::read_dir(&stick).unwrap();
    let copies: Vec<PathBuf> = copies.map(|it| it.unwrap().path()).collect();
    let is_store = |it: &&PathBuf| it.extension().is_some_and(|end| end == "redb");
    let store = copies.iter().find(is_store).unwrap();
    // On another machine the copy is whole by itself.
    let other = Desk::new();
    let answer = other.run(&["restore", store.to_str().unwrap(), "--lang", "zh"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let verified = other.run(&["verify", "--lang", "zh"]);
    assert_eq!(verified.code, 0, "{}", verified.out);
    assert!(verified.out.contains("附件：查了 1 个"), "{}", verified.out);
}

#[test]
fn a_copy_without_the_files_of_cases_is_told_as_what_it_is() {
    let (mut town, stick) = town_with_a_file();
    let kept = lying(&town.desk, "desk.redb").remove(0);
    std::fs::remove_file(&kept).unwrap();
    std::fs::create_dir(&kept).unwrap();
    town.press("<A-n> =");
    town.paste(stick.to_str().unwrap());
    town.press("<C-s>");
    let notice = town.model.notice.clone().unwrap();
    assert_eq!(notice.tone, Tone::Bad, "{notice:?}");
    assert!(
        notice.text.contains("没有全部复制") && notice.text.contains("已备份到"),
        "{notice:?}"
    );
}

#[test]
fn the_viewer_that_is_set_at_the_desk_holds_at_once() {
    let mut town = Town::open(Lang::Zh);
    let Answer::Settings { view, .. } = town.service.serve(Request::Settings) else {
        panic!("no settings");
    };
    let changes = vec![SettingChange {
        name: "open".to_owned(),
        text: "evince {file}".to_owned(),
    }];
    let answer = town.service.serve(Request::ChangeSettings {
        seen: view.text,
        changes,
    });
    assert!(matches!(answer, Answer::SettingsChanged(_)), "{answer:?}");
    assert_eq!(town.service.files.opener.command, ["evince", "{file}"]);
}

#[test]
fn what_is_too_large_or_no_file_is_refused_with_the_limit_and_leaves_nothing() {
    let desk = Desk::new().with_three();
    std::fs::create_dir_all(desk.file("config/mulin")).unwrap();
    desk.write(
        "config/mulin/config.toml",
        "[town]\nattachment_megabytes = 1\n",
    );
    let large = desk.write("large.jpg", &"x".repeat(1_000_001));
    let answer = desk.run(&[
        "case",
        "attach",
        "1",
        large.to_str().unwrap(),
        "--lang",
        "zh",
    ]);
    assert_eq!(answer.code, 1);
    assert!(answer.err.contains("1 兆"), "{}", answer.err);
    let folder = desk.file("config");
    let answer = desk.run(&[
        "case",
        "attach",
        "1",
        folder.to_str().unwrap(),
        "--lang",
        "zh",
    ]);
    assert!(answer.err.contains("不是文件"), "{}", answer.err);
    assert!(lying(&desk, "desk.redb").is_empty());
    let shown = desk.run(&["case", "show", "1", "--json"]).json();
    assert_eq!(shown.get("attachments"), None);
}

#[test]
fn the_files_of_an_accusation_are_seen_and_put_there_by_named_staff_alone() {
    // The third case of these stories is an accusation; 刘巧玲 took it down.
    let desk = Desk::new().with_three();
    let file = desk.write("photo.jpg", "the photograph");
    let put = |who: &str| {
        let args = [
            "case",
            "attach",
            "3",
            file.to_str().unwrap(),
            "--title",
            "宅基地照片",
            "--as",
            who,
        ];
        desk.run(&args)
    };
    assert_eq!(put("王芳").code, 1);
    assert!(
        lying(&desk, "desk.redb").is_empty(),
        "nothing lies there of it"
    );
    assert_eq!(put("刘巧玲").code, 0);
    for args in [
        &["case", "show", "3", "--json"][..],
        &["case", "show", "3"],
        &["case", "attachments", "3"],
        &["case", "list", "--json"],
        &["verify"],
    ] {
        let other = desk.run(&[args, &["--as", "王芳"]].concat());
        for text in [&other.out, &other.err] {
            assert!(!text.contains("宅基地照片"), "{args:?} shows it: {text}");
        }
    }
    let own = desk.run(&["case", "attachments", "3"]);
    assert!(own.out.contains("宅基地照片"), "{}", own.out);
}

#[test]
fn what_was_attached_stays_with_the_case_when_it_becomes_an_accusation() {
    let made = registered("11-20", "牟春生", |it| {
        it.matter.accused = Some("会计李梅".to_owned());
    });
    let desk = Stored::open(Lang::Zh, (80, 24), &[made]);
    let take = |expected: u32, step: Step| {
        let action = Action::Step {
            case: number(1),
            expected,
            step,
        };
        desk.elsewhere(CLERK, action)
    };
    assert!(matches!(
        take(1, attached("账本照片")),
        CommitResult::Done(_)
    ));
    let classify = Step::Classify {
        class: Class::Accusation,
        category: None,
        urgency: Urgency::Ordinary,
        difficulty: Difficulty::Ordinary,
    };
    assert!(matches!(take(2, classify), CommitResult::Done(_)));
    for (who, files) in [(CLERK, 1), ("李梅", 0), ("赵六", 0)] {
        let view = ask(desk.store.as_ref(), |it| {
            it.case_view(number(1), &Viewer::new(who))
        });
        let view = view.unwrap().unwrap();
        assert_eq!(view.case.attached.len(), files, "{who}");
        let history = format!("{:?}", view.history);
        assert_eq!(history.contains("账本照片"), files > 0, "{who}: {history}");
    }
}

#[test]
fn a_file_without_a_title_is_refused_and_a_withdrawn_one_is_gone_from_the_case() {
    let desk = Stored::open(Lang::Zh, (80, 24), &[registered("11-20", "牟春生", |_| {})]);
    let take = |expected: u32, step: Step| {
        let action = Action::Step {
            case: number(1),
            expected,
            step,
        };
        desk.elsewhere(CLERK, action)
    };
    let refused = take(1, attached(" "));
    assert!(
        matches!(&refused, CommitResult::Refused(it) if it.reason == Reason::Missing),
        "{refused:?}"
    );
    take(1, attached("欠条"));
    let undone = take(
        2,
        Step::Undo {
            of: 2,
            reason: "放错了案卷".to_owned(),
        },
    );
    assert!(matches!(undone, CommitResult::Done(_)), "{undone:?}");
    let case = ask(desk.store.as_ref(), |it| {
        it.case(number(1), &Viewer::new(CLERK))
    });
    assert!(case.unwrap().unwrap().attached.is_empty());
}

/// Opens the files of the first case from the palette.
fn opened(desk: &mut Stored) {
    desk.press("<F4> <Enter> <F10>");
    desk.paste("附件");
    desk.press("<Enter>");
    assert!(
        matches!(desk.model.overlays.last(), Some(Overlay::Attach(_))),
        "{}",
        desk.picture()
    );
}

#[test]
fn at_the_desk_a_file_is_chosen_named_kept_and_a_broken_one_is_not_opened() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("来信 扫描.pdf");
    std::fs::write(&file, "%PDF the letter").unwrap();
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[registered("11-20", "牟春生", |_| {})]);
    opened(&mut desk);
    desk.press("<Enter>");
    desk.paste(&format!("file://{}", file.display()));
    assert!(desk.picture().contains("来信 扫描"), "{}", desk.picture());
    desk.press("<End>");
    desk.paste("（第一页）");
    desk.press("<Enter>");
    let picture = desk.picture();
    assert!(
        picture.contains("附件已存下：来信 扫描（第一页）"),
        "{picture}"
    );
    assert!(
        picture.contains("来信 扫描（第一页）（pdf，15 B）"),
        "{picture}"
    );
    // The case lists it too, and its history.
    desk.press("<Esc> 5");
    assert!(
        desk.picture().contains("来信 扫描（第一页）"),
        "{}",
        desk.picture()
    );
    let folder = desk.folder().join("desk.redb.attachments");
    let kept = std::fs::read_dir(folder)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    std::fs::write(&kept, "%PDF another").unwrap();
    opened(&mut desk);
    desk.press("<Down> <Enter>");
    let picture = desk.picture();
    assert!(
        picture.contains("没有打开") && picture.contains("备份"),
        "{picture}"
    );
    std::fs::remove_file(&kept).unwrap();
    desk.press("<Enter>");
    assert!(desk.picture().contains("附件不在了"), "{}", desk.picture());
    let case = ask(desk.store.as_ref(), |it| {
        it.case(number(1), &Viewer::new(CLERK))
    });
    assert_eq!(
        case.unwrap().unwrap().attached[0].title,
        "来信 扫描（第一页）"
    );
}

#[test]
fn a_locked_case_shows_no_files_at_the_desk() {
    let made = registered("11-20", "牟春生", |it| {
        it.matter.class = Class::Accusation;
    });
    let mut desk = Stored::open_as("赵六", Lang::Zh, (80, 24), &[made]);
    let action = Action::Step {
        case: number(1),
        expected: 1,
        step: attached("账本照片"),
    };
    assert!(matches!(
        desk.elsewhere(CLERK, action),
        CommitResult::Done(_)
    ));
    desk.tell(Msg::Changed);
    desk.press("<F4> <Enter> <F10>");
    desk.paste("附件");
    desk.press("<Enter>");
    assert!(!desk.picture().contains("账本照片"), "{}", desk.picture());
    assert!(
        !matches!(desk.model.overlays.last(), Some(Overlay::Attach(_))),
        "it does not open:\n{}",
        desk.picture()
    );
}

#[test]
fn how_it_looks() {
    let steps = ["劳动合同", "工资流水", "工地照片"];
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in crate::screens::SIZES {
            let mut desk = Stored::open(lang, size, &[registered("11-20", "牟春生", |_| {})]);
            for (expected, title) in (1..).zip(steps) {
                let action = Action::Step {
                    case: number(1),
                    expected,
                    step: attached(title),
                };
                desk.elsewhere(CLERK, action);
            }
            desk.tell(Msg::Changed);
            opened(&mut desk);
            let file = format!("attachments.{code}.{}x{}.txt", size.0, size.1);
            crate::screens::compare_with(&file, &desk.picture());
        }
    }
}
