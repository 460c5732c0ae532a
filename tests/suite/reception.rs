//! Stories of the counter, told by keys to the screen with a store behind it: registering, taking
//! over, joining, being interrupted.

use std::path::Path;
use std::sync::Arc;

use mulin::app::answer::Reply;
use mulin::app::effect::Effect;
use mulin::app::model::Model;
use mulin::app::msg::{Mouse, MouseAct, Msg, Press};
use mulin::app::pane::Pane;
use mulin::app::update::{opening, update};
use mulin::clock::Clock;
use mulin::domain::codes::Channel;
use mulin::domain::entry::{Stream, What};
use mulin::domain::number::CaseNumber;
use mulin::domain::projection::Projection;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::exchange::paper::templates::Templates;
use mulin::keymap::key::{Code, Key};
use mulin::office::find::PeopleFinder;
use mulin::runtime::clipboard::Clipboard;
use mulin::runtime::common::Common;
use mulin::runtime::desk_files::DeskFiles;
use mulin::runtime::lanes::Service;
use mulin::runtime::printer::Printer;
use mulin::runtime::service::DeskService;
use mulin::search::index::FinderIndex;
use mulin::store::contract::ask;
use mulin::store::drafts::Drafts;
use mulin::store::drafts::lessons::Learned;
use mulin::store::memory::store::MemoryStore;
use mulin::words::bundle::Words;
use mulin::words::lang::Lang;

use crate::screens::{SIZES, chords, compare_with, desk, shot};
use crate::stored::settings_in;

/// A desk with a store behind it; every effect is served at once.
pub(crate) struct Counter {
    pub(crate) model: Model,
    service: DeskService,
    pub(crate) store: Arc<MemoryStore>,
}

impl Counter {
    pub(crate) fn open(home: &Path, size: (u16, u16)) -> Self {
        Self::over(empty(), home, Lang::Zh, size)
    }

    /// Opens a desk over a store that was there before.
    pub(crate) fn over(store: Arc<MemoryStore>, home: &Path, lang: Lang, size: (u16, u16)) -> Self {
        let mut counter = Self::unanswered(store, home, lang, size);
        let effects = opening(&mut counter.model);
        counter.perform(effects);
        counter
    }

    /// Makes a desk that has not asked its store for anything yet.
    pub(crate) fn unanswered(
        store: Arc<MemoryStore>,
        home: &Path,
        lang: Lang,
        size: (u16, u16),
    ) -> Self {
        let model = desk(lang, size);
        let service = DeskService {
            store: store.clone(),
            finder: PeopleFinder::default(),
            roads: mulin::exchange::roads::built_in(),
            triage: mulin::exchange::triage::built_in(),
            town: Settings::default(),
            config: None,
            settings: settings_in(home, lang),
            common: Common::default(),
            version: 0,
            files: DeskFiles::beside(&home.join("desk.redb"), Vec::new()),
            drafts: Drafts::beside(&home.join("desk.redb")).into(),
            learned: Learned::beside(&home.join("desk.redb"), "王芳"),
            printer: Printer {
                folder: home.join("papers"),
                command: Vec::new(),
            },
            clipboard: Clipboard::default(),
            templates: Templates::new(lang),
            clock: Clock::set_to(model.shared.now),
            viewer: Viewer::new("王芳"),
            words: Words::new(lang).into(),
        };
        Self {
            model,
            service,
            store,
        }
    }

    pub(crate) fn perform(&mut self, effects: Vec<Effect>) {
        let mut waiting = effects;
        while !waiting.is_empty() {
            let Effect::Store(ticket, request) = waiting.remove(0) else {
                continue;
            };
            let wrote = request.is_write();
            let reply = Reply {
                seen: None,
                ticket,
                wrote,
                answer: self.service.serve(request),
            };
            waiting.extend(update(&mut self.model, Msg::Reply(reply)));
        }
    }

