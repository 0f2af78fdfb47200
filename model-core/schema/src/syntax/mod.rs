//! Source -> definition.
