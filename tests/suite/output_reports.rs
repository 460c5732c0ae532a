//! Reports in official form, as files, and the 二维码 of a receipt.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use flate2::read::ZlibDecoder;
use mulin::exchange::paper::qr::QrCode;
use rqrr::PreparedImage;

use crate::cli::Desk;
use crate::receipts;

/// Gives the text of a `.docx`, a paragraph a line.
fn document(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut xml = String::new();
    let mut file = archive.by_name("word/document.xml").unwrap();
    file.read_to_string(&mut xml).unwrap();
    let mut text = String::new();
    for piece in xml.split('<') {
        match piece.split_once('>') {
            Some((tag, inner)) if tag.starts_with("w:t") && !tag.starts_with("w:tab") => {
                text.push_str(inner);
            }
            Some(("/w:p", _)) => text.push('\n'),
            _ => {}
        }
    }
    text
}

fn town() -> Desk {
    let desk = Desk::new();
    let args = "demo --no-open --on 2026-11-25 --people 60 --cases 120";
    let made = desk.run(&args.split(' ').collect::<Vec<_>>());
    assert_eq!(made.code, 0, "{}", made.err);
    desk
}

/// Writes a report into a file.
fn report(desk: &Desk, period: &str, file: &str, more: &[&str]) -> (i32, String) {
    let path = desk.file(file);
    let path = path.to_str().unwrap();
    let args = [&["report", period, "--lang", "zh", "--to", path], more].concat();
    let printed = desk.run(&args);
    (printed.code, format!("{}{}", printed.out, printed.err))
}

#[test]
fn every_report_is_made_out_with_unit_period_tables_and_who_signs() {
    let desk = town();
    for (period, title) in [
        ("day", "日调度（2026年11月25日）"),
        ("week", "周通报（2026年第48周）"),
        ("month", "月考评（2026年11月）"),
        ("quarter", "季度（2026年第4季度）"),
        ("year", "年度（2026年）"),
    ] {
        let file = format!("{period}.docx");
        let (code, answer) = report(&desk, period, &file, &[]);
        assert_eq!(code, 0, "{answer}");
        let text = document(&desk.file(&file));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "高密市大牟家镇“牟邻之家”", "{period}");
        assert_eq!(lines[1], title);
        assert!(lines[2].contains("统计至 2026-11-25"), "{text}");
        for words in [
            "全部诉求",
            "登记件数",
            "签发人：____",
            "制表人：____",
            "未签发",
            "刘巧玲",
        ] {
            assert!(text.contains(words), "{words} is not in {period}: {text}");
        }
    }
    for (part, title, words) in [
        ("stations", "接待点情况（2026年11月）", "中心"),
        ("disputes", "排查情况表（2026年11月）", "微网格排查"),
    ] {
        let file = format!("{part}.docx");
        let (code, answer) = report(&desk, "month", &file, &["--part", part]);
        assert_eq!(code, 0, "{answer}");
        let text = document(&desk.file(&file));
        assert!(text.contains(title) && text.contains(words), "{text}");
        assert!(!text.contains("登记件数"), "{text}");
    }
    let (code, answer) = report(&desk, "day", "none.docx", &["--part", "disputes"]);
    assert_eq!(code, 1);
    assert!(answer.contains("日调度里没有"), "{answer}");
}

#[test]
fn an_issued_report_goes_out_as_it_was_issued_and_replaces_no_file() {
    let desk = town();
    let issued = desk.run(&["report", "week", "--issue", "--lang", "zh"]);
    assert_eq!(issued.code, 0, "{}", issued.err);
    let mark = issued.out.lines().find(|line| line.contains("SHA-256"));
    let mark = mark.unwrap().trim();
    let before = report(&desk, "week", "before.docx", &[]);
    assert_eq!(before.0, 0, "{}", before.1);
    let line = r#"{"name":"牟春生","channel":"visit","summary":"路灯坏了"}"#;
    assert_eq!(desk.feed(&["register"], line).code, 0);
    assert_eq!(report(&desk, "week", "after.docx", &[]).0, 0);
    let [before, after] = ["before.docx", "after.docx"].map(|file| document(&desk.file(file)));
    assert!(before.contains(mark), "{mark} is not in {before}");
    assert_eq!(before, after);
    // What is there stays.
    let (code, answer) = report(&desk, "month", "after.docx", &[]);
    assert_eq!(code, 1, "{answer}");
    assert_eq!(document(&desk.file("after.docx")), after);
    let (code, answer) = report(&desk, "month", "month.pdf", &[]);
    assert_eq!(code, 1);
    assert!(answer.contains("pdf"), "{answer}");
    for file in ["month.xlsx", "month.csv"] {
        assert_eq!(report(&desk, "month", file, &[]).0, 0);
    }
    let csv = std::fs::read_to_string(desk.file("month.csv")).unwrap();
    assert!(
        csv.contains("月考评（2026年11月）") && csv.contains("签发人"),
        "{csv}"
    );
}

