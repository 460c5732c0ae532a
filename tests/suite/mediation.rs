//! 人民调解 and the services of a case: the law's rows, the clocks, both stores, the screen.

use mulin::domain::act::{Act, Action, CommitResult};
use mulin::domain::calendar::WorkingCalendar;
use mulin::domain::case::clock::clocks::{clocks, due};
use mulin::domain::case::clock::mediation::{Reminding, reminders};
use mulin::domain::case::clock::roadmap::roadmap;
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::case::fact::mediation::step::{AgreementForm, MediationStep};
use mulin::domain::case::fact::state::Case;
use mulin::domain::case::fact::step::{Opening, Step, StepKind};
use mulin::domain::case::fact::track::{TrackNote, TrackStage, TrackState};
use mulin::domain::codes::{Channel, Class, Status, Track};
use mulin::domain::entry::Stream;
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::id::PersonId;
use mulin::domain::refusal::Reason;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;
use mulin::words::lang::Lang;
use proptest::prelude::{prop, proptest};

use crate::cli::Desk;
use crate::stored::{CLERK, Stored, now, number, registered};

const CONSENT: &str = "mediation_consent 李守田|given|2026-03-03|given|2026-03-04";
const REFER: &str = "refer_to_mediation 孙玉梅、周明|2026-03-05";
const ACCORD: &str = "mediation_agree written|whole|牟春生，男；李守田，男|地界争议，李守田占地一垄\
                      |退还一垄并赔 3000 元|3 月底退地，分两期付款||2026-03-12";
const SIGNED: &str = "mediation_sign 2026-03-12|2026-03-12|2026-03-13";
const FIRST: &str = "mediation_instalment 赔款|1500 元|2026-03-31";
const SECOND: &str = "mediation_instalment 赔款|1500 元|2026-04-30";
const COURT: &str = "confirmation_ask 高密市人民法院|yes|2026-03-20";
const ENDED: &str = "mediation_end 分歧太大|可申请土地仲裁，或向法院起诉|四至无争议|2026-03-20";

fn case(class: Class) -> Case {
    let when = Moment::parse("2026-03-02 09:10").unwrap();
    let opening = Opening {
        petitioner: PersonId(1),
        matter: Matter {
            class,
            summary: "地界纠纷".into(),
            accused: (class == Class::Accusation).then(|| "赵会计".to_owned()),
            ..Matter::default()
        },
        visit: Visit {
            person: PersonId(1),
            received_at: Some(when),
            channel: Some(Channel::Visit),
            station: None,
            people_count: 1,
            companion: None,
            words: String::new(),
            new_facts: None,
        },
        imported_answer: None,
    };
    let number = CaseNumber { year: 2026, run: 1 };
    Case::open(number, opening, "王芳", when)
}

/// Reads a step as the form does: its code, then its answers apart by `|`.
pub(crate) fn step(text: &str) -> Step {
    let (code, answers) = text.split_once(' ').unwrap_or((text, ""));
    let answers: Vec<String> = answers.split('|').map(str::to_owned).collect();
    let kind = StepKind::parse(code).unwrap();
    kind.read(&answers)
        .unwrap_or_else(|refusals| panic!("{text}: {refusals:?}"))
}

fn after(class: Class, steps: &[&str]) -> Case {
    let now = Moment::parse("2026-06-30 10:00").unwrap();
    steps.iter().fold(case(class), |case, text| {
        case.apply(&step(text), "王芳", now)
            .unwrap_or_else(|refusal| panic!("{text}: {refusal:?}"))
    })
}

/// Class, steps before, step, what stands against it ("" for nothing), its article.
type Row = (
    Class,
    &'static [&'static str],
    &'static str,
    &'static str,
    &'static str,
);

