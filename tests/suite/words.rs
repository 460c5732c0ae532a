//! Every language is complete, says every word that the code uses, and holds none that it does not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use mulin::app::content::Format;
use mulin::app::education::form::SERVING;
use mulin::app::help::howto::QUESTIONS;
use mulin::app::import::rows::RowAction;
use mulin::app::palette::ELSEWHERE;
use mulin::app::pane::Pane;
use mulin::app::prevention::ask::RESULTS;
use mulin::app::queue::filter::{MARKS, SHOW, SPANS};
use mulin::app::tutor::lessons::LESSONS;
use mulin::app::whistles::filter::Way;
use mulin::command::table::{Command, Scope};
use mulin::domain::appointment::{AppointmentState, Host};
use mulin::domain::call::state::OutcomeKind;
use mulin::domain::case::fact::appeal::{Advice, AppealOutcome, Round};
use mulin::domain::case::fact::ask::AnswerKind;
use mulin::domain::case::fact::closing::{Rated, Satisfaction, WithdrawalForm};
use mulin::domain::case::fact::fast_lane::{Fault, Site, Utility};
use mulin::domain::case::fact::legal_aid::state::AidStage;
use mulin::domain::case::fact::mediation::consents::Consent;
use mulin::domain::case::fact::mediation::step::{AgreementForm, AgreementPart, CourtRuling};
use mulin::domain::case::fact::merge::MergeStep;
use mulin::domain::case::fact::printed::Paper;
use mulin::domain::case::fact::standing::Standing;
use mulin::domain::case::fact::step::{CaseField, StepKind};
use mulin::domain::case::fact::track::TrackStage;
use mulin::domain::case::form::schedule;
use mulin::domain::case::rule::next::StepGroup;
use mulin::domain::case::rule::prospect::Ground;
use mulin::domain::case::rule::repeat::Since;
use mulin::domain::codes::{
    Category, Channel, Class, DeliveryWay, Difficulty, Exit, Ruling, Status, Track, Urgency,
};
use mulin::domain::deadline::length::Unit;
use mulin::domain::deadline::rule::RuleName;
use mulin::domain::duty;
use mulin::domain::education::staff::LawLevel;
use mulin::domain::field::Field;
use mulin::domain::grid::node::GridLevel;
use mulin::domain::handover::HandoverPart;
use mulin::domain::law::{LAWS, Law};
use mulin::domain::lawyer::MeetingWay;
use mulin::domain::looked::{LookKind, Proof};
use mulin::domain::meeting::kind::MeetingKind;
use mulin::domain::meeting::state::Why;
use mulin::domain::merge::{Keep, Likeness, NAMES};
use mulin::domain::number::ExternalKind;
use mulin::domain::paper::{Fact, Listing};
use mulin::domain::period::PeriodKind;
use mulin::domain::person::PersonField;
use mulin::domain::prevention::checkin::How;
use mulin::domain::prevention::finding::SignKind;
use mulin::domain::prevention::round::CheckRound;
use mulin::domain::province::{Above, Purpose};
use mulin::domain::queue::Sort;
use mulin::domain::report::ReportPart;
use mulin::domain::right::{Right, Role};
use mulin::domain::settings::Settings;
use mulin::domain::settings::kind::SettingKind;
use mulin::domain::setup::SetupLine;
use mulin::domain::sheet::{Base, Column, Measure, TableCode};
use mulin::domain::sheet_kind::SheetKind;
use mulin::domain::today::Heading;
use mulin::domain::whistle::fact::{Rating, WhistleKind};
use mulin::figures::dispute_form::COLUMNS as HEADED;
use mulin::keymap::terminal::TERMINALS;
use mulin::runtime::settings;
use mulin::verbs::arguments::Arguments;
use mulin::words::bundle::Words;
use mulin::words::lang::Lang;

/// Gives key → the values that its sentence takes.
fn entries(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut entries: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut last = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) = line.split_once(" =")
            && !line.starts_with([' ', '.', '*', '['])
        {
            key.clone_into(&mut last);
            assert!(
                entries.insert(last.clone(), BTreeSet::new()).is_none(),
                "{last} stands twice"
            );
        }
        for (at, _) in line.match_indices('$') {
            let name = line[at + 1..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            entries.entry(last.clone()).or_default().insert(name);
        }
    }
    entries
}

