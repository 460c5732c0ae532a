//! `mulin import` of registers as offices keep them: what is not understood is named, and nothing is
//! closed, dated or merged by a guess.

use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};
use serde_json::{Value, json};

use crate::cli::Desk;

/// The rows of a sheet, the headings first.
type Sheet<'a> = (&'a str, &'a [&'a [&'a str]]);

fn book(path: &Path, sheets: &[Sheet<'_>]) {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, text) in (0..).zip(*cells) {
                sheet.write(row, column, *text).unwrap();
            }
        }
    }
    book.save(path).unwrap();
}

fn import(desk: &Desk, file: &Path) -> Value {
    let answer = desk.run(&["import", "cases", file.to_str().unwrap(), "--json"]);
    serde_json::from_str(&answer.out).unwrap_or_else(|_| panic!("{}", answer.err))
}

/// Gives the matter of that summary.
fn matter(desk: &Desk, summary: &str) -> Value {
    // The words of an unclassed matter are no list's.
    let list = desk.run(&["case", "list", "--json"]).json();
    let numbers = list.as_array().unwrap().iter().map(|it| &it["number"]);
    numbers
        .map(|number| desk.run(&["case", "show", number.as_str().unwrap(), "--json"]))
        .map(|answer| answer.json())
        .find(|case| case["summary"] == summary)
        .unwrap_or_else(|| panic!("{summary}: {list}"))
}

