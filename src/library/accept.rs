//! `accept`: findings of TOML that a person accepts, where no braces can stand: a reason for each code.

use super::fields::Fields;
use crate::{diagnostic::codes, document::markdown::Acceptance, source::Span};

/// The table `accept` of some fields; its acceptances hold in `covers`.
pub(super) fn read(fields: &Fields, covers: Span) -> Vec<Acceptance> {
    let each = fields.named_texts("accept").into_iter().filter_map(|(code, reasons)| {
        let reason = reasons.into_iter().next()?;
        if reason.value.trim().is_empty() {
            let message = format!("`{}` gives no reason", code.value);
            fields.report(&codes::INVALID_VALUE, reason.span, message, "say why the finding is accepted");
            return None;
        }
        Some(Acceptance { code, reason: reason.value, covers })
    });
    each.collect()
}
