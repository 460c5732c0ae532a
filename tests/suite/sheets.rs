//! Sheets in every format, read as a clerk's import reads them.

use std::fs;
use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use mulin::exchange::intake::raw::{RawIntake, RowRefusal};
use mulin::exchange::intake::sheet;
use mulin::exchange::map::case_field::{CaseField, PROVINCE};
use mulin::exchange::map::file::ImportMap;
use mulin::exchange::map::pick::read_fields;
use mulin::exchange::read::error::ReadError;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use tempfile::TempDir;

type Taken = Vec<Result<RawIntake, RowRefusal>>;

fn import(path: &Path, map: &ImportMap<CaseField>) -> Result<Taken, ReadError> {
    let mut taken = Vec::new();
    read_fields(path, map, &mut |fields| {
        taken.push(sheet::read(&fields));
        ControlFlow::Continue(())
    })?;
    Ok(taken)
}

fn known(path: &Path) -> Result<Taken, ReadError> {
    import(path, &ImportMap::known())
}

fn put(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/sheets")
        .join(name)
}

fn names(taken: &Taken) -> Vec<&str> {
    taken
        .iter()
        .flatten()
        .map(|intake| intake.get(CaseField::Name))
        .collect()
}

fn received(intake: &RawIntake) -> String {
    intake
        .received_at
        .map_or(String::new(), |read| read.moment.to_string())
}

#[test]
fn an_old_workbook_reads_past_its_title_and_merged_headings() {
    let taken = known(&fixture("register.xls")).unwrap();
    // A hidden sheet is read after those that are shown.
    assert_eq!(names(&taken), ["牟春生", "单雄信", "欧阳娜"]);
    let first = taken[0].as_ref().unwrap();
    assert_eq!(first.row, 4);
    assert_eq!(first.get(CaseField::Phone), "13800001234");
    assert_eq!(first.get(CaseField::IdNumber), "370785190001010012");
    assert_eq!(first.get(CaseField::Channel), "visit");
    assert_eq!(received(first), "2026-03-02T09:41:00+08:00");
    assert_eq!(
        first.answered_at.unwrap().moment.to_string(),
        "2026-03-04T12:00:00+08:00"
    );
    let second = taken[1].as_ref().unwrap();
    assert_eq!(received(second), "2026-03-03T00:00:00+08:00");
    assert!(!second.received_at.unwrap().had_time);
    let damaged: Vec<_> = second
        .doubts
        .iter()
        .map(|d| (d.field.as_str(), d.what.code()))
        .collect();
    assert_eq!(damaged, [("id_number", "digits-lost")]);
    assert_eq!(second.get(CaseField::IdNumber), "");
}

#[test]
fn a_hidden_sheet_is_read_when_it_is_named_and_1904_counts() {
    let map = ImportMap::parse("sheet = \"旧表\"\n[columns]\nsummary = \"概况\"").unwrap();
    let taken = import(&fixture("register.xls"), &map).unwrap();
    assert_eq!(taken[0].as_ref().unwrap().get(CaseField::Summary), "用水");
    let none = ImportMap::parse("sheet = \"新表\"\n[columns]\nsummary = \"概况\"").unwrap();
    let error = import(&fixture("register.xls"), &none)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("新表") && error.contains("信访台账"),
        "{error}"
    );

    let taken = known(&fixture("epoch_1904.xls")).unwrap();
    assert_eq!(
        received(taken[0].as_ref().unwrap()),
        "2026-03-02T00:00:00+08:00"
    );
}

