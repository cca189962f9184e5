//! What one content stream works with, and the operators that change only that.

use super::canvas::Path;
use super::lex::Arg;
use super::matrix::Matrix;
use super::state::{Pen, State};
use lopdf::Dictionary;

/// States saved and not brought back.
const SAVED: usize = 256;

/// What one content stream works with.
pub(super) struct Scope<'a> {
    pub resources: Option<&'a Dictionary>,
    pub state: State,
    saved: Vec<State>,
    pub pen: Pen,
    pub path: Path,
    pub depth: u8,
}

impl<'a> Scope<'a> {
    pub(super) fn new(resources: Option<&'a Dictionary>, ctm: Matrix, depth: u8) -> Self {
        Self { resources, state: State::new(ctm), saved: Vec::new(), pen: Pen::START, path: Path::default(), depth }
    }
}

/// Operators that make a path.
pub(super) fn draw(scope: &mut Scope, operator: &[u8], n: &dyn Fn(usize) -> f64) -> bool {
    let ctm = scope.state.ctm;
    match operator {
        b"m" => scope.path.move_to(ctm.point(n(0), n(1))),
        b"l" => scope.path.line_to(ctm.point(n(0), n(1))),
        b"c" => scope.path.curve_to(ctm.point(n(4), n(5))),
        b"v" | b"y" => scope.path.curve_to(ctm.point(n(2), n(3))),
        b"h" => scope.path.close(),
        b"re" => {
            let (x, y, width, height) = (n(0), n(1), n(2), n(3));
            scope.path.move_to(ctm.point(x, y));
            for (x, y) in [(x + width, y), (x + width, y + height), (x, y + height), (x, y)] {
                scope.path.line_to(ctm.point(x, y));
            }
        }
        _ => return false,
    }
    true
}

/// Operators that only change the state.
pub(super) fn set(scope: &mut Scope, operator: &[u8], args: &[Arg], n: &dyn Fn(usize) -> f64) -> bool {
    let state = &mut scope.state;
    let matrix = || Matrix([n(0), n(1), n(2), n(3), n(4), n(5)]);
    match operator {
        b"q" if scope.saved.len() < SAVED => scope.saved.push(state.clone()),
        b"Q" => scope.state = scope.saved.pop().unwrap_or_else(|| state.clone()),
        b"cm" if args.len() >= 6 => state.ctm = matrix().then(&state.ctm),
        b"BT" => scope.pen = Pen::START,
        b"Tc" => state.letter_space = n(0),
        b"Tw" => state.word_space = n(0),
        b"Tz" => state.stretch = n(0) / 100.0,
        b"TL" => state.leading = n(0),
        b"Ts" => state.rise = n(0),
        b"Tr" => state.mode = n(0) as u8,
        b"Td" => scope.pen.next_line(n(0), n(1)),
        b"TD" => {
            state.leading = -n(1);
            scope.pen.next_line(n(0), n(1));
        }
        b"Tm" => scope.pen.set(matrix()),
        b"T*" => scope.pen.next_line(0.0, -scope.state.leading),
        _ => return false,
    }
    true
}
