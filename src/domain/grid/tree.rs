//! The tree: each change is checked against the whole, so that no circle, no orphan and no double
//! name can come about.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::refusal::{Reason, Refusal};
use super::edit::{GridApplied, GridEdit};
use super::node::{Contact, GridCode, GridLevel, GridNode, Post};

/// Most signs of a name or a role, and most workers of a node.
const LONGEST_NAME: usize = 64;
const MOST_WORKERS: usize = 100;

/// 网格树: one town and everything below it.
///
/// A parent always stands exactly one level above, so a circle cannot be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridTree {
    town: GridCode,
    nodes: BTreeMap<GridCode, GridNode>,
}

impl GridTree {
    /// Makes a tree of one town.
    pub fn of_town(code: GridCode, name: String) -> Self {
        let town = GridNode::new(code.clone(), GridLevel::Town, None, name);
        Self {
            nodes: BTreeMap::from([(code.clone(), town)]),
            town: code,
        }
    }

    /// Makes a tree of nodes that come from a store or a file, in any order.
    ///
    /// # Errors
    /// Refuses what no row of changes could have made: not exactly one town, a node without its
    /// parent, a code or a name that stands twice.
    pub fn of_nodes(nodes: Vec<GridNode>) -> Result<Self, Refusal> {
        let mut by_level: Vec<GridNode> = nodes;
        by_level.sort_by(|a, b| (a.level, &a.code).cmp(&(b.level, &b.code)));
        let mut rest = by_level.into_iter();
        let town = rest
            .next()
            .filter(|node| node.level == GridLevel::Town && node.parent.is_none())
            .ok_or(Refusal::about("level", Reason::GridLevel))?;
        let mut tree = Self {
            town: town.code.clone(),
            nodes: BTreeMap::new(),
        };
        check_people(&town)?;
        tree.nodes.insert(
            town.code.clone(),
            GridNode {
                name: clean_name(&town.name)?,
                ..town
            },
        );
        for node in rest {
            let parent = node
                .parent
                .clone()
                .ok_or(Refusal::about("parent", Reason::Missing))?;
            let added = tree.added(&node.code, &parent, &node.name)?;
            if added.level != node.level {
                return Err(Refusal::about("level", Reason::GridLevel));
            }
            check_people(&node)?;
            tree.nodes.insert(
                node.code.clone(),
                GridNode {
                    name: added.name,
                    ..node
                },
            );
        }
        Ok(tree)
    }

    /// Says what the change makes of its node, without making it.
    ///
    /// # Errors
    /// Refuses an unknown node, a parent of the wrong level, a name that is empty or taken, a post
    /// without a name, and taking away a node that is not empty.
    pub fn apply(&self, edit: &GridEdit) -> Result<GridApplied, Refusal> {
        let code = edit.code().clone();
        if let GridEdit::Add { code, parent, name } = edit {
            let after = self.added(code, parent, name)?;
            return Ok(GridApplied {
                code: code.clone(),
                before: None,
                after: Some(after),
            });
        }
        let before = self.known(&code)?.clone();
        let after = self.edited(&before, edit)?;
        Ok(GridApplied {
            code,
            before: Some(before),
            after,
        })
    }

    /// Puts what a change made in place.
    pub fn adopt(&mut self, applied: &GridApplied) {
        match &applied.after {
            Some(node) => self.nodes.insert(applied.code.clone(), node.clone()),
            None => self.nodes.remove(&applied.code),
        };
    }

