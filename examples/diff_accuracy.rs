//! How well `diff` finds what belongs together, on responses that were changed by chance with known truth.
//!
//! ```text
//! cargo run --release --example diff_accuracy -- [--times N] [--wrong] [FILE …] [--pair OLD NEW …]
//! ```
//!
//! Each file is read as `import` reads it and changed lightly, more and heavily: questions taken away, added,
//! moved, merged, split and reworded, paragraphs likewise. The links that are found are measured against the
//! true ones, beside three simpler ways: lines compared as they stand, the best pair first, the same number.
//! Of two headings of the same words with the same texts below them nobody can say which is which, nor of two
//! texts of the same words below one heading: a link to either is right. Nor can anybody say of a recommendation
//! below "Recommendation 25" whether it moved or its number changed: as a move it counts neither way. `--wrong` names
//! every link between headings that is wrong or missing, and every move that is missing. Without files, the
//! responses of the library in this folder are used.
//!
//! Of each pair, and of all together, the words are measured: in how many pieces a changed paragraph is shown (what
//! goes and what comes at one place is one piece, and so is a paragraph that is rewritten), how many more than the
//! fewest possible words are shown as changed, and how many pieces are parted by a word or two.

use respondent::{
    assemble::Assembler,
    diff::{Change, ChangeKind, Diff, Known, PARAGRAPH_END, Run, RunKind, diff},
    document::{Block, Document, Inline, Kind, Paragraph, Question, Section, walk},
    import::{self, Changes, read, recognise, write},
    library::{File, Library},
};
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};
use std::{collections::BTreeSet, fs, path::Path};

/// Chances of each kind of change.
struct Level {
    name: &'static str,
    /// Of a question: taken away, added, moved, merged with the next, split, reworded.
    question: [f64; 6],
    /// How many of its words change when it is reworded.
    title_rates: &'static [f64],
    /// Of a paragraph: taken away, added, moved, split, merged with the next, reworded.
    text: [f64; 6],
    rates: &'static [f64],
}

const LEVELS: [Level; 3] = [
    Level {
        name: "light",
        question: [0.03, 0.03, 0.03, 0.0, 0.0, 0.2],
        title_rates: &[0.1],
        text: [0.03, 0.1, 0.02, 0.02, 0.02, 0.3],
        rates: &[0.05, 0.1],
    },
    Level {
        name: "medium",
        question: [0.1, 0.1, 0.1, 0.05, 0.05, 0.5],
        title_rates: &[0.1, 0.2, 0.3],
        text: [0.08, 0.2, 0.05, 0.05, 0.05, 0.5],
        rates: &[0.05, 0.15, 0.3],
    },
    Level {
        name: "heavy",
        question: [0.2, 0.2, 0.3, 0.1, 0.1, 0.8],
        title_rates: &[0.2, 0.4, 0.5],
        text: [0.15, 0.4, 0.1, 0.1, 0.1, 0.8],
        rates: &[0.1, 0.3, 0.5],
    },
];

/// A heading with the texts below it, and which of the unchanged document they are.
#[derive(Clone)]
struct Unit {
    question: bool,
    id: String,
    title: String,
    from: BTreeSet<usize>,
    texts: Vec<Text>,
}

#[derive(Clone)]
struct Text {
    words: String,
    from: BTreeSet<usize>,
    moved: bool,
}

type Pairs = BTreeSet<(usize, usize)>;

/// Links between headings, between texts, and those between texts that moved to another heading.
#[derive(Default)]
struct Found {
    heads: Pairs,
    texts: Pairs,
    moves: Pairs,
}

/// For each heading and text of the unchanged document the first that cannot be told from it: headings of the
/// same words with the same texts below them, texts of the same words below one heading.
struct Alike {
    heads: Vec<usize>,
    texts: Vec<usize>,
    /// Texts that are all that stands below a heading that only counts, as "Recommendation 25" does: whether such a
    /// text moved or its heading, nobody can say.
    named: BTreeSet<usize>,
}

