//! 会议 in words: a meeting, its tasks, what came of them; hand-overs.

use crate::domain::handover::{HandoverLine, HandoverPart, HandoverSection};
use crate::domain::meeting::state::{Calling, Why};
use crate::domain::meeting::task::{GivenTask, Task};
use crate::words::bundle::Words;

impl Words {
    /// Says which meeting, when, where and who called it.
    pub fn calling(&self, calling: &Calling) -> String {
        let args = [
            (
                "kind",
                self.code("meeting_kind", calling.kind.code()).into(),
            ),
            ("at", calling.at.minute().into()),
            ("place", calling.place.as_str().into()),
            ("convener", calling.convener.as_str().into()),
        ];
        self.say_with("meeting-head", &args)
    }

    /// Says why a matter stands on an agenda.
    pub fn whys(&self, whys: &[Why]) -> String {
        let whys: Vec<String> = whys.iter().map(|it| self.code("why", it.code())).collect();
        whys.join("、")
    }

    /// Writes a task: what, who, by when, how often it came back, how it was done.
    pub fn task(&self, task: &Task, times: u32) -> String {
        let args = [
            ("what", task.what.as_str().into()),
            ("holder", task.holder.as_str().into()),
            ("by", task.by.to_string().into()),
        ];
        let text = self.say_with("meeting-task", &args);
        self.task_went_on(text, task, times)
    }

    /// Writes a task whose holder and day stand beside it: what, how often it came back, how it was
    /// done.
    pub fn task_content(&self, task: &Task, times: u32) -> String {
        self.task_went_on(task.what.clone(), task, times)
    }

    fn task_went_on(&self, mut text: String, task: &Task, times: u32) -> String {
        if times > 0 {
            let back = self.say_with("meeting-task-back", &[("n", times.into())]);
            text = format!("{text}  {back}");
        }
        if let Some(done) = &task.done {
            let args = [
                ("on", done.on.to_string().into()),
                ("by", done.by.as_str().into()),
                ("note", done.note.as_str().into()),
            ];
            text = format!("{text}  {}", self.say_with("meeting-task-done", &args));
        }
        text
    }

    /// Says a task with the meeting that gave it, as it stands on a case.
    pub fn given_task(&self, given: &GivenTask) -> String {
        let kind = self.code("meeting_kind", given.kind.code());
        format!(
            "{} {kind}  {}",
            given.day,
            self.task(&given.task, given.times)
        )
    }

    /// Says a line of a hand-over; what stands by its number alone says so.
    pub fn handover_line(&self, part: HandoverPart, line: &HandoverLine) -> String {
        let item = line.item.map_or(String::new(), |item| item.to_string());
        let text = match (part, line.words.as_str()) {
            (_, "") => self.say("handover-bare"),
            (HandoverPart::Steps, codes) => {
                let steps = codes.split_whitespace();
                let steps: Vec<String> = steps.map(|code| self.code("step", code)).collect();
                steps.join("、")
            }
            (_, words) => words.to_owned(),
        };
        format!("{item}  {text}").trim_start().to_owned()
    }

    /// Says that a part has more lines than it shows; empty where it has none.
    pub fn handover_more(&self, section: &HandoverSection) -> String {
        if section.more == 0 {
            return String::new();
        }
        self.say_with("handover-more", &[("n", section.more.into())])
    }
}