/// Gives what a scanner reads in a picture of grey pixels.
fn scanned(side: usize, dark: impl Fn(usize, usize) -> bool) -> String {
    let grey = |x, y| if dark(x, y) { 0 } else { 255 };
    let mut image = PreparedImage::prepare_from_greyscale(side, side, grey);
    let grids = image.detect_grids();
    grids.first().unwrap().decode().unwrap().1
}

/// Gives side and pixels of a PNG as it is written here: grey, every line without a filter.
fn pixels(png: &[u8]) -> (usize, Vec<u8>) {
    let mut chunks: BTreeMap<&[u8], &[u8]> = BTreeMap::new();
    let mut rest = &png[8..];
    while rest.len() >= 12 {
        let length = u32::from_be_bytes(rest[..4].try_into().unwrap()) as usize;
        chunks.insert(&rest[4..8], &rest[8..8 + length]);
        let mut sum = crc32fast::Hasher::new();
        sum.update(&rest[4..8 + length]);
        let answer = rest[8 + length..12 + length].try_into().unwrap();
        assert_eq!(sum.finalize(), u32::from_be_bytes(answer));
        rest = &rest[12 + length..];
    }
    let side = u32::from_be_bytes(chunks[&b"IHDR"[..]][..4].try_into().unwrap()) as usize;
    let mut lines = Vec::new();
    let mut unpacked = ZlibDecoder::new(chunks[&b"IDAT"[..]]);
    unpacked.read_to_end(&mut lines).unwrap();
    let pixels = lines.chunks(side + 1).flat_map(|line| line[1..].to_vec());
    (side, pixels.collect())
}

#[test]
fn a_receipts_code_is_scanned_and_the_finder_answers_it() {
    let desk = receipts::desk();
    let folder = desk.file("out");
    std::fs::create_dir_all(&folder).unwrap();
    for ending in ["docx", "txt"] {
        let file = folder.join(format!("receipt.{ending}"));
        let args = [
            "case",
            "paper",
            "ML-2026-0001",
            "receipt",
            "--lang",
            "zh",
            "--out",
        ];
        let args = [&args[..], &[file.to_str().unwrap()]].concat();
        let printed = desk.run(&args);
        assert_eq!(printed.code, 0, "{}", printed.err);
    }
    let expected = format!("ML-2026-0001 {}", receipts::code(&desk, 1));
    let file = std::fs::File::open(folder.join("receipt.docx")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let count = archive.len();
    let mut is_picture = |at: &usize| {
        let file = archive.by_index_raw(*at).unwrap();
        file.name().unwrap().ends_with(".png")
    };
    let picture = (0..count).find(&mut is_picture).unwrap();
    let mut png = Vec::new();
    archive
        .by_index(picture)
        .unwrap()
        .read_to_end(&mut png)
        .unwrap();
    let (side, grey) = pixels(&png);
    assert_eq!(scanned(side, |x, y| grey[y * side + x] == 0), expected);
    // The plain text has the same in half blocks.
    let text = std::fs::read_to_string(folder.join("receipt.txt")).unwrap();
    let blocks = QrCode::of(&expected).unwrap().half_blocks();
    for line in blocks.iter().filter(|line| !line.trim().is_empty()) {
        assert!(text.contains(line.trim_end()), "{text}");
    }
    let code = QrCode::of(&expected).unwrap();
    let scale = 4;
    let read = scanned(code.side() * scale, |x, y| {
        code.is_dark(x / scale, y / scale)
    });
    assert_eq!(read, expected);
    // Nothing of the person is in it, and a scanner may type it into the Finder.
    let found = desk.run(&["find", &expected, "--json"]);
    assert!(found.out.contains("ML-2026-0001"), "{}", found.out);
    assert!(!expected.contains("牟"));
}
