//! Files that are no files: whatever bytes come, the readers answer, quickly and without a panic.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;

use mulin::exchange::intake::sheet;
use mulin::exchange::map::case_field::CaseField;
use mulin::exchange::map::file::ImportMap;
use mulin::exchange::map::pick::read_fields;
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, proptest};
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

fn swallow(path: &Path) {
    let mut rows = 0;
    let read = read_fields(path, &ImportMap::<CaseField>::known(), &mut |fields| {
        let _ = sheet::read(&fields);
        rows += 1;
        ControlFlow::Continue(())
    });
    if let Err(error) = read {
        assert!(!error.to_string().is_empty());
    }
}

fn swallow_bytes(bytes: &[u8]) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("in");
    fs::write(&path, bytes).unwrap();
    swallow(&path);
}

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(["姓名", "概况", "信访日期", "信访人数"]) {
        sheet.write(0, column, heading).unwrap();
        sheet.write(1, column, "一").unwrap();
        sheet.write(2, column, 46_083.5).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// Changes bytes of one part of a workbook and packs it again.
fn changed_part(part: usize, changes: &[(usize, u8)]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(workbook())).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let part = part % from.len();
    for at in 0..from.len() {
        let mut file = from.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if at == part {
            change(&mut bytes, changes);
        }
        to.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        to.write_all(&bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}

fn change(bytes: &mut [u8], changes: &[(usize, u8)]) {
    let length = bytes.len().max(1);
    for (at, value) in changes {
        if let Some(byte) = bytes.get_mut(at % length) {
            *byte = *value;
        }
    }
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sheets");
    fs::read(folder.join(name)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes(bytes in vec(any::<u8>(), 0..600)) {
        swallow_bytes(&bytes);
        for head in [&b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{", b"\xff\xfe", "姓名,概况\n".as_bytes()] {
            swallow_bytes(&[head, &bytes].concat());
        }
    }

    #[test]
    fn random_tables(text in "(([姓名概况牟春生,;\t\"'=0-9]{0,8})[,;\t\n]){0,60}") {
        swallow_bytes(format!("姓名,概况\n{text}").as_bytes());
    }

    #[test]
    fn changed_packages(part in 0usize..12, changes in vec((any::<usize>(), any::<u8>()), 1..6)) {
        swallow_bytes(&changed_part(part, &changes));
        let mut bytes = workbook();
        change(&mut bytes, &changes);
        swallow_bytes(&bytes);
    }

    #[test]
    fn changed_old_workbooks(changes in vec((any::<usize>(), any::<u8>()), 1..6), cut in 0usize..6000) {
        let mut bytes = fixture("register.xls");
        change(&mut bytes, &changes);
        swallow_bytes(&bytes);
        bytes.truncate(cut);
        swallow_bytes(&bytes);
    }
}
