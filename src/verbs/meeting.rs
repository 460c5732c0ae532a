//! `mulin meeting` and `mulin handover`: meetings with their tasks, and the last hand-overs.

use chrono::Days;

use crate::domain::meeting::kind::MeetingId;
use crate::domain::viewer::Viewer;
use crate::exchange::handover_note::handover_note;
use crate::exchange::meeting_minutes::meeting_minutes;
use crate::store::contract::ask;
use crate::verbs::meeting_json::{HandoverJson, HeadJson, MeetingJson};
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::present::now;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::store::{failed, for_reading};

/// Lists the meetings from `days` before today to as many after it, the last first.
pub fn list(setting: &Setting, days: u64, json: bool) -> Exit {
    let today = now().date();
    let from = today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let to = today.checked_add_days(Days::new(days)).unwrap_or(today);
    let store = match for_reading(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let heads = match ask(store.as_ref(), |it| it.meeting_heads(from, to)) {
        Ok(heads) => heads,
        Err(error) => return failed(setting, &error),
    };
    let mut printer = Printer::new();
    for head in &heads {
        if json {
            printer.element(&HeadJson::of(head));
            continue;
        }
        let calling = setting.words.calling(&head.calling);
        let counts = format!("{}/{}", head.open, head.tasks);
        let line = [head.id.0.to_string(), calling, counts];
        printer.line(line.join("\t"));
    }
    if json {
        printer.end_array();
    }
    Exit::Done
}

/// Shows a meeting.
pub fn show(setting: &Setting, id: u32, json: bool) -> Exit {
    let viewer = Viewer::new(setting.who.clone());
    let store = match for_reading(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let view = match ask(store.as_ref(), |it| it.meeting(MeetingId(id), &viewer)) {
        Ok(view) => view,
        Err(error) => return failed(setting, &error),
    };
    let Some(view) = view else {
        let args = [("id", id.into())];
        complain(setting.words.say_with("verbs-meeting-none", &args));
        return Exit::Refused;
    };
    let mut printer = Printer::new();
    if json {
        printer.json_line(&MeetingJson::of(&view));
    } else {
        printer.line(meeting_minutes(&setting.words, &view).trim_end());
    }
    Exit::Done
}

/// Shows the last hand-overs, the last first.
pub fn handovers(setting: &Setting, limit: usize, json: bool) -> Exit {
    let viewer = Viewer::new(setting.who.clone());
    let store = match for_reading(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let read = ask(store.as_ref(), |it| {
        Ok((it.handovers(limit, &viewer)?, it.seal()?))
    });
    let (last, seal) = match read {
        Ok(read) => read,
        Err(error) => return failed(setting, &error),
    };
    let mut printer = Printer::new();
    for view in &last {
        if json {
            printer.element(&HandoverJson::of(view));
        } else {
            printer.line(handover_note(&setting.words, &view.handover, &seal));
        }
    }
    if json {
        printer.end_array();
    }
    Exit::Done
}
