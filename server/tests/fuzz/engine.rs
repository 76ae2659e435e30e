//! Inputs, changed and tried, for a time.

use std::{
    any::Any,
    collections::BTreeSet,
    fs,
    hash::{BuildHasher, BuildHasherDefault, DefaultHasher},
    panic::{self, AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    time::{Duration, Instant},
};

/// The longest input, in bytes.
const LONGEST: usize = 1 << 16;
/// Inputs that are changed further, at most.
const KEPT: usize = 4_000;
/// How long an input that breaks something is shortened.
const SHORTEN: Duration = Duration::from_secs(5);

/// Randomness that can be had again (xorshift64*, Vigna 2016).
pub(crate) struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below another; 0 below 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap()
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// A number for a value, the same in every run.
pub(crate) fn mark(value: impl std::fmt::Debug) -> u64 {
    BuildHasherDefault::<DefaultHasher>::new().hash_one(format!("{value:?}"))
}

/// Runs a target on inputs made from sound ones. `words`: what is worth putting in. `run` says, as a number, where an input led to.
pub(crate) fn fuzz(name: &str, sound: Vec<Vec<u8>>, words: &[&str], mut run: impl FnMut(&[u8]) -> u64) {
    let number = |name: &str, otherwise| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise);
    let (seconds, seed) = (number("FUZZ_SECONDS", 1), number("FUZZ_SEED", 20_261_123));
    let (begun, time) = (Instant::now(), Duration::from_secs(seconds));
    let mut dice = Dice((seed ^ mark(name)).max(1));
    let (mut pool, mut ways, mut inputs, mut slowest) = (sound, BTreeSet::new(), 0_u64, Duration::ZERO);
    // The sound ones first, as they are.
    let mut waiting: Vec<Vec<u8>> = pool.iter().rev().cloned().collect();
    while !waiting.is_empty() || begun.elapsed() < time {
        let input = waiting.pop().unwrap_or_else(|| changed(&pool, words, &mut dice));
        let tried_at = Instant::now();
        match catch_unwind(AssertUnwindSafe(|| run(&input))) {
            Ok(led) => {
                if ways.insert(led) && pool.len() < KEPT {
                    pool.push(input);
                }
            }
            Err(broke) => {
                let short = shortened(input, &mut run);
                told(name, seed, &short, &*broke);
            }
        }
        (inputs, slowest) = (inputs + 1, slowest.max(tried_at.elapsed()));
    }
    let (took, slowest) = (begun.elapsed().as_secs(), slowest.as_millis());
    // With `--nocapture`, for who waits for it.
    eprintln!("{name}: {inputs} inputs in {took} s, {} ways that they led, the slowest took {slowest} ms", ways.len());
}

/// One of the inputs, changed.
fn changed(pool: &[Vec<u8>], words: &[&str], dice: &mut Dice) -> Vec<u8> {
    let mut input = dice.of(pool).clone();
    for _ in 0..=dice.below(6) {
        let at = dice.below(input.len() + 1);
        let scale = 1 + dice.below(7);
        let length = dice.below(1 << scale);
        let end = (at + length).min(input.len());
        match dice.below(10) {
            0 => drop(input.drain(at..end)),
            1 => input.truncate(at),
            2 => drop(input.splice(at..at, input[at..end].repeat(1 + dice.below(40)))),
            3 => {
                let other = dice.of(pool);
                let from = dice.below(other.len() + 1);
                let piece = other[from..(from + length * 4).min(other.len())].to_vec();
                input.splice(at..end, piece);
            }
            4 | 5 if !words.is_empty() => drop(input.splice(at..end, dice.of(words).bytes())),
            6 => {
                let number = *dice.of(&["-1", "0", "255", "65536", "4294967296", "99999999999999999999", "1e308", "0.1", "NaN"]);
                input.splice(at..end.min(at + 4), number.bytes());
            }
            7 => drop(input.splice(at..at, (0..length).map(|_| dice.below(256) as u8).collect::<Vec<_>>())),
            _ => {
                let (bit, any) = (dice.below(8), dice.below(256) as u8);
                if let Some(byte) = input.get_mut(at) {
                    *byte = *dice.of(&[*byte ^ (1 << bit), 0, 0xff, 0x7f, b'"', b',', b'\n', b'%', any]);
                }
            }
        }
    }
    input.truncate(LONGEST);
    input
}

/// The input without the parts that it breaks something without.
fn shortened(mut input: Vec<u8>, run: &mut impl FnMut(&[u8]) -> u64) -> Vec<u8> {
    let before = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let (begun, mut piece) = (Instant::now(), input.len() / 2);
    while piece > 0 && begun.elapsed() < SHORTEN {
        let mut at = 0;
        while at < input.len() && begun.elapsed() < SHORTEN {
            let without = [&input[..at], &input[(at + piece).min(input.len())..]].concat();
            if catch_unwind(AssertUnwindSafe(|| run(&without))).is_err() {
                input = without;
            } else {
                at += piece;
            }
        }
        piece /= 2;
    }
    panic::set_hook(before);
    input
}

fn told(name: &str, seed: u64, input: &[u8], broke: &(dyn Any + Send)) -> ! {
    let why = broke.downcast_ref::<String>().map(String::as_str).or_else(|| broke.downcast_ref::<&str>().copied()).unwrap_or("it panicked");
    let mut place = String::new();
    if let Some(folder) = std::env::var_os("FUZZ_FOUND") {
        let file = PathBuf::from(folder).join(format!("{name}-{:016x}", mark(input)));
        fs::write(&file, input).unwrap();
        place = format!(", kept in {}", file.display());
    }
    panic!("{name}: broken by {} bytes (FUZZ_SEED={seed}{place}): {why}\n{}", input.len(), input.escape_ascii());
}
