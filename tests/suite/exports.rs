//! Exports in every format: whole, private, without live formulas, and readable by our own import.

use std::fs;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;

use chrono::NaiveDate;
use mulin::domain::clean;
use mulin::domain::moment::Moment;
use mulin::domain::nothing::says_nothing;
use mulin::exchange::intake::raw::RawIntake;
use mulin::exchange::intake::sheet;
use mulin::exchange::map::case_field::CaseField;
use mulin::exchange::map::file::ImportMap;
use mulin::exchange::map::pick::read_fields;
use mulin::exchange::write::create::create;
use mulin::exchange::write::file::Standing;
use mulin::exchange::write::out::{OutCell, OutColumn, Written};
use proptest::prelude::{ProptestConfig, proptest};
use tempfile::TempDir;

fn columns() -> Vec<OutColumn> {
    [
        ("external_number", "编号", 20),
        ("name", "姓名", 10),
        ("received_at", "信访日期", 20),
        ("summary", "概况", 40),
        ("request", "诉求", 40),
        ("people_count", "信访人数", 8),
        ("confidential", "要求保密", 8),
    ]
    .map(|(code, heading, width)| OutColumn {
        code,
        heading: heading.to_owned(),
        width,
    })
    .to_vec()
}

fn text(text: &str) -> OutCell {
    OutCell::Text(text.to_owned())
}

fn write(path: &Path, rows: &[Vec<OutCell>]) -> Written {
    let mut sink = create(path, "信访事项", columns(), Standing::Replaced).unwrap();
    for row in rows {
        sink.row(row).unwrap();
    }
    sink.finish().unwrap()
}

fn read(path: &Path) -> Vec<RawIntake> {
    let mut taken = Vec::new();
    read_fields(path, &ImportMap::known(), &mut |fields| {
        taken.push(sheet::read(&fields).unwrap());
        ControlFlow::Continue(())
    })
    .unwrap();
    taken
}

const FORMATS: [&str; 3] = ["out.xlsx", "out.csv", "out.jsonl"];

#[test]
fn what_is_exported_is_imported_the_same() {
    let folder = TempDir::new().unwrap();
    let at = Moment::parse("2026-03-02T09:41:07+08:00").unwrap();
    let row = vec![
        text("370785190001010012"),
        text("牟春生"),
        OutCell::At(at),
        text("=HYPERLINK(\"http://x\",\"欠薪\")"),
        text("第一行\n\"第二行\",\u{1b}[31m+1"),
        OutCell::Count(7),
        OutCell::YesNo(true),
    ];
    for format in FORMATS {
        let path = folder.path().join(format);
        assert_eq!(
            write(&path, std::slice::from_ref(&row)),
            Written {
                rows: 1,
                shortened: 0
            }
        );
        let intake = &read(&path)[0];
        assert_eq!(intake.external[0].value, "370785190001010012", "{format}");
        assert_eq!(intake.received_at.unwrap().moment, at, "{format}");
        for (field, text) in [
            (CaseField::Name, "牟春生"),
            (CaseField::Summary, "=HYPERLINK(\"http://x\",\"欠薪\")"),
            (CaseField::Request, "第一行\n\"第二行\",[31m+1"),
            (CaseField::PeopleCount, "7"),
            (CaseField::Confidential, "yes"),
        ] {
            assert_eq!(intake.get(field), text, "{format}");
        }
    }
}

#[test]
fn no_formula_is_live_and_only_the_owner_reads() {
    let folder = TempDir::new().unwrap();
    let cells: Vec<OutCell> = ["=1+1", "+86", "-2", "@x", "\t=1", "＝1", "x"]
        .map(text)
        .to_vec();
    for format in FORMATS {
        let path = folder.path().join(format);
        write(&path, std::slice::from_ref(&cells));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(
                fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
    }
    let csv = fs::read_to_string(folder.path().join("out.csv")).unwrap();
    assert!(
        csv.starts_with('\u{feff}') && csv.contains("'=1+1,'+86,'-2,'@x,"),
        "{csv}"
    );
    let book = fs::File::open(folder.path().join("out.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(book).unwrap();
    let mut sheet = String::new();
    let mut part = archive.by_name("xl/worksheets/sheet1.xml").unwrap();
    part.read_to_string(&mut sheet).unwrap();
    assert!(!sheet.contains("<f>") && sheet.contains("=1+1"), "{sheet}");
}

#[test]
fn an_export_that_breaks_off_leaves_what_stood_there() {
    let folder = TempDir::new().unwrap();
    for format in FORMATS {
        let path = folder.path().join(format);
        fs::write(&path, "old").unwrap();
        let mut sink = create(&path, "信访事项", columns(), Standing::Replaced).unwrap();
        sink.row(&[text("new")]).unwrap();
        drop(sink);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    }
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        3,
        "nothing is left beside them"
    );
    let wrong = create(
        &folder.path().join("out.pdf"),
        "x",
        columns(),
        Standing::Stays,
    )
    .err()
    .unwrap();
    assert!(wrong.to_string().contains(".xlsx"), "{wrong}");
    let nowhere = create(
        &folder.path().join("no/out.csv"),
        "x",
        columns(),
        Standing::Stays,
    )
    .err()
    .unwrap();
    assert!(nowhere.to_string().contains("out.csv"), "{nowhere}");
}

#[test]
fn a_text_longer_than_a_cell_is_shortened_in_a_sheet_alone_and_counted() {
    let folder = TempDir::new().unwrap();
    let long = "诉求".repeat(20_000);
    let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    let row = vec![
        OutCell::Empty,
        OutCell::Empty,
        OutCell::Day(day),
        text("长"),
        text(&long),
    ];
    for (format, shortened) in [("out.xlsx", 1), ("out.csv", 0), ("out.jsonl", 0)] {
        let path = folder.path().join(format);
        assert_eq!(
            write(&path, std::slice::from_ref(&row)).shortened,
            shortened
        );
        let intake = &read(&path)[0];
        assert_eq!(
            intake.get(CaseField::Request) == long,
            shortened == 0,
            "{format}"
        );
        assert!(!intake.received_at.unwrap().had_time, "{format}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back(words in "[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\u{fff0}-\u{ffff}]{1,30}") {
        let wanted = words.trim();
        // What nobody sees goes, and so do more marks than a letter has.
        if !wanted.is_empty() && clean::text(wanted) == wanted {
            let folder = TempDir::new().unwrap();
            for format in FORMATS {
                let path = folder.path().join(format);
                let row = vec![OutCell::Empty, OutCell::Empty, OutCell::Empty, text("x"), text(wanted)];
                write(&path, &[row]);
                // A mark or a word for nothing (无, /, _) says nothing in any sheet.
                let kept = if says_nothing(wanted) { "" } else { wanted };
                assert_eq!(read(&path)[0].get(CaseField::Request), kept, "{format}");
            }
        }
    }
}
