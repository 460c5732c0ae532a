//! The rows of a form as they are shown: an open choice takes as many as its options need, and a
//! click must count them as the drawing does.

use crate::app::cells::width;
use crate::app::choice::Choice;
use crate::app::field::FieldKind;
use crate::app::form::line::{Entry, Line, Strayed};
use crate::app::form::{AREA_ROWS, Form};
use crate::app::shared::Shared;

/// The most cells of a label.
const LONG_LABEL: u16 = 24;
/// The most cells of a label with the name of its step before it.
const LABEL_OF_STEP: u16 = 36;

/// The room that a form has, and the usual cells of its labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// Cells of a label, unless a longer one needs more.
    pub label: u16,
}

/// An option of an open choice, in cells from the entry's corner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedRow {
    /// Column.
    pub column: u16,
    /// Row.
    pub row: u16,
    /// Its digit and words.
    pub text: String,
    /// It is the one that is chosen.
    pub chosen: bool,
}

/// The rows of a form.
#[derive(Debug)]
pub struct Rows {
    /// Cells of the labels.
    pub label: u16,
    /// The rows of each line in sight, in order.
    pub lines: Vec<u16>,
    /// How many lines above are not shown, so that the open one is.
    pub hidden: usize,
}

impl Space {
    /// Counts the rows of a form.
    pub fn rows<I: Copy + PartialEq>(self, shared: &Shared, form: &Form<I>) -> Rows {
        let cells = |line: &Line<I>| {
            let most = if line.of.is_empty() {
                LONG_LABEL.min(self.width / 3)
            } else {
                LABEL_OF_STEP.min(self.width / 2)
            };
            cells(shared, &line.label_text(&shared.words)).min(most)
        };
        let longest = form.shown().map(|(line, _)| cells(line)).max().unwrap_or(0);
        let label = self.label.max(longest);
        let entry = self.entry(label);
        let lines: Vec<u16> = form
            .shown()
            .map(|(line, open)| rows(shared, line, open, entry))
            .collect();
        let open = form.shown().position(|(_, open)| open).unwrap_or(0);
        let end: u16 = lines.iter().take(open + 1).sum();
        let mut over = end.saturating_sub(self.height);
        let hidden = lines.iter().take_while(|rows| {
            let goes = over > 0;
            over = over.saturating_sub(**rows);
            goes
        });
        let hidden = hidden.count();
        Rows {
            label,
            lines,
            hidden,
        }
    }

    /// Gives the cells of an entry beside its label.
    pub const fn entry(self, label: u16) -> u16 {
        self.width.saturating_sub(label + 3)
    }

    /// Puts the cursor on the line that is shown at a row; false where there is none.
    pub fn click<I: Copy + PartialEq>(self, shared: &Shared, form: &mut Form<I>, row: u16) -> bool {
        let at = self.line_at(shared, form, row);
        if let Some(id) = at {
            form.go(id);
        }
        at.is_some()
    }

    /// Gives the line that stands at a row.
    pub fn line_at<I: Copy + PartialEq>(
        self,
        shared: &Shared,
        form: &Form<I>,
        row: u16,
    ) -> Option<I> {
        let rows = self.rows(shared, form);
        let mut end = 0;
        let mut lines = form.shown().zip(rows.lines).skip(rows.hidden);
        lines.find_map(|((line, _), rows)| {
            end += rows;
            (row < end).then_some(line.id)
        })
    }
}

/// Lays the options of an open choice out, each with its digit, over as many rows as they need.
pub fn options(
    shared: &Shared,
    list: &str,
    choice: &Choice<&'static str>,
    width: u16,
) -> Vec<PlacedRow> {
    let (mut column, mut row) = (0, 0);
    let mut options = Vec::new();
    for (index, code) in choice.options().iter().enumerate() {
        let chosen = choice.value() == Some(*code);
        let mark = if chosen { ">" } else { "" };
        let words = shared.words.code(list, code);
        let text = format!("{mark}{} {words}", index + 1);
        let cells = cells(shared, &text);
        if column > 0 && column + cells > width {
            (column, row) = (0, row + 1);
        }
        options.push(PlacedRow {
            column: column.min(width.saturating_sub(1)),
            row,
            text,
            chosen,
        });
        column += cells + 2;
    }
    options
}

/// Tells whether the hint of an open choice stands in a row of its own: every option is seen first.
pub fn hint_below<I>(shared: &Shared, line: &Line<I>, width: u16) -> bool {
    let (Entry::Code(list, choice), Some(hint)) = (&line.entry, &line.hint) else {
        return false;
    };
    let options = options(shared, list, choice, width);
    options.last().is_some_and(|last| {
        let end = last.column + cells(shared, &last.text) + 2;
        last.row > 0 || end.saturating_add(cells(shared, hint)) > width
    })
}

