//! 权限: who may do what, in one table, which the help prints: a right a row, with the roles that have
//! it.

use super::act::Action;
use super::case::fact::closing::ClosingKind;
use super::case::fact::step::{Step, StepKind};

codes! {
    /// 角色: what an operator is at the centre.
    Role: "role" {
        /// 接待员
        Reception = "reception",
        /// 调解员
        Mediator = "mediator",
        /// 领导
        Leader = "leader",
        /// 律师助理
        LawyersClerk = "lawyers_clerk",
        /// 管理员
        Administrator = "administrator",
        /// 审计员
        Auditor = "auditor",
    }
}

/// Declares the rights, a row each: its code, the roles that have it, and whether it can be had without
/// having signed in where nobody's matter is touched.
macro_rules! rights {
    ($($(#[$doc:meta])* $right:ident = $code:literal: $($role:ident)|+;)+) => {
        codes! {
            /// What may be done.
            Right: "right" {
                $($(#[$doc])* $right = $code,)+
            }
        }

        impl Right {
            /// Gives the roles that have it, in the order of the roles.
            pub const fn roles(self) -> &'static [Role] {
                match self {
                    $(Self::$right => &[$(Role::$role),+],)+
                }
            }
        }
    };
}

rights! {
    /// 登记: a person is received, a call is taken. Nobody who signed in may be unable to do this.
    Register = "register": Reception | Mediator | Leader | LawyersClerk | Administrator | Auditor;
    /// 查看: cases, people, ledgers and figures, as far as they are open to this viewer.
    Read = "read": Reception | Mediator | Leader | LawyersClerk | Administrator | Auditor;
    /// 办理: steps of a case, triage, corrections, merging, calls and whistles.
    Handle = "handle": Reception | Mediator | Leader | Administrator;
    /// 台账: rota, meetings, rounds, appointments, trainings, task forces.
    Ledgers = "ledgers": Reception | Mediator | Leader | Administrator;
    /// 律师: lawyers, their days and bookings.
    Lawyers = "lawyers": Reception | Mediator | Leader | LawyersClerk | Administrator;
    /// 显示全文: a masked name, number or phone is shown.
    Reveal = "reveal": Reception | Mediator | Leader | LawyersClerk | Administrator;
    /// 签发: a report is issued.
    Issue = "issue": Leader | Administrator;
    /// 导出: sheets, papers and copies leave the desk.
    TakeOut = "take_out": Reception | Mediator | Leader | Administrator | Auditor;
    /// 导入: sheets are taken in.
    TakeIn = "take_in": Reception | Mediator | Administrator;
    /// 设置: settings, grid and leaders.
    Settings = "settings": Leader | Administrator;
    /// 备份: the store is copied, proved, put back or made smaller.
    Upkeep = "upkeep": Administrator | Auditor;
    /// 查看留痕: who looked at what, and who took what out.
    Audit = "audit": Administrator | Auditor;
    /// 经办人: operators are added, changed and leave.
    Operators = "operators": Administrator;
}

impl Role {
    /// Tells whether somebody of this role may do something.
    pub fn may(self, right: Right) -> bool {
        right.roles().contains(&self)
    }
}

impl StepKind {
    /// Tells whether another one may sign for it at the desk of whoever may not take it: he asks the
    /// person, in place of who handles the matter.
    pub const fn may_be_signed(self) -> bool {
        matches!(
            self,
            Self::Closing(ClosingKind::CallBack | ClosingKind::Satisfaction)
        )
    }
}

impl Action {
    /// Tells whether it may be signed for at another's desk.
    pub fn may_be_signed(&self) -> bool {
        match self.plain() {
            Self::Step { step, .. } => step.kind().is_some_and(StepKind::may_be_signed),
            Self::Steps { steps, .. } => {
                let mut kinds = steps.iter().map(Step::kind);
                !steps.is_empty() && kinds.all(|it| it.is_some_and(StepKind::may_be_signed))
            }
            _ => false,
        }
    }

    /// Gives the right that doing this needs.
    pub fn right(&self) -> Right {
        match self {
            Self::Once { action, .. } | Self::Over { action, .. } => action.right(),
            Self::Register(_) | Self::RegisterOf { .. } | Self::Know { .. } | Self::Call { .. } => {
                Right::Register
            }
            Self::Step { .. }
            | Self::Steps { .. }
            | Self::Person { .. }
            | Self::Merge(_)
            | Self::Split(_)
            | Self::Whistle { .. }
            | Self::Sign { .. } => Right::Handle,
            Self::Duty { .. }
            | Self::Meeting { .. }
            | Self::Handover { .. }
            | Self::CheckIn { .. }
            | Self::Joint { .. }
            | Self::Educator { .. }
            | Self::Training { .. }
            | Self::Force(_)
            | Self::Appointment { .. }
            | Self::FollowUp { .. } => Right::Ledgers,
            Self::Lawyer { .. }
            | Self::LawyerDay(_)
            | Self::Booking { .. }
            | Self::NewLawyers(_)
            | Self::Consultation { .. } => Right::Lawyers,
            Self::Reveal { .. } => Right::Reveal,
            Self::Look(_) => Right::Read,
            Self::Report { .. } => Right::Issue,
            Self::Grid(_) | Self::Leader(_) | Self::Calendar(_) => Right::Settings,
            Self::Operator { .. } => Right::Operators,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_who_signed_in_may_register_a_person() {
        for role in Role::ALL {
            assert!(role.may(Right::Register), "{role:?}");
        }
    }

    #[test]
    fn operators_are_the_administrators_business_alone() {
        assert_eq!(Right::Operators.roles(), [Role::Administrator]);
        assert!(!Role::Auditor.may(Right::Handle));
        assert!(!Role::LawyersClerk.may(Right::Handle));
    }
}
