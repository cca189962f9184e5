//! The pack for other programs: one JSON document, names in kebab-case.

use super::Form;

pub(super) static FORM: Form = Form {
    name: "json",
    write: |pack| {
        let mut bytes = serde_json::to_vec_pretty(pack).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    },
};
