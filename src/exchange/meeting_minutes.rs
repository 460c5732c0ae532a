//! 会议纪要: what was judged, decided and given to do in a meeting, in plain text.

use crate::domain::codes::Class;
use crate::domain::meeting::view::MeetingView;
use crate::words::bundle::Words;

/// Writes the minutes as the one who asks may see them; an accusation and what is not classed yet
/// are told by their number alone, since the sheet goes from hand to hand.
pub fn meeting_minutes(words: &Words, view: &MeetingView) -> String {
    let meeting = &view.meeting;
    let named = |key: &str, names: &[String]| format!("{}: {}", words.say(key), names.join("、"));
    let kind = words.code("meeting_kind", meeting.calling.kind.code());
    let mut lines = vec![
        words.say_with("meeting-minutes-title", &[("kind", kind.into())]),
        String::new(),
        words.calling(&meeting.calling),
        named("ask-came", &meeting.came),
    ];
    if !meeting.absent.is_empty() {
        lines.push(named("ask-absent", &meeting.absent));
    }
    if !view.carried.is_empty() {
        lines.extend([String::new(), words.say("meeting-carried")]);
    }
    for given in view.carried.iter().filter(|it| !it.secret) {
        let item = given.task.item.map_or(String::new(), |it| it.to_string());
        let line = format!("{item}  {}", words.task(&given.task, given.times));
        lines.push(format!("  {}", line.trim_start()));
    }
    for (at, topic) in meeting.topics.iter().enumerate() {
        lines.push(String::new());
        let secret = view.is_secret(topic.item);
        let row = view.row(topic.item);
        let about = if secret {
            words.say("queue-secret")
        } else if row.is_some_and(|row| row.class == Class::Unclassed) {
            words.say("queue-unclassed")
        } else {
            topic.words.clone()
        };
        lines.push(format!("{}. {}  {about}", at + 1, topic.item));
        if secret {
            continue;
        }
        if let Some(judged) = &topic.judged {
            if !judged.risk.is_empty() {
                lines.push(format!("  {}: {}", words.say("ask-risk"), judged.risk));
            }
            lines.push(format!(
                "  {}: {}",
                words.say("ask-decided"),
                judged.decision
            ));
        }
        let tasks = meeting.tasks.iter();
        let tasks = tasks.filter(|task| task.item == Some(topic.item));
        lines.extend(tasks.map(|task| format!("  - {}", words.task(task, 0))));
    }
    let general: Vec<_> = meeting
        .tasks
        .iter()
        .filter(|it| it.item.is_none())
        .collect();
    if !general.is_empty() {
        lines.extend([String::new(), words.say("meeting-general-tasks")]);
    }
    lines.extend(
        general
            .iter()
            .map(|task| format!("  - {}", words.task(task, 0))),
    );
    if !meeting.minutes.is_empty() {
        lines.extend([String::new(), meeting.minutes.clone()]);
    }
    lines.push(String::new());
    lines.join("\n")
}
