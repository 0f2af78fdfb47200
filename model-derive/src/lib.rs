//! The derives of model-core.
