//! What the intake pane knows: the draft in hand, those that are parked, what stands beside it.

use crate::app::effect::Effect;
use crate::app::intake::card::Card;
use crate::app::intake::draft_box::DraftBox;
use crate::app::intake::id_owner::IdOwner;
use crate::app::intake::matters::Matters;
use crate::app::intake::prior::Prior;
use crate::app::intake::sheet::Sheet;
use crate::app::intake::urgent::Urgent;
use crate::app::pane::Pane;
use crate::app::part::Openness;
use crate::app::proposals::Proposals;
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::domain::case::fact::matter::Matter;
use crate::domain::draft::{Checked, Desk, IntakeDraft, Parked, Remark};
use crate::domain::field::Field;
use crate::domain::grid::tree::GridTree;

/// The pane's state.
#[derive(Debug)]
pub struct State {
    /// The draft in hand.
    pub sheet: Sheet,
    /// The parked drafts.
    pub draft_box: DraftBox,
    /// Who has been here before.
    pub prior: Prior,
    /// The person of the draft and his open cases.
    pub matters: Matters,
    /// Whose an ID number is that stands under another name.
    pub owner: IdOwner,
    /// Proposals for a village.
    pub proposals: Proposals,
    /// The answer to the last registration, until the next intake.
    pub card: Option<Card>,
    /// What is doubtful in the draft, but for the line under the cursor.
    pub warnings: Vec<Remark>,
    /// What its words say that cannot wait.
    pub urgent: Option<Urgent>,
    /// The draft that was emptied last, to be brought back.
    pub(super) cleared: Option<Box<Sheet>>,
    /// The registration that is under way: which draft, and what is doubtful in it.
    pub(super) saving: Option<(Option<u64>, Vec<Remark>)>,
    /// It is being looked for whoever has the name or a number, and registered then.
    pub(super) looking: bool,
    /// The card of the person who is being asked for fills the form.
    pub(super) filling: bool,
    pub(super) grid: Option<Box<GridTree>>,
    pub(super) lines: Lines,
}

/// The kinds of questions that have no part of their own.
#[derive(Debug)]
pub(super) struct Lines {
    pub(super) drafts: RequestSlot,
    pub(super) grid: RequestSlot,
    pub(super) save: RequestSlot,
    pub(super) log: RequestSlot,
    pub(super) case: RequestSlot,
    pub(super) receipt: RequestSlot,
    pub(super) opened: bool,
}

impl Default for State {
    fn default() -> Self {
        let line = |kind| RequestSlot::new(Asker::Pane(Pane::Intake), kind);
        Self {
            sheet: Sheet::default(),
            draft_box: DraftBox::default(),
            prior: Prior::default(),
            matters: Matters::default(),
            owner: IdOwner::default(),
            proposals: Proposals::default(),
            card: None,
            warnings: Vec::new(),
            urgent: None,
            cleared: None,
            saving: None,
            looking: false,
            filling: false,
            grid: None,
            lines: Lines {
                drafts: line(10),
                grid: line(11),
                save: line(12),
                log: line(13),
                case: line(14),
                receipt: line(15),
                opened: false,
            },
        }
    }
}

/// What stands beside the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The question whose an ID number is.
    Owner,
    /// The question what brings a known person.
    Asking,
    /// The options of the choice under the cursor.
    Options,
    /// Villages or content classes proposed.
    Proposals,
    /// Who has been here before.
    Prior,
    /// The person, what is doubtful, the parked drafts.
    Facts,
}

impl State {
    /// Tells what stands beside the form.
    pub fn side(&self) -> Side {
        if self.owner.asking().is_some() {
            Side::Owner
        } else if self.matters.asking().is_some() {
            Side::Asking
        } else if self.sheet.form.open_field() == Openness::Choice {
            Side::Options
        } else if !self.proposals.names().is_empty() {
            Side::Proposals
        } else if !self.prior.rows().is_empty() {
            Side::Prior
        } else {
            Side::Facts
        }
    }

    /// Tells whether a registration is under way.
    pub const fn is_saving(&self) -> bool {
        self.saving.is_some() || self.looking
    }

