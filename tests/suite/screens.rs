//! Pictures of the screen in cells, compared with `tests/fixtures/screens`. An ordinary run writes
//! nothing; `MULIN_UPDATE_PICTURES=1` writes them anew, to be looked at and committed.

use std::collections::hash_map::RandomState;
use std::fs;
use std::hash::BuildHasher;
use std::path::Path;
use std::sync::LazyLock;

use mulin::app::answer::{Answer, Reply};
use mulin::app::effect::Effect;
use mulin::app::live::DeskSettings;
use mulin::app::model::Model;
use mulin::app::msg::{Msg, Press};
use mulin::app::palette::Hit;
use mulin::app::pane::Pane;
use mulin::app::shared::{Look, Shared};
use mulin::app::ticket::{Asker, Ticket};
use mulin::app::unfinished::FormDrafts;
use mulin::app::update::update;
use mulin::command::table::Command;
use mulin::domain::moment::Moment;
use mulin::domain::save_id::SaveIds;
use mulin::domain::seat::Seat;
use mulin::domain::town_context::TownContext;
use mulin::keymap::file::default_map;
use mulin::keymap::key::{Code, Key, parse_keys};
use mulin::keymap::lookup::Keymap;
use mulin::ui::picture::picture;
use mulin::ui::view::draw;
use mulin::words::bundle::Words;
use mulin::words::lang::Lang;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The sizes of every picture.
pub(crate) const SIZES: [(u16, u16); 2] = [(80, 24), (160, 45)];

/// Makes a desk of a size at a fixed time, with the queue in front and a case beside it.
pub(crate) fn desk(lang: Lang, size: (u16, u16)) -> Model {
    let mut model = opening_desk(lang, size);
    model.focus = Pane::Queue;
    model.right = Pane::Case;
    model
}

/// Makes a desk as it opens.
pub(crate) fn opening_desk(lang: Lang, size: (u16, u16)) -> Model {
    Model::new(Shared {
        words: Words::new(lang),
        keymap: default_map(),
        now: Moment::parse("2026-11-25T09:41:00+08:00").unwrap(),
        test_clock: false,
        who: "王芳".to_owned(),
        look: Look::default(),
        desk: DeskSettings::default(),
        town: TownContext {
            triage: mulin::exchange::triage::built_in(),
            ..TownContext::default()
        },
        phrases: mulin::exchange::phrases::built_in(lang),
        views: Vec::new(),
        unfinished: FormDrafts::default(),
        elsewhere: Vec::new(),
        saves: SaveIds::of_window(RandomState::new().hash_one(0_u8)),
        size,
        intake_open: false,
        seat: Seat::Free,
    })
}

/// Gives the keys that a text writes as key files do, each by itself: `<F10> x s l`. A command's name
/// stands for its shortest keys in the default keymap: `<F5> lawyers.book`.
pub(crate) fn chords(keys: &str) -> Vec<Key> {
    static MAP: LazyLock<Keymap> = LazyLock::new(default_map);
    let map = &*MAP;
    let of = |token: &str| match Command::parse(token) {
        Some(command) => map.shortest(command).unwrap().to_vec(),
        None => parse_keys(token).unwrap(),
    };
    keys.split_whitespace().flat_map(of).collect()
}

/// Presses keys as [`chords`] reads them.
pub(crate) fn press(model: &mut Model, keys: &str) {
    for key in chords(keys) {
        update(model, Msg::Press(Press::alone(key)));
    }
}

/// Draws a desk; gives the picture and the caret.
pub(crate) fn shot(model: &Model) -> (String, Option<Position>) {
    let (width, height) = model.shared.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let caret = draw(model, &mut buffer);
    (picture(&buffer), caret)
}

/// Compares the picture of a scene with the stored one, in both languages and sizes.
pub(crate) fn compare(name: &str, play: impl Fn(&mut Model)) {
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in SIZES {
            let mut model = desk(lang, size);
            play(&mut model);
            let file = format!("{name}.{code}.{}x{}.txt", size.0, size.1);
            compare_with(&file, &shot(&model).0);
        }
    }
}

/// Compares a picture with the stored one.
pub(crate) fn compare_with(file: &str, picture: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/screens")
        .join(file);
    if std::env::var_os("MULIN_UPDATE_PICTURES").is_some_and(|value| value == "1") {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, picture).unwrap();
        return;
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == picture,
        "{file} is drawn otherwise now (MULIN_UPDATE_PICTURES=1 stores it):\n{picture}"
    );
}

#[test]
fn the_desk_as_it_opens() {
    compare("desk", |_| {});
}

#[test]
fn the_palette_finds_by_initials() {
    compare("palette", |model| press(model, "<F10> x s l"));
}

#[test]
fn help_shows_the_live_keymap() {
    compare("help", |model| press(model, "<F1>"));
}

#[test]
fn keys_that_wait_show_what_may_follow() {
    compare("pending", |model| press(model, "<C-g>"));
}

#[test]
fn the_curtain_hides_everything() {
    compare("curtain", |model| press(model, "<F10> x <F9>"));
}

#[test]
fn the_palette_finds_by_chinese_initials_and_english_in_both_languages() {
    for lang in Lang::ALL {
        for (query, first) in [
            ("退 出", "quit"),
            ("t c", "quit"),
            ("q u i t", "quit"),
            ("Ｑ ｕ ｉ ｔ", "quit"),
        ] {
            let mut model = desk(*lang, (80, 24));
            press(&mut model, "<F10>");
            for character in query.chars().filter(|c| *c != ' ') {
                let key = Key::plain(Code::Char(character));
                update(&mut model, Msg::Press(Press::alone(key)));
            }
            let Some(mulin::app::overlay::Overlay::Palette(state)) = model.overlays.last() else {
                panic!("the palette is open");
            };
            assert_eq!(
                state.hits().first(),
                Command::parse(first).map(Hit::Command).as_ref(),
                "{query} in {lang:?}"
            );
        }
    }
}

