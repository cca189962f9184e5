//! What the tests of readers share: pieces as text, and packages built in memory.
#![allow(dead_code)]

use respondent::{
    document::Inline,
    import::{Bold, Flag, Foreign, Piece, PieceKind, TickMade},
};
use std::io::{Cursor, Write};
use unicode_normalization::UnicodeNormalization;

/// Every word of a file as read, labels, notes and pictures' words too.
pub fn shown(foreign: &Foreign) -> String {
    let mut out = String::new();
    let mut notes = 0;
    foreign.pieces.iter().for_each(|piece| push_words(piece, &mut out, &mut notes));
    // Each has its number at its mark and before its words.
    (1..=notes).for_each(|n| out.push_str(&format!("{n} {n} ")));
    out
}

fn push_words(piece: &Piece, out: &mut String, notes: &mut usize) {
    if let Some(label) = &piece.label {
        out.push_str(&label.text);
        out.push(' ');
    }
    push_inlines(&piece.content, out, notes);
    out.push('\n');
    piece.rows.iter().flatten().flatten().for_each(|inner| push_words(inner, out, notes));
}

fn push_inlines(inlines: &[Inline], out: &mut String, notes: &mut usize) {
    for inline in inlines {
        match inline {
            Inline::Text { text } | Inline::Code { text } => out.push_str(text),
            Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } => push_inlines(content, out, notes),
            Inline::Reference(reference) => out.push_str(&reference.printed()),
            Inline::Break => out.push(' '),
            Inline::Changed { .. } => push_inlines(inline.newer(), out, notes),
            Inline::Note(note) => {
                *notes += 1;
                for block in &note.blocks {
                    out.push(' ');
                    block.texts().into_iter().for_each(|text| push_inlines(text, out, notes));
                }
                out.push(' ');
            }
        }
    }
}

/// Words in small letters, without marks; raised and lowered digits as digits.
pub fn words_of(text: &str) -> Vec<String> {
    let text: String = text.nfkc().collect();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// A file as read, a line for each piece.
pub fn lines(foreign: &Foreign) -> Vec<String> {
    let mut out = Vec::new();
    foreign.pieces.iter().for_each(|piece| push_line(piece, "", &mut out));
    out
}

fn push_line(piece: &Piece, before: &str, out: &mut Vec<String>) {
    let kind = match piece.kind {
        PieceKind::Heading => format!("heading {}", piece.level),
        PieceKind::Item => format!("item {}", piece.level),
        kind => format!("{kind:?}").to_lowercase(),
    };
    let mut line = format!("{before}{kind}");
    if piece.flags.contains(&Flag::Contents) {
        line.push_str(" contents");
    }
    if piece.flags.contains(&Flag::Revised) {
        line.push_str(" revised");
    }
    if piece.flags.contains(&Flag::TextBox) {
        line.push_str(" box");
    }
    match piece.bold {
        Bold::All => line.push_str(" bold"),
        Bold::Start => line.push_str(" starts-bold"),
        Bold::None => {}
    }
    line.push(':');
    if let Some(label) = &piece.label {
        assert!(label.automatic);
        line.push_str(&format!(" [{}]", label.text));
    }
    if !piece.content.is_empty() {
        line.push(' ');
        line.push_str(&marked(&piece.content));
    }
    for tick in &piece.ticks {
        let made = match tick.made {
            TickMade::Control => "control",
            TickMade::Field => "field",
            TickMade::Glyph => "glyph",
            TickMade::Picture => "picture",
        };
        let on = tick.on.map_or("unknown", |on| if on { "on" } else { "off" });
        line.push_str(&format!(" <{on} {made} at {}>", tick.at));
    }
    for name in &piece.names {
        line.push_str(&format!(" #{name}"));
    }
    out.push(line);
    for row in &piece.rows {
        out.push(format!("{before}| row"));
        for cell in row {
            out.push(format!("{before}|| cell"));
            cell.iter().for_each(|inner| push_line(inner, &format!("{before}||| "), out));
        }
    }
}

/// Running text with its marks.
pub fn marked(inlines: &[Inline]) -> String {
    let mark = |inline: &Inline| match inline {
        Inline::Text { text } => text.clone(),
        Inline::Code { text } => format!("`{text}`"),
        Inline::Emphasis { content } => format!("*{}*", marked(content)),
        Inline::Strong { content } => format!("**{}**", marked(content)),
        Inline::Link { to, content } => format!("[{}]({to})", marked(content)),
        Inline::Reference(reference) => format!("{{{}={}}}", reference.to, reference.number),
        Inline::Break => "/".to_owned(),
        Inline::Changed { .. } => marked(inline.newer()),
        Inline::Note(note) => {
            let blocks: Vec<String> = note.blocks.iter().flat_map(|block| block.texts()).map(marked).collect();
            format!("^[{}]", blocks.join(" // "))
        }
    };
    inlines.iter().map(mark).collect()
}

/// A zipped package.
pub fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        // The type of an OpenDocument file stands in it as it is.
        let method = if *name == "mimetype" { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
