//! What a sign leads on to: a form of its own, an intake, a whistle.

use super::form::Kind;
use super::{Prevention, State};
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::app::whistle_request::WhistleRequest;
use crate::domain::codes::Channel;
use crate::domain::draft::IntakeDraft;
use crate::domain::field::Field;
use crate::domain::grid::node::GridLevel;
use crate::domain::item::{Item, SignId};
use crate::domain::prevention::board::SignView;
use crate::domain::prevention::finding::SignKind;

impl Prevention {
    /// Gives what is known of a sign as the beginning of an intake.
    fn draft(&self, shared: &Shared, view: &SignView) -> IntakeDraft {
        let sighting = &view.sign.sighting;
        let finding = &sighting.finding;
        let mut draft = IntakeDraft::new(shared.now);
        draft.set(Field::Summary, &finding.text);
        draft.set(Field::Channel, Channel::Whistle.code());
        let mut slots = self.slots().filter(|it| it.code == sighting.node);
        if slots.any(|it| it.level == GridLevel::Village) {
            draft.set(Field::Village, &view.place);
        }
        if let Some(category) = finding.kind.category() {
            draft.set(Field::Category, category.code());
        }
        if finding.kind == SignKind::Accusation {
            draft.set(Field::ConcernsOfficial, "yes");
        }
        if !finding.about.is_empty() {
            let args = [("names", finding.about.as_str().into())];
            let about = shared.words.say_with("prevention-about", &args);
            draft.set(Field::Facts, &about);
        }
        draft
    }
}

impl State {
    /// Opens a form on a sign.
    pub(super) fn fill_in_sign(&mut self, shared: &Shared, id: SignId, kind: Kind) -> Response {
        if self.ledger.sign(id).is_some_and(|view| view.locked) {
            return Response::tell(Tone::Bad, shared.words.say("refusal-not-for-this-viewer"));
        }
        self.fill_in(shared, kind)
    }

    /// Begins the intake of a sign, with what is known of it.
    pub(super) fn register(&self, shared: &Shared, id: SignId) -> Response {
        let Some(view) = self.ledger.sign(id) else {
            return Response::unused();
        };
        if view.locked {
            return Response::tell(Tone::Bad, shared.words.say("refusal-not-for-this-viewer"));
        }
        if !view.sign.is_open() {
            return Response::tell(Tone::Plain, shared.words.say("prevention-not-open"));
        }
        Response::intent(Intent::Open(Target::Origin {
            origin: Item::Sign(id),
            draft: Box::new(self.ledger.draft(shared, view)),
        }))
    }

    /// Opens the form of a whistle about a sign.
    pub(super) fn whistle(&self, shared: &Shared, id: SignId) -> Response {
        let Some(view) = self.ledger.sign(id).filter(|view| !view.locked) else {
            return Response::tell(Tone::Bad, shared.words.say("refusal-not-for-this-viewer"));
        };
        let sighting = &view.sign.sighting;
        Response::intent(Intent::Open(Target::WhistleRequest(Box::new(
            WhistleRequest {
                case: None,
                sign: Some(id),
                from: sighting.node.to_string(),
                about: sighting.finding.text.clone(),
            },
        ))))
    }
}
