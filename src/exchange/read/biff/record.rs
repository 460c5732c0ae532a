//! One record after the other.

/// 开头: begins the globals, a sheet, or something within one.
pub const BOF: u16 = 0x0809;
/// Ends what [`BOF`] began.
pub const EOF: u16 = 0x000a;
/// Goes on with the record before.
pub const CONTINUE: u16 = 0x003c;

/// A record: its kind and its bytes.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// What it is.
    pub kind: u16,
    /// What it holds.
    pub data: &'a [u8],
}

/// The records of a stream from some place on; a cut-off record ends them.
#[derive(Debug, Clone)]
pub struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    /// Begins at byte `at`.
    pub fn from(stream: &'a [u8], at: usize) -> Self {
        Self {
            rest: stream.get(at..).unwrap_or_default(),
        }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let kind = u16_at(self.rest, 0)?;
        let length = usize::from(u16_at(self.rest, 2)?);
        let data = self.rest.get(4..4 + length)?;
        self.rest = self.rest.get(4 + length..).unwrap_or_default();
        Some(Record { kind, data })
    }
}

/// Reads two bytes.
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

/// Reads four bytes.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// Reads a number of eight bytes.
pub fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    let bytes = bytes.get(at..at.checked_add(8)?)?;
    Some(f64::from_le_bytes(bytes.try_into().ok()?))
}

/// Reads a packed number of four bytes: whole or not, by a hundred or not.
pub fn rk_at(bytes: &[u8], at: usize) -> Option<f64> {
    let packed = u32_at(bytes, at)?;
    let number = if packed & 2 != 0 {
        f64::from(packed.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(packed & !3) << 32)
    };
    Some(if packed & 1 != 0 {
        number / 100.0
    } else {
        number
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_unpack() {
        for (packed, number) in [
            (0x0000_0006_u32, 1.0),
            (0x3ff0_0000, 1.0),
            (0x3ff0_0001, 0.01),
            (0xffff_fffe, -1.0),
            (0x0000_30d7, 31.25),
        ] {
            assert_eq!(rk_at(&packed.to_le_bytes(), 0), Some(number), "{packed:x}");
        }
        assert_eq!(rk_at(&[1, 2, 3], 0), None);
    }

    #[test]
    fn a_cut_off_record_ends_the_stream() {
        let stream = [0x09, 0x08, 1, 0, 7, 0x0a, 0, 9, 0];
        let kinds: Vec<u16> = Records::from(&stream, 0)
            .map(|record| record.kind)
            .collect();
        assert_eq!(kinds, [BOF]);
        assert_eq!(Records::from(&stream, 99).count(), 0);
    }
}
