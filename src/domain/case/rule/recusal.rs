//! 回避: who may be given nothing of a matter (条例 28 ¶3, 30 ¶3).
//!
//! Names are compared as a clerk types them: with titles, spaces and fuller or shorter forms.

use crate::domain::case::fact::state::Case;
use crate::domain::codes::Class;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::typed::half_width;

/// Words for a post, which name nobody.
const TITLES: &[&str] = &[
    "党支部书记",
    "支部书记",
    "副书记",
    "书记",
    "村主任",
    "副主任",
    "主任",
    "会计",
    "村长",
    "副镇长",
    "镇长",
    "副所长",
    "所长",
    "站长",
    "副局长",
    "局长",
    "科长",
    "校长",
    "院长",
    "经理",
    "老板",
    "同志",
];
/// A shorter text is no name.
pub(in crate::domain::case) const SHORTEST: usize = 2;

impl Case {
    /// Tells whether `name`, a person or a unit, is complained of or stepped aside.
    pub(in crate::domain::case) fn steps_aside(&self, name: &str) -> bool {
        let wanted = plain(name);
        if wanted.is_empty() {
            return false;
        }
        let recused = self.transfer.recused().map(plain);
        if recused.into_iter().any(|it| same(&it, &wanted)) {
            return true;
        }
        let accused = self.matter.accused.as_deref().unwrap_or_default();
        if is_named(accused, name) {
            return true;
        }
        let village = self.matter.village.as_deref().unwrap_or_default();
        self.matter.class == Class::Accusation && is_village(&plain(village), &wanted)
    }

    /// Tells whether the matter, with what is part of it, may be given to `name`, a person or a
    /// unit: none of it complains of him, and he stepped aside from none (条例 28 ¶3, 30 ¶3).
    pub fn may_be_given_to(&self, name: &str) -> bool {
        let mut parts = self.merge.absorbed.iter();
        !self.sealed && !self.steps_aside(name) && parts.all(|part| part.may_be_given_to(name))
    }

    /// Refuses to give anything of the matter to `name`.
    pub(in crate::domain::case) fn check_given(
        &self,
        field: &'static str,
        name: &str,
    ) -> Result<(), Refusal> {
        if self.steps_aside(name) {
            return Err(Refusal::about(field, Reason::MustStepAside));
        }
        Ok(())
    }

    /// Takes the matter from whoever must step aside from it.
    pub(in crate::domain::case) fn set_aside(&mut self) {
        let stays = |case: &Self, name: &Option<String>| {
            name.clone().filter(|name| !case.steps_aside(name))
        };
        (self.unit, self.holder, self.leader) = (
            stays(self, &self.unit),
            stays(self, &self.holder),
            stays(self, &self.leader),
        );
        let recused: Vec<String> = self.transfer.recused().map(plain).collect();
        self.named_staff
            .retain(|name| !recused.iter().any(|it| same(it, &plain(name))));
    }
}

/// Tells whether the text of an accusation names `name`, or a unit that `name` belongs to.
pub(in crate::domain::case) fn is_named(accused: &str, name: &str) -> bool {
    let (whole, wanted) = (plain(accused), plain(name));
    if whole.is_empty() || wanted.is_empty() {
        return false;
    }
    if whole.contains(&wanted) || wanted.contains(&whole) {
        return true;
    }
    let asked = names(name);
    names(accused).iter().any(|known| {
        wanted.contains(known.as_str())
            || asked.iter().any(|it| known.contains(it.as_str()))
            || known
                .find('村')
                .and_then(|at| known.get(..at + '村'.len_utf8()))
                .is_some_and(|village| is_village(village, &wanted))
    })
}

/// Tells whether `wanted` is the village, or somebody of it.
fn is_village(village: &str, wanted: &str) -> bool {
    let short = village.strip_suffix('村').unwrap_or(village);
    short.chars().count() >= SHORTEST && (wanted == short || wanted.contains(&format!("{short}村")))
}

/// Tells whether two texts name one person: spaces, width and titles around the name count for
/// nothing.
pub(in crate::domain::case) fn are_one(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    !one.is_empty() && !other.is_empty() && same(&one, &other)
}

/// Two ways of writing one name: with or without what stands around it.
fn same(one: &str, other: &str) -> bool {
    let long = |text: &str| text.chars().count() >= SHORTEST;
    one == other || (long(one) && other.contains(one)) || (long(other) && one.contains(other))
}

/// The names in a text, without titles; one with spaces between its characters is one as well.
fn names(text: &str) -> Vec<String> {
    let mut text = half_width(text);
    for title in TITLES {
        text = text.replace(title, " ");
    }
    let words = text.split(|c: char| !c.is_alphanumeric());
    let listed = text.split(|c: char| !c.is_alphanumeric() && !c.is_whitespace());
    words
        .map(str::to_owned)
        .chain(listed.map(plain))
        .filter(|name| name.chars().count() >= SHORTEST)
        .collect()
}

/// The text without spaces and marks.
pub(in crate::domain::case) fn plain(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accusation_names_persons_villages_and_units_however_they_are_written() {
        for (accused, given, named) in [
            ("东牟家村书记 牟某", "牟某", true),
            ("东牟家村书记 牟某", "牟某 主任", true),
            ("东牟家村书记 牟某", "东牟家村 牟某", true),
            ("东牟家村书记 牟某", "东牟家村", true),
            ("东牟家村书记 牟某", "东牟家", true),
            ("东牟家村书记 牟某", "东牟家村村委会", true),
            ("东牟家村党支部书记牟某", "东牟家村村民委员会", true),
            ("东牟家村党支部书记牟某", "牟 某", true),
            ("大牟家村书记牟某", "大牟家镇纪委", false),
            ("东牟家村书记 牟某", "西牟家村", false),
            ("东牟家村书记 牟某", "李主任", false),
            ("东牟家村书记 牟某", "", false),
            ("赵会计", "赵会计", true),
            ("赵会计", "李会计", false),
            ("", "李梅", false),
            ("镇经管站", "镇经管站 赵某", true),
            ("会计　李 梅、王 五", "李梅 主任", true),
            ("会计　李 梅、王 五", "王岚 王　五", true),
            ("会计　李 梅、王 五", "王岚、赵六", false),
            ("镇经管站", "镇司法所", false),
        ] {
            assert_eq!(is_named(accused, given), named, "{accused} / {given}");
        }
    }
}
