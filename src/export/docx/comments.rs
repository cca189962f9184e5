//! Comments: where they stand in the text, and the part that holds their words.

use super::body::Body;

impl Body<'_> {
    /// The comments that wait, at the beginning of a paragraph.
    pub(super) fn comments(&mut self) {
        let waiting = std::mem::take(&mut self.track.waiting);
        self.commented(waiting, |_| {});
    }

    /// What is inside, with comments on it. Their signs stand behind it: of a bookmark behind a comment in its paragraph
    /// LibreOffice prints one character less for each.
    pub(super) fn commented(&mut self, comments: Vec<String>, inside: impl FnOnce(&mut Self)) {
        let ids: Vec<String> = (self.track.comment_count..).take(comments.len()).map(|id| id.to_string()).collect();
        self.track.comment_count += comments.len();
        ids.iter().for_each(|id| self.part.xml.empty("w:commentRangeStart", &[("w:id", id)]));
        inside(self);
        for (id, comment) in ids.iter().zip(comments) {
            self.part.xml.empty("w:commentRangeEnd", &[("w:id", id)]);
            self.part.xml.raw("<w:r>");
            self.part.xml.empty("w:commentReference", &[("w:id", id)]);
            self.part.xml.close("w:r");
            self.comment(id, &comment);
        }
    }

    fn comment(&mut self, id: &str, words: &str) {
        let by = self.by();
        let initials: String = by[0].1.split_whitespace().filter_map(|word| word.chars().next()).take(3).collect();
        let mut attributes = vec![("w:id", id), ("w:initials", &initials)];
        attributes.extend(by.iter().map(|(key, value)| (*key, value.as_str())));
        let xml = &mut self.track.comments;
        xml.open("w:comment", &attributes);
        xml.raw("<w:p><w:r><w:t xml:space=\"preserve\">");
        xml.text(words);
        xml.raw("</w:t></w:r></w:p>");
        xml.close("w:comment");
    }
}

/// The whole part, from the comments written.
pub(super) fn part(comments: &str, root: &str) -> String {
    [super::tree::DECLARATION, &root.replace("w:document", "w:comments"), comments, "</w:comments>"].concat()
}
