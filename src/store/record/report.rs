//! Issued reports as stored.

use serde::{Deserialize, Serialize};
use serde_bytes::{ByteArray, ByteBuf};

use super::super::error::StoreError;
use super::bytes::{code, date, day};
use crate::domain::counted::{Counted, read, write};
use crate::domain::moment::Moment;
use crate::domain::money::Yuan;
use crate::domain::number::CaseNumber;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::report::{Issue, Report, ReportFact};
use crate::domain::seal::Seal;
use crate::domain::sheet::{
    AreaName, Base, Cell, Column, Figure, Label, Measure, Sheet, SheetRow, SheetTable, TableCode,
};
use crate::domain::value::Value;

stored!(ReportFact as ReportFactRecord);

/// A period: its kind and a day in it.
type PeriodRecord = (String, i32);

#[derive(Debug, Serialize, Deserialize)]
enum ValueRecord {
    Count(u32),
    Rate(u32, u32),
    Score(Option<u32>),
    Mean(u32, u32),
    Days(Option<u32>),
    /// In fen.
    Money(u64),
}

#[derive(Debug, Serialize, Deserialize)]
enum LabelRecord {
    Name(String),
    Word(String),
    Case(u16, u32),
    Period(PeriodRecord),
}

#[derive(Debug, Serialize, Deserialize)]
enum CellRecord {
    Value(ValueRecord),
    Word(String),
    Day(i32),
    Name(String),
    None,
}

#[derive(Debug, Serialize, Deserialize)]
struct FigureRecord {
    base: String,
    measure: String,
    value: ValueRecord,
    previous: Option<ValueRecord>,
    last_year: Option<ValueRecord>,
}

#[derive(Debug, Serialize, Deserialize)]
struct TableRecord {
    code: String,
    columns: Vec<String>,
    rows: Vec<(LabelRecord, Vec<CellRecord>)>,
}

#[derive(Debug, Serialize, Deserialize)]
struct SheetRecord {
    period: PeriodRecord,
    area: Option<(String, String)>,
    until: i32,
    figures: Vec<FigureRecord>,
    tables: Vec<TableRecord>,
}

/// An issue.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct IssueRecord {
    by: String,
    at: i64,
    reason: String,
    sheet: SheetRecord,
    fingerprint: String,
    /// Left out by the first issues.
    #[serde(default)]
    counted: Option<CountedRecord>,
    /// How many entries the seal counts, and its digest. Left out before there were seals.
    #[serde(default)]
    seal: Option<(u64, ByteArray<32>)>,
}

/// The cases behind an issue: by year, the runs, each as its distance from the one before; then the
/// packed lists.
#[derive(Debug, Serialize, Deserialize)]
struct CountedRecord {
    all: Vec<(u16, ByteBuf)>,
    sets: Vec<ByteBuf>,
}

/// What was done to a report.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum ReportFactRecord {
    Issued(IssueRecord),
}

/// A report.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ReportRecord {
    period: PeriodRecord,
    area: Option<String>,
    issues: Vec<IssueRecord>,
}

fn of_period(period: Period) -> PeriodRecord {
    (period.kind.code().to_owned(), day(period.from))
}

fn period((kind, from): PeriodRecord) -> Result<Period, StoreError> {
    Ok(Period::of(code(&kind, PeriodKind::parse)?, date(from)?))
}

impl From<Value> for ValueRecord {
    fn from(value: Value) -> Self {
        match value {
            Value::Count(count) => Self::Count(count),
            Value::Rate { n, of } => Self::Rate(n, of),
            Value::Score(score) => Self::Score(score),
            Value::Mean { days, of } => Self::Mean(days, of),
            Value::Days(days) => Self::Days(days),
            Value::Money(yuan) => Self::Money(yuan.fen()),
        }
    }
}

impl From<ValueRecord> for Value {
    fn from(record: ValueRecord) -> Self {
        match record {
            ValueRecord::Count(count) => Self::Count(count),
            ValueRecord::Rate(n, of) => Self::Rate { n, of },
            ValueRecord::Score(score) => Self::Score(score),
            ValueRecord::Mean(days, of) => Self::Mean { days, of },
            ValueRecord::Days(days) => Self::Days(days),
            ValueRecord::Money(fen) => Self::Money(Yuan::of_fen(fen)),
        }
    }
}

impl From<&Label> for LabelRecord {
    fn from(label: &Label) -> Self {
        match label {
            Label::Name(name) => Self::Name(name.clone()),
            Label::Word(key) => Self::Word(key.clone()),
            Label::Case(CaseNumber { year, run }) => Self::Case(*year, *run),
            Label::Period(it) => Self::Period(of_period(*it)),
        }
    }
}

impl TryFrom<LabelRecord> for Label {
    type Error = StoreError;

    fn try_from(record: LabelRecord) -> Result<Self, StoreError> {
        Ok(match record {
            LabelRecord::Name(name) => Self::Name(name),
            LabelRecord::Word(key) => Self::Word(key),
            LabelRecord::Case(year, run) => Self::Case(CaseNumber { year, run }),
            LabelRecord::Period(it) => Self::Period(period(it)?),
        })
    }
}

