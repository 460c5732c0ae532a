//! What is proposed beside a field while something is typed into it: villages by name or by pinyin
//! initials; content classes by any of their levels, by pinyin, or by the words of the matter.

use crate::domain::case::fact::matter::Matter;
use crate::domain::content::levels;
use crate::domain::grid::node::GridLevel;
use crate::domain::grid::tree::GridTree;
use crate::domain::triage::WordList;
use crate::words::initials::{initials, is_spelt};

/// Names proposed at once.
const PROPOSED: usize = 9;

/// The proposals beside a field.
#[derive(Debug, Default)]
pub struct Proposals {
    names: Vec<String>,
    cursor: Option<usize>,
    /// What they were made from.
    from: Source,
}

/// What proposals are made from.
#[derive(Debug, Default, PartialEq, Eq)]
enum Source {
    /// Nothing: the cursor is in another field.
    #[default]
    Nothing,
    /// What is typed in a village's field.
    Village(String),
    /// What is typed in the field of the content class.
    Class(String),
    /// The words of a matter.
    Words([String; 3]),
}

impl Proposals {
    /// Proposes nothing: the cursor is in another field.
    pub fn clear(&mut self) {
        self.made_from(Source::Nothing);
    }

    /// Proposes for what is typed in a village's field; nothing is proposed where it names a village
    /// in full.
    pub fn look_for_village(&mut self, typed: &str, grid: Option<&GridTree>) {
        let typed = typed.trim();
        if !self.made_from(Source::Village(typed.to_owned())) {
            return;
        }
        let Some(grid) = grid.filter(|_| !typed.is_empty()) else {
            return;
        };
        let letters = typed.is_ascii();
        if letters {
            let asked = typed.to_ascii_lowercase();
            self.names = grid
                .of_level(GridLevel::Village)
                .map(|village| village.name.clone())
                .filter(|name| initials(name).iter().any(|it| it.starts_with(&asked)))
                .collect();
        } else {
            let like = grid.villages_like(typed);
            self.names = like.into_iter().map(|it| it.name.clone()).collect();
        }
        self.offer(typed, letters || grid.village_named(typed).is_some());
    }

    /// Proposes for what is typed in the field of the content class: classes with a level that it
    /// begins, then those that have it anywhere, scattered at last. While nothing is typed, the words of the matter
    /// propose, the most telling class first.
    pub fn look_for_class(&mut self, typed: &str, matter: &Matter, list: &WordList) {
        let typed = typed.trim();
        if typed.is_empty() {
            let parts = [&matter.summary, &matter.request, &matter.facts].map(Clone::clone);
            if self.made_from(Source::Words(parts)) {
                let ranked = list.contents_for(matter).into_iter();
                self.names = ranked.map(|it| it.value).take(PROPOSED).collect();
            }
            return;
        }
        if !self.made_from(Source::Class(typed.to_owned())) {
            return;
        }
        let letters = typed.is_ascii();
        let begins = |level: &str| {
            if letters {
                is_spelt(level, typed)
            } else {
                level.starts_with(typed)
            }
        };
        let anywhere = |class: &str| {
            if letters {
                class.char_indices().any(|(at, _)| {
                    let rest = class.get(at..).unwrap_or_default();
                    is_spelt(rest, typed)
                })
            } else {
                class.contains(typed)
            }
        };
        let scattered = |class: &str| {
            if letters {
                let typed = typed.to_ascii_lowercase();
                initials(class).iter().any(|it| is_within(&typed, it))
            } else {
                is_within(typed, class)
            }
        };
        let rank = |class: &String| {
            if levels(class).last().is_some_and(begins) {
                Some(0)
            } else if levels(class).any(begins) {
                Some(1)
            } else if anywhere(class) {
                Some(2)
            } else {
                scattered(class).then_some(3)
            }
        };
        let classes = list.contents.all();
        let mut ranked: Vec<(i32, &String)> = classes
            .iter()
            .filter_map(|class| Some((rank(class)?, class)))
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        self.names = ranked.into_iter().map(|(_, class)| class.clone()).collect();
        self.offer(typed, letters || list.contents.named(typed).is_some());
    }

    /// Remembers what the proposals are made from, and takes the old ones away; false where they
    /// were made from it already.
    fn made_from(&mut self, from: Source) -> bool {
        if self.from == from {
            return false;
        }
        self.from = from;
        self.names.clear();
        self.cursor = None;
        true
    }

