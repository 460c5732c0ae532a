//! The colours of the three themes. Meaning never hangs on colour alone: a word or a mark stands
//! beside it.

use ratatui::style::{Color, Modifier, Style};

use crate::app::shared::Theme;

/// The styles of a theme, by meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Styles {
    /// Ordinary text.
    pub text: Style,
    /// Text that stands back: labels, hints.
    pub dim: Style,
    /// Titles, headings of columns.
    pub title: Style,
    /// The border of a part without the keys.
    pub border: Style,
    /// The border of the part with the keys.
    pub focus: Style,
    /// The row under the cursor.
    pub selected: Style,
    /// What the search matched.
    pub matched: Style,
    /// Done, in order.
    pub good: Style,
    /// Due soon.
    pub warn: Style,
    /// Overdue, wrong.
    pub bad: Style,
    /// A key in the bottom line.
    pub key: Style,
    /// The field that is open.
    pub field: Style,
}

impl Styles {
    /// Gives the styles of a theme.
    pub const fn of(theme: Theme) -> Self {
        match theme {
            Theme::Mono => Self::mono(),
            Theme::Dark => Self::coloured(
                Color::Gray,
                Color::DarkGray,
                Color::Cyan,
                Color::Green,
                Color::Yellow,
                Color::LightRed,
            ),
            Theme::Light => Self::coloured(
                Color::Black,
                Color::DarkGray,
                Color::Blue,
                Color::Green,
                Color::Magenta,
                Color::Red,
            ),
        }
    }

    const fn mono() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Self {
            text: plain,
            dim: plain,
            title: bold,
            border: plain,
            focus: bold,
            selected: plain.add_modifier(Modifier::REVERSED),
            matched: plain.add_modifier(Modifier::UNDERLINED),
            good: plain,
            warn: bold,
            bad: bold,
            key: bold,
            field: plain.add_modifier(Modifier::UNDERLINED),
        }
    }

    const fn coloured(
        text: Color,
        dim: Color,
        accent: Color,
        good: Color,
        warn: Color,
        bad: Color,
    ) -> Self {
        let plain = Style::new();
        Self {
            // The terminal's own letters: they are readable on its own ground.
            text: plain,
            dim: plain.fg(dim),
            title: plain.fg(text).add_modifier(Modifier::BOLD),
            border: plain.fg(dim),
            focus: plain.fg(accent).add_modifier(Modifier::BOLD),
            selected: plain.add_modifier(Modifier::REVERSED),
            matched: plain.fg(accent).add_modifier(Modifier::UNDERLINED),
            good: plain.fg(good),
            warn: plain.fg(warn).add_modifier(Modifier::BOLD),
            bad: plain.fg(bad).add_modifier(Modifier::BOLD),
            key: plain.fg(accent).add_modifier(Modifier::BOLD),
            field: plain.add_modifier(Modifier::UNDERLINED),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mono_theme_draws_no_colour_and_shows_the_hand_by_reverse() {
        let styles = Styles::of(Theme::Mono);
        for style in [
            styles.text,
            styles.dim,
            styles.title,
            styles.border,
            styles.focus,
            styles.selected,
            styles.matched,
            styles.good,
            styles.warn,
            styles.bad,
            styles.key,
            styles.field,
        ] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
        assert!(styles.selected.add_modifier.contains(Modifier::REVERSED));
    }
}