    /// Gives the tree after every change, in order.
    ///
    /// # Errors
    /// Refuses with the first change that is refused.
    pub fn replay<'a>(
        mut self,
        edits: impl IntoIterator<Item = &'a GridEdit>,
    ) -> Result<Self, Refusal> {
        for edit in edits {
            let applied = self.apply(edit)?;
            self.adopt(&applied);
        }
        Ok(self)
    }

    /// Gives the town.
    pub fn town(&self) -> Option<&GridNode> {
        self.nodes.get(&self.town)
    }

    /// Gives a node.
    pub fn get(&self, code: &GridCode) -> Option<&GridNode> {
        self.nodes.get(code)
    }

    /// Gives every node, by code.
    pub fn nodes(&self) -> impl Iterator<Item = &GridNode> {
        self.nodes.values()
    }

    /// Gives the nodes of a level, by code.
    pub fn of_level(&self, level: GridLevel) -> impl Iterator<Item = &GridNode> {
        self.nodes().filter(move |node| node.level == level)
    }

    /// Gives the nodes directly below, by code.
    pub fn children<'a>(&'a self, code: &'a GridCode) -> impl Iterator<Item = &'a GridNode> {
        self.nodes()
            .filter(move |node| node.parent.as_ref() == Some(code))
    }

    /// Gives the chain from a node up to the town; empty for an unknown one.
    pub fn chain(&self, code: &GridCode) -> Vec<&GridNode> {
        std::iter::successors(self.get(code), |node| {
            node.parent.as_ref().and_then(|parent| self.get(parent))
        })
        .collect()
    }

    /// Gives the nodes without a head, the town first.
    pub fn vacancies(&self) -> Vec<&GridNode> {
        GridLevel::ALL
            .iter()
            .flat_map(|level| self.of_level(*level))
            .filter(|node| node.is_vacant())
            .collect()
    }

    /// Proposes a free code for a node that is to be added below `parent`.
    ///
    /// # Errors
    /// Refuses an unknown parent and one that can have no children.
    pub fn free_code(&self, parent: &GridCode) -> Result<GridCode, Refusal> {
        let level = self
            .known(parent)?
            .level
            .below()
            .ok_or(Refusal::about("parent", Reason::GridLevel))?;
        let form = |run: usize| match level {
            GridLevel::Town | GridLevel::Area => format!("{}-A{run}", self.town),
            GridLevel::Village => format!("{}-V{run:02}", self.town),
            GridLevel::Micro => format!("{parent}-{run:02}"),
        };
        (1..=self.nodes.len() + 1)
            .filter_map(|run| GridCode::parse(&form(run)))
            .find(|code| !self.nodes.contains_key(code))
            .ok_or(Refusal::about("code", Reason::GridCode))
    }

    fn known(&self, code: &GridCode) -> Result<&GridNode, Refusal> {
        self.get(code)
            .ok_or(Refusal::about("code", Reason::GridUnknown))
    }

    fn added(&self, code: &GridCode, parent: &GridCode, name: &str) -> Result<GridNode, Refusal> {
        if self.nodes.contains_key(code) {
            return Err(Refusal::about("code", Reason::GridCode));
        }
        let above = self
            .get(parent)
            .ok_or(Refusal::about("parent", Reason::GridUnknown))?;
        let level = above
            .level
            .below()
            .ok_or(Refusal::about("parent", Reason::GridLevel))?;
        let name = self.free_name(code, level, parent, name)?;
        Ok(GridNode::new(
            code.clone(),
            level,
            Some(parent.clone()),
            name,
        ))
    }

    /// Gives the node as the change leaves it; `None` when it takes it away.
    fn edited(&self, before: &GridNode, edit: &GridEdit) -> Result<Option<GridNode>, Refusal> {
        let mut node = before.clone();
        match edit {
            GridEdit::Add { .. } | GridEdit::Confirm { .. } => node.confirmed = true,
            GridEdit::Rename { name, .. } => {
                node.name = match &before.parent {
                    Some(parent) => self.free_name(&before.code, before.level, parent, name)?,
                    None => clean_name(name)?,
                };
            }
            GridEdit::Move { parent, .. } => {
                let above = self
                    .get(parent)
                    .ok_or(Refusal::about("parent", Reason::GridUnknown))?;
                if before.level.above() != Some(above.level) {
                    return Err(Refusal::about("parent", Reason::GridLevel));
                }
                node.name = self.free_name(&before.code, before.level, parent, &before.name)?;
                node.parent = Some(parent.clone());
                node.confirmed = true;
            }
            GridEdit::SetHead { head, .. } => {
                let head = head.as_ref().map(clean_post).transpose()?;
                let name = |post: &Option<Post>| post.as_ref().map(|it| it.holder.name.clone());
                if name(&head) != name(&node.head) {
                    node.away = None;
                }
                node.head = head;
            }
            GridEdit::AddWorker { worker, .. } => {
                if node.workers.len() >= MOST_WORKERS {
                    return Err(Refusal::about("worker", Reason::GridWorker));
                }
                node.workers.push(clean_post(worker)?);
            }
            GridEdit::ChangeWorker { at, worker, .. } => {
                let place = node
                    .workers
                    .get_mut(*at)
                    .ok_or(Refusal::about("worker", Reason::GridWorker))?;
                *place = clean_post(worker)?;
            }
            GridEdit::RemoveWorker { at, .. } => {
                if *at >= node.workers.len() {
                    return Err(Refusal::about("worker", Reason::GridWorker));
                }
                node.workers.remove(*at);
            }
            GridEdit::Remove { code } => {
                if before.level == GridLevel::Town || self.children(code).next().is_some() {
                    return Err(Refusal::about("code", Reason::GridNotEmpty));
                }
                return Ok(None);
            }
            GridEdit::Away { until, .. } => {
                if node.is_vacant() {
                    return Err(Refusal::about("head", Reason::Missing));
                }
                node.away = *until;
            }
            GridEdit::Lanes {
                lanes, households, ..
            } => {
                if node.level != GridLevel::Micro {
                    return Err(Refusal::about("level", Reason::GridLevel));
                }
                node.lanes = self.free_lanes(before, lanes)?;
                node.households = *households;
            }
        }
        Ok(Some(node))
    }

    /// Refuses a lane that another micro grid of the village has.
    fn free_lanes(&self, node: &GridNode, lanes: &[String]) -> Result<Vec<String>, Refusal> {
        let mut clean: Vec<String> = lanes.iter().map(|lane| clean_text(lane)).collect();
        clean.retain(|lane| !lane.is_empty());
        clean.dedup();
        let taken = self.nodes().any(|other| {
            other.code != node.code
                && other.parent == node.parent
                && other.lanes.iter().any(|lane| clean.contains(lane))
        });
        if taken || clean.len() > MOST_WORKERS {
            return Err(Refusal::about("lanes", Reason::GridName));
        }
        Ok(clean)
    }

    /// Gives who answers for a node on a day: its own head or who stands in for him, else those of
    /// the next node up.
    pub fn answering(&self, code: &GridCode, on: NaiveDate) -> Option<(&GridNode, &Contact, bool)> {
        self.chain(code).into_iter().find_map(|node| {
            let (contact, stands_in) = node.answering(on)?;
            Some((node, contact, stands_in))
        })
    }

    /// Gives the micro grid of a village that has the lane or group that an address names; where
    /// several do, the one whose lane is named at greater length.
    pub fn micro_in(&self, village: &GridCode, address: &str) -> Option<&GridNode> {
        let named = |node: &&GridNode| {
            let lanes = node.lanes.iter().filter(|lane| address.contains(*lane));
            lanes.map(|lane| lane.chars().count()).max()
        };
        self.nodes()
            .filter(|node| node.parent.as_ref() == Some(village))
            .filter(|node| named(node).is_some())
            .max_by_key(named)
    }

    /// Refuses a name that another node bears: among areas and among villages of the whole town,
    /// among the micro grids of one village.
    fn free_name(
        &self,
        code: &GridCode,
        level: GridLevel,
        parent: &GridCode,
        name: &str,
    ) -> Result<String, Refusal> {
        let name = clean_name(name)?;
        let taken = self.of_level(level).any(|other| {
            other.code != *code
                && other.name == name
                && (level != GridLevel::Micro || other.parent.as_ref() == Some(parent))
        });
        if taken {
            return Err(Refusal::about("name", Reason::GridName));
        }
        Ok(name)
    }
}

