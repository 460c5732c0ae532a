//! The lawyers' and the grid's panes over a real store: what a clerk does there by keys, and how it
//! looks.

use std::path::Path;
use std::sync::Arc;

use argon2::password_hash::{PasswordHasher, SaltString};
use argon2::{Algorithm, Argon2, Version};
use mulin::app::answer::{Answer, Reply};
use mulin::app::effect::{Effect, Request};
use mulin::app::model::Model;
use mulin::app::msg::{Mouse, MouseAct, Msg, Press};
use mulin::app::update::{opening, update};
use mulin::clock::Clock;
use mulin::domain::act::{Act, Action, CommitResult, Petitioner, Registration};
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::codes::{Category, Channel, Class, Status};
use mulin::domain::grid::edit::GridEdit;
use mulin::domain::grid::node::{Contact, Post};
use mulin::domain::lawyer::{BookingState, Lawyer, MeetingWay};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::operator::{Credential, OperatorCard, OperatorFact};
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::right::Role;
use mulin::domain::seat::Seat;
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
use mulin::store::contract::{Store, ask};
use mulin::store::drafts::Drafts;
use mulin::store::drafts::lessons::Learned;
use mulin::store::memory::store::MemoryStore;
use mulin::words::bundle::Words;
use mulin::words::lang::Lang;
use tempfile::TempDir;

use crate::screens::{SIZES, chords, compare_with, desk, shot};
use crate::stored::settings_in;

/// A desk with a store in memory behind it.
pub(crate) struct House {
    pub(crate) model: Model,
    service: DeskService,
    home: TempDir,
}

impl House {
    /// Opens the desk on Monday before the national holiday of 2026.
    pub(crate) fn open(lang: Lang, size: (u16, u16)) -> Self {
        let now = Moment::parse("2026-09-28T09:41:00+08:00").unwrap();
        let home = tempfile::tempdir().unwrap();
        let service = DeskService {
            store: Arc::new(MemoryStore::new(
                vec![Arc::new(FinderIndex)],
                Settings::default(),
            )),
            drafts: Drafts::beside(&home.path().join("desk.redb")).into(),
            learned: Learned::beside(&home.path().join("desk.redb"), "王芳"),
            printer: Printer {
                folder: home.path().join("papers"),
                command: Vec::new(),
            },
            clipboard: Clipboard::default(),
            templates: Templates::new(lang),
            clock: Clock::set_to(now),
            viewer: Viewer::new("王芳".to_owned()),
            words: Words::new(lang).into(),
            finder: PeopleFinder::default(),
            roads: mulin::exchange::roads::built_in(),
            triage: mulin::exchange::triage::built_in(),
            town: Settings::default(),
            config: Some(home.path().join("config")),
            settings: settings_in(home.path(), lang),
            common: Common::default(),
            version: 0,
            files: DeskFiles::beside(&home.path().join("desk.redb"), Vec::new()),
        };
        let mut model = desk(lang, size);
        model.shared.now = now;
        let mut house = Self {
            model,
            service,
            home,
        };
        house.keep(vec![
            registration("牟春生", "13800001234", "东牟家村", "工资拖欠三个月"),
            registration("王小明", "13800001235", "西牟家村", "地界不清"),
        ]);
        let effects = opening(&mut house.model);
        house.perform(effects);
        house
    }

    pub(crate) fn keep(&mut self, actions: Vec<Action>) {
        self.service.serve(Request::Commit(actions));
    }

    /// Asks the store behind the desk.
    pub(crate) fn asks(&mut self, request: Request) -> Answer {
        self.service.serve(request)
    }

    /// Gives the store behind the desk.
    pub(crate) fn store(&self) -> &dyn Store {
        self.service.store.as_ref()
    }

    /// Sets the print command.
    pub(crate) fn set_printer(&mut self, command: &[&str]) {
        self.service.printer.command = command.iter().map(ToString::to_string).collect();
    }

    /// Gives who sits at the desk.
    pub(crate) fn viewer(&self) -> Viewer {
        self.service.viewer.clone()
    }

    /// Gives the 查询码 of a case.
    pub(crate) fn code(&self, number: CaseNumber) -> String {
        let code = ask(self.store(), |it| it.query_code(number)).unwrap();
        code.as_str().to_owned()
    }

