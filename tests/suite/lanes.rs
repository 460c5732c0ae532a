//! The roads behind the desk, by what is asked and what is answered in which order: nothing here is
//! timed, a read that hangs hangs until the test lets it go.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;
use mulin::app::answer::Answer;
use mulin::app::effect::Request;
use mulin::app::msg::Msg;
use mulin::app::pane::Pane;
use mulin::app::ticket::{Asker, RequestSlot, Ticket};
use mulin::clock::Clock;
use mulin::domain::act::{Act, CommitResult};
use mulin::domain::draft::{IntakeDraft, Parked};
use mulin::domain::field::Field;
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::period::{Period, PeriodKind};
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::exchange::paper::templates::Templates;
use mulin::office::find::PeopleFinder;
use mulin::runtime::clipboard::Clipboard;
use mulin::runtime::common::Common;
use mulin::runtime::desk_files::DeskFiles;
use mulin::runtime::lanes::{Delivery, Lanes, Service};
use mulin::runtime::printer::Printer;
use mulin::runtime::service::DeskService;
use mulin::store::contract::{Copied, Store};
use mulin::store::drafts::Drafts;
use mulin::store::drafts::lessons::Learned;
use mulin::store::error::StoreError;
use mulin::store::memory::store::MemoryStore;
use mulin::store::snapshot::Snapshot;
use mulin::store::stoppable::StopSign;
use mulin::words::bundle::Words;
use mulin::words::lang::Lang;

use crate::stored::settings_in;
use crate::terminal::DEADLINE;

/// What a fake desk is asked, and the gate at which its reports wait.
#[derive(Clone)]
struct FakeDesk {
    served: Arc<Mutex<Vec<Request>>>,
    begun: Sender<()>,
    gate: Arc<Mutex<Receiver<()>>>,
    sign: StopSign,
    /// The sign of the report that waits at the gate.
    waiting: Arc<Mutex<StopSign>>,
}

impl Service for FakeDesk {
    fn on_lane(&self, sign: &StopSign) -> Self {
        Self {
            sign: sign.clone(),
            ..self.clone()
        }
    }

    fn serve(&mut self, request: Request) -> Answer {
        self.served.lock().unwrap().push(request.clone());
        if matches!(request, Request::Report { .. }) {
            *self.waiting.lock().unwrap() = self.sign.clone();
            self.begun.send(()).unwrap();
            self.gate.lock().unwrap().recv_timeout(DEADLINE).unwrap();
            if self.sign.is_set() {
                return Answer::Failed("stopped".to_owned());
            }
            return Answer::Report(None);
        }
        match request {
            Request::SitDown(name) => Answer::Seated(name),
            Request::Case(_) => Answer::Case(None),
            Request::Forces => unreachable!("a fault of the program"),
            _ => Answer::Kept,
        }
    }

    fn news(&mut self) -> Vec<Msg> {
        Vec::new()
    }

    fn hurry(&self) -> Box<dyn Fn() + Send> {
        Box::new(|| {})
    }
}

struct Desk {
    lanes: Lanes,
    answers: Receiver<Delivery>,
    served: Arc<Mutex<Vec<Request>>>,
    begun: Receiver<()>,
    let_go: Sender<()>,
    waiting: Arc<Mutex<StopSign>>,
}

impl Desk {
    fn open() -> Self {
        let (starting, begun) = channel();
        let (let_go, gate) = channel();
        let served = Arc::new(Mutex::new(Vec::new()));
        let waiting = Arc::new(Mutex::new(StopSign::default()));
        let desk = FakeDesk {
            served: Arc::clone(&served),
            begun: starting,
            gate: Arc::new(Mutex::new(gate)),
            sign: StopSign::default(),
            waiting: Arc::clone(&waiting),
        };
        let (send, answers) = channel();
        let lanes = Lanes::start(&desk, move |delivery| drop(send.send(delivery)));
        Self {
            lanes,
            answers,
            served,
            begun,
            let_go,
            waiting,
        }
    }