    /// Gives the grid, once the store has given it.
    pub fn grid(&self) -> Option<&GridTree> {
        self.grid.as_deref()
    }

    /// Tells whether the form holds something that is not saved.
    pub fn is_begun(&self, shared: &Shared) -> bool {
        !self.sheet.draft(shared.now).is_empty()
    }

    pub(super) fn snapshot(&self, shared: &Shared) -> (IntakeDraft, Field, Option<u64>) {
        let draft = self.sheet.draft(shared.now);
        (draft, self.sheet.cursor(), self.sheet.id)
    }

    /// Follows a change of the form: what folds, what is doubtful, who is looked for, what is kept.
    pub(super) fn catch_up(
        &mut self,
        shared: &Shared,
        before: &(IntakeDraft, Field, Option<u64>),
    ) -> Vec<Effect> {
        self.sheet.refold();
        let now = self.snapshot(shared);
        let changed = now != *before;
        if changed && !now.0.is_empty() {
            self.sheet.begun_at = Some(now.0.begun_at);
        }
        let mut effects = Vec::new();
        effects.extend(self.prior.look(&self.sheet));
        self.propose(shared);
        if changed {
            self.warnings = self.doubts(shared);
            self.urgent = Urgent::of(&shared.town.triage, &self.matter());
            effects.extend(self.keep(shared));
        }
        effects
    }

    /// Proposes beside the field under the cursor.
    fn propose(&mut self, shared: &Shared) {
        let cursor = self.sheet.cursor();
        let typed = self.sheet.get(cursor);
        match cursor {
            Field::Village | Field::MatterVillage => {
                self.proposals.look_for_village(typed, self.grid.as_deref());
            }
            Field::ContentClass => {
                let matter = self.matter();
                self.proposals
                    .look_for_class(typed, &matter, &shared.town.triage);
            }
            _ => self.proposals.clear(),
        }
    }

    /// Gives what is said of the matter.
    pub(super) fn matter(&self) -> Matter {
        let text = |field| self.sheet.get(field).to_owned();
        Matter {
            summary: text(Field::Summary),
            request: text(Field::Request),
            facts: text(Field::Facts),
            ..Matter::default()
        }
    }

    /// Keeps the draft in hand, unless nothing stands in it that was not kept before.
    pub(super) fn keep(&mut self, shared: &Shared) -> Option<Effect> {
        let draft = self.sheet.draft(shared.now);
        if draft.is_empty() && self.sheet.id.is_none() {
            return None;
        }
        if self.sheet.id.is_none() {
            self.sheet.id = self.draft_box.number();
        }
        self.sheet.save_id(&shared.saves);
        self.draft_box.keep(Parked {
            id: self.sheet.id?,
            draft: self.sheet.draft(shared.now),
            field: self.sheet.cursor(),
        })
    }

    pub(super) fn doubts(&self, shared: &Shared) -> Vec<Remark> {
        let cursor = self.sheet.cursor();
        let mut draft = self.sheet.draft(shared.now);
        if draft.get(Field::Summary).trim().is_empty() {
            // What is doubtful is told before the summary stands there, too.
            draft.set(Field::Summary, "-");
        }
        self.check(shared, &draft)
            .map(|checked| checked.warnings)
            .unwrap_or_default()
            .into_iter()
            .filter(|remark| remark.field != cursor)
            .collect()
    }

    /// Checks a draft at this desk.
    pub(super) fn check(
        &self,
        shared: &Shared,
        draft: &IntakeDraft,
    ) -> Result<Checked, Vec<Remark>> {
        let village = |typed: &str| match &self.grid {
            Some(grid) => grid.village_named(typed).map(|it| it.name.clone()),
            None => Some(typed.to_owned()),
        };
        let mut checked = draft.check(&Desk {
            now: shared.now,
            village: &village,
            dialling: &shared.town.settings.dialling,
            station: &shared.town.settings.station,
        })?;
        let content = draft.get(Field::ContentClass);
        let doubt = shared.town.triage.contents.doubt(content);
        checked.warnings.extend(doubt);
        Ok(checked)
    }
}
