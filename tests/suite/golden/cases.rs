//! Cases and persons written one by one: what a life of one case alone cannot show.

use mulin::domain::act::{Action, Done, Petitioner};
use mulin::domain::case::fact::matter::ImportedAnswer;
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{Category, Channel, Class, Difficulty, Urgency};
use mulin::domain::entry::Stream;
use mulin::domain::merge::{Merge, Split, compare_persons, taken};
use mulin::domain::number::{CaseNumber, ExternalKind, ExternalNumber};
use mulin::domain::person::id::PersonId;
use mulin::domain::person::{Person, PersonFact, PersonField};
use mulin::domain::viewer::Viewer;
use mulin::store::contract::ask;

use super::desk::{CLERK, Desk, at, person, registration};
use crate::mediation::step;

/// Lives that the form would write, each step as its answers stand there.
const MEDIATIONS: &[&[&str]] = &[
    &[
        "mediation_consent 李守田|given|2026-03-03|given|2026-03-04",
        "refer_to_mediation 孙玉梅、周明|2026-03-05",
        "mediation_session 双方|各说各话|no|2026-03-06",
        "mediation_session 双方、村书记|愿退一垄|yes|2026-03-08",
        "mediation_extend 20|yes|yes|2026-03-10",
        "mediation_agree written|whole|牟春生，男；李守田，男|地界争议，李守田占地一垄\
         |退还一垄并赔 3000 元|3 月底退地，分两期付款||2026-03-12",
        "mediation_sign 2026-03-12|2026-03-12|2026-03-13",
        "mediation_instalment 赔款|1500 元|2026-03-31",
        "mediation_instalment 余款|1400 元|2026-04-30",
        "mediation_performed 1|yes||2026-03-30",
        "mediation_performed 2|no|说没有钱|2026-05-02",
        "confirmation_ask 高密市人民法院|yes|2026-03-20",
        "confirmation_answer confirmed|裁定书|2026-04-01",
    ],
    &[
        "mediation_consent 李守田|given|2026-03-03|given|2026-03-04",
        "mediation_danger 说要动刀|大牟家派出所|2026-03-06",
        "refer_to_mediation 孙玉梅|2026-03-07",
        "mediation_end 分歧太大|可申请土地仲裁，或向法院起诉|四至无争议|2026-03-20",
    ],
    &[
        "mediation_consent 李守田|given|2026-03-03|refused|2026-03-04",
        "mediation_consent 李守田|given|2026-03-05|unasked|",
    ],
    &[
        "mediation_consent 李守田|given|2026-03-03|given|2026-03-04",
        "refer_to_mediation 周明|2026-03-05",
        "mediation_agree oral|partial|||先退地||孙玉梅|2026-03-12",
    ],
];

/// Writes the cases and persons.
pub(super) fn write(desk: &Desk) {
    for (number, steps) in MEDIATIONS.iter().enumerate() {
        let who = person("牟地界", &format!("1380001000{number}"));
        let when = at("03-02 09:10");
        let case = desk.registers(when, registration(who, Class::Claim, Channel::Visit, when));
        for text in *steps {
            desk.must_take(at("06-30 10:00"), case, step(text));
        }
    }
    every_part_of_a_registration(desk);
    particular(desk);
    merges(desk);
    persons(desk);
}

fn every_part_of_a_registration(desk: &Desk) {
    let when = at("11-20 09:00");
    let whole = Person {
        name: "欧阳娜".to_owned(),
        phones: vec!["13800002001".to_owned(), "13800002002".to_owned()],
        id_number: Some("370785190001010010".to_owned()),
        village: Some("东牟家村".to_owned()),
        address: Some("村南一号".to_owned()),
        care: Some("听力不便".to_owned()),
        confidential: true,
        ..Person::default()
    };
    let mut it = registration(whole, Class::Claim, Channel::Station, at("11-20 08:30"));
    it.matter.category = Some(Category::Wages);
    it.matter.urgency = Urgency::Grave;
    it.matter.difficulty = Difficulty::Hard;
    it.matter.request = "支付工资".into();
    it.matter.facts = "干了四个月没有发".into();
    it.matter.village = Some("西牟家村".to_owned());
    it.matter.accused = Some("某公司".to_owned());
    it.matter.evidence = Some("欠条一张".to_owned());
    it.matter.representatives = vec!["甲某".to_owned(), "乙某".to_owned()];
    it.matter.external = ExternalKind::ALL
        .iter()
        .map(|kind| ExternalNumber {
            kind: *kind,
            value: format!("WB-{}-7", kind.code()),
        })
        .collect();
    it.matter.follows = Some(CaseNumber { year: 2026, run: 1 });
    it.visit.station = Some("东牟家村服务站".to_owned());
    it.visit.people_count = 7;
    it.visit.companion = Some("其弟".to_owned());
    it.visit.words = "孩子要上学".into();
    it.fingerprint = Some([9; 16]);
    desk.registers(when, it);
    for (at_answer, text) in [(Some(at("11-19 16:00")), "已答复"), (None, "已解释")] {
        let who = person("单雄信", "13800002003");
        let mut it = registration(who, Class::Claim, Channel::Web, at("11-18 08:00"));
        it.imported_answer = Some(ImportedAnswer {
            at: at_answer,
            text: text.to_owned(),
        });
        desk.registers(when, it);
    }
    let mut nameless = registration(Person::default(), Class::Accusation, Channel::Letter, when);
    nameless.matter.accused = Some("赵会计".to_owned());
    let locked = desk.registers(when, nameless);
    let note = Step::Note {
        text: "信中附账页两张".to_owned(),
    };
    desk.must_take(when, locked, note);
    let known = person("单雄信", "13800002003");
    let mut again = registration(known.clone(), Class::Unclassed, Channel::Phone, when);
    again.petitioner = Petitioner::Described(Box::new(known));
    desk.registers(when, again);
}

