//! Comments, which reach no output until a person takes their marks away.

/// A remark on one line.
pub(super) fn remark(words: &str) -> String {
    format!("<!-- {} -->", safe(&crate::text::one_line(words)))
}

/// Text in a comment: the first line says what it is, and with the first and the last line gone the text
/// stands in the draft.
pub(super) fn wrapped(what: &str, text: &str) -> String {
    format!("<!-- {}\n{}\n-->", safe(&crate::text::one_line(what)), closed(text.trim()))
}

/// Text that can stand in a comment: comments that begin a line go, and nothing else in it ends one.
fn closed(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find("<!--") {
        out.push_str(&rest[..at]);
        let line = out.rfind('\n').map_or(0, |line| line + 1);
        match rest[at..].find("-->").filter(|_| out[line..].trim().is_empty()) {
            Some(end) => rest = &rest[at + end + "-->".len()..],
            None => {
                out.push_str("&lt;!--");
                rest = &rest[at + "<!--".len()..];
            }
        }
    }
    out.push_str(rest);
    safe(out.trim())
}

/// Without what would end a comment of Markdown or HTML, or begin or end one of templates.
fn safe(text: &str) -> String {
    let text = text.replace("<!--", "&lt;!--").replace("-->", "--&gt;").replace("--!>", "--!&gt;");
    text.replace("{*", "{&#42;").replace("*}", "&#42;}")
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn nothing_in_a_comment_ends_it() {
        let comment = wrapped("a --> b", "one --> two\n<!-- gone -->\nthree <!-- four -->\n{* five *}");
        assert_eq!(comment.matches("-->").count(), 1);
        assert_eq!(comment.matches("<!--").count(), 1);
        assert!(comment.ends_with("\n-->") && !comment.contains("{*") && !comment.contains("gone"));
        assert!(comment.contains("four") && comment.contains("five"));
    }
}
