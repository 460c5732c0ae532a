//! What is read out to one who asks after his matter by number and 查询码.

use crate::domain::inquiry::{Inquiry, NoticeKind};
use crate::words::bundle::Words;

impl Words {
    /// Says an inquiry's card, a line each: which matter, how it stands, what the person was told,
    /// what comes next.
    pub fn inquiry(&self, inquiry: &Inquiry) -> Vec<String> {
        let args = [
            ("number", inquiry.number.to_string().into()),
            ("day", self.received_day(inquiry.received).into()),
        ];
        let mut lines = vec![self.say_with("inquiry-received", &args)];
        let status = self.code("status", inquiry.status.code());
        lines.push(self.say_with("inquiry-status", &[("status", status.into())]));
        if let Some(unit) = &inquiry.unit {
            lines.push(self.say_with("inquiry-unit", &[("unit", unit.as_str().into())]));
        }
        for (notice, day) in &inquiry.notices {
            let key = match notice {
                NoticeKind::Notice => "inquiry-notice",
                NoticeKind::Guided => "inquiry-guided",
                NoticeKind::Delivered => "inquiry-delivered",
            };
            lines.push(self.say_with(key, &[("day", day.to_string().into())]));
        }
        if let Some((rule, day)) = inquiry.next {
            let args = [
                ("rule", self.code("rule", rule).into()),
                ("day", day.to_string().into()),
            ];
            lines.push(self.say_with("inquiry-next", &args));
        }
        lines
    }
}
