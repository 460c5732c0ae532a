//! 权限: what is asked of a desk beside what is done to the store, which the store itself looks at.

use crate::app::effect::Request;
use crate::domain::right::Right;

/// Gives the right that a request needs; `None` where sitting here is enough, or where the store asks.
pub(super) const fn needed(request: &Request) -> Option<Right> {
    match request {
        Request::Export(_)
        | Request::Copy(_)
        | Request::Paper { .. }
        | Request::Minutes(_)
        | Request::MeetingMinutes(_)
        | Request::HandoverPaper(_) => Some(Right::TakeOut),
        Request::Import(_) => Some(Right::TakeIn),
        Request::ChangeSettings { .. } => Some(Right::Settings),
        Request::Looked(_) => Some(Right::Audit),
        Request::Backup(_) | Request::Rescue | Request::TrustStore => Some(Right::Upkeep),
        _ => None,
    }
}

/// Tells whether a request is answered only to one who sits here; before anybody has signed in the desk
/// asks who may, lets one sign in, and passes whistles up in the house's name.
pub(super) const fn needs_somebody(request: &Request) -> bool {
    !matches!(
        request,
        Request::Operators
            | Request::SignIn { .. }
            | Request::SitDown(_)
            | Request::Cover(_)
            | Request::Escalate
    )
}
