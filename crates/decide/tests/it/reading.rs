//! Later?
