//! 内容分类 and 信访目的: chosen by typing, proposed from the words of the matter and from its class,
//! and held back with the rest of an accusation.

use std::fs;

use mulin::domain::case::fact::state::Case;
use mulin::domain::codes::Class;
use mulin::domain::field::Field;
use mulin::domain::province::Purpose;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::ask;
use mulin::words::lang::Lang;
use serde_json::{Value, json};

use crate::cli::Desk;
use crate::reception::{Counter, home};
use crate::stored::{CLERK, Stored, number, registered};

fn stored(desk: &Stored, run: u32) -> Case {
    let viewer = Viewer::new(CLERK.to_owned());
    let view = ask(desk.store.as_ref(), |it| it.case_view(number(run), &viewer));
    view.unwrap().unwrap().case
}

#[test]
fn a_class_is_chosen_at_intake_by_hanzi_pinyin_or_the_words_of_the_matter() {
    let home = home();
    for (typed, keys, kept) in [
        ("低保", "<Tab>", "民政_社会救助_低保"),
        ("dibao", "<Enter>", "民政_社会救助_低保"),
        ("x", "<Backspace> <Down> <Enter>", "城乡建设_公用事业_供热"),
        ("冷库电费补助", "<S-Tab>", "冷库电费补助"),
    ] {
        let mut counter = Counter::open(home.path(), (160, 45));
        counter.keys("<F2>");
        counter.model.intake.sheet.form.go(Field::Summary);
        counter.text("家里暖气不热");
        counter.model.intake.sheet.form.go(Field::ContentClass);
        counter.text(typed).keys(keys);
        let sheet = &counter.model.intake.sheet;
        assert_eq!(sheet.get(Field::ContentClass), kept, "{typed}");
        if kept == typed {
            let warnings = counter.model.intake.warnings.iter();
            let text: Vec<Field> = warnings.map(|it| it.field).collect();
            assert_eq!(text, [Field::ContentClass]);
        }
    }
}

#[test]
fn triage_proposes_class_and_purpose_and_keeps_what_was_typed() {
    let act = registered("11-20", "牟春生", |it| {
        it.matter.class = Class::Unclassed;
        "包工头跑了，工钱没给".clone_into(&mut it.matter.summary);
        it.matter.request.clear();
        it.matter.facts.clear();
    });
    let mut desk = Stored::open(Lang::Zh, (160, 45), &[act]);
    desk.press("<F4> <Home> <A-t>");
    let picture = desk.picture();
    assert!(picture.contains("建议 拖欠农民工工资"), "{picture}");
    // The purpose follows the class; to choose another one changes no class.
    desk.press("triage.take_all 3");
    let picture = desk.picture();
    assert!(picture.contains("建议 求决：申诉求决"), "{picture}");
    desk.press("triage.take_all <C-s>");
    let case = stored(&desk, 1);
    assert_eq!(case.matter.purpose, Some(Purpose::Settlement));
    assert_eq!(
        case.matter.content.as_deref(),
        Some("劳动和社会保障_劳动报酬_拖欠农民工工资")
    );
    let class = case.matter.class;

    desk.press("<F4> <Home> <A-t> <Down> <Down> <Down> <Down> <Down> 4 <Down>");
    let picture = desk.picture();
    desk.press("<C-s>");
    let case = stored(&desk, 1);
    assert_eq!(case.matter.purpose, Some(Purpose::Accusation), "{picture}");
    assert_eq!(case.matter.class, class, "a purpose is no class");
}

#[test]
fn a_class_typed_at_triage_is_left_only_when_it_is_asked_twice() {
    let act = registered("11-20", "牟春生", |it| it.matter.class = Class::Claim);
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[act]);
    desk.press("<F4> <Home> <A-t> <Tab> <Tab> <Tab> <Tab> <Tab> <Tab>");
    desk.press("d i b a o <Esc>");
    let picture = desk.picture();
    for text in ["内容分类还没有交", "> 低保（民政_社会救助）"] {
        assert!(picture.contains(text), "{picture}");
    }
    desk.press("<Enter> <C-s>");
    let case = stored(&desk, 1);
    assert_eq!(case.matter.content.as_deref(), Some("民政_社会救助_低保"));
}

