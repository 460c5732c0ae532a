//! Rust text as words and marks, each with its line; comments, strings and characters are left out.

/// What a path or an import is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Token<'a> {
    /// A name or keyword.
    Word(&'a str),
    /// `::`
    Separator,
    /// Any other sign, and a literal as `"`.
    Mark(char),
}

/// Gives the tokens of `text` with their lines, counted from 1.
pub(crate) fn tokens(text: &str) -> Vec<(usize, Token<'_>)> {
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (length, token) = if first.is_whitespace() {
            (first.len_utf8(), None)
        } else if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), None)
        } else if rest.starts_with("/*") {
            (block_comment(rest), None)
        } else if let Some(length) = literal(rest) {
            (length, Some(Token::Mark('"')))
        } else if is_name(first) {
            let length = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
            (length, Some(Token::Word(&rest[..length])))
        } else if rest.starts_with("::") {
            (2, Some(Token::Separator))
        } else {
            (first.len_utf8(), Some(Token::Mark(first)))
        };
        found.extend(token.map(|token| (line, token)));
        line += rest[..length].matches('\n').count();
        at += length;
    }
    found
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Gives the length of the comment at the head of `text`, with those inside it.
fn block_comment(text: &str) -> usize {
    let (mut at, mut depth) = (0, 0);
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            (at, depth) = (at + 2, depth + 1);
        } else if rest.starts_with("*/") {
            (at, depth) = (at + 2, depth - 1);
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// Gives the length of the string or character at the head of `text`; a lifetime is none.
fn literal(text: &str) -> Option<usize> {
    let head = text.trim_start_matches(['b', 'c']);
    let head = if text.len() - head.len() > 1 {
        text
    } else {
        head
    };
    let prefix = text.len() - head.len();
    let raw = head
        .strip_prefix('r')
        .map(|rest| (rest, rest.len() - rest.trim_start_matches('#').len()))
        .filter(|(rest, hashes)| rest[*hashes..].starts_with('"'));
    if let Some((rest, hashes)) = raw {
        let end = format!("\"{}", "#".repeat(hashes));
        let inner = &rest[hashes + 1..];
        let closed = inner.find(&end).map_or(inner.len(), |at| at + end.len());
        return Some(prefix + 1 + hashes + 1 + closed);
    }
    let quote = head.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut signs = head.char_indices().skip(1);
    let mut count = 0;
    while let Some((at, sign)) = signs.next() {
        if sign == quote {
            return Some(prefix + at + 1);
        }
        count += 1;
        let escaped = sign == '\\' && signs.next().is_some();
        if quote == '\'' && count > 1 || quote == '\'' && !escaped && !head[at..].contains('\'') {
            return None;
        }
        if quote == '\'' && escaped {
            // `'\u{4e00}'` is one sign of several characters.
            return head[at + 2..]
                .find('\'')
                .map(|end| prefix + at + 2 + end + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Token, tokens};

    #[test]
    fn only_code_is_left() {
        let rows: &[(&str, &[&str])] = &[
            ("a::b // c::d\ne", &["a", "::", "b", "e"]),
            ("a /* b /* c */ d */ e", &["a", "e"]),
            (
                r#"f("use x::y;", 'c', '"', b'\'', b"z") g"#,
                &[
                    "f", "(", "\"", ",", "\"", ",", "\"", ",", "\"", ",", "\"", ")", "g",
                ],
            ),
            (r##"r#"a "b" c"# d"##, &["\"", "d"]),
            (r#""a\"b" c"#, &["\"", "c"]),
            (
                "fn f<'a>(x: &'a str)",
                &[
                    "fn", "f", "<", "'", "a", ">", "(", "x", ":", "&", "'", "a", "str", ")",
                ],
            ),
            ("'\\u{4e00}' '牟' '\\\\' b", &["\"", "\"", "\"", "b"]),
            ("r#type::x", &["r", "#", "type", "::", "x"]),
        ];
        for (text, expected) in rows {
            let seen: Vec<String> = tokens(text)
                .into_iter()
                .map(|(_, token)| match token {
                    Token::Word(word) => word.to_owned(),
                    Token::Separator => "::".to_owned(),
                    Token::Mark(mark) => mark.to_string(),
                })
                .collect();
            assert_eq!(seen, *expected, "{text}");
        }
    }

    #[test]
    fn lines_are_counted_through_comments_and_strings() {
        let lines: Vec<usize> = tokens("a\n/* \n */ \"\n\" b\n'\\n' c")
            .into_iter()
            .map(|(line, _)| line)
            .collect();
        assert_eq!(lines, [1, 3, 4, 5, 5]);
    }
}
