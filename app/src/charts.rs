//! Large charts as charming models.
