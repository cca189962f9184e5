//! `respondent check`: everything that is wrong, at once.

mod fix;
mod reach;

use super::{Deny, Failure, Outcome, Shared, change::Turn, exit, files, report, today, unknown_consultation};
use crate::{
    check::{self, PAGES},
    diagnostic::{Diagnostic, codes},
    text::nearest,
};
use chrono::NaiveDate;
use clap::Args;
use std::process::ExitCode;

/// Shows everything that is wrong with the library, or with the responses that are named.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  respondent check\n  respondent check place-funding-2027 --deny warning\n  respondent check --fix\n  respondent check --format sarif\n  respondent check --explain dangling-reference"
)]
pub(super) struct Check {
    /// Consultations to look at [default: all].
    ids: Vec<String>,
    /// How to print findings.
    #[arg(short, long, value_enum, default_value = "long")]
    format: report::Form,
    /// Exit 1 on findings as bad as this.
    #[arg(long, value_enum, default_value = "error", value_name = "SEVERITY")]
    deny: Deny,
    /// Say what a finding means, by its code; `all` lists them.
    #[arg(long, value_name = "CODE")]
    explain: Option<String>,
    /// Put right what needs nobody's judgement, and show the lines that change.
    #[arg(long)]
    fix: bool,
    /// The day of the check [default: today].
    #[arg(long, value_name = "DAY")]
    today: Option<NaiveDate>,
}

impl Check {
    pub(super) fn run(&self, shared: &Shared) -> Outcome {
        if let Some(code) = &self.explain {
            return explain(code);
        }
        let turn = if self.fix { Some(Turn::take(shared)?) } else { None };
        let (mut opened, mut findings) = self.found(shared)?;
        if self.fix && self.mend(shared, &opened, &findings)? {
            (opened, findings) = self.found(shared)?;
        }
        drop(turn);
        let report = report::Report { sources: &opened.library.sources, root: &opened.root, form: self.format };
        report::print(&report.text(&findings));
        if !shared.quiet && !self.is_for_programs() {
            let counts = report::counts(&findings);
            report::say(&format!("{}\n", if counts.is_empty() { "nothing found" } else { &counts }));
        }
        Ok(exit(&findings, self.deny.into()))
    }

    fn is_for_programs(&self) -> bool {
        matches!(self.format, report::Form::Json | report::Form::Sarif)
    }

    /// Reads what the named responses can touch, and the whole library where that is not enough.
    fn found(&self, shared: &Shared) -> Result<(files::Opened, Vec<Diagnostic>), Failure> {
        let has_all = |opened: &files::Opened| self.ids.iter().all(|id| opened.library.consultations.contains_key(id));
        if let Some(opened) = reach::open(shared, &self.ids)?.filter(has_all) {
            let findings = self.look(&opened);
            if reach::is_enough(&findings) {
                return Ok((opened, findings));
            }
        }
        let opened = files::open(shared)?;
        if let Some(unknown) = self.ids.iter().find(|id| !opened.library.consultations.contains_key(*id)) {
            return Err(unknown_consultation(&opened.library, unknown));
        }
        let findings = self.look(&opened);
        Ok((opened, findings))
    }

    fn look(&self, opened: &files::Opened) -> Vec<Diagnostic> {
        check::findings(&opened.library, &opened.findings, &self.ids, today(self.today))
    }

    /// Whether anything was put right.
    fn mend(&self, shared: &Shared, opened: &files::Opened, findings: &[Diagnostic]) -> Result<bool, Failure> {
        let fixed = fix::fix(opened, findings)?;
        match self.is_for_programs() {
            true => report::say(&fixed.changed),
            false => report::print(&fixed.changed),
        }
        if fixed.count > 0 && !shared.quiet {
            report::say(&format!("put right: {}\n", fixed.count));
        }
        Ok(fixed.count > 0)
    }
}

fn explain(code: &str) -> Outcome {
    if code == "all" {
        let summary = |text: &str| text.lines().nth(2).unwrap_or_default().to_owned();
        let lines = PAGES.iter().map(|page| format!("{:22} {}\n", page.code, summary(page.text)));
        report::print(&lines.collect::<String>());
        return Ok(ExitCode::SUCCESS);
    }
    let Some(page) = PAGES.iter().find(|page| page.code == code) else {
        let near = nearest(code, codes::ALL.iter().map(|code| code.name)).map(|near| format!("did you mean `{near}`?"));
        let failure = Failure::new(format!("no finding is called `{code}`"));
        return Err(failure.help(near.unwrap_or("`respondent check --explain all` lists them".to_owned())));
    };
    report::print(page.text);
    Ok(ExitCode::SUCCESS)
}
