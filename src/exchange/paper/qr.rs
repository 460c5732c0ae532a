//! 二维码: a text as a QR code, as a picture for `.docx` and in half blocks for plain text.

use std::io::{self, Write};

use crc32fast::Hasher;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use qrcode::types::Color;

/// Light modules around a code; scanners need four (ISO/IEC 18004).
const QUIET: usize = 4;

/// A QR code: a square of modules, dark or light.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrCode {
    width: usize,
    dark: Vec<bool>,
}

impl QrCode {
    /// Encodes a text; `None` where it is too long for a code.
    pub fn of(text: &str) -> Option<Self> {
        let code = qrcode::QrCode::new(text).ok()?;
        Some(Self {
            width: code.width(),
            dark: code
                .to_colors()
                .into_iter()
                .map(|it| it == Color::Dark)
                .collect(),
        })
    }

    /// Gives the modules of a side with the quiet zone.
    pub const fn side(&self) -> usize {
        self.width + 2 * QUIET
    }

    /// Tells whether the module at a column and row, counted with the quiet zone, is dark.
    pub fn is_dark(&self, column: usize, row: usize) -> bool {
        let inside = |at: usize| at.checked_sub(QUIET).filter(|at| *at < self.width);
        let at = inside(column).zip(inside(row));
        let dark = at.and_then(|(column, row)| self.dark.get(row * self.width + column));
        dark.copied().unwrap_or(false)
    }

    /// Writes the code in half blocks, two rows of modules a line; dark is inked, as on paper.
    pub fn half_blocks(&self) -> Vec<String> {
        let sign = |column, row| match (self.is_dark(column, row), self.is_dark(column, row + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        };
        let line = |row| (0..self.side()).map(|column| sign(column, row)).collect();
        (0..self.side()).step_by(2).map(line).collect()
    }

    /// Gives the code as a PNG of one grey byte a pixel, `scale` pixels a module, with the pixels of a
    /// side.
    ///
    /// # Errors
    /// The packer's, which writes into memory.
    pub fn png(&self, scale: usize) -> io::Result<(Vec<u8>, u32)> {
        let side = self.side() * scale;
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
        for row in 0..side {
            // Every line of pixels begins with its filter: none.
            packed.write_all(&[0])?;
            let pixel = |column| {
                if self.is_dark(column / scale, row / scale) {
                    0
                } else {
                    255
                }
            };
            packed.write_all(&(0..side).map(pixel).collect::<Vec<u8>>())?;
        }
        let pixels = packed.finish()?;
        let side = u32::try_from(side).map_err(io::Error::other)?;
        let mut head = [side.to_be_bytes(), side.to_be_bytes()].concat();
        // 8 bits, grey; deflate, no filter method, not interlaced.
        head.extend([8, 0, 0, 0, 0]);
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        for (kind, bytes) in [(b"IHDR", &head), (b"IDAT", &pixels), (b"IEND", &Vec::new())] {
            let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
            let mut sum = Hasher::new();
            sum.update(kind);
            sum.update(bytes);
            png.extend(length.to_be_bytes());
            png.extend(kind);
            png.extend(bytes);
            png.extend(sum.finalize().to_be_bytes());
        }
        Ok((png, side))
    }
}
