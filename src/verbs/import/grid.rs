//! A sheet of the grid: one row a node, with its head and a worker.

use std::ops::ControlFlow;

use crate::domain::act::Deed;
use crate::domain::clean;
use crate::domain::grid::edit::{GridApplied, GridEdit};
use crate::domain::grid::node::{Contact, GridCode, GridLevel, GridNode, Post};
use crate::domain::grid::tree::GridTree;
use crate::domain::phone::{Dialling, Phone};
use crate::domain::refusal::{Reason, Refusal};
use crate::exchange::intake::raw::RowReason;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::grid_field::GridField;
use crate::exchange::map::pick::Fields;
use crate::store::contract::ask;
use crate::store::error::StoreError;
use crate::verbs::import::batch::Batch;
use crate::verbs::import::report::Report;
use crate::verbs::import::source::Source;
use crate::verbs::intake::{Told, refused};
use crate::verbs::outcome::Exit;
use crate::verbs::store::failed;

/// Nodes of one sheet; a town has some 400.
const MOST_ROWS: usize = 50_000;

/// Takes in every row, the upper levels first; what stands already is skipped.
pub fn import(source: &Source<'_>, report: &mut Report) -> Result<(), Exit> {
    let fail = |error: StoreError| failed(source.setting, &error);
    let words = &source.setting.words;
    let mut tree = ask(source.store.as_ref(), |it| it.grid()).map_err(fail)?;
    let mut rows: Vec<Fields<GridField>> = Vec::new();
    source.rows::<GridField>(&mut |fields| {
        report.read += 1;
        if fields.unreadable {
            let why = RowReason::NotJson(String::new());
            report.refuse(fields.row, GridField::Name.code(), refused(words, &why));
        } else if rows.len() < MOST_ROWS {
            rows.push(fields);
        } else {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    })?;
    rows.sort_by_key(|fields| (level(&tree, fields), fields.row));
    let mut batch = Batch::new(source, None);
    let before = report.refused.len();
    let mut changed = 0;
    for fields in &rows {
        let edits = match edits(&mut tree, fields, &source.setting.town.dialling) {
            Ok(edits) => edits,
            Err(refusal) => {
                let field = refusal.field.unwrap_or(GridField::Name.code());
                report.refuse(fields.row, field, words.refusal(&refusal));
                continue;
            }
        };
        report.doubt(fields.row, left_out(words, fields));
        changed += u64::from(!edits.is_empty());
        for edit in edits {
            batch
                .push(fields.row, Deed::Grid(edit), report)
                .map_err(fail)?;
        }
    }
    batch.flush(report).map_err(fail)?;
    // A row may be several edits: rows are counted, not edits.
    let refused = (report.refused.len() - before) as u64;
    report.imported = changed;
    report.skipped = (rows.len() as u64).saturating_sub(changed + refused);
    Ok(())
}

/// Fields that a node has no room for; they are named, not dropped silently.
fn left_out(words: &crate::words::say::Words, fields: &Fields<GridField>) -> Vec<Told> {
    [GridField::Lanes, GridField::Households]
        .into_iter()
        .filter(|field| !fields.cell(*field).is_empty())
        .map(|field| Told {
            field: field.code().to_owned(),
            text: words.say("verbs-import-not-kept"),
        })
        .collect()
}

/// Gives the level of a row: as it says, else by its code, else by what stands above it.
fn level(tree: &GridTree, fields: &Fields<GridField>) -> GridLevel {
    let text = line(fields, GridField::Level);
    let named = GridLevel::parse(&text).or(match text.as_str() {
        "镇" | "总网格" => Some(GridLevel::Town),
        "管区" | "分网格" => Some(GridLevel::Area),
        "村" | "小网格" => Some(GridLevel::Village),
        "微网格" | "微" => Some(GridLevel::Micro),
        _ => None,
    });
    let coded = || Some(tree.get(&code(fields)?)?.level);
    let parent = line(fields, GridField::Parent);
    let below = || find_parent(tree, &parent, None)?.level.below();
    named.or_else(coded).or_else(below).unwrap_or_else(|| {
        let has = |field| !fields.cell(field).is_empty();
        let name = line(fields, GridField::Name);
        if has(GridField::Village) && line(fields, GridField::Village) != name {
            GridLevel::Micro
        } else if has(GridField::Area) && line(fields, GridField::Area) == name {
            GridLevel::Area
        } else {
            GridLevel::Village
        }
    })
}

fn line(fields: &Fields<GridField>, field: GridField) -> String {
    clean::line(&fields.text(field))
}

fn code(fields: &Fields<GridField>) -> Option<GridCode> {
    GridCode::parse(&line(fields, GridField::Code))
}

/// Finds a node by its name, of a level where one is given.
fn find_parent<'a>(
    tree: &'a GridTree,
    name: &str,
    level: Option<GridLevel>,
) -> Option<&'a GridNode> {
    if name.is_empty() {
        return None;
    }
    let exact = tree
        .nodes()
        .find(|node| level.is_none_or(|level| node.level == level) && node.name == name);
    exact.or_else(|| match level {
        None | Some(GridLevel::Village) => tree.village_named(name),
        Some(GridLevel::Town | GridLevel::Area | GridLevel::Micro) => None,
    })
}

