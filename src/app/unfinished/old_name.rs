//! Names of forms as earlier programs kept them: the pane, and the program's own names for what the
//! form does, `pane-joint/Say(JointId(3), CaseNumber { year: 2026, run: 7 }, "村委会")`.

use crate::app::pane::Pane;
use crate::domain::number::CaseNumber;

/// Gives the present name for one of an earlier program; `None` for any other.
pub(super) fn present_name(old: &str) -> Option<String> {
    let (pane, rest) = old.split_once('/')?;
    if !Pane::ALL.iter().any(|it| it.word() == pane)
        || !rest.starts_with(|first: char| first.is_ascii_uppercase() || first == '(')
    {
        return None;
    }
    let mut reader = Reader { rest };
    let parts = reader.value(0)?;
    let whole = reader.rest.is_empty();
    whole.then(|| format!("{pane}/{}", parts.join("/")))
}

/// Reads a value as the program's own debugging output wrote it, part by part.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// Reads a value; `depth` is in how many others it stands.
    fn value(&mut self, depth: u32) -> Option<Vec<String>> {
        if self.takes("(") {
            return self.list(")", depth);
        }
        if self.takes("\"") {
            return self.text().map(|text| vec![text]);
        }
        let word = self.word()?;
        if self.takes("(") {
            let parts = self.list(")", depth + 1)?;
            return Some(named(word, parts, depth));
        }
        if self.takes(" { ") {
            let parts = self.list(" }", depth + 1)?;
            return match (word, parts.as_slice()) {
                ("CaseNumber", [year, run]) => {
                    let (year, run) = (year.parse().ok()?, run.parse().ok()?);
                    Some(vec![CaseNumber { year, run }.to_string()])
                }
                _ => Some(named(word, parts, depth)),
            };
        }
        Some(vec![match word {
            "None" => "-".to_owned(),
            number if number.starts_with(|first: char| first.is_ascii_digit()) => number.to_owned(),
            unit => snake(unit),
        }])
    }

    /// Reads the values up to an end, with or without the names of their fields.
    fn list(&mut self, end: &str, depth: u32) -> Option<Vec<String>> {
        let mut parts = Vec::new();
        while !self.takes(end) {
            self.takes(", ");
            if let Some((field, value)) = self.rest.split_once(": ")
                && field.chars().all(|it| it.is_ascii_lowercase() || it == '_')
            {
                self.rest = value;
            }
            parts.extend(self.value(depth)?);
        }
        Some(parts)
    }

    fn takes(&mut self, head: &str) -> bool {
        let rest = self.rest.strip_prefix(head);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Reads a name, a number or a day.
    fn word(&mut self) -> Option<&'a str> {
        let ends = |it: char| !it.is_ascii_alphanumeric() && it != '-';
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        (!word.is_empty()).then_some(word)
    }

    /// Reads a text up to its closing quote.
    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        let mut characters = self.rest.chars();
        loop {
            match characters.next()? {
                '"' => break,
                '\\' => text.push(match characters.next()? {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    '0' => '\0',
                    'u' => {
                        let digits = characters.as_str().strip_prefix('{')?;
                        let (digits, rest) = digits.split_once('}')?;
                        characters = rest.chars();
                        char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
                    }
                    other => other,
                }),
                other => text.push(other),
            }
        }
        self.rest = characters.as_str();
        Some(text)
    }
}

/// Writes what stands in a named value: what a form does keeps its word, and so does a thing that is
/// told from others by it; a number or a code alone needs none.
fn named(word: &str, mut parts: Vec<String>, depth: u32) -> Vec<String> {
    let head = match (word, depth) {
        ("Some", _) => None,
        (_, 0) => Some(snake(word)),
        ("Worker", _) => Some("worker".to_owned()),
        _ => None,
    };
    let initials = match (word, depth) {
        ("Call", 1..) => "RX-",
        ("Whistle", 1..) => "CS-",
        ("Sign", 1..) => "MT-",
        _ => "",
    };
    if let [only] = parts.as_mut_slice() {
        only.insert_str(0, initials);
    }
    head.into_iter().chain(parts).collect()
}

