//! 办理: what was done on a case, step by step.

use super::Page;
use crate::app::case::aid;
use crate::app::case::fields;
use crate::app::case::mediating;
use crate::app::case::para::{Para, Shade};
use crate::domain::case::fact::step::Step;
use crate::domain::moment::Moment;

impl Page<'_> {
    pub(super) fn work(&mut self) {
        let case = &self.view.case;
        let (code, dated) = (
            |list: &str, code: &str| self.shared.words.code(list, code),
            |day: chrono::NaiveDate, rest: &str| format!("{day}  {rest}"),
        );
        let mut lines: Vec<(&str, String)> = Vec::new();
        lines.extend(case.accepted_on.map(|it| ("step-accept", it.to_string())));
        lines.extend(case.notice.as_ref().map(|it| {
            let way = code("way", it.way.code());
            ("step-notify", dated(it.on, &way))
        }));
        lines.extend(case.declined.as_ref().map(|it| {
            let rest = format!("{}  {}", it.reason, it.road);
            ("step-decline", dated(it.on, &rest))
        }));
        lines.extend(case.guided.as_ref().map(|it| {
            let rest = format!("{}  {}", code("exit", it.exit.code()), it.advice);
            ("step-guide", dated(it.on, &rest))
        }));
        lines.extend(case.extension.as_ref().map(|it| {
            let rest = format!("+{}  {}  {}", it.days, it.approver, it.reason);
            ("step-extend", dated(it.on, &rest))
        }));
        lines.extend(case.decision.as_ref().map(|it| {
            let ruling = code("ruling", it.ruling.code());
            let rest = format!("{ruling}  {}  {}", it.opinion, it.basis);
            ("step-decide", dated(it.on, &rest))
        }));
        lines.extend(case.delivered.as_ref().map(|it| {
            let way = code("way", it.way.code());
            ("step-deliver", dated(it.on, &way))
        }));
        lines.extend(
            case.agreement
                .as_ref()
                .filter(|_| !mediating::is_settled(case))
                .map(|it| ("step-agree", dated(it.on, &it.terms))),
        );
        let closing = &case.closing;
        lines.extend(case.withdrawn.as_ref().map(|it| {
            let form = closing.withdrawal.as_ref().map(|it| it.form.code());
            let form = form.map_or(String::new(), |it| code("withdrawal", it));
            let rest = format!("{form}  {}", it.words);
            ("step-withdraw", dated(it.on, rest.trim_start()))
        }));
        lines.extend(closing.call_back.as_ref().map(|it| {
            let answer = code("confirmed", if it.confirmed { "yes" } else { "no" });
            let rest = format!("{answer}  {}  {}", it.by, it.statement);
            ("step-call_back", dated(it.on, &rest))
        }));
        lines.extend(closing.reopened.iter().map(|it| {
            let rest = format!("{}  {}", it.by, it.reason);
            ("step-reopen", dated(it.on, &rest))
        }));
        let ratings = closing.rated_first.iter().chain(&closing.rating);
        lines.extend(ratings.map(|it| {
            let answer = self.shared.words.rating(it);
            let rest = format!("{answer}  {}  {}", it.by, it.statement);
            ("step-satisfaction", dated(it.on, &rest))
        }));
        lines.extend(case.struck_off.as_ref().map(|it| {
            let done: Vec<String> = it
                .in_place
                .iter()
                .map(|what| code("in-place", what.code()))
                .collect();
            let rest = format!("{}  {}", it.proof, done.join("、"));
            ("step-strike_off", dated(it.on, rest.trim_end()))
        }));
        lines.extend(case.imported_answer.as_ref().map(|it| {
            let day = it.at.map_or(String::new(), |at| format!("{}  ", at.date()));
            ("case-imported-answer", format!("{day}{}", it.text))
        }));
        lines.extend(case.diverted.iter().map(|it| {
            let until = it.until.map_or(String::new(), |day| {
                format!("{} {day}  ", self.shared.words.say("ask-until"))
            });
            let rest = format!("{}  {until}{}", it.road, it.advice);
            ("step-divert", dated(it.on, &rest))
        }));
        lines.extend(
            case.merge
                .into
                .map(|it| ("step-merged_into", it.to_string())),
        );
        lines.extend(case.merge.absorbed.iter().map(|part| {
            let summary = part.matter.summary.replace('\n', " ");
            ("step-absorbed", format!("{}  {summary}", part.number))
        }));
        if let Some(call) = &case.fast_lane {
            let what = [
                code("utility", call.utility.code()),
                code("fault", call.fault.code()),
                code("site", call.site.code()),
            ];
            lines.push(("step-fast_lane_put", what.join("  ")));
            lines.extend(
                call.informed.as_ref().map(|(at, whom)| {
                    ("step-fast_lane_inform", format!("{}  {whom}", at.minute()))
                }),
            );
            let arrived = call.arrived_at.map(Moment::minute);
            lines.extend(arrived.map(|at| ("step-fast_lane_arrive", at)));
            lines.extend(call.fixed_at.map(|at| ("step-fast_lane_fix", at.minute())));
        }
        for (label, text) in lines {
            self.add(label, text, Shade::Plain);
        }
        for step in &case.transfer.taken {
            self.paras.push(Para {
                label: code("step", step.kind().code()),
                text: fields::texts(&self.shared.words, &Step::Transfer(step.clone()), false)
                    .join("  "),
                tone: Shade::Plain,
                item: None,
            });
        }
        self.petitions();
        self.order();
        let steps: Vec<(String, String)> = case
            .appeal
            .steps()
            .into_iter()
            .map(|step| {
                let step = Step::Appeal(Box::new(step));
                let text = fields::texts(&self.shared.words, &step, false).join("  ");
                (code("step", step.code()), text)
            })
            .collect();
        self.paras
            .extend(steps.into_iter().map(|(label, text)| Para {
                label,
                text,
                tone: Shade::Plain,
                item: None,
            }));
        let revealed = self.disclosure.revealed;
        let services = mediating::services(&self.shared.words, self.view, revealed);
        self.paras.extend(services);
        let mediation = mediating::mediation(self.shared, self.view);
        self.paras.extend(mediation);
        let aid = aid::paras(self.shared, self.view);
        self.paras.extend(aid);
        let items = case.checklist.items();
        let items: Vec<String> = items
            .map(|(place, it)| self.shared.words.check_item(place, it))
            .collect();
        for item in items {
            self.add("case-checklist", item, Shade::Plain);
        }
        let files: Vec<String> = case
            .attached
            .iter()
            .map(|file| self.shared.words.attached(file))
            .collect();
        for file in files {
            self.add("case-attached", file, Shade::Plain);
        }
        self.together();
    }
}
