//! Sheets taken in at the desk, by keys; what comes of it is what the command line makes of them.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use mulin::app::import::Stage;
use mulin::app::import::data::ImportEnd;
use mulin::app::msg::Msg;
use mulin::app::overlay::Overlay;
use mulin::app::part::Tone;
use mulin::domain::settings::Settings;
use mulin::domain::sheet_kind::SheetKind;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::store::redb::store::RedbStore;
use mulin::words::lang::Lang;
use tempfile::TempDir;

use crate::cli::Desk;
use crate::stored::{Stored, now};

/// Who imports, at the desk and on the command line.
const WHO: &str = "刘巧玲";

/// A sheet of each kind, with a row that is refused or doubtful where the kind has such.
const SHEETS: [(SheetKind, &str); 7] = [
    (
        SheetKind::Cases,
        "姓名,信访日期,联系电话,概况,备注\n牟春生,2026-01-02,13800001234,欠薪,甲\n单雄信,2026-01-03,,供暖不热,乙\n牟春生,2026-01-02,13800001234,欠薪,丙\n王小明,2026-02-30,,,丁\n",
    ),
    (
        SheetKind::People,
        "姓名,手机号码,村\n牟春生,13800001234,东牟家村\n单雄信,13800005678,西牟家村\n,13800005679,西牟家村\n",
    ),
    (
        SheetKind::Grid,
        "级别,名称,上级,网格长,网格长电话\n网格,东网格,东牟家村,牟大,13800001111\n网格,无处网格,天外村,牟二,13800001112\n",
    ),
    (
        SheetKind::Holidays,
        "日期,类型,名称\n2027-01-01,休,元旦\n2027-02-30,休,春节\n",
    ),
    (
        SheetKind::Rota,
        "日期,值班领导,职务\n2026-11-26,张书记,党委书记\n2026-11-27,李镇长,镇长\n2026-11-27,王副镇长,副镇长\n",
    ),
    (
        SheetKind::Orders,
        "工单编号,诉求标题,派单时间,来电人\nWF2026001,供暖不热,2026-11-24 09:00,单雄信\nWF2026002,路灯不亮,2026-11-24 10:00,王小明\n",
    ),
    (
        SheetKind::Educators,
        "姓名,层级,所在地,电话\n牟老师,村级,东牟家村,13800002222\n单老师,县级,东牟家村,13800002223\n",
    ),
];

fn file(home: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = home.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// Opens the import from the palette, chooses the kind by its digit and the file by its path.
fn tried(desk: &mut Stored, kind: SheetKind, path: &Path) {
    let at = SheetKind::ALL.iter().position(|it| *it == kind).unwrap();
    desk.press("<F10>");
    desk.paste("导入表格");
    desk.press("<Enter>");
    desk.press(&(at + 1).to_string());
    desk.paste(path.to_str().unwrap());
    waited(desk);
}

/// Lets seconds go by until nothing is at work.
fn waited(desk: &mut Stored) {
    for _ in 0..3_000 {
        if !matches!(state(desk).stage, Stage::Running) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        desk.tell(Msg::Second(now()));
    }
    panic!("it does not end:\n{}", desk.picture());
}

fn state(desk: &Stored) -> &mulin::app::import::State {
    match desk.model.overlays.last() {
        Some(Overlay::Import(state)) => state,
        other => panic!("no import is open but {other:?}"),
    }
}

fn end(desk: &Stored) -> ImportEnd {
    state(desk).end().clone()
}

/// Writes all that a sheet can bring down.
fn contents(store: &dyn Store) -> String {
    let mut text = String::new();
    let viewer = Viewer::new(WHO);
    store
        .read(&mut |it| {
            it.each_case(&mut |case| {
                writeln!(text, "{case:?}").unwrap();
                Ok(())
            })?;
            it.each_person(&mut |id, person| {
                writeln!(text, "{id:?} {person:?}").unwrap();
                Ok(())
            })?;
            let (from, to) = (now().date(), now().date() + chrono::Days::new(9));
            writeln!(text, "{:?}", it.grid()?).unwrap();
            writeln!(text, "{:?}", it.calendar()?).unwrap();
            writeln!(text, "{:?} {:?}", it.leaders()?, it.rota(from, to)?).unwrap();
            writeln!(text, "{:?}", it.education(from, to, &viewer)?).unwrap();
            Ok(())
        })
        .unwrap();
    without_seconds(&text)
}

/// Takes the seconds off every moment: the clock of the real program goes on.
fn without_seconds(text: &str) -> String {
    let mut parts = text.split("Moment(");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (seconds, rest) = part.split_once(')').unwrap();
        let minutes = seconds.parse::<i64>().unwrap().div_euclid(60);
        write!(whole, "minute {minutes}{rest}").unwrap();
    }
    whole
}

