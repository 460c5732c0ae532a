//! The styles of the three themes. Meaning never hangs on colour alone: a word or a mark stands
//! beside it. A theme of colours paints its own ground, so that what it writes is readable on it
//! whatever the terminal's own colours are.

use ratatui::style::{Color, Modifier, Style};

use crate::app::shared::{Depth, Look, Theme};
use crate::ui::colours::{Colours, DARK, DARK_BASIC, LIGHT, LIGHT_BASIC};

/// The styles of a theme, by meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Styles {
    /// Ordinary text, and the ground of the whole screen.
    pub text: Style,
    /// Text that stands back: labels, hints.
    pub dim: Style,
    /// Titles, headings of columns and groups: nothing else is bold.
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
    /// Needs a hand today.
    pub warn: Style,
    /// Overdue, wrong.
    pub bad: Style,
    /// A key in the bottom line.
    pub key: Style,
    /// The field that is open.
    pub field: Style,
    /// A bar of a chart.
    pub bar: Style,
    /// A cell of a map where all is in order, where something is late, where something is missing.
    pub cells: [Style; 3],
}

impl Styles {
    /// Gives the styles of a theme on a terminal.
    pub fn of(look: Look) -> Self {
        let colours = match look.theme {
            Theme::Mono => return Self::mono(),
            Theme::Dark if look.depth == Depth::Basic => DARK_BASIC,
            Theme::Light if look.depth == Depth::Basic => LIGHT_BASIC,
            Theme::Dark => DARK,
            Theme::Light => LIGHT,
        };
        Self::coloured(&match look.depth {
            Depth::Full | Depth::Basic => colours,
            Depth::Indexed => colours.indexed(),
        })
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
            bar: plain,
            cells: [plain, bold, plain.add_modifier(Modifier::REVERSED)],
        }
    }

    const fn coloured(colours: &Colours) -> Self {
        const fn on((letters, ground): (Color, Color)) -> Style {
            Style::new().fg(letters).bg(ground)
        }
        let text = on((colours.text, colours.ground));
        let [calm, late, missing] = colours.cells;
        Self {
            text,
            dim: text.fg(colours.dim),
            title: text.add_modifier(Modifier::BOLD),
            border: text.fg(colours.border),
            focus: text.fg(colours.accent),
            selected: on(colours.selected),
            matched: on(colours.matched),
            good: text.fg(colours.good),
            warn: text.fg(colours.warn),
            bad: text.fg(colours.bad),
            key: text.fg(colours.accent),
            field: on(colours.field),
            bar: text.fg(colours.accent),
            cells: [on(calm), on(late), on(missing)],
        }
    }

    /// Gives every style.
    #[cfg(test)]
    pub(super) const fn all(&self) -> [Style; 16] {
        let [calm, late, missing] = self.cells;
        [
            self.text,
            self.dim,
            self.title,
            self.border,
            self.focus,
            self.selected,
            self.matched,
            self.good,
            self.warn,
            self.bad,
            self.key,
            self.field,
            self.bar,
            calm,
            late,
            missing,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::colours::tests::contrast;

    /// The least contrast of letters with their ground (WCAG 2.1, 1.4.3).
    const LEAST: f64 = 4.5;

    fn look(theme: Theme, depth: Depth) -> Look {
        Look {
            theme,
            depth,
            ..Look::default()
        }
    }

    #[test]
    fn every_letter_can_be_read_on_its_ground() {
        for theme in [Theme::Dark, Theme::Light] {
            for depth in [Depth::Full, Depth::Indexed, Depth::Basic] {
                for (at, style) in Styles::of(look(theme, depth)).all().iter().enumerate() {
                    let (Some(letters), Some(ground)) = (style.fg, style.bg) else {
                        panic!(
                            "{theme:?} {depth:?}: style {at} leaves its colours to the terminal"
                        );
                    };
                    let measured = contrast(letters, ground);
                    assert!(
                        measured >= LEAST,
                        "{theme:?} {depth:?}: style {at} has a contrast of {measured:.2}"
                    );
                }
            }
        }
    }

    #[test]
    fn headings_alone_are_bold_where_there_are_colours() {
        for theme in [Theme::Dark, Theme::Light] {
            let styles = Styles::of(look(theme, Depth::Full));
            let bold = |it: &Style| it.add_modifier.contains(Modifier::BOLD);
            let all = styles.all();
            assert_eq!(all.iter().filter(|it| bold(it)).count(), 1);
            assert!(bold(&styles.title));
        }
    }

    #[test]
    fn what_presses_differs_from_what_is_in_order() {
        for theme in [Theme::Dark, Theme::Light] {
            for depth in [Depth::Full, Depth::Indexed] {
                let styles = Styles::of(look(theme, depth));
                let meant = [
                    styles.text,
                    styles.dim,
                    styles.good,
                    styles.warn,
                    styles.bad,
                ];
                for (at, style) in meant.iter().enumerate() {
                    assert!(
                        !meant.iter().skip(at + 1).any(|it| it.fg == style.fg),
                        "{at}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_mono_theme_draws_no_colour_and_shows_the_cursor_by_reverse() {
        let styles = Styles::of(look(Theme::Mono, Depth::Full));
        for style in styles.all() {
            assert_eq!((style.fg, style.bg), (None, None));
        }
        assert!(styles.selected.add_modifier.contains(Modifier::REVERSED));
    }
}
