//! A terminal's screen as an SVG picture: every glyph stands in its own cell, so that Chinese and
//! Latin stay aligned in whatever font the reader has.

use std::fmt::Write;

/// Pixels of a cell.
const WIDTH: u32 = 9;
const HEIGHT: u32 = 20;
/// Where the letters stand in their row.
const BASELINE: u32 = 15;
const MARGIN: u32 = 10;
const GROUND: &str = "#11161c";
const LETTERS: &str = "#d7dde4";
/// The sixteen colours of a terminal.
const COLOURS: [&str; 16] = [
    "#1c2228", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#c8ccd4",
    "#7f8894", "#ff7b86", "#b5e890", "#ffd68a", "#7cc4ff", "#dc97f0", "#6fd3e0", "#ffffff",
];

/// Draws the screen.
pub(crate) fn svg(screen: &vt100::Screen) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let (width, height) = (
        u32::from(columns) * WIDTH + 2 * MARGIN,
        u32::from(rows) * HEIGHT + 2 * MARGIN,
    );
    let mut picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-size=\"15\" font-family=\"'Sarasa Mono SC', \
         'Noto Sans Mono CJK SC', 'DejaVu Sans Mono', 'Noto Sans CJK SC', 'Microsoft YaHei', \
         monospace\">\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{GROUND}\"/>\n"
    );
    for row in 0..rows {
        grounds(&mut picture, screen, row, columns);
        letters(&mut picture, screen, row, columns);
    }
    if !screen.hide_cursor() {
        let (row, column) = screen.cursor_position();
        let (x, y) = place(row, column);
        writeln!(
            picture,
            "<rect x=\"{x}\" y=\"{y}\" width=\"2\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>"
        )
        .unwrap();
    }
    picture.push_str("</svg>\n");
    picture
}

fn place(row: u16, column: u16) -> (u32, u32) {
    (
        MARGIN + u32::from(column) * WIDTH,
        MARGIN + u32::from(row) * HEIGHT,
    )
}

fn grounds(picture: &mut String, screen: &vt100::Screen, row: u16, columns: u16) {
    let ground = |column: u16| {
        let cell = screen.cell(row, column)?;
        let cell = if cell.is_wide_continuation() {
            screen.cell(row, column.checked_sub(1)?)?
        } else {
            cell
        };
        let ground = colours(cell).1;
        (ground != GROUND).then_some(ground)
    };
    let mut column = 0;
    while column < columns {
        let fill = ground(column);
        let mut end = column + 1;
        while end < columns && ground(end) == fill {
            end += 1;
        }
        if let Some(fill) = fill {
            let (x, y) = place(row, column);
            let width = u32::from(end - column) * WIDTH;
            writeln!(
                picture,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{HEIGHT}\" fill=\"{fill}\"/>"
            )
            .unwrap();
        }
        column = end;
    }
}

/// Glyphs side by side of one look and one width. Each has its place, and a letter spacing says the
/// same to those readers that know no places within a run.
struct Run {
    look: String,
    wide: bool,
    /// The column behind the last glyph.
    end: u16,
    places: String,
    glyphs: String,
}

fn letters(picture: &mut String, screen: &vt100::Screen, row: u16, columns: u16) {
    let mut run: Option<Run> = None;
    for column in 0..columns {
        let Some(cell) = screen.cell(row, column) else {
            continue;
        };
        let text = cell.contents();
        if cell.is_wide_continuation() || text.trim().is_empty() {
            continue;
        }
        let bold = if cell.bold() {
            " font-weight=\"bold\""
        } else {
            ""
        };
        let line = if cell.underline() {
            " text-decoration=\"underline\""
        } else {
            ""
        };
        let look = format!("fill=\"{}\"{bold}{line}", colours(cell).0);
        let wide = cell.is_wide();
        let x = place(row, column).0.to_string();
        let end = column + if wide { 2 } else { 1 };
        match &mut run {
            Some(run) if run.look == look && run.wide == wide && run.end == column => {
                write!(run.places, " {x}").unwrap();
                run.glyphs.push_str(&escaped(text));
                run.end = end;
            }
            _ => {
                flush(picture, run.take(), row);
                run = Some(Run {
                    look,
                    wide,
                    end,
                    places: x,
                    glyphs: escaped(text),
                });
            }
        }
    }
    flush(picture, run, row);
}

fn flush(picture: &mut String, run: Option<Run>, row: u16) {
    let Some(Run {
        look,
        wide,
        places,
        glyphs,
        ..
    }) = run
    else {
        return;
    };
    let y = place(row, 0).1 + BASELINE;
    let spacing = if wide {
        " font-size=\"17\" letter-spacing=\"1\""
    } else {
        ""
    };
    writeln!(
        picture,
        "<text x=\"{places}\" y=\"{y}\" {look}{spacing}>{glyphs}</text>"
    )
    .unwrap();
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn colours(cell: &vt100::Cell) -> (String, String) {
    let letters = colour(cell.fgcolor(), LETTERS);
    let ground = colour(cell.bgcolor(), GROUND);
    let letters = if cell.dim() {
        "#8a94a0".to_owned()
    } else {
        letters
    };
    if cell.inverse() {
        (ground, letters)
    } else {
        (letters, ground)
    }
}

fn colour(colour: vt100::Color, default: &str) -> String {
    match colour {
        vt100::Color::Default => default.to_owned(),
        vt100::Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        vt100::Color::Idx(index) => indexed(index),
    }
}

/// The 256 colours: sixteen, a cube of six, a ramp of greys.
fn indexed(index: u8) -> String {
    match index {
        0..=15 => COLOURS[usize::from(index)].to_owned(),
        16..=231 => {
            let step = |at: u8| if at == 0 { 0 } else { 55 + 40 * at };
            let cube = index - 16;
            format!(
                "#{:02x}{:02x}{:02x}",
                step(cube / 36),
                step(cube / 6 % 6),
                step(cube % 6)
            )
        }
        232..=255 => {
            let grey = 8 + 10 * (index - 232);
            format!("#{grey:02x}{grey:02x}{grey:02x}")
        }
    }
}

#[test]
fn every_glyph_stands_in_its_own_cell() {
    let [two, twenty] = [2, 20].map(|n| std::num::NonZero::new(n).unwrap());
    let mut parser = vt100::Parser::new(two, twenty, 0);
    parser.process("a牟春b<\r\n\x1b[31m红".as_bytes());
    let picture = svg(parser.screen());
    for part in [
        "x=\"19 37\" y=\"25\" fill=\"#d7dde4\" font-size=\"17\" letter-spacing=\"1\">牟春</text>",
        "x=\"55 64\" y=\"25\" fill=\"#d7dde4\">b&lt;</text>",
        "fill=\"#e06c75\" font-size=\"17\" letter-spacing=\"1\">红",
    ] {
        assert!(picture.contains(part), "{part} is not in {picture}");
    }
}
