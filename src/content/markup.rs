//! The prose's two marks: `[words](claim-id)` states a claim, `[words](@project)` names a project.

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub enum Span {
    /// Words that state nothing with a number.
    Plain(String),
    /// Words that state a claim: words, claim key.
    Claim(String, String),
    /// Words that name a project: words, project key.
    Project(String, String),
}

/// Reads a paragraph. The error says what is wrong and shows where.
pub fn parse(text: &str) -> Result<Vec<Span>, String> {
    let mut spans = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['[', ']']) {
        let near = || rest[open..].chars().take(24).collect::<String>();
        if rest[open..].starts_with(']') {
            return Err(format!("a ] without its [ at \"{}\"", near()));
        }
        let (words, after) = rest[open + 1..]
            .split_once("](")
            .ok_or_else(|| format!("a [ without ](key) at \"{}\"", near()))?;
        let (key, after) = after
            .split_once(')')
            .ok_or_else(|| format!("a key without its ) at \"{}\"", near()))?;
        if words.is_empty()
            || words.contains('[')
            || key.is_empty()
            || key.contains(char::is_whitespace)
        {
            return Err(format!(
                "a mark without words, inside another, or with a broken key at \"{}\"",
                near()
            ));
        }
        if open > 0 {
            spans.push(Span::Plain(rest[..open].to_string()));
        }
        spans.push(match key.strip_prefix('@') {
            Some(project) => Span::Project(words.to_string(), project.to_string()),
            None => Span::Claim(words.to_string(), key.to_string()),
        });
        rest = after;
    }
    if !rest.is_empty() {
        spans.push(Span::Plain(rest.to_string()));
    }
    Ok(spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_claims_and_projects_between_plain_words() {
        let spans =
            parse("In one quarter [21 projects](a-21) began; [Zone A](@zone-a) is first.").unwrap();
        assert_eq!(
            spans,
            [
                Span::Plain("In one quarter ".into()),
                Span::Claim("21 projects".into(), "a-21".into()),
                Span::Plain(" began; ".into()),
                Span::Project("Zone A".into(), "zone-a".into()),
                Span::Plain(" is first.".into()),
            ]
        );
    }

    #[test]
    fn broken_marks_are_refused_with_their_place() {
        for text in
            ["a [b", "a ] b", "a [b](", "[b](c", "[](c)", "[b]( c)", "[a [b](c)](d)", "[a]()"]
        {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse("so [broken").unwrap_err().contains("[broken"));
    }

    #[test]
    fn angle_brackets_stay_text() {
        assert_eq!(parse("<b>x</b>").unwrap(), [Span::Plain("<b>x</b>".into())]);
    }
}
