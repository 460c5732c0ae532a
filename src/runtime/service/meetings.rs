//! 会议 and 交接班: what the panes ask, and their sheets as files.

use chrono::NaiveDate;

use super::DeskService;
use crate::app::answer::Answer;
use crate::domain::handover::{HandoverId, HandoversView};
use crate::domain::meeting::kind::MeetingId;
use crate::domain::meeting::view::MeetingsView;
use crate::exchange::handover_note::handover_note;
use crate::exchange::meeting_minutes::meeting_minutes;
use crate::exchange::message::unwritten;
use crate::exchange::write::plain;
use crate::store::error::StoreError;

/// How many hand-overs are shown.
const LAST: usize = 10;

impl DeskService {
    pub(super) fn meetings(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        at: Option<MeetingId>,
    ) -> Result<Answer, StoreError> {
        let viewer = &self.viewer;
        let view = self.ask(|it| {
            let table = at.map(|id| it.meeting(id, viewer)).transpose()?;
            let last = it.handovers(1, viewer)?.into_iter().next();
            Ok(MeetingsView {
                heads: it.meeting_heads(from, to)?,
                table: table.flatten(),
                open: it.open_tasks(None, None, viewer)?,
                waiting: last.filter(|last| last.handover.waits_for(&viewer.name)),
            })
        })?;
        Ok(Answer::Meetings(Box::new(view)))
    }

    pub(super) fn meeting_minutes(&self, id: MeetingId) -> Result<Answer, StoreError> {
        let Some(view) = self.ask(|it| it.meeting(id, &self.viewer))? else {
            return Ok(Answer::Failed(self.words.say("meeting-missing")));
        };
        let text = meeting_minutes(&self.words, &view);
        let kind = view.meeting.calling.kind.code();
        let name = format!("{kind}-{}-{}.txt", view.meeting.day(), id.0);
        Ok(self.sheet(&name, &text))
    }

    pub(super) fn handovers(&self) -> Result<Answer, StoreError> {
        let now = self.clock.read().moment;
        let viewer = &self.viewer;
        let view = self.ask(|it| {
            Ok(HandoversView {
                last: it.handovers(LAST, viewer)?,
                note: it.handover_note(now, viewer)?,
            })
        })?;
        Ok(Answer::Handovers(Box::new(view)))
    }

    pub(super) fn handover_paper(&self, id: HandoverId) -> Result<Answer, StoreError> {
        let all = self.ask(|it| it.handovers(LAST, &self.viewer))?;
        let Some(found) = all.into_iter().find(|it| it.id == id) else {
            return Ok(Answer::Failed(self.words.say("handover-missing")));
        };
        let seal = self.ask(|it| it.seal())?;
        let text = handover_note(&self.words, &found.handover, &seal);
        let day = found.handover.note.at.date();
        Ok(self.sheet(&format!("handover-{day}-{}.txt", id.0), &text))
    }

    /// Writes a text beside the papers.
    pub(super) fn sheet(&self, name: &str, text: &str) -> Answer {
        let file = self.printer.folder.join(name);
        match plain::write_beside(&file, text.as_bytes()) {
            Ok(file) => Answer::Minutes(file.display().to_string()),
            Err(error) => Answer::Failed(unwritten(&self.words, &error)),
        }
    }
}