/// Gives the entries of all the word files of a language.
fn all(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut whole = BTreeMap::new();
    for subject in lang.row().words {
        for (key, values) in entries(subject.text) {
            assert!(
                whole.insert(key.clone(), values).is_none(),
                "{key} stands in two files"
            );
        }
    }
    whole
}

/// Tells the words that are laid over the table of arguments.
fn is_of_the_line(key: &str) -> bool {
    key.starts_with("cli-")
}

/// Gives the keys that a verb, its options and the verbs below it may have.
fn of_the_line(command: &clap::Command, path: &str) -> BTreeSet<String> {
    let dash = if path.is_empty() { "" } else { "-" };
    let mut keys = BTreeSet::from([
        format!("cli-{path}{dash}does"),
        format!("cli-{path}{dash}after"),
    ]);
    for option in command.get_arguments() {
        let id = option.get_id().as_str().replace('_', "-");
        keys.extend([format!("cli-{path}{dash}{id}"), format!("cli-any-{id}")]);
    }
    for verb in command.get_subcommands() {
        keys.extend(of_the_line(
            verb,
            &format!("{path}{dash}{}", verb.get_name()),
        ));
    }
    keys
}

/// Keys that code makes of a list's name and a code: every one of them must be there.
fn derived() -> BTreeSet<String> {
    let mut keys: BTreeSet<String> = Command::ALL.iter().map(|command| command.word()).collect();
    keys.extend(Pane::ALL.iter().map(|pane| pane.word().to_owned()));
    let mut list = |name: &str, codes: Vec<&str>| {
        keys.extend(codes.iter().map(|code| format!("{name}-{code}")));
    };
    list("output-format", Format::CODES.to_vec());
    list("output-part", vec!["whole", "issued"]);
    list("output-part", ReportPart::CODES.to_vec());
    list("figures-on", PeriodKind::CODES.to_vec());
    for terminal in TERMINALS {
        list("terminal", vec![terminal.code]);
        list("terminal", vec![&format!("{}-free", terminal.code)]);
    }
    list("elsewhere", ELSEWHERE.to_vec());
    list("elsewhere-how", ELSEWHERE.to_vec());
    list("howto", QUESTIONS.to_vec());
    list("passphrase", vec!["short", "open", "unread"]);
    for code in QUESTIONS {
        list("howto", vec![&format!("{code}-how")]);
    }
    for lesson in LESSONS {
        let steps = lesson.steps.iter().map(|step| step.code);
        let parts: Vec<&str> = steps.chain(["scene", "good"]).collect();
        list(&format!("tutor-{}", lesson.code), parts);
        list("tutor", vec![lesson.code]);
    }
    let kinds = SheetKind::ALL.iter().map(|v| v.code());
    list("sheet-kind", kinds.clone().collect());
    list("sheet-kind-hint", kinds.collect());
    let actions = [
        RowAction::Take,
        RowAction::Other,
        RowAction::Keep,
        RowAction::Again,
        RowAction::Close,
    ];
    let uses = [
        "reads",
        "spare",
        "overflows",
        "beside",
        "unread",
        "nameless",
    ];
    list("import-column", uses.to_vec());
    list("import-do", actions.iter().map(|v| v.code()).collect());
    list("scope", Scope::ALL.iter().map(|v| v.name()).collect());
    list("channel", Channel::ALL.iter().map(|v| v.code()).collect());
    list("class", Class::ALL.iter().map(|v| v.code()).collect());
    list("category", Category::ALL.iter().map(|v| v.code()).collect());
    list("purpose", Purpose::ALL.iter().map(|v| v.code()).collect());
    list("urgency", Urgency::ALL.iter().map(|v| v.code()).collect());
    list(
        "difficulty",
        Difficulty::ALL.iter().map(|v| v.code()).collect(),
    );
    list("role", Role::CODES.to_vec());
    list("right", Right::CODES.to_vec());
    list("look", LookKind::CODES.to_vec());
    list("proof", Proof::CODES.to_vec());
    list("ask", vec!["passphrase"]);
    list("track", Track::ALL.iter().map(|v| v.code()).collect());
    list("status", Status::ALL.iter().map(|v| v.code()).collect());
    list("status", Standing::ALL.iter().map(|v| v.code()).collect());
    list("field", Field::ALL.iter().map(|v| v.code()).collect());
    list("exit", Exit::ALL.iter().map(|v| v.code()).collect());
    list("ruling", Ruling::ALL.iter().map(|v| v.code()).collect());
    list("way", DeliveryWay::ALL.iter().map(|v| v.code()).collect());
    list(
        "meeting",
        MeetingWay::ALL.iter().map(|v| v.code()).collect(),
    );
    list(
        "external",
        ExternalKind::ALL.iter().map(|v| v.code()).collect(),
    );
    let rounds = CheckRound::ALL.iter().map(|v| v.code());
    list("checkin-round", rounds.collect());
    let kinds = WhistleKind::ALL.iter().map(|v| v.code());
    list("whistle_kind", kinds.collect());
    list(
        "whistle_rating",
        Rating::ALL.iter().map(|v| v.code()).collect(),
    );
    list("whistles-way", Way::ALL.iter().map(|v| v.code()).collect());
    list("checkin-result", RESULTS.to_vec());
    list(
        "law-level",
        LawLevel::ALL.iter().map(|v| v.code()).collect(),
    );
    list("serving", SERVING.to_vec());
    list("ask", vec!["educator", "training"]);
    list("appointment-host", Host::CODES.to_vec());
    list("appointment-state", AppointmentState::CODES.to_vec());
    list(
        "ask",
        vec![
            "appointment",
            "visitor",
            "with",
            "about_case",
            "host",
            "reminder",
            "reminded",
        ],
    );
    list("ask", vec!["checkin_round", "sign"]);
    list("checkin-how", How::ALL.iter().map(|v| v.code()).collect());
    list(
        "sign-kind",
        SignKind::ALL.iter().map(|v| v.code()).collect(),
    );
    list("level", GridLevel::ALL.iter().map(|v| v.code()).collect());
    list(
        "meeting_kind",
        MeetingKind::ALL.iter().map(|v| v.code()).collect(),
    );
    list("why", Why::ALL.iter().map(|v| v.code()).collect());
    list(
        "handover",
        HandoverPart::ALL.iter().map(|v| v.code()).collect(),
    );
    list("sort", Sort::ALL.iter().map(|v| v.code()).collect());
    list("own_rule", LAWS.iter().filter_map(Law::own_rule).collect());
    list("rule", RuleName::ALL.iter().map(|v| v.code()).collect());
    let steps = StepKind::all().map(StepKind::code);
    list(
        "step",
        steps
            .chain(["register", "join", "correct", "undo", "print", "attach"])
            .chain(MergeStep::CODES.iter().copied())
            .collect(),
    );
    list(
        "step-group",
        StepGroup::ALL.iter().map(|v| v.code()).collect(),
    );
    let asks = StepKind::all().flat_map(StepKind::asks);
    list("ask", asks.map(|ask| ask.field).collect());
    list("ask", schedule::ASKS.iter().map(|ask| ask.field).collect());
    let grounds = Ground::ALL.iter().map(|v| v.code());
    list("closing-ground", grounds.collect());
    list(
        "rhythm",
        schedule::Rhythm::ALL.iter().map(|v| v.code()).collect(),
    );
    list("ask", NAMES.to_vec());
    list("likeness", Likeness::ALL.iter().map(|v| v.code()).collect());
    list("keep", Keep::ALL.iter().map(|v| v.code()).collect());
    list(
        "satisfaction",
        Satisfaction::ALL.iter().map(|v| v.code()).collect(),
    );
    list("satisfaction", vec!["unrated"]);
    list(
        "withdrawal",
        WithdrawalForm::ALL.iter().map(|v| v.code()).collect(),
    );
    list("confirmed", vec!["yes", "no"]);
    list("resolved", vec!["yes", "no", "unknown"]);
    list("since", Since::ALL.iter().map(|v| v.code()).collect());
    for ask in StepKind::all().flat_map(StepKind::asks) {
        if let AnswerKind::Choice { group, codes } | AnswerKind::Several { group, codes } =
            ask.answer
        {
            list(group, codes());
        }
    }
    list("utility", Utility::ALL.iter().map(|v| v.code()).collect());
    list("fault", Fault::ALL.iter().map(|v| v.code()).collect());
    list("site", Site::ALL.iter().map(|v| v.code()).collect());
    list("show", SHOW.to_vec());
    list("span", SPANS.to_vec());
    list(
        "aid_stage",
        AidStage::ALL.iter().map(|v| v.code()).collect(),
    );
    list("came", duty::How::ALL.iter().map(|v| v.code()).collect());
    list("weekday", vec!["1", "2", "3", "4", "5", "6", "7"]);
    list("today", Heading::ALL.iter().map(|v| v.code()).collect());
    list("mark", MARKS.to_vec());
    list("ask", PersonField::ALL.iter().map(|v| v.code()).collect());
    list("ask", CaseField::ALL.iter().map(|v| v.code()).collect());
    list("above", Above::ALL.iter().map(|v| v.code()).collect());
    list("ask", refused_fields());
    list("period", PeriodKind::ALL.iter().map(|v| v.code()).collect());
    list("base", Base::ALL.iter().map(|v| v.code()).collect());
    list("heading", HEADED.iter().map(|v| v.code()).collect());
    list("rated", Rated::ALL.iter().map(|v| v.code()).collect());
    list("status", vec!["mediating"]);
    list("measure", Measure::ALL.iter().map(|v| v.code()).collect());
    list("formula", Measure::ALL.iter().map(|v| v.code()).collect());
    list("sheet", TableCode::ALL.iter().map(|v| v.code()).collect());
    list("column", Column::ALL.iter().map(|v| v.code()).collect());
    list("unit", Unit::ALL.iter().map(|v| v.code()).collect());
    list("store", written_in("src/store/error.rs"));
    list("clock-doubt", written_in("src/domain/clock_doubt.rs"));
    list("read", written_in("src/exchange/read/error.rs"));
    list("file", written_in("src/exchange/read/file_type.rs"));
    list("map", written_in("src/exchange/map/file.rs"));
    list("row", written_in("src/exchange/when/parts.rs"));
    list(
        "verbs-import-order",
        written_in("src/exchange/when/order.rs"),
    );
    list("verbs-import-order", vec!["mixed"]);
    list("verbs-import-is", written_in("src/exchange/no_matter.rs"));
    list("verbs-import-column", vec!["spare", "overflows", "beside"]);
    list("channel", vec!["unknown"]);
    list("row", written_in("src/exchange/intake/raw.rs"));
    list("write", written_in("src/exchange/write/error.rs"));
    list("consent", Consent::ALL.iter().map(|v| v.code()).collect());
    list(
        "agreement",
        AgreementForm::ALL.iter().map(|v| v.code()).collect(),
    );
    list(
        "settles",
        AgreementPart::ALL.iter().map(|v| v.code()).collect(),
    );
    list("court", CourtRuling::ALL.iter().map(|v| v.code()).collect());
    list("stage", TrackStage::ALL.iter().map(|v| v.code()).collect());
    list("paper", Paper::ALL.iter().map(|v| v.code()).collect());
    list("fact", Fact::ALL.iter().map(|v| v.code()).collect());
    list("fact", Listing::ALL.iter().map(|v| v.code()).collect());
    list("template", written_in("src/exchange/paper/template.rs"));
    list("done", vec!["yes", "no"]);
    list("advice", Advice::ALL.iter().map(|v| v.code()).collect());
    list(
        "appeal",
        AppealOutcome::ALL.iter().map(|v| v.code()).collect(),
    );
    list("round", Round::ALL.iter().map(|v| v.code()).collect());
    list("remedy", Round::ALL.iter().map(|v| v.code()).collect());
    list(
        "call_outcome",
        OutcomeKind::ALL.iter().map(|v| v.code()).collect(),
    );
    list("reached", vec!["yes", "no"]);
    list("opening-line", SetupLine::CODES.to_vec());
    list("opening-hint", SetupLine::CODES.to_vec());
    list("setting", vec!["true", "false"]);
    for (_, kind) in settings::KINDS.iter().chain(Settings::KINDS) {
        if let SettingKind::Code(codes) = kind {
            list("setting", codes.to_vec());
        }
    }
    list("refusal", written("refusal/code.rs"));
    list("doubt", written("draft.rs"));
    keys
}

