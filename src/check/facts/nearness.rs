//! How far one colour is from another, as eyes see it (CIE ΔE 2000).

use crate::html::Colour;

/// ΔE 2000 of two colours: 0 is the same, about 2 is just noticed.
///
/// ```
/// use countersign::{check::facts::nearness, html::Colour};
/// assert_eq!(nearness(Colour::WHITE, Colour::WHITE), 0.0);
/// assert!((nearness(Colour::WHITE, Colour::BLACK) - 100.0).abs() < 0.1);
/// ```
pub fn nearness(one: Colour, other: Colour) -> f64 {
    if one == other {
        return 0.0;
    }
    delta(lab(one), lab(other))
}

/// CIE L*a*b* under D65.
fn lab(colour: Colour) -> [f64; 3] {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let (red, green, blue) = (linear(colour.red), linear(colour.green), linear(colour.blue));
    let bend = |part: f64| {
        if part > 216.0 / 24389.0 { part.cbrt() } else { (24389.0 / 27.0 * part + 16.0) / 116.0 }
    };
    let x = bend((0.412_456_4 * red + 0.357_576_1 * green + 0.180_437_5 * blue) / 0.950_47);
    let y = bend(0.212_672_9 * red + 0.715_152_2 * green + 0.072_175 * blue);
    let z = bend((0.019_333_9 * red + 0.119_192 * green + 0.950_304_1 * blue) / 1.088_83);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// ISO/CIE 11664-6, with its weights at one.
fn delta([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let mean_chroma = f64::midpoint(a1.hypot(b1), a2.hypot(b2));
    let shrink = |chroma: f64| (chroma.powi(7) / (chroma.powi(7) + 25_f64.powi(7))).sqrt();
    let grow = 1.0 + 0.5 * (1.0 - shrink(mean_chroma));
    let (a1, a2) = (a1 * grow, a2 * grow);
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue = |a: f64, b: f64| if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees().rem_euclid(360.0) };
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let grey = c1 * c2 == 0.0;
    let turn = match h2 - h1 {
        _ if grey => 0.0,
        turn if turn > 180.0 => turn - 360.0,
        turn if turn < -180.0 => turn + 360.0,
        turn => turn,
    };
    let (light, chroma) = (l2 - l1, c2 - c1);
    let shift = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let (mean_l, mean_c) = (f64::midpoint(l1, l2), f64::midpoint(c1, c2));
    let mean_h = match (h1 + h2, (h1 - h2).abs() > 180.0) {
        (sum, _) if grey => sum,
        (sum, false) => sum / 2.0,
        (sum, true) if sum < 360.0 => (sum + 360.0) / 2.0,
        (sum, true) => (sum - 360.0) / 2.0,
    };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(mean_h - 30.0) + 0.24 * cos(2.0 * mean_h) + 0.32 * cos(3.0 * mean_h + 6.0)
        - 0.2 * cos(4.0 * mean_h - 63.0);
    let far = (mean_l - 50.0).powi(2);
    let (sl, sc, sh) = (1.0 + 0.015 * far / (20.0 + far).sqrt(), 1.0 + 0.045 * mean_c, 1.0 + 0.015 * mean_c * t);
    let turned = 60.0 * (-((mean_h - 275.0) / 25.0).powi(2)).exp();
    let rotation = -2.0 * shrink(mean_c) * turned.to_radians().sin();
    let (l, c, h) = (light / sl, chroma / sc, shift / sh);
    (l * l + c * c + h * h + rotation * c * h).max(0.0).sqrt()
}

#[cfg(test)]
mod tests {
    use super::delta;

    /// Pairs of the data that Sharma, Wu and Dalal published to test implementations.
    #[test]
    fn distances_are_those_of_the_published_data() {
        for (one, other, expected) in [
            ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
            ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
            ([50.0, 2.49, -0.001], [50.0, -2.49, 0.0009], 7.1792),
            ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
            ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
            ([90.8027, -2.0831, 1.441], [91.1528, -1.6435, 0.0447], 1.4441),
        ] {
            let found = delta(one, other);
            assert!((found - expected).abs() < 0.0001, "{one:?} {other:?}: {found}");
        }
    }
}
