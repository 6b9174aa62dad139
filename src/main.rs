//! The binary: parse, call, exit code.

use renraku::cli::{self, Exit};

fn main() -> Exit {
    cli::run(std::env::args_os())
}
