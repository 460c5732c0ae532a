//! The provincial sheet goes out as it came, beside our own.

use std::fs;
use std::path::Path;

use calamine::{Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;

use crate::cli::Desk;

const HEADINGS: [&str; 19] = [
    "信访件编号",
    "姓名",
    "信访人数",
    "住址",
    "手机号码",
    "问题属地",
    "信访目的",
    "内容分类",
    "信访日期",
    "登记日期",
    "限办时间",
    "信访形式",
    "概况",
    "是否办结",
    "是否全国初次信访",
    "联名信或集体访",
    "信访件状态",
    "登记部门",
    "登记人",
];
const FORMS: [&str; 8] = [
    "来信",
    "来访",
    "网上信访",
    "手机信访",
    "微信信访",
    "网上建议",
    "电话信访",
    "领导信箱",
];
const PURPOSES: [&str; 6] = ["求决", "意见建议", "申诉", "揭发控告", "其他", ""];
const STATES: [&str; 15] = [
    "受理申请审查中",
    "不予受理",
    "受理",
    "已作出处理意见",
    "超期未作出处理意见",
    "不再受理",
    "超期未申请复查",
    "复查",
    "提出复查意见",
    "超期未作出复查意见",
    "超期未申请复核",
    "复核",
    "提出复核意见",
    "超期未作出复核意见",
    "审核认定办结",
];
const CONTENTS: [&str; 17] = [
    "农村农业_土地承包_承包合同纠纷",
    "自然资源_土地征收_补偿安置",
    "城乡建设_房屋拆迁_补偿",
    "劳动和社会保障_劳动报酬_拖欠工资",
    "卫生健康_医疗纠纷_医患矛盾",
    "教育文体_教师待遇_民办教师",
    "民政_社会救助_低保",
    "政法_案件执行_执行难",
    "经济管理_金融_集资",
    "交通运输_道路_养护",
    "商贸旅游_市场管理_摊位",
    "科技信息_通信_基站",
    "生态环境_污染_扬尘",
    "党务政务_村务公开_账目",
    "组织人事_干部管理_选举",
    "纪检监察_贪污贿赂_村干部",
    "其他",
];

/// Makes a row of every code word in turn.
fn row(at: usize) -> [String; 19] {
    let yes_no = |yes: bool| if yes { "是" } else { "否" }.to_owned();
    let of = |list: &[&str]| list[at % list.len()].to_owned();
    [
        format!("XF370785{at:010}"),
        format!(
            "牟测{}",
            char::from_u32(0x4e00 + u32::try_from(at).unwrap()).unwrap()
        ),
        (1 + at % 9).to_string(),
        if at.is_multiple_of(7) {
            String::new()
        } else {
            format!("山东省高密市大牟家镇东牟家村{at}号")
        },
        match at % 5 {
            0 => String::new(),
            1 => format!("138-0000-{at:04}"),
            _ => format!("1380000{at:04}"),
        },
        if at.is_multiple_of(3) {
            "山东省潍坊市高密市大牟家镇".to_owned()
        } else {
            "大牟家镇西牟家村".to_owned()
        },
        of(&PURPOSES),
        of(&CONTENTS),
        format!("2026-0{}-1{} 0{}:30:00", 1 + at % 9, at % 10, at % 10),
        format!("2026/0{}/2{}", 1 + at % 9, at % 8),
        if at.is_multiple_of(4) {
            String::new()
        } else {
            format!("2026-1{}-15", at % 3)
        },
        of(&FORMS),
        format!("第{at}件：村口排水不畅，\"多次\"反映, 请求解决"),
        yes_no(at.is_multiple_of(2)),
        yes_no(at.is_multiple_of(3)),
        yes_no(at.is_multiple_of(5)),
        of(&STATES),
        if at.is_multiple_of(6) {
            String::new()
        } else {
            "高密市信访局".to_owned()
        },
        if at.is_multiple_of(2) {
            "张测试".to_owned()
        } else {
            String::new()
        },
    ]
}

fn sheet() -> String {
    let quoted = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
    let mut text = HEADINGS.join(",");
    for at in 1..=200 {
        text.push('\n');
        text += &row(at).iter().map(quoted).collect::<Vec<_>>().join(",");
    }
    text + "\n"
}

/// Gives the 19 columns of every row of an export, by the number of the row.
fn exported(desk: &Desk, name: &str) -> Vec<Vec<String>> {
    let file = desk.file(name);
    let answer = desk.run(&["export", "cases", file.to_str().unwrap(), "--reveal"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let text = fs::read_to_string(file).unwrap();
    let mut rows: Vec<Vec<String>> = cells(text.trim_start_matches('\u{feff}'));
    assert_eq!(rows.remove(0)[..19], HEADINGS);
    rows.iter().map(|it| it[..19].to_vec()).collect()
}

/// Reads a CSV file, in which every second quote within quotes is one.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut signs = text.chars().filter(|it| *it != '\r').peekable();
    while let Some(sign) = signs.next() {
        let row = rows.last_mut().unwrap();
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                row.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            other => row.last_mut().unwrap().push(other),
        }
    }
    rows.retain(|row| row.len() > 1);
    rows
}

#[test]
fn two_hundred_rows_of_every_code_word_come_back_unchanged() {
    let desk = Desk::new();
    let file = desk.write("province.csv", &sheet());
    let file = file.to_str().unwrap();
    let report = desk.run(&["import", "cases", file, "--json"]).json();
    assert_eq!(report["imported"], 200, "{report}");
    let rows = exported(&desk, "back.csv");
    assert_eq!(rows.len(), 200);
    let mut changed = Vec::new();
    for (at, back) in (1..=200).zip(&rows) {
        for ((heading, came), goes) in HEADINGS.iter().zip(row(at)).zip(back) {
            if came != *goes {
                changed.push(format!("{at} {heading}: {came} -> {goes}"));
            }
        }
    }
    assert_eq!(changed, Vec::<String>::new());
    // What came is no text of the facts, and what is open stays open.
    let case = desk.run(&["case", "show", "ML-2026-0001", "--json"]).json();
    assert_eq!(case["facts"], Value::from(""), "{case}");
    assert_eq!(case["status"], "registered");
    let other = Desk::new();
    let back = desk.file("back.csv");
    let report = other
        .run(&["import", "cases", back.to_str().unwrap(), "--json"])
        .json();
    assert_eq!(report["imported"], 200, "{report}");
    assert_eq!(exported(&other, "again.csv"), rows);
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn a_matter_of_our_own_goes_out_in_the_words_of_the_province() {
    let desk = Desk::new();
    let line = r#"{"name":"牟春生","channel":"phone","summary":"排水","class":"litigation","purpose":"appeal","content_class":"政法_案件执行_执行难"}"#;
    assert_eq!(desk.feed(&["register"], &format!("{line}\n")).code, 0);
    let rows = exported(&desk, "own.csv");
    let cell = |heading: &str| {
        let at = HEADINGS.iter().position(|it| *it == heading).unwrap();
        rows[0][at].clone()
    };
    for (heading, word) in [
        ("信访目的", "申诉"),
        ("内容分类", "政法_案件执行_执行难"),
        ("信访形式", "电话信访"),
        ("是否办结", "否"),
        ("信访件状态", "受理申请审查中"),
    ] {
        assert_eq!(cell(heading), word);
    }
}

/// Writes the sheet as a workbook; days and times of the first half are dates of the workbook.
fn workbook(path: &Path) {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let minute = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEADINGS).unwrap();
    for at in 1..=200_u32 {
        for (column, text) in (0_u16..).zip(row(at as usize)) {
            let is_text = at > 100 || text.contains('/');
            match (HEADINGS[usize::from(column)], is_text) {
                _ if text.is_empty() => {}
                ("信访日期", false) => {
                    let stamp = ExcelDateTime::parse_from_str(&text).unwrap();
                    sheet
                        .write_with_format(at, column, &stamp, &minute)
                        .unwrap();
                }
                ("限办时间" | "登记日期", false) => {
                    let stamp = ExcelDateTime::parse_from_str(&text).unwrap();
                    sheet.write_with_format(at, column, &stamp, &day).unwrap();
                }
                _ => {
                    sheet.write(at, column, &text).unwrap();
                }
            }
        }
    }
    book.save(path).unwrap();
}

#[test]
fn a_workbook_of_the_province_comes_back_unchanged_and_days_stay_days() {
    let desk = Desk::new();
    let file = desk.file("province.xlsx");
    workbook(&file);
    let report = desk.run(&["import", "cases", file.to_str().unwrap(), "--json"]);
    assert_eq!(report.json()["imported"], 200, "{}", report.out);
    let back = desk.file("back.xlsx");
    let answer = desk.run(&["export", "cases", back.to_str().unwrap(), "--reveal"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let mut book: Xlsx<_> = open_workbook(&back).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let rows: Vec<Vec<String>> = range
        .rows()
        .map(|cells| cells.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(rows.len(), 201);
    assert_eq!(rows[0][..19], HEADINGS);
    let mut changed = Vec::new();
    for (at, back) in (1..=200).zip(&rows[1..]) {
        for ((heading, came), goes) in HEADINGS.iter().zip(row(at)).zip(back) {
            // A time of the workbook's own is shown to the minute, as its format says.
            let is_stamp = *heading == "信访日期" && at <= 100;
            let came = if is_stamp { &came[..16] } else { &came };
            if came != goes {
                changed.push(format!("{at} {heading}: {came} -> {goes}"));
            }
        }
    }
    assert_eq!(changed, Vec::<String>::new());
}

#[test]
fn a_file_for_programs_carries_our_own_codes_from_desk_to_desk() {
    let desk = Desk::new();
    let file = desk.write("province.csv", &sheet());
    desk.run(&["import", "cases", file.to_str().unwrap()]);
    let line = r#"{"name":"牟春生","channel":"station","summary":"排水","class":"suggestion","purpose":"appeal","content_class":"城乡建设_市政设施_道路与排水"}"#;
    assert_eq!(desk.feed(&["register"], &format!("{line}\n")).code, 0);
    let lines = |desk: &Desk| -> Vec<Value> {
        let file = desk.file("cases.jsonl");
        let path = file.to_str().unwrap();
        assert_eq!(
            desk.run(&["export", "cases", path, "--reveal", "--replace"])
                .code,
            0
        );
        let text = fs::read_to_string(file).unwrap();
        let rows = text.lines().map(|it| serde_json::from_str(it).unwrap());
        rows.collect()
    };
    let here = lines(&desk);
    assert_eq!(here.len(), 201);
    let own = here.last().unwrap();
    assert_eq!(
        (&own["purpose"], &own["channel"], &own["class"]),
        (
            &Value::from("appeal"),
            &Value::from("station"),
            &Value::from("suggestion")
        )
    );
    let other = Desk::new();
    let path = desk.file("cases.jsonl");
    let report = other
        .run(&["import", "cases", path.to_str().unwrap(), "--json"])
        .json();
    assert_eq!(report["imported"], 201, "{report}");
    let there = lines(&other);
    for (one, two) in here.iter().zip(&there) {
        for (name, value) in one.as_object().unwrap() {
            // When it was taken down, and by when it is due, is each desk's own.
            if !["registered_at", "due_at", "registered_by"].contains(&name.as_str()) {
                assert_eq!(*value, two[name], "{name}: {one}\n{two}");
            }
        }
    }
    // What our codes said of it is no text of the facts, and goes on in words.
    let case = other
        .run(&["case", "show", "ML-2026-0001", "--json"])
        .json();
    assert_eq!(case["facts"], "", "{case}");
}

#[test]
fn what_other_sheets_from_above_have_goes_out_as_it_came() {
    const MORE: [(&str, [&str; 3]); 7] = [
        ("初重件类型", ["初件", "重件", ""]),
        ("流转截止时间", ["2026-11-20 17:30", "2026/11/21", "无"]),
        ("办理程序", ["简易", "普通", ""]),
        ("涉企", ["是", "否", "高密某某公司"]),
        ("民生诉求", ["否", "是", "无"]),
        ("抽查", ["已抽查", "", "未抽查"]),
        ("回访", ["已回访，满意", "否", ""]),
    ];
    for numbered in [true, false] {
        let desk = Desk::new();
        let names = MORE.map(|(heading, _)| heading).join(",");
        let mut text = format!("姓名,概况,信访日期,{names}");
        if numbered {
            text.insert_str(0, "信访件编号,");
        }
        for at in 0..3 {
            let cells = MORE.map(|(_, cells)| cells[at]).join(",");
            let number = if numbered {
                format!("XF{at},")
            } else {
                String::new()
            };
            text.extend([
                format!("\n{number}牟测{at},第{at}件,2026-11-0{},", at + 1),
                cells,
            ]);
        }
        let file = desk.write("above.csv", &text);
        let report = desk.run(&["import", "cases", file.to_str().unwrap(), "--json"]);
        assert_eq!(report.json()["imported"], 3, "{}", report.out);
        let shown = desk.run(&["case", "show", "ML-2026-0001", "--json"]).json();
        assert_eq!(shown["from_above"]["transfer_limit"], "2026-11-20 17:30");
        assert_eq!(shown["facts"], "");
        let back = desk.file("back.csv");
        let path = back.to_str().unwrap();
        assert_eq!(
            desk.run(&["export", "cases", path, "--reveal", "--replace"])
                .code,
            0
        );
        let text = fs::read_to_string(&back).unwrap();
        let rows = cells(text.trim_start_matches('\u{feff}'));
        for (heading, came) in MORE {
            let column = rows[0].iter().position(|it| it == heading).unwrap();
            for at in 0..3 {
                // An empty cell is filled from what the desk knows itself.
                let own = match heading {
                    "初重件类型" => "初件",
                    _ => "",
                };
                let wanted = if came[at].is_empty() { own } else { came[at] };
                assert_eq!(rows[at + 1][column], wanted, "{heading} {at}");
            }
        }
    }
}

#[test]
fn a_matter_that_was_raised_again_is_a_repeat_above() {
    let desk = Desk::new().with_three();
    let file = desk.file("own.csv");
    let path = file.to_str().unwrap();
    assert_eq!(
        desk.run(&["export", "cases", path, "--reveal", "--replace"])
            .code,
        0
    );
    let text = fs::read_to_string(&file).unwrap();
    let rows = cells(text.trim_start_matches('\u{feff}'));
    let column = rows[0].iter().position(|it| it == "初重件类型").unwrap();
    let kinds: Vec<&str> = rows[1..].iter().map(|row| row[column].as_str()).collect();
    assert_eq!(kinds, ["重件", "初件", "初件"]);
}
