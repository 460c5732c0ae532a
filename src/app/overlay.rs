//! What stands on top of the panes; the last one opened gets the keys.

use crate::app::actions;
use crate::app::attach;
use crate::app::call_pad;
use crate::app::confirm;
use crate::app::copying;
use crate::app::effect::Effect;
use crate::app::finder;
use crate::app::handover;
use crate::app::help;
use crate::app::import;
use crate::app::layout::Place;
use crate::app::lookup;
use crate::app::merge;
use crate::app::operator;
use crate::app::operators;
use crate::app::output;
use crate::app::palette;
use crate::app::part::Part;
use crate::app::roads;
use crate::app::signature;
use crate::app::ticket::Asker;
use crate::app::triage;
use crate::app::tutor::list;
use crate::command::table::Scope;

/// An overlay with its state.
#[derive(Debug)]
pub enum Overlay {
    /// 能办什么
    Actions(actions::State),
    /// 命令面板
    Palette(palette::State),
    /// 帮助
    Help(help::State),
    /// 查来访
    Finder(finder::State),
    /// 法律途径
    Roads(roads::State),
    /// 合并、拆分
    Merge(merge::State),
    /// 速查
    Lookup(Box<lookup::State>),
    /// 分类分级
    Triage(Box<triage::State>),
    /// 交接班
    Handover(Box<handover::State>),
    /// A question.
    Confirm(confirm::State),
    /// 换经办人
    Operator(operator::State),
    /// 经办人
    Operators(Box<operators::State>),
    /// 当面签字
    Signature(Box<signature::State>),
    /// 通话记录
    Pad(Box<call_pad::State>),
    /// 导入
    Import(Box<import::State>),
    /// 附件
    Attach(Box<attach::State>),
    /// 导出、打印
    Output(Box<output::State>),
    /// 复制
    Copy(Box<copying::State>),
    /// 课程
    Lessons(list::State),
}

impl Overlay {
    /// Gives the part that answers for it.
    pub fn part(&self) -> &dyn Part {
        match self {
            Self::Actions(state) => state,
            Self::Palette(state) => state,
            Self::Help(state) => state,
            Self::Finder(state) => state,
            Self::Roads(state) => state,
            Self::Merge(state) => state,
            Self::Lookup(state) => &**state,
            Self::Triage(state) => &**state,
            Self::Handover(state) => &**state,
            Self::Confirm(state) => state,
            Self::Operator(state) => state,
            Self::Operators(state) => &**state,
            Self::Signature(state) => &**state,
            Self::Pad(state) => &**state,
            Self::Import(state) => &**state,
            Self::Attach(state) => &**state,
            Self::Output(state) => &**state,
            Self::Copy(state) => &**state,
            Self::Lessons(state) => state,
        }
    }

    /// Gives the part that answers for it, to be changed.
    pub fn part_mut(&mut self) -> &mut dyn Part {
        match self {
            Self::Actions(state) => state,
            Self::Palette(state) => state,
            Self::Help(state) => state,
            Self::Finder(state) => state,
            Self::Roads(state) => state,
            Self::Merge(state) => state,
            Self::Lookup(state) => &mut **state,
            Self::Triage(state) => &mut **state,
            Self::Handover(state) => &mut **state,
            Self::Confirm(state) => state,
            Self::Operator(state) => state,
            Self::Operators(state) => &mut **state,
            Self::Signature(state) => &mut **state,
            Self::Pad(state) => &mut **state,
            Self::Import(state) => &mut **state,
            Self::Attach(state) => &mut **state,
            Self::Output(state) => &mut **state,
            Self::Copy(state) => &mut **state,
            Self::Lessons(state) => state,
        }
    }

    /// Gives as whom it asks the store; `None` for one that asks nothing.
    pub const fn asker(&self) -> Option<Asker> {
        match self {
            Self::Actions(_) | Self::Help(_) | Self::Confirm(_) | Self::Operator(_) => None,
            Self::Operators(_) => Some(Asker::Operators),
            Self::Signature(_) => Some(Asker::Signature),
            Self::Palette(_) => Some(Asker::Palette),
            Self::Finder(_) => Some(Asker::Finder),
            Self::Roads(_) => Some(Asker::Roads),
            Self::Merge(_) => Some(Asker::Merge),
            Self::Lookup(_) => Some(Asker::Lookup),
            Self::Triage(_) => Some(Asker::Triage),
            Self::Pad(_) => Some(Asker::Pad),
            Self::Handover(_) => Some(Asker::Handover),
            Self::Import(_) => Some(Asker::Import),
            Self::Attach(_) => Some(Asker::Attach),
            Self::Output(_) => Some(Asker::Output),
            Self::Copy(_) => Some(Asker::Copy),
            Self::Lessons(_) => Some(Asker::Lessons),
        }
    }

    /// Gives the scope of its keys.
    pub const fn scope(&self) -> Scope {
        match self {
            Self::Actions(_) => Scope::Menu,
            Self::Palette(_) => Scope::Palette,
            Self::Help(_) => Scope::Help,
            Self::Finder(_) => Scope::Finder,
            Self::Roads(_) => Scope::Roads,
            Self::Merge(_) => Scope::Merge,
            Self::Lookup(_) => Scope::Lookup,
            Self::Triage(_) => Scope::Triage,
            Self::Handover(_) => Scope::Handover,
            Self::Confirm(_) => Scope::Dialog,
            Self::Operator(_) | Self::Operators(_) | Self::Signature(_) => Scope::Operator,
            Self::Pad(_) => Scope::Call,
            Self::Import(_) => Scope::Import,
            Self::Attach(_) => Scope::Attach,
            Self::Output(_) => Scope::Output,
            Self::Copy(_) => Scope::Copy,
            Self::Lessons(_) => Scope::Tutor,
        }
    }

    /// Gives its place on the window.
    pub fn place(&self) -> Place {
        match self {
            Self::Actions(state) => state.place(),
            Self::Palette(_) => Place::Popup(64, 18),
            Self::Help(_) => Place::Popup(76, u16::MAX),
            Self::Finder(_) => finder::PLACE,
            Self::Roads(_) => roads::PLACE,
            Self::Merge(_) => Place::Popup(100, 18),
            Self::Lookup(_) => lookup::PLACE,
            Self::Triage(_) => triage::places::PLACE,
            Self::Handover(_) => handover::PLACE,
            Self::Confirm(_) => Place::Popup(56, 6),
            Self::Operator(_) => Place::Popup(56, 15),
            Self::Operators(_) => operators::PLACE,
            Self::Signature(_) => signature::PLACE,
            Self::Pad(_) => call_pad::PLACE,
            Self::Import(_) => import::PLACE,
            Self::Attach(_) => attach::PLACE,
            Self::Output(_) => output::PLACE,
            Self::Copy(_) => copying::PLACE,
            Self::Lessons(_) => Place::Popup(56, 15),
        }
    }

    /// Asks what is to be shown anew, where it shows work that is going on; once a second.
    pub fn second(&mut self) -> Option<Effect> {
        match self {
            Self::Import(state) => state.second(),
            _ => None,
        }
    }

    /// Gives the import whose window it is.
    pub const fn import(&self) -> Option<&import::State> {
        match self {
            Self::Import(state) => Some(state),
            _ => None,
        }
    }
}
