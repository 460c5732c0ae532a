//! 交接班记录: a hand-over in plain text.

use crate::domain::handover::Handover;
use crate::domain::seal::Seal;
use crate::words::bundle::Words;

/// Writes a hand-over: who to whom, its parts, his own words, who took over, and the seal (封存码) over
/// everything that was written down by then.
pub fn handover_note(words: &Words, handover: &Handover, seal: &Seal) -> String {
    let note = &handover.note;
    let to = match note.to.as_str() {
        "" => words.say("handover-to-next"),
        to => to.to_owned(),
    };
    let args = [
        ("from", note.from.as_str().into()),
        ("to", to.into()),
        ("since", note.since.minute().into()),
        ("at", note.at.minute().into()),
    ];
    let mut lines = vec![
        words.say("handover-title"),
        String::new(),
        words.say_with("handover-head", &args),
    ];
    for section in &note.sections {
        lines.extend([String::new(), words.code("handover", section.part.code())]);
        let section_lines = section.lines.iter();
        lines
            .extend(section_lines.map(|it| format!("  {}", words.handover_line(section.part, it))));
        let more = words.handover_more(section);
        lines.extend(Some(format!("  {more}")).filter(|_| !more.is_empty()));
    }
    if !note.words.is_empty() {
        lines.extend([
            String::new(),
            words.say("ask-own_words"),
            note.words.clone(),
        ]);
    }
    lines.push(String::new());
    lines.push(match &handover.accepted {
        Some((by, at)) => {
            let args = [("by", by.as_str().into()), ("at", at.minute().into())];
            words.say_with("handover-accepted", &args)
        }
        None => words.say("handover-open"),
    });
    let args = [("seal", seal.short().to_string().into())];
    lines.push(words.say_with("figures-seal", &args));
    lines.push(String::new());
    lines.join("\n")
}