    /// Adds two lawyers.
    pub(crate) fn with_lawyers(mut self) -> Self {
        let card = |name: &str, firm: &str, fields: &str| Action::Lawyer {
            id: None,
            lawyer: Box::new(Lawyer {
                name: name.to_owned(),
                firm: firm.to_owned(),
                phone: "13800002222".to_owned(),
                wechat: String::new(),
                fields: fields.to_owned(),
                active: true,
            }),
        };
        self.keep(vec![
            card("张守法", "明法律师事务所", "劳动"),
            card("李平", "正平律师事务所", "土地"),
        ]);
        self.tick("2026-09-28T09:41:00+08:00");
        self
    }

    /// Has the store know who may sign in: a name, a role, and what is typed to prove it.
    pub(crate) fn with_operators(self, all: &[(&str, Role, &str)]) -> Self {
        for (name, role, typed) in all {
            let card = OperatorCard {
                name: (*name).to_owned(),
                role: *role,
                credential: Credential::Passphrase(hashed(typed)),
                recovery: None,
                keys: None,
                recovery_keys: None,
            };
            let action = Action::Operator {
                id: None,
                fact: OperatorFact::Added(Box::new(card)),
            };
            let act = Act {
                // The first one lets the others in.
                who: all[0].0.to_owned(),
                when: self.model.shared.now,
                action,
            };
            let came = self.store().commit(&[act]).unwrap();
            assert!(matches!(came[0], CommitResult::Done(_)), "{came:?}");
        }
        self.closed()
    }

    /// Opens the desk over the same store while nobody has signed in.
    pub(crate) fn closed(mut self) -> Self {
        let (lang, size) = (self.model.shared.words.lang(), self.model.shared.size);
        let now = self.model.shared.now;
        self.service.viewer = Viewer::nobody();
        self.model = desk(lang, size);
        let shared = &mut self.model.shared;
        (shared.now, shared.seat) = (now, Seat::Empty);
        shared.who.clear();
        let effects = opening(&mut self.model);
        self.perform(effects);
        self
    }

    /// Has somebody sit at the desk.
    pub(crate) fn sits(&mut self, who: &str) {
        self.service.viewer = Viewer::new(who.to_owned());
        who.clone_into(&mut self.model.shared.who);
    }

    /// Signs in at the card.
    pub(crate) fn signs_in(&mut self, name: &str, typed: &str) {
        self.type_text(name);
        self.press("<Enter>");
        self.type_text(typed);
        self.press("<Enter>");
    }

