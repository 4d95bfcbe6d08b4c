//! How wide words are where nobody can measure them.

/// Whether a letter fills a square, as those of Chinese, Japanese and Korean do.
pub fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{ffef}')
}

/// Width of a text in px, on the generous side: as the widest of the usual faces would set it
/// (measured on DejaVu Sans), so that no reader's own face makes labels meet.
pub fn text_width(text: &str, size_px: f64, bold: bool, tracking_em: f64) -> f64 {
    let em = |c: char| match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | '\'' | ':' | ';' | '|' | ' ' | '\u{a0}' => 0.36,
        'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 0.43,
        'm' | 'w' | 'M' | 'W' | '—' | '%' | '@' => 1.02,
        '\u{300}'..='\u{36f}' => 0.0,
        c if is_wide(c) => 1.02,
        c if c.is_uppercase() => 0.79,
        '±' | '+' | '−' | '=' | '–' | '<' | '>' => 0.84,
        // As wide as a letter of its own in Chinese faces.
        '’' => 1.02,
        _ => 0.65,
    };
    let weight = if bold { 1.13 } else { 1.0 };
    text.chars()
        .map(|c| (em(c) * weight + if em(c) > 0.0 { tracking_em } else { 0.0 }) * size_px)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_never_below_those_of_a_wide_face() {
        // Advance widths of DejaVu Sans and its bold at 16 px, from the font's own table.
        for (text, bold, width) in [
            ("Zone A", true, 62.8),
            ("Kundulun District, Baotou", false, 204.5),
            ("± 15 km", false, 68.8),
        ] {
            let estimate = text_width(text, 16.0, bold, 0.0);
            assert!(estimate >= width && estimate < 1.5 * width, "{text}: {estimate}");
        }
        assert_eq!(text_width("包头", 10.0, false, 0.0), 20.4);
    }
}
