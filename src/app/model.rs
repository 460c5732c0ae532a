//! The whole screen: what all parts share, the panes, what stands on top of them.

use std::collections::BTreeSet;

use crate::app::case;
use crate::app::duty;
use crate::app::education;
use crate::app::figures;
use crate::app::grid;
use crate::app::hotline;
use crate::app::intake;
use crate::app::joint;
use crate::app::lawyers;
use crate::app::layout::{Layout, layout};
use crate::app::ledger::screen::Shown;
use crate::app::meetings;
use crate::app::overlay::Overlay;
use crate::app::pane::Pane;
use crate::app::part::{Notice, Openness, Part};
use crate::app::prevention;
use crate::app::queue;
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::app::today;
use crate::app::whistles;
use crate::command::table::{Command, Scope};
use crate::keymap::key::Key;

/// The model of the screen.
#[derive(Debug)]
pub struct Model {
    /// What all parts share.
    pub shared: Shared,
    /// The pane with the keys.
    pub focus: Pane,
    /// The pane on the right of the desk.
    pub right: Pane,
    /// What stands on top; the last one has the keys.
    pub overlays: Vec<Overlay>,
    /// 遮屏: everything is hidden.
    pub curtain: bool,
    /// Keys that wait for more.
    pub pending: Vec<Key>,
    /// The line for the one at the desk.
    pub notice: Option<Notice>,
    /// 今日, for the strip and the opening page
    pub today: today::State,
    /// Whether today's counts are being asked for.
    pub today_line: RequestSlot,
    /// Whether unanswered whistles are being passed up.
    pub house_line: RequestSlot,
    /// How often the Finder was opened.
    pub finders: u64,
    /// How often triage was opened.
    pub triages: u64,
    /// Writes that the store has not answered yet.
    pub writes: usize,
    /// Panes that have not heard of the last changes, being out of sight.
    pub stale: BTreeSet<Pane>,
    /// The clerk leaves as soon as everything is kept.
    pub leaving: bool,
    /// 受理
    pub intake: intake::state::State,
    /// 案件
    pub queue: queue::State,
    /// 案卷
    pub case: case::State,
    /// 律师
    pub lawyers: lawyers::State,
    /// 网格
    pub grid: grid::State,
    /// 联合接访
    pub joint: joint::State,
    /// 值班台账
    pub duty: duty::State,
    /// 会议
    pub meetings: meetings::State,
    /// 热线台账
    pub hotline: hotline::State,
    /// How often the call pad was opened.
    pub pads: u64,
    /// 治未病
    pub prevention: prevention::State,
    /// 法治教育
    pub education: education::State,
    /// 研判
    pub figures: figures::State,
    /// 吹哨
    pub whistles: whistles::State,
}

