//! What an appointment or a reminder hangs on: a case, a call, a whistle, an early sign, a person or an
//! appointment.

use std::fmt;

use super::item::{AppointmentId, Item};
use super::person::id::PersonId;

/// What something is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A case, call, whistle or early sign.
    Item(Item),
    /// 信访人.
    Person(PersonId),
    /// 约访.
    Appointment(AppointmentId),
}

impl Subject {
    /// Reads what [`fmt::Display`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix("YF-") {
            let number = rest.parse().ok().filter(|number| *number > 0)?;
            return Some(Self::Appointment(AppointmentId(number)));
        }
        if let Some(rest) = text.strip_prefix("XF-") {
            return rest.parse().ok().map(|id| Self::Person(PersonId(id)));
        }
        Item::parse(text).map(Self::Item)
    }
}

/// Writes an appointment and a person by the initials of 约访 and 信访人.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(item) => item.fmt(f),
            Self::Person(PersonId(id)) => write!(f, "XF-{id}"),
            Self::Appointment(AppointmentId(number)) => write!(f, "YF-{number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::item::CallId;

    #[test]
    fn what_is_written_reads_back() {
        for subject in [
            Subject::Item(Item::Call(CallId(7))),
            Subject::Person(PersonId(12)),
            Subject::Appointment(AppointmentId(3)),
        ] {
            assert_eq!(Subject::parse(&subject.to_string()), Some(subject));
        }
        for text in ["YF-0", "XF-", "约访"] {
            assert_eq!(Subject::parse(text), None, "{text}");
        }
    }
}
