//! Hand-overs, and the note that writes itself.

use chrono::{Days, NaiveDate};

use crate::domain::codes::Class;
use crate::domain::entry::{Stream, What};
use crate::domain::handover::{
    HandoverLine, HandoverNote, HandoverPart, HandoverSection, HandoverView,
};
use crate::domain::item::Item;
use crate::domain::mask::mask_name;
use crate::domain::meeting::state::case_of;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::queue::{CaseRow, Filter, QueueQuery, Sort};
use crate::domain::viewer::Viewer;
use crate::store::engine::chain;
use crate::store::engine::{handovers, whistles as whistled};
use crate::store::error::StoreError;
use crate::store::key;
use crate::store::record::bytes::decode;
use crate::store::record::entry::EntryRecord;
use crate::store::snapshot::Snapshot;
use crate::store::tables::{Table, scan_prefix};

/// Lines that a part shows at most.
const LINES: usize = 20;
/// Days ahead in which pledges and tasks are told of.
const SOON: u64 = 7;
/// Characters of a line.
const WORDS: usize = 60;

impl Snapshot<'_> {
    /// Gives the last hand-overs, the last first; what stands by its number alone by now does so
    /// there too.
    pub fn handovers(
        &self,
        limit: usize,
        viewer: &Viewer,
    ) -> Result<Vec<HandoverView>, StoreError> {
        let mut found = Vec::new();
        for (id, mut handover) in handovers::last(self.tables, limit)? {
            self.hold_back(&mut handover.note, viewer)?;
            found.push(HandoverView { id, handover });
        }
        Ok(found)
    }

    /// Writes the note that `viewer` would hand over at `now`, of what stands in the store since he
    /// last handed over, or since the day began.
    pub fn handover_note(&self, now: Moment, viewer: &Viewer) -> Result<HandoverNote, StoreError> {
        let last = handovers::last_of(self.tables, &viewer.name)?;
        let since = last.map_or_else(|| Moment::start_of(now.date()), |it| it.note.at);
        Ok(HandoverNote {
            from: viewer.name.clone(),
            since,
            at: now,
            to: String::new(),
            sections: self.sections(since, now.date(), viewer)?,
            words: String::new(),
        })
    }
}

