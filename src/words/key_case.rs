//! 重点案件 in words: until when, how many days are left, why, who decided.

use chrono::NaiveDate;

use crate::domain::case::fact::key_case::KeyTerm;
use crate::words::bundle::Words;

impl Words {
    /// Says until which day.
    pub fn key_until(&self, day: NaiveDate) -> String {
        self.say_with("key-until", &[("day", day.to_string().into())])
    }

    /// Says the term that stands, with the days that are left.
    pub fn key_case(&self, term: &KeyTerm, left: i64) -> String {
        let args = [
            ("day", term.until.to_string().into()),
            ("n", left.into()),
            ("by", term.by.as_str().into()),
            ("reason", term.reason.as_str().into()),
        ];
        self.say_with("key-standing", &args).trim_end().to_owned()
    }
}