#[test]
fn neither_class_nor_purpose_of_an_accusation_shows_to_who_may_not_read_it() {
    let desk = Desk::new();
    let file = desk.write(
        "province.csv",
        "信访件编号,姓名,概况,信访目的,内容分类,信访日期,登记部门,办理程序\n\
         XF1,牟春生,村里的事,揭发控告,纪检监察_贪污贿赂_侵占挪用,2026-11-02,高密市信访局,普通\n",
    );
    let report = desk.run(&["import", "cases", file.to_str().unwrap(), "--json"]);
    assert_eq!(report.json()["imported"], 1, "{}", report.out);
    let own = desk.run(&["case", "show", "ML-2026-0001", "--json"]).json();
    assert_eq!(own["purpose"], "accusation");
    assert_eq!(own["from_above"]["unit"], "高密市信访局");
    let text = desk
        .run(&["case", "show", "ML-2026-0001", "--lang", "zh"])
        .out;
    for line in [
        "信访目的：揭发控告",
        "内容分类：纪检监察_贪污贿赂_侵占挪用",
        "上级表中：编号 XF1；登记部门 高密市信访局；办理程序 普通",
    ] {
        assert!(text.contains(line), "{text}");
    }
    let as_other = |more: &[&str]| {
        let args = [&["case", "show", "ML-2026-0001", "--as", "路人甲"], more].concat();
        desk.run(&args).out
    };
    let other: Value = serde_json::from_str(&as_other(&["--json"])).unwrap();
    assert_eq!(
        (&other["locked"], &other["purpose"], &other["content_class"]),
        (&json!(true), &Value::Null, &Value::Null)
    );
    assert_eq!(other["from_above"], Value::Null);
    for out in [as_other(&["--json"]), as_other(&["--lang", "zh"])] {
        for word in ["揭发控告", "纪检", "高密市信访局", "XF1"] {
            assert!(!out.contains(word), "{word}: {out}");
        }
    }
}

#[test]
fn the_class_of_a_matter_that_nobody_classed_leaves_only_by_a_reveal() {
    let desk = Desk::new();
    let line = r#"{"name":"牟春生","summary":"村里的事","content_class":"纪检监察_贪污贿赂_侵占挪用","purpose":"accusation"}"#;
    assert_eq!(desk.feed(&["register"], line).code, 0);
    let exported = |more: &[&str]| {
        let file = desk.file("out.csv");
        let args = [
            &["export", "cases", file.to_str().unwrap(), "--replace"],
            more,
        ]
        .concat();
        assert_eq!(desk.run(&args).code, 0);
        fs::read_to_string(&file).unwrap()
    };
    let (masked, open) = (exported(&[]), exported(&["--reveal"]));
    for word in ["纪检监察", "揭发控告"] {
        assert!(open.contains(word), "{open}");
        assert!(!masked.contains(word), "{masked}");
    }
}

#[test]
fn a_list_of_the_towns_own_that_is_broken_is_named() {
    let desk = Desk::new();
    let folder = desk.file("config/mulin");
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("content.toml"),
        "classes = [[\"一\"], [\"一\"]]",
    )
    .unwrap();
    let text = desk.run(&["doctor", "--lang", "zh"]).out;
    assert!(text.contains("content.toml [\"一\"] 2×"), "{text}");
}

#[test]
fn a_class_that_is_none_of_the_towns_list_is_kept_and_told() {
    let desk = Desk::new();
    let line = r#"{"summary":"冷库电费","content_class":"本镇_大蒜_冷库"}"#;
    let warned = |desk: &Desk| {
        let answer = desk.feed(&["register", "--json"], line).json();
        let fields = answer["warnings"].as_array().unwrap().clone();
        fields.iter().any(|it| it["field"] == "content_class")
    };
    assert!(warned(&desk));
    let case = desk.run(&["case", "show", "ML-2026-0001", "--json"]).json();
    assert_eq!(case["content_class"], "本镇_大蒜_冷库");
    let folder = desk.file("config/mulin");
    fs::create_dir_all(&folder).unwrap();
    let own = "keep_built_in = true\nclasses = [[\"本镇_大蒜_冷库\", \"冷库\"]]";
    fs::write(folder.join("content.toml"), own).unwrap();
    assert!(!warned(&desk));
}
