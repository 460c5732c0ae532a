//! 视图: where they are kept and opened from.

use mulin::domain::saved_view::SavedView;
use mulin::words::lang::Lang;

use crate::stored::{Stored, registered};

fn desk() -> Stored {
    let acts = [
        registered("11-20", "牟春生", |it| {
            it.matter.village = Some("东牟家村".to_owned());
        }),
        registered("11-21", "单雄信", |it| {
            it.matter.village = Some("西牟家村".to_owned());
        }),
        registered("11-22", "覃晓旭", |it| {
            it.matter.village = Some("西牟家村".to_owned());
        }),
    ];
    Stored::open(Lang::Zh, (120, 40), &acts)
}

fn view(name: &str, village: &str) -> SavedView {
    SavedView {
        name: name.to_owned(),
        pane: "pane-queue".to_owned(),
        words: String::new(),
        chosen: vec![
            ("queue-ask-show".to_owned(), "all".to_owned()),
            ("field-matter_village".to_owned(), village.to_owned()),
        ],
        sort: String::new(),
        group: String::new(),
        descending: false,
    }
}

#[test]
fn the_popup_of_the_rooms_names_the_views_with_their_counts_and_a_letter_opens_one() {
    let mut desk = desk();
    desk.model.shared.views = vec![view("东边的", "东牟家村"), view("西边的", "西牟家村")];
    desk.press("today.open <C-g>");
    let picture = desk.picture();
    for seen in ["视图", "a 东边的 1", "b 西边的 2"] {
        assert!(picture.contains(seen), "{seen} is not on\n{picture}");
    }
    desk.press("b");
    let picture = desk.picture();
    assert!(
        picture.contains("单*信") && picture.contains("覃*旭"),
        "{picture}"
    );
    assert!(!picture.contains("牟*生"), "{picture}");
    // A letter that no view has means nothing, as before.
    desk.press("<C-g> z");
    assert!(desk.notice().contains('z'), "{}", desk.notice());
}

#[test]
fn what_is_filtered_is_kept_as_a_view_by_one_key_that_the_form_names() {
    let mut desk = desk();
    desk.press("<F4> queue.narrow");
    let picture = desk.picture();
    assert!(picture.contains("Ctrl-G < 存为视图"), "{picture}");
    desk.press("<C-g> <Lt>");
    desk.type_text("我的");
    desk.press("<C-s>");
    let kept: Vec<&str> = desk
        .model
        .shared
        .views
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(kept, ["我的"]);
}
