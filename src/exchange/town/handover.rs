//! 交接班 in the made-up town: what the last shift leaves to the present one.

use crate::domain::act::{Act, Action};
use crate::domain::handover::{HandoverFact, HandoverNote};
use crate::domain::moment::Moment;
use crate::exchange::town::context::{TownContext, act};

/// Who hands over, by his place among the clerks.
pub const GIVER: usize = 1;

/// Gives when the shift ends.
pub fn at(context: &TownContext<'_>) -> Moment {
    context.at(1, 17, 15)
}

/// Gives the note with the clerk's own words.
pub fn act_of(context: &TownContext<'_>, note: HandoverNote) -> Act {
    let note = HandoverNote {
        words: "昨天上午来的大爷听力不好，今天可能再来，请安排一楼接待。\nRX-8 的回电过了约定时间还没打，请接班的同事先打这一个。"
            .to_owned(),
        ..note
    };
    let fact = HandoverFact::Given(Box::new(note));
    act(GIVER, at(context), Action::Handover { id: None, fact })
}