#[test]
fn the_desk_makes_of_each_kind_of_sheet_what_the_command_line_makes() {
    let home = tempfile::tempdir().unwrap();
    for (kind, text) in SHEETS {
        let path = file(&home, &format!("{}.csv", kind.code()), text);
        let shell = Desk::new();
        let args = [
            "import",
            kind.code(),
            path.to_str().unwrap(),
            "--lang",
            "zh",
            "--as",
            WHO,
        ];
        let answer = shell.run(&args);
        let mut desk = Stored::open_as(WHO, Lang::Zh, (100, 40), &[]);
        tried(&mut desk, kind, &path);
        assert_eq!(
            contents(desk.store.as_ref()),
            contents(Stored::open_as(WHO, Lang::Zh, (80, 24), &[]).store.as_ref()),
            "a rehearsal of {} writes nothing",
            kind.code()
        );
        let would = end(&desk);
        if would.imported > 0 {
            desk.press("<Enter>");
            waited(&mut desk);
            assert!(matches!(state(&desk).stage, Stage::Done));
        }
        let done = end(&desk);
        assert_eq!(would.imported, done.imported, "{}", kind.code());
        let lines: Vec<&str> = answer.out.lines().collect();
        if would.imported > 0 {
            assert_eq!(done.lines, lines, "{}", kind.code());
        } else {
            assert_eq!(done.lines[1..], lines[1..], "{}", kind.code());
        }
        let opened =
            RedbStore::open(&shell.file("desk.redb"), Vec::new(), Settings::default()).unwrap();
        assert_eq!(
            contents(desk.store.as_ref()),
            contents(&opened),
            "{}",
            kind.code()
        );
    }
}

#[test]
fn taken_in_again_nothing_is_doubled() {
    let home = tempfile::tempdir().unwrap();
    let path = file(&home, "cases.csv", SHEETS[0].1);
    let mut desk = Stored::open_as(WHO, Lang::Zh, (100, 40), &[]);
    tried(&mut desk, SheetKind::Cases, &path);
    let picture = desk.picture();
    for text in [
        "导入信访事项",
        "会导入 2",
        "导入这 2 行",
        "A 列“姓名” → 姓名",
        "E 列“备注” → 不读",
        "第 2 行",
    ] {
        assert!(picture.contains(text), "{text} is not on\n{picture}");
    }
    assert!(
        !picture.contains("13800001234"),
        "numbers are masked:\n{picture}"
    );
    desk.press("<Enter>");
    waited(&mut desk);
    assert!(desk.picture().contains("导入 2，"), "{}", desk.picture());
    let before = contents(desk.store.as_ref());
    // Into the same screen again: the third line is another sheet.
    desk.press("<Down> <Down> <Enter>");
    desk.paste(path.to_str().unwrap());
    waited(&mut desk);
    let again = end(&desk);
    assert_eq!((again.imported, again.read), (0, 4), "{:?}", again.lines);
    assert!(
        !desk.picture().contains("导入这"),
        "nothing is left to take in"
    );
    assert_eq!(contents(desk.store.as_ref()), before);
}