    /// Gives the next answer with its ticket.
    fn answer(&self) -> Option<(Ticket, Answer)> {
        loop {
            let delivery = self.answers.recv_timeout(DEADLINE).unwrap();
            match self.lanes.open(delivery) {
                Some(Msg::Reply(reply)) => return Some((reply.ticket, reply.answer)),
                Some(_) => {}
                None => return None,
            }
        }
    }

    fn reports(&self) -> usize {
        let served = self.served.lock().unwrap();
        let reports = served
            .iter()
            .filter(|it| matches!(it, Request::Report { .. }));
        reports.count()
    }
}

fn report() -> Request {
    let day = NaiveDate::from_ymd_opt(2026, 9, 28).unwrap();
    Request::Report {
        period: Period::of(PeriodKind::Year, day),
        area: None,
        whole: false,
    }
}

fn figures() -> RequestSlot {
    RequestSlot::new(Asker::Pane(Pane::Figures), 0)
}

fn intake() -> RequestSlot {
    RequestSlot::new(Asker::Pane(Pane::Intake), 2)
}

fn draft(id: u64, name: &str) -> Parked {
    let mut draft = IntakeDraft::new(Moment::from_unix(1_000));
    draft.set(Field::Name, name);
    Parked {
        id,
        draft,
        field: Field::Name,
    }
}

#[test]
fn a_write_a_draft_and_a_page_are_answered_while_a_report_hangs() {
    let mut desk = Desk::open();
    let (mut slow, mut other) = (figures(), intake());
    let slow_ticket = slow.draw();
    assert!(desk.lanes.ask(slow_ticket, report()));
    desk.begun.recv_timeout(DEADLINE).unwrap();
    let requests = [
        Request::KeepDraft(Box::new(draft(1, "单雄信"))),
        Request::Commit(Vec::new()),
        Request::Case(CaseNumber { year: 2026, run: 1 }),
        Request::Backup(String::new()),
        Request::ImportProgress,
    ];
    for request in requests {
        let ticket = other.draw();
        assert!(desk.lanes.ask(ticket, request));
        assert_eq!(desk.answer().unwrap().0, ticket);
    }
    desk.let_go.send(()).unwrap();
    assert_eq!(desk.answer().unwrap(), (slow_ticket, Answer::Report(None)));
}

#[test]
fn of_many_reports_asked_in_a_row_the_one_under_way_is_stopped_and_the_last_alone_is_counted() {
    let mut desk = Desk::open();
    let mut slow = figures();
    assert!(desk.lanes.ask(slow.draw(), report()));
    desk.begun.recv_timeout(DEADLINE).unwrap();
    for _ in 0..20 {
        assert!(desk.lanes.ask(slow.draw(), report()));
    }
    let last = slow.draw();
    assert!(desk.lanes.ask(last, report()));
    desk.let_go.send(()).unwrap();
    desk.let_go.send(()).unwrap();
    assert_eq!(desk.answer().unwrap(), (last, Answer::Report(None)));
    assert_eq!(desk.reports(), 2, "the first, and the last");
}

#[test]
fn nothing_that_keeps_something_is_dropped() {
    let mut desk = Desk::open();
    let mut line = intake();
    let tickets: Vec<Ticket> = (0..50).map(|_| line.draw()).collect();
    for ticket in &tickets {
        desk.lanes.ask(*ticket, Request::Commit(Vec::new()));
    }
    let answered: Vec<Ticket> = tickets.iter().map(|_| desk.answer().unwrap().0).collect();
    assert_eq!(answered, tickets);
}

#[test]
fn a_report_that_is_broken_off_is_answered_as_stopped() {
    let mut desk = Desk::open();
    let (mut first, mut second) = (figures(), RequestSlot::new(Asker::Pane(Pane::Figures), 1));
    let (under_way, waiting) = (first.draw(), second.draw());
    desk.lanes.ask(under_way, report());
    desk.begun.recv_timeout(DEADLINE).unwrap();
    desk.lanes.ask(waiting, report());
    desk.lanes.stop(under_way);
    desk.lanes.stop(waiting);
    desk.let_go.send(()).unwrap();
    desk.let_go.send(()).unwrap();
    let stopped = || Answer::Failed("stopped".to_owned());
    assert_eq!(desk.answer().unwrap(), (under_way, stopped()));
    assert_eq!(desk.answer().unwrap(), (waiting, stopped()));
    let last = first.draw();
    desk.lanes.ask(last, report());
    desk.let_go.send(()).unwrap();
    assert_eq!(
        desk.answer().unwrap(),
        (last, Answer::Report(None)),
        "the next is counted whole"
    );
}