    /// The power fails: the same store and folder, a new desk.
    pub(crate) fn after_a_cut(self, home: &Path) -> Self {
        let Self { store, service, .. } = self;
        drop(service);
        Self::over(store, home, Lang::Zh, (80, 24))
    }

    pub(crate) fn tell(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        self.perform(effects);
    }

    /// Presses keys as a key file writes them.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for key in chords(keys) {
            self.tell(Msg::Press(Press::alone(key)));
        }
        self
    }

    /// Types text sign by sign, as an input method commits it.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            let key = Key::plain(Code::Char(character));
            self.tell(Msg::Press(Press::alone(key)));
        }
        self
    }

    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.tell(Msg::Paste(text.to_owned()));
        self
    }

    /// Clicks the cell on which `text` begins.
    fn click(&mut self, text: &str) -> &mut Self {
        let picture = self.screen();
        let (row, line) = picture
            .lines()
            .enumerate()
            .find(|(_, line)| line.contains(text))
            .unwrap_or_else(|| panic!("no {text} on\n{picture}"));
        let before = line.split(text).next().unwrap();
        let column = mulin::app::cells::width(before, false);
        self.tell(Msg::Mouse(Mouse {
            column,
            row: u16::try_from(row).unwrap(),
            act: MouseAct::Click,
        }));
        self
    }

    pub(crate) fn screen(&self) -> String {
        shot(&self.model).0
    }

    pub(crate) fn sees(&self, texts: &[&str]) {
        let screen = self.screen();
        for text in texts {
            assert!(screen.contains(text), "no “{text}” on\n{screen}");
        }
    }

    pub(crate) fn sees_not(&self, texts: &[&str]) {
        let screen = self.screen();
        for text in texts {
            assert!(!screen.contains(text), "“{text}” on\n{screen}");
        }
    }

    /// Registers with name, phone, village and summary, by keys alone.
    pub(crate) fn register(&mut self, name: &str, phone: &str, village: &str, summary: &str) {
        self.keys("<F2>").text(name).keys("<Tab>");
        self.text(phone).keys("<Tab>");
        self.text(village).keys("<Tab>");
        self.text(summary).keys("<C-s>");
    }
}

pub(crate) fn empty() -> Arc<MemoryStore> {
    let finder = vec![Arc::new(FinderIndex) as Arc<dyn Projection>];
    Arc::new(MemoryStore::new(finder, Settings::default()))
}

pub(crate) fn home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn what_is_handed_in_before_the_store_first_answered_leaves_no_draft_behind() {
    let home = home();
    let mut counter = Counter::unanswered(empty(), home.path(), Lang::Zh, (80, 24));
    let mut asked = opening(&mut counter.model);
    for key in chords("<F2>") {
        asked.extend(update(&mut counter.model, Msg::Press(Press::alone(key))));
    }
    let pasted = Msg::Paste("单雄信 13800000001 东牟家 宅基地边界".to_owned());
    asked.extend(update(&mut counter.model, pasted));
    for key in chords("<C-s>") {
        asked.extend(update(&mut counter.model, Msg::Press(Press::alone(key))));
    }
    counter.perform(asked);
    counter.sees(&["已登记", "ML-2026-0001"]);
    counter.after_a_cut(home.path()).sees_not(&["找回", "挂起"]);
}

#[test]
fn four_people_are_registered_and_found_again_by_their_readings() {
    let home = home();
    for size in [(80, 24), (160, 45)] {
        let mut counter = Counter::open(home.path(), size);
        let people = [
            ("单雄信", "13800000001", "东牟家村", "宅基地边界", "sxx"),
            ("尉迟恭", "13800000002", "西牟家村", "拖欠工资", "yuchi"),
            ("牟春生", "13800001234", "东牟家村", "修路占地", "mou"),
            ("欧阳娜", "13800000004", "东村", "低保", "oyn"),
        ];
        for (at, (name, phone, village, summary, _)) in people.iter().enumerate() {
            counter.register(name, phone, village, summary);
            let number = format!("ML-2026-{:04}", at + 1);
            counter.sees(&["√ 已登记", &number, "条例 23", "2881890", "110"]);
            counter.keys("1");
        }
        for (name, phone, village, _, letters) in people {
            let tail: String = phone.chars().skip(7).collect();
            counter.keys("<F3>").text(letters);
            counter.sees(&[&mulin::domain::mask::mask_name(name), village]);
            counter.sees_not(&[name, phone, &format!("138****{tail}")]);
            counter.text(&format!(" {tail}"));
            counter.sees(&[name, &format!("138****{tail}")]);
            counter.keys("<Esc>");
        }
    }
}

