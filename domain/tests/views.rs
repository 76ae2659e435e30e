//! What pages say, on a release made of the fictional council: words and figures, not how they are drawn.

#[cfg(test)]
mod council;

#[cfg(test)]
mod views {
    mod alike;
    mod choices;
    mod covers;
    mod due;
    mod help;
    mod leads;
    mod maps;
    mod moved;
    mod own;
    mod reports;
    mod rows;
    mod said;
    mod thread;
    mod why;
}
