//! `mulin completions` and `mulin man`: made from the table of arguments.

use clap_complete::{Shell, generate};
use clap_mangen::Man;

use crate::verbs::command_line::command;
use crate::verbs::outcome::Exit;
use crate::verbs::print::Printer;
use crate::words::bundle::Words;

/// Writes a shell's completions.
pub fn completions(words: &Words, shell: Shell) -> Exit {
    let mut bytes = Vec::new();
    generate(shell, &mut command(words), "mulin", &mut bytes);
    Printer::new().raw(&bytes);
    Exit::Done
}

/// Writes the manual pages, of the program and of every verb, one after the other.
pub fn man(words: &Words) -> Exit {
    let mut bytes = Vec::new();
    let command = command(words);
    let pages = std::iter::once(&command).chain(command.get_subcommands());
    for page in pages.filter(|page| page.get_name() != "help") {
        if Man::new(page.clone()).render(&mut bytes).is_err() {
            return Exit::Refused;
        }
    }
    Printer::new().raw(&bytes);
    Exit::Done
}
