//! What stands in a `consultation.toml` beside what a department prints: somebody put it there by hand,
//! and importing a newer file must not lose it.

use toml::de::{DeTable, DeValue};

/// Fields as they stand in a record: each key with the text of its value.
pub type Lines = Vec<(String, String)>;

/// A record taken apart into its lines, unread.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ByHand {
    /// The fields at the top.
    pub fields: Lines,
    /// Tables with what stands in them, such as `scales`.
    pub tables: Vec<(String, Lines)>,
    /// The fields of each question, by its id.
    pub questions: Vec<(String, Lines)>,
    /// Remarks, without the `#`.
    pub remarks: Vec<String>,
}

impl ByHand {
    /// Takes a record apart. What the parser does not understand is left out: the library has said so.
    pub fn of(text: &str) -> Self {
        let (table, _) = DeTable::parse_recoverable(text);
        let mut out = Self { fields: lines(text, table.get_ref()), remarks: remarks(text), ..Self::default() };
        for (key, value) in table.get_ref() {
            match value.get_ref() {
                DeValue::Table(inner) if !is_inline(text, value) => out.tables.push((key.get_ref().to_string(), lines(text, inner))),
                DeValue::Array(questions) if key.get_ref() == "question" => {
                    out.questions.extend(questions.iter().filter_map(|question| match question.get_ref() {
                        DeValue::Table(question) => Some((id(question), lines(text, question))),
                        _ => None,
                    }));
                }
                _ => {}
            }
        }
        out
    }
}

fn id(question: &DeTable) -> String {
    match question.get("id").map(toml::Spanned::get_ref) {
        Some(DeValue::String(id)) => id.to_string(),
        _ => String::new(),
    }
}

/// Every field that is written behind its key.
fn lines(text: &str, table: &DeTable) -> Lines {
    let fields = table.iter().filter(|(_, value)| is_inline(text, value));
    fields.filter_map(|(key, value)| Some((text.get(key.span())?.to_owned(), text.get(value.span())?.to_owned()))).collect()
}

/// Whether a value stands behind its key rather than below a header.
fn is_inline(text: &str, value: &toml::Spanned<DeValue>) -> bool {
    let written = text.get(value.span()).unwrap_or_default();
    match value.get_ref() {
        DeValue::Table(_) => written.starts_with('{'),
        DeValue::Array(values) => values.iter().all(|value| is_inline(text, value)),
        _ => true,
    }
}

fn remarks(text: &str) -> Vec<String> {
    text.lines().filter_map(|line| line.trim_start().strip_prefix('#')).map(|remark| remark.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::ByHand;

    #[test]
    fn a_record_is_taken_apart_as_it_is_written() {
        let text = "title = \"Locks\"\n# ask Ann\ncloses = 2027-06-30T23:59:00Z\n\n[scales]\nwet = [\"Wet\", \"Dry\"]\n\n\
                    [[question]]\nid = \"4a\"\ntext = \"Why?\"\npositions = [\n  \"locks\", # ours\n]\nlimit = { words = 3 }\n";
        let found = ByHand::of(text);
        let line = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(found.remarks, ["ask Ann"]);
        assert!(found.fields.contains(&line("closes", "2027-06-30T23:59:00Z")), "{found:?}");
        assert_eq!(found.tables, [("scales".to_owned(), vec![line("wet", "[\"Wet\", \"Dry\"]")])]);
        let [(id, lines)] = found.questions.as_slice() else { panic!("one question") };
        assert_eq!(id, "4a");
        assert!(lines.contains(&line("positions", "[\n  \"locks\", # ours\n]")) && lines.contains(&line("limit", "{ words = 3 }")));
    }
}
