//! 签发: a report that was issued keeps its own figures; what changes later stands beside it.

use chrono::NaiveDate;

use super::counted::Counted;
use super::moment::Moment;
use super::period::Period;
use super::refusal::{Reason, Refusal};
use super::seal::Seal;
use super::sheet::Sheet;

codes! {
    /// What of a report goes on paper.
    ReportPart {
        /// All of it.
        Whole = "report",
        /// 接待点: the centre's counter and the stations.
        Stations = "stations",
        /// 矛盾纠纷排查情况表
        Disputes = "disputes",
    }
}

/// The running number of an issued report within a store, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId(pub u32);

/// One issue of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// 签发人.
    pub by: String,
    /// When.
    pub at: Moment,
    /// Why it was issued again; empty for the first.
    pub reason: String,
    /// The report, without the lists of cases.
    pub sheet: Sheet,
    /// SHA-256 of its canonical text.
    pub fingerprint: String,
    /// The cases that its figures counted; `None` where it was issued before they were kept.
    pub counted: Option<Counted>,
    /// 封存码 over everything that was written down when it was issued; `None` where it was issued
    /// before there were seals.
    pub seal: Option<Seal>,
}

/// A report on a period of the town or an area, with every issue of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// About which period.
    pub period: Period,
    /// The code of the area that it is about; `None` for the town.
    pub area: Option<String>,
    /// The issues, the first first; never empty.
    pub issues: Vec<Issue>,
}

/// What was done to a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportFact {
    /// It was issued, or issued again.
    Issued(Box<Issue>),
}

impl Issue {
    /// Makes an issue of a report as it stands.
    pub fn new(sheet: &Sheet, by: &str, at: Moment, reason: &str) -> Self {
        let counted = Some(Counted::of(sheet));
        let sheet = sheet.bare();
        Self {
            counted,
            seal: None,
            by: by.to_owned(),
            at,
            reason: reason.trim().to_owned(),
            fingerprint: sheet.fingerprint(),
            sheet,
        }
    }

    /// Gives the report as it was issued with the cases that it counted. A row keeps those of them
    /// that `today` counts in it too, so that none tells where an accusation of now was.
    pub fn whole(&self, today: &Sheet) -> Sheet {
        let mut whole = self.sheet.clone();
        let Some(counted) = &self.counted else {
            return whole;
        };
        for figure in &mut whole.figures {
            let key = (figure.base, figure.measure);
            figure.cases = counted.figure(&self.sheet, key, false);
            figure.marked = counted.figure(&self.sheet, key, true);
        }
        for table in &mut whole.tables {
            let now = today.table(table.code);
            for row in &mut table.rows {
                let mut rows = now.into_iter().flat_map(|it| &it.rows);
                let now = rows.find(|it| it.label == row.label);
                let now = now.map_or(&[][..], |it| it.cases.as_slice());
                row.cases = counted.row(&self.sheet, table.code, &row.label);
                row.cases.retain(|it| now.contains(it));
            }
        }
        whole
    }

    /// Tells whether it is whole: its figures give its fingerprint.
    pub fn is_sound(&self) -> bool {
        self.sheet.fingerprint() == self.fingerprint
    }

    fn is_of(&self, period: Period, area: Option<&str>) -> bool {
        let own = self.sheet.area.as_ref().map(|it| it.code.as_str());
        self.sheet.period == period && own == area
    }
}

impl Report {
    /// Decides the first issue.
    ///
    /// # Errors
    /// Refuses a period that has not begun.
    pub fn open(issue: &Issue, today: NaiveDate) -> Result<Self, Refusal> {
        if issue.sheet.period.from > today {
            return Err(Refusal::about("period", Reason::InTheFuture));
        }
        Ok(Self::first(issue))
    }

    fn first(issue: &Issue) -> Self {
        Self {
            period: issue.sheet.period,
            area: issue.sheet.area.as_ref().map(|it| it.code.clone()),
            issues: vec![issue.clone()],
        }
    }

    /// Decides another issue.
    ///
    /// # Errors
    /// Refuses one without a reason, and one in which no figure is another.
    pub fn apply(&self, fact: &ReportFact) -> Result<Self, Refusal> {
        let ReportFact::Issued(issue) = fact;
        if !issue.is_of(self.period, self.area.as_deref()) {
            return Err(Refusal::about("period", Reason::NotFound));
        }
        if self
            .issues
            .last()
            .is_some_and(|it| it.fingerprint == issue.fingerprint)
        {
            return Err(Refusal::new(Reason::NothingChanged));
        }
        if issue.reason.is_empty() {
            return Err(Refusal::about("reason", Reason::Missing));
        }
        Ok(self.evolve(fact))
    }

    /// Gives the report after `fact`, without asking whether it was allowed.
    #[must_use]
    pub fn evolve(&self, fact: &ReportFact) -> Self {
        let ReportFact::Issued(issue) = fact;
        let mut next = self.clone();
        next.issues.push((**issue).clone());
        next
    }

    /// Gives the report after all of its history; `None` for none.
    pub fn replay<'a>(facts: impl IntoIterator<Item = &'a ReportFact>) -> Option<Self> {
        let mut facts = facts.into_iter();
        let ReportFact::Issued(first) = facts.next()?;
        Some(facts.fold(Self::first(first), |report, fact| report.evolve(fact)))
    }

    /// Gives the last issue with its version, from 1.
    pub fn last(&self) -> Option<(usize, &Issue)> {
        self.issues.last().map(|issue| (self.issues.len(), issue))
    }
}
