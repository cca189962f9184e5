//! A comparison as its reader sees it: each form is one file, a pure function of a [`super::Diff`].