    /// Opens the desk over the same store for another member of staff.
    pub(crate) fn for_another(self, who: &str) -> Self {
        let (size, now) = (self.model.shared.size, self.model.shared.now);
        let mut house = self;
        house.service.viewer = Viewer::new(who.to_owned());
        house.model = desk(Lang::Zh, size);
        house.model.shared.now = now;
        who.clone_into(&mut house.model.shared.who);
        let effects = opening(&mut house.model);
        house.perform(effects);
        house
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let (ticket, request) = match effect {
                Effect::Store(ticket, request) => (ticket, request),
                Effect::AskTime => {
                    let now = self.service.clock.read().moment;
                    let more = update(&mut self.model, Msg::Second(now));
                    self.perform(more);
                    continue;
                }
                Effect::Quit | Effect::TerminalCopy(_) | Effect::Stop(_) | Effect::Learn(_) => {
                    continue;
                }
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

    pub(crate) fn tick(&mut self, now: &str) {
        let now = Moment::parse(now).unwrap();
        self.service.clock = Clock::set_to(now);
        let effects = update(&mut self.model, Msg::Tick(now));
        self.perform(effects);
    }

    /// Clicks a cell of the window.
    pub(crate) fn click(&mut self, column: u16, row: u16) {
        let mouse = Mouse {
            column,
            row,
            act: MouseAct::Click,
        };
        let effects = update(&mut self.model, Msg::Mouse(mouse));
        self.perform(effects);
    }

    /// Presses the right button on a cell of the window.
    pub(crate) fn right_click(&mut self, column: u16, row: u16) {
        let mouse = Mouse {
            column,
            row,
            act: MouseAct::Menu,
        };
        let effects = update(&mut self.model, Msg::Mouse(mouse));
        self.perform(effects);
    }

    /// Gives the row of the window on which a text stands.
    #[track_caller]
    pub(crate) fn row_of(&self, text: &str) -> u16 {
        let picture = self.picture();
        let row = picture.lines().position(|line| line.contains(text));
        let row = row.unwrap_or_else(|| panic!("{text} is not on\n{picture}"));
        u16::try_from(row).unwrap()
    }

    /// Lets a second pass on the pad.
    pub(crate) fn second(&mut self, now: Moment) {
        self.service.clock = Clock::set_to(now);
        let effects = update(&mut self.model, Msg::Second(now));
        self.perform(effects);
    }

    /// Gives the folder in which store and drafts stand.
    pub(crate) fn folder(&self) -> &Path {
        self.home.path()
    }

    /// Kills the desk as it stands and opens it anew, over the same store and drafts.
    pub(crate) fn killed(&mut self) {
        let shared = &self.model.shared;
        let (now, size) = (shared.now, shared.size);
        self.model = desk(Lang::Zh, size);
        self.model.shared.now = now;
        self.service.drafts = Drafts::beside(&self.home.path().join("desk.redb")).into();
        let effects = opening(&mut self.model);
        self.perform(effects);
    }

    /// Presses keys as a key file writes them; a command's name stands for its keys.
    pub(crate) fn press(&mut self, keys: &str) {
        for key in chords(keys) {
            let effects = update(&mut self.model, Msg::Press(Press::alone(key)));
            self.perform(effects);
        }
    }

    /// Tells the desk a message.
    pub(crate) fn tell(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        self.perform(effects);
    }

    pub(crate) fn type_text(&mut self, text: &str) {
        for character in text.chars() {
            let key = Key::plain(Code::Char(character));
            let effects = update(&mut self.model, Msg::Press(Press::alone(key)));
            self.perform(effects);
        }
    }

    pub(crate) fn picture(&self) -> String {
        shot(&self.model).0
    }

    #[track_caller]
    pub(crate) fn sees(&self, text: &str) {
        let picture = self.picture();
        assert!(picture.contains(text), "{text} is not on\n{picture}");
    }

    #[track_caller]
    pub(crate) fn sees_not(&self, text: &str) {
        let picture = self.picture();
        assert!(!picture.contains(text), "{text} is on\n{picture}");
    }

    pub(crate) fn notice(&self) -> String {
        let notice = self.model.notice.as_ref();
        notice.map(|it| it.text.clone()).unwrap_or_default()
    }

    /// Gives the bookings as `day time meeting name state`.
    fn bookings(&self) -> Vec<String> {
        let view = self.model.lawyers.ledger.view().unwrap();
        view.bookings
            .iter()
            .map(|(_, it)| {
                let time = it.time.map(|time| time.format(" %H:%M").to_string());
                let state = match &it.state {
                    BookingState::Booked => "booked".to_owned(),
                    BookingState::Cancelled { why } => format!("cancelled {why}"),
                    BookingState::Done { outcome, legal_aid } => {
                        format!("done {outcome} {legal_aid}")
                    }
                };
                format!(
                    "{}{} {} {} {state}",
                    it.day,
                    time.unwrap_or_default(),
                    it.meeting.code(),
                    it.name
                )
            })
            .collect()
    }
}

/// Hashes a passphrase with the least work, so that a test need not wait.
pub(crate) fn hashed(typed: &str) -> String {
    let least = argon2::Params::new(8, 1, 1, None).unwrap();
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, least);
    let salt = SaltString::encode_b64(b"a salt of a test").unwrap();
    let hash = argon.hash_password(typed.as_bytes(), &salt).unwrap();
    hash.to_string()
}

pub(crate) fn registration(name: &str, phone: &str, village: &str, summary: &str) -> Action {
    Action::Register(Box::new(Registration {
        petitioner: Petitioner::New(Box::new(Person {
            name: name.to_owned(),
            phones: vec![phone.to_owned()],
            village: Some(village.to_owned()),
            ..Person::default()
        })),
        matter: Matter {
            class: Class::Claim,
            category: Some(Category::Wages),
            summary: summary.to_owned(),
            village: Some(village.to_owned()),
            ..Matter::default()
        },
        visit: Visit {
            person: PersonId(0),
            received_at: Some(Moment::parse("2026-09-28 09:00").unwrap()),
            channel: Some(Channel::Visit),
            station: None,
            people_count: 1,
            companion: None,
            words: String::new(),
            new_facts: None,
        },
        joins: None,
        imported_answer: None,
        fingerprint: None,
        order_due: None,
    }))
}

#[test]
fn the_coming_wednesdays_are_filled_in_turn_and_a_holiday_is_put_off_by_one_key() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F5> #");
    assert!(house.notice().contains("先新增律师"), "{}", house.notice());
    let mut house = house.with_lawyers();
    house.press("# 1");
    house.sees("09-30 周三  张守法");
    house.sees("10-14 周三  李平");
    house.sees("10-07 周三  休 国庆节");
    house.press("<Down>");
    house.sees("国庆节放假，律师不来；按 & 改到 10-08 周四");
    house.press("&");
    house.sees("> 10-08 周四");
    house.sees("代 10-07（国庆节）");
    house.press("#  1");
    house.sees("10-08 周四  李平");
    house.press("<Up>");
    house.sees("国庆节，改到 10-08");
    house.press("&");
    assert!(house.notice().contains("不用顺延"), "{}", house.notice());
}

