//! Number formats: which of them are dates.

use std::collections::BTreeSet;

use crate::exchange::read::biff::record::u16_at;
use crate::exchange::read::biff::texts::Parts;

/// The formats of a workbook and the cells' styles.
#[derive(Debug, Default)]
pub struct Formats {
    dates: BTreeSet<u16>,
    others: BTreeSet<u16>,
    styles: Vec<u16>,
}

impl Formats {
    /// Takes a FORMAT record.
    pub fn take_format(&mut self, data: &[u8]) {
        let Some(number) = u16_at(data, 0) else {
            return;
        };
        let text = Parts::new(vec![data.get(2..).unwrap_or_default()]).text(2);
        if text.is_some_and(|text| is_date(&text)) {
            self.dates.insert(number);
        } else {
            self.others.insert(number);
        }
    }

    /// Takes an XF record.
    pub fn take_style(&mut self, data: &[u8]) {
        self.styles.push(u16_at(data, 2).unwrap_or_default());
    }

    /// Tells whether a style shows numbers as dates.
    pub fn is_date(&self, style: u16) -> bool {
        let Some(format) = self.styles.get(usize::from(style)) else {
            return false;
        };
        let built_in = matches!(format, 14..=22 | 27..=36 | 45..=47 | 50..=58);
        self.dates.contains(format) || (built_in && !self.others.contains(format))
    }
}

/// Tells whether a format shows a date or time: it has letters of one outside quotes and brackets.
pub fn is_date(format: &str) -> bool {
    let mut signs = format.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => {
                signs.by_ref().find(|sign| *sign == '"');
            }
            '[' => {
                let inner: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                if matches!(
                    inner.to_lowercase().as_str(),
                    "h" | "hh" | "m" | "mm" | "s" | "ss"
                ) {
                    return true;
                }
            }
            '\\' | '_' | '*' => {
                signs.next();
            }
            'y' | 'Y' | 'd' | 'D' | 'h' | 'H' | 'm' | 'M' | 's' | 'S' => return true,
            'G' | 'g' => return false,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_numbers() {
        for (format, date) in [
            ("yyyy-mm-dd hh:mm", true),
            ("yyyy\"年\"m\"月\"d\"日\"", true),
            ("[$-804]yyyy/m/d", true),
            ("[h]:mm:ss", true),
            ("General", false),
            ("0.00", false),
            ("#,##0\"days\"", false),
            ("[Red]0;\\d0", false),
            ("@", false),
        ] {
            assert_eq!(is_date(format), date, "{format}");
        }
    }
}
