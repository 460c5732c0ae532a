//! 导出、打印、复制 at the desk: what goes out is what is shown, whole, with the same things hidden; nothing
//! is overwritten, and what did not go out is told.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx, open_workbook};
use mulin::app::answer::Reply;
use mulin::app::effect::Effect;
use mulin::app::model::{Drawn, Model};
use mulin::app::msg::{Msg, Press};
use mulin::app::pane::Pane;
use mulin::app::update::{opening, update};
use mulin::clock::Clock;
use mulin::domain::act::Act;
use mulin::domain::codes::Class;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::exchange::paper::templates::Templates;
use mulin::keymap::key::parse_keys;
use mulin::office::find::PeopleFinder;
use mulin::runtime::clipboard::{Clipboard, TERMINAL_MOST, Tool, osc52};
use mulin::runtime::common::Common;
use mulin::runtime::desk_files::DeskFiles;
use mulin::runtime::lanes::Service;
use mulin::runtime::printer::Printer;
use mulin::runtime::service::DeskService;
use mulin::search::index::FinderIndex;
use mulin::store::contract::ask;
use mulin::store::drafts::Drafts;
use mulin::store::drafts::lessons::Learned;
use mulin::store::redb::store::RedbStore;
use mulin::words::bundle::Words;
use mulin::words::lang::Lang;

use crate::cli;
use crate::rooms::House;
use crate::screens::{desk, shot};
use crate::stored::settings_in;
use crate::stored::{CLERK, Stored, now, registered};

/// Gives the rows of a workbook's only sheet.
fn sheet(path: &Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let text = |cell: &Data| cell.to_string();
    let rows = range.rows();
    rows.map(|row| row.iter().map(text).collect()).collect()
}

/// Gives the text of a part of a zipped file.
fn part(path: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    let mut file = archive.by_name(name).unwrap();
    std::io::Read::read_to_string(&mut file, &mut text).unwrap();
    text
}

/// Gives the folder of the exports with what stands in it.
fn exports(home: &Path) -> Vec<PathBuf> {
    let Ok(folder) = fs::read_dir(home.join("导出")) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = folder.map(|it| it.unwrap().path()).collect();
    files.sort();
    files
}

/// As many matters, all open.
fn matters(count: u32) -> Vec<Act> {
    let matter = |at: u32| {
        registered("11-20", "牟春生", |it| {
            it.matter.summary = format!("第{at}件：路灯坏了");
        })
    };
    (1..=count).map(matter).collect()
}

/// A desk over the made-up town.
pub(crate) struct Town {
    pub(crate) desk: cli::Desk,
    pub(crate) model: Model,
    pub(crate) service: DeskService,
}

impl Town {
    pub(crate) fn open(lang: Lang) -> Self {
        let desk_of_town = cli::Desk::new();
        let made = desk_of_town.run(&[
            "demo",
            "--no-open",
            "--on",
            "2026-11-25",
            "--people",
            "60",
            "--cases",
            "160",
        ]);
        assert_eq!(made.code, 0, "{}", made.err);
        let path = desk_of_town.file("desk.redb");
        let finder = vec![Arc::new(FinderIndex) as _];
        let store = RedbStore::open(&path, finder, Settings::default()).unwrap();
        let service = DeskService {
            store: Arc::new(store),
            drafts: Drafts::beside(&path).into(),
            learned: Learned::beside(&path, "王芳"),
            printer: Printer {
                folder: path.with_file_name("papers"),
                command: vec!["cat".to_owned()],
            },
            clipboard: Clipboard::default(),
            templates: Templates::new(lang),
            clock: Clock::set_to(now()),
            viewer: Viewer::new("刘巧玲"),
            words: Words::new(lang).into(),
            finder: PeopleFinder::default(),
            roads: mulin::exchange::roads::built_in(),
            triage: mulin::exchange::triage::built_in(),
            town: Settings::default(),
            config: None,
            settings: settings_in(path.parent().unwrap(), lang),
            common: Common::default(),
            version: 0,
            files: DeskFiles::beside(&path, Vec::new()),
        };
        let mut model = desk(lang, (160, 45));
        model.shared.now = now();
        let mut town = Self {
            desk: desk_of_town,
            model,
            service,
        };
        let effects = opening(&mut town.model);
        town.perform(effects);
        town
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let Effect::Store(ticket, request) = effect else {
                continue;
            };
            let wrote = request.is_write();
            let answer = self.service.serve(request);
            let reply = Reply {
                seen: None,
                ticket,
                wrote,
                answer,
            };
            let more = update(&mut self.model, Msg::Reply(reply));
            self.perform(more);
        }
    }

    pub(crate) fn press(&mut self, keys: &str) {
        for key in parse_keys(keys).unwrap() {
            let effects = update(&mut self.model, Msg::Press(Press::alone(key)));
            self.perform(effects);
        }
    }

    /// Pastes text into the field that is open.
    pub(crate) fn paste(&mut self, text: &str) {
        let effects = update(&mut self.model, Msg::Paste(text.to_owned()));
        self.perform(effects);
    }

    /// Opens a pane by its own key.
    fn look_at(&mut self, pane: Pane) {
        self.model.focus = pane;
        self.model.right = pane;
        let effects = update(&mut self.model, Msg::Tick(now()));
        self.perform(effects);
    }
}

