//! `respondent suggest`: for each question, what was said before and what the organisation thinks.

mod show;
mod stock;

use super::{Failure, Outcome, Shared, files, meaning, report, unknown_consultation};
use crate::{
    library::{Consultation, Question},
    matching::{FAINT, Match, SHOWN},
    text::{counted, nearest},
};
use clap::{Args, ValueEnum};
use std::process::ExitCode;
use stock::Stock;

/// Shows past answers and positions that could answer a question, the best first, with the reasons.
///
/// The number is how likely a proposal is to be right: of ten at 0.90, nine are. Nothing is adopted.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  respondent suggest place-funding-2027\n  respondent suggest place-funding-2027 4b 8 --long\n  respondent suggest place-funding-2027 --format json --most 1"
)]
pub(super) struct Suggest {
    /// The consultation.
    id: String,
    /// Its questions, by their ids [default: all].
    questions: Vec<String>,
    /// The most proposals for a question.
    #[arg(short = 'n', long, default_value_t = SHOWN, value_name = "N")]
    most: usize,
    /// Show the text of each proposal.
    #[arg(short, long)]
    long: bool,
    /// Show how the past question differs from this one.
    #[arg(short, long)]
    diff: bool,
    /// How to print them.
    #[arg(short, long, value_enum, default_value = "text")]
    format: Form,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// For reading.
    Text,
    /// One JSON object a line, one for each proposal.
    Json,
}

impl Suggest {
    pub(super) fn run(&self, shared: &Shared) -> Outcome {
        let root = files::find(shared.library.as_deref())?;
        let Some(consultation) = stock::consultation(&root, &self.id) else {
            return Err(unknown_consultation(&files::open(shared)?.library, &self.id));
        };
        let questions = self.asked(&consultation)?;
        let mut stock = Stock::of(&root, shared)?;
        stock.say_wrong();
        meaning::teach(&mut stock.matcher, &consultation, &root, shared.quiet);
        let found = self.found(&stock, &consultation, &questions);
        for (question, found) in questions.iter().zip(&found) {
            match self.format {
                Form::Text => report::print(&show::text(question, found, self.long, self.diff, report::is_styled())),
                Form::Json => report::print(&show::json(&consultation.id, question, found, self.diff)),
            }
        }
        if !shared.quiet {
            say(&stock, &consultation, &questions, &found);
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The questions that are meant.
    fn asked<'c>(&self, consultation: &'c Consultation) -> Result<Vec<&'c Question>, Failure> {
        if self.questions.is_empty() {
            return Ok(consultation.questions.iter().collect());
        }
        self.questions.iter().map(|id| consultation.question(id).ok_or_else(|| unknown_question(consultation, id))).collect()
    }

    fn found<'m>(&self, stock: &'m Stock, consultation: &'m Consultation, questions: &[&Question]) -> Vec<Vec<Match<'m>>> {
        let found = stock.matcher.all_matches(consultation, questions, self.most).into_iter();
        found.map(|found| found.into_iter().filter(|it| it.score >= FAINT).collect()).collect()
    }
}

fn unknown_question(consultation: &Consultation, id: &str) -> Failure {
    let failure = Failure::new(format!("`{}` has no question `{id}`", consultation.id));
    match nearest(id, consultation.question_ids()) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help(format!("its questions are {}", consultation.question_ids().collect::<Vec<_>>().join(", "))),
    }
}

/// What a person should know beside the proposals.
fn say(stock: &Stock, consultation: &Consultation, questions: &[&Question], found: &[Vec<Match>]) {
    let mute: Vec<String> = questions.iter().filter(|it| it.text.value.trim().is_empty()).map(|it| format!("`{}`", it.id.value)).collect();
    if !mute.is_empty() {
        report::say(&format!("without words there is nothing to compare: question {}\n", mute.join(", ")));
    }
    if consultation.questions.is_empty() {
        report::say(&format!("`{}` lists no questions yet: add each one under `[[question]]`\n", consultation.id));
    } else if !stock.matcher.has_more_than(&consultation.id) {
        report::say(
            "the library has no positions and no answers to other consultations yet: `respondent import response FILE` and `respondent import positions FILE` bring them in\n",
        );
    } else {
        let likely = found.iter().filter(|found| found.first().is_some_and(Match::is_confident)).count();
        let have = if likely == 1 { "has" } else { "have" };
        let of = counted(questions.len(), "question");
        report::say(&format!("{likely} of {of} {have} a proposal that is more likely right than wrong\n"));
    }
}