#[test]
fn who_was_here_before_is_taken_over_and_his_visit_joins_the_open_matter() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.register("牟春生", "13800001234", "东牟家村", "拖欠工资");
    counter.keys("1").text("mcs");
    counter.sees(&["> 牟*生"]);
    counter.keys("<Enter>");
    counter.sees(&["> 1 并入 ML-2026-0001：同一件事", "另一件事"]);
    counter.keys("<Enter>");
    counter.sees(&["再次来访，并入 ML-2026-0001", "138****1234"]);
    counter.keys("<C-s>");
    counter.sees(&["第 2 次来访，已并入 ML-2026-0001"]);
    // Another matter is one key away.
    counter
        .keys("1")
        .text("mcs")
        .keys("<Enter> intake.another_matter");
    counter.text("修路占地").keys("<C-s>");
    counter.sees(&["已登记 ML-2026-0002"]);
    let first = CaseNumber { year: 2026, run: 1 };
    let viewer = Viewer::new("王芳");
    let case = ask(counter.store.as_ref(), |it| it.case(first, &viewer)).unwrap();
    assert_eq!(case.unwrap().visits.len(), 2);
    // Taking a masked person over was written down.
    let reveals = ask(counter.store.as_ref(), |it| {
        it.history(Stream::Reveals, &viewer)
    })
    .unwrap();
    assert_eq!(reveals.len(), 2);
    assert!(
        reveals
            .iter()
            .all(|it| matches!(it.what, What::Reveal { .. }))
    );
}

#[test]
fn another_name_is_never_taken_over_by_enter() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.register("单雄新", "13800000001", "东村", "低保");
    counter.keys("1").text("单雄信");
    counter.sees(&["单*新"]);
    counter.keys("<Enter>");
    counter.sees(&["姓名         单雄信"]);
    counter.text("13800000009");
    counter.keys("<C-s>");
    counter.sees(&["! 请写一句话"]);
    counter.text("宅基地").keys("<C-s>");
    counter.sees(&["已登记 ML-2026-0002"]);
}

#[test]
fn a_namesake_stays_in_sight_when_nobody_has_the_phone_and_is_named_again_on_the_card() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.register("牟春生", "13800001234", "东牟家村", "拖欠工资");
    counter.keys("1").text("牟春生").keys("<Tab>");
    counter.text("13800009999");
    counter.sees(&["另有同名 1 人，在办", "牟*生"]);
    // Enter takes nobody over: the phone is not his.
    counter.keys("<Tab>").text("东牟家村").keys("<Tab>");
    counter.text("村口排水").keys("<C-s>");
    counter.sees(&["已登记 ML-2026-0002", "东牟家村另有同名 1 人，在办"]);
}

#[test]
fn a_known_persons_new_phone_is_kept_beside_the_old_one() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.register("牟春生", "13800001234", "东牟家村", "拖欠工资");
    let known = |counter: &Counter| {
        let viewer = Viewer::new("王芳");
        let first = mulin::domain::person::id::PersonId(1);
        let person = ask(counter.store.as_ref(), |it| it.person(first, &viewer));
        person.unwrap().unwrap().phones
    };
    counter.keys("1").text("牟春生").keys("<Enter> 2");
    counter.text("村口排水");
    counter
        .model
        .intake
        .sheet
        .fill(mulin::domain::field::Field::Phone, "13800009999");
    counter.keys("<C-s>");
    counter.sees(&["已登记 ML-2026-0002", "两个号码都留着"]);
    assert_eq!(known(&counter), ["13800009999", "13800001234"]);
}