#[test]
fn every_ledger_goes_out_as_it_is_shown_with_headings_widths_and_the_count_of_its_rows() {
    let mut town = Town::open(Lang::Zh);
    let folder = town.desk.file("导出");
    let mut ledgers = 0;
    for pane in Pane::ALL {
        if !matches!(town.model.drawn(*pane), Drawn::Ledger(_)) {
            continue;
        }
        town.look_at(*pane);
        town.press("<A-e>");
        let picture = shot(&town.model).0;
        assert!(picture.contains("文件名"), "{pane:?}\n{picture}");
        // A report is proposed as a paper.
        let is_report = *pane == Pane::Figures;
        town.press(if is_report { "<Tab> 1 <C-s>" } else { "<C-s>" });
        let notice = town.model.notice.clone().unwrap().text;
        assert!(notice.contains("已导出"), "{pane:?}: {notice}");
        let name = Words::new(Lang::Zh).say(pane.word());
        let path = folder.join(if is_report {
            "日调度（2026年11月25日）.xlsx".to_owned()
        } else {
            format!("{name}-2026-11-25.xlsx")
        });
        let rows = sheet(&path);
        let title = usize::from(is_report);
        let is_there = |row: &Vec<String>, text: &str| row.iter().any(|it| it.contains(text));
        assert!(
            is_there(&rows[title], &name) || *pane == Pane::Figures,
            "{pane:?}: {rows:?}"
        );
        let made = rows
            .iter()
            .any(|row| is_there(row, "导出") || is_there(row, "制表"));
        assert!(made, "{pane:?} does not say who made it: {rows:?}");
        // As wide as what is in them, on paper of the office's size.
        let xml = part(&path, "xl/worksheets/sheet1.xml");
        assert!(xml.contains("<cols>"), "{pane:?}");
        assert!(xml.contains("fitToPage=\"1\""), "{pane:?}");
        assert!(xml.contains("paperSize=\"9\""), "{pane:?}");
        ledgers += 1;
    }
    assert_eq!(ledgers, 14);
}

#[test]
fn the_whole_queue_goes_out_and_every_name_stays_masked() {
    let mut desk = Stored::open(Lang::Zh, (160, 45), &matters(130));
    assert!(desk.model.queue.ledger.list().rows().len() < 130);
    desk.press("<F4> <A-e> <C-s>");
    let notice = desk.notice();
    assert!(notice.contains("已导出 130 行"), "{notice}");
    let file = exports(desk.folder()).remove(0);
    let rows = sheet(&file);
    let head = rows.iter().position(|row| row[0] == "编号").unwrap();
    let cases: Vec<_> = rows
        .iter()
        .filter(|row| row[0].starts_with("ML-"))
        .collect();
    assert_eq!(cases.len(), 130);
    assert_eq!(rows[head].len(), cases[0].len());
    assert!(rows.iter().any(|row| row[0] == "共 130 行"), "{rows:?}");
    let text = format!("{rows:?}");
    assert!(text.contains("牟*生") && !text.contains("牟春生"), "{text}");
    assert!(text.contains(CLERK), "who made it: {text}");
    let summaries: Vec<bool> = (1..=130)
        .map(|at| text.contains(&format!("第{at}件")))
        .collect();
    assert!(!summaries.contains(&false));
    let xml = part(&file, "xl/worksheets/sheet1.xml");
    assert!(xml.contains("<autoFilter"), "{xml}");
    assert!(xml.contains("<pane "), "the headings stand still");
}