/// What a row changed so far, with what it takes to undo it.
type Made = Vec<(GridEdit, GridApplied)>;

/// Gives what a row changes, and makes it in the tree; a row that is refused leaves it as it was.
fn edits(
    tree: &mut GridTree,
    fields: &Fields<GridField>,
    dialling: &Dialling,
) -> Result<Vec<GridEdit>, Refusal> {
    let mut made = Made::new();
    let done = change(tree, fields, dialling, &mut made);
    if let Err(refusal) = done {
        for (_, applied) in made.into_iter().rev() {
            tree.adopt(&GridApplied {
                code: applied.code,
                before: applied.after,
                after: applied.before,
            });
        }
        return Err(refusal);
    }
    Ok(made.into_iter().map(|(edit, _)| edit).collect())
}

fn change(
    tree: &mut GridTree,
    fields: &Fields<GridField>,
    dialling: &Dialling,
    made: &mut Made,
) -> Result<(), Refusal> {
    let level = level(tree, fields);
    let name = line(fields, GridField::Name);
    if name.is_empty() {
        return Err(Refusal::about("name", Reason::Missing));
    }
    let parent = parent(tree, fields, level)?;
    let node = match known(tree, fields, level, &name, parent.as_ref()) {
        Some(node) => node.clone(),
        None => add(tree, fields, &name, parent.as_ref(), made)?,
    };
    let code = node.code.clone();
    let stands = node.name == name
        || (level == GridLevel::Village
            && tree.village_named(&name).is_some_and(|it| it.code == code));
    if !stands {
        let code = code.clone();
        make(tree, GridEdit::Rename { code, name }, made)?;
    }
    if let Some(parent) = parent {
        let code = code.clone();
        if node.parent.as_ref() != Some(&parent) {
            make(tree, GridEdit::Move { code, parent }, made)?;
        } else if !node.confirmed {
            make(tree, GridEdit::Confirm { code }, made)?;
        }
    }
    people(tree, fields, &node, dialling, made)
}

/// Gives the node above, where the row names one.
fn parent(
    tree: &GridTree,
    fields: &Fields<GridField>,
    level: GridLevel,
) -> Result<Option<GridCode>, Refusal> {
    let own = match level {
        GridLevel::Town => return Ok(None),
        GridLevel::Area => return Ok(tree.town().map(|town| town.code.clone())),
        GridLevel::Village => GridField::Area,
        GridLevel::Micro => GridField::Village,
    };
    let named = [GridField::Parent, own]
        .map(|field| line(fields, field))
        .into_iter()
        .find(|name| !name.is_empty());
    let Some(name) = named else { return Ok(None) };
    let found = find_parent(tree, &name, level.above());
    found
        .map(|node| Some(node.code.clone()))
        .ok_or(Refusal::about("parent", Reason::GridUnknown))
}

