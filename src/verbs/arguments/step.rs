//! What `step` takes: a case, a step, and the step's own fields as options.

use clap::Parser;

use crate::verbs::arguments::global::Global;

/// Options of the program that may stand behind the step, among its fields, with a value each.
const VALUED: &[&str] = &["store", "as", "lang", "keymap", "theme", "expected"];
/// Options that may stand there without a value.
const FLAGS: &[&str] = &["json", "list", "help"];

/// `mulin step`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A field is answered by --FIELD TEXT, --FIELD @FILE or --FIELD - (stdin); \
@@ begins a text with @. A field that is left out takes what the desk's form proposes. \
`mulin step NUMBER --list` gives every step with its fields."
)]
pub struct StepArguments {
    /// The case's number, or the number of another system.
    #[arg(required_unless_present = "from")]
    pub number: Option<String>,
    /// The step's code.
    pub step: Option<String>,
    /// List the steps with their fields: those that are possible now, then the others with what
    /// stands against them.
    #[arg(long)]
    pub list: bool,
    /// Take the step only if the case is at this revision (else the present one).
    #[arg(long, value_name = "REVISION")]
    pub expected: Option<u32>,
    /// Answer in JSON.
    #[arg(long)]
    pub json: bool,
    /// Without a number: take steps from a file of JSON lines, or from stdin (-). Each line has
    /// number, step and the step's fields, and gets one JSON answer. Behind a step: its field.
    #[arg(long, value_name = "FILE|-")]
    pub from: Option<String>,
    /// The step's fields.
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "--FIELD VALUE"
    )]
    pub fields: Vec<String>,
    /// The same, read by [`StepArguments::sort_out`].
    #[arg(skip)]
    pub given: Given,
}

/// The fields that stand behind a step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Names without their dashes, each with its value where one follows.
    pub fields: Vec<(String, Option<String>)>,
    /// Words that belong to no field.
    pub stray: Vec<String>,
}

/// The program's own options behind a step.
#[derive(Debug, Parser)]
#[command(name = "mulin step", no_binary_name = true)]
struct Options {
    #[command(flatten)]
    global: Global,
    #[arg(long)]
    expected: Option<u32>,
    #[arg(long)]
    json: bool,
    #[arg(long)]
    list: bool,
}

impl StepArguments {
    /// Reads the fields behind the step; the program's own options among them are taken out, and
    /// hold as if they stood before it.
    ///
    /// # Errors
    /// An option whose value does not read.
    pub fn sort_out(&mut self, global: &mut Global) -> Result<(), clap::Error> {
        let (given, options) = sorted(&self.fields);
        let options = Options::try_parse_from(options)?;
        self.json |= options.json;
        self.list |= options.list;
        self.expected = options.expected.or(self.expected);
        let own = options.global;
        for (slot, given) in [
            (&mut global.who, own.who),
            (&mut global.lang, own.lang),
            (&mut global.keymap, own.keymap),
            (&mut global.theme, own.theme),
        ] {
            *slot = given.or(slot.take());
        }
        global.store = own.store.or(global.store.take());
        self.given = given;
        // Behind a step, `--from` is a field like others.
        if self.number.is_some() {
            let from = self
                .from
                .take()
                .map(|value| ("from".to_owned(), Some(value)));
            self.given.fields.extend(from);
        }
        Ok(())
    }
}

/// Tells fields from the program's own options.
fn sorted(words: &[String]) -> (Given, Vec<String>) {
    let (mut given, mut options) = (Given::default(), Vec::new());
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let Some(name) = word.strip_prefix("--").filter(|name| !name.is_empty()) else {
            given.stray.push(word.clone());
            continue;
        };
        let (name, value) = match name.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (name, None),
        };
        if FLAGS.contains(&name) {
            options.push(word.clone());
            continue;
        }
        let value = value.or_else(|| words.next().cloned());
        if VALUED.contains(&name) {
            options.push(match value {
                Some(value) => format!("--{name}={value}"),
                None => word.clone(),
            });
        } else {
            given.fields.push((name.to_owned(), value));
        }
    }
    (given, options)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::fact::step::StepKind;

    fn read(words: &[&str]) -> (StepArguments, Global) {
        #[derive(Parser)]
        struct Line {
            #[command(flatten)]
            global: Global,
            #[command(flatten)]
            step: StepArguments,
        }
        let mut line = Line::try_parse_from([&["step"], words].concat()).unwrap();
        line.step.sort_out(&mut line.global).unwrap();
        (line.step, line.global)
    }

    #[test]
    fn options_of_the_program_may_stand_anywhere_among_the_fields() {
        let line = "ML-2026-0001 divert --json --from 2026-11-01 --told --json --as 王芳 --until= --lang=en --expected 3";
        let (step, global) = read(&line.split(' ').collect::<Vec<_>>());
        let field = |name: &str, value: &str| (name.to_owned(), Some(value.to_owned()));
        assert_eq!(
            step.given.fields,
            [
                field("told", "--json"),
                field("until", ""),
                field("from", "2026-11-01"),
            ]
        );
        assert!(step.json && step.from.is_none());
        assert_eq!(step.expected, Some(3));
        assert_eq!(global.who.as_deref(), Some("王芳"));
        assert_eq!(global.lang.as_deref(), Some("en"));
    }

    #[test]
    fn no_field_of_a_step_has_the_name_of_an_option() {
        let own = VALUED.iter().chain(FLAGS).chain(&["number", "step"]);
        let own: Vec<&str> = own.copied().collect();
        for ask in StepKind::all().flat_map(StepKind::asks) {
            assert!(!own.contains(&ask.field), "{}", ask.field);
        }
    }
}
