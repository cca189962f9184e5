//! Highlighted words: the marker pen of a word processor, with which people mark what is to be done.

use super::clean::clean;

/// Highlighted words as they are read, run by run; runs that touch are one.
#[derive(Debug, Default)]
pub(super) struct Highlights {
    words: Vec<String>,
    open: bool,
}

impl Highlights {
    /// Words that were read, and whether they are highlighted.
    pub(super) fn read(&mut self, words: &str, highlighted: bool) {
        // White space between two words of one mark is not always highlighted.
        let goes_on = highlighted || words.trim().is_empty();
        match self.words.last_mut().filter(|_| self.open) {
            Some(last) if goes_on => last.push_str(words),
            None if highlighted => self.words.push(words.to_owned()),
            _ => {}
        }
        self.open = highlighted || self.open && goes_on;
    }

    /// All of them, as the piece prints them.
    pub(super) fn finish(self) -> Vec<String> {
        let each = self.words.iter().map(|words| clean(words).split_whitespace().collect::<Vec<_>>().join(" "));
        each.filter(|words| words.contains(char::is_alphanumeric)).collect()
    }
}

/// Whether a colour behind words is a mark: white, black and none are how text looks anyway.
pub(super) fn is_marking(colour: &str) -> bool {
    let colour = colour.trim().trim_start_matches('#').to_ascii_lowercase();
    !matches!(
        colour.as_str(),
        "" | "none" | "transparent" | "auto" | "white" | "ffffff" | "fff" | "black" | "000000" | "000" | "inherit" | "initial"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_that_touch_are_one_mark() {
        let mut marks = Highlights::default();
        for (words, on) in
            [("We have ", false), ("24,", true), ("000", true), (" ", false), ("members ", true), ("and ", false), ("X", true)]
        {
            marks.read(words, on);
        }
        assert_eq!(marks.finish(), ["24,000 members", "X"]);
        assert!(is_marking("yellow") && is_marking("#FFFF00") && !is_marking("#ffffff") && !is_marking("none"));
    }
}
