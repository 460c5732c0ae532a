//! A row of a sheet of the grid as edits of the tree: who is new, who is another now. A row that
//! says what stands already edits nothing, so that a sheet can be imported again.

use crate::domain::clean;
use crate::domain::grid::edit::GridEdit;
use crate::domain::grid::node::{Contact, GridCode, GridLevel, GridNode, Post};
use crate::domain::grid::tree::GridTree;
use crate::domain::phone::{Dialling, Phone};
use crate::exchange::intake::raw::{RowReason, RowRefusal, short_name};
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::grid_field::GridField;
use crate::exchange::map::pick::Fields;

/// What names a place or a person.
const NAMES: [GridField; 4] = [
    GridField::Name,
    GridField::Head,
    GridField::Worker,
    GridField::StandIn,
];

/// Gives the edits that make the tree say what the row says.
///
/// # Errors
/// A row whose level or place in the tree is not known, or with a name too long to be one.
pub fn edits(
    fields: &Fields<GridField>,
    tree: &GridTree,
    dialling: &Dialling,
) -> Result<Vec<GridEdit>, RowRefusal> {
    let row = Row {
        fields,
        tree,
        dialling,
    };
    let (code, mut edits) = row.node()?;
    let stands = tree.get(&code);
    let last = code.clone();
    if let Some(name) = stands.and_then(|node| row.renames(node)) {
        let code = code.clone();
        edits.push(GridEdit::Rename { code, name });
    }
    let there = stands.and_then(|node| node.head.as_ref());
    if let Some(head) = row.post(GridField::Head, GridField::HeadPhone, "网格长", &|_| {
        there
    }) && stands
        .and_then(|node| node.head.as_ref())
        .is_none_or(|there| !same(there, &head))
    {
        let role = stands
            .and_then(|node| node.head.as_ref())
            .map(|there| there.role.clone());
        let head = Some(Post {
            role: role.unwrap_or(head.role),
            ..head
        });
        edits.push(GridEdit::SetHead {
            code: code.clone(),
            head,
        });
    }
    let workers = stands.map_or(&[][..], |node| &node.workers);
    let named = |name: &str| workers.iter().find(|it| it.holder.name == name);
    if let Some(worker) = row.post(GridField::Worker, GridField::WorkerPhone, "网格员", &named) {
        match workers
            .iter()
            .position(|there| there.holder.name == worker.holder.name)
        {
            None => edits.push(GridEdit::AddWorker { code, worker }),
            Some(at) if workers.get(at).is_some_and(|there| !same(there, &worker)) => {
                edits.push(GridEdit::ChangeWorker { code, at, worker });
            }
            Some(_) => {}
        }
    }
    edits.extend(row.lanes(&last, stands));
    Ok(edits)
}

struct Row<'a> {
    fields: &'a Fields<GridField>,
    tree: &'a GridTree,
    dialling: &'a Dialling,
}