impl Alike {
    fn of(units: &[Unit]) -> Self {
        let words = |unit: &Unit| unit.texts.iter().map(|text| text.words.clone()).collect::<Vec<_>>();
        let same = |a: &Unit, b: &Unit| a.question == b.question && a.title == b.title && words(a) == words(b);
        let heads: Vec<usize> =
            units.iter().map(|unit| units.iter().position(|other| same(unit, other)).expect("itself at least")).collect();
        let begins: Vec<usize> = units.iter().scan(0, |n, unit| Some(std::mem::replace(n, *n + unit.texts.len()))).collect();
        let first = |unit: &Unit, text: &Text| unit.texts.iter().position(|other| other.words == text.words).expect("itself at least");
        let below = |(at, unit): (usize, &Unit)| unit.texts.iter().map(|text| begins[heads[at]] + first(unit, text)).collect::<Vec<_>>();
        let texts = units.iter().enumerate().flat_map(below).collect();
        let counts = |unit: &Unit| units.iter().filter(|other| without_figures(&other.title) == without_figures(&unit.title)).count() > 1;
        let named = units.iter().zip(begins).filter(|(unit, _)| unit.texts.len() == 1 && counts(unit)).map(|(_, text)| text).collect();
        Self { heads, texts, named }
    }

    fn fair(&self, found: Found) -> Found {
        let these = |pairs: Pairs, first: &[usize]| pairs.into_iter().map(|(old, new)| (first[old], new)).collect();
        let Found { heads, texts, mut moves } = found;
        moves.retain(|(old, _)| !self.named.contains(old));
        Found { heads: these(heads, &self.heads), texts: these(texts, &self.texts), moves: these(moves, &self.texts) }
    }
}

fn without_figures(title: &str) -> String {
    title.split_whitespace().filter(|word| !word.contains(|c: char| c.is_ascii_digit())).collect::<Vec<_>>().join(" ")
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (mut times, mut files, mut pairs, mut wrong) = (6, Vec::new(), Vec::new(), false);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--times" => times = arguments.next().and_then(|n| n.parse().ok()).expect("a number behind --times"),
            "--wrong" => wrong = true,
            "--pair" => pairs.push((arguments.next().expect("a file"), arguments.next().expect("two files behind --pair"))),
            _ => files.push(argument),
        }
    }
    let documents: Vec<Vec<Unit>> = if files.is_empty() { library() } else { files.iter().map(|file| document(file)).collect::<Vec<_>>() }
        .iter()
        .map(units)
        .filter(|units| units.len() > 2)
        .collect();
    links(&documents, times, wrong);
    words(&pairs);
}

fn library() -> Vec<Document> {
    let mut files = Vec::new();
    collect(Path::new("responses"), &mut files);
    collect(Path::new("positions"), &mut files);
    collect(Path::new("templates"), &mut files);
    collect(Path::new("respondent.toml"), &mut files);
    let (library, _) = Library::read(files);
    let assembler = Assembler::new(&library);
    library.consultations.keys().filter_map(|id| assembler.assemble(id, None)).map(|it| it.document).collect()
}

fn collect(path: &Path, out: &mut Vec<File>) {
    if path.is_dir() {
        fs::read_dir(path).expect("a folder").flatten().for_each(|entry| collect(&entry.path(), out));
    } else if let Ok(bytes) = fs::read(path) {
        out.push(File { path: path.display().to_string(), bytes: Ok(bytes) });
    }
}

fn document(path: &str) -> Document {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    if let Some(document) = import::document(&bytes, Some(path), &Default::default()) {
        return document;
    }
    let foreign = read::read(&bytes, Some(path), Changes::Accept).unwrap_or_else(|refused| panic!("{path}: {refused}"));
    let it = recognise::response::recognise(&foreign, &[]);
    let file = |path: &str, text: String| File { path: path.into(), bytes: Ok(text.into_bytes()) };
    let (library, _) = Library::read([
        file("respondent.toml", "[organisation]\nname = \"x\"\n".into()),
        file("responses/it/response.md", write::response(&it, "imported", None)),
        file("templates/imported.md", write::outline(&it)),
        file("responses/it/consultation.toml", write::consultation(&it.consultation, None)),
    ]);
    Assembler::new(&library).assemble("it", None).expect("a document").document
}