#[test]
fn a_column_is_changed_by_hand_and_the_next_sheet_of_its_kind_reads_so_too() {
    let home = tempfile::tempdir().unwrap();
    let odd = "姓名,收到那天,来人说的\n牟春生,2026-01-02,欠薪三个月\n";
    let path = file(&home, "odd.csv", odd);
    let mut desk = Stored::open_as(WHO, Lang::Zh, (100, 40), &[]);
    tried(&mut desk, SheetKind::Cases, &path);
    let first = end(&desk);
    assert!(
        first.problem.is_some(),
        "no column tells the matter: {first:?}"
    );
    let picture = desk.picture();
    assert!(
        picture.contains("来人说的") && !picture.contains("导入这"),
        "{picture}"
    );
    for (column, typed) in [("来人说的", "summary"), ("收到那天", "received_at")] {
        to_column(&mut desk, column);
        desk.press("<Enter>");
        desk.paste(typed);
        desk.press("<Enter>");
        waited(&mut desk);
    }
    assert!(desk.picture().contains("手工改的"), "{}", desk.picture());
    assert_eq!(end(&desk).imported, 1, "{:?}", end(&desk));
    desk.press("<Home> <Enter>");
    waited(&mut desk);
    let done = end(&desk);
    let kept = done.kept.clone().expect("it is kept as a map");
    let shown = ask(desk.store.as_ref(), |it| {
        it.case(crate::stored::number(1), &Viewer::new(WHO))
    });
    let case = shown.unwrap().unwrap();
    assert_eq!(case.matter.summary, "欠薪三个月");
    assert_eq!(case.received_at().unwrap().date().to_string(), "2026-01-02");
    // The same headings next month.
    let next = file(&home, "next.csv", &odd.replace("牟春生", "单雄信"));
    desk.press("<Down> <Down> <Enter>");
    desk.paste(next.to_str().unwrap());
    waited(&mut desk);
    assert_eq!(end(&desk).imported, 1, "{:?}", end(&desk));
    assert!(
        desk.picture().contains("照上次手工改的"),
        "{}",
        desk.picture()
    );
    // The command line reads the same map.
    let shell = Desk::new();
    let answer = shell.run(&[
        "import",
        "cases",
        path.to_str().unwrap(),
        "--map",
        &kept,
        "--json",
    ]);
    assert_eq!(answer.json()["imported"], 1, "{}", answer.err);
}

#[test]
fn a_column_that_is_not_to_be_read_is_left_out() {
    let home = tempfile::tempdir().unwrap();
    let path = file(&home, "people.csv", "姓名,手机号码\n牟春生,13800001234\n");
    let mut desk = Stored::open_as(WHO, Lang::Zh, (100, 40), &[]);
    tried(&mut desk, SheetKind::People, &path);
    to_column(&mut desk, "手机号码");
    desk.press("<Enter> <Enter>");
    waited(&mut desk);
    desk.press("<Home> <Enter>");
    waited(&mut desk);
    let people = contents(desk.store.as_ref());
    assert!(
        people.contains("牟春生") && !people.contains("13800001234"),
        "{people}"
    );
}

/// Puts the cursor on the line of a column.
fn to_column(desk: &mut Stored, heading: &str) {
    desk.press("<Home>");
    for _ in 0..60 {
        let (lines, at) = state(desk).lines(&desk.model.shared);
        if let Some(mulin::app::import::rows::Row::Column(column)) = lines.get(at)
            && state(desk).end().columns[*column].heading == heading
        {
            return;
        }
        desk.press("<Down>");
    }
    panic!("no column {heading}:\n{}", desk.picture());
}

