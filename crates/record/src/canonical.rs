//! How is a value written so that equal values have equal bytes? JSON after RFC 8785.
//!
//! Every member name is ours and ASCII, so sorting by UTF-16 code units is sorting by bytes;
//! `object!` in `shape.rs` refuses to compile members out of order.

/// Writes a text in quotation marks; only what JSON forbids is escaped (RFC 8785, 3.2.2.2).
pub(crate) fn text(out: &mut String, text: &str) {
    out.push('"');
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        let short = match byte {
            b'"' | b'\\' => Some(char::from(byte)),
            0x08 => Some('b'),
            0x09 => Some('t'),
            0x0a => Some('n'),
            0x0c => Some('f'),
            0x0d => Some('r'),
            0..0x20 => None,
            _ => continue,
        };
        out.push_str(&text[plain..at]);
        plain = at + 1;
        out.push('\\');
        match short {
            Some(letter) => out.push(letter),
            None => {
                out.push_str("u00");
                hex(out, &[byte]);
            }
        }
    }
    out.push_str(&text[plain..]);
    out.push('"');
}

/// Writes a number without sign, point or exponent.
pub(crate) fn number(out: &mut String, number: u64) {
    out.push_str(&number.to_string());
}

/// Writes lower-case hexadecimal digits; digests and signatures are most of a line, so not digit by digit.
pub(crate) fn hex(out: &mut String, bytes: &[u8]) {
    const DIGITS: [u8; 16] = *b"0123456789abcdef";
    for some in bytes.chunks(64) {
        let mut digits = [b'0'; 128];
        for (pair, byte) in digits.as_chunks_mut::<2>().0.iter_mut().zip(some) {
            *pair = [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
        }
        out.push_str(std::str::from_utf8(&digits[..2 * some.len()]).unwrap_or_default());
    }
}
