//! Numbers of other systems, in the forms in which they come.

use serde_json::Value;

use crate::domain::clean;
use crate::domain::number::{ExternalKind, ExternalNumber};

/// A number of another system as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawExternal {
    /// The kind as it stood in the file; `None` where none was given.
    pub kind: Option<String>,
    /// The number.
    pub value: String,
}

impl RawExternal {
    /// Makes a number of a known kind.
    pub fn of(kind: ExternalKind, value: &str) -> Self {
        Self {
            kind: Some(kind.code().to_owned()),
            value: value.to_owned(),
        }
    }

    /// Gives the number with the kind that we know; one that we do not know is kept as another
    /// system's.
    pub fn known(&self) -> ExternalNumber {
        let kind = self.kind.as_deref().and_then(ExternalKind::parse);
        ExternalNumber::new(kind.unwrap_or(ExternalKind::Other), &self.value)
    }

    /// Tells whether a kind was given that we do not know.
    pub fn has_unknown_kind(&self) -> bool {
        self.kind
            .as_deref()
            .is_some_and(|kind| ExternalKind::parse(kind).is_none())
    }
}

/// Reads a list: `12345:WF2026001; court:…`, bare numbers, or a JSON list.
pub fn read_list(text: &str) -> Vec<RawExternal> {
    if text.trim_start().starts_with('[')
        && let Ok(value) = serde_json::from_str::<Value>(text)
    {
        return read_json(&value).0;
    }
    text.split([';', '；', '、', '\n'])
        .filter_map(|part| {
            let part = &*clean::line(part);
            let (kind, value) = match part.split_once([':', '：']) {
                Some((kind, value)) => (Some(kind.trim().to_owned()), value.trim()),
                None => (None, part),
            };
            (!value.is_empty()).then(|| RawExternal {
                kind,
                value: value.to_owned(),
            })
        })
        .collect()
}

/// Reads a JSON list of `{"kind":…,"value":…}` or bare values; tells whether all of it was read.
pub fn read_json(value: &Value) -> (Vec<RawExternal>, bool) {
    let Value::Array(parts) = value else {
        return match plain(value) {
            Some(text) => (read_list(&text), true),
            None => (Vec::new(), value.is_null()),
        };
    };
    let mut numbers = Vec::new();
    let mut whole = true;
    for part in parts {
        let number = match part {
            Value::Object(object) => object
                .get("value")
                .and_then(plain)
                .map(|value| RawExternal {
                    kind: object.get("kind").and_then(plain),
                    value,
                }),
            bare => plain(bare).and_then(|text| read_list(&text).into_iter().next()),
        };
        whole &= number.is_some();
        numbers.extend(number);
    }
    (numbers, whole)
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(clean::line(text)).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_list_reads() {
        let two = [
            RawExternal::of(ExternalKind::Hotline12345, "WF1"),
            RawExternal {
                kind: None,
                value: "A2".to_owned(),
            },
        ];
        for text in [
            "12345:WF1;A2",
            " 12345：WF1；A2 ",
            r#"[{"kind":"12345","value":"WF1"},"A2"]"#,
            r#"[{"kind":12345,"value":"WF1"},{"value":"A2"}]"#,
        ] {
            assert_eq!(read_list(text), two, "{text}");
        }
        assert!(!read_json(&serde_json::json!([{"number": "1"}])).1);
        let (numbers, _) = read_json(&serde_json::json!([
            {"kind": "12345", "value": "WO\u{1b}]52;c;cm0=\u{7}9"},
            "A\u{9b}2J\u{202e}B",
        ]));
        assert_eq!(numbers[0].value, "WO]52;c;cm0=9");
        assert_eq!(numbers[1].value, "A2JB");
        assert_eq!(read_list("12345:W\u{1b}[2J1")[0].value, "W[2J1");
        assert_eq!(two[1].known().kind, ExternalKind::Other);
    }
}
