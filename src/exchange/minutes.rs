//! 联合接访纪要: what was said and taken on in a joint session, in plain text.

use crate::domain::codes::Class;
use crate::domain::view::JointView;
use crate::words::bundle::Words;

/// Writes the minutes as the one who asks may see them; an accusation is told by its number alone,
/// since the sheet goes round the table.
pub fn minutes(words: &Words, view: &JointView) -> String {
    let sitting = &view.joint.sitting;
    let mut lines = vec![
        words.say("joint-minutes-title"),
        String::new(),
        words.say_with(
            "joint-head",
            &[
                ("day", sitting.day.to_string().into()),
                ("place", sitting.place.as_str().into()),
                ("convener", sitting.convener.as_str().into()),
            ],
        ),
    ];
    lines.extend(
        sitting
            .seats
            .iter()
            .map(|seat| format!("  {}", seat.line())),
    );
    for (at, row) in view.rows.iter().enumerate() {
        lines.push(String::new());
        if row.class == Class::Accusation {
            let secret = words.say("queue-secret");
            lines.push(format!("{}. {}  {secret}", at + 1, row.number));
            continue;
        }
        let summary = row.summary.replace('\n', " ");
        lines.push(format!("{}. {}  {summary}", at + 1, row.number));
        let heard = view.joint.heard.iter().find(|it| it.case == row.number);
        for statement in heard.into_iter().flat_map(|it| &it.statements) {
            lines.push(format!("  {}: {}", statement.unit, statement.text));
            if let Some(by) = statement.by {
                let args = [
                    ("what", statement.took_on.as_str().into()),
                    ("by", by.to_string().into()),
                ];
                lines.push(format!("    {}", words.say_with("joint-took-on", &args)));
            }
        }
    }
    if !view.joint.minutes.is_empty() {
        lines.extend([String::new(), view.joint.minutes.clone()]);
    }
    lines.push(String::new());
    lines.join("\n")
}
