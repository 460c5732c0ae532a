//! Cases whose steps are made from their own questions: each is kept for a shape of a step that no
//! case before it has.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use mulin::domain::case::fact::appeal::AppealKind;
use mulin::domain::case::fact::ask::{AnswerKind, Ask};
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::case::fact::printed::{Paper, Printed};
use mulin::domain::case::fact::state::Case;
use mulin::domain::case::fact::step::{CaseField, Opening, Step, StepKind};
use mulin::domain::codes::{Channel, Class};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;

use super::desk::{CLERK, Desk, day, person, registration};
use crate::corpus::Rng;
use crate::lawful::made;
use crate::made::{self, Draw, opening};
use crate::mediation::step;

/// How many lives are tried, and how many steps each draws.
const LIVES: u64 = 1_500;
const DRAWS: usize = 60;
/// Who handles what the clerk hands on, and calls back.
const OTHER: &str = "孙强";

/// One step that was taken.
struct Taken {
    who: &'static str,
    when: Moment,
    step: Step,
}

/// Writes the kept lives into the store.
pub(super) fn write(desk: &Desk) {
    let mut seen = BTreeSet::new();
    for seed in 0..LIVES {
        let class = Class::ALL[usize::try_from(seed).unwrap() % Class::ALL.len()];
        let channel = Channel::ALL[usize::try_from(seed / 5).unwrap() % Channel::ALL.len()];
        let taken = lived(&mut Rng::new(seed), class, channel);
        let shapes: BTreeSet<String> = taken.iter().flat_map(|it| shapes(&it.step)).collect();
        if shapes.is_subset(&seen) {
            continue;
        }
        seen.extend(shapes);
        let name = format!("牟第{seed}");
        let phone = format!("1380000{seed:04}");
        let when = opened_at();
        let mut written = registration(person(&name, &phone), class, channel, when);
        written.matter = matter(class);
        written.visit = visit(when, channel, None);
        let number = desk.registers(when, written);
        let ended = taken.last().map_or(when, |it| it.when);
        for it in taken {
            let step = match it.step {
                Step::Join(mut visit) => {
                    visit.person = desk.case(number).petitioner;
                    Step::Join(visit)
                }
                other => other,
            };
            // The store knows more than the case alone, and may refuse.
            let _refused = desk.takes(it.who, it.when, number, step);
        }
        if seed % 3 == 0 {
            let undo = Step::Undo {
                of: desk.case(number).revision,
                reason: "填错了".to_owned(),
            };
            let _refused = desk.takes(CLERK, ended, number, undo);
        }
    }
    answer_at_the_counter(desk);
}

/// A question that is answered at once, which hardly any life drawn at random is.
fn answer_at_the_counter(desk: &Desk) {
    let (when, who) = (opened_at(), person("牟问路", "13800009997"));
    let question = registration(who, Class::Unclassed, Channel::Visit, when);
    let number = desk.registers(when, question);
    let answer = step("on_the_spot 便民大厅在镇政府东楼一层|2026-03-02");
    desk.must_take(when, number, answer);
}

/// Gives what each part of a step says without its words and numbers: whether it is there, and
/// which code.
fn shapes(step: &Step) -> Vec<String> {
    let mut shape = String::new();
    for (at, part) in format!("{step:?}").split('"').enumerate() {
        if at % 2 == 1 {
            shape.push(if part.is_empty() { '0' } else { '1' });
        } else {
            shape.extend(part.chars().filter(|it| !it.is_ascii_digit()));
        }
    }
    let code = step.code();
    let parts = shape.split(',').map(|part| format!("{code} {part}"));
    parts.collect()
}

fn opened_at() -> Moment {
    Moment::parse("2026-03-02 09:00").unwrap()
}

fn matter(class: Class) -> Matter {
    Matter {
        class,
        summary: "拖欠工资".to_owned(),
        request: "请求支付".to_owned(),
        facts: "干了三个月".to_owned(),
        accused: (class == Class::Accusation).then(|| "赵会计".to_owned()),
        ..Matter::default()
    }
}

fn visit(received_at: Moment, channel: Channel, new_facts: Option<&str>) -> Visit {
    Visit {
        people_count: 6,
        companion: new_facts.map(|_| "其子".to_owned()),
        words: new_facts.unwrap_or_default().to_owned(),
        new_facts: new_facts.map(str::to_owned),
        ..made::visit(received_at, channel)
    }
}

