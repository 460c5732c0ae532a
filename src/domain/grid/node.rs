//! A node of the grid and the people who stand for it.

use std::fmt;

use chrono::NaiveDate;

/// Most signs of a code, of a name and of a telephone.
const LONGEST_CODE: usize = 32;

codes! {
    /// 网格级别.
    GridLevel {
        /// 总网格: the town
        Town = "town",
        /// 分网格: an area (管区)
        Area = "area",
        /// 小网格: a village
        Village = "village",
        /// 微网格: some 50 households
        Micro = "micro",
    }
}

impl GridLevel {
    /// Gives the level of a node's parent; the town has none.
    pub const fn above(self) -> Option<Self> {
        match self {
            Self::Town => None,
            Self::Area => Some(Self::Town),
            Self::Village => Some(Self::Area),
            Self::Micro => Some(Self::Village),
        }
    }

    /// Gives the level of a node's children; a micro grid has none.
    pub const fn below(self) -> Option<Self> {
        match self {
            Self::Town => Some(Self::Area),
            Self::Area => Some(Self::Village),
            Self::Village => Some(Self::Micro),
            Self::Micro => None,
        }
    }
}

/// The lasting code of a node: `370785106` the town, `370785106-A1` an area, `370785106218` a
/// village by the division code, `370785106218-01` a micro grid.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GridCode(String);

impl GridCode {
    /// Reads a code: letters, digits and hyphens, at most 32.
    pub fn parse(text: &str) -> Option<Self> {
        let sound = (1..=LONGEST_CODE).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        sound.then(|| Self(text.to_owned()))
    }

    /// Gives the code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for GridCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Someone who can be called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// 姓名
    pub name: String,
    /// 电话; empty where none is known.
    pub phone: String,
}

/// 岗位: a person in a duty of the grid.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Post {
    /// 职务: as the town calls it (管区书记, 村党支部书记, 联户长).
    pub role: String,
    /// Who holds it.
    pub holder: Contact,
    /// 替补: who stands in.
    pub stand_in: Option<Contact>,
}

/// 网格: a node of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridNode {
    /// Its lasting code.
    pub code: GridCode,
    /// Its level.
    pub level: GridLevel,
    /// The node above; `None` for the town alone.
    pub parent: Option<GridCode>,
    /// Its name.
    pub name: String,
    /// Whether somebody of the town said that it belongs to its parent; which village belongs to
    /// which area is not published, so the built-in split is not confirmed.
    pub confirmed: bool,
    /// 网格长; `None` is a vacancy.
    pub head: Option<Post>,
    /// 网格员.
    pub workers: Vec<Post>,
    /// The last day on which the head is away.
    pub away: Option<NaiveDate>,
    /// 巷、组: the lanes and groups whose households belong to it.
    pub lanes: Vec<String>,
    /// 户数
    pub households: Option<u16>,
}

impl GridNode {
    /// Makes a node without people.
    pub fn new(code: GridCode, level: GridLevel, parent: Option<GridCode>, name: String) -> Self {
        Self {
            code,
            level,
            parent,
            name,
            confirmed: true,
            head: None,
            workers: Vec::new(),
            away: None,
            lanes: Vec::new(),
            households: None,
        }
    }

    /// Tells whether the node has no head.
    pub fn is_vacant(&self) -> bool {
        self.head.is_none()
    }

    /// Gives who answers for the node on a day: its head, who stands in for him while he is away,
    /// else nobody.
    pub fn answering(&self, on: NaiveDate) -> Option<(&Contact, bool)> {
        let head = self.head.as_ref()?;
        if self.away.is_none_or(|until| until < on) {
            return Some((&head.holder, false));
        }
        let stand_in = head.stand_in.as_ref();
        stand_in
            .filter(|contact| !contact.name.is_empty())
            .map(|contact| (contact, true))
    }

    /// Gives everybody of the node: head, workers, and who stands in for them.
    pub fn contacts(&self) -> impl Iterator<Item = &Contact> {
        self.head
            .iter()
            .chain(&self.workers)
            .flat_map(|post| std::iter::once(&post.holder).chain(&post.stand_in))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_short_and_plain() {
        for sound in ["370785106", "370785106-A1", "370785106218-01"] {
            assert_eq!(GridCode::parse(sound).unwrap().as_str(), sound);
        }
        for wrong in ["", "370785106/1", "东牟家", "a b", &"1".repeat(33)] {
            assert_eq!(GridCode::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn levels_stand_one_above_the_other() {
        for level in GridLevel::ALL {
            assert_eq!(
                level.below().map_or(Some(*level), GridLevel::above),
                Some(*level)
            );
        }
    }
}