#[test]
fn each_field_lists_only_who_was_found_by_it() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.register("单雄信", "13800000001", "东牟家村", "低保");
    counter.register("牟春生", "13800000002", "东村", "拖欠工资");
    // 牟 is a name here, not a part of 东牟家村.
    counter.keys("1").text("牟");
    counter.sees(&["牟*生"]);
    counter.sees_not(&["单*信"]);
    counter.keys("<Backspace>").text("0002");
    counter.sees(&["牟*生"]);
    counter.keys("<Tab>").text("0001");
    counter.sees(&["单*信"]);
    counter.sees_not(&["牟*生"]);
}

#[test]
fn somebody_taken_over_by_mistake_goes_again() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.register("王小明", "13800000001", "东村", "低保");
    counter.keys("1").text("王小明").keys("<Enter>");
    counter.sees(&["不是此人"]);
    counter.keys("3");
    counter.sees_not(&["王小明", "138****0001"]);
    assert_eq!(counter.model.intake.sheet.person, None);
}

#[test]
fn an_undecided_visit_is_asked_about_before_it_is_kept() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.register("牟春生", "13800001234", "东牟家村", "拖欠工资");
    counter.keys("1").text("牟春生").keys("<Enter>");
    // The clerk types on; the words are not lost, the question comes back.
    counter.text("又欠一个月").keys("<C-s>");
    counter.sees(&["又欠一个月", "先选", "> 1 并入"]);
    counter.keys("1 <C-s>");
    counter.sees(&["第 2 次来访"]);
}

#[test]
fn an_interruption_leaves_the_draft_and_the_caret_where_they_were() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter
        .keys("<F2>")
        .text("尉迟恭")
        .keys("<Tab> <Tab> <Tab>");
    counter.text("宅基");
    let before = shot(&counter.model);
    counter.keys("<F3>").text("mcs").keys("<Esc>");
    assert_eq!(shot(&counter.model), before);
    counter.keys("<F4>");
    assert_eq!(counter.model.focus, Pane::Queue);
    counter.keys("<F2>").text("地");
    counter.sees(&["宅基地", "尉迟恭"]);
    let mut again = counter.after_a_cut(home.path());
    assert_eq!(again.model.focus, Pane::Intake);
    again.sees(&["找回 1 份", "尉迟恭", "宅基地"]);
    again.text("边界").keys("<C-s>");
    again.sees(&["已登记 ML-2026-0001"]);
    let empty = again.after_a_cut(home.path());
    empty.sees_not(&["找回"]);
}

#[test]
fn several_drafts_are_parked_and_none_is_lost() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.keys("<F2>").text("欧阳娜").keys("intake.park");
    counter.text("尉迟恭").keys("<F2>");
    counter.sees(&["挂起 2 份", "欧阳*", "尉迟*"]);
    counter.sees_not(&["欧阳娜", "尉迟恭"]);
    counter.keys("intake.next_draft");
    counter.sees(&["欧阳娜", "挂起 1 份"]);
    counter.keys("intake.next_draft");
    counter.sees(&["尉迟恭", "欧阳*"]);
    let again = counter.after_a_cut(home.path());
    again.sees(&["找回 2 份", "尉迟恭", "欧阳*"]);
}

#[test]
fn one_paste_fills_the_form_and_a_paste_never_submits() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter
        .keys("<F2>")
        .paste("牟春生 13800001234 370785190001010012 东牟家 拖欠工资\n");
    counter.sees(&[
        "牟春生",
        "13800001234",
        "370785190001010012",
        "东牟家村",
        "拖欠工资",
    ]);
    counter.sees_not(&["已登记"]);
    counter.keys("<C-s>");
    counter.sees(&["已登记 ML-2026-0001"]);
}