#[test]
fn an_accusation_goes_out_locked_and_the_filter_holds() {
    let acts = vec![
        registered("11-20", "牟春生", |it| {
            "自来水停了两天".clone_into(&mut it.matter.summary);
        }),
        registered("11-20", "李守田", |it| {
            "地界不清".clone_into(&mut it.matter.summary);
        }),
        registered("11-21", "赵小平", |it| {
            it.matter.class = Class::Accusation;
            "反映村会计账目不清".clone_into(&mut it.matter.summary);
            it.matter.accused = Some("孙会计".to_owned());
        }),
    ];
    let mut desk = Stored::open_as("孙会计", Lang::Zh, (160, 45), &acts);
    desk.press("<F4> <A-e> 2 <C-s>");
    let file = exports(desk.folder()).remove(0);
    assert_eq!(file.extension().unwrap(), "csv", "{file:?}");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with('\u{feff}'));
    for secret in ["账目", "孙会计\r", "赵"] {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
    assert!(text.contains("ML-2026-0003"), "{text}");
    desk.press("/");
    desk.type_text("地界");
    desk.press("<Enter> <A-e> 2 <C-s>");
    let file = exports(desk.folder()).remove(0);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("筛选：地界"), "{text}");
    let mut lines = csv::ReaderBuilder::new();
    let mut lines = lines
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = lines.records().map(Result::unwrap).collect();
    let cases = rows.iter().filter(|row| row[0].starts_with("ML-"));
    assert_eq!(cases.count(), 1, "{text}");
}

#[test]
fn a_file_that_is_there_stays_and_another_name_is_proposed() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &matters(2));
    desk.press("<F4> <A-e>");
    let name = Words::new(Lang::Zh).say(Pane::Queue.word());
    let file = format!("{name}-2026-11-25.xlsx");
    let place = desk.folder().join("导出").join(file);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(&place, "别人的").unwrap();
    desk.press("<C-s>");
    assert!(desk.picture().contains("没有覆盖"), "{}", desk.picture());
    assert_eq!(fs::read_to_string(&place).unwrap(), "别人的");
    desk.press("<C-s>");
    assert!(desk.notice().contains("已导出 2 行"), "{}", desk.notice());
    assert_eq!(exports(desk.folder()).len(), 2);
    // The next one begins with a free name.
    desk.press("<A-e> <C-s>");
    assert_eq!(exports(desk.folder()).len(), 3);
}

#[test]
fn what_cannot_be_written_is_told_and_leaves_nothing() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &matters(2));
    let folder = desk.folder().join("导出");
    fs::write(&folder, "no folder").unwrap();
    desk.press("<F4> <A-e> <C-s>");
    let picture = desk.picture();
    assert!(picture.contains("没有导出"), "{picture}");
    fs::remove_file(&folder).unwrap();
    assert!(exports(desk.folder()).is_empty());
}

#[cfg(unix)]
#[test]
fn a_list_is_looked_at_before_it_is_printed_and_its_paper_stays() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &matters(3));
    desk.set_printer(&["cat"]);
    desk.press("<F4> <A-y>");
    let picture = desk.picture();
    assert!(picture.contains("第1件：路灯坏了"), "{picture}");
    desk.press("<C-s>");
    assert!(desk.notice().contains("已打印 3 行"), "{}", desk.notice());
    let files = exports(desk.folder());
    assert_eq!(files.len(), 2, "{files:?}");
    let text = part(&files[0], "word/document.xml");
    assert!(text.contains("ML-2026-0003") && text.contains("牟*生"));
    desk.set_printer(&["false"]);
    desk.press("<A-y> <C-s>");
    assert!(desk.notice().contains("没有接收"), "{}", desk.notice());
}

/// A clipboard that is a file.
#[cfg(unix)]
fn clipboard(file: &Path) -> Clipboard {
    let command = ["sh", "-c", "cat > \"$0\"", file.to_str().unwrap()];
    Clipboard {
        tools: vec![Tool {
            command: command.map(str::to_owned).to_vec(),
            wide: false,
        }],
    }
}

