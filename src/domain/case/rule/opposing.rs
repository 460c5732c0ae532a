//! 对方: who stands on the other side of a matter, for a lawyer's conflict of interest.

use crate::domain::case::fact::state::Case;
use crate::domain::case::rule::recusal::are_one;

impl Case {
    /// Tells whether `name` is the matter's other side: complained of in it, or the other party of
    /// its mediation, however it is written.
    pub fn opposes(&self, name: &str) -> bool {
        let accused = self.matter.accused.as_deref().unwrap_or_default();
        let mediation = self.mediation.current();
        let other = mediation
            .as_ref()
            .map_or("", |it| it.consents.other.as_str());
        are_one(accused, name)
            || are_one(other, name)
            || self.merge.absorbed.iter().any(|part| part.opposes(name))
    }
}
