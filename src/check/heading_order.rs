#![doc = include_str!("heading-order.md")]

use super::{Case, Check, Run, plain};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::Kind,
};

pub(super) static CHECK: Check = Check { code: &codes::HEADING_ORDER, run: Run::Response(run) };

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    let mut above = 1;
    for block in &case.document.blocks {
        match &block.kind {
            Kind::Section(_) => above = 1,
            Kind::Question(_) => above = 2,
            Kind::Heading(heading) => {
                if let Some(span) = block.origin.span.filter(|_| heading.level > above + 1) {
                    let message = "this heading leaves out a level";
                    let help = format!(
                        "write it with `{}`: whoever goes from heading to heading would look for what is missing",
                        "#".repeat(above as usize + 1)
                    );
                    findings.push(Diagnostic::new(&codes::HEADING_ORDER, plain::place(case.library, span, ""), message).help(help));
                }
                above = heading.level;
            }
            _ => {}
        }
    }
}
