//! From runs as they are read to running text: words of one look joined, tick boxes taken out, white space
//! calmed, emphasis nested.

use super::{
    clean::clean,
    glyph,
    line::{Atom, Look},
};
use crate::{document::Inline, import::Tick};

/// Running text and its tick boxes. Spaces in a row are one, unless the text is `typed`.
pub(super) fn settled(atoms: Vec<(Atom, Look)>, links: &[String], typed: bool) -> (Vec<Inline>, Vec<Tick>) {
    let (mut atoms, ticks) = trimmed(joined(atoms, typed), typed);
    calm(&mut atoms);
    (tree(&mut atoms, links), ticks)
}

/// Cleans words, makes words of one look one, and sets white space at their ends apart, so that
/// emphasis begins and ends with letters.
fn joined(atoms: Vec<(Atom, Look)>, typed: bool) -> Vec<(Atom, Look)> {
    let mut out: Vec<(Atom, Look)> = Vec::with_capacity(atoms.len());
    for (atom, look) in atoms {
        match (atom, out.last_mut()) {
            (Atom::Words(more), Some((Atom::Words(text), last))) if *last == look => text.push_str(&more),
            (atom, _) => out.push((atom, look)),
        }
    }
    let mut apart = Vec::with_capacity(out.len());
    for (atom, look) in out {
        let Atom::Words(text) = atom else {
            apart.push((atom, look));
            continue;
        };
        let text: String = clean(&text).chars().map(glyph::of_private_use).collect();
        let text = if typed || look.code { text } else { single_spaced(&text) };
        if look.code || look == Look::default() {
            apart.push((Atom::Words(text), look));
            continue;
        }
        let core = text.trim();
        let start = text.len() - text.trim_start().len();
        for part in [&text[..start], core, &text[start + core.len()..]] {
            if !part.is_empty() {
                apart.push((Atom::Words(part.to_owned()), look));
            }
        }
    }
    apart
}

/// Spaces in a row are one, as in formats that do not count them.
fn single_spaced(text: &str) -> String {
    let mut spaced = false;
    let kept = text.chars().filter(|c| {
        let doubled = spaced && *c == ' ';
        spaced = *c == ' ';
        !doubled
    });
    kept.collect()
}

/// Without white space at the ends, and with the tick boxes taken out, each with its place.
fn trimmed(atoms: Vec<(Atom, Look)>, typed: bool) -> (Vec<(Atom, Look)>, Vec<Tick>) {
    let mut out: Vec<(Atom, Look)> = Vec::with_capacity(atoms.len());
    let mut ticks: Vec<Tick> = Vec::new();
    // Whether white space here would stand at the beginning or double that before a tick box.
    let (mut chars, mut swallow, mut after_space) = (0, true, true);
    let mut doubles = false;
    for (mut atom, look) in atoms {
        match &mut atom {
            Atom::Tick(on, made) => {
                ticks.push(Tick { on: *on, made: *made, at: chars });
                swallow = after_space;
                continue;
            }
            Atom::Words(text) if swallow || doubles && !look.code => *text = text.trim_start().to_owned(),
            Atom::Break if out.is_empty() => continue,
            _ => {}
        }
        match &atom {
            Atom::Words(text) if text.is_empty() => continue,
            Atom::Words(text) => {
                chars += text.chars().count();
                after_space = text.ends_with(' ');
            }
            Atom::Reference(reference) => {
                chars += reference.printed().chars().count();
                after_space = false;
            }
            Atom::Break => {
                chars += 1;
                after_space = true;
            }
            Atom::Note(_) | Atom::Tick(..) => after_space = false,
        }
        swallow = matches!(atom, Atom::Break) && swallow;
        doubles = after_space && !typed && !look.code && matches!(atom, Atom::Words(_));
        out.push((atom, look));
    }
    while let Some((last, _)) = out.last_mut() {
        match last {
            Atom::Break => chars -= 1,
            Atom::Words(text) => {
                let kept = text.trim_end().to_owned();
                chars -= text.chars().count() - kept.chars().count();
                *text = kept;
                if !text.is_empty() {
                    break;
                }
            }
            _ => break,
        }
        out.pop();
    }
    ticks.iter_mut().for_each(|tick| tick.at = tick.at.min(chars));
    (out, ticks)
}

/// Gives white space, line ends and notes the look that both their neighbours have.
fn calm(atoms: &mut [(Atom, Look)]) {
    let quiet = |(atom, look): &(Atom, Look)| match atom {
        Atom::Words(text) => !look.code && text.trim().is_empty(),
        Atom::Break | Atom::Note(_) => true,
        _ => false,
    };
    let mut after = Look::default();
    let mut nexts = vec![after; atoms.len()];
    for (next, atom) in nexts.iter_mut().zip(atoms.iter()).rev() {
        *next = after;
        if !quiet(atom) {
            after = atom.1;
        }
    }
    let mut before = Look::default();
    for (atom, next) in atoms.iter_mut().zip(nexts) {
        if quiet(atom) {
            let link = before.link.filter(|_| before.link == next.link);
            atom.1 = Look { bold: before.bold && next.bold, italic: before.italic && next.italic, code: false, link };
        } else {
            before = atom.1;
        }
    }
}

/// Emphasis around words: what reaches farthest stands outside.
fn tree(atoms: &mut [(Atom, Look)], links: &[String]) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut rest = atoms;
    while let Some((_, first)) = rest.first() {
        let first = *first;
        let reach = |same: &dyn Fn(&Look) -> bool| rest.iter().take_while(|(_, look)| same(look)).count();
        let link = if first.link.is_some() { reach(&|look| look.link == first.link) } else { 0 };
        let italic = if first.italic { reach(&|look| look.italic) } else { 0 };
        let bold = if first.bold { reach(&|look| look.bold) } else { 0 };
        let most = link.max(italic).max(bold);
        let (group, others) = std::mem::take(&mut rest).split_at_mut(most.max(1));
        rest = others;
        if most == 0 {
            group.iter_mut().for_each(|(atom, look)| leaf(&mut out, std::mem::take(atom), *look));
        } else if link == most {
            group.iter_mut().for_each(|(_, look)| look.link = None);
            let to = first.link.and_then(|at| links.get(at)).cloned().unwrap_or_default();
            out.push(Inline::Link { to, content: tree(group, links) });
        } else if italic == most {
            group.iter_mut().for_each(|(_, look)| look.italic = false);
            out.push(Inline::Emphasis { content: tree(group, links) });
        } else {
            group.iter_mut().for_each(|(_, look)| look.bold = false);
            out.push(Inline::Strong { content: tree(group, links) });
        }
    }
    out
}

fn leaf(out: &mut Vec<Inline>, atom: Atom, look: Look) {
    match atom {
        Atom::Words(text) if look.code => out.push(Inline::Code { text }),
        Atom::Words(more) => match out.last_mut() {
            Some(Inline::Text { text }) => text.push_str(&more),
            _ => out.push(Inline::text(more)),
        },
        Atom::Break => out.push(Inline::Break),
        Atom::Note(note) => out.push(Inline::Note(note)),
        Atom::Reference(reference) => out.push(Inline::Reference(reference)),
        Atom::Tick(..) => {}
    }
}
