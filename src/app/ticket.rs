//! Tickets: a question to the store carries one, its answer brings it back, and an answer to a
//! question that is no longer the last one is dropped.

use crate::app::pane::Pane;

/// Who asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Asker {
    /// The strip with today's counts.
    Today,
    /// The house itself, which passes unanswered whistles up.
    House,
    /// 补登: the desk, which registers what waited for the server.
    Offline,
    /// The desk, which keeps the town's own files.
    Own,
    /// A pane.
    Pane(Pane),
    /// The Finder.
    Finder,
    /// The palette.
    Palette,
    /// The legal roads.
    Roads,
    /// A merge or a split.
    Merge,
    /// 速查
    Lookup,
    /// 分类分级
    Triage,
    /// 交接班
    Handover,
    /// The call pad.
    Pad,
    /// The forms that were not handed in.
    Unfinished,
    /// 导入
    Import,
    /// An import whose window is closed.
    Work,
    /// 视图: how many rows they have.
    Views,
    /// 附件
    Attach,
    /// Who sits at the desk.
    Operator,
    /// 登录卡
    SignIn,
    /// 经办人
    Operators,
    /// 当面签字
    Signature,
    /// 导出、打印
    Output,
    /// 复制
    Copy,
    /// 课程
    Lessons,
}

/// Which question of whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ticket {
    /// Who gets the answer.
    pub asker: Asker,
    /// Running number of the asker's questions.
    pub number: u64,
}

/// What lies between the numbers of two questions of one line.
const STEP: u64 = 1000;

impl Ticket {
    /// Tells whether both are questions of one line, of which only the last still counts.
    pub fn same_line(self, other: Self) -> bool {
        self.asker == other.asker && self.number % STEP == other.number % STEP
    }
}

/// The line of one kind of question: only the last one asked still counts.
#[derive(Debug, Clone)]
pub struct RequestSlot {
    asker: Asker,
    last: u64,
    open: bool,
}

impl RequestSlot {
    /// Starts a line. An asker with several kinds of questions gives each its own `kind` (below
    /// `1000`), so that their numbers never meet.
    pub const fn new(asker: Asker, kind: u64) -> Self {
        Self {
            asker,
            last: kind,
            open: false,
        }
    }

    /// Takes the next ticket; every earlier one is stale from now on.
    pub fn draw(&mut self) -> Ticket {
        self.last += STEP;
        self.open = true;
        Ticket {
            asker: self.asker,
            number: self.last,
        }
    }

    /// Tells whether `ticket` is the one waited for, and closes it when it is.
    pub fn takes(&mut self, ticket: Ticket) -> bool {
        let taken = self.open && ticket.asker == self.asker && ticket.number == self.last;
        if taken {
            self.open = false;
        }
        taken
    }

    /// Tells whether an answer is still to come.
    pub const fn is_waiting(&self) -> bool {
        self.open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_question_takes_an_answer_and_only_once() {
        let mut rows = RequestSlot::new(Asker::Finder, 0);
        let mut faces = RequestSlot::new(Asker::Finder, 1);
        let (first, second, other) = (rows.draw(), rows.draw(), faces.draw());
        assert!(!rows.takes(first), "stale");
        assert!(!rows.takes(other), "another kind of question");
        assert!(rows.takes(second));
        assert!(!rows.takes(second), "answered already");
        assert!(faces.is_waiting() && !rows.is_waiting());
    }
}
