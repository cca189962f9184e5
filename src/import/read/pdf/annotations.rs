//! What lies over a page: links, and the fields of a form.

use super::file::File;
use super::matrix::{Area, Matrix};
use super::words::{Row, Word, WordKind};
use lopdf::{Dictionary, Object};

/// More annotations than this on one page are not looked at.
const MOST: usize = 5000;

/// The links and fields of a page.
#[derive(Debug, Default)]
pub(super) struct Over {
    pub links: Vec<(Area, String)>,
    pub fields: Vec<Word>,
}

/// Reads them.
pub(super) fn read(file: &File, page: &Dictionary, base: &Matrix) -> Over {
    let mut over = Over::default();
    for entry in file.array(page, b"Annots").iter().take(MOST) {
        let Some(dict) = file.follow(entry).and_then(|object| object.as_dict().ok()) else { continue };
        let hidden = file.number(dict, b"F").unwrap_or(0.0) as i64 & 2 != 0;
        let Some(area) = area(file, dict, base).filter(|_| !hidden) else { continue };
        match file.name(dict, b"Subtype") {
            Some(b"Link") => over.links.extend(address(file, dict).map(|to| (area, to))),
            Some(b"Widget") => field(file, dict, area, &mut over.fields),
            _ => {}
        }
    }
    over
}

fn area(file: &File, dict: &Dictionary, base: &Matrix) -> Option<Area> {
    let [x0, y0, x1, y1] = *file.numbers(dict, b"Rect").get(..4)? else { return None };
    Some(Area::around(base.point(x0, y0), base.point(x1, y1)))
}

fn address(file: &File, dict: &Dictionary) -> Option<String> {
    let action = file.dict(dict, b"A")?;
    let address = file.entry(action, b"URI")?.as_str().ok()?;
    let address = String::from_utf8_lossy(address).trim().to_owned();
    (!address.is_empty()).then_some(address)
}

fn field(file: &File, dict: &Dictionary, area: Area, fields: &mut Vec<Word>) {
    let Some(kind) = file.inherited(dict, b"FT").and_then(|kind| kind.as_name().ok()) else { return };
    if kind == b"Btn" {
        let flags = file.inherited(dict, b"Ff").and_then(|flags| flags.as_i64().ok()).unwrap_or(0);
        // A button that does something is no box.
        if flags & (1 << 16) == 0 {
            let tick = WordKind::Tick { on: Some(ticked(file, dict)), field: true, picture: false };
            fields.push(word("☐".into(), area, (area.bottom - 0.25 * area.height()).min(area.bottom - 1.0), area.height().min(10.0), tick));
        }
        return;
    }
    let value = match file.inherited(dict, b"V") {
        Some(Object::Array(all)) => all
            .iter()
            .filter_map(|one| file.follow(one))
            .filter_map(|one| lopdf::decode_text_string(one).ok())
            .collect::<Vec<_>>()
            .join(", "),
        Some(value) => lopdf::decode_text_string(value).unwrap_or_default(),
        None => return,
    };
    let lines: Vec<&str> = value.split(['\r', '\n']).map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        return;
    }
    let step = area.height() / lines.len() as f64;
    for (at, line) in lines.iter().enumerate() {
        let y = area.top + step * (at as f64 + 1.0) - (0.3 * step).min(4.0);
        fields.push(word((*line).to_owned(), area, y, step.min(10.0), WordKind::Plain));
    }
}

fn ticked(file: &File, dict: &Dictionary) -> bool {
    match file.name(dict, b"AS") {
        Some(state) => state != b"Off",
        None => file.inherited(dict, b"V").and_then(|value| value.as_name().ok()).is_some_and(|value| value != b"Off"),
    }
}

fn word(text: String, area: Area, y: f64, size: f64, kind: WordKind) -> Word {
    Word {
        text: super::letters::clean(&text),
        left: area.left,
        right: area.right,
        y,
        size: size.max(4.0),
        bold: false,
        italic: false,
        glued: false,
        kind,
        link: None,
    }
}

impl Over {
    /// Puts fields into the rows they stand in, or into rows of their own.
    pub(super) fn fill(&mut self, rows: &mut Vec<Row>) {
        for word in self.fields.drain(..) {
            let near = rows.iter_mut().filter(|row| (row.y - word.y).abs() < 0.6 * row.size.max(word.size));
            match near.min_by(|a, b| (a.y - word.y).abs().total_cmp(&(b.y - word.y).abs())) {
                Some(row) => {
                    let at = row.words.iter().position(|other| other.left > word.left).unwrap_or(row.words.len());
                    row.words.insert(at, word);
                }
                None => rows.push(Row { y: word.y, size: word.size, words: vec![word] }),
            }
        }
        rows.sort_by(|a, b| a.y.total_cmp(&b.y));
    }

    /// Gives words under a link its place in `addresses`.
    pub(super) fn link(&self, rows: &mut [Row], addresses: &mut Vec<String>) {
        for (area, to) in &self.links {
            let recent = addresses.len().saturating_sub(64);
            let found = addresses[recent..].iter().position(|known| known == to).map_or_else(
                || {
                    addresses.push(to.clone());
                    addresses.len() - 1
                },
                |at| recent + at,
            );
            for row in rows.iter_mut().filter(|row| row.y > area.top && row.y - 0.5 * row.size < area.bottom) {
                for word in &mut row.words {
                    let middle = (word.left + word.right) / 2.0;
                    let height = word.y - 0.35 * word.size;
                    if area.holds(middle, height) && word.kind == WordKind::Plain {
                        word.link = Some(found);
                    }
                }
            }
        }
    }
}
