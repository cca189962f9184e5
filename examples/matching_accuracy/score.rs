//! Rankings held against the truth.

use std::collections::BTreeSet;

/// A part of a whole, which may be nothing.
pub fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Means over queries.
#[derive(Debug, Default)]
pub struct Score {
    pub queries: usize,
    reciprocal: f64,
    first: usize,
    average: f64,
}

impl Score {
    /// Adds a ranking, the best first.
    pub fn add(&mut self, ranking: &[String], right: &BTreeSet<String>) {
        let hits: Vec<usize> = (0..ranking.len()).filter(|at| right.contains(&ranking[*at])).collect();
        self.queries += 1;
        self.reciprocal += hits.first().map_or(0.0, |at| 1.0 / (*at as f64 + 1.0));
        self.first += usize::from(hits.first() == Some(&0));
        let precisions = hits.iter().enumerate().map(|(n, at)| (n as f64 + 1.0) / (*at as f64 + 1.0));
        self.average += precisions.sum::<f64>() / right.len().max(1) as f64;
    }

    pub fn first(&self) -> f64 {
        share(self.first, self.queries)
    }

    pub fn print(&self, name: &str) {
        let mean = |sum: f64| sum / self.queries.max(1) as f64;
        println!("{name:46} {:>6} {:>6.3} {:>6.3} {:>6.3}", self.queries, mean(self.reciprocal), self.first(), mean(self.average));
    }
}

/// First proposals by the probability that was claimed.
#[derive(Debug, Default)]
pub struct Calibration(Vec<(String, f64, bool)>);

impl Calibration {
    pub fn add(&mut self, set: &str, claimed: f64, right: bool) {
        self.0.push((set.to_owned(), claimed, right));
    }

    pub fn print(&self) {
        println!("\nfirst proposals: how many were right, by the probability that was claimed");
        let sets: BTreeSet<&str> = self.0.iter().map(|(set, ..)| set.as_str()).collect();
        print!("{:46}", "");
        (0..10).for_each(|tenth| print!(" {:>11}", format!("{:.1}-", f64::from(tenth) / 10.0)));
        println!();
        for set in sets.into_iter().chain([""]) {
            print!("{:46}", if set.is_empty() { "all" } else { set });
            for tenth in 0..10 {
                let range = f64::from(tenth) / 10.0..if tenth == 9 { 2.0 } else { f64::from(tenth + 1) / 10.0 };
                let here: Vec<bool> =
                    self.0.iter().filter(|it| (set.is_empty() || it.0 == set) && range.contains(&it.1)).map(|it| it.2).collect();
                let right = here.iter().filter(|right| **right).count();
                print!(" {:>11}", if here.is_empty() { String::new() } else { format!("{:.2}/{}", share(right, here.len()), here.len()) });
            }
            println!();
        }
    }
}
