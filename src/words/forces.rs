//! 专班: who convenes a standing task force, and who of it takes a case.

use crate::domain::case::fact::state::Case;
use crate::domain::force::{CaseForce, Force};
use crate::words::bundle::Words;

impl Words {
    /// Says who convenes it, who stands in for him, and the phone.
    pub fn force(&self, card: &Force) -> String {
        let mut parts =
            vec![self.say_with("force-convener", &[("name", card.convener.as_str().into())])];
        if !card.stand_in.is_empty() {
            parts.push(self.say_with(
                "force-has-stand-in",
                &[("name", card.stand_in.as_str().into())],
            ));
        }
        if !card.phone.is_empty() {
            parts.push(card.phone.clone());
        }
        parts.join("  ")
    }

    /// Says which one a case is with or may go to, and who of it takes the case where its convener
    /// must step aside.
    pub fn case_force(&self, case: &Case, with: CaseForce<'_>) -> String {
        let mut parts = vec![format!("{}  {}", with.unit, self.force(with.force))];
        if with.joined {
            parts.push(self.say("force-joined"));
        }
        match with.taker {
            None => parts.push(self.say("force-no-taker")),
            Some(taker) if with.is_convener_aside() => {
                parts.push(self.say_with("force-aside", &[("taker", taker.into())]));
            }
            Some(_) => {}
        }
        if let Some(taker) = with.taker.filter(|_| with.opens(case)) {
            parts.push(self.say_with("force-opens", &[("taker", taker.into())]));
        }
        parts.join("  ")
    }
}