/// What depends on the road by which the matter came, or on how grave and how hard it is.
fn particular(desk: &Desk) {
    let when = at("03-02 09:10");
    let opened = |channel, urgency, difficulty, steps: &[&str]| {
        let who = person("尉迟恭", "13800002004");
        let mut it = registration(who, Class::Claim, channel, when);
        it.matter.urgency = urgency;
        it.matter.difficulty = difficulty;
        let case = desk.registers(when, it);
        for text in steps {
            desk.must_take(at("03-06 10:00"), case, step(text));
        }
    };
    let (plain, easy) = (Urgency::Ordinary, Difficulty::Ordinary);
    opened(
        Channel::Referral,
        plain,
        easy,
        &[
            "receive 市信访局|assigned|2026-03-02",
            "object 不属本镇职权|2026-03-05",
            "objection_answered kept|2026-03-06",
        ],
    );
    opened(Channel::Visit, plain, easy, &["simple 2026-03-03"]);
    opened(
        Channel::Visit,
        Urgency::Grave,
        Difficulty::Hard,
        &[
            "report_urgent 李镇长|phone|2026-03-02 09:20",
            "task_force_form 郑镇长|王岚|李强|赵所长|孙主任|先稳住再测量|2026-03-03",
            "task_force_change 周书记|王岚|李强|||改由书记牵头|2026-03-04",
            "task_force_meet 王岚、李强|测量地界|2026-03-05",
            "task_force_end 已达成一致|2026-03-06",
        ],
    );
}

fn merges(desk: &Desk) {
    let opened = |name: &str, phone: &str, when: &str| {
        let who = person(name, phone);
        let when = at(when);
        desk.registers(when, registration(who, Class::Claim, Channel::Visit, when))
    };
    let first = opened("李守田", "13800003001", "04-01 09:00");
    let second = opened("李守义", "13800003002", "04-03 09:00");
    let third = opened("李守信", "13800003003", "04-05 09:00");
    let merge = |from, into| {
        let expected = (desk.case(from).revision, desk.case(into).revision);
        let merge = Merge::Cases {
            from,
            into,
            expected,
        };
        desk.does(at("04-10 09:00"), Action::Merge(merge));
    };
    merge(second, first);
    merge(third, first);
    let expected = desk.case(third).revision;
    let split = Split::Case {
        number: third,
        expected,
    };
    desk.does(at("04-12 09:00"), Action::Split(split));
    let petitioner = |case| desk.case(case).petitioner;
    let (one, two, three) = (petitioner(first), petitioner(second), petitioner(third));
    for from in [two, three] {
        let card = |id: PersonId| {
            let viewer = Viewer::new(CLERK);
            ask(&desk.store, |it| it.person(id, &viewer))
                .unwrap()
                .unwrap()
        };
        let merge = Merge::Persons {
            from,
            into: one,
            took: taken(&compare_persons(&card(from), &card(one))),
            expected: (entries(desk, from), entries(desk, one)),
        };
        desk.does(at("04-13 09:00"), Action::Merge(merge));
    }
    desk.does(at("04-14 09:00"), Action::Split(Split::Person(three)));
}

fn entries(desk: &Desk, id: PersonId) -> u32 {
    ask(&desk.store, |it| it.chain_end(Stream::Person(id)))
        .unwrap()
        .0
}

fn persons(desk: &Desk) {
    let known = Action::Know {
        person: Petitioner::New(Box::new(person("高秀云", "13800004001"))),
        fingerprint: Some([3; 16]),
    };
    let Done::Person { id, .. } = desk.does(at("05-01 09:00"), known) else {
        panic!("no person");
    };
    for (field, old, new) in [
        (PersonField::Name, "高秀云", "高秀芸"),
        (
            PersonField::Phones,
            "13800004001",
            "13800004002、13800004003",
        ),
        (PersonField::IdNumber, "", "370785190001010029"),
        (PersonField::Village, "", "西牟家村"),
        (PersonField::Address, "", "村北二号"),
        (PersonField::Care, "", "行动不便"),
        (PersonField::Confidential, "", "yes"),
    ] {
        let fact = PersonFact::Corrected {
            field,
            old: old.to_owned(),
            new: new.to_owned(),
        };
        desk.does(at("05-02 09:00"), Action::Person { id, fact });
    }
}
