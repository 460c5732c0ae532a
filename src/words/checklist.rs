//! The list of what is to be done on a case, in words.

use crate::domain::case::fact::checklist::{CheckItem, Checklist};
use crate::words::bundle::Words;

impl Words {
    /// Says an item: its place, what is to be done, by when, or who did it on which day.
    pub fn check_item(&self, place: u32, item: &CheckItem) -> String {
        self.check_line(Some(place), item)
    }

    /// Says an item on a line that may bear its place already.
    pub fn check_line(&self, place: Option<u32>, item: &CheckItem) -> String {
        let mark = match &item.ticked {
            Some(_) => "[√]",
            None if item.dropped => "[-]",
            None => "[ ]",
        };
        let rest = match (&item.ticked, item.by_day) {
            (Some((on, who)), _) => {
                let args = [("day", on.to_string().into()), ("who", who.as_str().into())];
                self.say_with("checklist-ticked", &args)
            }
            (None, _) if item.dropped => self.say("checklist-dropped"),
            (None, Some(day)) => self.say_with("checklist-by", &[("day", day.to_string().into())]),
            (None, None) => String::new(),
        };
        let place = place.map_or(String::new(), |place| format!("{place} "));
        let line = format!("{mark} {place}{}  {rest}", item.text);
        line.trim_end().to_owned()
    }

    /// Says how many items are done, and of how many.
    pub fn check_counts(&self, list: &Checklist) -> String {
        let (done, all) = list.counts();
        let args = [("n", done.into()), ("all", all.into())];
        self.say_with("checklist-counts", &args)
    }
}