#[test]
fn an_import_stops_between_two_rows_and_goes_on_when_it_is_begun_again() {
    let home = tempfile::tempdir().unwrap();
    let mut text = "姓名,信访日期,概况\n".to_owned();
    for run in 0..900 {
        writeln!(text, "牟{run},2026-01-02,第 {run} 件").unwrap();
    }
    let path = file(&home, "many.csv", &text);
    let mut desk = Stored::open_as(WHO, Lang::Zh, (80, 24), &[]);
    tried(&mut desk, SheetKind::Cases, &path);
    assert_eq!(end(&desk).imported, 900);
    desk.press("<Enter>");
    assert!(
        matches!(state(&desk).stage, Stage::Running),
        "it takes a while"
    );
    let picture = desk.picture();
    assert!(
        picture.contains("正在导入") && picture.contains("/900"),
        "{picture}"
    );
    desk.press("<Esc>");
    waited(&mut desk);
    let stopped = end(&desk);
    assert!(stopped.stopped && stopped.imported < 900, "{stopped:?}");
    assert!(desk.picture().contains("中途停下"), "{}", desk.picture());
    let cases = |desk: &Stored| contents(desk.store.as_ref()).matches("Case {").count() as u64;
    assert_eq!(
        cases(&desk),
        stopped.imported,
        "what is counted is what is there"
    );
    // Begun again, it goes on.
    desk.press("<Down> <Down> <Enter>");
    desk.paste(path.to_str().unwrap());
    waited(&mut desk);
    assert_eq!(end(&desk).imported, 900 - stopped.imported);
    desk.press("<Enter>");
    waited(&mut desk);
    assert_eq!(cases(&desk), 900);
}

#[test]
fn a_file_that_is_no_sheet_says_why_and_another_can_be_chosen() {
    let home = tempfile::tempdir().unwrap();
    let pdf = file(&home, "scan.pdf", "%PDF-1.4 nothing");
    let good = file(&home, "good.csv", "姓名\n牟春生\n");
    let mut desk = Stored::open_as(WHO, Lang::Zh, (80, 24), &[]);
    tried(&mut desk, SheetKind::People, &pdf);
    let picture = desk.picture();
    assert!(
        picture.contains("scan.pdf") && picture.contains("PDF"),
        "{picture}"
    );
    assert!(picture.contains("换一个文件"), "{picture}");
    desk.press("<Enter>");
    // A place that is not there leaves what was typed.
    desk.paste("/no/such/place.csv");
    assert!(desk.picture().contains("打不开"), "{}", desk.picture());
    assert!(
        desk.picture().contains("/no/such/place.csv"),
        "{}",
        desk.picture()
    );
    for _ in 0..40 {
        desk.press("<Backspace>");
    }
    desk.paste(&format!("\"{}\"", good.display()));
    waited(&mut desk);
    assert_eq!(end(&desk).imported, 1, "{:?}", end(&desk));
}

#[test]
fn a_folder_is_walked_and_filtered_by_keys() {
    let home = tempfile::tempdir().unwrap();
    let below = home.path().join("台账");
    std::fs::create_dir(&below).unwrap();
    std::fs::write(below.join("人员.csv"), "姓名\n牟春生\n").unwrap();
    std::fs::write(below.join("别的.csv"), "x\n").unwrap();
    let mut desk = Stored::open_as(WHO, Lang::Zh, (80, 24), &[]);
    tried_in(&mut desk, home.path());
    assert!(desk.picture().contains("台账/"), "{}", desk.picture());
    desk.press("<Enter>");
    assert!(desk.picture().contains("人员.csv"), "{}", desk.picture());
    // Backspace in the empty field goes up, Enter down again.
    desk.press("<Backspace>");
    assert!(desk.picture().contains("台账/"), "{}", desk.picture());
    desk.press("<Enter>");
    desk.paste("人员");
    assert!(!desk.picture().contains("别的.csv"), "{}", desk.picture());
    desk.press("<Enter>");
    waited(&mut desk);
    assert_eq!(end(&desk).imported, 1, "{:?}", end(&desk));
    // The next time it opens where the last file was chosen.
    desk.press("<Esc>");
    assert!(desk.picture().contains("别的.csv"), "{}", desk.picture());
}

fn tried_in(desk: &mut Stored, folder: &Path) {
    desk.press("<F10>");
    desk.paste("导入表格");
    desk.press("<Enter> 2");
    desk.paste(folder.to_str().unwrap());
}

