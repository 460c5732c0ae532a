//! What an export shows of people: masked, unless somebody asked for full values.

use crate::domain::codes::Class;
use crate::domain::mask::mask_name;
use crate::domain::person::Person;
use crate::domain::phone::mask_phone;
use crate::domain::resident_id::mask_id;

/// Whether values stand in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Masking {
    /// Masked: phones, ID numbers, house numbers, needs of care, the names of those who asked for
    /// secrecy, and the words of unclassed matters.
    Down,
    /// In full; it was written down who did so.
    Lifted,
}

impl Masking {
    /// Gives a name; that of one who asked for secrecy (鲁信访 12 (七)) is masked.
    pub fn name(self, person: &Person) -> String {
        match self {
            Self::Down if person.confidential => mask_name(&person.name),
            Self::Down | Self::Lifted => person.name.clone(),
        }
    }

    /// Gives phones, joined.
    pub fn phones(self, phones: &[String]) -> String {
        let shown: Vec<String> = phones.iter().map(|phone| self.phone(phone)).collect();
        shown.join("、")
    }

    /// Gives one phone.
    pub fn phone(self, phone: &str) -> String {
        match self {
            Self::Down => mask_phone(phone),
            Self::Lifted => phone.to_owned(),
        }
    }

    /// Gives an ID number.
    pub fn id(self, number: &str) -> String {
        match self {
            Self::Down => mask_id(number),
            Self::Lifted => number.to_owned(),
        }
    }

    /// Gives an address; masked, it ends before its first digit.
    pub fn address(self, address: &str) -> String {
        match self {
            Self::Down => {
                let is_number = |c: char| c.is_numeric() || "一二三四五六七八九十".contains(c);
                let kept: String = address.chars().take_while(|c| !is_number(*c)).collect();
                if kept == address {
                    kept
                } else {
                    format!("{kept}***")
                }
            }
            Self::Lifted => address.to_owned(),
        }
    }

    /// Gives words about a matter; those of an unclassed one, which may be an accusation, are
    /// masked.
    pub fn matter(self, class: Class, words: &str) -> String {
        if class == Class::Unclassed {
            self.private(words)
        } else {
            words.to_owned()
        }
    }

    /// Gives what is nobody else's business, such as needs of care.
    pub fn private(self, text: &str) -> String {
        match self {
            Self::Down if !text.is_empty() => "***".to_owned(),
            Self::Down | Self::Lifted => text.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_export_tells_nobody_where_to_knock() {
        let masking = Masking::Down;
        for (address, shown) in [
            ("东牟家村3巷5号", "东牟家村***"),
            ("东牟家村三巷五号", "东牟家村***"),
            ("东牟家村", "东牟家村"),
            ("", ""),
        ] {
            assert_eq!(masking.address(address), shown);
            assert_eq!(Masking::Lifted.address(address), address);
        }
        let secret = Person {
            name: "牟春生".into(),
            confidential: true,
            ..Person::default()
        };
        assert_eq!(masking.name(&secret), "牟*生");
        assert_eq!(masking.private("轮椅"), "***");
        assert_eq!(masking.private(""), "");
        assert_eq!(masking.phones(&["13800001234".into()]), "138****1234");
    }
}