/// Writes `PassUp` as `pass_up`.
fn snake(word: &str) -> String {
    let mut text = String::new();
    for letter in word.chars() {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_an_earlier_program_gives_the_present_one() {
        for (old, present) in [
            ("pane-joint/New", "pane-joint/new"),
            ("pane-joint/Table(JointId(3))", "pane-joint/table/3"),
            (
                r#"pane-joint/Say(JointId(3), CaseNumber { year: 2026, run: 7 }, "村委会/\"甲\"")"#,
                r#"pane-joint/say/3/ML-2026-0007/村委会/"甲""#,
            ),
            (
                "pane-meetings/(Some(MeetingId(2)), Judge(Case(CaseNumber { year: 2026, run: 7 })))",
                "pane-meetings/2/judge/ML-2026-0007",
            ),
            (
                "pane-meetings/(Some(MeetingId(2)), Task(Some(Call(CallId(5)))))",
                "pane-meetings/2/task/RX-5",
            ),
            (
                "pane-meetings/(None, Done(TaskRef { meeting: MeetingId(2), no: 4 }))",
                "pane-meetings/-/done/2/4",
            ),
            ("pane-meetings/(None, Call)", "pane-meetings/-/call"),
            (
                r#"pane-prevention/(2026-11-25, Nothing(GridCode("370785-01"), Morning))"#,
                "pane-prevention/2026-11-25/nothing/370785-01/morning",
            ),
            (
                "pane-prevention/(2026-11-25, Word(SignId(1)))",
                "pane-prevention/2026-11-25/word/1",
            ),
            (
                "pane-whistles/PassUp(WhistleId(9))",
                "pane-whistles/pass_up/9",
            ),
            ("pane-whistles/Sign(WhistleId(9))", "pane-whistles/sign/9"),
            (
                r#"pane-whistles/Raise(Blow { case: Some(CaseNumber { year: 2026, run: 7 }), sign: None, from: "东牟家村", about: "" })"#,
                "pane-whistles/raise/ML-2026-0007/-/东牟家村/",
            ),
            (
                "pane-duty/Pass(2026-11-25, Sign(SignId(4)))",
                "pane-duty/pass/2026-11-25/MT-4",
            ),
            (
                "pane-duty/StandIn(2026-11-25)",
                "pane-duty/stand_in/2026-11-25",
            ),
            ("pane-education/Member(None)", "pane-education/member/-"),
            ("pane-education/Force(Land)", "pane-education/force/land"),
            ("pane-hotline/Tried(CallId(2))", "pane-hotline/tried/2"),
            (
                r#"pane-grid/Post(GridCode("v-1"), Worker(2))"#,
                "pane-grid/post/v-1/worker/2",
            ),
            (
                r#"pane-grid/Post(GridCode("v-1"), NewWorker)"#,
                "pane-grid/post/v-1/new_worker",
            ),
            (
                "pane-lawyers/WalkIn(2026-11-25)",
                "pane-lawyers/walk_in/2026-11-25",
            ),
            (
                "pane-lawyers/Card(Some(LawyerId(1)))",
                "pane-lawyers/card/1",
            ),
            (
                r#"pane-figures/(Some(Period { kind: Week, from: 2026-11-16, to: 2026-11-22 }), Some("v-1"))"#,
                "pane-figures/week/2026-11-16/2026-11-22/v-1",
            ),
            ("pane-figures/(None, None)", "pane-figures/-/-"),
        ] {
            assert_eq!(present_name(old).as_deref(), Some(present), "{old}");
        }
        for other in [
            "handover",
            "pane-case/ML-2026-0001/step/accept",
            "pane-joint/say/3/ML-2026-0007/村委会",
            "pane-joint/Say(JointId(3)",
            "pane-joint/Say(\"",
            "",
        ] {
            assert_eq!(present_name(other), None, "{other}");
        }
    }
}
