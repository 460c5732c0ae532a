//! Handing in the forms of the setup pane: people go to the store, settings into their file.

use chrono::NaiveDate;

use crate::app::duty::page::month;
use crate::app::effect::Request;
use crate::app::part::{Response, Tone};
use crate::app::setup::State;
use crate::app::setup::ask::{Ask, NAMED};
use crate::app::setup::form::{FORCES, Kind, takes};
use crate::app::setup::known::{Setup, last_wednesday};
use crate::app::setup::page::Row;
use crate::app::setup::people::{self, WrongLine};
use crate::app::shared::Shared;
use crate::domain::act::Action;
use crate::domain::duty::Roster;
use crate::domain::duty::rota::fill;
use crate::domain::holiday_notice;
use crate::domain::lawyer_day::with_days;
use crate::domain::settings::view::{SettingChange, SettingTrouble};
use crate::domain::setup::SetupLine;

fn set(name: &str, text: String) -> SettingChange {
    SettingChange {
        name: name.to_owned(),
        text,
    }
}

impl State {
    /// Hands in the form that is open.
    pub(super) fn save(&mut self, shared: &Shared) -> Response {
        let Some(form) = self.forms.ready() else {
            return Response::used();
        };
        let people = form.text(Ask::People);
        let fills = form.form.code(Ask::Fill) == Some("yes");
        let line = match &form.kind {
            Kind::Line(line) => *line,
            Kind::Setting(name) => {
                let change = set(name, form.value());
                return self.change(shared, vec![change]);
            }
        };
        let known = &self.ledger;
        let read = match line {
            SetupLine::Staff => return self.change(shared, vec![set("staff", people)]),
            SetupLine::Leaders => Ok(leaders(shared, known, &people, fills)),
            SetupLine::Lawyers => return self.take_lawyers(shared, &people, fills),
            SetupLine::Areas | SetupLine::SignIn => Ok(Vec::new()),
            SetupLine::Grid => match &known.grid {
                Some(tree) => people::heads(shared, tree, &people),
                None => Ok(Vec::new()),
            },
            SetupLine::Educators => match &known.grid {
                Some(tree) => people::educators(shared, known, tree, &people),
                None => Ok(Vec::new()),
            },
            SetupLine::Forces => {
                let cards = FORCES.iter().filter_map(|(ask, category)| {
                    people::force(shared, known, *category, &form.text(*ask))
                });
                Ok(cards.collect())
            }
            SetupLine::Station => {
                let change = set("town.station", form.text(Ask::Station));
                return self.change(shared, vec![change]);
            }
            SetupLine::Names => {
                let changes = NAMED.iter().map(|(ask, name)| set(name, form.text(*ask)));
                let changes = changes.collect();
                return self.change(shared, changes);
            }
            SetupLine::Printer => {
                let change = set("print", form.text(Ask::Print));
                return self.change(shared, vec![change]);
            }
            SetupLine::Backup => {
                let folder = form.text(Ask::Folder);
                let now = form.form.code(Ask::Now) == Some("yes");
                self.ledger.copies_to = now.then(|| folder.clone());
                return self.change(shared, vec![set("backup", folder)]);
            }
            SetupLine::Holidays => return self.take_holidays(shared),
        };
        match read {
            Ok(actions) => self.take_down(shared, actions),
            Err(wrong) => self.tell_wrong(shared, Ask::People, &wrong),
        }
    }

    fn take_down(&mut self, shared: &Shared, actions: Vec<Action>) -> Response {
        if actions.is_empty() {
            let text = shared.words.say("setup-nothing-new");
            return Response::tell(Tone::Plain, text).and(self.forms.finish());
        }
        let args = [("n", actions.len().into())];
        let text = shared.words.say_with("setup-kept", &args);
        self.forms.commit(actions, text)
    }

    /// Takes lawyers down, with the coming Wednesdays where they are to be filled: one commit.
    fn take_lawyers(&mut self, shared: &Shared, people: &str, fills: bool) -> Response {
        let (changed, new) = people::lawyers(shared, &self.ledger, people);
        let cards = changed.len() + new.len();
        let today = shared.now.date();
        let actions = if let Some(view) = self.ledger.lawyers.as_ref().filter(|_| fills) {
            with_days(view, changed, new, (today, last_wednesday(today)))
        } else {
            let changed = changed.into_iter().map(|(id, it)| (Some(id), it));
            let all = changed.chain(new.into_iter().map(|it| (None, it)));
            all.map(|(id, lawyer)| Action::Lawyer {
                id,
                lawyer: Box::new(lawyer),
            })
            .collect()
        };
        if actions.is_empty() {
            return self.take_down(shared, actions);
        }
        let kept = (cards > 0).then(|| {
            let args = [("n", cards.into())];
            shared.words.say_with("setup-kept", &args)
        });
        let filled = fills.then(|| shared.words.say("setup-wednesdays-filled"));
        let parts: Vec<String> = kept.into_iter().chain(filled).collect();
        self.forms.commit(actions, parts.join("  "))
    }

    fn tell_wrong(&mut self, shared: &Shared, ask: Ask, wrong: &WrongLine) -> Response {
        let args = [
            ("line", wrong.at.into()),
            ("text", wrong.text.as_str().into()),
        ];
        let text = shared.words.say_with(wrong.key, &args);
        if let Some(form) = self.forms.form_mut() {
            form.form.tell(&[(ask, text)]);
        }
        Response::used()
    }

