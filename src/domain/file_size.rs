//! The size of a file as people read it.

/// Writes a number of bytes: 512 B, 12 kB, 3.4 MB.
pub fn file_size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_short() {
        for (bytes, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_001, "2 kB"),
            (1_250_000, "1.2 MB"),
        ] {
            assert_eq!(file_size(bytes), text);
        }
    }
}
