//! How many cells text takes: bytes, characters, graphemes and cells are four things, and only
//! here the fourth is counted.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Gives the cells of one grapheme: 0, 1 or 2. Ambiguous characters take two where the terminal
/// says so.
pub fn grapheme_width(grapheme: &str, ambiguous_wide: bool) -> u16 {
    let narrow = grapheme.width();
    let width = if ambiguous_wide {
        narrow.max(grapheme.width_cjk())
    } else {
        narrow
    };
    u16::try_from(width.min(2)).unwrap_or(2)
}

/// The most characters of one grapheme that are drawn: enough for a family of emoji and for a
/// syllable of any script.
const DRAWN: usize = 8;

/// Gives what is drawn of a grapheme: of hundreds of marks on one letter, the first.
pub fn drawn(grapheme: &str) -> &str {
    match grapheme.char_indices().nth(DRAWN) {
        Some((end, _)) => grapheme.get(..end).unwrap_or_default(),
        None => grapheme,
    }
}

/// Gives the cells of `text`.
pub fn width(text: &str, ambiguous_wide: bool) -> u16 {
    text.graphemes(true)
        .map(|grapheme| grapheme_width(grapheme, ambiguous_wide))
        .fold(0, u16::saturating_add)
}

/// Gives the longest head of `text` that fits into `room` cells, and the cells that it takes; a
/// wide character that would be cut in half is left out.
pub fn fit(text: &str, room: u16, ambiguous_wide: bool) -> (&str, u16) {
    let mut taken = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        let next = taken + grapheme_width(grapheme, ambiguous_wide);
        if next > room {
            return (text.get(..at).unwrap_or_default(), taken);
        }
        taken = next;
    }
    (text, taken)
}

/// Cuts `text` to `room` cells, `~` at the end where something was cut.
pub fn truncate(text: &str, room: u16, ambiguous_wide: bool) -> String {
    let (whole, _) = fit(text, room, ambiguous_wide);
    if whole.len() == text.len() || room == 0 {
        return whole.to_owned();
    }
    let (head, _) = fit(text, room - 1, ambiguous_wide);
    format!("{head}~")
}

/// Cuts `text` to `room` cells, `~` in its middle where something was cut: what it begins and what
/// it ends with stays.
pub fn cut_middle(text: &str, room: u16, ambiguous_wide: bool) -> String {
    let (whole, _) = fit(text, room, ambiguous_wide);
    if whole.len() == text.len() || room < 5 {
        return truncate(text, room, ambiguous_wide);
    }
    let (head, taken) = fit(text, (room - 1).div_ceil(2), ambiguous_wide);
    let mut left = room - 1 - taken;
    let mut start = text.len();
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        let cells = grapheme_width(grapheme, ambiguous_wide);
        if cells > left {
            break;
        }
        left -= cells;
        start = at;
    }
    format!("{head}~{}", text.get(start..).unwrap_or_default())
}

/// Leaves out the last parts of `text`, which two spaces part, until it fits into `room` cells; the
/// first one stays.
pub fn whole_parts(text: &str, room: u16, ambiguous_wide: bool) -> &str {
    let mut shown = text;
    while width(shown, ambiguous_wide) > room
        && let Some((before, _)) = shown.rsplit_once("  ")
    {
        shown = before.trim_end();
    }
    shown
}

/// Breaks `text` into lines of at most `room` cells; each is given with the byte at which it
/// begins. A line end in the text breaks too; there is always a first line.
pub fn wrap(text: &str, room: u16, ambiguous_wide: bool) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let mut rest = line;
        loop {
            let (head, taken) = fit(rest, room.max(2), ambiguous_wide);
            lines.push((start, head));
            start += head.len();
            rest = rest.get(head.len()..).unwrap_or_default();
            if rest.is_empty() || taken == 0 {
                break;
            }
        }
        start += rest.len() + 1;
    }
    lines
}