#[test]
fn the_provincial_export_reads_without_a_map() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("province.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(PROVINCE) {
        sheet.write(0, column, heading).unwrap();
    }
    let row = [
        "3707852026030200012",
        "牟春生",
        "7",
        "东牟家村12号",
        "１３８００００１２３４",
        "东牟家村",
        "揭发控告",
        "自然资源_土地征收_补偿",
        "2026-03-02",
        "2026/3/2 9:41",
        "2026-05-01",
        "手机信访",
        "征地补偿款未到位",
        "否",
        "是",
        "集体访",
        "受理",
        "大牟家镇信访办",
        "值班员",
    ];
    for (column, text) in (0..).zip(row) {
        sheet.write(1, column, text).unwrap();
    }
    book.save(&path).unwrap();
    let taken = known(&path).unwrap();
    let intake = taken[0].as_ref().unwrap();
    for (field, text) in [
        (CaseField::PeopleCount, "7"),
        (CaseField::Phone, "１３８００００１２３４"),
        (CaseField::MatterVillage, "东牟家村"),
        (CaseField::Class, "accusation"),
        (CaseField::Category, "land"),
        (CaseField::Channel, "web"),
        (CaseField::Closed, "no"),
        (CaseField::FirstTime, "yes"),
        (CaseField::Joint, "yes"),
        (CaseField::RegisteredBy, "值班员"),
    ] {
        assert_eq!(intake.get(field), text, "{field:?}");
    }
    assert_eq!(intake.external[0].known().kind.code(), "province");
    assert_eq!(intake.external[0].value, "3707852026030200012");
}

#[test]
fn formulas_faults_dates_and_numbers_read_as_their_values() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("cells.xlsx");
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(["编号", "概况", "信访日期", "住址", "诉求"]) {
        sheet.write(0, column, heading).unwrap();
    }
    sheet.write(1, 0, 37_042).unwrap();
    sheet
        .write(1, 1, Formula::new("A2&\"x\"").set_result("公式的值"))
        .unwrap();
    let native = ExcelDateTime::parse_from_str("2026-03-02 09:41").unwrap();
    sheet.write_with_format(1, 2, &native, &date).unwrap();
    sheet
        .write(1, 3, Formula::new("1/0").set_result("#DIV/0!"))
        .unwrap();
    sheet.write(1, 4, "\u{1b}]0;x\u{7}请求支付").unwrap();
    sheet.write(2, 1, "日期不对").unwrap();
    sheet.write(2, 2, "2026-02-30").unwrap();
    sheet.write(3, 0, 1).unwrap();
    sheet.write_blank(65_000, 3, &date).unwrap();
    sheet.write(4, 1, "长".repeat(10_000)).unwrap();
    book.save(&path).unwrap();

    let taken = known(&path).unwrap();
    assert_eq!(taken.len(), 4, "a formatted blank row is no row");
    let first = taken[0].as_ref().unwrap();
    assert_eq!(first.external[0].value, "37042");
    assert_eq!(first.get(CaseField::Summary), "公式的值");
    assert_eq!(received(first), "2026-03-02T09:41:00+08:00");
    assert_eq!(first.get(CaseField::Request), "]0;x请求支付");
    let refused: Vec<_> = taken
        .iter()
        .filter_map(|row| row.as_ref().err())
        .map(|refusal| (refusal.row, refusal.field, refusal.why.code()))
        .collect();
    assert_eq!(refused, [(4, "summary", "missing")]);
    let undated = taken[1].as_ref().unwrap();
    let doubts: Vec<_> = undated.doubts.iter().map(|it| it.what.code()).collect();
    assert_eq!(doubts, ["no-such-day", "undated"]);
    assert!(undated.undated && undated.kept == [("信访日期", "2026-02-30".to_owned())]);
}

