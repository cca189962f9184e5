//! The program: all of it is in `respondent::cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    respondent::cli::run()
}