#[test]
fn a_village_is_completed_and_an_unknown_one_only_warns() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter
        .keys("<F2>")
        .text("某人")
        .keys("<Tab> <Tab>")
        .text("dmj");
    counter.sees(&["> 东牟家村"]);
    counter
        .keys("<Enter>")
        .text("低保")
        .keys("<Up>")
        .text("外乡");
    counter.keys("<Tab>");
    counter.sees(&["不在 83 个村里"]);
    counter.keys("<C-s>");
    counter.sees(&["已登记", "不在 83 个村里"]);
}

#[test]
fn a_matter_about_an_official_is_locked_from_the_first_second() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.keys("<F2> <Tab> <Tab> <Tab>").text("账目不清");
    counter.keys("<Tab> <Tab> 1");
    counter.sees(&["被反映人或单位", "检举控告（锁定）"]);
    counter.keys("<Tab>").text("某村会计").keys("<C-s>");
    counter.sees(&["已登记", "条例 30"]);
    counter.sees_not(&["镇 30 日目标"]);
    let number = CaseNumber { year: 2026, run: 1 };
    for (who, open) in [("王芳", true), ("李四", false)] {
        let viewer = Viewer::new(who);
        let case = ask(counter.store.as_ref(), |it| it.case(number, &viewer)).unwrap();
        let case = case.unwrap();
        assert_eq!(case.matter.summary.is_empty(), !open, "{who}");
    }
}

#[test]
fn nobody_needs_to_leave_a_name_and_the_time_may_be_earlier() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.keys("<F2> <Tab> <Tab> <Tab>").text("路灯坏了");
    counter.keys("intake.more");
    counter.click("收到时间").text("昨天 16:00").keys("<Tab>");
    counter.sees(&["2026-11-24 16:00"]);
    counter.keys("<C-s> 2");
    counter.sees(&["回执已写进"]);
    let file = home.path().join("papers/ML-2026-0001-1-登记回执.txt");
    let receipt = std::fs::read_to_string(file).unwrap();
    assert!(receipt.contains("2026年11月24日 16:00") && receipt.contains("未留名"));
}

#[test]
fn the_finder_reveals_by_one_key_and_writes_it_down() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.register("王小明", "13800000001", "东村", "低保");
    counter.keys("1");
    counter.register("王小明", "13800000002", "西牟家村", "修路");
    counter.keys("1 <F4> <F3>").text("wxm");
    counter.sees(&["同名 2 人", "王*明"]);
    counter.sees_not(&["138****"]);
    counter.keys("finder.reveal");
    counter.sees(&["王小明", "138****0002"]);
    counter.sees_not(&["138****0001"]);
    let viewer = Viewer::new("王芳");
    let reveals = ask(counter.store.as_ref(), |it| {
        it.history(Stream::Reveals, &viewer)
    })
    .unwrap();
    assert_eq!(reveals.len(), 1);
    // Enter shows his cases, a digit opens one.
    counter.keys("<Enter>");
    counter.sees(&["> 1 ML-2026-0002", "0 登记他的来访"]);
    counter.keys("1");
    assert_eq!(counter.model.focus, Pane::Case);
    assert!(counter.model.overlays.is_empty());
}

#[test]
fn enter_on_a_receipts_number_opens_that_matter() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.register("牟春生", "13800001234", "东牟家村", "拖欠工资");
    counter.keys("1");
    counter.register("单雄信", "13800005678", "西牟家村", "修路占地");
    counter.keys("1 <F4>");
    for typed in ["0001", "1", "2026-1", "ML-2026-0001"] {
        counter.keys("<F3>").text(typed).keys("<Enter>");
        assert!(counter.model.overlays.is_empty(), "{typed}");
        assert_eq!(counter.model.focus, Pane::Case, "{typed}");
        counter.sees(&["ML-2026-0001"]);
    }
    // Beside number and code stands what may be told.
    let number = CaseNumber { year: 2026, run: 2 };
    let code = ask(counter.store.as_ref(), |it| it.query_code(number)).unwrap();
    let both = format!("2 {}", code.as_str());
    counter.keys("<F3>").text(&both);
    counter.sees(&[
        "ML-2026-0002  2026-11-25 收到",
        "办理状态",
        "下一步：书面告知",
    ]);
}

