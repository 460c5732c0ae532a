//! Columns: in every ledger, whatever of it is shown, each cell begins or ends where its heading does,
//! and tables with the same columns have them at the same places.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use mulin::app::cells::width;
use mulin::app::ledger::line::{Ink, Line, Piece};
use mulin::app::model::Drawn;
use mulin::app::pane::Pane;
use mulin::domain::act::{Act, Action};
use mulin::domain::looked::{Look, LookKind};
use mulin::domain::number::CaseNumber;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::verbs::demo::write_town;
use mulin::verbs::tutor::TOWN;
use mulin::words::lang::Lang;

use crate::reception::{Counter, empty, home};

/// Ledgers, and how all that they show is reached.
const LEDGERS: &[(Pane, &str, &str, usize)] = &[
    (Pane::Queue, "queue.open", "list.group", 3),
    (Pane::Duty, "ledger.open", "duty.face", 4),
    (Pane::Hotline, "hotline.open", "hotline.earlier", 3),
    (Pane::Whistles, "whistles.open", "whistles.show", 4),
    (Pane::Prevention, "prevention.open", "prevention.show", 6),
    (Pane::Education, "education.open", "education.show", 4),
    (Pane::Lawyers, "lawyers.open", "lawyers.list", 3),
    (Pane::Grid, "grid.open", "<Down> <Right>", 3),
    (Pane::Joint, "joint.open", "<Down>", 1),
    (Pane::Meetings, "meetings.open", "<Down>", 1),
    (Pane::Figures, "figures.open", "figures.kind", 5),
    (Pane::Calendar, "calendar.open", "calendar.show", 3),
    (Pane::Setup, "setup.open", "setup.all", 2),
    (Pane::Looked, "looked.open", "looked.earlier", 1),
];

fn town() -> Arc<MemoryStore> {
    let store = empty();
    let home = home();
    let counter = Counter::unanswered(store.clone(), home.path(), Lang::Zh, (80, 24));
    let tree = ask(store.as_ref(), |it| it.grid()).unwrap();
    let now = counter.model.shared.now;
    assert_eq!(write_town(&TOWN, now, store.as_ref(), &tree).unwrap(), None);
    for (kind, who) in [(LookKind::Opened, "王芳"), (LookKind::BackedUp, "欧阳雪梅")] {
        let look = Look::new(kind, "desk", 7).at_case(CaseNumber { year: 2026, run: 1 });
        let act = Act {
            who: who.to_owned(),
            when: now,
            action: Action::Look(look),
        };
        store.commit(&[act]).unwrap();
    }
    store
}

fn end(piece: &Piece) -> u16 {
    piece.at + width(&piece.text, false)
}

/// Checks the lines of a ledger; gives how many rows there were.
fn check(lines: &[Line], what: &str) -> usize {
    let mut headings: BTreeMap<usize, &[Piece]> = BTreeMap::new();
    let mut alike: BTreeMap<String, Vec<(u16, u16)>> = BTreeMap::new();
    let mut rows = 0;
    for line in lines {
        let Some(table) = line.table else { continue };
        let is_heading = line.row.is_none()
            && line.pieces.len() > 1
            && line.pieces.iter().all(|it| it.ink == Ink::Title);
        if is_heading {
            headings.insert(table, &line.pieces);
            let texts: Vec<&str> = line.pieces.iter().map(|it| it.text.as_str()).collect();
            let places: Vec<(u16, u16)> = line.pieces.iter().map(|it| (it.at, end(it))).collect();
            let known = alike
                .entry(texts.join("|"))
                .or_insert_with(|| places.clone());
            assert_eq!(*known, places, "{what}: {texts:?} at two places");
        }
        let (true, Some(above)) = (line.first && !line.detail, headings.get(&table)) else {
            continue;
        };
        rows += 1;
        // The first column may have no heading, and bars have none either.
        for piece in line.pieces.iter().skip(1).filter(|it| it.ink != Ink::Bar) {
            let over = |it: &&Piece| it.at == piece.at || end(it) == end(piece);
            assert!(
                above.iter().any(|it| over(&it)),
                "{what}: {piece:?} stands under none of {above:?}"
            );
        }
        let mut last = 0;
        for piece in &line.pieces {
            assert!(
                piece.at >= last,
                "{what}: {piece:?} begins in the one before"
            );
            last = end(piece);
        }
    }
    rows
}

fn walk(store: &Arc<MemoryStore>, home: &Path, lang: Lang, size: (u16, u16)) {
    let mut counter = Counter::over(store.clone(), home, lang, size);
    for (pane, open, next, times) in LEDGERS {
        counter.keys(open);
        // One key opens all the ledgers, one after the other.
        for _ in 0..8 {
            if counter.model.focus == *pane {
                break;
            }
            counter.keys(open);
        }
        assert_eq!(counter.model.focus, *pane);
        let mut rows = 0;
        for time in 0..*times {
            let Drawn::Ledger(state) = counter.model.drawn(*pane) else {
                panic!("{pane:?} is no ledger");
            };
            let shared = &counter.model.shared;
            // More of it than a window shows.
            let screen = state.screen(shared, (size.0 - 2, 150));
            let what = format!("{pane:?} {time} {lang:?} {size:?}");
            for line in &screen.lines {
                for piece in &line.pieces {
                    assert!(end(piece) <= screen.width, "{what}: {piece:?}");
                }
            }
            rows += check(&screen.lines, &what);
            counter.keys(next);
        }
        let is_empty = matches!(pane, Pane::Joint | Pane::Meetings);
        assert!(rows > 0 || is_empty, "{pane:?} shows no rows");
    }
}

#[test]
fn cells_stand_under_their_headings_in_every_ledger() {
    let store = town();
    let home = home();
    for lang in [Lang::Zh, Lang::En] {
        for size in [(80, 24), (160, 45)] {
            walk(&store, home.path(), lang, size);
        }
    }
}
