//! Equality.
