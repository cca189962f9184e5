//! From what was typed to what is looked up: synonyms, other spellings, fields.

use super::{
    find::{Note, Trouble},
    index::day,
    known::Known,
    query::{self, Filter, Query, Words, listed},
    synonyms::{Member, Synonyms, groups, synonyms_of},
    words::stems,
};
use crate::{
    document::date::PrintedDate,
    text::{nearest, slug},
};
use std::{collections::BTreeSet, ops::Bound};
use tantivy::{
    Term,
    query::{AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query as Lookup, RangeQuery, TermQuery},
    schema::{Field, IndexRecordOption},
};

/// How much a word counts in a title, and in the words around.
const TITLE: f32 = 2.0;
const AROUND: f32 = 0.15;

/// How much a synonym counts.
const SYNONYM: f32 = 0.7;

/// Words that most texts hold: an entry need not have them, where others are looked for too. This is the
/// list of Lucene's `EnglishAnalyzer`.
const SMALL: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of", "on", "or", "such",
    "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will", "with",
];

/// One thing that an entry should have, in any of several forms.
struct Clause {
    forms: Vec<Form>,
    optional: bool,
}

/// Words in the order in which they must stand, and what they count.
struct Form {
    stems: Vec<String>,
    weight: f32,
}

/// A query made ready.
pub(super) struct Plan<'s> {
    known: Known<'s>,
    clauses: Vec<Clause>,
    must: Vec<(Occur, Box<dyn Lookup>)>,
    /// Only words that most texts hold are looked for: the words around are left alone, which all hold them.
    all_small: bool,
    /// What a person should know of it.
    pub(super) notes: Vec<Note>,
}

impl<'s> Plan<'s> {
    pub(super) fn new(known: Known<'s>, query: &Query, synonyms: &Synonyms) -> Result<Self, Trouble> {
        let mut plan =
            Self { known, clauses: Vec::new(), must: Vec::new(), all_small: query.words.iter().all(is_small), notes: Vec::new() };
        plan.read_words(&query.words, &groups(synonyms))?;
        for words in &query.without {
            let form = Form { stems: stems(&words.text), weight: 1.0 };
            plan.must.extend(plan.own(&form).map(|without| (Occur::MustNot, without)));
        }
        for filter in &query.filters {
            let occur = if filter.negated { Occur::MustNot } else { Occur::Must };
            let lookup = Box::new(ConstScoreQuery::new(plan.filter(filter)?, 0.0));
            plan.must.push((occur, lookup));
        }
        Ok(plan)
    }

    /// Whether more than one thing is looked for.
    pub(super) fn has_several(&self) -> bool {
        self.clauses.iter().filter(|clause| !clause.optional).count() > 1
    }

    /// The runs of stems to mark.
    pub(super) fn wanted(&self) -> Vec<Vec<String>> {
        let forms = self.clauses.iter().filter(|clause| !clause.optional).flat_map(|clause| &clause.forms);
        forms.map(|form| form.stems.clone()).collect()
    }

    /// What to look up. `any`: entries that have one of the words, not all.
    pub(super) fn lookup(&self, any: bool) -> BooleanQuery {
        let mut all: Vec<(Occur, Box<dyn Lookup>)> = self.must.iter().map(|(occur, lookup)| (*occur, lookup.box_clone())).collect();
        let mut own = Vec::new();
        for clause in &self.clauses {
            let occur = if any || clause.optional { Occur::Should } else { Occur::Must };
            let forms = clause
                .forms
                .iter()
                .flat_map(|form| if self.all_small { self.own(form).into_iter().collect() } else { self.anywhere(form) });
            all.push((occur, Box::new(BooleanQuery::union(forms.collect()))));
            if !clause.optional && !self.all_small {
                own.extend(clause.forms.iter().filter_map(|form| self.own(form)));
            }
        }
        // An answer to a question about locks is one about locks, but one of these words is its own.
        if self.all_small && !self.clauses.is_empty() {
            return BooleanQuery::new(all);
        }
        let own: Box<dyn Lookup> = if self.clauses.is_empty() { Box::new(AllQuery) } else { Box::new(BooleanQuery::union(own)) };
        all.push((Occur::Must, Box::new(ConstScoreQuery::new(own, 0.0))));
        BooleanQuery::new(all)
    }