impl From<&Cell> for CellRecord {
    fn from(cell: &Cell) -> Self {
        match cell {
            Cell::Value(value) => Self::Value((*value).into()),
            Cell::Word(key) => Self::Word(key.clone()),
            Cell::Day(it) => Self::Day(day(*it)),
            Cell::Name(name) => Self::Name(name.clone()),
            Cell::None => Self::None,
        }
    }
}

impl TryFrom<CellRecord> for Cell {
    type Error = StoreError;

    fn try_from(record: CellRecord) -> Result<Self, StoreError> {
        Ok(match record {
            CellRecord::Value(value) => Self::Value(value.into()),
            CellRecord::Word(key) => Self::Word(key),
            CellRecord::Day(it) => Self::Day(date(it)?),
            CellRecord::Name(name) => Self::Name(name),
            CellRecord::None => Self::None,
        })
    }
}

impl From<&Figure> for FigureRecord {
    fn from(figure: &Figure) -> Self {
        Self {
            base: figure.base.code().to_owned(),
            measure: figure.measure.code().to_owned(),
            value: figure.value.into(),
            previous: figure.previous.map(Into::into),
            last_year: figure.last_year.map(Into::into),
        }
    }
}

impl TryFrom<FigureRecord> for Figure {
    type Error = StoreError;

    fn try_from(record: FigureRecord) -> Result<Self, StoreError> {
        Ok(Self {
            base: code(&record.base, Base::parse)?,
            measure: code(&record.measure, Measure::parse)?,
            value: record.value.into(),
            previous: record.previous.map(Into::into),
            last_year: record.last_year.map(Into::into),
            cases: Vec::new(),
            marked: Vec::new(),
        })
    }
}

impl From<&SheetTable> for TableRecord {
    fn from(table: &SheetTable) -> Self {
        let rows = table.rows.iter().map(|row| {
            let cells = row.cells.iter().map(CellRecord::from).collect();
            ((&row.label).into(), cells)
        });
        Self {
            code: table.code.code().to_owned(),
            columns: table
                .columns
                .iter()
                .map(|it| it.code().to_owned())
                .collect(),
            rows: rows.collect(),
        }
    }
}

impl TryFrom<TableRecord> for SheetTable {
    type Error = StoreError;

    fn try_from(record: TableRecord) -> Result<Self, StoreError> {
        let columns = record.columns.iter().map(|it| code(it, Column::parse));
        let rows = record.rows.into_iter().map(|(label, cells)| {
            let cells = cells.into_iter().map(Cell::try_from);
            Ok(SheetRow {
                label: label.try_into()?,
                cells: cells.collect::<Result<_, StoreError>>()?,
                cases: Vec::new(),
            })
        });
        Ok(Self {
            code: code(&record.code, TableCode::parse)?,
            columns: columns.collect::<Result<_, StoreError>>()?,
            rows: rows.collect::<Result<_, StoreError>>()?,
        })
    }
}

impl From<&Sheet> for SheetRecord {
    fn from(sheet: &Sheet) -> Self {
        let area = sheet.area.as_ref();
        Self {
            period: of_period(sheet.period),
            area: area.map(|it| (it.code.clone(), it.name.clone())),
            until: day(sheet.until),
            figures: sheet.figures.iter().map(FigureRecord::from).collect(),
            tables: sheet.tables.iter().map(TableRecord::from).collect(),
        }
    }
}

impl TryFrom<SheetRecord> for Sheet {
    type Error = StoreError;

    fn try_from(record: SheetRecord) -> Result<Self, StoreError> {
        let figures = record.figures.into_iter().map(Figure::try_from);
        let tables = record.tables.into_iter().map(SheetTable::try_from);
        Ok(Self {
            period: period(record.period)?,
            area: record.area.map(|(code, name)| AreaName { code, name }),
            until: date(record.until)?,
            figures: figures.collect::<Result<_, StoreError>>()?,
            tables: tables.collect::<Result<_, StoreError>>()?,
        })
    }
}

impl From<&Counted> for CountedRecord {
    fn from(counted: &Counted) -> Self {
        let years = counted.all.chunk_by(|one, next| one.year == next.year);
        let all = years.filter_map(|numbers| {
            let mut bytes = Vec::new();
            let mut before = 0;
            for number in numbers {
                write(&mut bytes, (number.run - before) as usize);
                before = number.run;
            }
            Some((numbers.first()?.year, ByteBuf::from(bytes)))
        });
        Self {
            all: all.collect(),
            sets: counted.sets.iter().cloned().map(ByteBuf::from).collect(),
        }
    }
}

impl TryFrom<CountedRecord> for Counted {
    type Error = StoreError;

    fn try_from(record: CountedRecord) -> Result<Self, StoreError> {
        let mut all = Vec::new();
        for (year, gaps) in record.all {
            let mut run = 0_u32;
            for gap in read(&gaps) {
                let gap = u32::try_from(gap).ok();
                run = gap.and_then(|gap| run.checked_add(gap)).ok_or_else(|| {
                    StoreError::Damaged("report: the numbers of its cases".to_owned())
                })?;
                all.push(CaseNumber { year, run });
            }
        }
        let sets = record.sets.into_iter().map(ByteBuf::into_vec).collect();
        Ok(Self { all, sets })
    }
}

