//! A row of a sheet of the law-education staff as a card.

use crate::domain::clean;
use crate::domain::education::staff::{Educator, LawLevel};
use crate::domain::grid::node::{GridLevel, GridNode};
use crate::domain::grid::tree::GridTree;
use crate::domain::phone::{Dialling, Phone};
use crate::exchange::intake::raw::{RowReason, RowRefusal, short_name};
use crate::exchange::map::educator_field::EducatorField;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::pick::Fields;

/// Makes a card of a row; what the row leaves out follows from the place, or is the town.
///
/// # Errors
/// A row without a name or with one that is too long, with a level that is none, or with a place that is none of the grid's.
pub fn read(
    fields: &Fields<EducatorField>,
    tree: &GridTree,
    dialling: &Dialling,
) -> Result<Educator, RowRefusal> {
    let refused = |field: EducatorField, why| RowRefusal {
        row: fields.row,
        field: field.code(),
        why,
    };
    let text = |field| clean::line(&fields.text(field));
    let name =
        short_name(text(EducatorField::Name)).map_err(|why| refused(EducatorField::Name, why))?;
    if name.is_empty() {
        return Err(refused(EducatorField::Name, RowReason::Missing));
    }
    let word = text(EducatorField::Level);
    let stated = match level(&word) {
        Some(level) => Some(level),
        None if word.is_empty() => None,
        None => return Err(refused(EducatorField::Level, RowReason::Unknown(word))),
    };
    let word = text(EducatorField::Place);
    let place = match place(tree, &word) {
        Some(node) => node,
        None if word.is_empty() && matches!(stated, None | Some(LawLevel::Educator)) => tree
            .town()
            .ok_or_else(|| refused(EducatorField::Place, RowReason::Missing))?,
        None if word.is_empty() => return Err(refused(EducatorField::Place, RowReason::Missing)),
        None => return Err(refused(EducatorField::Place, RowReason::Unknown(word))),
    };
    let served = LawLevel::ALL.iter().find(|it| it.serves() == place.level);
    let level = stated
        .or(served.copied())
        .ok_or_else(|| refused(EducatorField::Level, RowReason::Missing))?;
    let phones = Phone::parse_all(&text(EducatorField::Phone), dialling);
    Ok(Educator {
        name,
        level,
        node: place.code.clone(),
        phone: phones
            .first()
            .map_or(String::new(), |phone| phone.stored().to_owned()),
        active: true,
    })
}

fn level(word: &str) -> Option<LawLevel> {
    match word {
        "法治教育专员" | "专员" | "镇" | "镇级" => Some(LawLevel::Educator),
        "法律工作者" | "管区" | "管区级" => Some(LawLevel::Worker),
        "法治宣传员" | "宣传员" | "村" | "村级" => Some(LawLevel::Promoter),
        code => LawLevel::parse(code),
    }
}

/// Finds a place by its code, a village by its name as people write it, or any by its whole name.
fn place<'a>(tree: &'a GridTree, word: &str) -> Option<&'a GridNode> {
    let plain = |node: &&GridNode| node.level != GridLevel::Micro;
    let mut nodes = tree.nodes().filter(plain);
    nodes
        .find(|node| node.code.as_str() == word || node.name == word)
        .or_else(|| tree.village_named(word))
}
