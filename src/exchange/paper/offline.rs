//! 临时登记凭证: the receipt of an intake that waits for the server. It says who handed something in, when
//! and under which provisional number, and nothing of what it is about.

use crate::domain::field::Field;
use crate::domain::offline::OfflineIntake;
use crate::domain::settings::Settings;
use crate::exchange::paper::sheet::{Kind, Part, Sheet};
use crate::exchange::paper::source::long;
use crate::words::bundle::Words;

/// Size of its letters in points, as on the receipt of a registration.
const POINTS: usize = 12;

/// Makes the receipt.
pub fn receipt(words: &Words, intake: &OfflineIntake, town: &Settings) -> Sheet {
    let house = if town.house.is_empty() {
        words.say("paper-house")
    } else {
        town.house.clone()
    };
    let name = intake.draft.get(Field::Name);
    let day = intake.taken_at.date();
    let number = intake.number.to_string();
    let args = [
        ("number", number.as_str().into()),
        ("name", name.into()),
        ("at", intake.taken_at.minute().into()),
        ("who", intake.who.as_str().into()),
        ("hotline", town.hotline.as_str().into()),
    ];
    let line = |kind, key| Part::Line(kind, words.say_with(key, &args));
    let mut parts = vec![
        Part::Line(Kind::Centre, house),
        line(Kind::Title, "offline-receipt-title"),
        Part::Gap,
        line(Kind::Flush, "offline-receipt-number"),
    ];
    if !name.is_empty() {
        parts.push(line(Kind::Flush, "offline-receipt-name"));
    }
    parts.extend([
        line(Kind::Flush, "offline-receipt-at"),
        line(Kind::Body, "offline-receipt-what"),
        line(Kind::Body, "offline-receipt-clock"),
        Part::Gap,
        Part::Line(Kind::Right, long(words, day)),
    ]);
    Sheet {
        points: POINTS,
        landscape: false,
        mark: None,
        parts,
        foot: Vec::new(),
        number,
    }
}