#[test]
fn separated_values_read_in_every_dress() {
    let folder = TempDir::new().unwrap();
    let comma = "姓名,概况,信访日期\n牟春生,\"欠薪，\"\"三\"\"个月\n第二行\",2026-03-02\n\n单雄信,'=1+1,20260303\n";
    let tabs = comma.replace("'=", "=").replace(',', "\t");
    let semicolons = comma.replace(',', ";");
    let gb18030 = encoding_rs::GB18030.encode(comma).0.into_owned();
    let utf_16: Vec<u8> = std::iter::once(0xfeff)
        .chain(tabs.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for (name, bytes) in [
        ("plain.csv", comma.as_bytes().to_vec()),
        ("bom.csv", format!("\u{feff}{comma}").into_bytes()),
        ("gb.csv", gb18030),
        ("tabs.txt", tabs.into_bytes()),
        ("semicolons.csv", semicolons.into_bytes()),
        ("utf_16.txt", utf_16),
        ("called.xls", comma.as_bytes().to_vec()),
    ] {
        let taken = known(&put(&folder, name, &bytes)).unwrap();
        assert_eq!(names(&taken), ["牟春生", "单雄信"], "{name}");
        let first = taken[0].as_ref().unwrap();
        assert_eq!(
            first.get(CaseField::Summary),
            "欠薪，\"三\"个月\n第二行",
            "{name}"
        );
        assert_eq!(
            taken[1].as_ref().unwrap().get(CaseField::Summary),
            "=1+1",
            "{name}"
        );
        assert_eq!(
            received(taken[1].as_ref().unwrap()),
            "2026-03-03T00:00:00+08:00"
        );
    }
}

#[test]
fn a_row_bears_the_number_that_the_clerk_sees() {
    let folder = TempDir::new().unwrap();
    let text = "姓名,概况\n甲,\"一\n二\"\n\n\n乙,三\n丙,四";
    for (name, text) in [
        ("plain.csv", text.to_owned()),
        ("ended.csv", format!("{text}\n")),
        ("marked.csv", format!("\u{feff}{text}\n")),
        ("windows.csv", text.replace('\n', "\r\n")),
        (
            "windows_ended.csv",
            format!("{text}\n").replace('\n', "\r\n"),
        ),
    ] {
        let taken = known(&put(&folder, name, text.as_bytes())).unwrap();
        let rows: Vec<u64> = taken.iter().flatten().map(|intake| intake.row).collect();
        assert_eq!(rows, [2, 6, 7], "{name}");
    }
}

#[test]
fn lines_of_json_read_and_a_broken_one_costs_only_itself() {
    let folder = TempDir::new().unwrap();
    let text = "{\"name\":\"牟春生\",\"summary\":\"欠薪\"}\n{broken\n\
                {\"summary\":\"供暖\",\"external_numbers\":[{\"kind\":\"12345\",\"value\":\"W1\"}]}\n";
    let taken = known(&put(&folder, "in.jsonl", text.as_bytes())).unwrap();
    assert_eq!(taken.len(), 3);
    assert_eq!(taken[1].as_ref().unwrap_err().row, 2);
    assert_eq!(taken[2].as_ref().unwrap().external[0].value, "W1");
}

#[test]
fn what_is_no_table_is_told_by_what_it_is() {
    let folder = TempDir::new().unwrap();
    let zip_of = |name: &str| {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        archive.write_all(b"<x/>").unwrap();
        archive.finish().unwrap().into_inner()
    };
    for (name, bytes, reason) in [
        ("a.xlsx", b"%PDF-1.7".to_vec(), "pdf"),
        ("b.csv", b"\x89PNG\r\n".to_vec(), "picture"),
        ("c.xls", b"<html><table>".to_vec(), "web-page"),
        ("d.csv", b"a\0b".to_vec(), "unknown"),
        ("e.xlsx", Vec::new(), "nothing"),
        ("f.xlsx", zip_of("word/document.xml"), "document"),
        ("g.xlsx", zip_of("readme.txt"), "packed"),
        ("h.xlsx", b"PK\x03\x04garbage".to_vec(), "damaged"),
        (
            "i.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1garbage".to_vec(),
            "damaged",
        ),
        ("j.csv", b"a,b\n1,2\n".to_vec(), "--map"),
        (
            "k.csv",
            "姓名,地址\n牟春生,x\n".as_bytes().to_vec(),
            "summary",
        ),
    ] {
        let path = put(&folder, name, &bytes);
        let error = known(&path).unwrap_err().to_string();
        assert!(
            error.contains(reason) && error.contains(name),
            "{name}: {error}"
        );
    }
    assert!(
        known(folder.path())
            .unwrap_err()
            .to_string()
            .contains("folder")
    );
    let nowhere = folder.path().join("nowhere.csv");
    assert!(
        known(&nowhere)
            .unwrap_err()
            .to_string()
            .contains("nowhere.csv")
    );
}

#[test]
fn a_map_that_does_not_fit_names_the_headings() {
    let folder = TempDir::new().unwrap();
    let path = put(&folder, "in.csv", "主题,时间\n欠薪,2026-03-02\n".as_bytes());
    let map = "[columns]\nsummary = \"主题\"\nrequest = \"详情\"";
    let error = import(&path, &ImportMap::parse(map).unwrap())
        .unwrap_err()
        .to_string();
    assert!(error.contains("详情") && error.contains("时间"), "{error}");
}

#[test]
fn a_package_that_unpacks_beyond_the_bounds_is_refused_quickly() {
    let folder = TempDir::new().unwrap();
    let bomb = |part: &str, unit: &[u8], times: usize| {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file("xl/workbook.xml", options).unwrap();
        archive.write_all(b"<workbook/>").unwrap();
        archive.start_file(part, options).unwrap();
        let block = unit.repeat(times.min(1 << 16));
        for _ in 0..times / (1 << 16) {
            archive.write_all(&block).unwrap();
        }
        archive.finish().unwrap().into_inner()
    };
    for (name, bytes) in [
        (
            "texts.xlsx",
            bomb("xl/sharedStrings.xml", b"<si/>", 5 << 20),
        ),
        (
            "cell.xlsx",
            bomb("xl/worksheets/sheet1.xml", b"aaaaaaaa", 6 << 20),
        ),
    ] {
        let error = known(&put(&folder, name, &bytes)).unwrap_err().to_string();
        assert!(error.contains("more than"), "{name}: {error}");
    }
}

#[test]
fn a_record_without_an_end_is_refused() {
    let folder = TempDir::new().unwrap();
    let mut open = "姓名,概况\n牟春生,\"".to_owned();
    open.push_str(&"没有结尾\n".repeat(3 << 20));
    let error = known(&put(&folder, "open.csv", open.as_bytes()))
        .unwrap_err()
        .to_string();
    assert!(error.contains("record"), "{error}");
}

/// Reads the real appeals where `MULIN_APPEALS` names their folder; they are not ours to publish.
#[test]
fn real_appeals_read_whole() {
    let Some(folder) = std::env::var_os("MULIN_APPEALS").map(PathBuf::from) else {
        return;
    };
    let map = "[columns]\nsummary = \"留言主题\"\nrequest = \"留言详情\"\n\
               received_at = \"留言时间\"\nname = \"留言用户\"\nexternal_number = \"留言编号\"\n";
    let replies = format!(
        "{map}answer = \"答复意见\"\nanswered_at = \"答复时间\"\n[fixed]\nchannel = \"web\""
    );
    let taken = import(
        &folder.join("replies_2816.xlsx"),
        &ImportMap::parse(&replies).unwrap(),
    );
    let taken: Vec<RawIntake> = taken.unwrap().into_iter().map(Result::unwrap).collect();
    assert_eq!(taken.len(), 2816);
    assert!(
        taken
            .iter()
            .all(|intake| intake.doubts.is_empty() && intake.answered_at.is_some())
    );
    let untimed = taken
        .iter()
        .filter(|intake| !intake.answered_at.unwrap().had_time)
        .count();
    assert_eq!(untimed, 1);

    let labelled = format!("{map}content_class = \"一级分类\"");
    let taken = import(
        &folder.join("labelled_495.xlsx"),
        &ImportMap::parse(&labelled).unwrap(),
    );
    let taken: Vec<RawIntake> = taken.unwrap().into_iter().map(Result::unwrap).collect();
    assert_eq!(taken.len(), 495);
    let mut numbers: Vec<&str> = taken
        .iter()
        .map(|row| row.external[0].value.as_str())
        .collect();
    numbers.sort_unstable();
    let twice: Vec<_> = numbers
        .windows(2)
        .filter(|pair| pair[0] == pair[1])
        .collect();
    assert_eq!(twice, [["37042", "37042"]]);
}
