//! Position statements: a page in the layout context, position, reasons, one record a statement; any
//! other page as one record with its headings, its asks and its figures.

pub use super::figures::{Figure, Quotation};
use super::{
    Doubt, blocks, figures,
    naming::{Nameless, titles},
    page,
    pattern::{Captures, pattern},
    units::{Unit, strip_prefix, units},
};
use crate::{
    document::{Block, walk::plain},
    import::{Foreign, PieceKind, Place},
    text::slug,
};

/// The statements of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Positions {
    /// In the order of the page.
    pub statements: Vec<Statement>,
    /// What stands before the first of several statements, line by line.
    pub preamble: Vec<String>,
    /// Who agreed them, where the page says so.
    pub authority: Option<String>,
    /// Menus, comments, advertisements, line by line.
    pub furniture: Vec<String>,
    /// What a person should look at.
    pub doubts: Vec<Doubt>,
}

/// A statement as it was recognised.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Statement {
    /// Made from its title.
    pub id: String,
    /// Its title: printed, or made from its content.
    pub title: String,
    /// Its text, by heading. A part without a heading stands before the first.
    pub parts: Vec<Part>,
    /// Numbers that age.
    pub figures: Vec<Figure>,
    /// What it asks for.
    pub asks: Vec<Ask>,
    /// Words that it reports.
    pub quotations: Vec<Quotation>,
    /// Where it begins.
    pub at: Place,
}

/// The text under one heading.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Part {
    /// `Context`, `Position`, `Reasons`, or as printed.
    pub heading: String,
    /// Its text.
    pub body: Vec<Block>,
}

/// Something that a statement asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The words of the bullet.
    pub words: String,
    /// The words above the list.
    pub lead: String,
}

pattern!(CONTEXT, r"^what(?: is|'s|’s) the context\s*\??\s*:?\s*");
pattern!(CONTEXT_HEADING, r"^(?:context|background|the context)\s*:?$");
pattern!(
    POSITION,
    r"^(?:(?u:[\w&.'’-]+)\s+){0,4}(?:position|policy position)\b(\s+(?:statements?|papers?|on|of|that|is|in|as|and|for|to|has))?\s*(:)?\s*"
);
pattern!(
    WHY,
    r"^why (?:are |do |is )?(?:we )?(?:are )?(?:we )?(?:are )?(?:say(?:ing)?|think(?:ing)?|believ(?:e|ing)) (?:this|it|that|so)\s*\??\s*:?\s*"
);
pattern!(
    ASK,
    r"\b(?:should|must|calls? (?:on|for)|calling (?:on|for)|would like to see|needs? to|urges?|demands?|recommends?|we want|actions?|goals)\b"
);
pattern!(AUTHORITY, r"\bagreed (?:via|by|through|with) (?:our|the) ((?:(?u:[\w’']+),? )*?(?:Committee|Council|Executive|Board))\b");

/// Recognises position statements.
pub fn recognise(foreign: &Foreign) -> Positions {
    let mut units: Vec<Unit> = units(foreign).into_iter().filter(|unit| unit.cell.is_none()).collect();
    let mut out = Positions::default();
    let cuts = cuts(&units);
    if cuts.len() < 2 && !cuts.iter().any(|cut| cut.part == 1) {
        if let Some(from) = page::furniture_from(&units) {
            out.furniture = units.split_off(from).into_iter().map(|unit| line(&unit)).collect();
            let message = format!("the end of the page is left out: {} lines", out.furniture.len());
            out.doubts.push(Doubt::new(message, Place::default(), "see that nothing of the statement is among them"));
        }
        whole_page(foreign, &units, &mut out);
        return out;
    }
    statements(&units, &cuts, &mut out);
    name(&mut out);
    out
}

/// Where a part begins.
struct Cut {
    at: usize,
    /// 0 context, 1 position, 2 reasons.
    part: usize,
    /// What is printed as its label.
    label: String,
}

const PARTS: [&str; 3] = ["Context", "Position", "Reasons"];