#[test]
fn what_mediation_allows_and_forbids_row_by_row() {
    const CLAIM: Class = Class::Claim;
    let rows: &[Row] = &[
        (CLAIM, &[], REFER, "consent-needed", "调解法 17"),
        (
            CLAIM,
            &["mediation_consent 李守田|given|2026-03-03|unasked|"],
            REFER,
            "consent-needed",
            "调解法 17",
        ),
        (
            CLAIM,
            &["mediation_consent 李守田|given|2026-03-03|refused|2026-03-04"],
            REFER,
            "side-refuses",
            "调解法 17",
        ),
        (CLAIM, &[CONSENT], REFER, "", ""),
        (
            CLAIM,
            &[],
            "mediation_consent 李守田|given||unasked|",
            "missing",
            "",
        ),
        (
            CLAIM,
            &[CONSENT],
            "refer_to_mediation 孙玉梅|2026-03-03",
            "before",
            "",
        ),
        (
            CLAIM,
            &[CONSENT],
            "refer_to_mediation 孙玉梅、李守田|2026-03-05",
            "must-step-aside",
            "条例 28 ¶3",
        ),
        (Class::Accusation, &[], CONSENT, "accusation", "条例 30"),
        (Class::Litigation, &[], CONSENT, "litigation", "条例 20 ¶2"),
        (Class::Unclassed, &[], CONSENT, "class-first", "条例 28–31"),
        (
            CLAIM,
            &[CONSENT],
            "mediation_session 双方|各说各话|no|2026-03-06",
            "not-in-mediation",
            "",
        ),
        (
            CLAIM,
            &[CONSENT, REFER],
            "mediation_session 双方|各说各话|no|2026-03-06",
            "",
            "",
        ),
        (
            CLAIM,
            &[CONSENT, REFER],
            "mediation_extend 20|yes|no|2026-03-20",
            "consent-needed",
            "调解法 17",
        ),
        (
            CLAIM,
            &[CONSENT, REFER, "mediation_extend 20|yes|yes|2026-03-20"],
            "mediation_extend 11|yes|yes|2026-03-21",
            "extension-too-long",
            "",
        ),
        (
            CLAIM,
            &[CONSENT, REFER],
            "mediation_agree written|whole|牟春生、李守田||退地|月底||2026-03-12",
            "agreement-incomplete",
            "调解法 29",
        ),
        (
            CLAIM,
            &[CONSENT, REFER],
            "mediation_agree written|whole|牟春生、李守田|占地|退地|||2026-03-12",
            "agreement-incomplete",
            "调解法 29",
        ),
        (
            CLAIM,
            &[CONSENT, REFER],
            "mediation_agree oral|whole|||退地|||2026-03-12",
            "oral-not-noted",
            "调解法 28",
        ),
        (
            CLAIM,
            &[CONSENT, REFER],
            "mediation_agree oral|whole|||退地||孙玉梅|2026-03-12",
            "",
            "",
        ),
        (CLAIM, &[CONSENT, REFER], FIRST, "nothing-agreed", ""),
        (
            CLAIM,
            &[CONSENT, REFER, ACCORD],
            COURT,
            "not-in-force",
            "调解法 29, 33",
        ),
        (
            CLAIM,
            &[
                CONSENT,
                REFER,
                ACCORD,
                "mediation_sign 2026-03-12|2026-03-12|",
            ],
            COURT,
            "not-in-force",
            "调解法 29, 33",
        ),
        (CLAIM, &[CONSENT, REFER, ACCORD, SIGNED], COURT, "", ""),
        (
            CLAIM,
            &[CONSENT, REFER, ACCORD, SIGNED],
            "confirmation_ask 高密市人民法院|no|2026-03-20",
            "not-jointly",
            "调解法 33",
        ),
        // In force on 03-13: the 30th day, 04-12, is a Sunday, so 04-13 is the law's last day.
        (
            CLAIM,
            &[CONSENT, REFER, ACCORD, SIGNED],
            "confirmation_ask 高密市人民法院|yes|2026-04-13",
            "",
            "",
        ),
        (
            CLAIM,
            &[CONSENT, REFER, ACCORD, SIGNED],
            "confirmation_ask 高密市人民法院|yes|2026-04-14",
            "confirmation-too-late",
            "调解法 33",
        ),
        (
            CLAIM,
            &[CONSENT, REFER, ACCORD, SIGNED],
            ENDED,
            "mediation-over",
            "调解法 26, 31",
        ),
        (CLAIM, &[CONSENT, REFER], ENDED, "", ""),
        (
            CLAIM,
            &[CONSENT, REFER],
            "mediation_end 分歧太大|||2026-03-20",
            "roads-not-told",
            "调解法 26",
        ),
        (
            CLAIM,
            &[CONSENT, REFER, ENDED],
            REFER,
            "consent-needed",
            "调解法 17",
        ),
        (CLAIM, &[CONSENT, REFER, ENDED, CONSENT], REFER, "", ""),
        (
            CLAIM,
            &[CONSENT, REFER, ACCORD, FIRST],
            "mediation_performed 2|yes||2026-03-31",
            "no-such-instalment",
            "",
        ),
        (
            CLAIM,
            &[
                CONSENT,
                REFER,
                ACCORD,
                FIRST,
                "mediation_performed 1|yes||2026-03-31",
            ],
            "mediation_performed 1|no||2026-04-01",
            "already-known",
            "",
        ),
        (
            CLAIM,
            &[],
            "mediation_danger 扬言动刀|大牟家派出所|2026-03-06",
            "not-in-mediation",
            "",
        ),
        (
            CLAIM,
            &[CONSENT],
            "mediation_danger 说要动刀|大牟家派出所|2026-03-06",
            "",
            "",
        ),
    ];
    let now = Moment::parse("2026-06-30 10:00").unwrap();
    for (class, before, then, expected, article) in rows {
        let found = after(*class, before).apply(&step(then), "王芳", now);
        let reason = found.as_ref().err().map(|refusal| &refusal.reason);
        let code = reason.map_or("", |reason| reason.code());
        assert_eq!(code, *expected, "{class:?} {before:?} {then}");
        let shown = reason.and_then(Reason::article);
        assert_eq!(shown.unwrap_or_default(), *article, "{before:?} {then}");
    }
}

