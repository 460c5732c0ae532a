//! How a matter of the made-up town comes in.

use crate::domain::act::{Petitioner, Registration};
use crate::domain::case::fact::dispute::Dispute;
use crate::domain::case::fact::matter::{MAX_REPRESENTATIVES, Matter, Visit};
use crate::domain::codes::{Category, Channel, Class, Difficulty, Urgency};
use crate::domain::dispute::{built_in, proposed};
use crate::domain::moment::Moment;
use crate::domain::money::Yuan;
use crate::domain::number::{ExternalKind, ExternalNumber};
use crate::domain::person::Person;
use crate::domain::person::id::PersonId;
use crate::domain::province::FromAbove;
use crate::domain::triage::parts;
use crate::exchange::town::names;
use crate::exchange::town::phrase::{Blanks, say};
use crate::exchange::town::prose::prose;
use crate::exchange::town::rng::Rng;
use crate::exchange::town::subject::Subject;

/// How often a matter comes in which way.
const CHANNELS: [(Channel, u64); 8] = [
    (Channel::Visit, 40),
    (Channel::Phone, 20),
    (Channel::Hotline12345, 15),
    (Channel::Web, 8),
    (Channel::Station, 7),
    (Channel::Letter, 5),
    (Channel::Whistle, 3),
    (Channel::Referral, 2),
];

/// Who comes, about what, and when it is written down.
pub struct Coming<'a> {
    /// Number of the matter, from 0.
    pub number: u64,
    /// The petitioner's number in the store.
    pub id: PersonId,
    /// The petitioner.
    pub person: Person,
    /// What it is about.
    pub subject: &'a Subject,
    /// When it is registered.
    pub at: Moment,
    /// 牟邻驿站: the one in whose area the petitioner lives.
    pub station: Option<&'a str>,
}

/// Makes the registration.
pub fn register(rng: &mut Rng, coming: &Coming<'_>) -> Registration {
    let channel = rng
        .weighted(&CHANNELS, |(_, weight)| *weight)
        .map_or(Channel::Visit, |c| c.0);
    let people_count = people_count(rng, channel, coming.subject.groups);
    let village = coming.person.village.clone();
    let blanks = Blanks {
        village: village.as_deref().unwrap_or("本村"),
        name: &coming.person.name,
        people: people_count,
    };
    let matter = matter(rng, coming, channel, blanks);
    let received = received(rng, channel, coming.at);
    let station = coming.station.filter(|_| channel == Channel::Station);
    let companion = rng.chance(6).then(|| {
        let kin = rng.pick(&prose().kin).map_or("", String::as_str);
        format!("{kin}{}", names::any(rng))
    });
    let visit = Visit {
        person: coming.id,
        received_at: Some(received),
        channel: Some(channel),
        station: station.map(str::to_owned),
        people_count,
        companion,
        words: String::new(),
        new_facts: None,
    };
    Registration {
        petitioner: Petitioner::Known {
            id: coming.id,
            described: Box::new(coming.person.clone()),
        },
        matter,
        visit,
        joins: None,
        imported_answer: None,
        fingerprint: None,
        order_due: None,
    }
}

fn matter(rng: &mut Rng, coming: &Coming<'_>, channel: Channel, blanks: Blanks<'_>) -> Matter {
    let subject = coming.subject;
    let (summary, request) = {
        let at = place(rng, subject.summaries.len());
        let mut filled = |list: &[String]| list.get(at).map(|words| say(rng, words, blanks));
        (filled(&subject.summaries), filled(&subject.requests))
    };
    let facts = facts(rng, &subject.facts, blanks);
    let accused = (subject.class == Class::Accusation)
        .then(|| rng.pick(&prose().accused))
        .flatten()
        .map(|words| say(rng, words, blanks));
    let classed = subject.class == Class::Accusation || rng.chance(70);
    let evidence = rng
        .chance(25)
        .then(|| rng.pick(&prose().evidence).cloned())
        .flatten();
    let mut matter = Matter {
        class: if classed {
            subject.class
        } else {
            Class::Unclassed
        },
        category: classed.then_some(subject.category),
        urgency: urgency(rng, subject),
        difficulty: difficulty(rng, subject),
        summary: summary.unwrap_or_default(),
        request: request.unwrap_or_default(),
        facts,
        village: coming.person.village.clone(),
        accused,
        evidence,
        representatives: representatives(rng, coming, blanks.people),
        external: external(channel, coming.number, coming.at),
        follows: None,
        purpose: None,
        content: None,
        from_above: FromAbove::default(),
        dispute: Dispute::default(),
    };
    matter.dispute = dispute(&matter, blanks.people);
    matter
}