/// The labels of parts in order: context opens a statement, position follows context, reasons position.
fn cuts(units: &[Unit]) -> Vec<Cut> {
    let mut out: Vec<Cut> = Vec::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| unit.label.is_none() && unit.table.is_none()) {
        let last = out.last().map(|cut| cut.part);
        let found = context(unit).map(|label| (0, label));
        let found = found.or_else(|| (last == Some(0)).then(|| position(unit)).flatten().map(|label| (1, label)));
        let found = found.or_else(|| (last == Some(1)).then(|| label_of(WHY.captures(&unit.text))).flatten().map(|label| (2, label)));
        out.extend(found.map(|(part, label)| Cut { at, part, label }));
    }
    out
}

fn label_of(found: Option<Captures>) -> Option<String> {
    found.and_then(|found| found.get(0).map(|label| label.as_str().trim().to_owned()))
}

fn context(unit: &Unit) -> Option<String> {
    let heading = unit.is_heading().then(|| label_of(CONTEXT_HEADING.captures(&unit.text))).flatten();
    heading.or_else(|| label_of(CONTEXT.captures(&unit.text)))
}

/// `ASCL position`, alone, with a colon, or before words that begin with a capital; not "position
/// statements", not "the position of".
fn position(unit: &Unit) -> Option<String> {
    let found = POSITION.captures(&unit.text)?;
    let whole = found.get(0)?;
    let rest = &unit.text[whole.end()..];
    let ends = rest.is_empty() || found.get(2).is_some() || rest.starts_with(char::is_uppercase);
    (found.get(1).is_none() && ends && whole.as_str().len() < 60 && unit.text.starts_with(char::is_uppercase))
        .then(|| whole.as_str().trim().to_owned())
}

fn statements(units: &[Unit], cuts: &[Cut], out: &mut Positions) {
    let first = cuts.first().map_or(0, |cut| cut.at);
    out.preamble = units[..first].iter().map(line).collect();
    out.authority = out.preamble.iter().find_map(|line| AUTHORITY.captures(line).map(|found| found[1].to_owned()));
    for (n, cut) in cuts.iter().enumerate() {
        let end = cuts.get(n + 1).map_or(units.len(), |next| next.at);
        if cut.part == 0 || out.statements.is_empty() {
            out.statements.push(Statement { at: units[cut.at].at, ..Statement::default() });
        }
        let mut body: Vec<Unit> = units[cut.at..end].to_vec();
        if let Some(first) = body.first_mut() {
            strip_prefix(&mut first.content, &cut.label);
            first.text = plain(&first.content).trim().to_owned();
            first.kind = PieceKind::Paragraph;
        }
        body.retain(|unit| !unit.text.is_empty() || unit.table.is_some());
        let kept: Vec<&Unit> = body.iter().collect();
        if let Some(statement) = out.statements.last_mut() {
            statement.parts.push(Part { heading: PARTS[cut.part].to_owned(), body: blocks::blocks(&kept, false) });
            statement.asks.extend(asks(&kept));
            statement.figures.extend(all_figures(&kept));
        }
    }
    if !out.preamble.is_empty() {
        let message = format!("{} lines stand before the first statement and belong to none", out.preamble.len());
        out.doubts.push(Doubt::new(message, Place::default(), "they are shown here and written to no record"));
    }
    for statement in out.statements.iter().filter(|statement| statement.parts.len() != PARTS.len()) {
        out.doubts.push(Doubt::new(
            "a statement without all of context, position and reasons",
            statement.at,
            "see that no label was overlooked",
        ));
    }
}

/// Titles and ids from the content; both are proposals.
fn name(out: &mut Positions) {
    let texts: Vec<Nameless> = out.statements.iter().map(|statement| nameless(&statement.parts)).collect();
    for (statement, title) in out.statements.iter_mut().zip(titles(&texts)) {
        statement.id = slug(&title);
        statement.title = title;
    }
    out.doubts.push(Doubt::new(
        "the page gives its statements no titles: titles and ids are made from their words",
        Place::default(),
        "rename what is badly named",
    ));
}

fn nameless(parts: &[Part]) -> Nameless {
    let openings = parts.iter().filter_map(|part| part.body.first()).map(Block::plain);
    let openings: Vec<String> =
        openings.map(|text| figures::sentences(&text).first().map(|first| (*first).to_owned()).unwrap_or_default()).collect();
    let text = parts.iter().flat_map(|part| &part.body).map(Block::plain).collect::<Vec<_>>().join("\n");
    Nameless { openings: openings.join("\n"), text }
}

