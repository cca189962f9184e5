//! The words of a content stream: operands and operators, one operator at a time.
//!
//! It never stops at damage: what it cannot read it steps over, so that one bad byte does not cost
//! the rest of a page.

pub(super) use super::operand::Arg;
use super::operand::{digit, number};

/// How deep arrays and dictionaries may stand in each other.
const DEPTH: u8 = 12;
/// More operands than this before one operator, those within arrays counted, are not kept.
const OPERANDS: usize = 100_000;

/// Goes through a content stream.
#[derive(Debug)]
pub(super) struct Lexer<'a> {
    pub(super) data: &'a [u8],
    pub(super) at: usize,
    /// How many operands may still be kept before the next operator.
    room: usize,
}

enum Token<'a> {
    Arg(Arg),
    Word(&'a [u8]),
    CloseArray,
    CloseDict,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    /// At the start of `data`.
    pub(super) fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0, room: OPERANDS }
    }

    /// The next operator, its operands in `args`. Inline images are stepped over.
    pub(super) fn operator(&mut self, args: &mut Vec<Arg>) -> Option<&'a [u8]> {
        args.clear();
        self.room = OPERANDS;
        while let Some(token) = self.token(DEPTH) {
            match token {
                Token::Arg(arg) if self.keeps() => args.push(arg),
                Token::Word(b"ID") => {
                    self.skip_image();
                    args.clear();
                }
                Token::Word(b"BI") => args.clear(),
                Token::Word(word) => return Some(word),
                Token::Arg(_) | Token::CloseArray | Token::CloseDict => {}
            }
        }
        None
    }

    fn keeps(&mut self) -> bool {
        let keeps = self.room > 0;
        self.room = self.room.saturating_sub(1);
        keeps
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.data.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    fn token(&mut self, depth: u8) -> Option<Token<'a>> {
        loop {
            self.skip_space();
            let byte = self.peek()?;
            let next = self.data.get(self.at + 1).copied();
            match byte {
                b'(' => return Some(Token::Arg(Arg::Text(self.literal()))),
                b'/' => return Some(Token::Arg(Arg::Name(self.name()))),
                b'<' if next == Some(b'<') => {
                    self.at += 2;
                    return Some(Token::Arg(self.dict(depth)));
                }
                b'<' => return Some(Token::Arg(Arg::Text(self.hex()))),
                b'>' if next == Some(b'>') => {
                    self.at += 2;
                    return Some(Token::CloseDict);
                }
                b'[' => {
                    self.at += 1;
                    return Some(Token::Arg(self.array(depth)));
                }
                b']' => {
                    self.at += 1;
                    return Some(Token::CloseArray);
                }
                b')' | b'>' | b'{' | b'}' => self.at += 1,
                _ => return Some(self.word()),
            }
        }
    }

    fn word(&mut self) -> Token<'a> {
        let start = self.at;
        while self.peek().is_some_and(|byte| !is_space(byte) && !is_delimiter(byte)) {
            self.at += 1;
        }
        let word = &self.data[start..self.at];
        match word {
            b"true" | b"false" | b"null" => Token::Arg(Arg::Other),
            _ => number(word).map_or(Token::Word(word), |number| Token::Arg(Arg::Number(number))),
        }
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| !is_space(*byte) && !is_delimiter(*byte)) {
            self.at += 1;
            let pair = self.data.get(self.at..self.at + 2).and_then(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?));
            match (byte, pair) {
                (b'#', Some(escaped)) => {
                    name.push(escaped);
                    self.at += 2;
                }
                _ => name.push(byte),
            }
        }
        name
    }

    fn array(&mut self, depth: u8) -> Arg {
        let mut items = Vec::new();
        if depth == 0 {
            return Arg::Other;
        }
        loop {
            match self.token(depth - 1) {
                Some(Token::Arg(arg)) if self.keeps() => items.push(arg),
                Some(Token::CloseDict | Token::Arg(_)) => {}
                // An operator inside an array: the closing bracket is lost.
                Some(Token::Word(word)) => {
                    self.at -= word.len();
                    return Arg::Array(items);
                }
                Some(Token::CloseArray) | None => return Arg::Array(items),
            }
        }
    }

    fn dict(&mut self, depth: u8) -> Arg {
        let mut entries = Vec::new();
        if depth == 0 {
            return Arg::Other;
        }
        let mut key = None;
        loop {
            match self.token(depth - 1) {
                Some(Token::Arg(Arg::Name(name))) if key.is_none() => key = Some(name),
                Some(Token::Arg(arg)) if self.keeps() => entries.extend(key.take().map(|key| (key, arg))),
                Some(Token::CloseArray | Token::Word(_) | Token::Arg(_)) => {}
                Some(Token::CloseDict) | None => return Arg::Dict(entries),
            }
        }
    }

    /// Steps over the data of an inline image to behind its `EI`.
    fn skip_image(&mut self) {
        while self.at + 2 < self.data.len() {
            let after = self.data.get(self.at + 3).copied().unwrap_or(b' ');
            if is_space(self.data[self.at]) && &self.data[self.at + 1..self.at + 3] == b"EI" && is_space(after) {
                self.at += 3;
                return;
            }
            self.at += 1;
        }
        self.at = self.data.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_come_with_their_operands() {
        let mut lexer = Lexer::new(b"/F1 12 Tf [(A\\)b) -20.5 <4142>] TJ % comment\n/Span <</ActualText (x)>> BDC");
        let mut args = Vec::new();
        assert_eq!(lexer.operator(&mut args), Some(b"Tf".as_slice()));
        assert_eq!(args, [Arg::Name(b"F1".to_vec()), Arg::Number(12.0)]);
        assert_eq!(lexer.operator(&mut args), Some(b"TJ".as_slice()));
        assert_eq!(args, [Arg::Array(vec![Arg::Text(b"A)b".to_vec()), Arg::Number(-20.5), Arg::Text(b"AB".to_vec())])]);
        assert_eq!(lexer.operator(&mut args), Some(b"BDC".as_slice()));
        assert_eq!(lexer.operator(&mut args), None);
    }

    #[test]
    fn damage_is_stepped_over() {
        let mut args = Vec::new();
        let mut lexer = Lexer::new(b")> [ (x) Tj BI /W 1 ID \x00\x01 EI ] ET");
        assert_eq!(lexer.operator(&mut args), Some(b"Tj".as_slice()));
        assert_eq!(lexer.operator(&mut args), Some(b"ET".as_slice()));
        let deep = vec![b'['; 100_000];
        assert_eq!(Lexer::new(&deep).operator(&mut args), None);
    }
}