fn clean_name(name: &str) -> Result<String, Refusal> {
    let name = clean_text(name);
    if name.is_empty() {
        return Err(Refusal::about("name", Reason::Missing));
    }
    Ok(name)
}

fn clean_post(post: &Post) -> Result<Post, Refusal> {
    let holder = clean_contact(&post.holder);
    if holder.name.is_empty() {
        return Err(Refusal::about("name", Reason::Missing));
    }
    let stand_in = post
        .stand_in
        .as_ref()
        .map(clean_contact)
        .filter(|contact| !(contact.name.is_empty() && contact.phone.is_empty()));
    Ok(Post {
        role: clean_text(&post.role),
        holder,
        stand_in,
    })
}

fn clean_contact(contact: &Contact) -> Contact {
    Contact {
        name: clean_text(&contact.name),
        phone: clean_text(&contact.phone),
    }
}

/// Takes control characters and outer spaces away, and what is too long to be a name.
fn clean_text(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).collect();
    plain.trim().chars().take(LONGEST_NAME).collect()
}

fn check_people(node: &GridNode) -> Result<(), Refusal> {
    if node.workers.len() > MOST_WORKERS {
        return Err(Refusal::about("worker", Reason::GridWorker));
    }
    node.head
        .iter()
        .chain(&node.workers)
        .try_for_each(|post| clean_post(post).map(|_| ()))
}

#[cfg(test)]
mod tests;