    fn take_holidays(&mut self, shared: &Shared) -> Response {
        let Some(form) = self.forms.form_mut() else {
            return Response::used();
        };
        let words = &shared.words;
        let Ok(year) = form.text(Ask::Year).parse() else {
            let text = words.say("setup-takes-year");
            form.form.tell(&[(Ask::Year, text)]);
            return Response::used();
        };
        let list = match holiday_notice::read(&form.text(Ask::Notice), year) {
            Ok(list) => list,
            Err(at) => {
                let text = words.say_with("setup-line-no-day", &[("line", at.into())]);
                form.form.tell(&[(Ask::Notice, text)]);
                return Response::used();
            }
        };
        if let Err(error) = shared.town.calendar.with_list(&list) {
            form.form.tell(&[(Ask::Notice, words.list_error(&error))]);
            return Response::used();
        }
        self.take_down(shared, vec![Action::Calendar(list)])
    }

    /// Changes settings, as long as the file is the one that is shown.
    fn change(&mut self, shared: &Shared, changes: Vec<SettingChange>) -> Response {
        let Some(view) = &self.ledger.settings else {
            return Response::tell(Tone::Plain, shared.words.say("setup-reading"));
        };
        let request = Request::ChangeSettings {
            seen: view.text.clone(),
            changes,
        };
        Response::effect(self.ask(request))
    }

    /// Says that settings were changed, and goes on with what follows on that.
    pub(super) fn settings_changed(&mut self, shared: &Shared) -> Response {
        let file = self.ledger.settings.as_ref().map(|it| it.file.clone());
        let args = [("file", file.unwrap_or_default().into())];
        self.forms
            .set_notice(shared.words.say_with("setup-written", &args));
        let outcome = self.forms.done().and(self.refresh(shared));
        match self.ledger.copies_to.take() {
            Some(folder) => outcome.and_effect(self.ask(Request::Backup(folder))),
            None => outcome,
        }
    }

    /// Says why settings were not changed; what was typed stays.
    pub(super) fn settings_refused(
        &mut self,
        shared: &Shared,
        trouble: &SettingTrouble,
    ) -> Response {
        self.ledger.copies_to = None;
        let words = &shared.words;
        let view = self.ledger.settings.as_ref();
        let file = view.map(|it| it.file.clone()).unwrap_or_default();
        let reason = |key: &str, reason: &str| {
            let args = [("file", file.as_str().into()), ("reason", reason.into())];
            words.say_with(key, &args)
        };
        let text = match trouble {
            SettingTrouble::NoFolder => words.say("setup-no-config"),
            SettingTrouble::Changed => reason("setup-changed", ""),
            SettingTrouble::Broken(why) => reason("setup-broken", why),
            SettingTrouble::Unwritten(why) => reason("setup-unwritten", why),
            SettingTrouble::Wrong(name) => {
                let kind = view.and_then(|view| view.row(name)).map(|row| row.kind);
                kind.map_or_else(|| name.clone(), |kind| takes(words, kind))
            }
        };
        let refreshed = self.refresh(shared);
        let Some(form) = self.forms.form_mut() else {
            return Response::tell(Tone::Bad, text).and(refreshed);
        };
        match trouble {
            SettingTrouble::Wrong(name) => {
                let named = NAMED.iter().find(|(_, it)| it == name);
                let ask = named.map(|(ask, _)| *ask).or(form.form.cursor());
                form.form
                    .tell(&ask.map(|ask| (ask, text)).into_iter().collect::<Vec<_>>());
            }
            _ => form.problem = Some(text),
        }
        refreshed
    }

    /// 先这样: lets the line under the cursor stay as it is, or asks for it again.
    pub(super) fn settle_line(&mut self, shared: &Shared) -> Response {
        let Some(Row::Line(line)) = self.row().cloned() else {
            return Response::unused();
        };
        let mut settled = shared.desk.settled.clone();
        match settled.iter().position(|code| code == line.code()) {
            Some(at) => _ = settled.remove(at),
            None => settled.push(line.code().to_owned()),
        }
        self.change(shared, vec![set("settled", settled.join("、"))])
    }
}

/// Gives the leaders who are new or described otherwise, and the days of this month that they take.
fn leaders(shared: &Shared, known: &Setup, people: &str, fills: bool) -> Vec<Action> {
    let leaders = people::leaders(known, people);
    let nobody = Roster::default();
    let roster = known.duty.as_ref().map_or(&nobody, |view| &view.leaders);
    let roster = leaders
        .iter()
        .fold(roster.clone(), |roster, it| roster.with(it));
    let mut actions: Vec<Action> = leaders.into_iter().map(Action::Leader).collect();
    if fills {
        actions.extend(rota(shared, known, &roster));
    }
    actions
}

/// Fills the rest of the month in turn.
fn rota(shared: &Shared, known: &Setup, roster: &Roster) -> Vec<Action> {
    let today: NaiveDate = shared.now.date();
    let (_, last) = month(today);
    let days = known.duty.as_ref().map_or(&[][..], |view| &view.days);
    let before = days.iter().filter(|(day, _)| *day < today);
    let before = before.rev().find_map(|(_, it)| it.leader.clone());
    let filled = fill(
        &roster.0,
        (today, last),
        days,
        before.as_deref(),
        &shared.town.calendar,
        shared.town.settings.duty_on_rest_days,
    );
    let filled = filled.into_iter();
    filled
        .map(|(day, fact)| Action::Duty { day, fact })
        .collect()
}
