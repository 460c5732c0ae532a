//! The screen as a pure state machine: messages in, effects out; nothing is read, written or drawn.

/// The panes, a row each: under whose tab it stands (its own, or another's), the module of its state,
/// whether it is drawn as a ledger or in a way of its own, and the command that opens it. From the row
/// follow the pane itself, the scope of its keys, the word `pane-MODULE` of its title, and its place in
/// the model.
macro_rules! each_pane {
    ($then:ident) => {
        $then! {
            /// 受理
            Intake under Intake: intake / state as Intake, opened by IntakeNew;
            /// 案件
            Queue under Queue: queue as Ledger, opened by QueueOpen;
            /// 案卷
            Case under Case: case as Case, opened by CaseOpen;
            /// 律师
            Lawyers under Lawyers: lawyers as Ledger, opened by LawyersOpen;
            /// 网格
            Grid under Grid: grid as Ledger, opened by GridOpen;
            /// 联合接访
            Joint under Queue: joint as Ledger, opened by JointOpen;
            /// 今日, for the strip and the opening page
            Today under Queue: today as Today, opened by TodayOpen;
            /// 值班台账
            Duty under Duty: duty as Ledger, opened by LedgerOpen;
            /// 热线台账
            Hotline under Duty: hotline as Ledger, opened by HotlineOpen;
            /// 吹哨
            Whistles under Duty: whistles as Ledger, opened by WhistlesOpen;
            /// 治未病
            Prevention under Duty: prevention as Ledger, opened by PreventionOpen;
            /// 会议
            Meetings under Figures: meetings as Ledger, opened by MeetingsOpen;
            /// 日历、约访
            Calendar under Figures: calendar as Ledger, opened by CalendarOpen;
            /// 法治教育
            Education under Lawyers: education as Ledger, opened by EducationOpen;
            /// 研判
            Figures under Figures: figures as Ledger, opened by FiguresOpen;
            /// 设置
            Setup under Queue: setup as Ledger, opened by SetupOpen;
            /// 查看留痕
            Looked under Queue: looked as Ledger, opened by LookedOpen;
        }
    };
}

#[macro_use]
mod asks;

pub mod actions;
pub mod answer;
pub mod attach;
pub mod calendar;
pub mod call_pad;
pub mod calls;
pub mod case;
pub mod cells;
pub mod choice;
pub mod clock_watch;
pub mod confirm;
pub mod content;
pub mod copying;
pub mod cursor;
pub mod drafts;
pub mod duty;
pub mod education;
pub mod effect;
pub mod field;
pub mod figures;
pub mod file_chooser;
pub mod finder;
pub mod folder;
pub mod form;
pub mod form_host;
pub mod form_task;
pub mod grid;
pub mod handover;
pub mod held;
pub mod help;
pub mod hotline;
pub mod import;
pub mod input;
pub mod instructions;
pub mod intake;
pub mod joint;
pub mod lawyers;
pub mod layout;
pub mod ledger;
pub mod live;
pub mod looked;
pub mod lookup;
pub mod lost_store;
pub mod match_row;
pub mod meetings;
pub mod merge;
pub mod merging;
pub mod model;
pub mod msg;
pub mod named_case;
pub mod offline;
pub mod operator;
pub mod operators;
pub mod output;
pub mod overlay;
pub mod overlays;
pub mod palette;
pub mod pane;
pub mod part;
pub mod phrases;
pub mod prevention;
pub mod proposals;
pub mod queue;
pub mod road_advice;
pub mod roads;
pub mod searched;
pub mod setup;
pub mod shared;
pub mod sign_in;
pub mod signature;
pub mod slow_read;
pub mod taken;
pub mod ticket;
pub mod today;
pub mod triage;
pub mod tutor;
pub mod unfinished;
pub mod update;
pub mod view_counts;
pub mod when;
pub mod whistle_request;
pub mod whistles;