#[test]
fn the_finder_hands_a_person_to_the_intake_in_hand() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.register("牟春生", "13800001234", "东牟家村", "拖欠工资");
    counter.keys("1 <Tab> <Tab> <Tab>").text("修路占地");
    counter.keys("<F3>").text("木春生").keys("<Enter>");
    counter.sees(&["牟春生", "第二次，上次未答复", "> 1 并入"]);
    counter.keys("2 <C-s>");
    counter.sees(&["已登记 ML-2026-0002"]);
}

#[test]
fn somebody_elses_draft_is_parked_when_the_finder_hands_a_person_over() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.register("单雄信", "13800001111", "东牟家村", "拖欠工资");
    counter
        .keys("1")
        .text("尉迟恭")
        .keys("<Tab>")
        .text("13800002222")
        .keys("<Tab>")
        .text("西");
    counter.keys("<F3>").text("单雄信").keys("<Enter>");
    counter.sees(&["单雄信", "已挂起，没有丢"]);
    counter.keys("<Esc>").keys("intake.next_draft");
    counter.sees(&["尉迟恭", "13800002222", "西"]);
}

#[test]
fn the_mouse_takes_fields_people_options_and_what_comes_next() {
    let home = home();
    let mut counter = Counter::open(home.path(), (160, 45));
    counter.register("牟春生", "13800001234", "东牟家村", "拖欠工资");
    counter.click("1 下一位").text("牟");
    counter.click("牟*生").click("2 另一件事").text("修路占地");
    counter.click("信访形式").click("2 来信");
    counter.keys("<C-s>");
    counter.sees(&["已登记 ML-2026-0002"]);
    let number = CaseNumber { year: 2026, run: 2 };
    let viewer = Viewer::new("王芳");
    let case = ask(counter.store.as_ref(), |it| it.case(number, &viewer)).unwrap();
    assert_eq!(case.unwrap().channel().unwrap().code(), "letter");
}

#[test]
fn an_enter_faster_than_the_answer_means_what_the_answer_says() {
    let home = home();
    for opener in ["<F2>", "<F2> <F3>"] {
        let mut counter = Counter::open(home.path(), (80, 24));
        counter.register("牟春生", "13800001234", "东牟家村", "拖欠工资");
        counter.keys("1").keys(opener);
        let mut waiting = Vec::new();
        for key in chords("m c s <Enter>") {
            let press = Msg::Press(Press::alone(key));
            waiting.extend(update(&mut counter.model, press));
        }
        counter.sees_not(&["牟春生", "牟*生"]);
        counter.perform(waiting);
        counter.sees(&["姓名         牟春生", "> 1 并入"]);
    }
}

#[test]
fn the_card_offers_an_answer_at_the_counter_only_where_one_may_be_given() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.register("牟春生", "13800001234", "东牟家村", "问大厅在哪");
    counter.sees(&["5 同一人的另一件事", "6 当场答复"]);
    counter
        .keys("<Enter>")
        .text("孙强")
        .keys("<Tab> <Tab> <Tab>");
    counter.text("村会计截留补贴").keys("<Tab> <Tab>").text("1");
    counter.keys("<C-s>");
    counter.sees(&["已登记 ML-2026-0002", "5 同一人的另一件事"]);
    counter.sees_not(&["当场答复"]);
}

