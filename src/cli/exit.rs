//! Exit codes: one enum, documented in `docs/exit-codes.md`.

use std::process::{ExitCode, Termination};

/// How a run ended. A decision, whatever it is, is a success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// A decision was made, or what was asked for was done.
    Success,
    /// The tool itself failed.
    Failure,
    /// Bad usage or bad input; also a check that found mistakes.
    Usage,
    /// `--require-settled` was given and a channel is not settled.
    NotSettled,
    /// Interrupted.
    Interrupted,
}

impl Exit {
    /// The number.
    pub const fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Failure => 1,
            Self::Usage => 2,
            Self::NotSettled => 3,
            Self::Interrupted => 130,
        }
    }
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self.code())
    }
}
