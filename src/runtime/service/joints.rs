//! 联合接访: the minutes of a session as a file.

use super::DeskService;
use crate::app::answer::Answer;
use crate::domain::joint::JointId;
use crate::exchange::minutes::minutes;
use crate::store::error::StoreError;

impl DeskService {
    pub(super) fn minutes(&self, id: JointId) -> Result<Answer, StoreError> {
        let Some(view) = self.ask(|it| it.joint(id, &self.viewer))? else {
            return Ok(Answer::Failed(self.words.say("joint-missing")));
        };
        let text = minutes(&self.words, &view);
        let day = view.joint.sitting.day;
        Ok(self.sheet(&format!("joint-{day}-{}.txt", id.0), &text))
    }
}
