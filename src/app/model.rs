//! The whole screen: what all parts share, the panes, what stands on top of them.

use std::collections::BTreeSet;

use crate::app::case;
use crate::app::clock_watch::ClockWatch;
use crate::app::held::Held;
use crate::app::import::watch::Watch;
use crate::app::intake;
use crate::app::layout::{Layout, layout};
use crate::app::ledger::screen::Shown;
use crate::app::lost_store::LostStore;
use crate::app::offline::Offline;
use crate::app::operator::Seating;
use crate::app::overlay::Overlay;
use crate::app::pane::Pane;
use crate::app::part::{Notice, Openness, Part, Tone};
use crate::app::shared::Shared;
use crate::app::sign_in::Card;
use crate::app::slow_read::SlowRead;
use crate::app::ticket::{Asker, RequestSlot, Ticket};
use crate::app::today;
use crate::app::tutor;
use crate::app::unfinished::FormDrafts;
use crate::app::view_counts::ViewCounts;
use crate::command::table::{Command, Scope};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::seat::Seat;
use crate::keymap::key::Key;

/// Makes the model of what the whole desk has, and of a state for each pane.
macro_rules! model {
    ($(
        $(#[$doc:meta])*
        $pane:ident under $tab:ident: $module:ident $(/ $file:ident)? as $drawn:ident,
        opened by $opener:ident;
    )+) => {
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
            /// 登录卡: it stands over everything.
            pub card: Option<Box<Card>>,
            /// The line of who may sign in.
            pub names_line: RequestSlot,
            /// The line of the try that is made at the card.
            pub try_line: RequestSlot,
            /// Has the private key put away while the desk is covered.
            pub cover_line: RequestSlot,
            /// Who sat here before.
            pub before: Option<String>,
            /// When the desk was last touched, to the minute.
            pub touched: Moment,
            /// Keys that wait for more.
            pub pending: Vec<Key>,
            /// The line for the one at the desk.
            pub notice: Option<Notice>,
            /// The last reminder that was shown, and of which pane it was.
            pub reminder: Option<(Pane, String)>,
            /// Whether today's counts are being asked for.
            pub today_line: RequestSlot,
            /// Whether unanswered whistles are being passed up.
            pub house_line: RequestSlot,
            /// 断线登记: what waits on this machine.
            pub offline: Offline,
            /// The import that is at work, or whose end nobody has seen yet.
            pub import_watch: Watch,
            /// How many rows the saved views have.
            pub view_counts: ViewCounts,
            /// The line of the town's own files.
            pub own_line: RequestSlot,
            /// The store is no longer found where it is looked for.
            pub lost: Option<LostStore>,
            /// The clock, against the store's last entry.
            pub clock: ClockWatch,
            /// The line of what stands open here.
            pub open_line: RequestSlot,
            /// The case of which others were told that it stands open here.
            pub has_open: Option<CaseNumber>,
            /// How often the Finder was opened.
            pub finders: u64,
            /// How often triage was opened.
            pub triages: u64,
            /// Writes that the store has not answered yet.
            pub writes: usize,
            /// Panes that have not heard of the last changes, being out of sight.
            pub stale: BTreeSet<Pane>,
            /// What was typed into a form while it was being saved.
            pub held: Held,
            /// The writes under way that hand a form in, with the name of the form.
            pub handing_in: Vec<(Ticket, String)>,
            /// Answers that take their time and are waited for.
            pub slow: Vec<SlowRead>,
            /// The clerk leaves as soon as everything is kept.
            pub leaving: bool,
            /// How often the call pad was opened.
            pub pads: u64,
            /// 学一学: the lesson, where one is given.
            pub tutor: Option<tutor::State>,
            /// Somebody else sits down.
            pub seating: Option<Seating>,
            /// Whether the store was told who sits here.
            pub seat_line: RequestSlot,
            /// The pane in front was opened from the setup list, to which Esc leads back.
            pub errand: bool,
            $(
                $(#[$doc])*
                pub $module: crate::app::$module$(::$file)?::State,
            )+
        }

        impl Model {
            /// Shows a reminder, unless that of a pane before this one stands.
            pub fn remind(&mut self, pane: Pane, text: String) {
                let stands = |text: &str| self.notice.as_ref().is_some_and(|it| it.text == text);
                let before = |(other, text): &(Pane, String)| *other < pane && stands(text);
                if self.reminder.as_ref().is_some_and(before) {
                    return;
                }
                self.reminder = Some((pane, text.clone()));
                let tone = Tone::Plain;
                self.notice = Some(Notice { tone, text });
            }

            /// Makes the screen as it opens.
            pub fn new(shared: Shared) -> Self {
                Self {
                    touched: shared.now,
                    shared,
                    focus: Pane::Today,
                    right: Pane::Today,
                    overlays: Vec::new(),
                    curtain: false,
                    card: None,
                    names_line: RequestSlot::new(Asker::SignIn, 0),
                    try_line: RequestSlot::new(Asker::SignIn, 1),
                    cover_line: RequestSlot::new(Asker::SignIn, 2),
                    before: None,
                    pending: Vec::new(),
                    notice: None,
                    reminder: None,
                    today_line: RequestSlot::new(Asker::Today, 0),
                    house_line: RequestSlot::new(Asker::House, 0),
                    offline: Offline::default(),
                    import_watch: Watch::default(),
                    view_counts: ViewCounts::default(),
                    own_line: RequestSlot::new(Asker::Own, 0),
                    lost: None,
                    clock: ClockWatch::default(),
                    open_line: RequestSlot::new(Asker::Own, 1),
                    has_open: None,
                    finders: 0,
                    triages: 0,
                    writes: 0,
                    stale: BTreeSet::new(),
                    held: Held::default(),
                    handing_in: Vec::new(),
                    slow: Vec::new(),
                    leaving: false,
                    pads: 0,
                    tutor: None,
                    seating: None,
                    seat_line: RequestSlot::new(Asker::Operator, 0),
                    errand: false,
                    $($module: Default::default(),)+
                }
            }

            /// Begins anew for another one who sits here: nothing of who sat here before stays.
            pub fn begin_anew(&mut self, who: String) {
                let before = std::mem::replace(&mut self.shared.who, who);
                self.before = Some(before).filter(|_| self.shared.seat != Seat::Empty);
                if let Some((_, role)) = self.card.take().and_then(|it| it.proved) {
                    self.shared.seat = Seat::Taken(role);
                }
                self.shared.unfinished = FormDrafts::default();
                // Whoever has made himself the first administrator goes on with what a town needs.
                let room = if self.focus == Pane::Setup {
                    Pane::Setup
                } else {
                    Pane::Today
                };
                (self.focus, self.right) = (room, room);
                self.overlays.clear();
                self.pending.clear();
                self.stale.clear();
                self.leaving = false;
                self.errand = false;
                self.slow.clear();
                self.held = Held::default();
                self.import_watch = Watch::default();
                self.view_counts.forget();
                $(self.$module = Default::default();)+
            }

            /// Gives the part of a pane.
            pub fn pane(&self, pane: Pane) -> &dyn Part {
                match pane { $(Pane::$pane => &self.$module,)+ }
            }

            /// Gives what is drawn of a pane.
            pub fn drawn(&self, pane: Pane) -> Drawn<'_> {
                match pane { $(Pane::$pane => Drawn::$drawn(&self.$module),)+ }
            }

            /// Gives the part of a pane, to be changed, and what it may see.
            pub fn pane_mut(&mut self, pane: Pane) -> (&mut dyn Part, &Shared) {
                let part: &mut dyn Part = match pane { $(Pane::$pane => &mut self.$module,)+ };
                (part, &self.shared)
            }
        }
    };
}