/// Headings and texts. Of a document without questions every heading is one.
fn units(document: &Document) -> Vec<Unit> {
    let asked = document.blocks.iter().any(|block| matches!(block.kind, Kind::Question(_)));
    let unit = |question: bool, id: &str, title: String| Unit { question, id: id.into(), title, from: BTreeSet::new(), texts: Vec::new() };
    let mut units: Vec<Unit> = Vec::new();
    for block in &document.blocks {
        match &block.kind {
            Kind::Question(it) => units.push(unit(true, &it.id, walk::plain(&it.text))),
            Kind::Section(it) => units.push(unit(!asked, &it.id, walk::plain(&it.title))),
            Kind::Heading(it) if !asked => units.push(unit(true, "", walk::plain(&it.title))),
            _ => {
                if units.is_empty() {
                    units.push(unit(false, "front", String::new()));
                }
                let below = &mut units.last_mut().expect("a heading").texts;
                texts(block, below);
            }
        }
    }
    let mut n = 0;
    for (at, unit) in units.iter_mut().enumerate() {
        unit.from.insert(at);
        for text in &mut unit.texts {
            text.from.insert(n);
            n += 1;
        }
    }
    units
}

fn texts(block: &Block, out: &mut Vec<Text>) {
    let inner = block.blocks();
    if !inner.is_empty() {
        return inner.into_iter().flatten().for_each(|block| texts(block, out));
    }
    let words = block.plain().split_whitespace().collect::<Vec<_>>().join(" ");
    if !words.is_empty() {
        out.push(Text { words, from: BTreeSet::new(), moved: false });
    }
}

/// As a document again, with no number in it.
fn built(units: &[Unit]) -> Document {
    let mut blocks = Vec::new();
    for unit in units {
        let title = vec![Inline::text(unit.title.clone())];
        if unit.question {
            blocks.push(Block::new(Kind::Question(Question { id: unit.id.clone(), text: title, ..Question::default() })));
        } else if unit.id != "front" {
            blocks.push(Block::new(Kind::Section(Section { id: unit.id.clone(), title, number: None })));
        }
        let text = |text: &Text| Paragraph { content: vec![Inline::text(text.words.clone())], ..Paragraph::default() };
        blocks.extend(unit.texts.iter().map(|it| Block::new(Kind::Paragraph(text(it)))));
    }
    Document { blocks, ..Document::default() }
}

/// A small generator of numbers: the same seed gives the same numbers everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn hits(&mut self, chance: f64) -> bool {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64 <= chance && chance > 0.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn of<'t, T>(&mut self, these: &'t [T]) -> &'t T {
        &these[self.below(these.len())]
    }

    /// Half of the changed words replaced, a quarter dropped, a quarter added.
    fn reworded(&mut self, text: &str, rate: f64, vocabulary: &[String]) -> String {
        let mut out: Vec<&str> = Vec::new();
        for word in text.split_whitespace() {
            match self.next() as f64 / u64::MAX as f64 / rate {
                x if x < 0.5 => out.push(self.of(vocabulary).as_str()),
                x if x < 0.75 => {}
                x if x < 1.0 => out.extend([word, self.of(vocabulary).as_str()]),
                _ => out.push(word),
            }
        }
        if out.is_empty() { text.to_owned() } else { out.join(" ") }
    }
}

/// Where added questions, paragraphs and words come from: the documents that share nothing with this one.
struct Pool<'d> {
    units: Vec<&'d Unit>,
    texts: Vec<&'d Text>,
    vocabulary: Vec<String>,
}