#[test]
fn a_refusal_of_one_side_stays_written_and_the_roads_can_be_told() {
    let refused = "mediation_consent 李守田|given|2026-03-03|refused|2026-03-04";
    let it = after(Class::Claim, &[refused, ENDED]);
    let current = it.mediation.current().unwrap();
    assert!(current.consents.are_refused());
    assert_eq!(
        current.ended.unwrap().advice,
        "可申请土地仲裁，或向法院起诉"
    );
}

#[test]
fn an_agreement_settles_the_matter_when_it_is_in_force_and_whole() {
    for (steps, settled) in [
        (vec![CONSENT, REFER, ACCORD], None),
        (vec![CONSENT, REFER, ACCORD, SIGNED], Some("2026-03-13")),
        (
            vec![
                CONSENT,
                REFER,
                "mediation_agree oral|whole|||退地||孙玉梅|2026-03-12",
            ],
            Some("2026-03-12"),
        ),
        (
            vec![
                CONSENT,
                REFER,
                "mediation_agree oral|partial|||先退地||孙玉梅|2026-03-12",
            ],
            None,
        ),
    ] {
        let it = after(Class::Claim, &steps);
        let on = it.agreement.as_ref().map(|it| it.on.to_string());
        assert_eq!(on.as_deref(), settled, "{steps:?}");
        assert_eq!(it.status == Status::Agreed, settled.is_some(), "{steps:?}");
    }
}

#[test]
fn the_petitions_clocks_go_on_while_it_is_mediated() {
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let accepted = ["accept 2026-03-03", "notify hand|2026-03-03"];
    let before = due(&after(Class::Claim, &accepted), &calendar, &settings);
    assert!(before.is_some());
    let long = "mediation_extend 30|yes|yes|2026-03-20";
    for steps in [
        vec![CONSENT, REFER],
        vec![CONSENT, REFER, long],
        vec![CONSENT, REFER, ENDED],
    ] {
        let steps: Vec<&str> = accepted.iter().chain(&steps).copied().collect();
        let found = due(&after(Class::Claim, &steps), &calendar, &settings);
        assert_eq!(found, before, "{steps:?}");
    }
}

/// Steps, the mediation's own clocks as `rule raw met`, and what is still to come.
type ClockRow = (
    &'static [&'static str],
    &'static [(&'static str, &'static str, &'static str)],
    &'static [&'static str],
);