fn known<'a>(
    tree: &'a GridTree,
    fields: &Fields<GridField>,
    level: GridLevel,
    name: &str,
    parent: Option<&GridCode>,
) -> Option<&'a GridNode> {
    if level == GridLevel::Town {
        return tree.town();
    }
    let by_code = code(fields).and_then(|code| tree.get(&code));
    by_code.or_else(|| {
        let exact = tree.of_level(level).find(|node| {
            node.name == name
                && (level != GridLevel::Micro
                    || parent.is_none_or(|parent| node.parent.as_ref() == Some(parent)))
        });
        exact.or_else(|| match level {
            GridLevel::Village => tree.village_named(name),
            GridLevel::Town | GridLevel::Area | GridLevel::Micro => None,
        })
    })
}

fn add(
    tree: &mut GridTree,
    fields: &Fields<GridField>,
    name: &str,
    parent: Option<&GridCode>,
    made: &mut Made,
) -> Result<GridNode, Refusal> {
    let parent = parent.ok_or(Refusal::about("parent", Reason::Missing))?;
    let code = match code(fields) {
        Some(code) => code,
        None => tree.free_code(parent)?,
    };
    let edit = GridEdit::Add {
        code: code.clone(),
        parent: parent.clone(),
        name: name.to_owned(),
    };
    make(tree, edit, made)?;
    let node = tree.get(&code).cloned();
    node.ok_or(Refusal::about("code", Reason::GridUnknown))
}

/// Sets head and worker where the row names them and they are not so already.
fn people(
    tree: &mut GridTree,
    fields: &Fields<GridField>,
    node: &GridNode,
    dialling: &Dialling,
    made: &mut Made,
) -> Result<(), Refusal> {
    let (head, worker) = roles(node.level);
    let stand_in = contact(
        fields,
        GridField::StandIn,
        GridField::StandInPhone,
        dialling,
    );
    let new_head = contact(fields, GridField::Head, GridField::HeadPhone, dialling);
    let new_worker = contact(fields, GridField::Worker, GridField::WorkerPhone, dialling);
    let (for_head, for_worker) = if new_head.is_some() {
        (stand_in, None)
    } else {
        (None, stand_in)
    };
    let code = node.code.clone();
    if let Some(holder) = new_head {
        let post = post_of(node.head.as_ref(), head, holder, for_head);
        if node.head.as_ref() != Some(&post) {
            let head = Some(post);
            make(
                tree,
                GridEdit::SetHead {
                    code: code.clone(),
                    head,
                },
                made,
            )?;
        }
    }
    let Some(holder) = new_worker else {
        return Ok(());
    };
    let at = node
        .workers
        .iter()
        .position(|it| it.holder.name == holder.name);
    let before = at.and_then(|at| node.workers.get(at));
    let post = post_of(before, worker, holder, for_worker);
    let edit = match at {
        Some(_) if before == Some(&post) => return Ok(()),
        Some(at) => GridEdit::ChangeWorker {
            code,
            at,
            worker: post,
        },
        None => GridEdit::AddWorker { code, worker: post },
    };
    make(tree, edit, made)
}

/// Keeps the role and the stand-in that the post had, where the row names no other.
fn post_of(before: Option<&Post>, role: &str, holder: Contact, stand_in: Option<Contact>) -> Post {
    let kept = before.and_then(|post| post.stand_in.clone());
    Post {
        role: before.map_or(role, |post| &post.role).to_owned(),
        holder,
        stand_in: stand_in.or(kept),
    }
}

/// 职务 as the town calls them, for posts that are new.
const fn roles(level: GridLevel) -> (&'static str, &'static str) {
    match level {
        GridLevel::Town => ("总网格长", "网格员"),
        GridLevel::Area => ("管区书记", "网格员"),
        GridLevel::Village => ("村党支部书记", "专职网格员"),
        GridLevel::Micro => ("微网格长", "联户长"),
    }
}

fn contact(
    fields: &Fields<GridField>,
    name: GridField,
    phone: GridField,
    dialling: &Dialling,
) -> Option<Contact> {
    let name = line(fields, name);
    if name.is_empty() {
        return None;
    }
    let phones = Phone::parse_all(&line(fields, phone), dialling);
    let phones: Vec<&str> = phones.iter().map(Phone::stored).collect();
    Some(Contact {
        name,
        phone: phones.join("、"),
    })
}

fn make(tree: &mut GridTree, edit: GridEdit, made: &mut Made) -> Result<(), Refusal> {
    let applied = tree.apply(&edit)?;
    tree.adopt(&applied);
    made.push((edit, applied));
    Ok(())
}
