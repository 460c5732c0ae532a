//! 内容分类: the list of classes by which a matter is known by what it is about. The town can edit it.

use super::draft::{Doubt, Remark};
use super::field::Field;
use super::typed::half_width;

/// What stands between the levels of a class.
const BETWEEN: char = '_';

/// The classes, each with its levels joined by `_`: `民政_社会救助_低保`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContentClasses(Vec<String>);

impl ContentClasses {
    /// Makes a list in this order.
    pub const fn new(classes: Vec<String>) -> Self {
        Self(classes)
    }

    /// Gives the classes in the order of the list.
    pub fn all(&self) -> &[String] {
        &self.0
    }

    /// Gives the class that is written in full, or by its lowest levels where only one class has
    /// them: `低保`, `社会救助/低保`.
    pub fn named(&self, typed: &str) -> Option<&str> {
        let typed = half_width(typed);
        let typed: Vec<&str> = typed
            .split(|sign: char| sign == BETWEEN || "/\\>-—、 ".contains(sign))
            .filter(|level| !level.is_empty())
            .collect();
        if typed.is_empty() {
            return None;
        }
        let whole = self
            .0
            .iter()
            .find(|class| levels(class).eq(typed.iter().copied()));
        let mut ending = self.0.iter().filter(|class| {
            let levels: Vec<&str> = levels(class).collect();
            levels.ends_with(&typed)
        });
        let only = || match (ending.next(), ending.next()) {
            (Some(class), None) => Some(class),
            _ => None,
        };
        whole.or_else(only).map(String::as_str)
    }

    /// Gives the doubt about what was typed as a class and is none of the list's; it is kept as
    /// typed.
    pub fn doubt(&self, typed: &str) -> Option<Remark> {
        let unlisted = !typed.trim().is_empty() && self.named(typed).is_none();
        unlisted.then_some(Remark {
            field: Field::ContentClass,
            doubt: Doubt::ContentUnknown,
        })
    }
}

/// Gives the levels of a class, the highest first.
pub fn levels(class: &str) -> impl Iterator<Item = &str> {
    class.split(BETWEEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_named_in_full_or_by_what_it_alone_ends_in() {
        let list = ContentClasses::new(vec![
            "民政_社会救助_低保".to_owned(),
            "民政_老年人_其他".to_owned(),
            "其他_其他_其他".to_owned(),
        ]);
        for (typed, named) in [
            ("民政_社会救助_低保", Some("民政_社会救助_低保")),
            ("民政＿社会救助＿低保", Some("民政_社会救助_低保")),
            ("社会救助 / 低保", Some("民政_社会救助_低保")),
            ("低保", Some("民政_社会救助_低保")),
            ("其他", None),
            ("其他_其他_其他", Some("其他_其他_其他")),
            ("社会救助", None),
            ("", None),
        ] {
            assert_eq!(list.named(typed), named, "{typed}");
        }
    }
}