impl<'d> Pool<'d> {
    fn of(others: &[&'d Vec<Unit>]) -> Self {
        let units: Vec<&Unit> = others.iter().flat_map(|units| units.iter()).filter(|unit| !unit.title.is_empty()).collect();
        let long = |text: &&Text| (8..=120).contains(&text.words.split_whitespace().count());
        let texts: Vec<&Text> = units.iter().flat_map(|unit| &unit.texts).filter(long).collect();
        let words = texts.iter().flat_map(|text| text.words.split_whitespace());
        let vocabulary = words.filter(|word| word.chars().all(char::is_alphabetic)).map(str::to_owned).collect();
        Self { units, texts, vocabulary }
    }
}

/// Whether two documents share a paragraph: what one has is then not new in the other.
fn are_versions(a: &[Unit], b: &[Unit]) -> bool {
    let long = |text: &&Text| text.words.split_whitespace().count() >= 8;
    let texts = |units: &[Unit]| units.iter().flat_map(|unit| &unit.texts).filter(long).map(|it| it.words.clone()).collect::<BTreeSet<_>>();
    !texts(a).is_disjoint(&texts(b))
}

fn added(words: &str) -> Text {
    Text { words: words.to_owned(), from: BTreeSet::new(), moved: false }
}

fn perturbed(units: &[Unit], level: &Level, pool: &Pool, chance: &mut Chance) -> Vec<Unit> {
    let mut out = units.to_vec();
    let [gone, new, moved, merged, split, reworded] = level.question;
    out.retain(|unit| !unit.question || !chance.hits(gone));
    move_texts(&mut out, level, chance);
    for unit in &mut out {
        change_texts(unit, level, pool, chance);
        if unit.question && chance.hits(reworded) {
            let rate = *chance.of(level.title_rates);
            unit.title = chance.reworded(&unit.title, rate, &pool.vocabulary);
        }
    }
    merge(&mut out, merged, chance);
    divide(&mut out, split, chance);
    for at in 0..out.len() {
        if out[at].question && chance.hits(moved) {
            let unit = out.remove(at);
            let to = 1 + chance.below(out.len());
            out.insert(to.min(out.len()), unit);
        }
    }
    for _ in 0..(new * out.len() as f64) as usize {
        let title = chance.of(&pool.units).title.clone();
        let texts = (0..1 + chance.below(3)).map(|_| added(&chance.of(&pool.texts).words)).collect();
        let at = (1 + chance.below(out.len())).min(out.len());
        out.insert(at, Unit { question: true, id: String::new(), title, from: BTreeSet::new(), texts });
    }
    out.iter_mut().filter(|unit| unit.question).enumerate().for_each(|(n, unit)| unit.id = (n + 1).to_string());
    out
}

fn move_texts(units: &mut [Unit], level: &Level, chance: &mut Chance) {
    let all: Vec<usize> = units.iter().flat_map(|unit| unit.texts.iter().flat_map(|text| text.from.clone())).collect();
    for id in all {
        let place = units.iter().enumerate().find_map(|(u, unit)| Some((u, unit.texts.iter().position(|text| text.from.contains(&id))?)));
        let Some((u, t)) = place else { continue };
        if units[u].texts[t].words.split_whitespace().count() >= 10 && chance.hits(level.text[2]) {
            let mut text = units[u].texts.remove(t);
            let to = chance.below(units.len());
            text.moved = to != u;
            let at = chance.below(units[to].texts.len() + 1);
            units[to].texts.insert(at, text);
        }
    }
}

fn change_texts(unit: &mut Unit, level: &Level, pool: &Pool, chance: &mut Chance) {
    let [gone, new, _, split, merged, reworded] = level.text;
    let mut texts: Vec<Text> = Vec::new();
    for text in unit.texts.drain(..) {
        if chance.hits(gone) {
            continue;
        }
        let sentences = sentences(&text.words);
        let at = 1 + chance.below(sentences.len().saturating_sub(1));
        let parts = [sentences[..at.min(sentences.len())].join(" "), sentences[at.min(sentences.len())..].join(" ")];
        if chance.hits(split) && parts.iter().all(|part| part.split_whitespace().count() >= 6) {
            texts.extend(parts.map(|words| Text { words, ..text.clone() }));
        } else {
            texts.push(text);
        }
    }
    let mut at = 0;
    while at + 1 < texts.len() {
        if chance.hits(merged) && !texts[at].moved && !texts[at + 1].moved {
            let next = texts.remove(at + 1);
            texts[at].words = format!("{} {}", texts[at].words, next.words);
            texts[at].from.extend(next.from);
        }
        at += 1;
    }
    if chance.hits(new) {
        let at = chance.below(texts.len() + 1);
        texts.insert(at, added(&chance.of(&pool.texts).words));
    }
    for text in texts.iter_mut().filter(|text| !text.from.is_empty()) {
        if chance.hits(reworded) {
            let rate = *chance.of(level.rates);
            text.words = chance.reworded(&text.words, rate, &pool.vocabulary);
        }
    }
    unit.texts = texts;
}

/// What ends in a mark with a space behind it: not the "10." of "10.2".
fn sentences(words: &str) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    let mut ended = true;
    for word in words.split_whitespace() {
        match sentences.last_mut().filter(|_| !ended) {
            Some(sentence) => sentence.push_str(&format!(" {word}")),
            None => sentences.push(word.to_owned()),
        }
        ended = word.ends_with(['.', '?', '!', ';']);
    }
    sentences
}

