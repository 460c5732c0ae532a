//! 来访、经历、同人、网格: the parts of a case that are lists.

use chrono::Datelike;

use super::{Page, node_line, row_line};
use crate::app::case::forces;
use crate::app::case::history;
use crate::app::case::para::Shade;
use crate::app::whistles::page::of_case;
use crate::domain::call::view::CallView;
use crate::domain::case::fact::step::Step;
use crate::domain::case::rule::undo::undone;
use crate::domain::entry::Entry;
use crate::domain::item::Item;
use crate::words::bundle::Words;

impl Page<'_> {
    pub(super) fn visits(&mut self) {
        let words = &self.shared.words;
        let mut paras = Vec::new();
        for (index, visit) in self.view.case.visits.iter().enumerate() {
            let mut text = vec![
                words.received(visit.received_at),
                words.channel(visit.channel),
                words.say_with("case-people", &[("n", visit.people_count.into())]),
            ];
            text.extend(visit.station.clone());
            if let Some(companion) = &visit.companion {
                let shown = if self.disclosure.revealed {
                    companion.clone()
                } else {
                    words.say("case-hidden")
                };
                text.push(format!("{} {shown}", words.say("field-companion")));
            }
            if !visit.words.is_empty() {
                text.push(visit.words.clone());
            }
            text.extend(
                visit.new_facts.as_ref().map(|it| {
                    words.say_with("case-visit-new-facts", &[("text", it.as_str().into())])
                }),
            );
            paras.push((index, format!("/{}", index + 1), text.join("  ")));
        }
        for (index, label, text) in paras {
            self.item(index, label, text, Shade::Plain);
        }
    }

    pub(super) fn history(&mut self, person: &[Entry]) {
        let view = self.view;
        let gone = undone(view.history.iter().filter_map(Entry::step));
        for (item, entry) in history::shown(view, person).into_iter().enumerate() {
            let Some(sentence) = self.sentence(entry) else {
                continue;
            };
            let is_gone = entry.step().is_some() && gone.contains_key(&entry.seq);
            let (sentence, tone) = if is_gone {
                let args = [("what", sentence.into())];
                let sentence = self.shared.words.say_with("closing-undone", &args);
                (sentence, Shade::Dim)
            } else {
                (sentence, Shade::Plain)
            };
            let this_year = entry.when.date().year() == self.shared.now.date().year();
            let form = if this_year { "%m-%d %H:%M" } else { "%Y-%m-%d" };
            let label = entry.when.local().format(form).to_string();
            let text = format!("{sentence}  {}", entry.who);
            self.item(item, label, text, tone);
        }
    }

    /// Says what an entry did; one that withdraws another names it.
    pub(super) fn sentence(&self, entry: &Entry) -> Option<String> {
        let (words, revealed) = (&self.shared.words, self.disclosure.revealed);
        let Some(Step::Undo { of, reason }) = entry.step() else {
            return history::sentence(words, entry, revealed);
        };
        let withdrawn = self.view.history.iter().find(|it| it.seq == *of);
        let what = withdrawn
            .and_then(|it| history::sentence(words, it, revealed))
            .unwrap_or_else(|| format!("#{of}"));
        let args = [("what", what.into()), ("reason", reason.as_str().into())];
        Some(words.say_with("closing-undoes", &args))
    }

    /// 工作专班 and 联合接访: who works on it together, and what units took on.
    pub(super) fn together(&mut self) {
        let view = self.view;
        self.paras.extend(forces::standing(self.shared, view));
        for force in &view.case.task_forces {
            let text = forces::force(&self.shared.words, force).join("\n");
            self.add("joint-force-section", text, Shade::Plain);
        }
        for call in &view.calls {
            let text = call_line(&self.shared.words, call);
            self.add("hotline-section", text, Shade::Plain);
        }
        for whistle in &view.whistles {
            let text = of_case(&self.shared.words, whistle);
            self.add("whistles-section", text, Shade::Plain);
        }
        let today = self.shared.now.date();
        for pledge in &view.joint {
            let text = forces::pledge(&self.shared.words, pledge);
            let tone = match pledge.statement.open_until() {
                Some(day) if day < today => Shade::Bad,
                Some(_) => Shade::Warn,
                None => Shade::Plain,
            };
            self.add("joint-section", text, tone);
        }
        for given in &view.tasks {
            let text = self.shared.words.given_task(given);
            let tone = match given.task.open_until() {
                Some(day) if day < today => Shade::Bad,
                Some(_) => Shade::Warn,
                None => Shade::Plain,
            };
            self.add("meeting-task-section", text, tone);
        }
    }

    pub(super) fn others(&mut self) {
        for (index, row) in self.view.others.iter().enumerate() {
            let (label, text) = row_line(&self.shared.words, row);
            self.item(index, label, text, Shade::Plain);
        }
    }

    pub(super) fn chain(&mut self) {
        for (index, node) in self.view.chain.iter().enumerate() {
            let label = self.code("level", node.level.code());
            let text = node_line(&self.shared.words, node);
            let tone = if node.is_vacant() {
                Shade::Warn
            } else {
                Shade::Plain
            };
            self.item(index, label, text, tone);
        }
    }
}

/// Says of a call that led to the case when it was and how long it took.
fn call_line(words: &Words, view: &CallView) -> String {
    let card = &view.call.card;
    let args = [
        ("call", Item::Call(view.id).to_string().into()),
        ("at", card.started_at.minute().into()),
        ("minutes", view.call.seconds().div_ceil(60).into()),
    ];
    words.say_with("hotline-of-case", &args)
}
