//! Instructions in which keys are named by what they do: `<save>` stands for the keys that run it, as
//! the keymap in use has them, so that no instruction names a key that somebody has laid elsewhere.

use crate::app::shared::Shared;
use crate::command::table::Command;

/// Writes the keys into an instruction; what is no command stays as it is.
pub fn with_keys(shared: &Shared, text: &str) -> String {
    let mut written = String::new();
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('<') {
        written.push_str(before);
        let known = from
            .split_once('>')
            .and_then(|(name, after)| Some((Command::parse(name)?, after)));
        let Some((command, after)) = known else {
            written.push('<');
            rest = from;
            continue;
        };
        let keys = shared.keys(command);
        // Without keys the palette has it, by its name.
        if keys.is_empty() {
            written.push_str(&shared.command(command));
        } else {
            written.push_str(&keys);
        }
        rest = after;
    }
    written + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_written_as_its_keys_and_all_else_stays() {
        let shared = Shared::sample();
        let keys = shared.keys(Command::Save);
        let text = "填好按 <save>，<不是命令>，<";
        let written = format!("填好按 {keys}，<不是命令>，<");
        assert_eq!(with_keys(&shared, text), written);
    }
}