impl Snapshot<'_> {
    /// Takes the words out of what stands by its number alone by now.
    pub(super) fn hold_back(
        &self,
        note: &mut HandoverNote,
        viewer: &Viewer,
    ) -> Result<(), StoreError> {
        for line in note.sections.iter_mut().flat_map(|it| &mut it.lines) {
            if let Some(item) = line.item
                && self
                    .early_words(item, viewer)?
                    .is_some_and(|words| words.is_empty())
            {
                line.words.clear();
            }
            let Some(number) = line.item.and_then(case_of) else {
                continue;
            };
            if self.row(number, viewer)?.is_none_or(|row| is_bare(&row)) {
                line.words.clear();
            }
        }
        Ok(())
    }

    /// Gathers what is handed over; parts with nothing in them are left out.
    fn sections(
        &self,
        since: Moment,
        today: NaiveDate,
        viewer: &Viewer,
    ) -> Result<Vec<HandoverSection>, StoreError> {
        let day = |days| today.checked_add_days(Days::new(days)).unwrap_or(today);
        let open = Filter {
            open: Some(true),
            ..Filter::default()
        };
        let overdue = Filter {
            due_before: Some(today),
            ..open.clone()
        };
        let due = Filter {
            due_from: Some(today),
            due_before: Some(day(2)),
            ..open
        };
        let (registered, steps) = self.done_since(since, viewer)?;
        let all_overdue = self.counts(today)?.overdue;
        let pledges = self.open_pledges(day(SOON), viewer)?;
        let tasks = self.open_tasks(Some(day(SOON)), None, viewer)?;
        let calls = self.open_calls(viewer)?;
        let calls = calls.iter().filter_map(|view| {
            let by = view.call.call_back_due()?;
            let name = mask_name(&view.call.card.caller.name);
            let shown = !view.secret && !view.locked;
            Some(HandoverLine {
                item: Some(Item::Call(view.id)),
                words: if shown {
                    cut(&format!("{} {name}", by.minute()))
                } else {
                    String::new()
                },
            })
        });
        let calls: Vec<HandoverLine> = calls.collect();
        let mut whistles = Vec::new();
        for id in whistled::open(self.tables)? {
            let item = Item::Whistle(id);
            let words = self.early_words(item, viewer)?.unwrap_or_default();
            whistles.push(HandoverLine {
                item: Some(item),
                words: cut(&words),
            });
        }
        let sections = [
            section(HandoverPart::Registered, registered, 0),
            section(HandoverPart::Steps, steps, 0),
            section(HandoverPart::CallBacks, calls, 0),
            section(HandoverPart::Whistles, whistles, 0),
            section(
                HandoverPart::Overdue,
                self.lines(overdue, viewer)?,
                all_overdue,
            ),
            section(HandoverPart::Due, self.lines(due, viewer)?, 0),
            section(
                HandoverPart::Pledges,
                pledges
                    .iter()
                    .map(|it| HandoverLine {
                        item: Some(Item::Case(it.case)),
                        words: cut(&format!("{} {}", it.statement.unit, it.statement.took_on)),
                    })
                    .collect(),
                0,
            ),
            section(
                HandoverPart::Tasks,
                tasks
                    .iter()
                    .map(|it| HandoverLine {
                        item: it.task.item,
                        words: cut(&format!(
                            "{} {} {}",
                            it.task.by, it.task.holder, it.task.what
                        )),
                    })
                    .collect(),
                0,
            ),
        ];
        let mut sections: Vec<_> = sections.into_iter().flatten().collect();
        for section in &mut sections {
            for line in &mut section.lines {
                if let Some(number) = line.item.and_then(case_of)
                    && self.row(number, viewer)?.is_none_or(|row| is_bare(&row))
                {
                    line.words.clear();
                }
            }
        }
        Ok(sections)
    }

    fn lines(&self, filter: Filter, viewer: &Viewer) -> Result<Vec<HandoverLine>, StoreError> {
        let query = QueueQuery {
            sort: Sort::Due,
            descending: false,
            filter,
            after: None,
            limit: LINES,
        };
        let rows = self.page(&query, viewer)?.rows;
        Ok(rows.iter().map(row_line).collect())
    }

    /// Gives the cases that the viewer registered since, and those in which he took a step, each
    /// once with what he did. Every entry's head is read, not its payload: once a shift, that is
    /// less than an index beside every entry.
    fn done_since(
        &self,
        since: Moment,
        viewer: &Viewer,
    ) -> Result<(Vec<HandoverLine>, Vec<HandoverLine>), StoreError> {
        let mut registered = Vec::new();
        let mut steps: Vec<(CaseNumber, Vec<&'static str>)> = Vec::new();
        let tables = self.tables;
        scan_prefix(tables, Table::Entries, b"c", &mut |at, value| {
            let Some((number, seq)) = key::case_entry_of(at) else {
                return Ok(true);
            };
            let record: EntryRecord = decode("entries", value)?;
            if record.when() < since || record.who() != viewer.name {
                return Ok(true);
            }
            let entry = chain::read(tables, at, &record, Stream::Case(number), seq)?;
            let Some(What::Case(step)) = entry.map(|it| it.what) else {
                return Ok(true);
            };
            let code = step.code();
            if code == "register" {
                registered.push(number);
            } else {
                match steps.last_mut() {
                    Some((last, codes)) if *last == number => codes.push(code),
                    _ => steps.push((number, vec![code])),
                }
            }
            Ok(true)
        })?;
        let mut lines = Vec::new();
        for number in registered {
            lines.extend(self.row(number, viewer)?.map(|row| row_line(&row)));
        }
        let done = steps.into_iter().map(|(number, codes)| HandoverLine {
            item: Some(Item::Case(number)),
            words: codes.join(" "),
        });
        Ok((lines, done.collect()))
    }
}

fn section(part: HandoverPart, mut lines: Vec<HandoverLine>, all: u64) -> Option<HandoverSection> {
    let all = u64::try_from(lines.len()).unwrap_or(u64::MAX).max(all);
    lines.truncate(LINES);
    let shown = u64::try_from(lines.len()).unwrap_or(u64::MAX);
    (!lines.is_empty()).then(|| HandoverSection {
        part,
        lines,
        more: u32::try_from(all.saturating_sub(shown)).unwrap_or(u32::MAX),
    })
}

fn row_line(row: &CaseRow) -> HandoverLine {
    HandoverLine {
        item: Some(Item::Case(row.number)),
        words: cut(&format!("{} {}", row.village, row.summary)),
    }
}

/// Tells whether a case stands by its number alone on a note, which goes from hand to hand.
fn is_bare(row: &CaseRow) -> bool {
    row.is_secret() || row.class == Class::Unclassed
}

fn cut(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.chars().take(WORDS).collect()
}