each_pane!(model);

/// What is drawn of a pane: most are ledgers, the others are drawn in their own way.
#[derive(Clone, Copy)]
pub enum Drawn<'a> {
    /// Any ledger.
    Ledger(&'a dyn Shown),
    /// 受理
    Intake(&'a intake::state::State),
    /// 案卷
    Case(&'a case::State),
    /// 今日
    Today(&'a today::State),
}

impl Model {
    /// Tells whether a pane can be seen now.
    pub fn is_seen(&self, pane: Pane) -> bool {
        match self.layout() {
            Some(layout) => layout.panes.iter().any(|(shown, _)| *shown == pane),
            None => pane == self.focus,
        }
    }

    /// Tells whether a pane hears at once of what was changed: it can be seen, or what it knows stands
    /// on one that can.
    pub fn hears(&self, pane: Pane) -> bool {
        let stands = pane == Pane::Setup && !self.setup.ledger.open_lines().is_empty();
        self.is_seen(pane) || stands && self.is_seen(Pane::Today)
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
            Pane::Calendar => self.calendar.takes_visitor(),
            _ => false,
        }
    }

    /// Gives the scope of the part that has the keys.
    pub fn scope(&self) -> Scope {
        if self.card.is_some() {
            return Scope::Operator;
        }
        self.overlays
            .last()
            .map_or_else(|| self.focus.scope(), Overlay::scope)
    }

    /// Tells whether nothing of the desk is on the screen.
    pub const fn is_covered(&self) -> bool {
        self.curtain || self.card.is_some()
    }

    /// Tells which field is open; none is behind the curtain.
    pub fn open_field(&self) -> Openness {
        if let Some(card) = &self.card {
            card.open_field()
        } else if self.curtain {
            Openness::Closed
        } else {
            self.front().open_field()
        }
    }

    /// Tells whether a command would do something now.
    pub fn valid(&self, command: Command) -> bool {
        if self.card.is_some() {
            return matches!(command, Command::Choose | Command::Back | Command::Quit);
        }
        if self.curtain {
            return matches!(command, Command::Curtain | Command::Back);
        }
        match command {
            Command::Menu => {
                let mut top = self.overlays.last().into_iter();
                !top.any(|it| {
                    matches!(
                        it,
                        Overlay::Palette(_) | Overlay::Help(_) | Overlay::Confirm(_)
                    )
                })
            }
            Command::Help
            | Command::Palette
            | Command::FinderOpen
            | Command::RoadsOpen
            | Command::KeyCases
            | Command::HandoverOpen
            | Command::CallOpen
            | Command::ImportOpen
            | Command::OperatorChange
            | Command::OperatorsOpen
            | Command::TutorOpen
            | Command::Curtain
            | Command::Quit => true,
            Command::TutorNext | Command::TutorBack => self.tutor.is_some(),
            Command::StoreRescue => self.lost.as_ref().is_some_and(LostStore::can_be_rescued),
            other => {
                let mut panes = Pane::ALL.iter();
                panes.any(|pane| pane.opener() == other) || self.front().valid(other)
            }
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

    /// Gives what can be done where the keys are: commands of the place, and what it answers to of
    /// those that hold everywhere.
    pub fn actions(&self) -> Vec<Command> {
        let valid = self.valid_commands().into_iter();
        let here = |it: &Command| it.scope() != Scope::Global || self.own(*it);
        valid.filter(here).collect()
    }

    /// Tells whether the screen shows something that changes by the second: a call pad that is open, or
    /// work that is going on.
    pub fn counts_seconds(&self) -> bool {
        let mut overlays = self.overlays.iter();
        let counts = |it: &Overlay| matches!(it, Overlay::Pad(pad) if pad.is_running());
        (!self.is_covered() && overlays.any(counts)) || self.import_watch.is_running()
    }

    /// Gives where everything stands; `None` where the window is too small.
    pub fn layout(&self) -> Option<Layout> {
        let shared = &self.shared;
        layout(shared.size, shared.intake_open, self.focus, self.right)
    }

    /// Tells whether the part in front answers to a global command itself.
    pub fn own(&self, command: Command) -> bool {
        self.front().valid(command)
    }

    /// Takes the size of the window, in cells; a lesson keeps the lowest rows for itself.
    pub fn resize(&mut self, (columns, rows): (u16, u16)) {
        let below = if self.tutor.is_some() { tutor::ROWS } else { 0 };
        self.shared.size = (columns, rows.saturating_sub(below));
    }
}
