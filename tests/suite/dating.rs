//! 更正 of a received day that nobody knew: from it on the law's days run, and it is filled in once.

use mulin::domain::act::{Action, CommitResult};
use mulin::domain::case::fact::step::{CaseField, Step};
use mulin::domain::refusal::Reason;
use mulin::domain::view::CaseView;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::ask;
use mulin::words::lang::Lang;

use crate::stored::{CLERK, Stored, number, registered};

fn seen(desk: &Stored) -> CaseView {
    let viewer = Viewer::new(CLERK.to_owned());
    let view = ask(desk.store.as_ref(), |it| it.case_view(number(1), &viewer));
    view.unwrap().unwrap()
}

#[test]
fn the_day_that_nobody_knew_is_filled_in_once_and_the_days_of_the_law_run_from_it() {
    let act = registered("11-20", "牟春生", |it| it.visit.received_at = None);
    let mut desk = Stored::open(Lang::Zh, (160, 45), &[act]);
    let undated = seen(&desk);
    assert_eq!(undated.case.received_at(), None);
    let runs = |view: &CaseView, rule: &str| {
        let mut clocks = view.clocks.iter();
        clocks.find_map(|it| (it.deadline.rule.code() == rule).then(|| it.deadline.from.date()))
    };
    assert_eq!(runs(&undated, "accept"), None);

    // A day that is none, and one that is yet to come, change nothing and stay in the line.
    desk.press("<F4> <Home> <Enter> case.correct 7");
    assert!(desk.picture().contains("收到日期"), "{}", desk.picture());
    desk.paste("明年");
    desk.press("<C-s>");
    assert!(desk.picture().contains("明年"), "{}", desk.picture());
    assert_eq!(seen(&desk).case.received_at(), None);
    desk.press("<Backspace> <Backspace>");
    desk.paste("2026-12-01");
    desk.press("<C-s>");
    assert_eq!(seen(&desk).case.received_at(), None);
    desk.press("case.papers");
    for _ in 0..10 {
        desk.press("<Backspace>");
    }
    desk.paste("2026-11-18");
    desk.press("<C-s>");
    let dated = seen(&desk);
    let day = dated.case.received_at().map(|at| at.date().to_string());
    assert_eq!(day.as_deref(), Some("2026-11-18"), "{}", desk.picture());
    let from = runs(&dated, "accept").map(|it| it.to_string());
    assert_eq!(from.as_deref(), Some("2026-11-18"));
    let last = dated.history.last().and_then(|it| it.step().cloned());
    assert!(
        matches!(&last, Some(Step::Correct { field: CaseField::ReceivedAt, old, new })
            if old.is_empty() && new == "2026-11-18"),
        "{last:?}"
    );

    // It is offered no more, and no other window moves the days of the law with it.
    desk.press("case.correct");
    assert!(!desk.picture().contains("收到日期"), "{}", desk.picture());
    let again = Action::Step {
        case: number(1),
        expected: dated.case.revision,
        step: Step::Correct {
            field: CaseField::ReceivedAt,
            old: "2026-11-18".to_owned(),
            new: "2026-11-25".to_owned(),
        },
    };
    let CommitResult::Refused(refusal) = desk.elsewhere("李红", again) else {
        panic!("it was moved");
    };
    assert_eq!(refusal.reason, Reason::AlreadyKnown);
}
