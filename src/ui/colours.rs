//! The colours of the themes: in 16 million of them, the nearest of 256, or the sixteen that every
//! terminal has.

use ratatui::style::Color;

/// The colours of a theme, by meaning; pairs are letters on a ground of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours {
    /// The ground of the screen.
    pub ground: Color,
    /// Ordinary text.
    pub text: Color,
    /// Text that stands back.
    pub dim: Color,
    /// Lines between parts.
    pub border: Color,
    /// Here is the cursor; keys.
    pub accent: Color,
    /// In order.
    pub good: Color,
    /// Needs a hand today.
    pub warn: Color,
    /// Late.
    pub bad: Color,
    /// The row under the cursor.
    pub selected: (Color, Color),
    /// What the search matched, in any row.
    pub matched: (Color, Color),
    /// The field that is open.
    pub field: (Color, Color),
    /// Cells of a map: in order, late, missing.
    pub cells: [(Color, Color); 3],
}

/// Light letters on a dark ground.
pub const DARK: Colours = Colours {
    ground: hex(0x11_16_1c),
    text: hex(0xdf_e6_ee),
    dim: hex(0x9e_a7_b0),
    border: hex(0x82_92_a4),
    accent: hex(0x6c_b6_ff),
    good: hex(0x7c_cf_8a),
    warn: hex(0xf0_c0_5a),
    bad: hex(0xff_8a_80),
    selected: (WHITE, hex(0x23_54_8f)),
    matched: (BLACK, hex(0xff_d7_5f)),
    field: (WHITE, hex(0x26_34_44)),
    cells: [
        (hex(0xa9_df_b2), hex(0x17_30_1f)),
        (hex(0xff_d9_8a), hex(0x4a_35_00)),
        (WHITE, hex(0x8f_1f_1a)),
    ],
};

/// Dark letters on a light ground.
pub const LIGHT: Colours = Colours {
    ground: hex(0xfb_fa_f6),
    text: hex(0x1f_23_28),
    dim: hex(0x56_60_6c),
    border: hex(0x66_70_80),
    accent: hex(0x0a_55_a0),
    good: hex(0x1a_6b_34),
    warn: hex(0x8a_4b_00),
    bad: hex(0xb3_26_1e),
    selected: (WHITE, hex(0x1b_5a_9e)),
    matched: (BLACK, hex(0xff_d7_5f)),
    field: (BLACK, hex(0xdf_e9_f6)),
    cells: [
        (hex(0x14_53_2a), hex(0xd7_ef_dc)),
        (hex(0x6b_3a_00), hex(0xff_e3_a8)),
        (WHITE, hex(0xb3_26_1e)),
    ],
};

/// The dark theme in sixteen colours.
pub const DARK_BASIC: Colours = Colours {
    ground: Color::Black,
    text: Color::Gray,
    dim: Color::DarkGray,
    border: Color::DarkGray,
    accent: Color::LightCyan,
    good: Color::LightGreen,
    warn: Color::LightYellow,
    bad: Color::LightRed,
    selected: (Color::Black, Color::Gray),
    matched: (Color::Black, Color::LightYellow),
    field: (Color::White, Color::Black),
    cells: [
        (Color::LightGreen, Color::Black),
        (Color::LightYellow, Color::Black),
        (Color::White, Color::Red),
    ],
};

/// The light theme in sixteen colours: of most of them the letters would be too pale.
pub const LIGHT_BASIC: Colours = Colours {
    ground: Color::White,
    text: Color::Black,
    dim: Color::Black,
    border: Color::Black,
    accent: Color::Blue,
    good: Color::Black,
    warn: Color::Magenta,
    bad: Color::Red,
    selected: (Color::White, Color::Blue),
    matched: (Color::Black, Color::LightYellow),
    field: (Color::Black, Color::White),
    cells: [
        (Color::Black, Color::White),
        (Color::Black, Color::LightYellow),
        (Color::White, Color::Red),
    ],
};

const BLACK: Color = hex(0x10_14_18);
const WHITE: Color = hex(0xff_ff_ff);