/// What is drawn of a pane: most are ledgers, the others are drawn in their own way.
#[derive(Clone, Copy)]
pub enum Drawn<'a> {
    /// Any ledger.
    Ledger(&'a dyn Shown),
    /// 受理
    Intake(&'a intake::state::State),
    /// 案卷
    Case(&'a case::State),
    /// 律师
    /// 今日
    Today(&'a today::State),
}

impl Model {
    /// Makes the screen as it opens.
    pub fn new(shared: Shared) -> Self {
        Self {
            shared,
            focus: Pane::Today,
            right: Pane::Today,
            overlays: Vec::new(),
            curtain: false,
            pending: Vec::new(),
            notice: None,
            today: today::State::default(),
            today_line: RequestSlot::new(Asker::Today, 0),
            house_line: RequestSlot::new(Asker::House, 0),
            finders: 0,
            triages: 0,
            writes: 0,
            stale: BTreeSet::new(),
            leaving: false,
            intake: intake::state::State::default(),
            queue: queue::State::default(),
            case: case::State::default(),
            lawyers: lawyers::State::default(),
            grid: grid::State::default(),
            joint: joint::State::default(),
            duty: duty::State::default(),
            meetings: meetings::State::default(),
            hotline: hotline::State::default(),
            pads: 0,
            prevention: prevention::State::default(),
            education: education::State::default(),
            figures: figures::State::default(),
            whistles: whistles::State::default(),
        }
    }

    /// Tells whether a pane can be seen now.
    pub fn is_seen(&self, pane: Pane) -> bool {
        match self.layout() {
            Some(layout) => layout.panes.iter().any(|(shown, _)| *shown == pane),
            None => pane == self.focus,
        }
    }

    /// Gives the part of a pane.
    pub fn pane(&self, pane: Pane) -> &dyn Part {
        match pane {
            Pane::Intake => &self.intake,
            Pane::Queue => &self.queue,
            Pane::Case => &self.case,
            Pane::Lawyers => &self.lawyers,
            Pane::Grid => &self.grid,
            Pane::Joint => &self.joint,
            Pane::Today => &self.today,
            Pane::Duty => &self.duty,
            Pane::Meetings => &self.meetings,
            Pane::Hotline => &self.hotline,
            Pane::Prevention => &self.prevention,
            Pane::Education => &self.education,
            Pane::Figures => &self.figures,
            Pane::Whistles => &self.whistles,
        }
    }

    /// Gives what is drawn of a pane.
    pub fn drawn(&self, pane: Pane) -> Drawn<'_> {
        match pane {
            Pane::Queue => Drawn::Ledger(&self.queue),
            Pane::Joint => Drawn::Ledger(&self.joint),
            Pane::Meetings => Drawn::Ledger(&self.meetings),
            Pane::Hotline => Drawn::Ledger(&self.hotline),
            Pane::Figures => Drawn::Ledger(&self.figures),
            Pane::Duty => Drawn::Ledger(&self.duty),
            Pane::Education => Drawn::Ledger(&self.education),
            Pane::Prevention => Drawn::Ledger(&self.prevention),
            Pane::Whistles => Drawn::Ledger(&self.whistles),
            Pane::Grid => Drawn::Ledger(&self.grid),
            Pane::Intake => Drawn::Intake(&self.intake),
            Pane::Case => Drawn::Case(&self.case),
            Pane::Lawyers => Drawn::Ledger(&self.lawyers),
            Pane::Today => Drawn::Today(&self.today),
        }
    }

    /// Gives the part of a pane, to be changed, and what it may see.
    pub fn pane_mut(&mut self, pane: Pane) -> (&mut dyn Part, &Shared) {
        let part: &mut dyn Part = match pane {
            Pane::Intake => &mut self.intake,
            Pane::Queue => &mut self.queue,
            Pane::Case => &mut self.case,
            Pane::Lawyers => &mut self.lawyers,
            Pane::Grid => &mut self.grid,
            Pane::Joint => &mut self.joint,
            Pane::Today => &mut self.today,
            Pane::Duty => &mut self.duty,
            Pane::Meetings => &mut self.meetings,
            Pane::Hotline => &mut self.hotline,
            Pane::Prevention => &mut self.prevention,
            Pane::Education => &mut self.education,
            Pane::Figures => &mut self.figures,
            Pane::Whistles => &mut self.whistles,
        };
        (part, &self.shared)
    }

    /// Gives the part that has the keys: the last overlay, else the pane in front.
    pub fn front(&self) -> &dyn Part {
        self.overlays
            .last()
            .map_or_else(|| self.pane(self.focus), Overlay::part)
    }

    /// Tells whether the pane in front has a form into which a known person can be taken over.
    pub fn takes_visitor(&self) -> bool {
        match self.focus {
            Pane::Intake => true,
            Pane::Lawyers => self.lawyers.takes_visitor(),
            _ => false,
        }
    }

    /// Gives the scope of the part that has the keys.
    pub fn scope(&self) -> Scope {
        self.overlays
            .last()
            .map_or_else(|| self.focus.scope(), Overlay::scope)
    }

    /// Tells which field is open; none is behind the curtain.
    pub fn open_field(&self) -> Openness {
        if self.curtain {
            Openness::Closed
        } else {
            self.front().open_field()
        }
    }

    /// Tells whether a command would do something now.
    pub fn valid(&self, command: Command) -> bool {
        if self.curtain {
            return matches!(command, Command::Curtain | Command::Back);
        }
        match command {
            Command::Help
            | Command::Palette
            | Command::IntakeNew
            | Command::FinderOpen
            | Command::QueueOpen
            | Command::CaseOpen
            | Command::LawyersOpen
            | Command::GridOpen
            | Command::RoadsOpen
            | Command::JointOpen
            | Command::TodayOpen
            | Command::LedgerOpen
            | Command::MeetingsOpen
            | Command::KeyCases
            | Command::HandoverOpen
            | Command::CallOpen
            | Command::HotlineOpen
            | Command::PreventionOpen
            | Command::EducationOpen
            | Command::FiguresOpen
            | Command::WhistlesOpen
            | Command::Curtain
            | Command::Quit => true,
            other => self.front().valid(other),
        }
    }

    /// Gives the commands that are valid now and have a key, those of the part in front first.
    pub fn valid_commands(&self) -> Vec<Command> {
        let front = self.scope();
        // In a field of several lines Enter breaks the line.
        let area = self.open_field() == Openness::Area;
        let mut commands: Vec<Command> = Command::ALL
            .iter()
            .copied()
            .filter(|command| {
                (command.scope() == front || command.scope() == Scope::Global)
                    && self.valid(*command)
                    && !(area && *command == Command::Choose)
            })
            .collect();
        commands.sort_by_key(|command| (command.scope() == Scope::Global, !self.own(*command)));
        commands
    }

    /// Tells whether the screen shows a clock that counts seconds: a call pad that is open.
    pub fn counts_seconds(&self) -> bool {
        let mut overlays = self.overlays.iter();
        !self.curtain && overlays.any(|it| matches!(it, Overlay::Pad(pad) if pad.is_running()))
    }

    /// Gives where everything stands; `None` where the window is too small.
    pub fn layout(&self) -> Option<Layout> {
        layout(self.shared.size, self.focus, self.right)
    }

    /// Tells whether the part in front answers to a global command itself.
    pub fn own(&self, command: Command) -> bool {
        self.front().valid(command)
    }
}
