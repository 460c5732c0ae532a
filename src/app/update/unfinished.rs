//! 没写完的表单: taken down after every message, kept beside the store, brought back at the start.

use crate::app::answer::{Answer, Reply};
use crate::app::drafts::{label, target};
use crate::app::effect::{Effect, Request};
use crate::app::model::Model;
use crate::app::overlay::Overlay;
use crate::app::pane::Pane;
use crate::app::part::{Notice, Part, Target, Tone};

/// Asks for what was left when the desk was closed or killed.
pub(super) fn opening(model: &mut Model) -> Effect {
    let ticket = model.shared.unfinished.asking.draw();
    Effect::Store(ticket, Request::Unfinished)
}

/// Takes down what stands in the forms that are open, after every message.
pub(super) fn note(model: &mut Model) -> Option<Effect> {
    let panes = Pane::ALL.iter().map(|pane| model.pane(*pane));
    let overlays = model.overlays.iter().map(Overlay::part);
    let open = panes.chain(overlays).flat_map(Part::forms).collect();
    if model.shared.unfinished.note(open, &model.shared.saves) && model.notice.is_none() {
        model.notice = Some(Notice {
            tone: Tone::Plain,
            text: model.shared.words.say("desk-put-aside"),
        });
    }
    let waiting = model.shared.unfinished.waiting();
    model.today.unfinished = waiting.map(|form| form.name.clone()).collect();
    model.shared.unfinished.keep()
}

/// Hears what was left, or that the box is kept; gives the form that stood on the screen when
/// the desk was killed.
pub(super) fn answered(model: &mut Model, reply: Reply) -> Option<Target> {
    let drafts = &mut model.shared.unfinished;
    let words = &model.shared.words;
    let mut tell = |tone, text| model.notice = Some(Notice { tone, text });
    if drafts.was_kept(reply.ticket) {
        if let Answer::Failed(reason) = reply.answer {
            if drafts.failed(true) {
                let args = [("reason", reason.into())];
                tell(Tone::Bad, words.say_with("intake-keep-failed", &args));
            }
        } else {
            drafts.failed(false);
        }
        return None;
    }
    if !drafts.asking.takes(reply.ticket) {
        return None;
    }
    match reply.answer {
        Answer::Unfinished {
            forms,
            unread,
            known,
        } => {
            let n = forms.len();
            let last = forms.iter().find(|form| form.open);
            let last = last.and_then(|form| target(&form.name));
            drafts.bring(forms);
            if !unread.is_empty() {
                let args = [("files", unread.join(" ").into())];
                tell(Tone::Bad, words.say_with("intake-unread", &args));
            } else if !known.is_empty() {
                let labels: Vec<String> = known.iter().map(|name| label(words, name)).collect();
                let args = [("forms", labels.join("; ").into())];
                tell(Tone::Plain, words.say_with("unfinished-known", &args));
            } else if n > 0 {
                tell(
                    Tone::Plain,
                    words.say_with("unfinished-back", &[("n", n.into())]),
                );
            }
            last
        }
        Answer::Failed(reason) => {
            let args = [("reason", reason.into())];
            tell(Tone::Bad, words.say_with("desk-reply-failed", &args));
            None
        }
        _ => None,
    }
}
