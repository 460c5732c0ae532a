//! `mulin completions` and `mulin man`: made from the table of arguments.

use clap::CommandFactory;
use clap_complete::{Shell, generate};
use clap_mangen::Man;

use crate::verbs::arguments::Arguments;
use crate::verbs::outcome::Exit;
use crate::verbs::print::Printer;

/// Writes a shell's completions.
pub fn completions(shell: Shell) -> Exit {
    let mut bytes = Vec::new();
    generate(shell, &mut Arguments::command(), "mulin", &mut bytes);
    Printer::new().raw(&bytes);
    Exit::Done
}

/// Writes the manual pages, of the program and of every verb, one after the other.
pub fn man() -> Exit {
    let mut bytes = Vec::new();
    let mut command = Arguments::command();
    command.build();
    let pages = std::iter::once(&command).chain(command.get_subcommands());
    for page in pages.filter(|page| page.get_name() != "help") {
        if Man::new(page.clone()).render(&mut bytes).is_err() {
            return Exit::Refused;
        }
    }
    Printer::new().raw(&bytes);
    Exit::Done
}
