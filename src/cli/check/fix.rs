//! `check --fix`: puts right what needs nobody's judgement, shows each line that changed, and changes
//! nothing else: a file keeps its line ends and its byte order mark.

use super::super::{Failure, change::is_as_read, files};
use crate::{
    diagnostic::{Diagnostic, Fix},
    source::Span,
};
use std::{collections::BTreeMap, fs};

/// What was put right.
#[derive(Debug, Default)]
pub(super) struct Fixed {
    /// How many findings.
    pub(super) count: usize,
    /// Every line that changed, as it was and as it is.
    pub(super) changed: String,
}

/// Writes what the findings say puts them right.
pub(super) fn fix(opened: &files::Opened, findings: &[Diagnostic]) -> Result<Fixed, Failure> {
    let sources = &opened.library.sources;
    let mut by_file: BTreeMap<u32, Vec<(Span, &Fix)>> = BTreeMap::new();
    for fix in findings.iter().filter_map(|finding| finding.fix.as_ref()) {
        if let Some(place) = fix.place(sources) {
            by_file.entry(place.source).or_default().push((place, fix));
        }
    }
    let mut fixed = Fixed::default();
    for (source, mut fixes) in by_file {
        let path = opened.root.join(sources.path(source));
        // What is built in stands in no file, and one that was changed since it was read is not ours to write.
        let Some(raw) = fs::read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok()) else { continue };
        if !is_as_read(&raw, sources.text(source)) {
            continue;
        }
        fixes.sort_by_key(|(place, _)| place.start);
        fixes.dedup_by(|later, first| later.0.start < first.0.end);
        let new = replaced(&raw, &fixes);
        files::replace(&path, Some(raw.as_bytes()), new.as_bytes())?;
        fixed.changed += &difference(&path.display().to_string().replace('\\', "/"), &raw, &new);
        fixed.count += fixes.len();
    }
    Ok(fixed)
}

fn replaced(raw: &str, fixes: &[(Span, &Fix)]) -> String {
    let (mut out, mut done) = (String::with_capacity(raw.len()), 0);
    for (place, fix) in fixes {
        let (start, end) = (raw_offset(raw, place.start as usize), raw_offset(raw, place.end as usize));
        out.push_str(&raw[done..start]);
        out.push_str(&fix.new);
        done = end;
    }
    out.push_str(&raw[done..]);
    out
}

/// Where a place of the text as it was read, with plain line ends, stands in the file.
fn raw_offset(raw: &str, at: usize) -> usize {
    let mark = if raw.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let body = &raw[mark..];
    let mut read = 0;
    for (offset, c) in body.char_indices() {
        let joined = c == '\r' && body[offset + 1..].starts_with('\n');
        if read == at {
            return mark + offset;
        }
        read += if joined { 0 } else { c.len_utf8() };
    }
    raw.len()
}

/// Every line that changed: as it was, and as it is.
fn difference(path: &str, old: &str, new: &str) -> String {
    let changed = old.lines().zip(new.lines()).enumerate().filter(|(_, (old, new))| old != new);
    changed.map(|(at, (old, new))| format!("{path}:{}\n- {old}\n+ {new}\n\n", at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::raw_offset;

    #[test]
    fn windows_line_ends_and_a_byte_order_mark_keep_their_place() {
        let raw = "\u{feff}a\r\nbc\r\n";
        let at = |read: usize| &raw[raw_offset(raw, read)..];
        assert_eq!((at(0), at(1), at(2), at(4)), ("a\r\nbc\r\n", "\r\nbc\r\n", "bc\r\n", "\r\n"));
    }
}