#[test]
fn its_own_clocks_and_instalments_are_reminded_of() {
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let rows: &[ClockRow] = &[
        (&[CONSENT], &[], &[]),
        (
            &[CONSENT, REFER],
            &[("mediation", "2026-04-04", "")],
            &["2026-04-04 mediation"],
        ),
        (
            &[CONSENT, REFER, "mediation_extend 10|yes|yes|2026-03-20"],
            &[("mediation", "2026-04-14", "")],
            &["2026-04-14 mediation"],
        ),
        (
            &[CONSENT, REFER, ENDED],
            &[("mediation", "2026-04-04", "2026-03-20")],
            &[],
        ),
        // A court may confirm what is agreed, also while the rest is still mediated.
        (
            &[
                CONSENT,
                REFER,
                "mediation_agree oral|partial|||先退地||孙玉梅|2026-03-12",
            ],
            &[
                ("mediation", "2026-04-04", ""),
                ("judicial_confirmation", "2026-04-11", ""),
            ],
            &["2026-04-04 mediation", "2026-04-13 confirmation"],
        ),
        (
            &[CONSENT, REFER, ACCORD, FIRST, SECOND, SIGNED],
            &[
                ("mediation", "2026-04-04", "2026-03-13"),
                ("judicial_confirmation", "2026-04-12", ""),
            ],
            &[
                "2026-03-31 part 1",
                "2026-04-13 confirmation",
                "2026-04-30 part 2",
            ],
        ),
        (
            &[
                CONSENT,
                REFER,
                ACCORD,
                FIRST,
                SECOND,
                SIGNED,
                COURT,
                "confirmation_answer confirmed|（2026）鲁0785调确1号|2026-03-30",
                "mediation_performed 1|yes|收条|2026-04-02",
                "mediation_performed 2|no|说下月给|2026-05-02",
            ],
            &[
                ("mediation", "2026-04-04", "2026-03-13"),
                ("judicial_confirmation", "2026-04-12", "2026-03-20"),
            ],
            &["2026-04-30 part 2"],
        ),
    ];
    for (steps, expected, next) in rows {
        let it = after(Class::Claim, steps);
        let all = clocks(&it, &calendar, &settings);
        let own: Vec<(&str, String, String)> = all
            .iter()
            .filter(|clock| {
                let rule = clock.deadline.rule.code();
                !clock.binds && rule != "town_goal" && rule != "decide_provisional"
            })
            .map(|clock| {
                let met = clock.met_on.map_or(String::new(), |day| day.to_string());
                (
                    clock.deadline.rule.code(),
                    clock.deadline.raw.to_string(),
                    met,
                )
            })
            .collect();
        let own: Vec<(&str, &str, &str)> = own
            .iter()
            .map(|(rule, raw, met)| (*rule, raw.as_str(), met.as_str()))
            .collect();
        assert_eq!(own, *expected, "{steps:?}");
        let found: Vec<String> = reminders(&it, &all)
            .iter()
            .map(|reminder| {
                let what = match &reminder.what {
                    Reminding::Mediation => "mediation".to_owned(),
                    Reminding::Confirmation => "confirmation".to_owned(),
                    Reminding::Instalment(at, _) => format!("part {at}"),
                };
                format!("{} {what}", reminder.day)
            })
            .collect();
        assert_eq!(found, *next, "{steps:?}");
    }
    let paid_late = after(Class::Claim, rows.last().unwrap().0);
    let parts = paid_late.mediation.current().unwrap().instalments;
    let today = "2026-05-10".parse().unwrap();
    let late: Vec<i64> = parts.iter().map(|part| part.days_late(today)).collect();
    assert_eq!(late, [2, 10]);
}

/// A matter of 2026-03-02 with a whole mediation, and what a counsellor and another noted.
fn story() -> Vec<Act> {
    let mut acts = vec![registered("03-02", "牟春生", |_| {})];
    let mut take = |who: &str, step: Step| {
        let expected = u32::try_from(acts.len()).unwrap();
        acts.push(Act {
            who: who.to_owned(),
            when: now(),
            action: Action::Step {
                case: number(1),
                expected,
                step,
            },
        });
    };
    for text in [
        CONSENT,
        REFER,
        "mediation_session 双方和村主任|各说各话|no|2026-03-06",
    ] {
        take(CLERK, step(text));
    }
    for text in [ACCORD, FIRST, SECOND, SIGNED, COURT] {
        take(CLERK, step(text));
    }
    for (who, track, note) in [
        ("周明", Track::Mediation, "已约双方"),
        ("徐静", Track::Counselling, "夜里睡不着"),
        ("李红", Track::Counselling, "转给徐静"),
    ] {
        let holder = if track == Track::Counselling {
            "徐静"
        } else {
            "周明"
        };
        take(
            who,
            Step::Track(TrackState {
                track,
                holder: holder.to_owned(),
                stage: TrackStage::Doing,
                note: TrackNote::Text(note.to_owned()),
            }),
        );
    }
    acts
}