#[test]
fn the_report_is_kept_as_a_file() {
    let home = tempfile::tempdir().unwrap();
    let path = file(&home, "cases.csv", SHEETS[0].1);
    let mut desk = Stored::open_as(WHO, Lang::Zh, (80, 24), &[]);
    tried(&mut desk, SheetKind::Cases, &path);
    desk.press("<Enter>");
    waited(&mut desk);
    desk.press("<Down> <Enter>");
    let notice = desk.model.notice.clone().expect("it is said where");
    assert_eq!(notice.tone, Tone::Good);
    let papers = std::fs::read_dir(desk.folder().join("papers")).unwrap();
    let kept = papers.map(|it| it.unwrap().path()).next().unwrap();
    assert!(
        notice.text.contains(kept.to_str().unwrap()),
        "{}",
        notice.text
    );
    let text = std::fs::read_to_string(kept).unwrap();
    assert!(text.contains("导入 2") && text.contains("退回"), "{text}");
}

#[test]
fn how_it_looks() {
    let home = tempfile::tempdir().unwrap();
    let path = file(&home, "cases.csv", SHEETS[0].1);
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in crate::screens::SIZES {
            let mut desk = Stored::open_as(WHO, lang, size, &[]);
            let shown = |desk: &Stored, name: &str| {
                let file = format!("import-{name}.{code}.{}x{}.txt", size.0, size.1);
                crate::screens::compare_with(&file, &desk.picture());
            };
            desk.press("<F10>");
            desk.paste("导入表格");
            desk.press("<Enter>");
            shown(&desk, "kinds");
            desk.press("1");
            desk.paste(path.to_str().unwrap());
            waited(&mut desk);
            shown(&desk, "preview");
            desk.press("<Enter>");
            waited(&mut desk);
            shown(&desk, "done");
        }
    }
}

#[test]
fn an_import_goes_on_while_other_work_is_done_and_is_told_when_it_is_asked_for() {
    let home = tempfile::tempdir().unwrap();
    let mut text = "姓名,信访日期,概况\n".to_owned();
    for run in 0..600 {
        writeln!(text, "牟{run},2026-01-02,第 {run} 件").unwrap();
    }
    let path = file(&home, "many.csv", &text);
    let mut desk = Stored::open_as(WHO, Lang::Zh, (80, 24), &[]);
    tried(&mut desk, SheetKind::Cases, &path);
    desk.press("<Enter> <F2>");
    desk.paste("王小明");
    assert!(desk.picture().contains("王小明"), "{}", desk.picture());
    let picture = desk.picture();
    assert!(
        picture.contains("正在导入信访事项，已读") && picture.contains("/600 行"),
        "{picture}"
    );
    // It ends with nobody looking; what came of it is told, and stays until it was looked at.
    for _ in 0..3_000 {
        if desk.notice().contains("导入完了") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        desk.tell(Msg::Second(now()));
    }
    let line = "信访事项导入完了：导入 600 行，退回 0 行。Alt-; 看明细";
    assert_eq!(desk.notice(), line);
    desk.paste("明");
    desk.press("<F4>");
    assert!(desk.picture().contains(line), "{}", desk.picture());
    desk.press("import.open");
    assert_eq!(end(&desk).imported, 600, "{:?}", end(&desk));
    assert!(matches!(state(&desk).stage, Stage::Done));
    desk.press("<Enter>");
    assert!(!desk.picture().contains(line), "{}", desk.picture());
}

#[test]
fn a_sheet_that_was_tried_with_its_window_closed_goes_on_where_it_was() {
    let home = tempfile::tempdir().unwrap();
    let mut text = "姓名,信访日期,概况\n".to_owned();
    for run in 0..6_000 {
        writeln!(text, "牟{run},2026-01-02,第 {run} 件").unwrap();
    }
    let path = file(&home, "many.csv", &text);
    let mut desk = Stored::open_as(WHO, Lang::Zh, (80, 24), &[]);
    desk.press("import.open 1");
    desk.paste(path.to_str().unwrap());
    assert!(matches!(state(&desk).stage, Stage::Running));
    desk.press("<F4>");
    assert!(
        desk.picture().contains("正在试读信访事项"),
        "{}",
        desk.picture()
    );
    for _ in 0..3_000 {
        if desk.notice().contains("试读完了：能导入 6000 行") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        desk.tell(Msg::Second(now()));
    }
    desk.press("import.open");
    assert!(
        matches!(state(&desk).stage, Stage::Preview),
        "{}",
        desk.picture()
    );
    assert_eq!(end(&desk).imported, 6_000);
}