/// 纠纷要素, as a clerk takes them from what was said; those of an accusation are nobody's dispute.
fn dispute(matter: &Matter, people: u32) -> Dispute {
    if matter.class == Class::Accusation {
        return Dispute::default();
    }
    let words = parts(matter).map(|(_, text)| text);
    let kind = proposed(&built_in(), &words).map(|it| it.name.clone());
    Dispute {
        kind: kind.unwrap_or_default(),
        amount: words.iter().find_map(|text| amount(text)),
        concerned: Some(people + 1),
    }
}

/// Gives the first amount that a text names: digits before 元 or 万元.
fn amount(text: &str) -> Option<Yuan> {
    text.match_indices('元').find_map(|(end, _)| {
        let before = text.get(..end)?;
        let (before, unit) = match before.strip_suffix('万') {
            Some(rest) => (rest, "万"),
            None => (before, ""),
        };
        let digits = before.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == '.');
        let number = before.get(digits.len()..)?;
        Yuan::parse(&format!("{number}{unit}"))
    })
}

/// Says one fact, and mostly another one after it.
fn facts(rng: &mut Rng, list: &[String], blanks: Blanks<'_>) -> String {
    let first = place(rng, list.len());
    let mut filled = list
        .get(first)
        .map_or_else(String::new, |words| say(rng, words, blanks));
    let second = (first + 1) % list.len().max(1);
    if second != first
        && rng.chance(60)
        && let Some(words) = list.get(second)
    {
        filled.push_str(&say(rng, words, blanks));
    }
    filled
}

fn place(rng: &mut Rng, length: usize) -> usize {
    usize::try_from(rng.below(length as u64)).unwrap_or(0)
}

fn people_count(rng: &mut Rng, channel: Channel, groups: u64) -> u32 {
    let in_person = matches!(channel, Channel::Visit | Channel::Station);
    let count = if in_person && rng.chance(groups) {
        rng.between(5, 18)
    } else if in_person && rng.chance(20) {
        rng.between(2, 4)
    } else {
        1
    };
    u32::try_from(count).unwrap_or(1)
}

fn representatives(rng: &mut Rng, coming: &Coming<'_>, people: u32) -> Vec<String> {
    if people < 5 {
        return Vec::new();
    }
    let others = rng.between(1, MAX_REPRESENTATIVES as u64 - 1);
    std::iter::once(coming.person.name.clone())
        .chain((0..others).map(|_| names::any(rng)))
        .collect()
}

fn urgency(rng: &mut Rng, subject: &Subject) -> Urgency {
    match subject.urgency {
        Urgency::Ordinary if rng.chance(4) => Urgency::Urgent,
        Urgency::Urgent if rng.chance(30) => Urgency::Ordinary,
        usual => usual,
    }
}

fn difficulty(rng: &mut Rng, subject: &Subject) -> Difficulty {
    let hard = match subject.category {
        Category::Land | Category::Wages => 14,
        Category::General | Category::Organisation => 5,
    };
    if rng.chance(hard) {
        Difficulty::Hard
    } else {
        Difficulty::Ordinary
    }
}

/// A visit is written down while the person sits there, a letter days after it came.
fn received(rng: &mut Rng, channel: Channel, at: Moment) -> Moment {
    let minutes = match channel {
        Channel::Visit | Channel::Station | Channel::Phone => rng.between(2, 15),
        Channel::Hotline12345 | Channel::Web | Channel::Whistle => rng.between(20, 900),
        Channel::Letter | Channel::Referral => rng.between(1440, 4320),
    };
    at.plus_seconds(-60 * i64::try_from(minutes).unwrap_or(0))
}

fn external(channel: Channel, number: u64, at: Moment) -> Vec<ExternalNumber> {
    let day = at.date().format("%Y%m%d");
    let (kind, value) = match channel {
        Channel::Hotline12345 => (ExternalKind::Hotline12345, format!("WF{day}{number:05}")),
        Channel::Referral => (ExternalKind::Province, format!("370785{day}{number:06}")),
        Channel::Web => (ExternalKind::County, format!("GM{day}{number:05}")),
        Channel::Visit | Channel::Letter | Channel::Phone | Channel::Station | Channel::Whistle => {
            return Vec::new();
        }
    };
    vec![ExternalNumber { kind, value }]
}
