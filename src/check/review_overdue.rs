#![doc = include_str!("review-overdue.md")]

use super::{Check, Context, Run};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::date::PrintedDate,
    library::Standing,
};

pub(super) static CHECK: Check = Check { code: &codes::REVIEW_OVERDUE, run: Run::Library(run) };

fn run(context: &Context, findings: &mut Vec<Diagnostic>) {
    for position in context.library.positions.values().filter(|position| position.status == Standing::Current) {
        if let Some(due) = position.review_by.as_ref().filter(|due| due.value < context.today) {
            let message = format!("`{}` was to be reviewed by {}", position.id, PrintedDate::from(due.value).long());
            let help = "agree it again and set a new `review-by`, or set `status` to `superseded` or `withdrawn`";
            findings.push(Diagnostic::new(&codes::REVIEW_OVERDUE, due.span, message).help(help));
        }
    }
    for (name, fact) in &context.library.organisation.facts {
        if let Some(due) = fact.review_by.filter(|due| *due < context.today) {
            let message = format!("the fact `{name}` was to be reviewed by {}", PrintedDate::from(due).long());
            findings.push(Diagnostic::new(&codes::REVIEW_OVERDUE, fact.span, message).help("correct `value`, `as-of` and `review-by`"));
        }
    }
}
