//! What becomes of findings: what people accept goes, the rest is as bad as the settings say, in order.

use crate::{
    diagnostic::{self, Code, Diagnostic, codes},
    document::markdown::Acceptance,
    library::Library,
    source::Span,
    text::nearest,
};
use std::ops::Range;

/// Takes out what people accept, gives findings the severity that the settings want, and sorts.
/// Acceptances of what was `not_looked_for` wait for another time.
pub(super) fn settle(
    library: &Library,
    findings: Vec<Diagnostic>,
    acceptances: &[Acceptance],
    not_looked_for: impl Fn(&Code) -> bool,
) -> Vec<Diagnostic> {
    let mut used = vec![false; acceptances.len()];
    let mut kept: Vec<Diagnostic> = Vec::new();
    for finding in findings {
        let mut accepted = false;
        // The same acceptance comes once for each place where its text is used.
        for (accept, used) in acceptances.iter().zip(&mut used) {
            if accept.code.value == finding.code.name && finding.span.is_some_and(|span| accept.covers.contains(span)) {
                (*used, accepted) = (true, true);
            }
        }
        if !accepted {
            kept.push(finding);
        }
    }
    let waits = |accept: &Acceptance| codes::ALL.iter().any(|code| code.name == accept.code.value && not_looked_for(code));
    for (accept, _) in acceptances.iter().zip(used).filter(|(accept, used)| !used && !waits(accept)) {
        kept.push(unused(library, accept));
    }
    let severities = &library.organisation.severities;
    kept.retain_mut(|finding| match severities.get(finding.code.name) {
        Some(None) => false,
        Some(Some(severity)) => {
            finding.severity = *severity;
            true
        }
        None => true,
    });
    diagnostic::sort(&mut kept, &library.sources);
    kept
}

fn unused(library: &Library, accept: &Acceptance) -> Diagnostic {
    let code = &accept.code;
    if codes::ALL.iter().any(|known| known.name == code.value) {
        let message = format!("there is no finding `{}` here to accept", code.value);
        let finding = Diagnostic::new(&codes::UNUSED_ACCEPTANCE, code.span, message);
        if !library.slice(code.span).starts_with("accept-") {
            // A field of TOML, which may be the only one of its table: a person sees what goes with it.
            return finding.help("delete the acceptance: what it accepted is gone");
        }
        let whole = around(library.sources.text(code.span.source), code.span.range());
        let span = Span::new(code.span.source, whole.start, whole.end);
        return finding.help("delete the acceptance: what it accepted is gone").fix(span, library.slice(span), "");
    }
    let help = match nearest(&code.value, codes::ALL.iter().map(|known| known.name)) {
        Some(near) => format!("did you mean `accept-{near}`?"),
        None => "`respondent check --explain all` lists the findings".to_owned(),
    };
    Diagnostic::new(&codes::BAD_ATTRIBUTE, code.span, format!("no finding is called `{}`", code.value)).help(help)
}

/// What to cut so that an attribute goes without a trace: its braces too, when it stands in them alone.
fn around(text: &str, attribute: Range<usize>) -> Range<usize> {
    let before = text[..attribute.start].trim_end_matches(' ');
    let after = text[attribute.end..].trim_start_matches(' ');
    match (before.strip_suffix('{'), after.strip_prefix('}')) {
        (Some(before), Some(after)) => before.trim_end_matches(' ').len()..text.len() - after.len(),
        (Some(before), None) => before.len() + 1..text.len() - after.len(),
        _ => before.len()..attribute.end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_goes_without_a_trace() {
        let cut = |text: &str| {
            let start = text.find("accept-x").expect("an attribute");
            let range = around(text, start..start + "accept-x=\"y\"".len());
            format!("{}{}", &text[..range.start], &text[range.end..])
        };
        assert_eq!(cut("Words. {accept-x=\"y\"}\n"), "Words.\n");
        assert_eq!(cut("Words. {#name accept-x=\"y\"}\n"), "Words. {#name}\n");
        assert_eq!(cut("Words. {accept-x=\"y\" #name}\n"), "Words. {#name}\n");
    }
}
