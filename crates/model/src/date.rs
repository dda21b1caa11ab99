//! How is a day written? ISO 8601, `2026-11-22`, everywhere.

/// A calendar day; times of day have no meaning for levels.
pub use time::Date;

/// Reads `YYYY-MM-DD` and nothing else; an impossible day is `None`.
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let digits = |range: std::ops::Range<usize>| -> Option<u16> {
        let part = text.get(range)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
        part.parse().ok()
    };
    let dashes = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    if !dashes {
        return None;
    }
    let month = time::Month::try_from(u8::try_from(digits(5..7)?).ok()?).ok()?;
    let day = u8::try_from(digits(8..10)?).ok()?;
    Date::from_calendar_date(i32::from(digits(0..4)?), month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::parse_date;

    #[test]
    fn a_day_is_written_one_way() {
        assert_eq!(parse_date("2026-11-22").map(|day| day.to_string()), Some("2026-11-22".to_owned()));
        for wrong in ["", "22.11.2026", "2026-13-01", "2026-02-30", "2026-1-1", "+026-01-01", "２０２６-01-01"] {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }
}
