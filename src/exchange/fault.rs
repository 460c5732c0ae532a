//! Where a TOML file of the town's own does not read.

/// Gives the line from 1 at which the reader stopped.
pub fn line_of(text: &str, error: &toml::de::Error) -> usize {
    let at = error.span().map_or(0, |span| span.start);
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// Says it in one line: `3: missing field code`.
pub fn message(text: &str, error: &toml::de::Error) -> String {
    let line = line_of(text, error);
    format!("{line}: {}", error.message().replace('\n', " "))
}
