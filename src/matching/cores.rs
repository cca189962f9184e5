//! Work for all cores, with the results in the order of what they were made of.

use std::thread;

/// Below this number the threads cost more than they save.
const FEW: usize = 16;

/// What `work` gives for each of a few parts of a list, one for each core.
pub(super) fn parts<T: Sync, R: Send>(all: &[T], work: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let cores = if all.len() < FEW { 1 } else { thread::available_parallelism().map_or(1, usize::from) };
    if cores == 1 {
        return vec![work(all)];
    }
    let work = &work;
    thread::scope(|scope| {
        let running: Vec<_> = all.chunks(all.len().div_ceil(cores)).map(|part| scope.spawn(move || work(part))).collect();
        running.into_iter().map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// What `of` gives for each of a list.
pub(super) fn each<T: Sync, R: Send>(all: &[T], of: impl Fn(&T) -> R + Sync) -> Vec<R> {
    parts(all, |part| part.iter().map(&of).collect::<Vec<R>>()).into_iter().flatten().collect()
}