impl Row<'_> {
    fn text(&self, field: GridField) -> String {
        clean::line(&self.fields.text(field))
    }

    fn refused(&self, field: GridField, why: RowReason) -> RowRefusal {
        RowRefusal {
            row: self.fields.row,
            field: field.code(),
            why,
        }
    }

    fn unknown(&self, field: GridField) -> RowRefusal {
        let text = self.text(field);
        let why = if text.is_empty() {
            RowReason::Missing
        } else {
            RowReason::Unknown(text)
        };
        self.refused(field, why)
    }

    /// Gives the name of what the row is about: its own, else that of its village, else of its area.
    fn name(&self) -> String {
        let names = [GridField::Name, GridField::Village, GridField::Area];
        let mut names = names.into_iter().map(|field| self.text(field));
        names.find(|it| !it.is_empty()).unwrap_or_default()
    }

    /// Finds the row's node, or the edit that adds it; a village may change its area.
    fn node(&self) -> Result<(GridCode, Vec<GridEdit>), RowRefusal> {
        let name = self.name();
        if self.fields.unreadable {
            let why = RowReason::NotJson(String::new());
            return Err(self.refused(GridField::Name, why));
        }
        if name.is_empty() {
            return Err(self.refused(GridField::Name, RowReason::Missing));
        }
        for field in NAMES {
            short_name(self.text(field)).map_err(|why| self.refused(field, why))?;
        }
        let code = GridCode::parse(&self.text(GridField::Code));
        let by_code = code.as_ref().and_then(|code| self.tree.get(code));
        let level = self.level(by_code)?;
        let parent = self.parent(level)?;
        let within = |node: &&GridNode| {
            node.level == level
                && node.name == name
                && (level != GridLevel::Micro || node.parent == parent)
        };
        let there = by_code
            .or_else(|| self.tree.nodes().find(within))
            .or_else(|| {
                (level == GridLevel::Village)
                    .then(|| self.tree.village_named(&name))
                    .flatten()
            });
        match (there, parent) {
            (Some(node), Some(parent))
                if level == GridLevel::Village && node.parent.as_ref() != Some(&parent) =>
            {
                let code = node.code.clone();
                Ok((code.clone(), vec![GridEdit::Move { code, parent }]))
            }
            (Some(node), Some(_)) if !node.confirmed => {
                let code = node.code.clone();
                Ok((code.clone(), vec![GridEdit::Confirm { code }]))
            }
            (Some(node), _) => Ok((node.code.clone(), Vec::new())),
            (None, Some(parent)) => {
                let free = || self.tree.free_code(&parent).ok();
                let code = code
                    .or_else(free)
                    .ok_or_else(|| self.unknown(GridField::Parent))?;
                Ok((code.clone(), vec![GridEdit::Add { code, parent, name }]))
            }
            (None, None) => Err(self.unknown(GridField::Parent)),
        }
    }

    /// Gives the node's new name, where the row names the node by its code.
    fn renames(&self, node: &GridNode) -> Option<String> {
        let name = self.name();
        let same = self.tree.village_named(&name);
        let other = node.name != name && same.is_none_or(|same| same.code != node.code);
        other.then_some(name)
    }

    fn level(&self, known: Option<&GridNode>) -> Result<GridLevel, RowRefusal> {
        let word = self.text(GridField::Level);
        match (level_of_word(&word), known) {
            (Some(level), _) => Ok(level),
            (None, Some(node)) => Ok(node.level),
            (None, None) if word.is_empty() && !self.text(GridField::Village).is_empty() => {
                Ok(if self.is_of_its_village() {
                    GridLevel::Village
                } else {
                    GridLevel::Micro
                })
            }
            (None, None) if word.is_empty() && !self.text(GridField::Area).is_empty() => {
                Ok(if self.text(GridField::Name).is_empty() {
                    GridLevel::Area
                } else {
                    GridLevel::Village
                })
            }
            (None, None) => Err(self.unknown(GridField::Level)),
        }
    }

    /// Tells whether the row is about its village itself: it names no node of its own, or the village
    /// by either of its names.
    fn is_of_its_village(&self) -> bool {
        let (name, village) = (self.text(GridField::Name), self.text(GridField::Village));
        let code = |name| self.tree.village_named(name).map(|it| &it.code);
        name.is_empty()
            || name == village
            || code(&name).is_some_and(|it| code(&village) == Some(it))
    }

    /// Finds the node above; `None` where the row does not name it.
    fn parent(&self, level: GridLevel) -> Result<Option<GridCode>, RowRefusal> {
        let own = match level {
            GridLevel::Town => return Ok(None),
            GridLevel::Area => return Ok(self.tree.town().map(|town| town.code.clone())),
            GridLevel::Village => GridField::Area,
            GridLevel::Micro => GridField::Village,
        };
        let field = if self.text(GridField::Parent).is_empty() {
            own
        } else {
            GridField::Parent
        };
        let name = self.text(field);
        if name.is_empty() {
            return Ok(None);
        }
        let above = level.above();
        let named = |node: &&GridNode| {
            Some(node.level) == above && (node.name == name || node.code.as_str() == name)
        };
        let found = self.tree.nodes().find(named).or_else(|| {
            (above == Some(GridLevel::Village))
                .then(|| self.tree.village_named(&name))
                .flatten()
        });
        found
            .map(|node| Some(node.code.clone()))
            .ok_or_else(|| self.unknown(field))
    }

    /// Gives the post that the row names; `there` gives the one that stands, by its holder's name.
    fn post<'b>(
        &self,
        name: GridField,
        phone: GridField,
        role: &str,
        there: &dyn Fn(&str) -> Option<&'b Post>,
    ) -> Option<Post> {
        let there = there(&self.text(name));
        let holder = self.contact(name, phone, there.map(|it| &it.holder))?;
        // A row has room for one who stands in: for the head, else for the worker.
        let stands = name == GridField::Head || self.text(GridField::Head).is_empty();
        let stand_in = stands
            .then(|| {
                let there = there.and_then(|it| it.stand_in.as_ref());
                self.contact(GridField::StandIn, GridField::StandInPhone, there)
            })
            .flatten();
        Some(Post {
            role: role.to_owned(),
            holder,
            stand_in,
        })
    }

    /// Gives the edit that makes the lanes and households of a micro grid what the row says; what it
    /// does not name stays.
    fn lanes(&self, code: &GridCode, stands: Option<&GridNode>) -> Option<GridEdit> {
        let text = self.text(GridField::Lanes);
        let known = stands.map(|node| (node.lanes.clone(), node.households));
        let (known, count) = known.unwrap_or_default();
        let named: Vec<String> = text
            .split(['、', '，', ',', '；', ';'])
            .map(|lane| lane.trim().to_owned())
            .filter(|lane| !lane.is_empty())
            .collect();
        let lanes = if named.is_empty() {
            known.clone()
        } else {
            named
        };
        let typed = self.text(GridField::Households);
        let households = typed.trim_end_matches('户').parse().ok().or(count);
        let changed = lanes != known || households != count;
        changed.then(|| GridEdit::Lanes {
            code: code.clone(),
            lanes,
            households,
        })
    }

    /// Gives who is named; the phone of the one who stands there stays where the row shows none, or
    /// a masked one.
    fn contact(
        &self,
        name: GridField,
        phone: GridField,
        there: Option<&Contact>,
    ) -> Option<Contact> {
        let name = Some(self.text(name)).filter(|name| !name.is_empty())?;
        let read = Phone::parse_all(&self.text(phone), self.dialling);
        let kept = there.filter(|it| it.name == name);
        let phone = match (read.first(), kept) {
            (Some(read), _) => read.stored().to_owned(),
            (None, Some(there)) => there.phone.clone(),
            (None, None) => String::new(),
        };
        Some(Contact { name, phone })
    }
}

/// Reads a level's code or one of the words for it.
pub fn level_of_word(word: &str) -> Option<GridLevel> {
    GridLevel::parse(word).or(match word {
        "镇" | "总网格" | "一级" => Some(GridLevel::Town),
        "管区" | "分网格" | "片区" | "二级" => Some(GridLevel::Area),
        "村" | "小网格" | "村网格" | "三级" => Some(GridLevel::Village),
        "微网格" | "微" | "组" | "四级" => Some(GridLevel::Micro),
        _ => None,
    })
}

/// Tells whether two posts have the same people, whatever the duty is called.
fn same(one: &Post, other: &Post) -> bool {
    one.holder == other.holder && (other.stand_in.is_none() || one.stand_in == other.stand_in)
}
