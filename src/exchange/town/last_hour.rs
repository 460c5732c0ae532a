//! What the made-up town's last hour brings: a call and a sign become cases, two cases are key ones,
//! and somebody asks for legal aid.

use chrono::Days;

use crate::domain::act::{Act, Action, Petitioner, Registration};
use crate::domain::case::fact::key_case::{KeyStep, KeyTerm};
use crate::domain::case::fact::legal_aid::step::{
    AidGround, AidMatter, AidRequest, LegalAidStep, Recommendation,
};
use crate::domain::case::fact::matter::{Matter, Visit};
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::Step;
use crate::domain::codes::{Category, Channel, Class, Difficulty};
use crate::domain::item::Item;
use crate::domain::moment::Moment;
use crate::domain::person::id::PersonId;
use crate::exchange::town::context::{TownContext, act};
use crate::exchange::town::prose::prose;
use crate::exchange::town::{calls, signs};

const KIND: u64 = 35;
/// Days for which a case is a key one.
const KEY_DAYS: u64 = 28;
const CLERK: usize = 0;

/// How many cases are opened here: the call's and the sign's.
pub const CASES: u64 = 2;
/// How many cases are key ones.
const KEYS: usize = 2;

/// 转为信访事项: gives the registration of the call that was to become a case.
pub fn call_becomes_case(context: &TownContext<'_>) -> Act {
    let caller = calls::caller(context, calls::TO_REGISTER);
    let person = caller.person.unwrap_or(PersonId(1));
    let matter = Matter {
        class: Class::Claim,
        category: Some(Category::General),
        summary: "村东排水沟堵塞，雨水进院".to_owned(),
        request: "疏通排水沟".to_owned(),
        facts: "村东排水沟被土堵死，一下雨水就进院子。".to_owned(),
        ..Matter::default()
    };
    let registration = registration(context, person, Channel::Phone, matter, 55);
    let action = Action::RegisterOf {
        origin: Item::Call(calls::TO_REGISTER),
        registration: Box::new(registration),
    };
    act(CLERK, context.ago(50), action)
}

/// Gives the registration of the sign that becomes a case.
pub fn sign_is_registered(context: &TownContext<'_>) -> Act {
    let mut rng = context.rng(KIND, 0);
    let (number, _) = context.somebody(&mut rng);
    let matter = Matter {
        class: Class::Claim,
        category: Some(Category::Wages),
        summary: signs::text(signs::TO_REGISTER).to_owned(),
        request: "要求结清拖欠的两个月工资".to_owned(),
        facts: "工头答应一周内结清，到期没有兑现。".to_owned(),
        ..Matter::default()
    };
    let village = signs::village(context, signs::TO_REGISTER);
    let person = PersonId(number + 1);
    let mut registration = registration(context, person, Channel::Visit, matter, 45);
    registration.matter.village = village.map(|node| node.name.clone());
    registration.visit.people_count = 3;
    let action = Action::RegisterOf {
        origin: Item::Sign(signs::TO_REGISTER),
        registration: Box::new(registration),
    };
    act(CLERK, context.ago(40), action)
}

fn registration(
    context: &TownContext<'_>,
    person: PersonId,
    channel: Channel,
    matter: Matter,
    ago: u64,
) -> Registration {
    let card = context.town.person(person.0 - 1);
    let visit = Visit {
        person,
        received_at: Some(context.ago(ago)),
        channel: Some(channel),
        station: None,
        people_count: 1,
        companion: None,
        words: String::new(),
        new_facts: None,
    };
    Registration {
        matter: Matter {
            village: card.village.clone(),
            ..matter
        },
        petitioner: Petitioner::Known {
            id: person,
            described: Box::new(card),
        },
        visit,
        joins: None,
        imported_answer: None,
        fingerprint: None,
        order_due: None,
    }
}

/// 重点案件: marks the first hard cases that may be marked, or others where no more are hard.
pub fn keys(context: &TownContext<'_>, cases: &[Case]) -> Vec<Act> {
    let reasons = &prose().key_reasons;
    let when = context.ago(30);
    let mut acts = Vec::new();
    let mut cases: Vec<&Case> = cases.iter().collect();
    cases.sort_by_key(|case| case.matter.difficulty != Difficulty::Hard);
    for case in cases {
        let Some(reason) = reasons.get(acts.len()).filter(|_| acts.len() < KEYS) else {
            break;
        };
        let on = when.date();
        let term = KeyTerm {
            on,
            until: on.checked_add_days(Days::new(KEY_DAYS)).unwrap_or(on),
            reason: reason.clone(),
            by: "丁广义".to_owned(),
        };
        acts.extend(lawful(case, when, &[Step::Key(KeyStep::Mark(term))]));
    }
    acts
}

/// 法律援助: recommends a lawyer and applies for aid in the first case about wages that may be.
pub fn aid(context: &TownContext<'_>, cases: &[Case]) -> Vec<Act> {
    let when = context.ago(20);
    let on = when.date();
    let steps = [
        LegalAidStep::Recommend(Recommendation {
            on,
            lawyer: "姜明远".to_owned(),
            firm: "山东甲邻律师事务所".to_owned(),
            law_field: "劳动争议".to_owned(),
            by: "司法所薛桂兰".to_owned(),
        }),
        LegalAidStep::Ask(AidRequest {
            on,
            body: "高密市法律援助中心".to_owned(),
            matter: AidMatter::Labour,
            ground: AidGround::MigrantWorker,
            limit: None,
        }),
    ];
    let steps = steps.map(|step| Step::LegalAid(Box::new(step)));
    let wages = |case: &&Case| case.matter.category == Some(Category::Wages);
    let mut tried = cases.iter().filter(wages);
    tried
        .find_map(|case| Some(lawful(case, when, &steps)).filter(|acts| !acts.is_empty()))
        .unwrap_or_default()
}

/// Gives the acts that take steps on a case, or none where the law forbids one of them.
fn lawful(case: &Case, when: Moment, steps: &[Step]) -> Vec<Act> {
    let mut now = case.clone();
    let mut acts = Vec::new();
    for step in steps {
        let action = Action::Step {
            case: now.number,
            expected: now.revision,
            step: step.clone(),
        };
        let act = act(CLERK, when, action);
        match now.apply(step, &act.who, when) {
            Ok(next) => now = next,
            Err(_) => return Vec::new(),
        }
        acts.push(act);
    }
    acts
}