fn begin(store: &dyn Store) {
    for outcome in store.commit(&story()).unwrap() {
        assert!(matches!(outcome, CommitResult::Done(_)), "{outcome:?}");
    }
}

#[test]
fn both_stores_keep_a_mediation_and_history_gives_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = RedbStore::open(
        &folder.path().join("desk.redb"),
        Vec::new(),
        Settings::default(),
    );
    let memory = MemoryStore::new(Vec::new(), Settings::default());
    for store in [&memory as &dyn Store, &file.unwrap()] {
        begin(store);
        let viewer = Viewer::new("徐静");
        let case = ask(store, |it| it.case(number(1), &viewer))
            .unwrap()
            .unwrap();
        let current = case.mediation.current().unwrap();
        assert_eq!(current.referral.unwrap().mediators, ["孙玉梅", "周明"]);
        assert_eq!(current.instalments.len(), 2);
        assert_eq!(case.status, Status::Agreed);
        let findings = ask(store, |it| it.verify(&mut |_| {})).unwrap();
        assert!(findings.faults.is_empty(), "{findings:?}");
    }
}

#[test]
fn a_counsellors_words_are_read_by_who_holds_the_service_and_who_wrote_them() {
    let store = MemoryStore::new(Vec::new(), Settings::default());
    begin(&store);
    for (who, sleepless, passed_on) in [
        ("徐静", true, true),
        ("李红", false, true),
        (CLERK, false, false),
        ("周明", false, false),
    ] {
        let viewer = Viewer::new(who);
        let shown = ask(&store, |it| {
            let view = it.case_view(number(1), &viewer)?;
            let history = it.history(Stream::Case(number(1)), &viewer)?;
            Ok(format!("{view:?}{history:?}"))
        })
        .unwrap();
        assert_eq!(shown.contains("夜里睡不着"), sleepless, "{who}");
        assert_eq!(shown.contains("转给徐静"), passed_on, "{who}");
        assert!(
            shown.contains("已约双方"),
            "{who} reads every other service"
        );
        let view = ask(&store, |it| it.case_view(number(1), &viewer))
            .unwrap()
            .unwrap();
        let notes = view.track_notes(Track::Counselling);
        let writers: Vec<&str> = notes.iter().map(|it| it.who).collect();
        assert_eq!(writers, ["徐静", "李红"], "{who} sees that notes stand");
        assert!(!format!("{:?}", view.sealed()).contains("睡不着"));
    }
}

#[test]
fn who_takes_a_service_for_himself_reads_nothing_that_was_noted_before() {
    let track = |holder: &str| {
        Step::Track(TrackState {
            track: Track::Counselling,
            holder: holder.to_owned(),
            stage: TrackStage::Doing,
            note: TrackNote::Text("接手".to_owned()),
        })
    };
    let undo = |of| Step::Undo {
        of,
        reason: "误".to_owned(),
    };
    let last = u32::try_from(story().len()).unwrap();
    for (steps, reads) in [
        (vec![("孙强", track("孙强"))], false),
        // Nor by taking back first what made another its holder.
        (
            vec![
                ("孙强", undo(last)),
                ("孙强", undo(last - 1)),
                ("孙强", track("孙强")),
            ],
            false,
        ),
        (vec![("徐静", track("孙强"))], true),
    ] {
        let store = MemoryStore::new(Vec::new(), Settings::default());
        begin(&store);
        let many = steps.len();
        for ((who, step), expected) in steps.into_iter().zip(last..) {
            let act = Act {
                who: who.to_owned(),
                when: now(),
                action: Action::Step {
                    case: number(1),
                    expected,
                    step,
                },
            };
            let outcome = store.commit(&[act]).unwrap().remove(0);
            assert!(matches!(outcome, CommitResult::Done(_)), "{outcome:?}");
        }
        let viewer = Viewer::new("孙强");
        let view = ask(&store, |it| it.case_view(number(1), &viewer));
        let shown = format!("{view:?}");
        assert!(shown.contains("接手"), "{many}");
        assert_eq!(shown.contains("夜里睡不着"), reads, "{many} steps");
    }
}