    fn read_words(&mut self, words: &[Words], groups: &[Vec<Member>]) -> Result<(), Trouble> {
        let mut rest = words;
        while let Some(first) = rest.first() {
            let (taken, others) = synonyms_of(rest, groups);
            let text = rest[..taken].iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" ");
            let mut own = stems(&text);
            rest = &rest[taken..];
            if own.is_empty() {
                continue;
            }
            if others.is_empty() && !first.quoted && own.len() == 1 {
                self.respell(&text, &mut own[0])?;
            }
            if !others.is_empty() {
                self.notes.push(Note::Synonyms { written: text, also: others.iter().map(|other| other.text.clone()).collect() });
            }
            let mut forms = vec![Form { stems: own, weight: 1.0 }];
            forms.extend(others.into_iter().map(|other| Form { stems: other.stems.clone(), weight: SYNONYM }));
            self.clauses.push(Clause { forms, optional: is_small(first) && !self.all_small });
        }
        Ok(())
    }

    /// Takes the nearest word where nothing is written like this.
    fn respell(&mut self, written: &str, stem: &mut String) -> Result<(), Trouble> {
        if self.known.frequency(stem)? > 0 {
            return Ok(());
        }
        let near = match self.known.stem_of_nearest_word(written)? {
            None => self.known.nearest_stem(stem)?,
            near => near,
        };
        match near {
            Some(near) => {
                self.notes.push(Note::Spelling { written: written.to_owned(), shown: near.clone() });
                *stem = near;
            }
            None => self.notes.push(Note::Unknown { written: written.to_owned() }),
        }
        Ok(())
    }

    /// A form in an entry's own words.
    fn own(&self, form: &Form) -> Option<Box<dyn Lookup>> {
        let both = [run(self.known.fields.title, form, TITLE)?, run(self.known.fields.text, form, 1.0)?];
        Some(Box::new(BooleanQuery::union(both.into())))
    }

    /// A form in an entry's own words or in those around it.
    fn anywhere(&self, form: &Form) -> Vec<Box<dyn Lookup>> {
        let fields = [(self.known.fields.title, TITLE), (self.known.fields.text, 1.0), (self.known.fields.context, AROUND)];
        fields
            .into_iter()
            .filter_map(
                |(field, weight)| if field == self.known.fields.context { all(field, form, weight) } else { run(field, form, weight) },
            )
            .collect()
    }

    fn filter(&self, filter: &Filter) -> Result<Box<dyn Lookup>, Trouble> {
        let fields = self.known.fields;
        match filter.field {
            query::Field::After | query::Field::Before => Ok(dates(filter, fields.day)),
            query::Field::In => Ok(exactly(fields.within, &filter.value)),
            query::Field::Status => Ok(exactly(fields.status, &filter.value)),
            query::Field::Topic => self.one_value(filter, fields.topic, "topic", &slug(&filter.value)),
            query::Field::Choice => self.one_value(filter, fields.choice, "choice", &slug(&filter.value)),
            query::Field::Consultation => self.one_value(filter, fields.consultation, "consultation", &filter.value),
            query::Field::Department => self.department(filter),
        }
    }

    fn one_value(&self, filter: &Filter, field: Field, what: &str, value: &str) -> Result<Box<dyn Lookup>, Trouble> {
        if self.known.count(field, value)? == 0 {
            return Err(unknown(filter, what, &self.known.values(field)?));
        }
        Ok(exactly(field, value))
    }

    /// Every department whose name has these words.
    fn department(&self, filter: &Filter) -> Result<Box<dyn Lookup>, Trouble> {
        let known = self.known.values(self.known.fields.department)?;
        let wanted = format!("-{}-", slug(&filter.value));
        let named: Vec<_> = known.iter().filter(|name| format!("-{name}-").contains(&wanted)).collect();
        if named.is_empty() {
            return Err(unknown(filter, "department", &known));
        }
        Ok(Box::new(BooleanQuery::union(named.into_iter().map(|name| exactly(self.known.fields.department, name)).collect())))
    }
}

fn exactly(field: Field, value: &str) -> Box<dyn Lookup> {
    Box::new(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic))
}

/// `before:2024` ends where 2024 begins; `after:2024` begins there: every date is in one of the two.
fn dates(filter: &Filter, field: Field) -> Box<dyn Lookup> {
    let date = filter.value.parse::<PrintedDate>().map(|date| day(date.first_day())).unwrap_or_default();
    let date = Term::from_field_i64(field, date);
    Box::new(match filter.field {
        query::Field::Before => RangeQuery::new(Bound::Unbounded, Bound::Excluded(date)),
        _ => RangeQuery::new(Bound::Included(date), Bound::Unbounded),
    })
}

/// The words of a form in one field, in any order: where they stand in the words around is not kept.
fn all(field: Field, form: &Form, weight: f32) -> Option<Box<dyn Lookup>> {
    if form.stems.len() < 2 {
        return run(field, form, weight);
    }
    let each =
        form.stems.iter().map(|stem| Box::new(TermQuery::new(Term::from_field_text(field, stem), IndexRecordOption::WithFreqs)) as _);
    Some(Box::new(BoostQuery::new(Box::new(BooleanQuery::intersection(each.collect())), weight * form.weight)))
}

/// A form in one field.
fn run(field: Field, form: &Form, weight: f32) -> Option<Box<dyn Lookup>> {
    let terms: Vec<Term> = form.stems.iter().map(|stem| Term::from_field_text(field, stem)).collect();
    let lookup: Box<dyn Lookup> = match terms.len() {
        0 => return None,
        1 => Box::new(TermQuery::new(terms.into_iter().next()?, IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new(terms)),
    };
    Some(Box::new(BoostQuery::new(lookup, weight * form.weight)))
}

fn unknown(filter: &Filter, what: &str, known: &BTreeSet<String>) -> Trouble {
    let name = filter.field.name();
    let help = match nearest(&slug(&filter.value), known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{name}:{near}`?"),
        None if known.is_empty() => format!("nothing in the library has a {what}"),
        None => format!("there are {}", listed(known.iter().take(20).map(String::as_str))),
    };
    Trouble::Wrong(query::wrong(format!("no {what} is called `{}`", filter.value), help))
}

fn is_small(words: &Words) -> bool {
    !words.quoted && SMALL.contains(&words.text.to_lowercase().as_str())
}
