//! The bytes of a frame: small whole numbers, runs, and byte planes of differences, which compress well.

/// Why bytes are not a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// The bytes end too early.
    #[error("the frame ends too early")]
    Short,
    /// Not a frame, or of another version of the program.
    #[error("this is not a frame of this version: reload the page")]
    Version,
    /// A number in it points nowhere.
    #[error("the frame is damaged: {0} is out of range")]
    Range(&'static str),
}

/// More numbers than one column of a frame may hold: a bound on what damaged bytes can ask for.
const MAX_COLUMN: usize = 1 << 22;

/// Writes a frame.
#[derive(Debug, Default)]
pub(super) struct Writer(pub(super) Vec<u8>);

impl Writer {
    pub(super) fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// A whole number, seven bits a byte.
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    /// A rising list of indices.
    pub(super) fn rising(&mut self, list: &[u16]) {
        self.number(list.len() as u64);
        let mut before = 0;
        for &item in list {
            self.number(u64::from(item - before));
            before = item;
        }
    }

    /// Bytes that are mostly the same, as runs.
    pub(super) fn runs(&mut self, bytes: impl IntoIterator<Item = u8>) {
        let mut bytes = bytes.into_iter().peekable();
        while let Some(byte) = bytes.next() {
            let mut length = 1;
            while bytes.next_if_eq(&byte).is_some() {
                length += 1;
            }
            self.byte(byte);
            self.number(length);
        }
    }

    /// Signed whole numbers as byte planes: all lowest bytes, then all second bytes, and so on while any is not zero.
    pub(super) fn planes(&mut self, numbers: &[i64]) {
        let zigzag: Vec<u64> = numbers.iter().map(|&n| ((n << 1) ^ (n >> 63)).cast_unsigned()).collect();
        let widest = zigzag.iter().fold(0, |all, n| all | n);
        let planes = 8 - widest.leading_zeros() / 8;
        self.byte(planes as u8);
        for plane in 0..planes {
            self.0.extend(zigzag.iter().map(|n| (n >> (8 * plane)) as u8));
        }
    }
}

/// Reads a frame.
#[derive(Debug)]
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn byte(&mut self) -> Result<u8, FrameError> {
        let (&first, rest) = self.0.split_first().ok_or(FrameError::Short)?;
        self.0 = rest;
        Ok(first)
    }

    pub(super) fn number(&mut self) -> Result<u64, FrameError> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(FrameError::Range("a number"))
    }

    pub(super) fn index(&mut self, below: usize, what: &'static str) -> Result<usize, FrameError> {
        usize::try_from(self.number()?).ok().filter(|&n| n < below).ok_or(FrameError::Range(what))
    }

    pub(super) fn rising(&mut self) -> Result<Vec<u16>, FrameError> {
        let length = self.index(usize::from(u16::MAX), "a list's length")?;
        let mut before = 0u64;
        (0..length)
            .map(|at| {
                let step = self.number()?;
                before = before.saturating_add(step);
                u16::try_from(before).ok().filter(|_| at == 0 || step > 0).ok_or(FrameError::Range("an index"))
            })
            .collect()
    }

    pub(super) fn runs(&mut self, length: usize) -> Result<Vec<u8>, FrameError> {
        let mut bytes = Vec::new();
        while bytes.len() < length {
            let byte = self.byte()?;
            let run = self.index(length - bytes.len() + 1, "a run")?;
            if run == 0 {
                return Err(FrameError::Range("a run"));
            }
            bytes.resize(bytes.len() + run, byte);
        }
        Ok(bytes)
    }

    pub(super) fn planes(&mut self, length: usize) -> Result<Vec<i64>, FrameError> {
        let planes = usize::from(self.byte()?);
        if planes > 8 || length > MAX_COLUMN {
            return Err(FrameError::Range("a column"));
        }
        let mut zigzag = vec![0u64; length];
        for plane in 0..planes {
            let bytes = self.take(length)?;
            for (number, &byte) in zigzag.iter_mut().zip(bytes) {
                *number |= u64::from(byte) << (8 * plane);
            }
        }
        Ok(zigzag.into_iter().map(|n| (n >> 1).cast_signed() ^ -(n & 1).cast_signed()).collect())
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], FrameError> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(FrameError::Short)?;
        self.0 = rest;
        Ok(taken)
    }
}