#[test]
fn what_was_read_for_one_who_has_left_the_desk_is_not_delivered() {
    let mut desk = Desk::open();
    let (mut slow, mut seat) = (figures(), RequestSlot::new(Asker::Operator, 0));
    desk.lanes.ask(slow.draw(), report());
    desk.begun.recv_timeout(DEADLINE).unwrap();
    // The page that was asked for is answered, and lies there when the other sits down.
    desk.lanes.ask(
        intake().draw(),
        Request::Case(CaseNumber { year: 2026, run: 1 }),
    );
    let page = desk.answers.recv_timeout(DEADLINE).unwrap();
    let seated = seat.draw();
    desk.lanes.ask(seated, Request::SitDown("李梅".to_owned()));
    assert_eq!(desk.answer().unwrap().0, seated);
    assert_eq!(
        desk.lanes.open(page),
        None,
        "it was for who sat here before"
    );
    desk.let_go.send(()).unwrap();
    let ticket = slow.draw();
    desk.lanes.ask(ticket, report());
    desk.let_go.send(()).unwrap();
    assert_eq!(
        desk.answer().unwrap().0,
        ticket,
        "the report of before is dropped"
    );
}

#[test]
fn a_desk_that_is_left_keeps_what_waits_and_breaks_its_reads_off() {
    let mut desk = Desk::open();
    let (mut slow, mut line) = (figures(), intake());
    desk.lanes.ask(slow.draw(), report());
    desk.begun.recv_timeout(DEADLINE).unwrap();
    desk.lanes
        .ask(RequestSlot::new(Asker::Palette, 7).draw(), report());
    for _ in 0..10 {
        desk.lanes.ask(line.draw(), Request::Commit(Vec::new()));
    }
    let served = Arc::clone(&desk.served);
    let (sign, let_go) = (desk.waiting.lock().unwrap().clone(), desk.let_go);
    // Whoever leaves breaks it off; let go before that, it would be followed by the next one.
    let letting_go = thread::spawn(move || {
        while !sign.is_set() {
            thread::sleep(Duration::from_millis(1));
        }
        let_go.send(()).unwrap();
    });
    drop(desk.lanes);
    letting_go.join().unwrap();
    let served = served.lock().unwrap();
    let count = |wanted: fn(&Request) -> bool| served.iter().filter(|it| wanted(it)).count();
    assert_eq!(count(|it| matches!(it, Request::Commit(_))), 10);
    assert_eq!(count(|it| matches!(it, Request::Report { .. })), 1);
}

/// A store whose reads hang at a gate, its writes not.
struct HangingStore {
    store: MemoryStore,
    begun: Mutex<Sender<()>>,
    gate: Mutex<Receiver<()>>,
}

impl Store for HangingStore {
    fn commit(&self, acts: &[Act]) -> Result<Vec<CommitResult>, StoreError> {
        self.store.commit(acts)
    }