#[test]
fn the_card_gives_way_to_the_next_visitor() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.register("牟春生", "13800001234", "东牟家村", "拖欠工资");
    counter.text("欧阳娜");
    counter.sees(&["姓名         欧阳娜"]);
    counter.keys("<Tab> <Tab> <Tab>").text("低保").keys("<C-s>");
    counter.sees(&["已登记 ML-2026-0002"]);
    counter.paste("尉迟恭 13800000002 东村 路灯");
    counter.sees(&["尉迟恭", "13800000002", "路灯"]);
}

#[test]
fn every_doubt_is_told_with_what_is_missing_and_holds_nothing_up() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter
        .keys("<F2>")
        .text("牟春生")
        .keys("<Tab>")
        .text("138000");
    counter.keys("<Tab>").text("外乡").keys("<C-s>");
    counter.sees(&["! 请写一句话", "号码位数不对", "不在 83 个村里"]);
    assert_eq!(
        counter.model.intake.sheet.cursor(),
        mulin::domain::field::Field::Summary
    );
    counter.text("低保").keys("<C-s>");
    counter.sees(&["已登记", "号码位数不对", "不在 83 个村里"]);
}

#[test]
fn a_person_with_many_cases_shows_the_page_of_the_hand() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    for at in 0..17 {
        counter.register("牟春生", "13800001234", "东牟家村", &format!("第{at}件"));
        counter.keys("1");
    }
    counter.keys("<F4> <F3>").text("mcs").keys("<Enter> <End>");
    counter.sees(&["> 0 登记他的来访"]);
    counter.keys("<Up>");
    counter.sees(&["ML-2026-0001"]);
    counter.click("ML-2026-0001");
    assert_eq!(counter.model.focus, Pane::Case);
}

#[test]
fn the_caret_is_at_the_caret_in_every_field() {
    let home = home();
    for size in [(60, 15), (79, 24), (80, 24), (160, 45)] {
        let mut counter = Counter::open(home.path(), size);
        counter.keys("<F2> intake.more");
        for _ in 0..24 {
            let empty = shot(&counter.model).1.unwrap();
            let before = counter.model.intake.sheet.cursor();
            counter.text("牟a");
            let typed = shot(&counter.model).1.unwrap();
            let field = counter.model.intake.sheet.cursor();
            if field != before {
                // A choice sends words on to the next line for words.
                continue;
            }
            assert_eq!(empty.y, typed.y, "{field:?} at {size:?}");
            let moved = typed.x - empty.x;
            assert!(moved == 3 || moved == 0, "{field:?} at {size:?}: {moved}");
            counter.keys("<Tab>");
        }
    }
}

/// Cuts a picture down to the box on top, the notice and the keys: what other panes show is their
/// own affair.
fn of_the_counter(picture: &str) -> String {
    let lines: Vec<&str> = picture.lines().collect();
    let end = lines
        .iter()
        .position(|line| line.starts_with('└'))
        .unwrap_or(lines.len() - 1);
    [&lines[..=end], &lines[lines.len() - 2..]]
        .concat()
        .join("\n")
        + "\n"
}

#[test]
fn the_counters_screens() {
    type Play = fn(&mut Counter);
    let scenes: [(&str, Play); 6] = [
        ("intake", |it| {
            it.keys("<F2>");
        }),
        ("intake-prior", |it| {
            it.keys("<F2>").text("mu");
        }),
        ("intake-asking", |it| {
            it.keys("<F2>").text("mcs").keys("<Enter>");
        }),
        ("intake-problem", |it| {
            it.keys("<F2> intake.park")
                .text("尉迟恭")
                .keys("intake.park");
            it.text("欧阳娜").keys("<Tab>").text("138000").keys("<C-s>");
        }),
        ("intake-card", |it| {
            it.keys("<F2>").text("欧阳娜").keys("<Tab> <Tab>");
            it.text("外乡").keys("<Tab>").text("低保").keys("<C-s>");
        }),
        ("finder", |it| {
            it.keys("<F3>").text("mcs 5678");
        }),
    ];
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in SIZES {
            for (name, play) in scenes {
                let home = home();
                let mut counter = Counter::over(empty(), home.path(), lang, size);
                counter.register("牟春生", "13800001234", "东牟家村", "拖欠工资");
                counter.keys("1");
                counter.register("牟春生", "13800005678", "西牟家村", "修路占地");
                counter.keys("1");
                counter.register("木春山", "13800009012", "东村", "路灯");
                counter.keys("1");
                play(&mut counter);
                let file = format!("{name}.{code}.{}x{}.txt", size.0, size.1);
                compare_with(&file, &of_the_counter(&counter.screen()));
            }
        }
    }
}