    /// Cuts the list off; none is needed where what is typed stands in it in full. The hand is on
    /// the first where one is `meant`.
    fn offer(&mut self, typed: &str, meant: bool) {
        if self.names.iter().any(|name| name == typed) {
            self.names.clear();
        }
        self.names.truncate(PROPOSED);
        self.cursor = (meant && !self.names.is_empty()).then_some(0);
    }

    /// Gives the proposals.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Gives the place of the cursor, where one is meant.
    pub const fn cursor(&self) -> Option<usize> {
        self.cursor
    }

    /// Gives the place of the one that leaving the field takes: the one under the cursor, else the only
    /// one there is for what is typed.
    pub fn meant(&self) -> Option<usize> {
        let typed = matches!(self.from, Source::Village(_) | Source::Class(_));
        let only = typed && self.names.len() == 1;
        self.cursor.or(only.then_some(0))
    }

    /// Gives the proposal at a place.
    pub fn name(&self, at: usize) -> Option<String> {
        self.names.get(at).cloned()
    }

    /// Moves the cursor; up from the first it leaves the list. False where there is no list.
    pub fn step(&mut self, by: isize) -> bool {
        let Some(last) = self.names.len().checked_sub(1) else {
            return false;
        };
        self.cursor = match self.cursor {
            None if by > 0 => Some(0),
            None => return false,
            Some(0) if by < 0 => None,
            Some(at) => Some(at.saturating_add_signed(by).min(last)),
        };
        true
    }

    /// Takes the cursor off the list; false when it was not there.
    pub fn leave(&mut self) -> bool {
        self.cursor.take().is_some()
    }
}

/// Tells whether the signs of `typed`, two or more, stand in `text` in this order, others between
/// them: 拖欠工资 in 拖欠农民工工资.
fn is_within(typed: &str, text: &str) -> bool {
    let mut rest = text.chars();
    typed.chars().nth(1).is_some() && typed.chars().all(|sign| rest.any(|it| it == sign))
}

/// Gives a class with its lowest level first, which tells it from its neighbours where there is not
/// room for all of it: `低保（民政_社会救助）`.
pub fn lowest_first(class: &str) -> String {
    class.rsplit_once('_').map_or_else(
        || class.to_owned(),
        |(above, lowest)| format!("{lowest}（{above}）"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::grid::built_in::built_in;

    #[test]
    fn a_village_is_proposed_by_name_stem_and_initials() {
        let grid = built_in().unwrap();
        for (typed, first, sure) in [
            ("东牟家", Some("东牟家村"), true),
            ("牟家", Some("东牟家村"), false),
            ("dmj", Some("东牟家村"), true),
            ("东牟家村", None, false),
            ("平度", None, false),
            ("", None, false),
        ] {
            let mut villages = Proposals::default();
            villages.look_for_village(typed, Some(&grid));
            assert_eq!(villages.name(0).as_deref(), first, "{typed}");
            assert_eq!(villages.cursor().is_some(), sure, "{typed}");
            let taken = villages.meant().is_some();
            assert_eq!(taken, sure || villages.names().len() == 1, "{typed}");
        }
    }

    #[test]
    fn a_class_is_proposed_by_hanzi_pinyin_and_initials() {
        use crate::domain::content::ContentClasses;
        use crate::domain::triage::{Speaks, Word};
        let classes = ["劳动和社会保障_劳动报酬_拖欠工资", "民政_社会救助_低保"];
        let list = WordList {
            words: vec![Word {
                text: "工钱".to_owned(),
                speaks: Speaks::Content(0),
                against: false,
            }],
            contents: ContentClasses::new(classes.map(str::to_owned).to_vec()),
        };
        let matter = Matter {
            facts: "工钱没给".to_owned(),
            ..Matter::default()
        };
        for (typed, proposed, meant) in [
            ("拖欠", &[0][..], false),
            ("社会", &[1, 0], false),
            ("低保", &[1], true),
            ("tqgz", &[0], true),
            ("dibao", &[1], true),
            ("dib", &[1], true),
            ("gongzi", &[0], true),
            ("拖工资", &[0], false),
            ("tgz", &[0], true),
            ("民政_社会救助_低保", &[], false),
            ("冷库", &[], false),
            ("xyz", &[], false),
            ("", &[0], false),
        ] {
            let mut proposals = Proposals::default();
            proposals.look_for_class(typed, &matter, &list);
            let wanted: Vec<&str> = proposed.iter().map(|at| classes[*at]).collect();
            assert_eq!(proposals.names(), wanted, "{typed}");
            assert_eq!(proposals.cursor().is_some(), meant, "{typed}");
        }
    }
}
