//! Small PDF files, written by the tests themselves.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// A file that is being made: A4 pages with the fonts F1 (Helvetica) and F2 (its bold).
pub struct Pdf {
    pub doc: Document,
    pub pages: Vec<ObjectId>,
    pub resources: Dictionary,
}

impl Pdf {
    /// A page for each content stream.
    pub fn new(contents: &[&str]) -> Self {
        let mut doc = Document::with_version("1.5");
        let tree = doc.new_object_id();
        let font = |name: &str| dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => name, "Encoding" => "WinAnsiEncoding" };
        let (plain, bold) = (doc.add_object(font("Helvetica")), doc.add_object(font("Helvetica-Bold")));
        let resources = dictionary! { "Font" => dictionary! { "F1" => plain, "F2" => bold } };
        let mut pages = Vec::new();
        for content in contents {
            let bytes: Vec<u8> = content.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect();
            let content = doc.add_object(Stream::new(Dictionary::new(), bytes));
            pages.push(doc.add_object(dictionary! {
                "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources.clone(),
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            }));
        }
        let kids: Vec<Object> = pages.iter().map(|page| Object::Reference(*page)).collect();
        let count = i64::try_from(pages.len()).unwrap();
        doc.objects.insert(tree, Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }));
        let catalog = doc.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
        doc.trailer.set("Root", catalog);
        Self { doc, pages, resources }
    }

    /// The dictionary of a page.
    pub fn page(&mut self, at: usize) -> &mut Dictionary {
        self.doc.get_dictionary_mut(self.pages[at]).unwrap()
    }

    /// Adds an entry to the resources of every page.
    pub fn resource(&mut self, key: &str, value: Dictionary) {
        self.resources.set(key, value);
        for at in 0..self.pages.len() {
            let resources = self.resources.clone();
            self.page(at).set("Resources", resources);
        }
    }

    /// The bytes of the file.
    pub fn bytes(mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.doc.save_to(&mut bytes).unwrap();
        bytes
    }
}

/// A line of text: its place, font, size, words.
pub fn line(x: i32, y: i32, font: &str, size: i32, text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    format!("BT /{font} {size} Tf {x} {y} Td ({text}) Tj ET\n")
}

/// Lines of plain text of 11 points, one below the other.
pub fn lines(x: i32, y: i32, texts: &[&str]) -> String {
    texts.iter().zip(0..).map(|(text, at)| line(x, y - 14 * at, "F1", 11, text)).collect()
}
