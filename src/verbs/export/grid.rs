//! 网格 as rows: one a node, and one more for each further worker.

use crate::domain::grid::node::{Contact, GridLevel, GridNode, Post};
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::grid_field::GridField;
use crate::exchange::write::out::{OutCell, OutColumn};
use crate::verbs::export::context::{Export, Stopped};

/// The fields that a node has, in the order of the columns.
const FIELDS: [GridField; 12] = [
    GridField::Level,
    GridField::Name,
    GridField::Code,
    GridField::Parent,
    GridField::Head,
    GridField::HeadPhone,
    GridField::Worker,
    GridField::WorkerPhone,
    GridField::StandIn,
    GridField::StandInPhone,
    GridField::Lanes,
    GridField::Households,
];

/// Gives the columns, with headings by which an import knows them.
pub fn columns() -> Vec<OutColumn> {
    FIELDS
        .iter()
        .map(|field| OutColumn {
            code: field.code(),
            heading: field
                .headings()
                .first()
                .copied()
                .unwrap_or_default()
                .to_owned(),
            width: 18,
        })
        .collect()
}

/// Writes the nodes, the upper levels first.
pub fn rows(export: &mut Export<'_>) -> Result<(), Stopped> {
    let tree = export.snapshot.grid()?;
    for level in GridLevel::ALL {
        for node in tree.of_level(*level) {
            let above = node.parent.as_ref().and_then(|code| tree.get(code));
            let parent = above.map_or("", |above| above.name.as_str());
            // Who stands in for a head takes the row's one place for it: a worker with a stand-in of
            // his own gets a row.
            let beside = node.workers.first();
            let beside = beside.filter(|it| node.head.is_none() || it.stand_in.is_none());
            write(export, node, parent, node.head.as_ref(), beside)?;
            for worker in node.workers.iter().skip(usize::from(beside.is_some())) {
                write(export, node, parent, None, Some(worker))?;
            }
        }
    }
    Ok(())
}

fn write(
    export: &mut Export<'_>,
    node: &GridNode,
    parent: &str,
    head: Option<&Post>,
    worker: Option<&Post>,
) -> Result<(), Stopped> {
    let masking = export.masking;
    let name = |contact: Option<&Contact>| OutCell::text(contact.map(|it| it.name.clone()));
    let phone =
        |contact: Option<&Contact>| OutCell::text(contact.map(|it| masking.phone(&it.phone)));
    let holder = |post: Option<&Post>| post.map(|post| post.holder.clone());
    let (head_of, worker_of) = (holder(head), holder(worker));
    // A row has room for one who stands in: for the head, else for the worker.
    let stand_in = head.or(worker).and_then(|post| post.stand_in.as_ref());
    let level = match (export.for_programs, node.level) {
        (true, level) => level.code(),
        (false, GridLevel::Town) => "镇",
        (false, GridLevel::Area) => "管区",
        (false, GridLevel::Village) => "村",
        (false, GridLevel::Micro) => "微网格",
    };
    let cells = [
        OutCell::text(Some(level)),
        OutCell::text(Some(node.name.clone())),
        OutCell::text(Some(node.code.to_string())),
        OutCell::text(Some(parent)),
        name(head_of.as_ref()),
        phone(head_of.as_ref()),
        name(worker_of.as_ref()),
        phone(worker_of.as_ref()),
        name(stand_in),
        phone(stand_in),
        OutCell::text((!node.lanes.is_empty()).then(|| node.lanes.join("、"))),
        OutCell::text(node.households.map(|it| it.to_string())),
    ];
    export.sink.row(&cells)?;
    Ok(())
}
