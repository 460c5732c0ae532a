//! argv → run → exit code.

use std::process::ExitCode;

use clap::Parser;
use mulin::verbs::arguments::Arguments;
use mulin::verbs::run;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    ExitCode::from(run(arguments).code())
}