#[test]
fn where_a_visitor_works_is_hidden_until_it_is_revealed() {
    let home = home();
    let mut counter = Counter::open(home.path(), (160, 45));
    counter
        .keys("<F2>")
        .text("牟春生")
        .keys("<Tab> <Tab> <Tab>");
    counter.text("被拖欠工资").keys("intake.more");
    counter.click("工作单位").text("东风纺织厂");
    counter.keys("<C-s> 1 <F4> <Enter>");
    counter.sees(&["工作单位", "（已隐去）"]);
    counter.sees_not(&["东风纺织厂"]);
    counter.keys("case.reveal");
    counter.sees(&["东风纺织厂"]);
}

#[test]
fn half_a_form_stands_masked_beside_another_visitors_case() {
    let home = home();
    let mut counter = Counter::open(home.path(), (160, 45));
    counter.register("单雄信", "13800001111", "东牟家村", "邻居占地界");
    counter.keys("1").text("尉迟恭").keys("<Tab>");
    counter.text("13800002222").keys("<Tab> <Tab>");
    counter.text("反映低保没有评上").keys("<Tab>");
    counter.sees(&["尉迟恭", "反映低保没有评上"]);
    counter.keys("<F4> <Enter>");
    counter.sees(&["单*信", "尉迟*", "138****2222", "（已隐去）"]);
    counter.sees_not(&["尉迟恭", "13800002222", "反映低保"]);
    counter.keys("<F2>");
    counter.sees(&["尉迟恭", "13800002222", "反映低保没有评上"]);
}

#[test]
fn at_a_station_every_visit_carries_its_name_and_the_centre_its_own() {
    for (station, channel, kept) in [
        ("仁和管区驿站", Channel::Station, Some("仁和管区驿站")),
        ("", Channel::Visit, None),
    ] {
        let home = home();
        let mut counter = Counter::open(home.path(), (80, 24));
        counter.model.shared.town.settings.station = station.to_owned();
        counter.register("欧阳娜", "13800000004", "东村", "路灯不亮");
        let number = CaseNumber { year: 2026, run: 1 };
        let viewer = Viewer::new("王芳");
        let case = ask(counter.store.as_ref(), |it| it.case(number, &viewer));
        let case = case.unwrap().unwrap();
        let visit = case.visits.first().unwrap();
        assert_eq!(
            (visit.channel, visit.station.as_deref()),
            (Some(channel), kept)
        );
    }
}

#[test]
fn what_is_typed_pasted_or_clicked_behind_the_curtain_reaches_no_field() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.keys("<F2>").text("牟春生").keys("<F9>");
    counter.text("外人");
    counter.tell(Msg::Paste("贴上去的话".to_owned()));
    counter.keys("<Tab> <Backspace> <C-s>");
    for (column, row) in (0..80).map(|column| (column, 0)).chain([(20, 5), (40, 12)]) {
        let act = MouseAct::Click;
        counter.tell(Msg::Mouse(Mouse { column, row, act }));
    }
    counter.sees_not(&["牟春生", "外人", "贴上去的话"]);
    counter.keys("<F9>");
    counter.sees(&["姓名         牟春生"]);
    counter.sees_not(&["外人", "贴上去的话", "ML-2026-0001"]);
    // The caret is where it was.
    counter.text("生");
    counter.sees(&["牟春生生"]);
}