#[test]
fn somebody_found_by_typing_is_booked_moved_and_heard() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    house.press("<F5> # 1 <Tab> <Down> <Enter>");
    house.sees("预约 2026-09-30 周三");
    // A name is not looked for among the villages.
    house.type_text("dmj");
    house.sees_not("来过 1 件");
    house.press("<Backspace> <Backspace> <Backspace>");
    house.type_text("mcs");
    house.sees("牟*生 东牟家村 来过 1 件");
    house.press("<PageDown> <Enter> <Tab> <PageDown> <Enter>");
    house.sees("ML-2026-0001");
    house.type_text("讨要工资");
    house.press("<C-s>");
    assert_eq!(
        house.bookings(),
        ["2026-09-30 09:30 slot 牟春生 booked"],
        "{}",
        house.picture()
    );
    house.sees("牟*生");
    house.sees_not("牟春生");
    let view = house.model.lawyers.ledger.view().unwrap();
    assert_eq!(view.bookings[0].1.person, Some(PersonId(1)));
    assert_eq!(view.bookings[0].1.lawyer, view.days[0].lawyer);

    // He is shown on his day; a full name is shown by hand, and of a known person that is written down.
    house.press("lawyers.reveal");
    house.sees("牟春生");
    house.press("lawyers.outcome");
    assert!(house.notice().contains("还没到那天"), "{}", house.notice());

    // The hour is taken; another one is asked for.
    house.press("lawyers.book");
    house.type_text("王小明");
    house.press("<Tab> <Home> <Delete> <Delete> <Delete> <Delete> <Delete>");
    house.type_text("930");
    house.press("<C-s>");
    house.sees("! 已有人");
    house.press("<Esc>");
    assert_eq!(house.bookings().len(), 1);

    house.press("lawyers.move");
    house.sees("改期：牟*生，原定 2026-09-30 09:30");
    house.press("<PageDown> <PageDown> <Enter>");
    house.type_text("x");
    house.press("<C-z> <C-s>");
    assert_eq!(
        house.bookings(),
        ["2026-10-14 09:30 slot 牟春生 booked"],
        "{}",
        house.picture()
    );

    house.tick("2026-10-14T09:35:00+08:00");
    house.press("<Esc> <Down> <Down> <Tab> <Down> lawyers.outcome");
    house.type_text("可以申请支付令");
    house.press("<Tab> 1 <C-s>");
    assert_eq!(
        house.bookings(),
        ["2026-10-14 09:30 slot 牟春生 done 可以申请支付令 true"],
        "{}",
        house.picture()
    );
    house.sees("咨询 1 人次  涉及事项 1 件  法律援助 1 人");
    house.press("<Enter>");
    assert_eq!(house.model.focus, mulin::app::pane::Pane::Case);
}