impl From<&Issue> for IssueRecord {
    fn from(issue: &Issue) -> Self {
        Self {
            by: issue.by.clone(),
            at: issue.at.unix(),
            reason: issue.reason.clone(),
            sheet: (&issue.sheet).into(),
            fingerprint: issue.fingerprint.clone(),
            counted: issue.counted.as_ref().map(Into::into),
            seal: issue.seal.map(|it| (it.entries, ByteArray::new(it.digest))),
        }
    }
}

impl TryFrom<IssueRecord> for Issue {
    type Error = StoreError;

    fn try_from(record: IssueRecord) -> Result<Self, StoreError> {
        let issue = Self {
            by: record.by,
            at: Moment::from_unix(record.at),
            reason: record.reason,
            sheet: record.sheet.try_into()?,
            fingerprint: record.fingerprint,
            counted: record.counted.map(TryInto::try_into).transpose()?,
            seal: record.seal.map(|(entries, digest)| Seal {
                entries,
                digest: *digest,
            }),
        };
        let fits = |it: &Counted| it.fits(&issue.sheet);
        if issue.is_sound() && issue.counted.as_ref().is_none_or(fits) {
            return Ok(issue);
        }
        let named = format!("report {}: its fingerprint is another", issue.sheet.period);
        Err(StoreError::Damaged(named))
    }
}

impl From<&Report> for ReportRecord {
    fn from(report: &Report) -> Self {
        Self {
            period: of_period(report.period),
            area: report.area.clone(),
            issues: report.issues.iter().map(IssueRecord::from).collect(),
        }
    }
}

impl TryFrom<ReportRecord> for Report {
    type Error = StoreError;

    fn try_from(record: ReportRecord) -> Result<Self, StoreError> {
        let issues = record.issues.into_iter().map(Issue::try_from);
        Ok(Self {
            period: period(record.period)?,
            area: record.area,
            issues: issues.collect::<Result<_, StoreError>>()?,
        })
    }
}

impl From<&ReportFact> for ReportFactRecord {
    fn from(fact: &ReportFact) -> Self {
        let ReportFact::Issued(issue) = fact;
        Self::Issued((&**issue).into())
    }
}

impl TryFrom<ReportFactRecord> for ReportFact {
    type Error = StoreError;

    fn try_from(record: ReportFactRecord) -> Result<Self, StoreError> {
        let ReportFactRecord::Issued(issue) = record;
        Ok(Self::Issued(Box::new(issue.try_into()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::bytes::{decode, encode};
    use super::*;

    fn sheet() -> Sheet {
        let numbers = |runs: &[u32]| {
            let runs = runs.iter();
            runs.map(|run| CaseNumber {
                year: 2026,
                run: *run,
            })
            .collect()
        };
        let day = |text: &str| text.parse().unwrap();
        Sheet {
            period: Period::of(PeriodKind::Month, day("2026-11-10")),
            area: None,
            until: day("2026-11-25"),
            figures: vec![Figure {
                base: Base::All,
                measure: Measure::Registered,
                value: Value::Count(3),
                previous: None,
                last_year: None,
                cases: numbers(&[1, 70_000, 300]),
                marked: numbers(&[300]),
            }],
            tables: Vec::new(),
        }
    }

    #[test]
    fn an_issue_written_before_its_cases_were_kept_reads_as_it_was() {
        let whole = Issue::new(&sheet(), "王芳", Moment::from_unix(0), "");
        let first = (
            "王芳",
            0_i64,
            "",
            SheetRecord::from(&whole.sheet),
            whole.fingerprint.clone(),
        );
        let record: IssueRecord = decode("reports", &encode(&first).unwrap()).unwrap();
        let read = Issue::try_from(record).unwrap();
        assert!(read.is_sound());
        assert_eq!(read.counted, None);
        assert_eq!(read.sheet, whole.sheet);
    }

    #[test]
    fn the_cases_of_an_issue_come_back_and_others_than_its_own_are_damage() {
        let whole = Issue::new(&sheet(), "王芳", Moment::from_unix(0), "");
        let bytes = encode(&IssueRecord::from(&whole)).unwrap();
        let read = Issue::try_from(decode::<IssueRecord>("reports", &bytes).unwrap()).unwrap();
        assert_eq!(read, whole);
        let key = (Base::All, Measure::Registered);
        let runs = |marked| {
            let counted = read.counted.as_ref().unwrap();
            let cases = counted.figure(&read.sheet, key, marked).into_iter();
            cases.map(|it| it.run).collect::<Vec<_>>()
        };
        assert_eq!((runs(false), runs(true)), (vec![1, 300, 70_000], vec![300]));
        let mut other = whole;
        if let Some(counted) = &mut other.counted {
            counted.sets.pop();
        }
        let bytes = encode(&IssueRecord::from(&other)).unwrap();
        let record: IssueRecord = decode("reports", &bytes).unwrap();
        assert!(Issue::try_from(record).is_err());
    }
}
