//! Why a list of holidays was not taken, in words.

use chrono::NaiveDate;

use crate::domain::calendar::ListError;
use crate::words::bundle::Words;

impl Words {
    /// Says why a list of holidays was not taken.
    pub fn list_error(&self, error: &ListError) -> String {
        let date =
            |key: &str, date: &NaiveDate| self.say_with(key, &[("date", date.to_string().into())]);
        let year = |key: &str, year: i32, holidays: usize| {
            let args = [("year", year.to_string().into()), ("n", holidays.into())];
            self.say_with(key, &args)
        };
        match error {
            ListError::Empty => self.say("verbs-list-empty"),
            ListError::Year(day) => date("verbs-list-year", day),
            ListError::Twice(day) => date("verbs-list-twice", day),
            ListError::WorkdayOnWeekday(day) => date("verbs-list-workday", day),
            ListError::TooFew { year: of, holidays } => year("verbs-list-too-few", *of, *holidays),
            ListError::TooMany { year: of, holidays } => {
                year("verbs-list-too-many", *of, *holidays)
            }
        }
    }
}