/// Gives the codes that the `match` arms of a file of `domain` write: its enum carries values and
/// cannot be listed.
fn written(file: &str) -> Vec<&'static str> {
    written_in(&format!("src/domain/{file}"))
}

/// Gives the fields that refusals anywhere in the domain and the store are about.
fn refused_fields() -> Vec<&'static str> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut waiting = vec![root.join("domain"), root.join("store")];
    let mut fields = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(
                fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
            continue;
        }
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let text: &'static str = fs::read_to_string(path).unwrap().leak();
        let code = text.split("#[cfg(test)]").next().unwrap();
        fields.extend(
            code.split("Refusal::about(")
                .skip(1)
                .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next()),
        );
    }
    fields
}

fn written_in(file: &str) -> Vec<&'static str> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text: &'static str = fs::read_to_string(path).unwrap().leak();
    text.lines()
        .filter_map(|line| line.split_once(" => \"")?.1.strip_suffix("\","))
        .filter(|code| !code.is_empty())
        .collect()
}

/// Gives every string in the sources that looks like a key: `word-word`.
fn literals() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    // The floors that speak to people, and the commands; those below give codes, which `derived` lists.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut waiting: Vec<PathBuf> = [
        "app", "command", "ui", "runtime", "verbs", "words", "exchange", "figures",
    ]
    .iter()
    .map(|room| root.join(room))
    .collect();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap();
                found.extend(
                    code.split('"')
                        .filter(|text| {
                            text.contains('-')
                                && text.starts_with(|c: char| c.is_ascii_lowercase())
                                && text.chars().all(|c| {
                                    c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c)
                                })
                        })
                        .map(str::to_owned),
                );
            }
        }
    }
    found
}

