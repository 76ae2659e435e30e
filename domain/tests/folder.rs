//! Reading a council's folder: the fixture is sound, every fault is found at its place, and no text makes the reader panic.

#[cfg(test)]
mod council;

#[cfg(test)]
mod folder {
    mod any;
    mod faults;
    mod help;
    mod sound;
}
