//! The counts of a group.

codes! {
    /// What is counted of a group. Stored by its place in this list; a new one stands last.
    Slot {
        /// 登记.
        Registered = "registered",
        /// Of those, by whistle.
        Whistled = "whistled",
        /// 办结.
        Ended = "ended",
        /// 化解, of those ended.
        Resolved = "resolved",
        /// 应办结, of those registered.
        Asked = "asked",
        /// Of those, ended.
        Closed = "closed",
        /// 受理 that fell due.
        AcceptDue = "accept_due",
        /// In time.
        AcceptMet = "accept_met",
        /// 受理告知 that fell due.
        NoticeDue = "notice_due",
        /// In time.
        NoticeMet = "notice_met",
        /// 答复 that fell due.
        AnswerDue = "answer_due",
        /// In time.
        AnswerMet = "answer_met",
        /// 初次 and accepted, of those registered.
        ContactDue = "contact_due",
        /// Contacted.
        Contacted = "contacted",
        /// 初信初访 whose answer fell due.
        FirstDue = "first_due",
        /// Ended.
        FirstClosed = "first_closed",
        /// 初信初访 that was watched to the end.
        Watched = "watched",
        /// It did not come back.
        Quiet = "quiet",
        /// Rated the responsible unit.
        UnitRated = "unit_rated",
        /// Content with it.
        UnitContent = "unit_content",
        /// Could have rated it, and did not.
        UnitSilent = "unit_silent",
        /// Rated the petition office.
        OfficeRated = "office_rated",
        /// Content with it.
        OfficeContent = "office_content",
        /// Could have rated it, and did not.
        OfficeSilent = "office_silent",
        /// 12345: of which it is told whether the person was contacted.
        ResponseKnown = "response_known",
        /// In the set time.
        Responded = "responded",
        /// 12345: of which it is told whether it was solved.
        SolvedKnown = "solved_known",
        /// It was.
        Solved = "solved",
        /// 重点案件 that stand open no more.
        Key = "key",
        /// Resolved.
        KeyResolved = "key_resolved",
        /// 批次.
        Raised = "raised",
        /// 人次; 涉及人数 of disputes.
        People = "people",
        /// 重复.
        Repeated = "repeated",
        /// 来访.
        Visits = "visits",
        /// 当场化解.
        OnSpot = "on_spot",
        /// 转上级.
        PassedUp = "passed_up",
        /// 涉及金额, in fen.
        Fen = "fen",
        /// 未办结.
        Open = "open",
        /// 超期.
        Overdue = "overdue",
        /// 收到日期不明, of the open ones.
        Undated = "undated",
        /// 重点案件, of the open ones.
        OpenKey = "open_key",
    }
}

/// Counts of a group, each that is not 0, in the order of their slots.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally(Vec<(Slot, i64)>);

impl Tally {
    fn find(&self, slot: Slot) -> Result<usize, usize> {
        self.0.binary_search_by_key(&slot, |(it, _)| *it)
    }

    /// Gives a count.
    pub fn of(&self, slot: Slot) -> i64 {
        let found = self.find(slot).ok().and_then(|at| self.0.get(at));
        found.map_or(0, |(_, count)| *count)
    }

    /// Adds to a count.
    pub fn add(&mut self, slot: Slot, by: i64) {
        match self.find(slot) {
            Err(_) if by == 0 => {}
            Err(at) => self.0.insert(at, (slot, by)),
            Ok(at) => {
                let Some((_, count)) = self.0.get_mut(at) else {
                    return;
                };
                *count = count.saturating_add(by);
                if *count == 0 {
                    self.0.remove(at);
                }
            }
        }
    }

    /// Adds every count of another, so many times.
    pub fn add_all(&mut self, other: &Self, times: i64) {
        for (slot, count) in &other.0 {
            self.add(*slot, count.saturating_mul(times));
        }
    }

    /// Tells whether every count is 0.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Gives the counts that are not 0.
    pub fn counts(&self) -> impl Iterator<Item = (Slot, i64)> {
        self.0.iter().copied()
    }
}