#[test]
fn every_language_has_the_same_keys_with_the_same_values() {
    let own = all(Lang::TOWN);
    for lang in Lang::ALL {
        let other = all(*lang);
        // The table of arguments speaks a language by itself: that one lays no words over it.
        let lays_over = other.contains_key("cli-usage");
        let own = || {
            own.iter()
                .filter(|(key, _)| lays_over || !is_of_the_line(key))
        };
        for (key, values) in own() {
            assert_eq!(Some(values), other.get(key), "{key} in {lang:?}");
        }
        for key in other.keys() {
            assert!(own().any(|(it, _)| it == key), "{key} of {lang:?} alone");
        }
        let words = Words::new(*lang);
        for (key, _) in own() {
            assert!(words.has(key), "{key} cannot be read in {lang:?}");
        }
    }
}

/// Files that may name a language's code, each with the reason.
const CODES_ELSEWHERE: &[(&str, &str)] = &[(
    "search/syllable.rs",
    "zh is a sound of pinyin, en a syllable",
)];

/// Code that is not a test asks [`Lang::row`] instead of naming a language.
#[test]
fn a_language_is_named_in_its_table_alone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let names: Vec<String> = Lang::ALL
        .iter()
        .flat_map(|lang| [format!("{lang:?}"), lang.row().code.to_owned()])
        .collect();
    let mut lawful = BTreeSet::from(["words/lang.rs"]);
    lawful.extend(CODES_ELSEWHERE.iter().map(|(file, _)| *file));
    let (mut breaches, mut used) = (Vec::new(), BTreeSet::new());
    let mut waiting = vec![root.clone()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            if path.extension().is_none_or(|ending| ending != "rs") {
                continue;
            }
            let shown = path.strip_prefix(&root).unwrap().display().to_string();
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
            for (at, line) in code.lines().enumerate() {
                let line = line.split("//").next().unwrap();
                let mut parts = line.split(|c: char| !c.is_alphanumeric() && c != '_');
                if parts.any(|part| names.iter().any(|name| name == part)) {
                    if let Some(file) = lawful.get(shown.as_str()) {
                        used.insert(*file);
                    } else {
                        breaches.push(format!("src/{shown}:{}: {}", at + 1, line.trim()));
                    }
                }
            }
        }
    }
    assert!(breaches.is_empty(), "{}\n", breaches.join("\n"));
    assert_eq!(used, lawful, "exceptions that nothing needs");
}

#[test]
fn every_word_used_is_there_and_none_is_idle() {
    let own = all(Lang::TOWN);
    let (derived, literals) = (derived(), literals());
    let missing: Vec<&String> = derived
        .iter()
        .filter(|key| !own.contains_key(*key))
        .collect();
    assert!(missing.is_empty(), "no words for {missing:?}");
    let heads: BTreeSet<&str> = Lang::TOWN
        .row()
        .words
        .iter()
        .map(|subject| subject.name)
        .chain(["pane", "strip", "palette", "help"])
        .collect();
    let unsaid: Vec<&String> = literals
        .iter()
        .filter(|text| {
            let head = text.split('-').next().unwrap();
            heads.contains(head) && !own.contains_key(*text) && !text.ends_with('-')
        })
        .collect();
    assert!(unsaid.is_empty(), "used in code, without words: {unsaid:?}");
    let mut line = Arguments::command();
    line.build();
    let line_words = of_the_line(&line, "");
    let idle: Vec<&String> = own
        .keys()
        .filter(|key| !derived.contains(*key) && !literals.contains(*key))
        .filter(|key| !line_words.contains(*key))
        .collect();
    assert!(idle.is_empty(), "words that nothing says: {idle:?}");
}
