//! argv → run → exit code.

use std::process::ExitCode;

use mulin::verbs::{command_line, run};

fn main() -> ExitCode {
    ExitCode::from(run(command_line::read()).code())
}