#[test]
fn the_caret_stands_behind_what_was_typed() {
    let mut model = desk(Lang::Zh, (80, 24));
    assert_eq!(shot(&model).1, None, "no field is open");
    press(&mut model, "<F10>");
    let empty = shot(&model).1.unwrap();
    press(&mut model, "a");
    update(&mut model, Msg::Paste("牟邻".to_owned()));
    let typed = shot(&model).1.unwrap();
    assert_eq!((typed.x, typed.y), (empty.x + 5, empty.y));
    press(&mut model, "<Left>");
    assert_eq!(shot(&model).1.unwrap().x, empty.x + 3);
    press(&mut model, "<F9>");
    assert_eq!(shot(&model).1, None, "behind the curtain");
}

#[test]
fn every_size_draws_and_small_ones_say_so() {
    for lang in Lang::ALL {
        for width in (0..=200).step_by(23).chain([59, 60, 139, 140]) {
            for height in [0, 1, 2, 14, 15, 24, 45] {
                let mut model = desk(*lang, (width, height));
                for keys in ["<F2>", "<F10>", "<F1>", "<F3>", "<C-g>"] {
                    press(&mut model, keys);
                    let (picture, caret) = shot(&model);
                    if let Some(caret) = caret {
                        assert!(caret.x < width && caret.y < height);
                    }
                    if (width, height) == (59, 24) {
                        assert!(picture.contains("60"), "{picture}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_popup_leaves_no_half_characters_at_odd_and_even_columns() {
    use mulin::ui::canvas::Canvas;
    let model = desk(Lang::Zh, (40, 5));
    for left in 4..8 {
        for width in 10..14 {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 5));
            let mut canvas = Canvas::new(&mut buffer, &model.shared);
            let style = canvas.styles.text;
            for row in 0..5 {
                canvas.text(0, row, 40, &"牟".repeat(20), style);
            }
            let inner = canvas.popup(Rect::new(left, 1, width, 3), "");
            canvas.text(inner.x, inner.y, inner.width, &"邻".repeat(9), style);
            for (row, line) in picture(&buffer).lines().enumerate() {
                let cells = mulin::app::cells::width(line, false);
                assert!(
                    cells == 40 || cells == 39,
                    "row {row} at {left}+{width} takes {cells} cells: {line}"
                );
                if (1..4).contains(&row) {
                    let column = usize::from(left);
                    let before: String = line.chars().take_while(|c| !"┌│└".contains(*c)).collect();
                    assert_eq!(
                        usize::from(mulin::app::cells::width(&before, false)),
                        column
                    );
                }
            }
        }
    }
}

#[test]
fn a_form_shows_choices_problems_and_the_caret_at_odd_and_even_columns() {
    use mulin::app::field::FieldKind;
    use mulin::app::form::Form;
    use mulin::app::form::line::Line;
    use mulin::domain::codes::Channel;
    use mulin::ui::canvas::Canvas;
    use mulin::ui::form;

    let channels: Vec<&'static str> = Channel::ALL.iter().map(|channel| channel.code()).collect();
    let mut entries = Form::new(vec![
        Line::text(1, "pane-queue", FieldKind::Line).needed(),
        Line::code(2, "pane-case", "channel", &channels),
        Line::text(3, "pane-grid", FieldKind::Area),
    ]);
    entries.fill(1, "牟春生");
    entries.fill(2, "web");
    entries.fill(
        3,
        "村西头的路灯坏了三个月，夜里走路摔过人，说了几次没人来修。",
    );
    entries.tell(&[(3, "太短".to_owned())]);
    let model = desk(Lang::Zh, (40, 12));
    let mut pictures = String::new();
    for (open, left) in [(1, 0), (2, 1), (3, 0), (3, 1)] {
        entries.go(open);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 12));
        let mut canvas = Canvas::new(&mut buffer, &model.shared);
        form::view(&mut canvas, Rect::new(left, 0, 38, 10), &entries, 8, true);
        let caret = canvas.caret().unwrap();
        let shown = format!(
            "line {open} from column {left}, caret {},{}\n{}",
            caret.x,
            caret.y,
            picture(&buffer)
        );
        pictures.push_str(&shown);
    }
    compare_with("form.txt", &pictures);
}

#[test]
fn who_leaves_while_something_is_kept_leaves_when_it_is() {
    let reply = |answer| {
        Msg::Reply(Reply {
            seen: None,
            ticket: Ticket {
                asker: Asker::Today,
                number: 0,
            },
            wrote: true,
            answer,
        })
    };
    let leave = |model: &mut Model| {
        let key = Key::ctrl('q');
        update(model, Msg::Press(Press::alone(key)))
    };
    let mut model = desk(Lang::Zh, (80, 24));
    model.writes = 1;
    assert_eq!(leave(&mut model), []);
    assert!(
        shot(&model).0.contains("正在保存 1 项"),
        "{}",
        shot(&model).0
    );
    assert!(update(&mut model, reply(Answer::Kept)).contains(&Effect::Quit));

    let mut model = desk(Lang::Zh, (80, 24));
    model.writes = 1;
    leave(&mut model);
    let failed = update(&mut model, reply(Answer::Failed("磁盘已满".to_owned())));
    assert!(
        !failed.contains(&Effect::Quit),
        "what was not kept is not left"
    );

    let mut model = desk(Lang::Zh, (80, 24));
    model.writes = 1;
    leave(&mut model);
    leave(&mut model);
    assert!(shot(&model).0.contains("现在退出"), "{}", shot(&model).0);
}