/// A page as one record.
fn whole_page(foreign: &Foreign, units: &[Unit], out: &mut Positions) {
    let mut statement = Statement::default();
    let heads: Vec<usize> = (0..units.len()).filter(|&at| is_heading(units, at)).collect();
    let title = heads.first().filter(|&&at| at < 3);
    let printed = title.map(|&at| units[at].text.clone()).or_else(|| foreign.title.clone());
    statement.at = units.first().map(|unit| unit.at).unwrap_or_default();
    let mut part = Part::default();
    let mut from = 0;
    for &at in heads.iter().chain([&units.len()]) {
        part.body = blocks::blocks(&units[from..at].iter().collect::<Vec<_>>(), false);
        if !part.body.is_empty() || !part.heading.is_empty() {
            statement.parts.push(std::mem::take(&mut part));
        }
        if let Some(unit) = units.get(at).filter(|_| heads.contains(&at)) {
            part.heading = line(unit);
            from = at + 1;
        }
    }
    let all: Vec<&Unit> = units.iter().collect();
    statement.asks = asks(&all);
    statement.figures = all_figures(&all);
    statement.quotations = figures::quotations(&units.iter().map(|unit| unit.text.clone()).collect::<Vec<_>>());
    statement.title = printed.unwrap_or_else(|| titles(&[nameless(&statement.parts)]).remove(0));
    statement.id = slug(&statement.title.split_whitespace().take(8).collect::<Vec<_>>().join(" "));
    if statement.quotations.iter().filter(|quotation| quotation.who.is_some()).count() >= 3 {
        out.doubts.push(Doubt::new(
            "this reads like a report of what others said",
            statement.at,
            "make it a position only where the organisation agreed it",
        ));
    }
    out.statements.push(statement);
}

/// A heading, or a short line without an end mark before something longer, where the file marks none.
fn is_heading(units: &[Unit], at: usize) -> bool {
    let unit = &units[at];
    if unit.is_heading() {
        return true;
    }
    let short = unit.text.chars().count() < 80 && unit.kind == PieceKind::Paragraph && unit.label.is_none() && unit.table.is_none();
    let ended = unit.text.ends_with(['.', ',', ';', ':', '!', ')', '”']);
    let question = unit.text.ends_with('?') && unit.text.matches('?').count() == 1;
    // A heading at the top is the title and says nothing of the others.
    let marked = units.iter().skip(1).any(|unit| unit.kind == PieceKind::Heading);
    let before = |unit: &Unit| unit.kind == PieceKind::Item || unit.text.chars().count() > 80 || unit.text.ends_with('.');
    short
        && !marked
        && (!ended || question)
        && units.get(at + 1).is_some_and(before)
        && unit.text.starts_with(|c: char| c.is_uppercase() || "‘“'".contains(c))
}

/// Bullets below words that ask for something.
fn asks(units: &[&Unit]) -> Vec<Ask> {
    let mut out = Vec::new();
    let mut lead: Option<String> = None;
    for unit in units {
        if unit.is_bullet() {
            out.extend(lead.iter().map(|lead| Ask { words: unit.text.clone(), lead: lead.clone() }));
        } else {
            let announces = unit.text.ends_with([':', '?']) || !unit.text.ends_with('.');
            let last = figures::sentences(&unit.text).pop().unwrap_or_default();
            lead = (announces && ASK.is_match(last)).then(|| last.to_owned());
        }
    }
    out
}

/// Figures; a line in brackets below a list is the source of all of it.
fn all_figures(units: &[&Unit]) -> Vec<Figure> {
    let mut out: Vec<Figure> = Vec::new();
    let mut list = 0;
    for unit in units {
        if let Some(source) = figures::source_line(&unit.text) {
            out[list..].iter_mut().for_each(|figure| figure.source = Some(source.clone()));
            continue;
        }
        out.extend(figures::figures(&unit.text));
        if !unit.is_bullet() {
            list = out.len();
        }
    }
    out
}

fn line(unit: &Unit) -> String {
    match &unit.label {
        Some(label) => format!("{label} {}", unit.text),
        None => unit.text.clone(),
    }
}
