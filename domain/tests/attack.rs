//! Attacks on what is released, with nothing but what is released: by linear programmes over every sum that the public knows of.

#[cfg(test)]
mod council;

#[cfg(test)]
mod attack {
    mod councils;
    mod cube;
    mod generated;
    mod intruder;
    mod lacking;
    mod linked;
    mod shared;
    mod twice;
}