#[test]
fn walk_ins_wait_in_a_row_and_contacts_fall_on_any_day() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    house.press("<F5> lawyers.walk_in");
    assert!(house.notice().contains("今天不是"), "{}", house.notice());
    house.press("lawyers.contact");
    house.type_text("牟春花");
    house.press("<Tab> 3 <Tab> <Tab>");
    house.type_text("土地");
    house.press("<Tab> <Tab> <Tab>");
    house.type_text("地界以确权证为准");
    house.press("<C-s>");
    assert_eq!(
        house.bookings(),
        ["2026-09-28 wechat 牟春花 done 地界以确权证为准 false"],
        "{}",
        house.picture()
    );
    house.sees("09-28 周一 *  咨询");

    house.tick("2026-09-30T09:41:00+08:00");
    for name in ["赵一", "钱二"] {
        house.press("lawyers.walk_in");
        house.type_text(name);
        house.press("<C-s>");
    }
    assert!(
        house.notice().contains("前面还有 1 人"),
        "{}",
        house.notice()
    );
    house.sees("#2     钱*");

    // Called off: the line says why, and the day keeps it.
    house.press("<End> lawyers.cancel");
    house.press("<C-s>");
    house.sees("! 此项必填");
    house.type_text("家中有事");
    house.press("<C-s>");
    house.sees("取消");
    house.sees("取消原因：家中有事");
}

#[test]
fn a_case_number_that_is_not_there_holds_the_booking_up() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    house.press("<F5> lawyers.book");
    house.type_text("牟春生");
    house.press("<Tab> <Tab>");
    house.type_text("2026-99");
    house.press("<C-s>");
    house.sees("! 没有找到");
    house.press("<Backspace> <Backspace> 2 <C-s>");
    assert_eq!(house.bookings(), ["2026-09-30 09:00 slot 牟春生 booked"]);
}

#[test]
fn the_finder_gives_its_person_to_the_form_in_hand() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    house.press("<F5> lawyers.book <F3>");
    house.type_text("mcs 1234");
    house.press("<Enter>");
    house.sees("预约 2026-09-30 周三");
    house.press("<C-s>");
    assert_eq!(house.bookings(), ["2026-09-30 09:00 slot 牟春生 booked"]);
    let view = house.model.lawyers.ledger.view().unwrap();
    assert_eq!(view.bookings[0].1.person, Some(PersonId(1)));
    assert_eq!(view.bookings[0].1.meeting, MeetingWay::Slot);
}

#[test]
fn another_lawyer_takes_the_day_with_everybody_booked() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    house.press("<F5> # 1 lawyers.book");
    house.type_text("牟春生");
    house.press("<C-s> @");
    house.sees("2026-09-30 周三 排接访律师");
    house.press("<Backspace> <Backspace> <Backspace>");
    house.type_text("lp");
    house.press("<Tab>");
    house.type_text("代班");
    house.press("<C-s>");
    house.sees("李平 正平律师事务所");
    let view = house.model.lawyers.ledger.view().unwrap();
    let second = view.lawyers[1].0;
    assert_eq!(view.bookings[0].1.lawyer, Some(second));
}

#[test]
fn what_was_typed_comes_back_after_esc() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    house.press("<F5> lawyers.book");
    house.type_text("牟春");
    house.press("<Esc>");
    assert!(house.notice().contains("已暂存"), "{}", house.notice());
    house.press("lawyers.book");
    house.sees("牟春");
}

#[test]
fn a_click_opens_a_line_of_the_form_and_takes_a_proposal() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    house.press("<F5> lawyers.book");
    // The second line of the form, then its third proposal.
    for (column, row) in [(8, 5), (52, 6)] {
        house.click(column, row);
    }
    house.sees("*时间           10:00");
}

#[test]
fn past_weeks_are_reached_by_going_on() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    house.press("<F5> <Home> <Up> <Up>");
    house.sees("> 08-26 周三");
}

/// Puts people into the grid around one village.
fn with_people(house: &mut House) {
    let view = house.model.grid.ledger.tree().unwrap().clone();
    let village = view.village_named("东牟家村").unwrap().code.clone();
    let town = view.town().unwrap().code.clone();
    let micro = view.free_code(&village).unwrap();
    let post = |role: &str, name: &str, phone: &str, second: Option<&str>| Post {
        role: role.to_owned(),
        holder: Contact {
            name: name.to_owned(),
            phone: phone.to_owned(),
        },
        stand_in: second.map(|name| Contact {
            name: name.to_owned(),
            phone: "13800004444".to_owned(),
        }),
    };
    house.keep(vec![
        Action::Grid(GridEdit::SetHead {
            code: town,
            head: Some(post("镇党委书记", "李长河", "13800004001", None)),
        }),
        Action::Grid(GridEdit::SetHead {
            code: village.clone(),
            head: Some(post(
                "村党支部书记",
                "单守义",
                "13800004321",
                Some("牟春雷"),
            )),
        }),
        Action::Grid(GridEdit::AddWorker {
            code: village.clone(),
            worker: post("网格员", "牟春花", "13800004322", None),
        }),
        Action::Grid(GridEdit::Add {
            code: micro,
            parent: village,
            name: "第一微网格".to_owned(),
        }),
    ]);
    house.tick("2026-09-28T09:41:00+08:00");
}