fn merge(units: &mut Vec<Unit>, merged: f64, chance: &mut Chance) {
    let mut at = 0;
    while at + 1 < units.len() {
        if units[at].question && units[at + 1].question && chance.hits(merged) {
            let next = units.remove(at + 1);
            let unit = &mut units[at];
            unit.title = format!("{} and {}", unit.title.trim_end_matches(['?', '.']), next.title);
            unit.texts.extend(next.texts);
            unit.from.extend(next.from);
        }
        at += 1;
    }
}

fn divide(units: &mut Vec<Unit>, split: f64, chance: &mut Chance) {
    let mut at = 0;
    while at < units.len() {
        let unit = &mut units[at];
        let title: Vec<String> = unit.title.split_whitespace().map(str::to_owned).collect();
        if unit.question && unit.texts.len() >= 2 && title.len() >= 14 && chance.hits(split) {
            let texts = unit.texts.split_off(unit.texts.len() / 2);
            let second = Unit { title: title[title.len() / 2..].join(" "), texts, ..unit.clone() };
            unit.title = title[..title.len() / 2].join(" ");
            units.insert(at + 1, second);
            at += 1;
        }
        at += 1;
    }
}

/// What became what. A text moved when it stands below a heading that is none of what its own became.
fn truth(old: &[Unit], new: &[Unit]) -> Found {
    let mut found = Found::default();
    let homes = placed(old);
    let mut n = 0;
    for (at, unit) in new.iter().enumerate() {
        found.heads.extend(unit.from.iter().map(|from| (*from, at)));
        for text in &unit.texts {
            let pairs: Vec<_> = text.from.iter().map(|from| (*from, n)).collect();
            found.texts.extend(&pairs);
            found.moves.extend(pairs.iter().filter(|(from, _)| text.moved && !unit.from.contains(&homes[*from].0)));
            n += 1;
        }
    }
    found
}

/// Ours. The first heading of a diff is what stands before any: not one of ours, unless that is so here.
fn ours(old: &[Unit], new: &[Unit]) -> Found {
    let it = diff(&built(old), &built(new), &Known::default());
    let shift = |units: &[Unit]| usize::from(units.first().is_none_or(|unit| unit.id != "front" || unit.question));
    let (a, b) = (shift(old), shift(new));
    let mut found = Found::default();
    for unit in &it.units {
        let (from, to) = match (unit.old, unit.new) {
            (Some(from), Some(to)) => (from, to),
            (Some(from), None) => (from, unit.with.unwrap_or(0)),
            (None, Some(to)) => (unit.with.unwrap_or(0), to),
            (None, None) => continue,
        };
        if from >= a && to >= b && (unit.old.is_some() && unit.new.is_some() || unit.with.is_some()) {
            found.heads.insert((from - a, to - b));
        }
    }
    for change in it.changes() {
        let pairs = change.old.iter().flat_map(|from| change.new.iter().map(move |to| (from, to)));
        for (from, to) in pairs {
            found.texts.insert((from.at, to.at));
            if from.head < a || to.head < b || !found.heads.contains(&(from.head - a, to.head - b)) {
                found.moves.insert((from.at, to.at));
            }
        }
    }
    found
}