fn lived(rng: &mut Rng, class: Class, channel: Channel) -> Vec<Taken> {
    let mut today = day("03-02");
    let opening = Opening {
        visit: visit(opened_at(), channel, None),
        ..opening(matter(class), opened_at(), channel)
    };
    let number = CaseNumber { year: 2026, run: 1 };
    let mut case = Case::open(number, opening, CLERK, opened_at());
    let mut taken = Vec::new();
    for _ in 0..DRAWS {
        today = today + Days::new(rng.place(12) as u64);
        let when = Moment::start_of(today).max(opened_at());
        let Some(step) = drawn(rng, &case, today) else {
            continue;
        };
        let who = if rng.place(5) == 0 { OTHER } else { CLERK };
        if let Ok(next) = case.apply(&step, who, when) {
            case = next;
            taken.push(Taken { who, when, step });
        }
    }
    taken
}

/// The law's road to its end; drawn more often, so that its far end is reached too.
const ROAD: [StepKind; 9] = [
    StepKind::Accept,
    StepKind::Decide,
    StepKind::Deliver,
    StepKind::Appeal(AppealKind::AskReview),
    StepKind::Appeal(AppealKind::Hear),
    StepKind::Appeal(AppealKind::AnswerReview),
    StepKind::Appeal(AppealKind::AskRecheck),
    StepKind::Appeal(AppealKind::HearRecheck),
    StepKind::Appeal(AppealKind::AnswerRecheck),
];

fn drawn(rng: &mut Rng, case: &Case, today: NaiveDate) -> Option<Step> {
    if rng.place(8) == 0 {
        return Some(unasked(rng, case, today));
    }
    let road = rng.place(3) > 0;
    let kinds: Vec<StepKind> = StepKind::all()
        .filter(|kind| case.may(*kind, today).is_ok())
        .filter(|kind| !road || ROAD.contains(kind) || matches!(kind, StepKind::Order(_)))
        .collect();
    if kinds.is_empty() {
        return None;
    }
    let kind = kinds[rng.place(kinds.len())];
    made(kind, today, |ask| answer(rng, ask, today))
}

/// A step that is no offered one.
fn unasked(rng: &mut Rng, case: &Case, today: NaiveDate) -> Step {
    match rng.place(3) {
        0 => {
            let news = (rng.place(2) == 0).then_some("新证据");
            let channel = Channel::ALL[rng.place(Channel::ALL.len())];
            Step::Join(visit(Moment::start_of(today), channel, news))
        }
        1 => {
            let field = CaseField::ALL[rng.place(CaseField::ALL.len())];
            Step::Correct {
                field,
                old: case.text(field).into_owned(),
                new: format!("更正{}", rng.place(100)),
            }
        }
        _ => Step::Printed(Printed {
            paper: Paper::ALL[rng.place(Paper::ALL.len())],
            visit: (rng.place(2) == 0).then_some(1),
            copy: 1,
        }),
    }
}

/// Answers a question so that no two questions of a step have one answer.
fn answer(rng: &mut Rng, ask: &Ask, today: NaiveDate) -> Option<String> {
    match ask.answer {
        AnswerKind::Line if ask.field == "representatives" => Some("甲、乙、丙".to_owned()),
        AnswerKind::Line if ask.field == "dispute_type" => Some("邻里纠纷".to_owned()),
        AnswerKind::Several { .. } => Some("13".to_owned()),
        AnswerKind::Line | AnswerKind::Text if rng.place(5) == 0 => Some(String::new()),
        AnswerKind::Line | AnswerKind::Text => Some(format!("{} {}", ask.field, rng.place(100))),
        AnswerKind::Day => match rng.place(6) {
            0 => Some(String::new()),
            1 => Some((today - Days::new(rng.place(20) as u64)).to_string()),
            2 => Some((today + Days::new(3)).to_string()),
            _ => None,
        },
        AnswerKind::Moment | AnswerKind::Case => None,
        AnswerKind::Number => Some(rng.place(31).to_string()),
        AnswerKind::Choice { codes, .. } => {
            let codes = codes();
            Some(codes[rng.place(codes.len())].to_owned())
        }
    }
}