#[test]
fn the_cases_of_a_village_are_listed_masked() {
    let mut house = House::open(Lang::Zh, (160, 45));
    house.press("<F6> /");
    house.type_text("东牟家");
    house.press("<Enter> grid.cases");
    assert_eq!(house.model.focus, mulin::app::pane::Pane::Queue);
    for seen in ["ML-2026-0001", "牟*生", "工资拖欠三个月"] {
        house.sees(seen);
    }
    for other in ["牟春生", "ML-2026-0002"] {
        house.sees_not(other);
    }
    house.press("<Enter>");
    assert_eq!(house.model.focus, mulin::app::pane::Pane::Case);
}

/// Compares a scene in both languages and sizes.
pub(crate) fn compare(name: &str, play: impl Fn(&mut House)) {
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in SIZES {
            let mut house = House::open(lang, size).with_lawyers();
            play(&mut house);
            let file = format!("{name}.{code}.{}x{}.txt", size.0, size.1);
            compare_with(&file, &house.picture());
        }
    }
}

#[test]
fn pictures_of_the_lawyers() {
    compare("lawyers-holiday", |house| house.press("<F5> # 1 <Down>"));
    compare("lawyers-day", |house| {
        house.press("<F5> # 1 lawyers.book");
        house.type_text("牟春生");
        house.press("<Tab> <Tab> 2 0 2 6 - 1 <C-s>");
        house.tick("2026-09-30T09:41:00+08:00");
        house.press("lawyers.walk_in");
        house.type_text("王小明");
        house.press("<C-s> <Home>");
    });
    compare("lawyers-book", |house| {
        house.press("<F5> # 1 lawyers.book");
        house.type_text("mcs");
        house.press("<PageDown>");
    });
    compare("lawyers-list", |house| house.press("<F5> %"));
}

#[test]
fn pictures_of_the_grid() {
    compare("grid-town", |house| house.press("<F6>"));
    compare("grid-found", |house| {
        with_people(house);
        house.press("<F6> /");
        house.type_text("dongmujia");
    });
    compare("grid-village", |house| {
        with_people(house);
        house.press("<F6> /");
        house.type_text("东牟家");
        house.press("<Esc> <Enter>");
    });
    compare("grid-post", |house| {
        with_people(house);
        house.press("<F6> /");
        house.type_text("东牟家");
        house.press("<Enter> grid.edit");
    });
    compare("grid-move", |house| {
        house.press("<F6> /");
        house.type_text("东牟家");
        house.press("<Enter> grid.move");
    });
}

#[test]
fn a_visitor_is_told_of_a_legal_road_with_its_last_day_and_the_case_stays_open() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F4> <Enter> case.step");
    house.type_text("gzfl");
    house.press("<Enter>");
    house.sees("法律途径和时限：告知");
    house.type_text("2026-08-03");
    house.sees("2027-08-03");
    house.press("<Enter>");
    house.sees("截止日");
    house.press("<C-s>");
    assert!(
        house.notice().contains("已办：告知法律途径"),
        "{}",
        house.notice()
    );
    let view = house.model.case.view().unwrap();
    assert_eq!(
        view.case.status,
        Status::Registered,
        "telling closes nothing"
    );
    let diverted = &view.case.diverted[0];
    let day = |day: chrono::NaiveDate| day.to_string();
    assert_eq!(diverted.until.map(day).as_deref(), Some("2027-08-03"));
    assert!(
        diverted.advice.contains("仲裁时效中断"),
        "{}",
        diverted.advice
    );
}

#[test]
fn the_roads_open_at_the_counter_without_a_case() {
    compare("roads", |house| {
        house.press("<C-g> :");
        house.type_text("2026-03-01");
    });
}

#[test]
fn enter_on_a_question_does_nothing_until_somebody_says_yes() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    house.press("<F5> #");
    house.sees("按名册轮流排");
    house.press("<Enter>");
    house.sees_not("按名册轮流排");
    house.sees_not("09-30 周三  张守法");
    house.press("# 1");
    house.sees("09-30 周三  张守法");
}