/// Where each text stands: its heading, its place among all, its words.
fn placed(units: &[Unit]) -> Vec<(usize, &str)> {
    units.iter().enumerate().flat_map(|(at, unit)| unit.texts.iter().map(move |text| (at, text.words.as_str()))).collect()
}

fn by_number(old: &[Unit], new: &[Unit]) -> Found {
    let mut found = Found::default();
    let (was, is) = (placed(old), placed(new));
    for (a, from) in old.iter().enumerate() {
        for (b, _) in new.iter().enumerate().filter(|(_, to)| from.question == to.question && from.id == to.id) {
            found.heads.insert((a, b));
            let below =
                |texts: &[(usize, &str)], at: usize| texts.iter().enumerate().filter(|it| it.1.0 == at).map(|it| it.0).collect::<Vec<_>>();
            found.texts.extend(below(&was, a).into_iter().zip(below(&is, b)));
        }
    }
    found
}

/// Lines as they stand; of lines that take others' place the first is the first.
fn flat(old: &[Unit], new: &[Unit]) -> Found {
    let lines = |units: &[Unit]| {
        let mut lines: Vec<(String, bool, usize)> = Vec::new();
        let mut n = 0;
        for (at, unit) in units.iter().enumerate() {
            lines.push((unit.title.clone(), true, at));
            for text in &unit.texts {
                lines.push((text.words.clone(), false, n));
                n += 1;
            }
        }
        lines
    };
    let (was, is) = (lines(old), lines(new));
    let words = |lines: &[(String, bool, usize)]| lines.iter().map(|line| line.0.clone()).collect::<Vec<_>>();
    let mut found = Found::default();
    for op in capture_diff_slices(Algorithm::Myers, &words(&was), &words(&is)) {
        let (_, a, b) = op.as_tag_tuple();
        for (from, to) in was[a].iter().zip(&is[b]).filter(|(from, to)| from.1 == to.1) {
            if from.1 { &mut found.heads } else { &mut found.texts }.insert((from.2, to.2));
        }
    }
    found
}

/// The best pair first.
fn greedy(old: &[Unit], new: &[Unit]) -> Found {
    let title = |units: &[Unit]| units.iter().map(|unit| (unit.question, unit.title.clone())).collect::<Vec<_>>();
    let text = |units: &[Unit]| placed(units).iter().map(|it| (true, it.1.to_owned())).collect::<Vec<_>>();
    Found { heads: best_first(&title(old), &title(new), 0.5), texts: best_first(&text(old), &text(new), 0.45), moves: Pairs::new() }
}

