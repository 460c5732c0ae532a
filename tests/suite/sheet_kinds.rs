//! Sheets of people, of the grid and of holidays.

use std::fs;
use std::ops::ControlFlow;

use mulin::domain::calendar::DayKind;
use mulin::domain::draft::Desk;
use mulin::domain::grid::built_in::built_in;
use mulin::domain::grid::node::GridLevel;
use mulin::domain::grid::tree::GridTree;
use mulin::domain::moment::Moment;
use mulin::domain::phone::Dialling;
use mulin::domain::sheet_kind::SheetKind;
use mulin::exchange::intake::{grid, holiday, person};
use mulin::exchange::map::educator_field::EducatorField;
use mulin::exchange::map::field_set::FieldSet;
use mulin::exchange::map::file::ImportMap;
use mulin::exchange::map::grid_field::GridField;
use mulin::exchange::map::person_field::PersonColumn;
use mulin::exchange::map::pick::{Fields, read_fields};
use mulin::exchange::map::rota_field::RotaField;
use mulin::words::bundle::Words;
use mulin::words::lang::Lang;
use tempfile::TempDir;

fn rows<F: FieldSet>(text: &str) -> Vec<Fields<F>> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("in.csv");
    fs::write(&path, text).unwrap();
    let mut rows = Vec::new();
    read_fields(&path, &ImportMap::known(), &mut |fields| {
        rows.push(fields);
        ControlFlow::Continue(())
    })
    .unwrap();
    rows
}

#[test]
fn people_come_with_both_phones_and_the_grids_village() {
    let sheet = "姓名,手机号码,固定电话,身份证号,村\n\
                 牟春生,１３８００００１２３４,2881890,370785190001010012,东牟家\n\
                 ,13800001235,,,\n\
                 单雄信,1.38E+10,,,外村\n";
    let tree = built_in().unwrap();
    let village = |name: &str| tree.village_named(name).map(|node| node.name.clone());
    let dialling = Dialling::default();
    let now = Moment::parse("2026-11-25 10:00").unwrap();
    let desk = Desk {
        now,
        village: &village,
        dialling: &dialling,
        station: "",
    };
    let read: Vec<_> = rows(sheet)
        .iter()
        .map(|fields| person::read(fields, &desk))
        .collect();
    let card = read[0].as_ref().unwrap();
    let first = &card.person;
    assert_eq!(first.phones, ["13800001234", "05362881890"]);
    assert_eq!(first.village.as_deref(), Some("东牟家村"));
    assert_eq!(first.id_number.as_deref(), Some("370785190001010012"));
    assert_eq!((card.doubts.len(), card.remarks.len()), (0, 0));
    assert_eq!(read[1].as_ref().unwrap_err().why.code(), "missing");
    let third = read[2].as_ref().unwrap();
    assert_eq!(third.person.village.as_deref(), Some("外村"));
    let remarks: Vec<_> = third.remarks.iter().map(|it| it.doubt.code()).collect();
    assert_eq!(remarks, ["phone-characters", "village-unknown"]);
    assert_eq!(third.doubts[0].what.code(), "digits-lost");
}

#[test]
fn the_grid_is_filled_once_and_a_second_time_changes_nothing() {
    let sheet = "级别,名称,上级网格,网格长,网格长电话,网格员,网格员电话\n\
                 管区,第一管区,,张书记,13800000001,,\n\
                 村,东牟家村,第二管区,牟支书,13800000002,李网格,13800000003\n\
                 微网格,东牟家村第一微网格,东牟家村,王户长,13800000004,,\n\
                 微网格,无主网格,没有的村,赵户长,13800000005,,\n";
    let mut tree = built_in().unwrap();
    let play = |tree: &mut GridTree| {
        let mut count = 0;
        let mut refused = Vec::new();
        for fields in rows(sheet) {
            match grid::edits(&fields, tree, &Dialling::default()) {
                Ok(edits) => {
                    for edit in edits {
                        let applied = tree.apply(&edit).unwrap();
                        tree.adopt(&applied);
                        count += 1;
                    }
                }
                Err(refusal) => refused.push((refusal.row, refusal.field)),
            }
        }
        (count, refused)
    };
    let (count, refused) = play(&mut tree);
    assert!(count >= 6, "{count}");
    assert_eq!(refused, [(5, "parent")]);
    let village = tree.village_named("东牟家村").unwrap();
    assert!(village.confirmed);
    assert_eq!(
        tree.get(village.parent.as_ref().unwrap()).unwrap().name,
        "第二管区"
    );
    assert_eq!(village.head.as_ref().unwrap().holder.name, "牟支书");
    assert_eq!(village.workers[0].holder.phone, "13800000003");
    assert_eq!(tree.of_level(GridLevel::Micro).count(), 1);
    assert_eq!(play(&mut tree).0, 0);
}

#[test]
fn a_sheet_of_villages_with_their_heads_needs_no_column_for_a_grid_of_their_own() {
    for sheet in [
        "管区,村,网格长,网格长电话\n第一管区,东牟家村,牟支书,13800000002\n第一管区,,张书记,13800000001\n",
        "村,网格名称,网格长,网格长电话,管区\n\
         东牟家村,东牟家,牟支书,13800000002,第一管区\n,,张书记,13800000001,第一管区\n",
    ] {
        let mut tree = built_in().unwrap();
        for fields in rows(sheet) {
            for edit in grid::edits(&fields, &tree, &Dialling::default()).unwrap() {
                let applied = tree.apply(&edit).unwrap();
                tree.adopt(&applied);
            }
        }
        let village = tree.village_named("东牟家村").unwrap();
        assert_eq!(village.head.as_ref().unwrap().holder.name, "牟支书");
        let area = tree.get(village.parent.as_ref().unwrap()).unwrap();
        assert_eq!(area.name, "第一管区");
        assert_eq!(area.head.as_ref().unwrap().holder.phone, "13800000001");
        assert_eq!(tree.of_level(GridLevel::Micro).count(), 0);
    }
}

#[test]
fn headings_that_the_desk_names_for_a_sheet_are_known() {
    let words = Words::new(Lang::Zh);
    let known = [
        (SheetKind::People, known_headings::<PersonColumn>()),
        (SheetKind::Grid, known_headings::<GridField>()),
        (SheetKind::Rota, known_headings::<RotaField>()),
        (SheetKind::Educators, known_headings::<EducatorField>()),
    ];
    for (kind, known) in known {
        let hint = words.say(&format!("sheet-kind-hint-{}", kind.code()));
        let (named, _) = hint.split_once('：').unwrap();
        for heading in named.replace('和', "、").split('、') {
            assert!(known.contains(&heading), "{}: {heading}", kind.code());
        }
    }
}

fn known_headings<F: FieldSet>() -> Vec<&'static str> {
    let all = F::ALL.iter();
    all.flat_map(|it| it.headings().iter().copied()).collect()
}

#[test]
fn holidays_come_from_any_dress() {
    let sheet = "日期,类型,名称\n2027年1月1日,休,元旦\n2027/1/3,班,元旦\n2027-02-30,休,春节\n20270101,?,x\n";
    let read: Vec<_> = rows(sheet).iter().map(holiday::read).collect();
    assert_eq!(read[0].as_ref().unwrap().kind, DayKind::Holiday);
    assert_eq!(read[1].as_ref().unwrap().kind, DayKind::Workday);
    assert_eq!(read[2].as_ref().unwrap_err().why.code(), "no-such-day");
    assert_eq!(read[3].as_ref().unwrap_err().why.code(), "unknown-word");
}