    fn read(
        &self,
        read: &mut dyn FnMut(&Snapshot<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.begun.lock().unwrap().send(()).unwrap();
        self.gate.lock().unwrap().recv_timeout(DEADLINE).unwrap();
        self.store.read(read)
    }

    fn set_settings(&self, settings: Settings) -> Result<(), StoreError> {
        self.store.set_settings(settings)
    }

    fn backup(&self, target: &Path) -> Result<Copied, StoreError> {
        self.store.backup(target)
    }

    fn revision(&self) -> Result<u64, StoreError> {
        self.store.revision()
    }
}

pub(crate) fn real_desk(store: Arc<dyn Store>, folder: &Path) -> DeskService {
    DeskService {
        store,
        drafts: Drafts::beside(&folder.join("desk.redb")).of("王芳").into(),
        learned: Learned::beside(&folder.join("desk.redb"), "王芳"),
        printer: Printer {
            folder: folder.join("papers"),
            command: Vec::new(),
        },
        clipboard: Clipboard::default(),
        templates: Templates::new(Lang::Zh),
        clock: Clock::set_to(Moment::from_unix(1_795_570_860)),
        viewer: Viewer::new("王芳"),
        words: Words::new(Lang::Zh).into(),
        finder: PeopleFinder::default(),
        roads: mulin::exchange::roads::built_in(),
        triage: mulin::exchange::triage::built_in(),
        town: Settings::default(),
        config: None,
        settings: settings_in(folder, Lang::Zh),
        common: Common::default(),
        version: 0,
        files: DeskFiles::beside(&folder.join("desk.redb"), Vec::new()),
    }
}

#[test]
fn a_draft_is_on_the_disk_and_a_commit_through_while_a_report_of_the_real_desk_hangs() {
    let folder = tempfile::tempdir().unwrap();
    let (starting, begun) = channel();
    let (let_go, gate) = channel();
    let store = HangingStore {
        store: MemoryStore::new(Vec::new(), Settings::default()),
        begun: Mutex::new(starting),
        gate: Mutex::new(gate),
    };
    let service = real_desk(Arc::new(store), folder.path());
    let (send, answers) = channel();
    let mut lanes = Lanes::start(&service, move |delivery| drop(send.send(delivery)));
    drop(service);
    let (mut slow, mut line) = (figures(), intake());
    lanes.ask(slow.draw(), report());
    begun.recv_timeout(DEADLINE).unwrap();
    let next = |lanes: &Lanes| loop {
        if let Some(Msg::Reply(reply)) = lanes.open(answers.recv_timeout(DEADLINE).unwrap()) {
            return reply;
        }
    };
    let kept = line.draw();
    lanes.ask(kept, Request::KeepDraft(Box::new(draft(1024, "尉迟恭"))));
    let reply = next(&lanes);
    assert_eq!((reply.ticket, reply.answer), (kept, Answer::Kept));
    let file = folder.path().join("desk.redb.drafts/1024.json");
    assert!(std::fs::read_to_string(file).unwrap().contains("尉迟恭"));
    let saved = line.draw();
    lanes.ask(saved, Request::Commit(Vec::new()));
    let reply = next(&lanes);
    assert_eq!(
        (reply.ticket, reply.answer),
        (saved, Answer::Outcomes(Vec::new()))
    );
    // Broken off, the report ends at its first row with a sentence.
    lanes.stop(Ticket {
        asker: Asker::Pane(Pane::Figures),
        number: 1000,
    });
    let_go.send(()).unwrap();
    let reply = next(&lanes);
    let sentence = Words::new(Lang::Zh).store_failure("stopped", "");
    assert_eq!(reply.answer, Answer::Failed(sentence));
}

#[test]
fn a_fault_on_a_road_ends_what_was_asked_and_nothing_else() {
    let (begun, _) = channel();
    let (_, gate) = channel();
    let desk = FakeDesk {
        served: Arc::default(),
        begun,
        gate: Arc::new(Mutex::new(gate)),
        sign: StopSign::default(),
        waiting: Arc::default(),
    };
    let (send, answers) = channel();
    let mut lanes = Lanes::start(&desk, move |delivery| drop(send.send(delivery)));
    let mut line = intake();
    for (request, expected) in [
        (Request::Forces, Answer::Failed(String::new())),
        (
            Request::Case(CaseNumber { year: 2026, run: 1 }),
            Answer::Case(None),
        ),
    ] {
        let ticket = line.draw();
        lanes.ask(ticket, request);
        let reply = loop {
            if let Some(Msg::Reply(reply)) = lanes.open(answers.recv_timeout(DEADLINE).unwrap()) {
                break reply;
            }
        };
        assert_eq!((reply.ticket, reply.answer), (ticket, expected));
    }
}