/// Breaks `text` into lines of at most `room` cells as a reader expects: between words and between
/// Hanzi, inside a word only when it is longer than a line; spaces at a break are left out. Two
/// spaces part what stands side by side: such a part stays whole when it takes at most half a line.
pub fn broken(text: &str, room: u16, ambiguous_wide: bool) -> Vec<&str> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let mut rest = line;
        loop {
            let (head, taken) = fit(rest, room, ambiguous_wide);
            let tail = rest.get(head.len()..).unwrap_or_default();
            if tail.is_empty() || taken == 0 {
                lines.push(head.trim_end());
                break;
            }
            let kept = whole_words(head, tail);
            let kept = whole_part(rest, kept, room, ambiguous_wide);
            let kept = before_mark(kept, rest.get(kept.len()..).unwrap_or_default());
            lines.push(kept.trim_end());
            rest = rest.get(kept.len()..).unwrap_or_default().trim_start();
        }
    }
    lines
}

/// Gives as much of `head` as ends between words when `tail` follows it.
fn whole_words<'a>(head: &'a str, tail: &str) -> &'a str {
    let mut words = head.trim_end_matches(|c: char| c.is_ascii_graphic());
    if !tail.starts_with(|c: char| c.is_ascii_graphic()) || words.is_empty() {
        words = head;
    }
    words
}

/// Marks that close or divide: none begins a line.
const CLOSING: &str = "，。、；：！？）》」』】〉”’…％%,.;:!?)]}";

/// Gives as much of `head` as leaves no closing mark to begin the line with which `tail` follows: the
/// character or the word before the mark goes along with it.
fn before_mark<'a>(head: &'a str, tail: &str) -> &'a str {
    let closes = |text: &str| text.starts_with(|sign| CLOSING.contains(sign));
    if !closes(tail) {
        return head;
    }
    let mut signs = head.grapheme_indices(true).rev();
    let before = signs.find(|(_, sign)| !closes(sign)).map(|(at, _)| at);
    let kept = before.and_then(|at| head.get(..at)).unwrap_or_default();
    let whole = whole_words(kept, head.get(kept.len()..).unwrap_or_default());
    // A line that is one word, or marks alone, stays as it is.
    [whole, kept]
        .into_iter()
        .find(|it| !it.trim().is_empty())
        .unwrap_or(head)
}