#[test]
fn the_command_line_tells_the_mediation_and_no_counsellors_word() {
    let desk = Desk::new();
    let store = RedbStore::open(&desk.file("desk.redb"), Vec::new(), Settings::default()).unwrap();
    begin(&store);
    drop(store);
    // Not even the holder takes a counsellor's words out of the desk this way.
    let case = desk
        .run(&["case", "show", "2026-1", "--json", "--as", "徐静"])
        .json();
    let mediation = &case["mediation"];
    assert_eq!(mediation["consent"]["other_consent"], "given");
    assert_eq!(mediation["in_force_on"], "2026-03-13");
    assert_eq!(mediation["instalments"][1]["due"], "2026-04-30");
    assert_eq!(mediation["instalments"][0]["days_late"], 239);
    assert_eq!(mediation["next"][0]["what"], "instalment 1");
    let tracks = &case["tracks"];
    assert_eq!(tracks[0]["track"], "mediation");
    assert_eq!(tracks[0]["state"], "doing");
    assert_eq!(tracks[0]["notes"][0]["text"], "已约双方");
    assert_eq!(tracks[1]["notes"][0]["who"], "徐静");
    assert!(tracks[1]["notes"][0]["text"].is_null());
    let text = desk
        .run(&["case", "show", "2026-1", "--lang", "zh", "--as", "徐静"])
        .out;
    for part in [
        "第 1 期",
        "访调对接",
        "2026-03-13 起生效",
        "有记录，内容只有",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    for text in [case.to_string(), text] {
        assert!(
            !text.contains("睡不着") && !text.contains("转给徐静"),
            "{text}"
        );
    }
}

#[test]
fn the_case_page_tells_the_mediation_and_what_comes_next() {
    for (who, reads) in [(CLERK, false), ("徐静", true)] {
        let mut desk = Stored::open_as(who, Lang::Zh, (80, 60), &story());
        desk.press("<Enter>");
        let picture = desk.picture();
        assert!(picture.contains("第 1 期"), "what comes next:\n{picture}");
        desk.press("5");
        let picture = desk.picture();
        for shown in ["孙玉梅、周明", "第 2 期", "已约双方", "心理疏导"] {
            assert!(picture.contains(shown), "{shown} is missing:\n{picture}");
        }
        assert!(
            !picture.contains("夜里睡不着"),
            "the visitor sees it:\n{picture}"
        );
        desk.press("case.reveal");
        let picture = desk.picture();
        assert_eq!(picture.contains("夜里睡不着"), reads, "{who}:\n{picture}");
        desk.press("4");
        let picture = desk.picture();
        assert_eq!(picture.contains("夜里睡不着"), reads, "{who}:\n{picture}");
    }
}

#[test]
fn a_mediation_is_begun_at_the_desk() {
    let acts = [registered("11-20", "牟春生", |_| {})];
    let mut desk = Stored::open(Lang::Zh, (80, 24), &acts);
    desk.press("<Enter> case.step");
    desk.paste("征求调解意愿");
    desk.press("<Enter>");
    assert!(desk.picture().contains("对方当事人"), "{}", desk.picture());
    desk.paste("李守田");
    desk.press("<Tab> 1 <Tab> <Tab> 2 <C-s>");
    let case = ask(desk.store.as_ref(), |it| {
        it.case(number(1), &Viewer::new(CLERK))
    });
    let current = case.unwrap().unwrap().mediation.current().unwrap();
    assert_eq!(current.consents.other, "李守田");
    assert!(current.consents.are_refused());
    let picture = desk.picture();
    assert!(picture.contains("征求调解意愿"), "{picture}");
}

#[test]
fn who_is_complained_of_holds_no_service() {
    let now = Moment::parse("2026-06-30 10:00").unwrap();
    let serve = |holder: &str| {
        Step::Track(TrackState {
            track: Track::Analysis,
            holder: holder.to_owned(),
            stage: TrackStage::Open,
            note: TrackNote::Text(String::new()),
        })
    };
    let it = case(Class::Accusation);
    let refused = it.apply(&serve("赵会计"), "王芳", now).unwrap_err();
    assert_eq!(refused.reason.code(), "must-step-aside");
    let taken = it.apply(&serve("李梅"), "王芳", now).unwrap();
    assert_eq!(taken.tracks[0].holder, "李梅");
    let later = taken.apply(&serve(""), "王芳", now).unwrap();
    assert_eq!(later.tracks[0].holder, "李梅", "it keeps its holder");
}

proptest! {
    #[test]
    fn no_sequence_mediates_against_a_side_or_the_law(
        class in prop::sample::select(Class::ALL),
        steps in prop::collection::vec(prop::sample::select(EVERY), 1..40),
    ) {
        let now = Moment::parse("2026-06-30 10:00").unwrap();
        let mut it = case(class);
        for text in steps {
            let taken = step(text);
            let Ok(next) = it.apply(&taken, "王芳", now) else {
                continue;
            };
            let before = it.mediation.current();
            if let (Step::Mediation(MediationStep::Refer(_)), Some(before)) = (&taken, &before) {
                assert!(before.consents.are_given() && !before.consents.are_refused());
            }
            it = next;
        }
        let Some(current) = it.mediation.current() else {
            return Ok(());
        };
        assert!(matches!(class, Class::Claim | Class::Suggestion));
        if let Some(request) = &current.request {
            assert!(request.jointly && current.in_force_on().is_some());
        }
        if !current.agreements.is_empty() && current.round == 1 {
            assert!(current.referral.is_some());
        }
        for agreed in &current.agreements {
            let accord = &agreed.accord;
            assert!(!accord.content.is_empty());
            assert!(accord.form == AgreementForm::Oral || !accord.dispute.is_empty());
        }
        if let Some(ended) = &current.ended {
            assert!(!ended.advice.is_empty());
        }
        assert!(current.more_days() <= 30);
    }
}

/// Lawful and unlawful steps, in any order.
const EVERY: &[&str] = &[
    CONSENT,
    "mediation_consent 李守田|given|2026-03-03|refused|2026-03-04",
    "mediation_consent 李守田|unasked||unasked|",
    REFER,
    "mediation_session 双方|各说各话|yes|2026-03-06",
    "mediation_extend 20|yes|yes|2026-03-20",
    "mediation_extend 20|yes|no|2026-03-20",
    ACCORD,
    "mediation_agree written|partial|||退地||孙玉梅|2026-03-12",
    "mediation_agree oral|partial|||先退地||孙玉梅|2026-03-12",
    "mediation_sign 2026-03-12||",
    "mediation_sign |2026-03-12|2026-03-13",
    FIRST,
    "mediation_performed 1|no||2026-04-02",
    "mediation_performed 1|yes||2026-04-02",
    COURT,
    "confirmation_ask 高密市人民法院|no|2026-03-20",
    "confirmation_answer rejected||2026-03-30",
    ENDED,
    "mediation_end 分歧太大|||2026-03-20",
    "mediation_danger 说要动刀|大牟家派出所|2026-03-06",
    "strike_off 协议书附卷||2026-03-25",
];

#[test]
fn what_was_promised_is_watched_until_it_was_performed_and_then_struck_off() {
    let now = Moment::parse("2026-06-30 10:00").unwrap();
    let it = after(Class::Claim, &[CONSENT, REFER, ACCORD, FIRST, SIGNED]);
    let strike = step("strike_off 协议书附卷||2026-04-20");
    let refused = it.apply(&strike, "王芳", now).unwrap_err();
    let promised = "2026-03-31".parse().unwrap();
    assert_eq!(refused.reason, Reason::AgreementOpen(promised));
    let paid = step("mediation_performed 1|yes|收条|2026-03-31");
    let it = it.apply(&paid, "王芳", now).unwrap();
    assert!(it.mediation.current().unwrap().instalments[0].is_kept());
    let it = it.apply(&strike, "王芳", now).unwrap();
    assert_eq!(it.status, Status::StruckOff);
    let again = it.apply(&step(CONSENT), "王芳", now).unwrap_err();
    assert_eq!(again.reason, Reason::Closed);
}

#[test]
fn an_agreement_that_does_not_hold_is_mediated_anew_and_settles_nothing_meanwhile() {
    let now = Moment::parse("2026-06-30 10:00").unwrap();
    let take = |case: &Case, text: &str| case.apply(&step(text), "李红", now).unwrap();
    let settled = after(Class::Claim, &[CONSENT, REFER, ACCORD, FIRST, SIGNED]);
    let refused = settled.apply(&step(CONSENT), "李红", now).unwrap_err();
    assert_eq!(refused.reason, Reason::AlreadyKnown);
    let reopened = take(&settled, "reopen 对方没有退地|2026-04-10");
    let found = take(&reopened, "mediation_performed 1|no|没有退|2026-04-10");
    assert!(found.agreement.is_none() && found.status != Status::Agreed);
    let anew = take(&take(&found, CONSENT), REFER);
    let current = anew.mediation.current().unwrap();
    assert_eq!((current.round, current.is_running()), (2, true));
    assert_eq!(take(&take(&anew, ACCORD), SIGNED).status, Status::Agreed);
}

#[test]
fn an_agreement_is_resolved_only_when_all_that_was_promised_is_performed() {
    let first_paid = "mediation_performed 1|yes|转账|2026-03-30";
    let second_paid = "mediation_performed 2|yes|转账|2026-04-29";
    let second_missed = "mediation_performed 2|no|推说没钱|2026-05-02";
    let signed = [CONSENT, REFER, ACCORD, FIRST, SECOND, SIGNED];
    for (paid, resolved) in [
        (&[][..], None),
        (&[first_paid], None),
        (&[first_paid, second_paid], Some(true)),
        (&[first_paid, second_missed], Some(false)),
    ] {
        let steps: Vec<&str> = signed.iter().chain(paid).copied().collect();
        let it = after(Class::Claim, &steps);
        assert_eq!(it.status, Status::Agreed, "{paid:?}");
        assert_eq!(it.resolved(), resolved, "{paid:?}");
    }
}

#[test]
fn of_two_parts_to_be_performed_the_earlier_one_is_due() {
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let next = |steps: &[&str]| {
        let due = due(&after(Class::Claim, steps), &calendar, &settings);
        due.map(|due| (due.rule, due.raw.to_string()))
    };
    let agreed = [CONSENT, REFER, ACCORD, FIRST, SECOND, SIGNED];
    let shown = |day: &str| Some(("instalment", day.to_owned()));
    assert_eq!(next(&agreed), shown("2026-03-31"));
    let kept = "mediation_performed 1|yes|收条|2026-04-02";
    assert_eq!(next(&[&agreed[..], &[kept]].concat()), shown("2026-04-30"));
}

#[test]
fn the_road_tells_mediation_apart_and_ends_on_the_day_on_which_the_agreement_is_in_force() {
    let opened = case(Class::Claim);
    let opening = Opening {
        petitioner: opened.petitioner,
        matter: opened.matter.clone(),
        visit: opened.visits[0].clone(),
        imported_answer: None,
    };
    let late = Moment::parse("2026-06-30 10:00").unwrap();
    let steps: Vec<Step> = [CONSENT, REFER, ACCORD, SIGNED].map(step).to_vec();
    let register = Step::Register(Box::new(opening));
    let mut history = vec![("王芳", opened.registered_at, &register)];
    history.extend(steps.iter().map(|step| ("王芳", late, step)));
    let agreed = after(Class::Claim, &[CONSENT, REFER, ACCORD, SIGNED]);
    let today = late.date();
    let road = roadmap(&agreed, &history);
    let shown: Vec<(&str, Option<u32>)> =
        road.iter().map(|it| (it.state, it.days(today))).collect();
    // Signed on the 13th, and noted in June.
    assert_eq!(
        shown[..2],
        [("registered", Some(3)), ("mediating", Some(8))]
    );
    assert_eq!(shown[2].0, "agreed");
    assert_eq!(road[2].from.to_string(), "2026-03-13");
}
