//! Figures that people enter, on the fictional council: what is asked for, how it is read, and what the gate says of it.

#[cfg(test)]
mod council;

#[cfg(test)]
mod entry {
    mod gate;
    mod grid;
    mod help;
    mod twice;
}
