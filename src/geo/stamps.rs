//! Very many equal marks painted into pixels, which costs far less than to draw each.

/// Pixels with round marks: red, green, blue and alpha for each, row by row.
#[derive(Debug, Default)]
pub struct Stamps {
    pixels: Vec<u8>,
    width: usize,
    height: usize,
    /// How far each row of the mark reaches to either side of its middle, px, from the top row on.
    reach: Vec<i32>,
    /// Which pixels are the middle of a mark already: a second one there would change nothing.
    taken: Vec<u64>,
}

impl Stamps {
    /// Marks of a radius in px, at least 1.
    pub fn new(radius: i32) -> Stamps {
        let radius = radius.max(1);
        let half = |dy: i32| f64::from(radius * radius - dy * dy).max(0.0).sqrt().round() as i32;
        Stamps { reach: (-radius..=radius).map(half).collect(), ..Stamps::default() }
    }

    /// Begins with nothing on `width` × `height` px.
    pub fn clear(&mut self, width: usize, height: usize) {
        (self.width, self.height) = (width, height);
        self.pixels.clear();
        self.pixels.resize(width * height * 4, 0);
        self.taken.clear();
        self.taken.resize((width * height).div_ceil(64), 0);
    }

    /// Paints a mark with its middle at a pixel. What lies outside is left out, and so is a mark
    /// whose middle does.
    pub fn put(&mut self, x: i32, y: i32, colour: [u8; 4]) {
        let (Ok(column), Ok(row)) = (usize::try_from(x), usize::try_from(y)) else { return };
        if column >= self.width || row >= self.height {
            return;
        }
        let at = row * self.width + column;
        let bit = 1 << (at % 64);
        if self.taken[at / 64] & bit != 0 {
            return;
        }
        self.taken[at / 64] |= bit;
        let radius = (self.reach.len() / 2) as i32;
        for (dy, reach) in (-radius..=radius).zip(&self.reach) {
            let Some(row) = usize::try_from(y + dy).ok().filter(|row| *row < self.height) else {
                continue;
            };
            let from = (x - reach).max(0) as usize;
            let to = ((x + reach + 1) as usize).min(self.width);
            let line = &mut self.pixels[(row * self.width + from) * 4..(row * self.width + to) * 4];
            line.chunks_exact_mut(4).for_each(|pixel| pixel.copy_from_slice(&colour));
        }
    }

    /// The pixels, four bytes each.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: [u8; 4] = [255, 0, 0, 255];

    fn painted(stamps: &Stamps) -> usize {
        stamps.pixels().chunks_exact(4).filter(|p| *p == RED).count()
    }

    #[test]
    fn a_mark_is_round_and_cut_off_at_the_edge() {
        let mut stamps = Stamps::new(2);
        stamps.clear(20, 10);
        stamps.put(10, 5, RED);
        // Rows of 1, 3 (the root of 3 is rounded to 2, so 5), 5, 5 and 1.
        assert_eq!(painted(&stamps), 1 + 5 + 5 + 5 + 1);
        stamps.clear(20, 10);
        stamps.put(0, 0, RED);
        assert_eq!(painted(&stamps), 3 + 3 + 1);
    }

    #[test]
    fn what_lies_outside_is_left_out() {
        let mut stamps = Stamps::new(5);
        stamps.clear(8, 8);
        for (x, y) in [(-1, 3), (3, -1), (8, 3), (3, 8), (i32::MIN, i32::MAX)] {
            stamps.put(x, y, RED);
        }
        assert_eq!(painted(&stamps), 0);
        stamps.clear(0, 0);
        stamps.put(0, 0, RED);
        assert!(stamps.pixels().is_empty());
    }
}
