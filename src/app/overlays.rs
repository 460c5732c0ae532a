//! Opens the overlay that shows a target, and asks the store for what it shows.

use crate::app::attach;
use crate::app::copying;
use crate::app::effect::Effect;
use crate::app::finder;
use crate::app::handover::{self, parked};
use crate::app::import;
use crate::app::lookup;
use crate::app::merge;
use crate::app::model::Model;
use crate::app::operators;
use crate::app::output;
use crate::app::overlay::Overlay;
use crate::app::part::Target;
use crate::app::roads;
use crate::app::signature;
use crate::app::triage;

/// Lays what a target wants on top; what stands there already stays as it is. A target that is
/// opened in a pane lays nothing.
pub fn open_overlay(model: &mut Model, target: &Target) -> Vec<Effect> {
    if stands(model.overlays.last(), target) {
        return Vec::new();
    }
    let (overlay, asked) = match target {
        Target::Triage { number, onward } => {
            let (state, asked) = triage::State::open(*number, *onward, model.triages);
            model.triages += 1;
            (Overlay::Triage(Box::new(state)), Some(asked))
        }
        Target::Roads(teller) => {
            let (state, asked) = roads::State::open(teller.clone());
            (Overlay::Roads(state), Some(asked))
        }
        Target::Merge(what) => {
            let (state, asked) = merge::State::merge(*what, round(model));
            (Overlay::Merge(state), Some(asked))
        }
        Target::Split(what) => {
            let (state, asked) = merge::State::split(*what, round(model));
            (Overlay::Merge(state), Some(asked))
        }
        Target::Lookup(number) => {
            let (state, asked) = lookup::State::open(*number);
            (Overlay::Lookup(Box::new(state)), Some(asked))
        }
        Target::Handover => {
            let drafts = parked(model.intake.draft_box.parked());
            let round = round(model);
            let (state, asked) = handover::State::open(&model.shared, drafts, round);
            (Overlay::Handover(Box::new(state)), Some(asked))
        }
        Target::Attach(number) => {
            let (state, asked) = attach::State::open(*number, round(model));
            (Overlay::Attach(Box::new(state)), Some(asked))
        }
        Target::Signer(kind) => {
            let (state, asked) = signature::State::signer(*kind, round(model));
            (Overlay::Signature(Box::new(state)), Some(asked))
        }
        Target::Signature(signer) => {
            let state = signature::State::secret(signer.clone());
            (Overlay::Signature(Box::new(state)), None)
        }
        Target::Operators => {
            let (state, asked) = operators::State::open(round(model));
            (Overlay::Operators(Box::new(state)), Some(asked))
        }
        Target::Import(kind) => {
            let ended = model.import_watch.take();
            let (state, asked) = import::State::open(*kind, ended, round(model));
            model.overlays.push(Overlay::Import(Box::new(state)));
            return asked;
        }
        Target::Finder(words) => {
            let takes = model.takes_visitor();
            let mut state = finder::State::open(words, takes, round(model));
            let asked = state.look();
            (Overlay::Finder(state), asked)
        }
        Target::Output(what) => {
            let round = round(model);
            let (state, asked) = output::State::open(&model.shared, (**what).clone(), round);
            (Overlay::Output(Box::new(state)), Some(asked))
        }
        Target::Copy(what) => {
            let state = copying::State::open((**what).clone(), round(model));
            (Overlay::Copy(Box::new(state)), None)
        }
        Target::Found { words, person } => {
            let takes = model.takes_visitor();
            let mut state = finder::State::open(words, takes, round(model));
            let asked = state.look();
            state.aim_at(*person);
            (Overlay::Finder(state), asked)
        }
        // The others open panes, or are no overlay of this file.
        _ => return Vec::new(),
    };
    model.overlays.push(overlay);
    asked.into_iter().collect()
}

/// Tells whether what a target wants stands on top already.
const fn stands(top: Option<&Overlay>, target: &Target) -> bool {
    matches!(
        (top, target),
        (Some(Overlay::Roads(_)), Target::Roads(_))
            | (Some(Overlay::Lookup(_)), Target::Lookup(_))
            | (Some(Overlay::Handover(_)), Target::Handover)
            | (Some(Overlay::Finder(_)), Target::Finder(_))
            | (Some(Overlay::Attach(_)), Target::Attach(_))
            | (Some(Overlay::Import(_)), Target::Import(_))
            | (Some(Overlay::Operators(_)), Target::Operators)
    )
}

/// Gives the number that tells this opening's questions from those before.
fn round(model: &mut Model) -> u64 {
    let round = model.finders;
    model.finders += 1;
    round
}
