#![doc = include_str!("undated.md")]

use super::{Case, Check, Run};
use crate::diagnostic::{Diagnostic, codes};

pub(super) static CHECK: Check = Check { code: &codes::UNDATED, run: Run::Response(run) };

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    let Some(response) = case.response.filter(|response| response.date.is_none() && case.is_due()) else { return };
    let Some(head) = response.head else { return };
    let help = "write it as it is to be printed: `date = \"2026-03\"`";
    findings.push(Diagnostic::new(&codes::UNDATED, case.place_in(head, "status"), "this response has no date").help(help));
}