fn best_first(old: &[(bool, String)], new: &[(bool, String)], least: f64) -> Pairs {
    let words = |texts: &[(bool, String)]| {
        texts.iter().map(|it| it.1.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let (was, is) = (words(old), words(new));
    let mut scored = Vec::new();
    for a in 0..old.len() {
        for b in (0..new.len()).filter(|b| old[a].0 == new[*b].0) {
            let score = if was[a].is_empty() && is[b].is_empty() {
                1.0
            } else {
                2.0 * common(&was[a], &is[b]) as f64 / (was[a].len() + is[b].len()) as f64
            };
            if score >= least {
                scored.push((score, a, b));
            }
        }
    }
    scored.sort_by(|x, y| y.0.total_cmp(&x.0));
    let (mut from, mut to, mut out) = (BTreeSet::new(), BTreeSet::new(), Pairs::new());
    for (_, a, b) in scored {
        if !from.contains(&a) && !to.contains(&b) {
            from.insert(a);
            to.insert(b);
            out.insert((a, b));
        }
    }
    out
}

/// The length of the longest common subsequence.
fn common<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

/// Right, found and true ones.
#[derive(Default, Clone, Copy)]
struct Score(usize, usize, usize);

impl Score {
    fn add(&mut self, found: &Pairs, truth: &Pairs) {
        self.0 += found.intersection(truth).count();
        self.1 += found.len();
        self.2 += truth.len();
    }

    fn f1(self) -> f64 {
        if self.1 + self.2 == 0 { 1.0 } else { 2.0 * self.0 as f64 / (self.1 + self.2) as f64 }
    }

    fn of(self, n: usize) -> f64 {
        if n == 0 { 1.0 } else { self.0 as f64 / n as f64 }
    }
}

fn links(documents: &[Vec<Unit>], times: u64, wrong: bool) {
    type Aligner = fn(&[Unit], &[Unit]) -> Found;
    let aligners: [(&str, Aligner); 4] = [("respondent", ours), ("lines", flat), ("best first", greedy), ("number", by_number)];
    println!("{} documents, {times} times each\n", documents.len());
    println!("{:8} {:12} {:>9} {:>10} {:>11} {:>14} {:>9}", "", "", "questions", "paragraphs", "move recall", "move precision", "spurious");
    for level in &LEVELS {
        for (name, aligner) in aligners {
            let (mut heads, mut texts, mut moves, mut spurious) = (Score::default(), Score::default(), Score::default(), 0);
            for (at, units) in documents.iter().enumerate() {
                let alike = Alike::of(units);
                let others: Vec<&Vec<Unit>> = documents.iter().filter(|other| !are_versions(units, other)).collect();
                let pool = Pool::of(&if others.is_empty() { vec![units] } else { others });
                for time in 0..times {
                    let mut chance = Chance((at as u64) << 32 | time << 8 | level.name.len() as u64);
                    let new = perturbed(units, level, &pool, &mut chance);
                    let (truth, found) = (alike.fair(truth(units, &new)), alike.fair(aligner(units, &new)));
                    if wrong && name == "respondent" {
                        print_wrong(level.name, (units, &new), &truth.heads, &found.heads);
                        print_unmoved(level.name, (units, &new), &truth.moves, &found);
                    }
                    heads.add(&found.heads, &truth.heads);
                    texts.add(&found.texts, &truth.texts);
                    moves.add(&found.moves, &truth.moves);
                    let (old_true, new_true): (BTreeSet<usize>, BTreeSet<usize>) = truth.texts.iter().copied().unzip();
                    spurious += found.texts.iter().filter(|(a, b)| !old_true.contains(a) || !new_true.contains(b)).count();
                }
            }
            println!(
                "{:8} {name:12} {:9.3} {:10.3} {:11.3} {:14.3} {:8.2}%",
                level.name,
                heads.f1(),
                texts.f1(),
                moves.of(moves.2),
                moves.of(moves.1),
                100.0 * spurious as f64 / texts.1.max(1) as f64,
            );
        }
    }
}

fn print_wrong(level: &str, (old, new): (&[Unit], &[Unit]), truth: &Pairs, found: &Pairs) {
    let named = |unit: &Unit| format!("“{}” ({} texts)", unit.title.chars().take(60).collect::<String>(), unit.texts.len());
    for (what, pairs) in [("missing", truth.difference(found)), ("wrong", found.difference(truth))] {
        pairs.for_each(|(a, b)| println!("{level}: {what} {a} {} → {b} {}", named(&old[*a]), named(&new[*b])));
    }
}

fn print_unmoved(level: &str, (old, new): (&[Unit], &[Unit]), truth: &Pairs, found: &Found) {
    let (was, is) = (placed(old), placed(new));
    for (a, b) in truth.difference(&found.moves) {
        let how = if found.texts.contains(&(*a, *b)) { "went with its heading" } else { "not found" };
        println!("{level}: move {how}: “{}” → “{}”", was[*a].1, is[*b].1);
    }
}

/// How the words of changed paragraphs are shown: those that were edited, split or merged, and those that were
/// rewritten, which are one piece each.
#[derive(Default, Clone, Copy)]
struct Shown {
    paragraphs: usize,
    /// Words shown as changed, and the fewest that could be.
    changed: usize,
    least: usize,
    /// Places where something changed, and how many there are when as few words as can be are changed.
    pieces: usize,
    raw_pieces: usize,
    islands: usize,
    cut: usize,
}

impl Shown {
    fn of(changes: &[&Change]) -> Self {
        let mut shown = Self::default();
        changes.iter().for_each(|change| shown.add(change));
        shown
    }

    fn add(&mut self, change: &Change) {
        self.paragraphs += change.old.len().max(change.new.len());
        self.changed += change.words.removed + change.words.added;
        let (a, b) = (shown_words(change.old_texts()), shown_words(change.new_texts()));
        self.least += a.len() + b.len() - 2 * common(&a, &b);
        let ops = capture_diff_slices(Algorithm::Lcs, &a, &b);
        let is_same = |op: &DiffOp| op.tag() == DiffTag::Equal;
        self.raw_pieces += ops.chunk_by(|a, b| is_same(a) == is_same(b)).filter(|ops| !is_same(&ops[0])).count();
        let groups: Vec<_> = change.runs.chunk_by(|a, b| (a.kind == RunKind::Same) == (b.kind == RunKind::Same)).collect();
        // The end of a paragraph that came or went is no piece of its text.
        let changed =
            |group: &&&[Run]| group[0].kind != RunKind::Same && group.iter().any(|run| !run.text.trim_matches(PARAGRAPH_END).is_empty());
        self.pieces += groups.iter().filter(changed).count();
        let small = |text: &str| (1..=2).contains(&respondent::text::count_words(text));
        let inner = groups.len().saturating_sub(2);
        self.islands += groups.iter().skip(1).take(inner).filter(|group| group[0].kind == RunKind::Same && small(&group[0].text)).count();
        self.cut += change.runs.windows(2).filter(|two| is_cut(&two[0].text, &two[1].text) && two[0].kind == RunKind::Same).count();
    }

    fn print(self, name: &str) {
        let each = |n: usize| n as f64 / self.paragraphs.max(1) as f64;
        println!(
            "  {name:9} {:3} paragraphs: {:.2} pieces each (word for word {:.2}), changed words {:.2} times the fewest, {:.1}% small islands, {} words cut",
            self.paragraphs,
            each(self.pieces),
            each(self.raw_pieces),
            self.changed as f64 / self.least.max(1) as f64,
            100.0 * self.islands as f64 / self.pieces.max(1) as f64,
            self.cut,
        );
    }
}

/// How the words of real pairs are shown.
fn words(pairs: &[(String, String)]) {
    let mut all: Vec<Diff> = Vec::new();
    for (old, new) in pairs {
        println!("\n{old} → {new}");
        let it = diff(&document(old), &document(new), &Known::default());
        println!("  {}", counted(&it));
        by_kind(std::slice::from_ref(&it));
        all.push(it);
    }
    if pairs.len() > 1 {
        println!("\nall pairs");
        by_kind(&all);
    }
}

fn by_kind(diffs: &[Diff]) {
    let edited = |kind: &ChangeKind| *kind == ChangeKind::Edited;
    let changed = |kind: &ChangeKind| !matches!(kind, ChangeKind::Same | ChangeKind::Added | ChangeKind::Removed);
    let of = |kinds: &dyn Fn(&ChangeKind) -> bool| diffs.iter().flat_map(Diff::changes).filter(|it| kinds(&it.kind)).collect::<Vec<_>>();
    Shown::of(&of(&edited)).print("edited");
    Shown::of(&of(&changed)).print("changed");
}

/// Words as they are shown: an address is one.
fn shown_words(texts: Vec<String>) -> Vec<String> {
    let text = texts.join(" ");
    let is_address = |word: &str| word.contains("://") || word.contains('@');
    let words = |word: &str| match is_address(word) {
        true => vec![word.to_owned()],
        false => respondent::text::compare::words(word).map(Into::into).collect(),
    };
    text.split_whitespace().flat_map(words).collect()
}

fn is_cut(a: &str, b: &str) -> bool {
    a.ends_with(char::is_alphanumeric) && b.starts_with(char::is_alphanumeric)
}

fn counted(it: &Diff) -> String {
    format!("{:?} {:?}", it.summary.headings, it.summary.texts)
}