#[cfg(unix)]
#[test]
fn a_row_a_cell_and_the_whole_are_copied_as_sheets_take_them() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &matters(2));
    let file = desk.folder().join("clipboard");
    desk.set_clipboard(clipboard(&file));
    desk.press("<F4> <A-c>");
    let picture = desk.picture();
    assert!(
        picture.contains("整行") && picture.contains("2 行"),
        "{picture}"
    );
    desk.press("1");
    assert!(desk.notice().contains("已复制 1 行"), "{}", desk.notice());
    let row = fs::read_to_string(&file).unwrap();
    assert!(row.starts_with("ML-2026-000"), "{row}");
    assert!(row.contains("\t牟*生") && row.ends_with('\n'), "{row:?}");
    desk.press("<A-c> 2");
    let whole = fs::read_to_string(&file).unwrap();
    let lines: Vec<&str> = whole.lines().collect();
    assert_eq!(lines.len(), 3, "{whole}");
    assert!(lines[0].starts_with("编号\t"), "{whole}");
    let cells = |line: &str| line.split('\t').count();
    assert!(lines.iter().all(|line| cells(line) == cells(lines[0])));
    desk.press("<A-c> 3");
    let cell = fs::read_to_string(&file).unwrap();
    assert!(
        cell.starts_with("ML-2026-000") && !cell.contains('\t'),
        "{cell}"
    );
    assert_eq!(desk.copied, Vec::<String>::new());
}

#[test]
fn without_a_clipboard_the_terminal_is_asked_up_to_its_limit_and_that_is_told() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &matters(2));
    desk.press("<F4> <A-c> 2");
    let notice = desk.notice();
    assert!(notice.contains("终端不接收"), "{notice}");
    assert_eq!(desk.copied.len(), 1);
    assert_eq!(desk.copied[0].lines().count(), 3);
    let long = registered("11-20", "牟春生", |it| {
        it.matter.summary = "很".repeat(TERMINAL_MOST / 3);
    });
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[long]);
    desk.press("<F4> <A-c> 2");
    assert!(desk.notice().contains("74 千字节"), "{}", desk.notice());
    assert!(desk.copied.is_empty());
    assert_eq!(osc52("回执"), "\u{1b}]52;c;5Zue5omn\u{7}");
}

#[test]
fn the_clipboard_is_that_of_the_machine_at_which_the_clerk_sits() {
    let first = |set: &[&str]| {
        let clipboard = Clipboard::of(|name| set.contains(&name));
        clipboard.tools.first().map(|tool| tool.command[0].clone())
    };
    if cfg!(target_os = "linux") {
        assert_eq!(
            first(&["WAYLAND_DISPLAY", "DISPLAY"]).as_deref(),
            Some("wl-copy")
        );
        assert_eq!(first(&["DISPLAY"]).as_deref(), Some("xclip"));
        assert_eq!(first(&["WSL_DISTRO_NAME"]).as_deref(), Some("clip.exe"));
    }
    assert_eq!(first(&["SSH_CONNECTION", "DISPLAY"]), None);
    assert_eq!(Clipboard::default().take("回执"), None);
}

#[test]
fn a_name_that_was_revealed_is_written_down_again_when_it_goes_out() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    house.press("<F5> # 1 <Tab> <Down> <Enter>");
    house.type_text("mcs");
    house.press("<PageDown> <Enter> <C-s>");
    let reveals = |house: &House| ask(house.store(), |it| it.revision()).unwrap();
    let before = reveals(&house);
    // Masked, nothing is revealed.
    house.press("<A-c> 2");
    assert_eq!(reveals(&house), before);
    house.press("lawyers.reveal");
    house.sees("牟春生");
    let shown = reveals(&house);
    assert!(shown > before, "the reveal is written down");
    house.press("<A-c> 2");
    assert_eq!(reveals(&house), shown + 1, "{}", house.picture());
}

#[test]
fn a_place_without_a_list_says_so_and_a_case_prints_its_papers() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &matters(1));
    desk.press("<F2> <A-e>");
    assert!(desk.notice().contains("没有可导出"), "{}", desk.notice());
    desk.press("<F4> <Enter> <A-y>");
    assert!(desk.picture().contains("登记回执"), "{}", desk.picture());
}

#[test]
fn no_cell_runs_as_a_formula() {
    let live = registered("11-20", "牟春生", |it| {
        "=HYPERLINK(\"http://x\")".clone_into(&mut it.matter.summary);
    });
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[live]);
    desk.press("<F4> <A-e> 2 <C-s> <A-c> 2");
    let text = fs::read_to_string(&exports(desk.folder())[0]).unwrap();
    assert!(text.contains("'=HYPERLINK"), "{text}");
    assert!(
        desk.copied[0].contains("\t'=HYPERLINK"),
        "{:?}",
        desk.copied
    );
}