#[test]
fn every_sheet_and_column_is_named_with_what_became_of_it() {
    let desk = Desk::new();
    let file = desk.file("registers.xlsx");
    book(
        &file,
        &[
            (
                "填表说明",
                &[
                    &["栏目", "说明"],
                    &["姓名", "来访人"],
                    &["概况", "五十字以内"],
                    &["信访日期", "年月日"],
                ],
            ),
            (
                "一月",
                &[
                    &["姓名", "信访日期", "概况", "概况", "包案领导"],
                    &["牟春生", "2026-01-05", "渠边路塌了", "下雨时过不去", "丁某"],
                    &["填表人：单某", "审核人：丁某", ""],
                ],
            ),
            (
                "二月",
                &[
                    &["姓名", "信访日期", "概况"],
                    &["单雄信", "2026-02-06", "路灯不亮"],
                ],
            ),
            ("汇总", &[&["村", "人数"], &["东牟家村", "2"]]),
        ],
    );
    let report = import(&desk, &file);
    assert_eq!(
        (&report["read"], &report["imported"]),
        (&json!(2), &json!(2))
    );
    let became: Vec<_> = report["sheets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            (
                it["sheet"].as_str().unwrap(),
                it["became"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        became,
        [
            ("填表说明", "no-headings"),
            ("一月", "read"),
            ("二月", "read"),
            ("汇总", "field-missing"),
        ]
    );
    let january = &report["sheets"][1];
    let uses: Vec<_> = january["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["became"].as_str().unwrap())
        .collect();
    assert_eq!(uses, ["reads", "reads", "reads", "overflows", "unread"]);
    assert_eq!(january["passed_over"][0]["row"], 3);
    assert_eq!(matter(&desk, "渠边路塌了")["request"], "下雨时过不去");
    let args = [
        "import",
        "cases",
        file.to_str().unwrap(),
        "--dry-run",
        "--lang",
        "zh",
    ];
    let text = desk.run(&args).out;
    for part in [
        "工作表“二月”：读了 1 行",
        "工作表“汇总”没有读",
        "没有读的栏：“包案领导”（E 列）",
        "表尾",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn nothing_read_is_no_success() {
    let desk = Desk::new();
    let file = desk.write("empty.csv", "姓名,信访日期,概况\n");
    let answer = desk.run(&["import", "cases", file.to_str().unwrap(), "--json"]);
    assert_eq!((answer.code, &answer.json()["read"]), (1, &json!(0)));
}

#[test]
fn what_says_that_it_is_open_is_open() {
    let desk = Desk::new();
    let rows = "姓名,信访日期,概况,办理结果,是否办结\n\
                甲一,2026-01-05,否在后,已经和双方谈过,否\n\
                甲二,2026-01-05,没有结果,无,\n\
                甲三,2026-01-05,正在办,正在协调,\n\
                甲四,2026-01-05,办完了,已修好,是\n\
                甲五,2026-01-05,只有结果,已修好,/\n\
                甲六,2026-01-05,说不清,已修好,再看\n";
    let report = import(&desk, &desk.write("results.csv", rows));
    for (summary, status) in [
        ("否在后", "registered"),
        ("没有结果", "registered"),
        ("正在办", "registered"),
        ("办完了", "imported_closed"),
        ("只有结果", "imported_closed"),
        ("说不清", "imported_closed"),
    ] {
        assert_eq!(matter(&desk, summary)["status"], status, "{summary}");
    }
    let facts = matter(&desk, "否在后")["facts"].clone();
    assert!(
        facts.as_str().unwrap().contains("已经和双方谈过"),
        "{facts}"
    );
    let doubts: Vec<_> = report["doubts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["row"].as_u64().unwrap(), it["field"].as_str().unwrap()))
        .filter(|(_, field)| ["answer", "closed"].contains(field))
        .collect();
    assert_eq!(doubts, [(2, "answer"), (4, "answer"), (7, "closed")]);
}

#[test]
fn an_unknown_day_is_nobodys_day_until_it_is_filled_in() {
    let desk = Desk::new();
    let rows = "姓名,信访日期,概况,来源\n\
                乙一,不详,没有日子,来访\n\
                乙二,4/5/2026,两种读法,飞鸽\n\
                乙三,2026-11-20,有日子,网站\n";
    let report = import(&desk, &desk.write("days.csv", rows));
    assert_eq!(
        (&report["imported"], &report["refused"]),
        (&json!(3), &json!([]))
    );
    for summary in ["没有日子", "两种读法"] {
        let case = matter(&desk, summary);
        assert_eq!(
            (&case["received_at"], &case["clocks"]),
            (&Value::Null, &json!([])),
            "{case}"
        );
    }
    let unknown = matter(&desk, "两种读法");
    assert_eq!(unknown["visits"][0]["channel"], Value::Null);
    let facts = unknown["facts"].as_str().unwrap();
    assert!(
        facts.contains("4/5/2026") && facts.contains("飞鸽"),
        "{facts}"
    );
    assert_eq!(matter(&desk, "有日子")["visits"][0]["channel"], "web");
    let number = unknown["number"].as_str().unwrap();
    let shown = desk.run(&["case", "show", number, "--lang", "zh"]).out;
    assert!(
        shown.contains("日期不明") && shown.contains("期限没有起算"),
        "{shown}"
    );
    let month = desk.run(&["report", "month", "--format", "json"]).json();
    assert!(month.to_string().contains("undated"), "{month}");
    for name in ["back.csv", "back.xlsx", "back.jsonl"] {
        let out = desk.file(name);
        desk.run(&["export", "cases", out.to_str().unwrap(), "--reveal"]);
        let other = Desk::new();
        import(&other, &out);
        assert_eq!(
            matter(&other, "没有日子")["received_at"],
            Value::Null,
            "{name}"
        );
        assert_eq!(
            matter(&other, "两种读法")["visits"][0]["channel"],
            Value::Null,
            "{name}"
        );
    }
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn merged_cells_reach_down_and_the_other_side_is_not_the_petitioner() {
    let desk = Desk::new();
    let file = desk.file("merged.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    for (column, heading) in (0..).zip(["序号", "村", "信访日期", "姓名", "概况"]) {
        sheet.write(0, column, heading).unwrap();
    }
    sheet.merge_range(1, 1, 2, 1, "东牟家村", &plain).unwrap();
    sheet.merge_range(1, 2, 2, 2, "2026-03-05", &plain).unwrap();
    for (row, (name, summary)) in (1..).zip([("丙一", "第一户"), ("丙二", "第二户")]) {
        sheet.write(row, 3, name).unwrap();
        sheet.write(row, 4, summary).unwrap();
    }
    book.save(&file).unwrap();
    import(&desk, &file);
    let second = matter(&desk, "第二户");
    assert_eq!(second["received_at"], "2026-03-05T00:00:00+08:00");
    assert_eq!(second["village"], "东牟家村");

    let rows = "甲方姓名,甲方电话,乙方姓名,乙方电话,概况,接件时间\n\
                丁一,13800001234,丁二,13800005678,地边之争,2026-03-05\n";
    import(&desk, &desk.write("sides.csv", rows));
    let case = matter(&desk, "地边之争");
    let facts = case["facts"].as_str().unwrap();
    assert!(
        facts.contains("丁二") && facts.contains("13800005678"),
        "{facts}"
    );
    let found = desk.run(&["find", "13800005678", "--json"]).out;
    assert!(!found.contains("丁一"), "{found}");
}

#[test]
fn tables_of_other_dresses_are_read() {
    let desk = Desk::new();
    let page = "<html><body><table><tr><td>姓名</td><td>信访日期</td><td>概况</td></tr>\
                <tr><td>戊一</td><td>2026-03-05</td><td>网页里的</td></tr></table></body></html>";
    let xml = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">\
               <Worksheet><Table><Row><Cell><Data>姓名</Data></Cell><Cell><Data>概况</Data></Cell></Row>\
               <Row><Cell><Data>戊二</Data></Cell><Cell><Data>旧式里的</Data></Cell></Row></Table></Worksheet></Workbook>";
    let list = "{\"data\": [{\"姓名\": \"戊三\", \"概况\": \"数组里的\"}, {\"姓名\": \"戊四\", \"概况\": \"数组里的二\"}]}";
    let mail = format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\n\
         Content-Type: text/html; charset=\"utf-8\"\r\n\r\n{}\r\n--x--\r\n",
        page.replace("网页里的", "邮件里的")
    );
    for (name, text, summary) in [
        ("page.xls", page, "网页里的"),
        ("old.xls", xml, "旧式里的"),
        ("list.json", list, "数组里的二"),
        ("mail.xls", mail.as_str(), "邮件里的"),
    ] {
        let report = import(&desk, &desk.write(name, text));
        assert_eq!(report["refused"], json!([]), "{name}: {report}");
        matter(&desk, summary);
    }
}

#[test]
fn the_column_decides_and_is_named() {
    let desk = Desk::new();
    let rows = "姓名,信访日期,概况\n己一,03/05/2026,先月\n己二,03/25/2026,看得出\n";
    let report = import(&desk, &desk.write("order.csv", rows));
    assert_eq!(
        matter(&desk, "先月")["received_at"],
        "2026-03-05T00:00:00+08:00"
    );
    let order = &report["sheets"][0]["orders"][0];
    assert_eq!(
        (&order["order"], &order["row"], &order["column"]),
        (&json!("month-first"), &json!(3), &json!("B"))
    );
}

#[test]
fn a_serial_number_is_no_identity_and_another_person_no_duplicate() {
    let desk = Desk::new();
    let year = |year: u32| {
        let row = |run: u32| {
            format!("{run},庚{run}{year},1380000{year},{year}-03-0{run},{year}年第{run}件\n")
        };
        let rows: String = (1..=3).map(row).collect();
        desk.write(
            &format!("{year}.csv"),
            &format!("编号,姓名,手机号码,信访日期,概况\n{rows}"),
        )
    };
    assert_eq!(import(&desk, &year(2024))["imported"], 3);
    let second = import(&desk, &year(2025));
    assert_eq!(second["imported"], 3, "{second}");
    assert_eq!(second["doubts"][0]["field"], "external_number");
    assert_eq!(import(&desk, &year(2025))["skipped"], 3);
    let rows = "姓名,手机号码,村,信访日期,概况\n\
                王芳,13800001111,东牟家村,2026-03-05,全村停水\n\
                王芳,13800002222,西牟家村,2026-03-05,全村停水\n";
    assert_eq!(import(&desk, &desk.write("same.csv", rows))["imported"], 2);
    let rows = "信访件编号,姓名,信访日期,概况\n\
                S1,辛一,2026-03-05,联名修路\n\
                S1,辛二,2026-03-05,联名修路\n";
    let joint = import(&desk, &desk.write("joint.csv", rows));
    assert_eq!(joint["imported"], 2, "{joint}");
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn a_hidden_sheet_is_named_as_hidden_whether_it_is_read_or_not() {
    let desk = Desk::new();
    let file = desk.file("hidden.xlsx");
    let mut book = Workbook::new();
    for (name, cells) in [
        ("一月", ["姓名", "概况", "牟春生", "村口积水"]),
        ("旧台账", ["姓名", "概况", "牟秋生", "路灯不亮"]),
        ("算式", ["系数", "备注", "1.5", "内部"]),
    ] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.write_row(0, 0, cells[..2].to_vec()).unwrap();
        sheet.write_row(1, 0, cells[2..].to_vec()).unwrap();
        match name {
            "旧台账" => _ = sheet.set_hidden(true),
            "算式" => _ = sheet.set_very_hidden(true),
            _ => {}
        }
    }
    book.save(&file).unwrap();
    let path = file.to_str().unwrap();
    let text = desk.run(&["import", "cases", path, "--dry-run", "--lang", "zh"]);
    let text = format!("{}{}", text.out, text.err);
    for line in [
        "工作表“一月”：读了 1 行",
        "工作表“旧台账”（隐藏的）：读了 1 行",
        "工作表“算式”（隐藏的）没有读：",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let report = import(&desk, &file);
    let hidden: Vec<(&str, bool)> = report["sheets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["became"].as_str().unwrap(), it["hidden"] == true))
        .collect();
    assert_eq!(report["imported"], 2, "{report}");
    assert_eq!((hidden[0], hidden[1]), (("read", false), ("read", true)));
    assert!(hidden[2].0 != "read" && hidden[2].1, "{report}");
}