/// Writes a colour as red, green and blue.
const fn hex(colour: u32) -> Color {
    Color::from_u32(colour)
}

impl Colours {
    /// Gives the nearest of the 256 colours for each.
    #[must_use]
    pub fn indexed(self) -> Self {
        let pair = |(letters, ground)| (nearest(letters), nearest(ground));
        Self {
            ground: nearest(self.ground),
            text: nearest(self.text),
            dim: nearest(self.dim),
            border: nearest(self.border),
            accent: nearest(self.accent),
            good: nearest(self.good),
            warn: nearest(self.warn),
            bad: nearest(self.bad),
            selected: pair(self.selected),
            matched: pair(self.matched),
            field: pair(self.field),
            cells: self.cells.map(pair),
        }
    }
}

/// The first colour of the cube of six by six by six, and the first of the greys behind it: those
/// below differ from terminal to terminal.
const CUBE: u8 = 16;
const GREYS: u8 = 232;

/// Gives the nearest colour of the cube and the greys.
fn nearest(colour: Color) -> Color {
    let Color::Rgb(red, green, blue) = colour else {
        return colour;
    };
    let apart = |index: &u8| {
        let (r, g, b) = rgb(*index);
        let square = |one: u8, other: u8| u32::from(one.abs_diff(other)).pow(2);
        square(r, red) + square(g, green) + square(b, blue)
    };
    Color::Indexed((CUBE..=u8::MAX).min_by_key(apart).unwrap_or(CUBE))
}

/// Gives how much of a colour a step of the cube is.
const fn level(step: u8) -> u8 {
    if step == 0 { 0 } else { 55 + 40 * step }
}

/// Gives red, green and blue of a colour of the cube or of the greys.
const fn rgb(index: u8) -> (u8, u8, u8) {
    if index >= GREYS {
        let grey = 8 + 10 * (index - GREYS);
        return (grey, grey, grey);
    }
    let at = index.saturating_sub(CUBE);
    (level(at / 36), level(at / 6 % 6), level(at % 6))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The sixteen colours as xterm has them.
    const BASIC: &[(Color, (u8, u8, u8))] = &[
        (Color::Black, (0, 0, 0)),
        (Color::Red, (205, 0, 0)),
        (Color::Blue, (0, 0, 238)),
        (Color::Magenta, (205, 0, 205)),
        (Color::Gray, (229, 229, 229)),
        (Color::DarkGray, (127, 127, 127)),
        (Color::LightRed, (255, 0, 0)),
        (Color::LightGreen, (0, 255, 0)),
        (Color::LightYellow, (255, 255, 0)),
        (Color::LightCyan, (0, 255, 255)),
        (Color::White, (255, 255, 255)),
    ];

    /// Gives the contrast of two colours, 1 to 21 (WCAG 2.1, relative luminance).
    pub(crate) fn contrast(one: Color, other: Color) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance(colour: Color) -> f64 {
        let (red, green, blue) = match colour {
            Color::Rgb(red, green, blue) => (red, green, blue),
            Color::Indexed(index) => rgb(index),
            named => {
                let mut basic = BASIC.iter();
                basic
                    .find(|(it, _)| *it == named)
                    .expect("a colour that is measured")
                    .1
            }
        };
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.039_28 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    #[test]
    fn contrast_is_measured_as_the_standard_has_it() {
        for (one, other, expected) in [
            (hex(0), hex(0xff_ff_ff), 21.0),
            (hex(0x77_77_77), hex(0xff_ff_ff), 4.48),
            (Color::Red, Color::Red, 1.0),
        ] {
            assert!(
                (contrast(one, other) - expected).abs() < 0.01,
                "{one} {other}"
            );
        }
    }

    #[test]
    fn the_nearest_of_256_is_as_near_as_can_be() {
        for (colour, index) in [
            (hex(0xff_ff_ff), 231),
            (hex(0x12_12_12), 233),
            (hex(0xff_00_00), 196),
        ] {
            assert_eq!(nearest(colour), Color::Indexed(index));
        }
    }
}