/// Gives as much of `head`, with which `line` begins, as ends before a short part that would be cut.
fn whole_part<'a>(line: &str, head: &'a str, room: u16, ambiguous_wide: bool) -> &'a str {
    const GAP: &str = "  ";
    let Some(gap) = head.trim_end().rfind(GAP) else {
        return head;
    };
    let before = gap + GAP.len();
    let part = line.get(before..).unwrap_or_default();
    let part = part.split_once(GAP).map_or(part, |(part, _)| part);
    let is_whole = before + part.len() <= head.len();
    if is_whole || width(part, ambiguous_wide) > room / 2 {
        return head;
    }
    head.get(..before).unwrap_or(head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn cells_are_counted_as_terminals_draw_them() {
        for (text, narrow, wide) in [
            ("mulin", 5, 5),
            ("牟邻之家", 8, 8),
            ("１３８", 6, 6),
            ("e\u{301}", 1, 1),
            ("“好”", 4, 6),
            ("①", 1, 2),
            ("👨‍👩‍👧", 2, 2),
            // A hand with a tone of skin, and a flag, are one sign each.
            ("👍\u{1f3fd}", 2, 2),
            ("🇨🇳", 2, 2),
            // Half-width kana, the second with its mark behind it.
            ("ｶﾅ", 2, 2),
            ("ｶ\u{ff9e}", 2, 2),
            // A syllable of three letters.
            ("\u{1112}\u{1161}\u{11ab}", 2, 2),
            ("", 0, 0),
        ] {
            assert_eq!(width(text, false), narrow, "{text}");
            assert_eq!(width(text, true), wide, "{text} ambiguous");
        }
    }

    #[test]
    fn a_wide_character_is_never_cut_in_half() {
        for (text, room, expected) in [
            ("牟春生", 6, "牟春生"),
            ("牟春生", 5, "牟春~"),
            ("牟春生", 4, "牟~"),
            ("a牟春生", 4, "a牟~"),
            ("牟春生", 1, "~"),
            ("牟春生", 0, ""),
            ("ab", 2, "ab"),
        ] {
            assert_eq!(truncate(text, room, false), expected, "{text} in {room}");
        }
    }

    #[test]
    fn a_long_text_keeps_its_beginning_and_its_end() {
        for (text, room, expected) in [
            ("宅基地边界不清", 14, "宅基地边界不清"),
            ("宅基地边界不清", 13, "宅基地~界不清"),
            ("宅基地边界不清", 10, "宅基~不清"),
            ("ML-2026-0001", 9, "ML-2~0001"),
            ("宅基地边界不清", 4, "宅~"),
        ] {
            assert_eq!(cut_middle(text, room, false), expected, "{text} in {room}");
        }
    }

    #[test]
    fn a_part_is_shown_whole_or_not_at_all() {
        for (room, expected) in [
            (26, "空缺 91  待确认 83  / 筛选"),
            (25, "空缺 91  待确认 83"),
            (17, "空缺 91"),
            (3, "空缺 91"),
        ] {
            let shown = whole_parts("空缺 91  待确认 83  / 筛选", room, false);
            assert_eq!(shown, expected, "{room}");
        }
    }

    #[test]
    fn lines_break_at_the_edge_and_at_line_ends() {
        let lines: Vec<&str> = wrap("牟春生\nab", 4, false)
            .into_iter()
            .map(|(_, line)| line)
            .collect();
        assert_eq!(lines, ["牟春", "生", "ab"]);
        assert_eq!(wrap("", 4, false), [(0, "")]);
        assert_eq!(wrap("a\n", 4, false), [(0, "a"), (2, "")]);
    }

    #[test]
    fn a_paragraph_breaks_between_words_and_between_hanzi() {
        for (text, room, lines) in [
            ("stands on the right", 11, vec!["stands on", "the right"]),
            ("输入姓名，Enter 接", 12, vec!["输入姓名，", "Enter 接"]),
            ("请推选代表，不超过", 10, vec!["请推选代", "表，不超过"]),
            ("见条例 32，说明", 9, vec!["见条例", "32，说明"]),
            ("，，，，", 4, vec!["，，", "，，"]),
            ("牟春生来访", 6, vec!["牟春生", "来访"]),
            ("abcdefgh", 4, vec!["abcd", "efgh"]),
            ("a\n\nb", 4, vec!["a", "", "b"]),
            ("on the", 2, vec!["on", "th", "e"]),
            ("牟", 1, vec![""]),
            ("到 2026-11-20 止", 12, vec!["到", "2026-11-20", "止"]),
            ("到 2026-11-20 止", 15, vec!["到 2026-11-20", "止"]),
            ("分类  受理", 4, vec!["分类", "受理"]),
            ("受理  办理  告知", 10, vec!["受理  办理", "告知"]),
            ("受理  书面告知", 16, vec!["受理  书面告知"]),
            ("一二  三四  书面告知", 16, vec!["一二  三四", "书面告知"]),
            (
                "ab  受理 acceptance  c",
                10,
                vec!["ab  受理", "acceptance", "c"],
            ),
            ("受理  ", 8, vec!["受理"]),
            (
                "e\u{301}e\u{301}e\u{301}",
                2,
                vec!["e\u{301}e\u{301}", "e\u{301}"],
            ),
            ("好👍\u{1f3fd}好", 4, vec!["好👍\u{1f3fd}", "好"]),
            ("ｶ\u{ff9e}ｶ\u{ff9e}", 3, vec!["ｶ\u{ff9e}", "ｶ\u{ff9e}"]),
        ] {
            assert_eq!(broken(text, room, false), lines, "{text} in {room}");
        }
    }

    proptest! {
        #[test]
        fn nothing_grows_past_its_room(text in "\\PC{0,40}", room in 0u16..30) {
            prop_assert!(width(&truncate(&text, room, true), true) <= room);
            prop_assert!(width(&cut_middle(&text, room, true), true) <= room);
            let (head, taken) = fit(&text, room, false);
            prop_assert_eq!(width(head, false), taken);
        }

        #[test]
        fn wrapped_lines_hold_the_whole_text(text in "[a-z牟春生，\n]{0,40}", room in 2u16..20) {
            let lines = wrap(&text, room, false);
            for (at, line) in &lines {
                prop_assert_eq!(text.get(*at..*at + line.len()), Some(*line));
            }
            let joined: String = lines.iter().map(|(_, line)| *line).collect();
            prop_assert_eq!(joined, text.replace('\n', ""));
        }
    }
}