/// Gives the rows of what is said below an entry.
pub fn remark_rows<I>(line: &Line<I>) -> u16 {
    u16::from(line.problem.is_some()) + u16::from(line.strayed.is_some())
}

/// Gives what is said below an entry: what is wrong with it, what became of words typed into it.
pub fn remarks<I>(shared: &Shared, line: &Line<I>) -> Vec<String> {
    let words = &shared.words;
    let strayed = line.strayed.as_ref().map(|strayed| match strayed {
        Strayed::To(label) => {
            words.say_with("form-words-moved", &[("where", words.say(label).into())])
        }
        Strayed::Kept(text) => words.say_with("form-words-kept", &[("text", text.as_str().into())]),
    });
    line.problem.iter().cloned().chain(strayed).collect()
}

fn rows<I>(shared: &Shared, line: &Line<I>, open: bool, width: u16) -> u16 {
    let entry = match &line.entry {
        Entry::Text(text) if text.kind() == FieldKind::Area && open => AREA_ROWS,
        Entry::Code(list, choice) if open => {
            let options = options(shared, list, choice, width);
            let rows = options.last().map_or(1, |option| option.row + 1);
            rows + u16::from(hint_below(shared, line, width))
        }
        Entry::Text(_) | Entry::Code(..) => 1,
    };
    entry + remark_rows(line)
}

fn cells(shared: &Shared, text: &str) -> u16 {
    width(text, shared.look.ambiguous_wide)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::live::DeskSettings;
    use crate::app::shared::Look;
    use crate::app::unfinished::FormDrafts;
    use crate::domain::moment::Moment;
    use crate::domain::save_id::SaveIds;
    use crate::domain::seat::Seat;
    use crate::domain::town_context::TownContext;
    use crate::keymap::file::default_map;
    use crate::words::bundle::Words;
    use crate::words::lang::Lang;

    fn shared(lang: Lang) -> Shared {
        Shared {
            words: Words::new(lang),
            keymap: default_map(),
            now: Moment::default(),
            test_clock: false,
            who: String::new(),
            desk: DeskSettings::default(),
            look: Look::default(),
            town: TownContext::default(),
            phrases: Vec::new(),
            views: Vec::new(),
            unfinished: FormDrafts::default(),
            elsewhere: Vec::new(),
            saves: SaveIds::default(),
            size: (80, 24),
            intake_open: false,
            seat: Seat::Free,
        }
    }

    /// A class to choose (open), a matter of several lines, a name.
    fn form() -> Form<u8> {
        let classes = &["suggestion", "accusation", "claim", "litigation"];
        Form::new(vec![
            Line::code(1, "ask-class", "class", classes),
            Line::text(2, "ask-summary", FieldKind::Area),
            Line::text(3, "ask-name", FieldKind::Line).folded(),
            Line::text(4, "ask-name", FieldKind::Line),
        ])
    }

    #[test]
    fn a_click_opens_the_line_that_is_shown_there_below_a_choice_over_several_rows() {
        for lang in [Lang::Zh, Lang::En] {
            let shared = shared(lang);
            for width in [30, 140] {
                let space = Space {
                    width,
                    height: 20,
                    label: 10,
                };
                let choice = space.rows(&shared, &form()).lines[0];
                assert_eq!(choice == 1, width == 140, "{width} {choice}");
                for (row, cursor) in [
                    (0, Some(1)),
                    (choice - 1, Some(1)),
                    (choice, Some(2)),
                    (choice + 1, Some(4)),
                    (choice + 2, None),
                ] {
                    let mut form = form();
                    assert_eq!(space.click(&shared, &mut form, row), cursor.is_some());
                    assert_eq!(form.cursor(), cursor.or(Some(1)), "{width} {row}");
                }
            }
        }
    }

    #[test]
    fn a_problem_takes_a_row_and_what_is_scrolled_away_is_not_clicked() {
        let shared = shared(Lang::Zh);
        let space = |height| Space {
            width: 140,
            height,
            label: 10,
        };
        let mut form = form();
        form.tell(&[(2, "空".to_owned())]);
        assert_eq!(space(20).rows(&shared, &form).lines, [1, 5, 1]);
        assert_eq!(space(20).line_at(&shared, &form, 6), Some(4));
        // Five rows: the open line takes them all, and the choice above is out of sight.
        assert_eq!(space(5).rows(&shared, &form).hidden, 1);
        assert_eq!(space(5).line_at(&shared, &form, 0), Some(2));
    }
}
