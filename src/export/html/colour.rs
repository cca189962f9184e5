//! Colours that can be read: an organisation's own, moved towards black or white as far as it takes.

use crate::document::house::Colour;

/// The least contrast with the page. The limit for text is 4.5 (WCAG 2.2, 1.4.3); the rest is for places
/// where the page is tinted, which costs up to a sixth.
const READABLE: f64 = 5.5;

/// The colour, or the nearest darker or lighter one that can be read on this background.
pub(super) fn on(background: Colour, colour: Colour) -> Colour {
    let end = if luminance(background) > 0.18 { 0.0 } else { 255.0 };
    (0..=20).map(|step| mix(colour, end, f64::from(step) / 20.0)).find(|mixed| contrast(*mixed, background) >= READABLE).unwrap_or(colour)
}

/// Whether it is black, grey or white: no colour that somebody chose to be known by.
pub(super) fn is_grey(colour: Colour) -> bool {
    colour.0.iter().all(|part| part.abs_diff(colour.0[0]) < 16)
}

fn mix(colour: Colour, end: f64, share: f64) -> Colour {
    Colour(colour.0.map(|part| (f64::from(part) * (1.0 - share) + end * share).round() as u8))
}

fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance, as WCAG 2.2 defines it.
fn luminance(colour: Colour) -> f64 {
    let [red, green, blue] = colour.0.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_becomes_readable_and_a_readable_one_stays() {
        let (light, dark) = (Colour([255; 3]), Colour([0x16, 0x19, 0x1d]));
        for colour in [[0, 0, 0], [255, 255, 255], [255, 220, 0], [0x1F, 0x38, 0x64], [0x05, 0x63, 0xC1]].map(Colour) {
            assert!(contrast(on(light, colour), light) >= READABLE, "{colour}");
            assert!(contrast(on(dark, colour), dark) >= READABLE, "{colour}");
        }
        assert_eq!(on(light, Colour([0x05, 0x63, 0xC1])), Colour([0x05, 0x63, 0xC1]));
    }
}
